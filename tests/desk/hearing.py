"""Deliveries and feedback for tests of hearing, made directly where another slice makes them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from aedesk.desk.action import do
from aedesk.desk.duties.figures import calendar
from aedesk.desk.models import ChangeItem, Delivery, Feedback, JobSheet, Relay
from aedesk.kit import clock
from aedesk.rulebook.timing import chase_due, same_day_close


def a_delivery(house: SimpleNamespace, sheet: JobSheet | None = None, at: str = "", **more: Any) -> Delivery:
    """Something sent to 王主管 by 林晓岚."""
    number = f"D-2611-{Delivery.objects.count() + 1:03d}"
    facts = {"number": number, "subject": "围墙画面 V3", "state": "sent", "sent_by": house.lin} | more
    sent = clock.parse(at) if at else clock.now()
    facts |= {
        "sent_at": sent,
        "feedback_due_at": same_day_close(sent, calendar()),
        "chase_due_at": chase_due(sent, calendar()),
    }
    return Delivery.objects.create(client=house.c1, project=house.p02, sheet=sheet, **facts)


def hear(house: SimpleNamespace, by: str = "lin", **more: Any) -> Feedback:
    """王主管 says something about P02, good and bad, and wants one thing changed."""
    facts = {
        "project": house.p02.pk, "contact": house.wang.pk, "words": "水线连上了，李总说好。B 段楼再亮一点，晚上看不清。",
        "good": "水线连上了", "bad": "B 段楼太暗", "behind": "夜里路过也要认得出", "our_view": "只提 B 段暗部",
        "items": [{"what": "B 段楼栋再亮一档", "why": "夜里看不清"}],
    } | more  # fmt: skip
    return do("feedback.log", getattr(house, by), None, facts).result


def tell(house: SimpleNamespace, it: Feedback, by: str = "lin", **more: Any) -> Relay:
    return do("feedback.relay", getattr(house, by), it, more).result


def changes(it: Feedback) -> list[ChangeItem]:
    return list(ChangeItem.objects.filter(feedback=it).order_by("position", "pk"))
