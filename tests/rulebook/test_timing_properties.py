"""What holds for every clock at every moment of the year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, integers

from aedesk.kit.clock import SHANGHAI
from aedesk.rulebook import timing
from tests.kit.year import YEAR, days, machine_in, moments

Clock = Callable[[datetime], datetime]

AFTER: dict[str, Clock] = {
    "within": lambda m: timing.within(m, minutes=30),
    "relay": lambda m: timing.relay_due(m, YEAR),
    "relay in milestone mode": lambda m: timing.relay_due(m, YEAR, milestone=True),
    "minutes": lambda m: timing.minutes_due(m, YEAR),
    "minutes rolled": lambda m: timing.minutes_due(m, YEAR, roll=True),
    "chase": lambda m: timing.chase_due(m, YEAR),
    "same day": lambda m: timing.same_day_close(m, YEAR),
    "slip": lambda m: timing.slip_due(m, None, YEAR),
    "hand-over": lambda m: timing.working_hours_later(m, YEAR),
    "stalled": lambda m: timing.stalled_at(m, YEAR),
}
BEFORE: dict[str, Clock] = {
    "opens": lambda m: timing.meeting_opens(m, YEAR),
    "reconfirm": lambda m: timing.meeting_reconfirm_due(m, YEAR),
    "half a day": lambda m: timing.half_day_before(m, YEAR),
    "three hours": lambda m: timing.three_hours_before(m, YEAR),
    "two hours": timing.two_hours_before,
    "arrival": timing.arrival_due,
    "review": lambda m: timing.review_due(m, YEAR),
}
# The chase turns back by its rule: sent Mon 08:59 it is due Thu 10:00, sent Mon 09:00 Thu 09:00. So does the
# roll of minutes, to noon; and clock times of different days off fall on one working day before a meeting.
NEVER_TURNS_BACK = AFTER.keys() - {"chase", "minutes rolled"} | {"two hours", "arrival", "review"}


@pytest.mark.parametrize("name", AFTER)
@given(moment=moments)
def test_nothing_is_due_before_it_starts(name: str, moment: datetime) -> None:
    assert AFTER[name](moment) >= moment


@pytest.mark.parametrize("name", BEFORE)
@given(moment=moments)
def test_everything_before_a_meeting_is_due_before_it(name: str, moment: datetime) -> None:
    assert BEFORE[name](moment) < moment


@pytest.mark.parametrize("name", sorted(NEVER_TURNS_BACK))
@given(one=moments, other=moments)
def test_what_starts_later_is_never_due_earlier(name: str, one: datetime, other: datetime) -> None:
    clock = (AFTER | BEFORE)[name]
    first, second = sorted((one, other))
    assert clock(first) <= clock(second)


@pytest.mark.parametrize("name", sorted(AFTER | BEFORE))
@given(moment=moments)
def test_every_due_is_utc_and_the_same_on_a_machine_elsewhere(name: str, moment: datetime) -> None:
    clock = (AFTER | BEFORE)[name]
    here = clock(moment)
    with machine_in("America/New_York"):
        there = clock(moment.astimezone(SHANGHAI))
    assert here == there
    assert here.tzinfo is UTC
    assert there.tzinfo is UTC


@given(moments)
def test_a_chase_falls_on_working_time_and_in_three_days_at_least(sent: datetime) -> None:
    due = timing.chase_due(sent, YEAR)
    assert YEAR.is_working_time(due)
    assert due >= sent + timedelta(days=3)


@given(moments)
def test_outside_working_hours_the_relay_has_the_first_hour_of_work(feedback: datetime) -> None:
    due = timing.relay_due(feedback, YEAR)
    if YEAR.is_working_time(feedback):
        assert due == feedback + timedelta(hours=1)
    else:
        assert YEAR.working_minutes_between(feedback, due) == 60


@given(moments, moments, booleans())
def test_the_query_for_stalled_jobs_agrees_with_the_clock_of_each(one: datetime, two: datetime, exact: bool) -> None:
    last, now = sorted((one, two))
    now = timing.stalled_at(last, YEAR) if exact else now
    assert (last <= timing.stalled_before(now, YEAR)) is (timing.stalled_at(last, YEAR) <= now)


@given(moments, integers(-90_000, 90_000), integers(0, 30))
def test_late_is_only_what_is_past_the_boundary(due: datetime, seconds: int, tolerance: int) -> None:
    late = timing.late_seconds(due, due + timedelta(seconds=seconds), tolerance=tolerance)
    assert late == (seconds if seconds > tolerance * 60 else 0)


@given(moments, integers(-90_000, 90_000))
def test_minutes_late_are_the_seconds_rounded_up(due: datetime, seconds: int) -> None:
    done = due + timedelta(seconds=seconds)
    late = timing.late_minutes(due, done)
    assert (late - 1) * 60 < timing.late_seconds(due, done) <= late * 60


@given(days)
def test_each_week_has_one_friday_and_one_monday_duty_in_order(day: date) -> None:
    monday, friday = timing.monday_duty_day(day, YEAR), timing.friday_duty_day(day, YEAR)
    assert YEAR.is_workday(monday)
    assert YEAR.is_workday(friday)
    assert monday.weekday() < 5
    assert friday.weekday() < 5
    assert timing.monday_duty_day(monday, YEAR) == monday <= friday == timing.friday_duty_day(friday, YEAR)


@given(integers(2004, 2100), integers(1, 12))
def test_the_monthly_strategy_is_never_due_after_the_20th_nor_on_a_day_off(year: int, month: int) -> None:
    due = timing.twentieth(year, month, YEAR)
    assert due <= date(year, month, 20)
    assert YEAR.is_workday(due)


@given(days, integers(0, 120))
def test_the_limit_of_a_payment_is_a_calendar_month_past_its_due_day(issued: date, term: int) -> None:
    due = timing.payment_due(issued, days=term)
    limit = timing.payment_limit(due)
    assert (due - issued).days == term
    assert 28 <= (limit - due).days <= 31
    assert limit.month == due.month % 12 + 1
    assert limit.day == due.day or (limit + timedelta(days=1)).day == 1
