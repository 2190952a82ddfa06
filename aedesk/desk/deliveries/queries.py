"""What can be asked of deliveries: lists, one with its story, what waits for the client's answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from aedesk.kit import clock
from aedesk.rulebook.hearing import UNANSWERED, unanswered_since

from ..duties.figures import calendar, figures_of
from . import terms
from .models import Delivery

MOST_WAITING = 30
RELATED = ("client", "project__ae", "sheet", "promise", "sent_by", "sent_for", "recommended", "created_by")


def deliveries(person: Any, asked: Mapping[str, str] | None = None) -> QuerySet[Delivery]:
    """Deliveries a person may know of; `asked`: q, client, project, sheet, state (a state or "unanswered"), channel, sort."""
    asked = asked or {}
    rows = Delivery.objects.visible_to(person).select_related(
        "client", "project", "sheet", "sent_by", "sent_for", "created_by"
    )
    rows = rows.prefetch_related("files", "recipients__contact")
    for name in ("client", "project", "sheet"):
        if (value := asked.get(name, "")).isdigit() and len(value) < 19:
            rows = rows.filter(**{f"{name}_id": int(value)})
    if (state := asked.get("state", "")) == "unanswered":
        rows = rows.filter(state="sent", answered_at=None)
    elif state == "unsigned":
        rows = rows.filter(state="sent", receipt_state="pending")
    elif state in terms.STATES:
        rows = rows.filter(state=state)
    if asked.get("channel", "") in terms.CHANNELS:
        rows = rows.filter(channel=asked["channel"])
    if text := asked.get("q", "").strip()[:60]:
        rows = rows.filter(
            Q(number__icontains=text) | Q(subject__icontains=text) | Q(files__name__icontains=text)
        ).distinct()
    return rows.order_by(*SORTS.get(asked.get("sort", ""), SORTS["new"]))


SORTS = {
    "new": ("-pk",),
    "sent": ("-sent_at", "-pk"),
    "oldest": ("sent_at", "pk"),
    "client": ("client__short_name", "-pk"),
}


def delivery(person: Any, pk: int) -> Delivery | None:
    """One delivery with files, people and checks, or None behind a wall."""
    rows = Delivery.objects.visible_to(person).select_related(*RELATED, "cleared_by")
    rows = rows.prefetch_related(
        "files__attachment__file",
        "files__reviewed_by",
        "recipients__contact",
        "checks__person",
        "checks__findings__answered_by",
    )
    return rows.filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery without an answer and how many whole hours it has waited (RHY-02)."""

    it: Delivery
    hours: int


def waiting(person: Any, now: datetime | None = None, mine: Q | None = None) -> list[Waiting]:
    """What was sent within the last three working days and is unanswered, the longest first (RHY-02)."""
    now = now or clock.now()
    day = clock.shanghai(now).date()
    since = unanswered_since(day, calendar(), int(figures_of(UNANSWERED, day)["days"]))
    rows = Delivery.objects.visible_to(person).filter(
        mine or Q(), state="sent", answered_at=None, sent_at__range=(since, now)
    )
    rows = rows.select_related("client", "project__ae", "sheet", "sent_by").order_by("sent_at", "pk")
    return [
        Waiting(one, int((now - one.sent_at).total_seconds()) // 3600) for one in rows[:MOST_WAITING] if one.sent_at
    ]


def unsigned(person: Any, client: Any) -> QuerySet[Delivery]:
    """What was sent to a client and waits for a receipt, the oldest first (SUB-09)."""
    rows = Delivery.objects.visible_to(person).filter(client=client, state="sent", receipt_state="pending")
    return rows.prefetch_related("files").order_by("sent_at", "pk")


def of_sheet(person: Any, sheet: Any) -> list[Delivery]:
    """The deliveries of a job, the newest first."""
    rows = Delivery.objects.visible_to(person).filter(sheet=sheet).select_related("sent_by", "sent_for")
    return list(rows.prefetch_related("files", "recipients__contact").order_by("-pk"))


def of_file(person: Any, attachment: Any) -> list[Delivery]:
    """Where a version was sent, the newest first."""
    rows = (
        Delivery.objects.visible_to(person).filter(files__attachment=attachment).select_related("sent_by", "sent_for")
    )
    return list(rows.prefetch_related("recipients__contact").order_by("-pk"))
