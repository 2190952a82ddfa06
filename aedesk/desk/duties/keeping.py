"""How often each rule was kept, late, missed, waived or refused in the last 90 days, month by month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When

from aedesk.kit import clock

from .models import DutyRow, RefusalRow

DAYS = 90
KEPT, LATE, MISSED, WAIVED, REFUSED = "kept", "late", "missed", "waived", "refused"
STATES = {DutyRow.DONE: KEPT, DutyRow.OPEN: LATE, DutyRow.MISSED: MISSED, DutyRow.WAIVED: WAIVED}


@dataclass(slots=True)
class Kept:
    """Counts of one rule, over all and by month (first of the month, the earliest first)."""

    total: dict[str, int] = field(default_factory=dict)
    months: dict[date, dict[str, int]] = field(default_factory=dict)

    def add(self, month: date, outcome: str, count: int) -> None:
        for counts in (self.total, self.months.setdefault(month, {})):
            counts[outcome] = counts.get(outcome, 0) + count

    @property
    def timed(self) -> int:
        """How often it fell due: kept, late or missed; what was waived is not counted."""
        return sum(self.total.get(outcome, 0) for outcome in (KEPT, LATE, MISSED))

    @property
    def share(self) -> float | None:
        """The share kept, in percent; None where nothing fell due."""
        return 100 * self.total.get(KEPT, 0) / self.timed if self.timed else None


def since(now: datetime) -> datetime:
    """Where the 90 days begin: a Shanghai midnight."""
    return datetime.combine(clock.shanghai(now).date() - timedelta(days=DAYS - 1), time(), clock.SHANGHAI)


def kept(person: Any, now: datetime, rule: str = "") -> dict[str, Kept]:
    """Every rule's counts as far as a person's walls reach; two statements, whatever has happened."""
    months = _months(now)
    found: dict[str, Kept] = {}
    only = {"rule": rule} if rule else {}
    for row in _duties(person, now, months, only):
        late = row["state"] == DutyRow.DONE and row["is_late"]
        outcome = LATE if late else STATES[row["state"]]
        found.setdefault(row["rule"], Kept()).add(months[row["month"]], outcome, row["n"])
    for row in _refusals(person, now, months, only):
        found.setdefault(row["rule"], Kept()).add(months[row["month"]], REFUSED, row["n"])
    for one in found.values():
        one.months = {month: one.months.get(month, {}) for month in months}
    return found


def _duties(person: Any, now: datetime, months: list[date], only: dict[str, str]) -> Any:
    """What fell due, by rule, month and outcome. An open duty counts once its time has passed."""
    rows = DutyRow.objects.visible_to(person).filter(due_at__gte=since(now), **only)
    rows = rows.filter(~Q(state=DutyRow.CANCELLED) & (~Q(state=DutyRow.OPEN) | Q(due_at__lt=now)))
    is_late = Case(When(late_seconds__gt=0, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        rows.values("rule", "state", month=_month("due_at", months), is_late=is_late).annotate(n=Count("*")).order_by()
    )


def _refusals(person: Any, now: datetime, months: list[date], only: dict[str, str]) -> Any:
    rows = RefusalRow.objects.visible_to(person).filter(at__gte=since(now), **only)
    return rows.values("rule", month=_month("at", months)).annotate(n=Count("*")).order_by()


def _months(now: datetime) -> list[date]:
    """The months the 90 days touch, the earliest first."""
    first, last = clock.shanghai(since(now)).date().replace(day=1), clock.shanghai(now).date()
    months = []
    while first <= last:
        months.append(first)
        first = (first + timedelta(days=32)).replace(day=1)
    return months


def _month(name: str, months: list[date]) -> Case:
    """The place of a moment's Shanghai month; asked of the database by bounds, for it knows no time zones here."""
    starts = [(place, datetime.combine(month, time(), clock.SHANGHAI)) for place, month in enumerate(months)]
    later = [When(**{f"{name}__gte": start}, then=Value(place)) for place, start in reversed(starts)]
    return Case(*later, default=Value(0), output_field=IntegerField())
