"""The dates of a line: their order, how they move along working days, and what the first draft gets of the time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

from aedesk.kit.clock import shanghai
from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar
from aedesk.rulebook.timing import review_due

from . import terms

Dates = Mapping[str, datetime]
DAY = 450  # minutes at most for a revision that is proposed: one working day


def in_order(dates: Dates) -> tuple[str, str] | None:
    """The first two dates that stand the wrong way round, or None; the same moment is in order."""
    given = [(name, dates[name]) for name in terms.DATES if dates.get(name)]
    return next(((one, other) for (one, at), (other, later) in pairwise(given) if later < at), None)


def wrong_order(pair: tuple[str, str]) -> T:
    """What is wrong, in words: “定稿”早于“修改”。"""
    before, after = (terms.DATES[name] for name in pair)
    return T(f"“{after.zh}”早于“{before.zh}”。", f"“{after.en}” lies before “{before.en}”.")


def moved(at: datetime, days: int, calendar: Calendar) -> datetime:
    """A moment so many working days on, or back, at the same clock time."""
    local = shanghai(at)
    on = calendar.add_workdays(local.date(), days)
    return at + timedelta(days=(on - local.date()).days)


def shifted(dates: Dates, days: int, edge: str, calendar: Calendar) -> dict[str, datetime]:
    """The dates with the whole bar, its first or its last date moved by working days."""
    names = {"all": list(dates), "start": ["start_at"], "end": [max(dates, key=lambda one: dates[one])]}[edge]
    return {**dates, **{name: moved(dates[name], days, calendar) for name in names}}


def working_time(dates: Dates, calendar: Calendar) -> tuple[int, int] | None:
    """Minutes worked to the first draft, and in all up to the final; None where the start or the end is not set.

    The time in which the client reads is not ours: it is left out where both its ends are known.
    """
    start, first, to_client, final = (dates.get(name) for name in ("start_at", "due_at", "client_at", "final_at"))
    if start is None or first is None or not (to_client or final):
        return None
    minutes = calendar.working_minutes_between
    whole = minutes(start, to_client or final or first)
    if to_client and final:
        whole += minutes(dates.get("feedback_at") or to_client, final)
    return minutes(start, first), whole


def first_draft_share(dates: Dates, calendar: Calendar) -> int | None:
    """Percent of the working time that the first draft gets, rounded down (SCH-03); None where it cannot be told."""
    found = working_time(dates, calendar)
    return None if found is None or not found[1] else min(100, 100 * found[0] // found[1])


def buffer_left(dates: Dates, calendar: Calendar) -> float | None:
    """Working hours between our last date inside and the client's time, to half an hour; None without that time."""
    to_client, ready = dates.get("client_at"), dates.get("review_at") or dates.get("due_at")
    if to_client is None or ready is None:
        return None
    return calendar.working_minutes_between(ready, to_client) // 30 / 2


def proposed_dates(
    start: datetime, client_at: datetime, calendar: Calendar, share: int = 60, due_at: datetime | None = None
) -> dict[str, datetime]:
    """Dates for work from a start to the client's time: the first draft gets its share, the rest follows by the day.

    `due_at` is the first draft's time where it is agreed already. Raises ValueError where no working time lies between.
    """
    start = calendar.next_working_start(start)
    whole = calendar.working_minutes_between(start, client_at)
    if not whole:
        raise ValueError("no working time between the start and the client's time")
    review = review_due(client_at, calendar)
    due = due_at or _first_draft(start, review, whole, calendar)
    first = calendar.working_minutes_between(start, due)
    feedback = calendar.add_working_minutes(client_at, DAY)
    revision = max(0, min(DAY, first * 100 // share - whole))
    final = calendar.add_working_minutes(feedback, revision)
    found = {"start_at": start, "due_at": due, "client_at": client_at, "feedback_at": feedback, "final_at": final}
    if due <= review:
        found["review_at"] = review
    return found | {"output_at": moved(final, 1, calendar)}


def _first_draft(start: datetime, review: datetime, whole: int, calendar: Calendar) -> datetime:
    """Up to the internal review; a short job, which would lose too much to it, keeps seven tenths."""
    inside = calendar.working_minutes_between(start, review)
    return calendar.add_working_minutes(start, inside if inside * 100 >= whole * 70 else -(-whole * 70 // 100))


def backwards(end: datetime, days: int, calendar: Calendar) -> datetime:
    """When work of so many working days, both ends counted, begins: the first morning."""
    first = calendar.workdays_back_inclusive(shanghai(end).date(), days)
    return calendar.hours.spans(first)[0][0]


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return month_of(month + timedelta(days=31))
