"""Each doer's load by working day, and what on a schedule does not fit: two things at once, days off, wrong order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar
from aedesk.rulebook.schedule_rules import FIRST_DRAFT_FIRST, OVERBOOKED

from ..duties.figures import calendar, figures_of
from . import terms
from .dates import buffer_left, first_draft_share, in_order, wrong_order
from .models import ScheduleLine

BUSY = ("planned", "proposed", "countered", "accepted")


@dataclass(slots=True)
class Load:
    """One doer's hours by working day, against what a day holds."""

    doer: Any
    capacity: int
    hours: dict[date, float] = field(default_factory=lambda: defaultdict(float))

    def level(self, day: date) -> int:
        """How full a day is, in steps: 0 empty, 1 to 4 up to full, 5 beyond."""
        hours = self.hours.get(day, 0.0)
        if not hours:
            return 0
        return 5 if hours > self.capacity else max(1, min(4, -int(-hours * 4 // self.capacity)))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on a line that does not fit; a warning, nothing is refused."""

    line: int
    says: T


def loads(lines: Iterable[ScheduleLine]) -> list[Load]:
    """The load of everybody on the lines, the fullest first."""
    days, figures = calendar(), figures_of(OVERBOOKED, clock.today())
    capacity, found = int(figures["capacity"]), dict[int, Load]()
    busy = [line for line in lines if line.state in BUSY]
    shared = Counter(line.sheet_id for line in busy)
    for line in busy:
        load = found.setdefault(line.doer_id, Load(line.doer, capacity))
        for day, hours in daily(line, days, capacity, shared[line.sheet_id]):
            load.hours[day] += hours
    return sorted(found.values(), key=lambda one: (-sum(one.hours.values()), one.doer.pk))


def daily(line: ScheduleLine, days: Calendar, capacity: int, sharing: int = 1) -> list[tuple[date, float]]:
    """A line's hours on each working day to its first draft: its own, or its part of the job sheet's, spread.

    One with a start but no hours fills its days; of one with neither nothing is known, and nothing is counted.
    """
    worked = [(day, minutes) for day, minutes in spread(line.begins_at, line.due_at, days) if minutes]
    whole = sum(minutes for _, minutes in worked)
    if not whole:
        return []
    estimate = line.sheet.estimated_hours if line.sheet is not None else None
    hours = line.hours if line.hours is not None else estimate / sharing if estimate is not None else None
    if hours is not None:
        return [(day, float(hours) * minutes / whole) for day, minutes in worked]
    if line.start_at is None:
        return []
    full = max(1, days.working_minutes_between(*_ends(worked[0][0], days)))
    return [(day, capacity * minutes / full) for day, minutes in worked]


def _ends(day: date, days: Calendar) -> tuple[datetime, datetime]:
    spans = days.hours.spans(day)
    return spans[0][0], spans[-1][1]


def spread(begins: datetime, ends: datetime, days: Calendar) -> list[tuple[date, int]]:
    """Working minutes of each day between two moments."""
    first, last = clock.shanghai(begins).date(), clock.shanghai(ends).date()
    found = []
    for day in (first + timedelta(days=n) for n in range(min((last - first).days, 366) + 1)):
        if days.is_workday(day):
            opens, closes = _ends(day, days)
            found.append((day, days.working_minutes_between(max(begins, opens), min(ends, closes))))
    return found


def findings(lines: list[ScheduleLine], loaded: list[Load]) -> list[Finding]:
    """What to look at before a schedule is filed, line by line."""
    days, least = calendar(), int(figures_of(FIRST_DRAFT_FIRST, clock.today())["share"])
    over = {one.doer.pk: [day for day in one.hours if one.level(day) == 5] for one in loaded}
    return [
        Finding(line.pk, says)
        for line in lines
        if line.state in BUSY
        for says in _of(line, days, least, over.get(line.doer_id, []))
    ]


def _of(line: ScheduleLine, days: Calendar, least: int, over: list[date]) -> list[T]:
    found = []
    if pair := in_order(line.dates):
        found.append(wrong_order(pair))
    off = [name for name, at in line.dates.items() if not days.is_workday(clock.shanghai(at).date())]
    if off:
        found.append(
            T(
                f"{'、'.join(terms.DATES[n].zh for n in off)}在休息日。",
                f"On a day off: {', '.join(terms.DATES[n].en.lower() for n in off)}.",
            )
        )
    share = first_draft_share(line.dates, days)
    if share is not None and share < least:
        found.append(T(f"首稿 {share}% < {least}%。", f"First draft {share}% < {least}%."))
    left = buffer_left(line.dates, days)
    if line.buffer_hours and left is not None and left < line.buffer_hours:
        found.append(
            T(
                f"缓冲只剩 {left:g} 小时，要留 {line.buffer_hours} 小时。",
                f"Only {left:g} h of buffer left; {line.buffer_hours} h wanted.",
            )
        )
    return found + _double(line, over)


def _double(line: ScheduleLine, over: list[date]) -> list[T]:
    first, last = clock.shanghai(line.begins_at).date(), clock.shanghai(line.due_at).date()
    mine = sorted(day for day in over if first <= day <= last)
    if not mine:
        return []
    more = f" 等 {len(mine)} 天" if len(mine) > 1 else ""
    return [
        T(
            f"{line.doer.name} {mine[0]:%m-%d}{more}排得太满。",
            f"{line.doer.in_english} is overbooked on {mine[0]:%m-%d}"
            + (f" and {len(mine) - 1} more days." if len(mine) > 1 else "."),
        )
    ]
