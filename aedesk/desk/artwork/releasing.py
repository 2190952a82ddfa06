"""出品: a confirmed, fully signed file goes out; and an error found later names its stage and signer."""

from __future__ import annotations

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from . import terms
from .models import Attachment
from .signs import Fault, Release, live

releases = who.either(who.window, who.role("production_manager", "media_manager", "traffic"))


@action(
    "artwork.release", "出品", "Release", on="Attachment", who=releases,
    fields=(
        Field("supplier", T("发给哪家供应商", "To which supplier"), "ref", model="Supplier"),
        Field("to", T("或发给", "Or to"), longest=120, help=T("如：临江日报广告部。", "Such as: the newspaper's ad desk.")),
        Field("note", T("说明", "Note"), longest=200),
    ),
)  # fmt: skip
def release(act: Act) -> Release:
    """Give a file out for production; the rules let only a signed 出品确认稿 pass (FIL-05, ROL-11)."""
    it: Attachment = act.target
    if it.removed_at is not None:
        raise WrongState(T("文件已移除，请先恢复。", "The file is removed; restore it first."))
    supplier, to = act.values["supplier"], act.values["to"]
    if supplier is None and not to:
        raise InvalidInput({"supplier": T("选一家供应商，或写明发给谁。", "Choose a supplier, or say to whom.")})
    made: Release = act.make(
        Release, client_id=it.client_id, attachment=it, supplier=supplier, to=to or supplier.name, at=act.now,
        person=act.person, note=act.values["note"], sha256=it.file_id,
    )  # fmt: skip
    act.says = T(f"{it.name} 出品，发给{made.to}", f"{it.name} released to {made.to}")
    return made


@action(
    "fault.log", "记差错", "Log an error", on="JobSheet", who=who.anyone,
    fields=(
        Field("what", T("错在哪里", "What is wrong"), required=True, longest=300),
        Field("stage", T("哪个环节放过的", "Which stage let it pass"), "choice", True, choices=terms.SIGN_STAGES),
        Field("attachment", T("哪一版", "Which version"), "ref", model="Attachment"),
        Field("found_at", T("发现时间", "Found at"), "datetime", help=T("留空为现在。", "Now when empty.")),
        Field("cost", T("损失（元，不含税）", "Loss, CNY net"), "decimal", least=0, most=999_999_999, restricted=True),
    ),
)  # fmt: skip
def log_fault(act: Act) -> Fault:
    """An error with its stage; who signed that stage of that version stands beside it for good."""
    sheet, given = act.target, act.values
    it = given["attachment"]
    if it is not None and it.sheet_id != sheet.pk:
        raise InvalidInput({"attachment": T("这个文件不在这张工作单上。", "This file is not on the job.")})
    found_at = given["found_at"] or act.now
    if found_at > act.now:
        raise InvalidInput({"found_at": T("还没有到这个时间。", "That time has not come yet.")})
    sign = live(it).get(given["stage"]) if it is not None else None
    made: Fault = act.make(
        Fault, client_id=sheet.client_id, sheet=sheet, attachment=it, what=given["what"], stage=given["stage"],
        signer=sign.person if sign else None, found_at=found_at, cost=given["cost"] if act.person.sees_money else None,
    )  # fmt: skip
    name, by = terms.SIGN_STAGES[made.stage], made.signer.name if made.signer else "—"
    act.says = T(f"差错：{made.what}（{name.zh}，{by} 签）", f"Error: {made.what} ({name.en.lower()}, signed by {by})")
    return made
