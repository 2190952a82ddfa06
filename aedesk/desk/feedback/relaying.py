"""Feedback passed on to everybody on the job: the words, both sides, each change with its reason; and who has read it."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..contactlog.models import Relay
from ..contactlog.relays import pass_on
from ..errors import WrongState
from ..facts import fact
from ..fields import Field
from ..notices.models import Notice
from ..who import account
from .logging import SAYS
from .models import Feedback

ONE_SIDED = Field("one_sided", T("问过了，客户只说了一面", "Asked: the client spoke of one side only"), "bool")


@fact("empty_sides")
def empty_sides(act: Any) -> list[str]:
    """Which of the two sides of feedback is not filled (SUB-13)."""
    return [side for side in ("good", "bad") if not getattr(act.target, side, "")]


@action(
    "feedback.relay", "转达团队", "Pass on to the team", who=account, who_says=SAYS, on="Feedback", fields=(ONE_SIDED,)
)
def relay(act: Act) -> Relay:
    """Tell everybody on the job what the client said; its contact note is passed on with it."""
    it: Feedback = act.target
    heard = [it, it.note] if it.note else [it]
    made = pass_on(act, it, heard, **content(it))
    act.set(it, relayed_at=act.now, relayed_wording=it.wording)
    return made


def content(it: Feedback) -> dict[str, Any]:
    """What is passed on, as it stands now."""
    items = it.items.order_by("position", "pk").values("what", "why", "must_ask")
    return {
        "feedback": it, "wording": it.wording, "says": it.words, "good": it.good, "bad": it.bad, "behind": it.behind,
        "our_view": it.our_view, "items": list(items),
    }  # fmt: skip


def was_told(act: Act) -> bool:
    return act.target is not None and act.person.pk in act.target.told


@action(
    "relay.read", "已看", "Read", who=was_told, on="Relay",
    who_says=T("转达到的同事自己确认看过。", "Those who were told say themselves that they have read it."),
)  # fmt: skip
def read(act: Act) -> Relay:
    """Read by one of the team; the notice of it is read, too."""
    it: Relay = act.target
    if it.feedback is None:
        raise WrongState(T("这条转达不用确认。", "This one needs no confirming."))
    about = {"rule": "relay", "noun": "feedback", "object_id": it.feedback_id}
    Notice.objects.filter(person=act.person, read_at=None, **about).update(read_at=act.now)
    act.says = T(f"看过转达：{it.subject[:60]}", f"Read: {it.subject[:60]}")
    return it
