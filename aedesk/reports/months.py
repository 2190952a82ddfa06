"""A month as a span of moments, and the months before it to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from aedesk.kit import clock


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month in Shanghai time; `until` is the first moment after it."""

    first: date

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time(), clock.SHANGHAI)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.next.first, time(), clock.SHANGHAI)

    @property
    def next(self) -> Month:
        return Month((self.first + timedelta(days=32)).replace(day=1))

    @property
    def before(self) -> Month:
        return Month((self.first - timedelta(days=1)).replace(day=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def this_month() -> Month:
    return Month(clock.today().replace(day=1))


def read(text: str) -> Month:
    """The month written 2026-11; the present one where it cannot be read."""
    try:
        return Month(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return this_month()


def lately(count: int = 12) -> list[Month]:
    """This month and those before it, newest first."""
    months = [this_month()]
    while len(months) < count:
        months.append(months[-1].before)
    return months
