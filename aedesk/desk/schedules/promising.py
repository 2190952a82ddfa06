"""Promises to the client, kept or replaced, and the time won for the creatives."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..duties.rows import cancel, done, reopen
from ..errors import InvalidInput, WrongState
from ..fields import Field
from .facts import moment
from .lines import PROJECT, REASON, REQUEST, SHEET, in_house, settle_place
from .models import Extension, Promise


@action(
    "promise.make", "承诺客户时间", "Promise the client a time", who=who.anyone,
    fields=(
        PROJECT, REQUEST, SHEET,
        Field("to", T("对谁承诺", "To whom"), "ref", model="Contact"),
        Field("what", T("交什么", "What"), required=True, longest=160),
        Field("due_at", T("与客户约定的时间", "Time agreed"), "datetime", True),
        Field("extends_from", T("客户原来要的时间", "Time first wanted"), "datetime",
              help=T("填了就记下为创意人员争取到的时间。", "Logs the time won for the creatives.")),
        Field("reason", T("为什么延后", "Why later"), longest=200),
    ),
)  # fmt: skip
def make(act: Act) -> Promise:
    """Give the client a time that the doers have accepted (SCH-02); time won is logged by itself (SCH-08)."""
    given, place = act.values, settle_place(act)
    if given["to"] is not None and given["to"].client_id != place["client"].pk:
        raise InvalidInput({"to": T("这位联系人不属于该客户。", "This contact belongs to another client.")})
    if given["due_at"] <= act.now:
        raise InvalidInput({"due_at": T("时间要在现在之后。", "The time lies in the past.")})
    promise: Promise = act.make(
        Promise,
        **place,
        to=given["to"],
        what=given["what"],
        due_at=given["due_at"],
        by=act.person,
        agreed_at=act.now,
    )
    if given["extends_from"] is not None:
        _extend(act, place, given["extends_from"], given["due_at"], "extends_from")
    act.says = T(
        f"与客户约定 {moment(promise.due_at)} 交“{promise.what}”",
        f"“{promise.what}” promised to the client for {moment(promise.due_at)}",
    )
    return promise


def _extend(act: Act, place: dict[str, Any], from_at: datetime, to_at: datetime, wrong: str) -> Extension:
    if to_at <= from_at:
        raise InvalidInput({wrong: T("新时间要晚于原来的时间。", "The new time must be later than the first.")})
    extension: Extension = act.make(Extension, **place, from_at=from_at, to_at=to_at, reason=act.reason[:200])
    return extension


@action("promise.keep", "已交给客户", "Delivered to the client", on="Promise", who=who.anyone)
def keep(act: Act) -> Promise:
    """Record when it reached the client; how early or late it was stands in seconds (SUB-03)."""
    promise = _open(act)
    late = settle(act, promise, act.now)
    said = against(late)
    act.says = T(f"“{promise.what}”已交给客户，{said.zh}", f"“{promise.what}” delivered, {said.en}")
    return promise


def settle(act: Act, promise: Promise, at: datetime) -> int:
    """Mark an open promise kept at a moment and end its duty then; returns seconds late, negative when early."""
    late = int((at - promise.due_at).total_seconds())
    act.set(promise, state="kept", kept_at=at, late_seconds=late)
    done(promise, act.person, at, "keep_promise")
    return late


def against(late_seconds: int) -> T:
    """Early or late in minutes: 早 20 分; a begun minute late is a minute late."""
    if late_seconds <= 0:
        return T(f"早 {-late_seconds // 60} 分", f"{-late_seconds // 60} min early")
    minutes = -(-late_seconds // 60)
    return T(f"迟 {minutes} 分", f"{minutes} min late")


@action("promise.reopen", "还没有交给客户", "Not delivered after all", on="Promise", who=who.window)
def unkeep(act: Act) -> Promise:
    """A correction: it was marked kept by mistake; the old clock runs on."""
    promise: Promise = act.target
    if promise.state != "kept":
        raise WrongState(T("这项承诺没有记为已交。", "This promise is not marked as kept."))
    act.set(promise, state="open", kept_at=None, late_seconds=0)
    reopen(promise, "keep_promise")
    act.says = T(f"更正：“{promise.what}”还没有交给客户", f"Correction: “{promise.what}” is not delivered yet")
    return promise


@action("promise.withdraw", "改期", "Replace the promise", on="Promise", who=who.window, fields=(REASON,))
def withdraw(act: Act) -> Promise:
    """Take a promise back because a new time is agreed; the duty to keep the old one is dropped."""
    promise = _open(act)
    cancel(promise, act.person, reason=act.reason)
    act.set(promise, state="withdrawn")
    act.says = T(
        f"“{promise.what}”{moment(promise.due_at)} 的约定作废：{act.reason}",
        f"The promise of {moment(promise.due_at)} is replaced: {act.reason}",
    )
    return promise


def _open(act: Act) -> Promise:
    promise: Promise = act.target
    if promise.state != "open":
        raise WrongState(T("这项承诺已经了结。", "This promise is settled already."))
    return promise


@action(
    "extension.log", "记争取到的时间", "Log time won", who=in_house,
    fields=(
        PROJECT, REQUEST, SHEET,
        Field("from_at", T("原来的时间", "From"), "datetime", True),
        Field("to_at", T("争取到的时间", "To"), "datetime", True),
        REASON,
    ),
)  # fmt: skip
def extend(act: Act) -> Extension:
    extension = _extend(act, settle_place(act), act.values["from_at"], act.values["to_at"], "to_at")
    act.says = T(
        f"为创意人员争取到 {moment(extension.to_at)}：{act.reason}",
        f"Time won until {moment(extension.to_at)}: {act.reason}",
    )
    return extension
