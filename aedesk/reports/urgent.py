"""Why jobs were urgent, by client and month: who presses, and where we lost the time ourselves (JOB-03)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.jobsheets.terms import URGENT_REASONS

from .months import Month


@dataclass(slots=True)
class Urgency:
    """One client's urgent jobs of a month by reason."""

    client_id: int
    client: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(URGENT_REASONS, 0))

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def by_client(person: Any, month: Month) -> list[Urgency]:
    """Urgent sheets submitted in the month, those with most client's wishes first."""
    rows = JobSheet.objects.visible_to(person).filter(
        is_urgent=True, submitted_at__gte=month.begins, submitted_at__lt=month.until
    )
    found: dict[int, Urgency] = {}
    counted = rows.values("client_id", "client__code", "client__short_name", "client__name", "urgent_reason")
    for row in counted.annotate(n=Count("pk")).order_by("client__code"):
        name = f"{row['client__code']} {row['client__short_name'] or row['client__name']}"
        one = found.setdefault(row["client_id"], Urgency(row["client_id"], name))
        reason = row["urgent_reason"] if row["urgent_reason"] in one.counts else "other"
        one.counts[reason] += row["n"]
    return sorted(found.values(), key=lambda one: (-one.counts["client"], -one.total, one.client))
