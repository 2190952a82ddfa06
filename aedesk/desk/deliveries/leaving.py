"""The moment a delivery leaves: who sent it, against which promise, and what falls due from then on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import timing
from aedesk.rulebook.sending import CHASE_ANSWER

from ..duties.figures import calendar, figures_of
from ..finding import index
from ..schedules.promising import against, settle
from . import terms
from .models import Delivery


def said_of(it: Delivery) -> T:
    """What the journal says of a sending: by what, to whom, how early or late."""
    channel = terms.CHANNELS[it.channel]
    people = "、".join(str(row.contact) for row in it.recipients.all())
    kept = T("，", ", ") + against(it.late_seconds) if it.promise_id is not None else T("", "")
    return T(f"{channel.zh}发给{people}：{it.subject}", f"{it.subject} sent to {people} by {channel.en}") + kept


def leave(act: Any, it: Delivery, at: datetime) -> None:
    """It is with the client: who sent it for whom, against which promise, and what falls due from now."""
    queued = it.state in ("sending", "uncertain")  # who gave it to the outbox is who sent it
    by, behalf = (it.sent_by, it.sent_for) if queued else (act.person, act.on_behalf_of)
    late = 0
    if it.promise is not None and it.promise.state == "open":
        late = settle(act, it.promise, at)
    days = int(figures_of(CHASE_ANSWER, clock.shanghai(at).date())["days"])
    told = {"told_at": at, "told_how": "onsite"} if it.channel == "onsite" else {}
    act.set(
        it, state="sent", sent_at=at, sent_by=by, sent_for=behalf, late_seconds=late, receipt_state="pending",
        feedback_due_at=timing.same_day_close(at, calendar()), chase_due_at=timing.chase_due(at, calendar(), days=days), **told,
    )  # fmt: skip
    if it.sheet is not None:
        it.sheet.waiting_for, it.sheet.court = str(T("客户反馈", "the client's feedback").zh), "client"
        it.sheet.save(update_fields=["waiting_for", "court"])
    index(it)
