"""The main week of the story, up to Wednesday 18 November 10:30: played by acts, through every gate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from aedesk.desk import tick
from aedesk.desk.library.notes import shelves
from aedesk.kit import clock

from . import hearing, monday, receiving, sending, tuesday, wednesday
from .diary import at
from .script import Findings, Moment, as_moments, perform
from .steps import Known, Step

SCRIPT = (sending.SCRIPT, monday.MORNING, monday.AFTERNOON, tuesday.DAY, wednesday.MORNING)
OTHERS = (sending.OTHERS, tuesday.OTHERS, wednesday.OTHERS, hearing.WEEK, receiving.OTHERS)


def load(
    known: Known, steps: list[Step], still: clock.Frozen, until: datetime, findings: Findings | None = None
) -> None:
    """Play the script together with everybody else's acts of these days; `findings` has every event checked."""
    known |= {f"类别 {one.name}": one for one in shelves()}
    moments = [moment for part in (*SCRIPT, *OTHERS) for lines in part for moment in lines]
    moments += as_moments(steps) + worker(until)
    perform((moment for moment in moments if moment.at <= until), known, still, findings)


def worker(until: datetime) -> list[Moment]:
    """The worker opens each day's beats at midnight, and warns and tells on the hour; the real one looks more often."""
    found: list[Moment] = []
    day = date(2026, 11, 14)
    while at(day, 0) <= until:
        found.append(_tick(at(day, 0), tick.open_today))
        found += [
            _tick(at(day, 8, 30) + timedelta(minutes=30 * n), tick.remind) for n in range(21) if day.weekday() < 5
        ]
        day += timedelta(days=1)
    return [*found, _tick(until, tick.remind)]


def _tick(moment: datetime, what: Callable[[], object]) -> Moment:
    return Moment("", moment, lambda known: what())
