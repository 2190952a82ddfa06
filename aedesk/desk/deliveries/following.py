"""After sending: the client is told, the creative points are talked through, what is unanswered is chased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import timing
from aedesk.rulebook.sending import CHASE_ANSWER

from ..action import Act, action
from ..duties.figures import calendar, figures_of
from ..duties.rows import done, open_about, reopen
from ..errors import InvalidInput, WrongState
from ..fields import Field
from . import inputs, terms
from .models import Delivery
from .rights import WINDOW_SAYS, window

ABOUT = Field("about", T("谈了什么", "What was said"), longest=300)


def sent(act: Act) -> Delivery:
    """The delivery, which has left. Raises WrongState."""
    it: Delivery = act.target
    if it.state != "sent":
        raise WrongState(T(f"{it.number} 还没有发出。", f"{it.number} is not sent yet."))
    return it


def told_moment(act: Act, it: Delivery) -> datetime:
    """Now, or a moment told afterwards, between sending and now. Raises InvalidInput."""
    at: datetime = act.values["at"] or act.now
    if it.sent_at is None or at > act.now or at.replace(second=59, microsecond=999_999) < it.sent_at:
        raise InvalidInput({"at": T("要在发送之后、现在之前。", "It lies between sending and now.")})
    return max(at, it.sent_at)


@action(
    "delivery.tell_client", "已告知客户", "Client told", on="Delivery", who=window, who_says=WINDOW_SAYS,
    fields=(inputs.AT, inputs.HOW),
)  # fmt: skip
def tell_client(act: Act) -> Delivery:
    """The client knows that it has come (SUB-04)."""
    it = sent(act)
    if it.told_at is not None:
        raise WrongState(T("已经告知过了。", "The client is told already."))
    at = told_moment(act, it)
    act.set(it, told_at=at, told_how=act.values["how"])
    done(it, act.person, at, "tell_client")
    minutes = int((at - it.sent_at).total_seconds()) // 60 if it.sent_at else 0
    how = terms.TOLD_HOW[it.told_how]
    act.says = T(
        f"{it.number} 发出 {minutes} 分后{how.zh}告知客户",
        f"{it.number}: client told {how.en.lower()} {minutes} min after sending",
    )
    return it


@action(
    "delivery.talk", "已谈创意点", "Points talked through", on="Delivery", who=window, who_says=WINDOW_SAYS, fields=(inputs.AT, ABOUT),
)  # fmt: skip
def talk(act: Act) -> Delivery:
    """The AE has told the client what the idea is and why (SUB-05)."""
    it = sent(act)
    if it.talked_at is not None:
        raise WrongState(T("已经谈过了。", "They are talked through already."))
    at = told_moment(act, it)
    act.set(it, talked_at=at)
    done(it, act.person, at, "talk_points")
    about = act.values["about"]
    act.says = T(
        f"{it.number} 与客户谈过创意点" + f"：{about}" * bool(about),
        f"{it.number}: points talked through" + f": {about}" * bool(about),
    )
    return it


@action(
    "delivery.chase", "已催客户", "Chased", on="Delivery", who=window, who_says=WINDOW_SAYS, fields=(inputs.AT, inputs.HOW, ABOUT),
)  # fmt: skip
def chase(act: Act) -> Delivery:
    """The client was asked for an answer; without one, the clock runs for another three days (SUB-10)."""
    it = sent(act)
    if it.answered_at is not None:
        raise WrongState(T("客户已经反馈了，不用催。", "The client has answered; nothing to chase."))
    at = told_moment(act, it)
    done(it, act.person, at, "chase_answer")
    days = int(figures_of(CHASE_ANSWER, clock.shanghai(at).date())["days"])
    act.set(it, chased_at=at, chases=it.chases + 1, chase_due_at=timing.chase_due(at, calendar(), days=days))
    how, about = terms.TOLD_HOW[act.values["how"]], act.values["about"]
    act.says = T(
        f"{how.zh}催 {it.number}" + f"：{about}" * bool(about),
        f"{it.number} chased {how.en.lower()}" + f": {about}" * bool(about),
    )
    return it


def answered(act: Any, it: Delivery, at: datetime) -> None:
    """The client's first word on a delivery: what waits for it ends then. Feedback calls this."""
    if it.answered_at is None or at < it.answered_at:
        act.set(it, answered_at=at)
    done(it, act.person, at, "same_day_answer", "chase_answer")


def unanswered(act: Any, it: Delivery) -> None:
    """The only feedback was taken back: the clocks run on."""
    act.set(it, answered_at=None)
    reopen(it, "same_day_answer", "chase_answer")


@action("delivery.untell", "更正：还没有告知", "Correction: not told", on="Delivery", who=window, who_says=WINDOW_SAYS)
def untell(act: Act) -> Delivery:
    it = sent(act)
    if it.told_at is None:
        raise WrongState(T("没有记为已告知。", "It is not marked as told."))
    act.set(it, told_at=None, told_how="")
    reopen(it, "tell_client")
    act.says = T(f"更正：{it.number} 还没有告知客户", f"Correction: the client is not told of {it.number} yet")
    return it


@action("delivery.untalk", "更正：还没有谈", "Correction: not talked", on="Delivery", who=window, who_says=WINDOW_SAYS)
def untalk(act: Act) -> Delivery:
    it = sent(act)
    if it.talked_at is None:
        raise WrongState(T("没有记为已谈。", "It is not marked as talked."))
    act.set(it, talked_at=None)
    reopen(it, "talk_points")
    act.says = T(
        f"更正：{it.number} 的创意点还没有谈", f"Correction: the points of {it.number} are not talked through yet"
    )
    return it


@action("delivery.unchase", "更正：没有催", "Correction: not chased", on="Delivery", who=window, who_says=WINDOW_SAYS)
def unchase(act: Act) -> Delivery:
    """The last chase did not happen: the clock before it runs on."""
    it = sent(act)
    if it.chases == 0 or it.answered_at is not None:
        raise WrongState(T("没有可以更正的催促。", "There is no chase to correct."))
    open_about(it).filter(rule="chase_answer").delete()
    reopen(it, "chase_answer")
    row = open_about(it).filter(rule="chase_answer").first()
    act.set(it, chases=it.chases - 1, chased_at=None, chase_due_at=row.due_at if row else it.chase_due_at)
    act.says = T(f"更正：没有催过 {it.number}", f"Correction: {it.number} was not chased")
    return it
