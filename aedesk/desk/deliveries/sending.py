"""Sending: what stands ready leaves; the promise is kept to the second, and the clocks start."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..artwork.storing import path_of
from ..duties.rows import cancel, reopen
from ..errors import InvalidInput, WrongState
from ..finding import index
from ..schedules.facts import moment
from . import inputs
from .facts import last_check
from .leaving import leave, said_of
from .models import Delivery
from .posting import queue
from .rights import WINDOW_SAYS, window
from .writing import unsent


@action(
    "delivery.send", "发送", "Send", on="Delivery", who=who.anyone, fields=(inputs.SENT_AT, inputs.OWN_PROGRAM),
)  # fmt: skip
def send(act: Act) -> Delivery:
    """It leaves: by mail through the outbox, by any other channel as the AE has just done it."""
    it = unsent(act)
    _is_whole(it)
    at = sent_moment(act, it)
    _freeze(act, it)
    if it.channel == "mail" and not act.values["own_program"]:
        queue(act, it)
        act.says = T(f"{it.number} 交给邮件发送：{it.subject}", f"{it.number} given to the mail: {it.subject}")
        return it
    leave(act, it, at)
    act.says = said_of(it)
    return it


def _is_whole(it: Delivery) -> None:
    """Raises InvalidInput naming what is missing: files or a link, people, and the bytes themselves."""
    wrong: dict[str, T] = {}
    rows = list(it.files.select_related("attachment"))
    if not rows and not it.link:
        wrong["files"] = T("还没有选文件。", "No file is chosen.")
    gone = [
        row.name
        for row in rows
        if row.attachment.removed_at is not None or not path_of(row.attachment.file_id).exists()
    ]
    if gone:
        wrong["files"] = T(f"{gone[0]} 已移除或找不到，请换一个。", f"{gone[0]} is removed or missing; choose another.")
    if not it.recipients.exists():
        wrong["recipients"] = T("还没有选发给谁。", "Nobody is chosen to send it to.")
    if wrong:
        raise InvalidInput(wrong)


def sent_moment(act: Act, it: Delivery) -> datetime:
    """When it was sent: now, or a moment told afterwards, not before it was checked. Raises InvalidInput."""
    at: datetime = act.values["sent_at"] or act.now
    check = last_check(it)
    first = check.at if check is not None else it.created_at
    if at > act.now or at.replace(second=59, microsecond=999_999) < first:
        raise InvalidInput(
            {
                "sent_at": T(
                    f"要在检查（{moment(first)}）之后、现在之前。",
                    f"It lies between the check ({moment(first)}) and now.",
                )
            }
        )
    return at


def _freeze(act: Act, it: Delivery) -> None:
    """Names, bytes and addresses as they are at this moment; later changes do not touch what was sent."""
    for row in it.files.select_related("attachment"):
        act.set(row, name=row.attachment.name, sha256=row.attachment.file_id, state=row.attachment.state)
    for to in it.recipients.select_related("contact"):
        act.set(to, address=_address(to.contact, it.channel))
    act.changed.clear()


def _address(contact: Any, channel: str) -> str:
    return str(
        {"mail": contact.email, "wechat": contact.wechat, "wecom": contact.wechat}.get(channel, contact.phone) or ""
    )[:160]


@action(
    "delivery.unsend", "更正：没有发出", "Correction: not sent", on="Delivery", who=window, who_says=WINDOW_SAYS,
    fields=(inputs.Field("reason", T("怎么回事", "What happened"), required=True, longest=200),),
)  # fmt: skip
def unsend(act: Act) -> Delivery:
    """It was noted as sent by mistake: the promise is open again and the clocks stop. What a mail carried stays sent."""
    it: Delivery = act.target
    if it.state != "sent":
        raise WrongState(T("还没有记为已发送。", "It is not marked as sent."))
    if it.answered_at is not None or it.files.filter(receipt_lines__isnull=False).exists():
        raise WrongState(
            T("客户已经反馈或已列入签收单，不能再改。", "The client has answered or it is on a receipt; it stands.")
        )
    if it.promise is not None and it.promise.state == "kept" and it.promise.kept_at == it.sent_at:
        act.set(it.promise, state="open", kept_at=None, late_seconds=0)
        reopen(it.promise, "keep_promise")
    cancel(it, act.person, reason=act.reason)
    act.set(
        it, state="draft", sent_at=None, sent_by=None, sent_for=None, late_seconds=0, receipt_state="", told_at=None, told_how="",
        talked_at=None, chased_at=None, chases=0, feedback_due_at=None, chase_due_at=None,
    )  # fmt: skip
    index(it)
    act.says = T(f"更正：{it.number} 没有发出：{act.reason}", f"Correction: {it.number} was not sent: {act.reason}")
    return it
