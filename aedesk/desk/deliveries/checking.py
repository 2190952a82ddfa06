"""Before it goes: the check of size, typos and format, the head's reading, and the director's word on other names."""

from __future__ import annotations

from pathlib import Path

from aedesk.kit import filename
from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..artwork.storing import path_of
from ..clients.naming import named_in
from ..errors import InvalidInput, WrongState
from . import inputs, terms
from .checks import DeliveryCheck, DeliveryFinding
from .facts import digest_of, heads_of, unread, was_stopped
from .models import Delivery
from .rights import DIRECTORS_SAY, HEADS_SAY, PREPARES_SAYS, WINDOW_SAYS, directs, prepares, reads, window
from .writing import unsent

MARKS = {
    "pdf": (b"%PDF",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "png": (b"\x89PNG",), "psd": (b"8BPS",), "gif": (b"GIF8",),
    "tif": (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), "tiff": (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), "zip": (b"PK",),
    **dict.fromkeys(("docx", "xlsx", "pptx"), (b"PK",)), "ai": (b"%PDF", b"%!PS"), "eps": (b"%!PS", b"\xc5\xd0\xd3\xc6"),
}  # fmt: skip


@action("delivery.check", "发送前检查", "Check before sending", on="Delivery", who=who.anyone, fields=inputs.CHECK)
def check(act: Act) -> DeliveryCheck:
    """One named person looks at size, typos and format; what is found waits for its answer (SUB-02)."""
    it, given = unsent(act), act.values
    if not it.files.exists():
        raise InvalidInput({"size": T("先选文件，再检查。", "Choose the files first.")})
    unseen = {code: T("看过再勾。", "Tick it once you have looked.") for code in terms.CHECKS if not given[code]}
    if unseen:
        raise InvalidInput(unseen)
    made: DeliveryCheck = act.make(
        DeliveryCheck, client_id=it.client_id, delivery=it, person=act.person, at=act.now, files=digest_of(it)
    )
    found = [(code, what, False) for code in terms.CHECKS for what in given[f"{code}_found"]]
    found += [("format", str(what.zh), True) for what in machine(it)]
    for item, what, by_machine in found:
        act.make(
            DeliveryFinding, client_id=it.client_id, check_of=made, item=item, what=what[:300], by_machine=by_machine
        )
    count = len(found)
    act.says = T(
        f"{it.number} 发送前检查：{f'{count} 处要处理' if count else '没有问题'}",
        f"{it.number} checked before sending: {f'{count} to answer' if count else 'all well'}",
    )
    return made


def machine(it: Delivery) -> list[T]:
    """What a glance at each file's name and first bytes tells: a name against the rule, bytes that are no such file."""
    said = []
    for row in it.files.select_related("attachment"):
        said += [T(f"{row.name}：{one.zh}", f"{row.name}: {one.en}") for one in filename.check(row.attachment.name)]
        ending = row.name.rpartition(".")[2].lower()
        if ending in MARKS and not _begins(path_of(row.attachment.file_id), MARKS[ending]):
            said.append(
                T(
                    f"{row.name}：内容不是 {ending.upper()}，可能打不开。",
                    f"{row.name}: it is no {ending.upper()} inside.",
                )
            )
    return said


def _begins(path: Path, marks: tuple[bytes, ...]) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(1024).lstrip(b"\xef\xbb\xbf \r\n").startswith(marks)
    except OSError:
        return False


@action(
    "delivery.answer_finding", "处理检查意见", "Answer a finding", on="DeliveryFinding", who=prepares, who_says=PREPARES_SAYS,
    fields=inputs.ANSWER,
)  # fmt: skip
def answer_finding(act: Act) -> DeliveryFinding:
    """Mended, or kept with a reason; by name and time."""
    it: DeliveryFinding = act.target
    if it.answer:
        raise WrongState(T("这一处已经处理过了。", "It is answered already."))
    if act.values["answer"] == "kept" and len(act.values["note"]) < 2:
        raise InvalidInput({"note": T("写明为什么保留。", "Say why it is kept.")})
    act.set(
        it, answer=act.values["answer"], answer_note=act.values["note"], answered_by=act.person, answered_at=act.now
    )
    name = terms.FINDING_ANSWERS[it.answer]
    act.says = T(f"检查意见“{it.what}”：{name.zh}", f"Finding “{it.what}”: {name.en.lower()}")
    return it


@action("delivery.ask_review", "送内审", "Ask the head to read it", on="Delivery", who=prepares, who_says=PREPARES_SAYS)
def ask_review(act: Act) -> Delivery:
    it = unsent(act)
    if not unread(it):
        raise WrongState(T("没有要内审的文件。", "No file waits for reading."))
    if not heads_of(it):
        raise WrongState(
            T("还没有设这个专业的负责人，请先在“人员”里设。", "The agency has no head for this; name one under People.")
        )
    names = "、".join(one.name for one in act.heads)
    act.says = T(f"{it.number} 送{names}内审", f"{it.number} given to {names} to read")
    return it


@action("delivery.review", "内审通过", "Read and passed", on="Delivery", who=reads, who_says=HEADS_SAY)
def review(act: Act) -> Delivery:
    """The head of the profession has read each file as it stands (SUB-15)."""
    it = unsent(act)
    waiting = unread(it)
    if not waiting:
        raise WrongState(T("没有要内审的文件。", "No file waits for reading."))
    for row in waiting:
        act.set(row, reviewed_at=act.now, reviewed_by=act.person, sha256=row.attachment.file_id)
    act.changed.clear()
    act.says = T(f"内审通过 {it.number}：{len(waiting)} 个文件", f"{it.number} read and passed: {len(waiting)} files")
    return it


def names_in(it: Delivery) -> list[str]:
    """Other clients and projects that it names and the director has not let pass (CPL-01)."""
    return [name for name in named_in(it.said, it.client) if name not in it.cleared]


@action("delivery.ask_clear", "请总监确认", "Ask the director", on="Delivery", who=window, who_says=WINDOW_SAYS)
def ask_clear(act: Act) -> Delivery:
    """Ask the account director to confirm that another client's name is gone, or does no harm."""
    it = unsent(act)
    if not names_in(it) and not was_stopped(it):
        raise WrongState(T("没有出现别的客户，不用确认。", "No other client is named; nothing to confirm."))
    act.says = T(
        f"{it.number} 请总监确认没有提到别的客户", f"{it.number}: the director is asked about other clients' names"
    )
    return it


@action(
    "delivery.clear", "确认可以发给客户", "Confirm it names nobody else", on="Delivery", who=directs, who_says=DIRECTORS_SAY,
)  # fmt: skip
def clear(act: Act) -> Delivery:
    """The director confirms: the name is gone, or what is still there does no harm; edited words are looked at anew."""
    it = unsent(act)
    left = names_in(it)
    act.set(it, cleared=sorted({*it.cleared, *left}), cleared_at=act.now, cleared_by=act.person)
    act.says = T(
        f"{it.number}：{'、'.join(left) + ' 可以出现' if left else '确认已删去别家的名字'}",
        f"{it.number}: {', '.join(left) + ' may stand' if left else 'other names are confirmed to be gone'}",
    )
    return it
