"""The working calendar: which days are worked, which hours, and counting along them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from .clock import SHANGHAI
from .text import T


@dataclass(frozen=True, slots=True)
class Hours:
    """The working day: 09:00–12:00 and 13:30–18:00 unless the agency says otherwise (Shanghai time).

    Raises ValueError unless each time follows the one before; there may be no lunch break.
    """

    morning_from: time = time(9)
    morning_until: time = time(12)
    afternoon_from: time = time(13, 30)
    afternoon_until: time = time(18)

    def __post_init__(self) -> None:
        # Spans of no length would let the counting below run for ever.
        if not self.morning_from < self.morning_until <= self.afternoon_from < self.afternoon_until:
            raise ValueError("working hours must follow one another")

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The two working spans of a day, aware."""
        pairs = ((self.morning_from, self.morning_until), (self.afternoon_from, self.afternoon_until))
        return [(datetime.combine(day, a, SHANGHAI), datetime.combine(day, b, SHANGHAI)) for a, b in pairs]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday but for `exceptions` (day → worked?).

    Years in `provisional_years`, or outside `known_years` where those are given, are provisional: plain
    Monday to Friday. Days are Shanghai dates; moments come in aware and go out aware in UTC.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    hours: Hours = Hours()
    provisional_years: frozenset[int] = frozenset()
    known_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked: an exception says so, else Monday to Friday."""
        return self.exceptions.get(day, day.weekday() < 5)

    def is_provisional(self, day: date) -> bool:
        """Whether the holidays of a day's year are not known yet."""
        unknown = bool(self.known_years) and day.year not in self.known_years
        return unknown or day.year in self.provisional_years

    def is_working_time(self, moment: datetime) -> bool:
        """Whether a moment is worked; opening and closing (12:00:00, 18:00:00) still are (clock rule 9)."""
        local = moment.astimezone(SHANGHAI)
        return any(a <= local <= b for a, b in self._spans(local.date()))

    def through_lunch(self) -> Calendar:
        """The same days with the lunch break counted as worked."""
        h = self.hours
        whole = Hours(h.morning_from, h.afternoon_from, h.afternoon_from, h.afternoon_until)
        return replace(self, hours=whole)

    def previous_workday(self, day: date) -> date:
        """The last working day before a day."""
        day -= timedelta(days=1)
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def next_workday(self, day: date) -> date:
        """The first working day after a day."""
        day += timedelta(days=1)
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """So many working days on, or back where negative; 0 gives the day itself, worked or not."""
        step = self.next_workday if count > 0 else self.previous_workday
        for _ in range(abs(count)):
            day = step(day)
        return day

    def workdays_back_inclusive(self, day: date, count: int) -> date:
        """The first of `count` working days that end with this one: 20 Nov, 5 → 16 Nov.

        A day off stands for the working day before it. Raises ValueError for less than one.
        """
        if count < 1:
            raise ValueError("at least one working day")
        last = day if self.is_workday(day) else self.previous_workday(day)
        return self.add_workdays(last, 1 - count)

    def workdays_between_inclusive(self, first: date, last: date) -> int:
        """Working days from the first to the last, both counted; 0 where last is before first."""
        return sum(self.is_workday(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def first_workday_of_week(self, day: date) -> date | None:
        """The first working day, Monday to Friday, of a day's week; None in a week wholly off."""
        return next(iter(self._week(day)), None)

    def last_workday_of_week(self, day: date) -> date | None:
        """The last working day, Monday to Friday, of a day's week; make-up weekends do not count (rule 6)."""
        return next(reversed(self._week(day)), None)

    def next_working_start(self, moment: datetime) -> datetime:
        """The moment itself while work goes on; at closing and outside, the next opening."""
        local = moment.astimezone(SHANGHAI)
        day = local.date()
        while True:
            for a, b in self._spans(day):
                if local < b:
                    return max(local, a).astimezone(UTC)
            day += timedelta(days=1)

    def add_working_minutes(self, moment: datetime, minutes: int) -> datetime:
        """Count working minutes on; negative counts back. A count may end on a closing (18:00)."""
        if minutes < 0:
            return self.subtract_working_minutes(moment, -minutes)
        local, left = moment.astimezone(SHANGHAI), timedelta(minutes=minutes)
        day = local.date()
        while True:
            for a, b in self._spans(day):
                begin = max(a, local)
                if begin < b and left <= b - begin:
                    return (begin + left).astimezone(UTC)
                left -= max(timedelta(), b - begin)
            day += timedelta(days=1)

    def subtract_working_minutes(self, moment: datetime, minutes: int) -> datetime:
        """Count working minutes back; from outside working time, from the last closing before."""
        if minutes < 0:
            return self.add_working_minutes(moment, -minutes)
        local, left = moment.astimezone(SHANGHAI), timedelta(minutes=minutes)
        day = local.date()
        while True:
            for a, b in reversed(self._spans(day)):
                end = min(b, local)
                if end > a and left <= end - a:
                    return (end - left).astimezone(UTC)
                left -= max(timedelta(), end - a)
            day -= timedelta(days=1)

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes between two moments; 0 where the end is before the start."""
        day, total = start.astimezone(SHANGHAI).date(), timedelta()
        while day <= end.astimezone(SHANGHAI).date():
            for a, b in self._spans(day):
                total += max(timedelta(), min(b, end) - max(a, start))
            day += timedelta(days=1)
        return total // timedelta(minutes=1)

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        return self.hours.spans(day) if self.is_workday(day) else []

    def _week(self, day: date) -> list[date]:
        monday = day - timedelta(days=day.weekday())
        days = (monday + timedelta(days=n) for n in range(5))
        return [d for d in days if self.is_workday(d)]


@dataclass(frozen=True, slots=True)
class SeedDay:
    """A day that departs from Monday to Friday, with its name."""

    day: date
    is_workday: bool
    name: T


def seed_from_chinesecalendar(years: Iterable[int]) -> tuple[list[SeedDay], set[int]]:
    """Holidays and make-up days of the years the library knows, and the years it does not."""
    import chinese_calendar

    rows: list[SeedDay] = []
    unknown: set[int] = set()
    for year in years:
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
        try:
            found = [_seed_day(chinese_calendar, day) for day in days if day.year == year]
        except NotImplementedError:
            unknown.add(year)
            continue
        rows += [row for row in found if row]
    return rows, unknown


def _seed_day(library: Any, day: date) -> SeedDay | None:
    worked = bool(library.is_workday(day))
    if worked == (day.weekday() < 5):
        return None
    english = library.get_holiday_detail(day)[1] or ""
    chinese = {h.value: h.chinese for h in library.Holiday}.get(english, "节假日")
    name = T(f"{chinese}调休上班", f"Make-up day, {english}") if worked else T(chinese, english or "Holiday")
    return SeedDay(day, worked, name)
