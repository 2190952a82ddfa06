"""What holds for every day and moment: counts invert, never turn back, and land where work goes on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import assume, given
from hypothesis.strategies import integers

from .year import YEAR, after_opening, before_closing, days, machine_in, moments

minutes = integers(1, 3000)


@given(before_closing, minutes)
def test_counting_back_undoes_counting_on(moment: datetime, count: int) -> None:
    assert YEAR.subtract_working_minutes(YEAR.add_working_minutes(moment, count), count) == moment


@given(after_opening, minutes)
def test_counting_on_undoes_counting_back(moment: datetime, count: int) -> None:
    assert YEAR.add_working_minutes(YEAR.subtract_working_minutes(moment, count), count) == moment


@given(moments, minutes)
def test_counts_land_on_working_time_on_their_own_side_and_are_as_long_as_asked(moment: datetime, count: int) -> None:
    later, earlier = YEAR.add_working_minutes(moment, count), YEAR.subtract_working_minutes(moment, count)
    assert YEAR.is_working_time(later)
    assert YEAR.is_working_time(earlier)
    assert earlier < moment < later
    assert YEAR.working_minutes_between(moment, later) == count
    assert YEAR.working_minutes_between(earlier, moment) == count


@given(moments, moments, minutes)
def test_who_starts_later_is_never_done_earlier(one: datetime, other: datetime, count: int) -> None:
    first, second = sorted((one, other))
    assert YEAR.add_working_minutes(first, count) <= YEAR.add_working_minutes(second, count)
    assert YEAR.subtract_working_minutes(first, count) <= YEAR.subtract_working_minutes(second, count)
    assert YEAR.next_working_start(first) <= YEAR.next_working_start(second)


@given(moments)
def test_the_next_working_start_is_worked_and_nothing_is_worked_before_it(moment: datetime) -> None:
    start = YEAR.next_working_start(moment)
    assert start >= moment
    assert YEAR.is_working_time(start)
    assert YEAR.working_minutes_between(moment, start) == 0


@given(moments, moments, moments)
def test_working_minutes_add_up(a: datetime, b: datetime, c: datetime) -> None:
    a, b, c = sorted((a, b, c))
    between = YEAR.working_minutes_between
    assert between(a, b) + between(b, c) == between(a, c)


@given(days, integers(1, 60))
def test_working_days_invert_and_are_counted(day: date, count: int) -> None:
    assume(YEAR.is_workday(day))
    later = YEAR.add_workdays(day, count)
    assert YEAR.is_workday(later)
    assert YEAR.add_workdays(later, -count) == day
    assert YEAR.workdays_back_inclusive(later, count + 1) == day
    assert YEAR.workdays_between_inclusive(day, later) == count + 1


@given(days)
def test_neighbouring_working_days_have_none_between_them(day: date) -> None:
    after, before = YEAR.next_workday(day), YEAR.previous_workday(day)
    assert before < day < after
    one = timedelta(days=1)
    assert YEAR.workdays_between_inclusive(day + one, after) == 1
    assert YEAR.workdays_between_inclusive(before, day - one) == 1


@given(moments, minutes)
def test_the_machines_own_zone_changes_nothing(moment: datetime, count: int) -> None:
    here = (
        YEAR.add_working_minutes(moment, count),
        YEAR.next_working_start(moment),
        YEAR.is_working_time(moment),
    )
    with machine_in("America/New_York"):
        there = (
            YEAR.add_working_minutes(moment, count),
            YEAR.next_working_start(moment),
            YEAR.is_working_time(moment),
        )
    assert here == there
