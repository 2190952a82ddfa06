"""Six weeks on the wall: which days stand side by side, and where the bars and marks of a line lie on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from aedesk.desk.duties.figures import calendar
from aedesk.desk.schedules import terms
from aedesk.desk.schedules.dates import month_of, next_month
from aedesk.desk.schedules.models import ScheduleLine
from aedesk.kit import clock

DAYS = 42
MARKS = ("due_at", "review_at", "client_at", "feedback_at", "revision_at", "final_at", "output_at")


@dataclass(frozen=True, slots=True)
class Day:
    """One column."""

    on: date
    worked: bool
    today: bool
    inside: bool  # of the month that was asked for


@dataclass(frozen=True, slots=True)
class Mark:
    """A date of a line: its field, its column (1 is the first), what it is called, and when."""

    name: str
    column: int
    at: datetime

    @property
    def label(self) -> Any:
        return terms.DATES[self.name]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line on the wall: columns from 1, how many to the first draft and in all, and its marks."""

    line: ScheduleLine
    column: int
    first: int
    whole: int
    cut: str
    marks: tuple[Mark, ...]
    late: bool


class Window:
    """Six whole weeks from the Monday on or before the month's first day."""

    def __init__(self, month: date) -> None:
        self.month, days = month, calendar()
        self.first = month - timedelta(days=month.weekday())
        self.last = self.first + timedelta(days=DAYS - 1)
        whole = (self.first + timedelta(days=n) for n in range(DAYS))
        self.days = [Day(on, days.is_workday(on), on == clock.today(), month_of(on) == month) for on in whole]
        self.next, self.before = next_month(month), month_of(month - timedelta(days=1))

    @property
    def weeks(self) -> list[list[Day]]:
        return [self.days[n : n + 7] for n in range(0, DAYS, 7)]

    def column(self, at: datetime) -> int:
        """The column of a moment; less than 1 or more than 42 where it lies outside."""
        return (clock.shanghai(at).date() - self.first).days + 1

    def bar(self, line: ScheduleLine) -> Bar | None:
        """Where a line lies, or None where it does not touch these weeks."""
        begins, due, ends = (self.column(at) for at in (line.begins_at, line.due_at, line.ends_at))
        if ends < 1 or begins > DAYS:
            return None
        left, right = max(1, begins), min(DAYS, ends)
        cut = ("left " if begins < 1 else "") + ("right" if ends > DAYS else "")
        marks = tuple(Mark(name, self.column(at), at) for name, at in line.dates.items() if name in MARKS)
        shown = tuple(one for one in marks if 1 <= one.column <= DAYS)
        late = line.state in ("proposed", "countered", "accepted") and line.due_at < clock.now()
        return Bar(line, left, max(0, min(due, DAYS) - left + 1), right - left + 1, cut.strip(), shown, late)


def month_asked(text: str) -> date:
    """2026-12 as its first day; this month where it says nothing."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return month_of(clock.today())
