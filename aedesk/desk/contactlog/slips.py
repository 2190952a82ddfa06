"""Message slips for colleagues who are out, and calls one missed (TEL-01, TEL-03)."""

from __future__ import annotations

from datetime import timedelta

from aedesk.kit.text import T
from aedesk.rulebook.duties import CALL_BACK
from aedesk.rulebook.kinds import Due

from ..action import Act, action
from ..duties.rows import open_duty, reopen
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..who import account_lead, anyone, either
from .models import MessageSlip

RING_BACK = timedelta(minutes=15)
CALLER = (
    Field("caller", T("来电人", "Caller"), required=True, longest=80),
    Field("phone", T("回电号码", "Number"), longest=40),
    Field("client", T("客户", "Client"), "ref", model="Client"),
)


@action(
    "slip.take", "留言条", "Take a message", who=anyone,
    fields=(
        Field("for_person", T("留给", "For"), "ref", True, model="Person"), *CALLER,
        Field("matter", T("什么事", "Matter"), required=True, longest=300),
        Field("back_at", T("同事何时回来", "Back at"), "datetime", help=T("留空按同事登记的外出时间；没有登记则当天下班前。", "Empty: as the colleague registered, else by the end of the day.")),
    ),
)  # fmt: skip
def take_slip(act: Act) -> MessageSlip:
    who, client = act.values["for_person"], act.values["client"]
    if client is not None and not who.may_see_client(client.pk):
        raise InvalidInput(
            {"for_person": T("这位同事不服务这个客户。", "This colleague does not work for the client.")}
        )
    out = who.out_until if who.out_until and who.out_until > act.now else None
    slip: MessageSlip = act.make(
        MessageSlip, client=client, for_person=who, taken_by=act.person, caller=act.values["caller"],
        phone=act.values["phone"], matter=act.values["matter"], at=act.now, back_at=act.values["back_at"] or out,
    )  # fmt: skip
    act.says = T(f"给{who}留言：{slip.caller}来电", f"Message for {who.in_english}: {slip.caller} phoned")
    return slip


@action(
    "call.missed", "漏接来电", "A missed call", who=anyone, fields=(*CALLER, Field("at", T("几点", "When"), "datetime"))
)
def miss_call(act: Act) -> MessageSlip:
    missed = act.values["at"] or act.now
    if missed > act.now:
        raise InvalidInput({"at": T("还没有到这个时间。", "That time has not come yet.")})
    slip: MessageSlip = act.make(
        MessageSlip, client=act.values["client"], for_person=act.person, taken_by=act.person,
        caller=act.values["caller"], phone=act.values["phone"], matter=str(T("漏接来电", "Missed call")), at=missed,
    )  # fmt: skip
    due = missed + RING_BACK
    says = T(f"回拨{slip.caller}（漏接）", f"Ring {slip.caller} back (missed call)")
    open_duty(
        CALL_BACK.code,
        act.person,
        slip,
        says=says,
        due=Due(due, due - timedelta(minutes=5)),
        does=CALL_BACK.does,
        at=act.now,
    )
    act.says = T(f"漏接{slip.caller}来电", f"Missed a call from {slip.caller}")
    return slip


def _addressee(act: Act) -> bool:
    return act.target is not None and act.target.for_person_id == act.person.pk


@action(
    "slip.answer", "已回电", "Called back", who=either(_addressee, account_lead), on="MessageSlip",
    fields=(Field("answer", T("结果", "Outcome"), longest=200),), who_says=T("由留言的对象回电。", "The colleague it was left for calls back."),
)  # fmt: skip
def answer_slip(act: Act) -> MessageSlip:
    slip: MessageSlip = act.target
    if slip.answered_at:
        raise WrongState(T("已经回过电了。", "It is answered already."))
    act.set(slip, answered_at=act.now, answer=act.values["answer"])
    act.says = T(f"已回电{slip.caller}", f"Called {slip.caller} back")
    return slip


@action(
    "slip.reopen", "还没有回电", "Not called back after all", who=either(_addressee, account_lead), on="MessageSlip",
    who_says=T("由留言的对象更正。", "The colleague it was left for corrects it."),
)  # fmt: skip
def reopen_slip(act: Act) -> MessageSlip:
    """A correction: it was marked answered by mistake; the old clock runs on."""
    slip: MessageSlip = act.target
    if not slip.answered_at:
        raise WrongState(T("还没有记为已回电。", "It is not marked as answered."))
    act.set(slip, answered_at=None, answer="")
    reopen(slip, CALL_BACK.code)
    act.says = T(f"更正：还没有回电{slip.caller}", f"Correction: {slip.caller} is not called back yet")
    return slip
