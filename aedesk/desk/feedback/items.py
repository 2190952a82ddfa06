"""The changes a client asks for: each with its reason or a question, and what became of it (SUB-12, SUB-17)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Max

from aedesk.kit.text import T

from ..action import Act, action
from ..contactlog.models import Relay
from ..contactlog.relays import notices_of
from ..duties import rows as duties
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..notices.models import Notice
from ..people.models import Person
from ..who import account
from . import inputs, terms
from .logging import SAYS, item_of
from .models import ChangeItem
from .rounds import recount

OUTCOMES = {code: text for code, text in terms.OUTCOMES.items() if code}
NEEDS_WHY = ("part", "withdrawn")


@action("changeitem.add", "加修改项", "Add a change", who=account, who_says=SAYS, on="Feedback", fields=inputs.ITEM)
def add(act: Act) -> ChangeItem:
    """One more change; where the team has heard the feedback, it is to hear this, too."""
    it = act.target
    last = ChangeItem.objects.filter(feedback=it).aggregate(last=Max("position"))["last"]
    made = item_of(act, it, act.values, 0 if last is None else last + 1)
    act.facts |= {"heard": [it], "said_at": act.now if it.relayed_at else None}
    recount(it.sheet)
    act.says = T(f"客户要改：{made.what}", f"The client wants changed: {made.what}")
    return made


@action(
    "changeitem.edit", "改修改项", "Edit the change", who=account, who_says=SAYS, on="ChangeItem",
    fields=tuple(replace(one, default=None) for one in inputs.ITEM), partial=True, versioned=True,
)  # fmt: skip
def edit(act: Act) -> ChangeItem:
    it: ChangeItem = act.target
    values = {name: value for name, value in act.values.items() if name != "reason"}
    why, asks = values.get("why", it.why), values.get("must_ask", it.must_ask)
    values["must_ask"] = bool(asks and not why)
    asked = values["must_ask"] and not it.must_ask
    if it.must_ask and not values["must_ask"]:
        duties.cancel(it, act.person, ["ask_why"], reason=why)
    act.set(it, **values)
    act.facts["questions"] = [it] if asked else []
    recount(it.sheet)
    act.says = T(f"修改项：{it.what}", f"Change edited: {it.what}")
    return it


@action(
    "changeitem.explain", "补上理由", "Give the reason", who=account, who_says=SAYS, on="ChangeItem",
    fields=(replace(inputs.WHY, required=True),),
)  # fmt: skip
def explain(act: Act) -> ChangeItem:
    """The client was asked; those who heard of the change hear why."""
    it: ChangeItem = act.target
    if not it.must_ask:
        raise WrongState(T("理由已经写明。", "The reason stands already."))
    act.set(it, why=act.values["why"], must_ask=False)
    act.facts["questions"] = []
    last = Relay.objects.filter(feedback_id=it.feedback_id).order_by("-pk").first()
    if last is not None:
        people = list(Person.objects.filter(pk__in=last.told, is_active=True))
        told = Relay(says=it.what, reason=it.why)  # what this notice says, no relay of its own
        Notice.objects.bulk_create(notices_of(act, it.feedback, people, told))
    act.says = T(f"客户要改的理由：{it.why}", f"Why the client wants it: {it.why}")
    return it


@action(
    "changeitem.settle", "定结果", "Settle the change", who=account, who_says=SAYS, on="ChangeItem",
    fields=(
        Field("outcome", T("结果", "Outcome"), "choice", True, choices=OUTCOMES),
        Field("outcome_why", T("为什么", "Why"), longest=300, help=T("部分接受、说服撤回要写明。", "Said where it is not accepted as it stands.")),
        inputs.CAUSE,
    ),
)  # fmt: skip
def settle(act: Act) -> ChangeItem:
    """Accepted, in part, or talked out of it; what is withdrawn makes no round."""
    it, given = act.target, act.values
    if given["outcome"] in NEEDS_WHY and not given["outcome_why"]:
        raise InvalidInput({"outcome_why": T("写明为什么。", "Say why.")})
    act.set(
        it, outcome=given["outcome"], outcome_why=given["outcome_why"], cause=given["cause"], settled_at=act.now, settled_by=act.person
    )  # fmt: skip
    if it.must_ask and it.outcome == "withdrawn":
        act.set(it, must_ask=False, why=given["outcome_why"])
        duties.cancel(it, act.person, ["ask_why"], reason=given["outcome_why"])
    recount(it.sheet)
    word: T = terms.OUTCOMES[it.outcome]
    act.says = T(f"{word.zh}：{it.what}", f"{word.en}: {it.what}")
    return it


@action("changeitem.remove", "删修改项", "Remove the change", who=account, who_says=SAYS, on="ChangeItem")
def remove(act: Act) -> Any:
    """Split wrongly: it goes, as long as the team has not heard of it."""
    it: ChangeItem = act.target
    feedback = it.feedback
    if feedback.relayed_at and it.created_at <= feedback.relayed_at:
        raise WrongState(T("已转达的修改项不能删，请定结果。", "The team has heard of it; settle it instead."))
    duties.cancel(it, act.person, ["ask_why"])
    act.says = T(f"删修改项：{it.what}", f"Change removed: {it.what}")
    it.delete()
    recount(feedback.sheet)
    return feedback
