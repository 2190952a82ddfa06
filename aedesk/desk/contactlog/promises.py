"""What the client promised us, with a time: added, kept, dropped (CRM-21)."""

from __future__ import annotations

from aedesk.kit.text import T

from ..action import Act, action
from ..duties.rows import reopen
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..who import account, anyone
from . import inputs
from .models import ClientPromise
from .preps import belongs


@action(
    "clientpromise.add", "记客户承诺", "Note a client's promise", who=anyone, on="ContactNote", fields=inputs.PROMISED
)
def add_promise(act: Act) -> ClientPromise:
    note = act.target
    if wrong := belongs(note.client, act.values):
        raise InvalidInput(wrong)
    promise: ClientPromise = act.make(
        ClientPromise, client=note.client, note=note, contact=act.values["contact"] or note.contact,
        what=act.values["what"], due_at=act.values["due_at"],
    )  # fmt: skip
    act.says = T(
        f"{promise.contact or note.client}答应：{promise.what}",
        f"{promise.contact or note.client} promised: {promise.what}",
    )
    return promise


def _still_open(promise: ClientPromise) -> None:
    if promise.kept_at:
        raise WrongState(T("已经兑现了。", "It is kept already."))
    if promise.dropped_why:
        raise WrongState(T("已经撤销了。", "It was dropped already."))


@action("clientpromise.keep", "客户已兑现", "The client kept it", who=account, on="ClientPromise")
def keep_promise(act: Act) -> ClientPromise:
    promise: ClientPromise = act.target
    _still_open(promise)
    act.set(promise, kept_at=act.now)
    act.says = T(f"客户已兑现：{promise.what}", f"The client kept: {promise.what}")
    return promise


@action("clientpromise.reopen", "客户还没有兑现", "Not kept after all", who=account, on="ClientPromise")
def unkeep_promise(act: Act) -> ClientPromise:
    """A correction: it was marked kept by mistake; the old clock runs on."""
    promise: ClientPromise = act.target
    if not promise.kept_at:
        raise WrongState(T("没有记为已兑现。", "It is not marked as kept."))
    act.set(promise, kept_at=None)
    reopen(promise, "client_keeps_word")
    act.says = T(f"更正：客户还没有兑现：{promise.what}", f"Correction: not kept yet: {promise.what}")
    return promise


@action(
    "clientpromise.drop", "撤销客户承诺", "Drop the client's promise", who=account, on="ClientPromise",
    fields=(Field("reason", T("原因", "Reason"), required=True, longest=200),),
)  # fmt: skip
def drop_promise(act: Act) -> ClientPromise:
    promise: ClientPromise = act.target
    _still_open(promise)
    act.set(promise, dropped_why=act.reason)
    act.says = T(f"撤销客户承诺：{promise.what}", f"Client's promise dropped: {promise.what}")
    return promise
