"""What the AE takes to a superior: raised, decided, told to the client (TEL-08)."""

from __future__ import annotations

from aedesk.kit.text import T

from ..action import Act, action
from ..clients.terms import CHANNELS
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..who import account_lead, anyone, either, window
from . import inputs
from .models import Escalation
from .preps import belongs


@action(
    "escalation.raise", "请示", "Escalate", who=anyone,
    fields=(
        inputs.CLIENT, inputs.PROJECT, Field("note", T("沟通记录", "Contact note"), "ref", model="ContactNote"),
        Field("issue", T("请示什么", "The issue"), required=True, longest=300),
        Field("asked", T("向谁请示", "Ask whom"), "ref", model="Person", help=T("留空则是你的上级。", "Empty: your lead.")),
    ),
)  # fmt: skip
def raise_escalation(act: Act) -> Escalation:
    client, asked = act.values["client"], act.values["asked"] or act.person.lead
    wrong = belongs(client, act.values)
    if asked is None:
        wrong["asked"] = T("选一位请示的人。", "Choose whom to ask.")
    elif not asked.may_see_client(client.pk):
        wrong["asked"] = T("这位同事不服务这个客户。", "This colleague does not work for the client.")
    if wrong:
        raise InvalidInput(wrong)
    made: Escalation = act.make(
        Escalation, client=client, project=act.values["project"], note=act.values["note"], issue=act.values["issue"],
        raised_by=act.person, asked=asked, asked_at=act.now,
    )  # fmt: skip
    act.says = T(f"向{asked}请示：{made.issue}", f"Asked {asked.in_english}: {made.issue}")
    return made


def _asked(act: Act) -> bool:
    return act.target is not None and act.target.asked_id == act.person.pk


def _raiser(act: Act) -> bool:
    return act.target is not None and act.target.raised_by_id == act.person.pk


@action(
    "escalation.decide", "答复请示", "Decide", who=either(_asked, account_lead), on="Escalation",
    fields=(Field("decision", T("怎么定", "Decision"), required=True, longest=300),),
)  # fmt: skip
def decide(act: Act) -> Escalation:
    it: Escalation = act.target
    if it.decided_at:
        raise WrongState(T("已经答复过了。", "It is decided already."))
    act.set(it, decision=act.values["decision"], decided_at=act.now)
    act.says = T(f"请示有了结果：{it.decision}", f"Decided: {it.decision}")
    return it


@action(
    "escalation.tell_client", "已告知客户", "The client is told", who=either(_raiser, window), on="Escalation",
    fields=(Field("told_how", T("方式", "How"), "choice", choices=CHANNELS, default="phone"),),
)  # fmt: skip
def tell_client(act: Act) -> Escalation:
    it: Escalation = act.target
    if not it.decided_at:
        raise WrongState(T("还没有结果，不能告知客户。", "There is no decision to tell yet."))
    if it.told_at:
        raise WrongState(T("已经告知过了。", "The client is told already."))
    act.set(it, told_at=act.now, told_how=act.values["told_how"])
    act.says = T(f"已把结果告知{it.client}", f"{it.client} is told the decision")
    return it
