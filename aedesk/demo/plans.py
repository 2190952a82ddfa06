"""The schedules of the past: each project's whole one in September, and a month's before each month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from .clients import ENDS, PROJECTS
from .diary import at
from .jobs import CONTACTS
from .steps import Step

# When each was filed: the whole one, October's before the holiday, November's.
FILED = ((None, date(2026, 9, 9)), (date(2026, 10, 1), date(2026, 9, 29)), (date(2026, 11, 1), date(2026, 10, 29)))
NOTES = {
    None: "总表先排首批，余下按月排",
    date(2026, 10, 1): "国庆后再排的按月内补",
    date(2026, 11, 1): "双十一之后的按周补",
}
BRAND = ("P08", "P09")


def steps() -> Iterator[Step]:
    """Filed in the afternoon, one after the other; a brand client's is signed by both sides on the days after."""
    for month, day in FILED:
        running = [row for row in PROJECTS if row[0] != "P14" and (month is None or ENDS.get(row[0], month) >= month)]
        for n, (code, _client, _name, ae, _budget) in enumerate(running):
            yield from _filed(code, ae, month, day, 6 * n)


def _filed(code: str, ae: str, month: date | None, day: date, minutes: int) -> Iterator[Step]:
    if month is None and code in BRAND:  # nothing is signed before somebody has accepted a time
        day = date(2026, 9, 15)
    paper, when = f"{code} {month or '总表'}", at(day, 15, 40) + timedelta(minutes=minutes)
    kind = {"kind": "total"} if month is None else {"kind": "month", "month": month.isoformat()}
    yield Step(when, ae, "schedule.file", "", {"project": code, "note": NOTES[month]} | kind, paper)
    if code in BRAND:
        yield Step(when + timedelta(minutes=53), "周以恒", "schedule.sign", paper)
        yield Step(
            when + timedelta(hours=18, minutes=41), ae, "schedule.client_sign", paper, {"contact": CONTACTS[code]}
        )
