"""The checker's part: 24 items answered by one who did not make it, warnings waived by name and reason."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.checks import ANSWERS, BY_CODE, CHECKS, WANTED

from .. import who
from ..action import Act, action
from ..artwork.models import Attachment
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..projects.models import BaseMaterial
from . import queries
from .models import ItemAnswer, Waiver

ITEM = Field("item", T("哪一项", "Item"), "choice", True, choices={one.code: one.name for one in CHECKS})
NOTE = Field(
    "note",
    T("说明", "Note"),
    longest=200,
    help=T("“有问题”“不适用”要写明。", "Say why for a problem or not applicable."),
)

EDITION = Field(
    "edition",
    WANTED["edition"],
    longest=40,
    help=T("“地图”通过时要写，如 v2026-10。", "Named when the map passes, such as v2026-10."),
)
PROOFED = Field(
    "proofed_on", WANTED["proofed_on"], "date", help=T("“套准”通过时要写。", "Named when registration passes.")
)


def _standing(act: Act) -> Attachment:
    it: Attachment = act.target
    if it.sheet is None or it.removed_at is not None:
        raise WrongState(T("只查工作单上还在的文件。", "Only a file that stands on a job is checked."))
    return it


def _answer(act: Act, it: Attachment, item: str, answer: str, note: str, **more: Any) -> ItemAnswer:
    """Write an answer, over an earlier one where there is one."""
    values = {"answer": answer, "note": note, "person": act.person, "at": act.now, "sha256": it.file_id}
    values |= {"edition": "", "proofed_on": None} | more
    before = ItemAnswer.objects.filter(attachment=it, item=item).first()
    if before is not None:
        act.set(before, **values)
        return before
    made: ItemAnswer = act.make(ItemAnswer, client_id=it.client_id, attachment=it, item=item, **values)
    return made


def _named(act: Act, it: Attachment) -> dict[str, Any]:
    """What a pass of this item must name (ART-22, ART-27): the version of the map, the day of the proof."""
    wants = BY_CODE[act.values["item"]].wants
    if not wants:
        return {}
    value = act.values[wants]
    if not value:
        raise InvalidInput({wants: T(f"写明{WANTED[wants].zh}。", f"Name it: {WANTED[wants].en.lower()}.")})
    if wants == "edition":
        _check_edition(it, value)
    elif value > clock.today():
        raise InvalidInput({wants: T("打样日期不能在今天之后。", "The proof's day is not after today.")})
    return {wants: value}


def _check_edition(it: Attachment, edition: str) -> None:
    """The map on the artwork is the one the project keeps."""
    known = BaseMaterial.objects.filter(project=it.project_id, kind="map").exclude(edition="").order_by("as_of", "pk")
    if (base := known.last()) is not None and base.edition.casefold() != edition.casefold():
        raise InvalidInput(
            {
                "edition": T(
                    f"项目资料里的区位图是 {base.edition}，稿上是 {edition}：换图后再查，或先更新项目资料。",
                    f"The project's map is {base.edition}, the artwork has {edition}: change the map, or update the project's material first.",
                )
            }
        )


@action(
    "check.answer", "答检查项", "Answer an item", on="Attachment", who=who.anyone,
    fields=(ITEM, Field("answer", T("结果", "Answer"), "choice", True, choices=ANSWERS), NOTE, EDITION, PROOFED),
)  # fmt: skip
def answer(act: Act) -> ItemAnswer:
    """One of the 24 items, for these bytes; a new upload asks anew."""
    it, given = _standing(act), act.values
    if given["answer"] != "pass" and not given["note"]:
        raise InvalidInput(
            {"note": T("写明是什么问题，或为什么不适用。", "Say what the problem is, or why it does not apply.")}
        )
    more = _named(act, it) if given["answer"] == "pass" else {}
    made = _answer(act, it, given["item"], given["answer"], given["note"], **more)
    name, word = BY_CODE[given["item"]].name, ANSWERS[given["answer"]]
    act.says = T(f"{name.zh}：{word.zh}", f"{name.en}: {word.en.lower()}")
    return made


@action("check.take", "采用机器的结果", "Take what the machine passed", on="Attachment", who=who.anyone)
def take(act: Act) -> Attachment:
    """Answer with one press what the machine has judged clean; what it could not tell stays open."""
    it = _standing(act)
    clean = [
        one for one in queries.items(it) if one.machine == "pass" and one.answer is None and one.check.by != "person"
    ]
    if not clean:
        raise WrongState(T("没有机器通过而还没答的项。", "There is nothing the machine passed that is still open."))
    for one in clean:
        _answer(act, it, one.check.code, "pass", T("机器检查通过", "Passed by the machine").zh)
    act.says = T(f"采用机器的结果：{len(clean)} 项通过", f"{len(clean)} items passed by the machine are taken over")
    return it


@action(
    "finding.waive", "放行警告", "Waive a warning", on="Attachment", who=who.anyone,
    fields=(
        Field("mark", T("哪一条", "Which finding"), required=True, longest=16),
        Field("reason", T("为什么可以", "Why it may pass"), required=True, longest=300),
    ),
)  # fmt: skip
def waive(act: Act) -> Waiver:
    """Let a warning pass by name and reason; an error is put right in the file."""
    it, check = _standing(act), queries.latest(_standing(act))
    found = next((one for one in (check.findings if check else []) if one["mark"] == act.values["mark"]), None)
    if found is None:
        raise InvalidInput(
            {"mark": T("这一版没有这条，请刷新后再看。", "This version has no such finding; reload and look again.")}
        )
    if found["severity"] != "warning":
        raise WrongState(
            T("只有警告可以放行；错误要改文件。", "Only a warning is waived; an error is put right in the file.")
        )
    made: Waiver = act.make(
        Waiver, client_id=it.client_id, attachment=it, mark=found["mark"], rule=found["rule"], reason=act.reason, person=act.person, at=act.now,
    )  # fmt: skip
    act.says = T(f"放行：{found['says']['zh']}（{act.reason}）", f"Waived: {found['says']['en']} ({act.reason})")
    return made


@action("waiver.withdraw", "收回放行", "Take the waiver back", on="Waiver", who=who.anyone)
def withdraw(act: Act) -> Attachment:
    """A waiver given by mistake is gone; the journal keeps both."""
    it: Waiver = act.target
    attachment: Attachment = it.attachment
    it.delete()
    act.facts["attachment"] = attachment
    act.says = T("收回放行", "Waiver taken back")
    return attachment
