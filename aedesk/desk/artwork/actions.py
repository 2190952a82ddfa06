"""Files: added to an issued job or to a project's base material, renamed, confirmed, removed, restored."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..finding import index
from . import archiving as archiving
from . import facts, terms
from . import photos as photos
from . import releasing as releasing
from . import renewing as renewing
from . import stages as stages
from .models import Attachment
from .storing import store
from .words import found_by as found_by

FILE = Field("file", T("文件", "File"), "file", True)
NAME = Field(
    "name",
    T("文件名", "File name"),
    longest=200,
    help=T("日期加名字，例如 261119开盘报纸。", "Date and name, such as 261119开盘报纸."),
)
STATE = Field("state", T("类别", "Kind"), "choice", choices=terms.FILE_STATES, default="draft")
NOTE = Field("note", T("说明", "Note"), longest=200)


@action(
    "attachment.add", "上传文件", "Add a file", who=who.anyone,
    fields=(FILE, Field("sheet", T("工作单", "Job sheet"), "ref", model="JobSheet"), NAME, STATE, NOTE),
)  # fmt: skip
def add(act: Act) -> Attachment:
    """Put a file on an issued job under its dated name (JOB-01, FIL-04)."""
    return _attach(act, project=act.values["sheet"].project, sheet=act.values["sheet"])


@action(
    "attachment.keep", "存项目资料", "Keep a project file", who=who.anyone,
    fields=(FILE, Field("project", T("项目", "Project"), "ref", True, model="Project"), NAME, NOTE),
)  # fmt: skip
def keep(act: Act) -> Attachment:
    """Keep base material of a project: maps, renderings, photos; no job sheet is needed for it."""
    return _attach(act, project=act.values["project"], sheet=None)


def _attach(act: Act, *, project: Any, sheet: Any) -> Attachment:
    name = facts.wanted_name(act)
    same = Attachment.objects.filter(project=project, sheet=sheet, name=name, removed_at=None)
    if same.exists():
        raise InvalidInput(
            {
                "name": T(
                    f"已有同名文件 {name}，请换日期或名字。",
                    f"There is a file {name} already; change date or name.",
                )
            }
        )
    made: Attachment = act.make(
        Attachment, client_id=project.client_id, project=project, sheet=sheet, name=name,
        file=store(act.values["file"], name), state=act.values.get("state") or "draft",
        note=act.values["note"],
    )  # fmt: skip
    index(made)
    act.says = T(f"上传 {name}", f"{name} added")
    return made


@action(
    "attachment.rename", "改文件名", "Rename the file", on="Attachment", who=who.anyone,
    fields=(Field("name", T("文件名", "File name"), required=True, longest=200),),
)  # fmt: skip
def rename(act: Act) -> Attachment:
    made, before = _present(act), act.target.name
    name = facts.wanted_name(act)
    others = Attachment.objects.filter(project_id=made.project_id, sheet_id=made.sheet_id, name=name, removed_at=None)
    if others.exclude(pk=made.pk).exists():
        raise InvalidInput({"name": T("已有同名文件。", "There is a file of that name already.")})
    act.set(made, name=name)
    index(made)
    act.says = T(f"{before} 改名为 {name}", f"{before} renamed to {name}")
    return made


@action(
    "attachment.confirm",
    "定为出品确认稿",
    "Confirm for output",
    on="Attachment",
    who=who.either(who.window, who.role("traffic", "production_manager", "creative_director")),
)
def confirm(act: Act) -> Attachment:
    """Make a design draft the file confirmed for output; only that goes to suppliers (FIL-05)."""
    made = _present(act)
    if made.state == "confirmed":
        raise WrongState(T("已经是出品确认稿。", "It is confirmed already."))
    act.set(made, state="confirmed")
    index(made)
    act.says = T(f"{made.name} 定为出品确认稿", f"{made.name} confirmed for output")
    return made


def adder_or_window(act: Act) -> bool:
    return act.target is None or act.target.created_by_id == act.person.pk or bool(who.window(act))


@action("attachment.remove", "移除文件", "Remove the file", on="Attachment", who=adder_or_window)
def remove(act: Act) -> Attachment:
    """Take a file off the page; its bytes stay and it can be brought back."""
    made = _present(act)
    act.set(made, removed_at=act.now)
    index(made)
    act.says = T(f"移除 {made.name}", f"{made.name} removed")
    return made


@action("attachment.restore", "恢复文件", "Restore the file", on="Attachment", who=adder_or_window)
def restore(act: Act) -> Attachment:
    made: Attachment = act.target
    if made.removed_at is None:
        raise WrongState(T("文件没有被移除。", "The file is not removed."))
    act.set(made, removed_at=None)
    index(made)
    act.says = T(f"恢复 {made.name}", f"{made.name} restored")
    return made


def _present(act: Act) -> Attachment:
    made: Attachment = act.target
    if made.removed_at is not None:
        raise WrongState(T("文件已移除，请先恢复。", "The file is removed; restore it first."))
    return made
