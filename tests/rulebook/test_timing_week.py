"""Meetings counted down, and the beat of day, week and month (clock rules 5–7)."""

from __future__ import annotations

from datetime import date

import pytest

from aedesk.kit.workdays import Calendar
from aedesk.rulebook import timing
from tests.kit.year import YEAR, sh, spoken

D = date.fromisoformat


@pytest.mark.parametrize(
    ("meeting", "opens", "reconfirm"),
    [
        ("11-19 14:30", "11-17 14:30", "11-18 14:30"),  # MTG-01, E054, E066
        ("11-19 14:00", "11-17 14:00", "11-18 14:00"),  # E072
        ("11-23 10:00", "11-19 10:00", "11-20 10:00"),
        ("10-08 10:00", "09-29 10:00", "09-30 10:00"),
        ("10-12 10:00", "10-09 10:00", "10-10 10:00"),  # a make-up Saturday counts
        ("11-22 10:00", "11-19 10:00", "11-20 10:00"),
    ],
)
def test_the_team_is_reconfirmed_two_to_one_working_days_ahead(meeting: str, opens: str, reconfirm: str) -> None:
    assert spoken(timing.meeting_opens(sh(meeting), YEAR)) == opens
    assert spoken(timing.meeting_reconfirm_due(sh(meeting), YEAR)) == reconfirm


def test_the_reconfirmation_at_1430_was_half_an_hour_late() -> None:
    assert timing.late_minutes(timing.meeting_reconfirm_due(sh("11-19 14:00"), YEAR), sh("11-18 14:30")) == 30


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        ("11-19 14:30", "11-19 10:30"),  # MTG-04, E089
        ("11-20 10:00", "11-19 16:00"),  # MTG-04, E098
        ("11-19 13:00", "11-19 09:00"), ("11-19 12:59", "11-18 16:00"),
        ("11-23 09:30", "11-20 16:00"), ("11-20 03:00", "11-19 16:00"), ("10-08 10:00", "09-30 16:00"),
    ],
)  # fmt: skip
def test_client_and_sales_agency_are_asked_half_a_day_ahead(meeting: str, due: str) -> None:
    assert spoken(timing.half_day_before(sh(meeting), YEAR)) == due


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        ("11-19 14:30", "11-19 11:30"),  # MTG-05, E090
        ("11-20 10:00", "11-19 17:00"),  # MTG-05, E100
        ("11-19 11:00", "11-19 08:00"), ("11-19 10:59", "11-18 17:00"),
        ("11-23 10:00", "11-20 17:00"), ("11-20 02:00", "11-19 17:00"),
    ],
)  # fmt: skip
def test_everything_is_checked_three_hours_ahead(meeting: str, due: str) -> None:
    assert spoken(timing.three_hours_before(sh(meeting), YEAR)) == due


def test_the_half_day_confirmation_at_1625_was_25_minutes_late() -> None:
    assert timing.late_minutes(timing.half_day_before(sh("11-20 10:00"), YEAR), sh("11-19 16:25")) == 25


@pytest.mark.parametrize(
    ("meeting", "room", "done", "late"),
    [("11-20 10:00", "11-20 08:00", "11-20 08:20", 20), ("11-20 14:00", "11-20 12:00", "11-20 11:50", 0)],
)
def test_the_room_is_ready_two_hours_ahead(meeting: str, room: str, done: str, late: int) -> None:
    due = timing.two_hours_before(sh(meeting))
    assert (spoken(due), timing.late_minutes(due, sh(done))) == (room, late)  # MTG-07, E106


@pytest.mark.parametrize(
    ("meeting", "due", "tapped", "late"),
    [("11-19 14:30", "11-19 14:15", "11-19 14:11", 0), ("11-17 15:00", "11-17 14:45", "11-17 14:52", 7)],
)
def test_the_team_is_there_a_quarter_of_an_hour_ahead(meeting: str, due: str, tapped: str, late: int) -> None:
    at = timing.arrival_due(sh(meeting))
    assert (spoken(at), timing.late_minutes(at, sh(tapped))) == (due, late)  # MTG-06


def test_the_list_of_the_day_is_confirmed_by_half_past_nine_on_working_days() -> None:
    due = timing.daily_list_due(D("2026-11-16"), YEAR)
    assert due is not None
    assert spoken(due) == "11-16 09:30"
    assert timing.late_minutes(due, sh("11-16 08:52")) == 0  # E008
    assert timing.daily_list_due(D("2026-11-21"), YEAR) is None
    assert timing.daily_list_due(D("2026-10-10"), YEAR) is not None
    assert timing.daily_list_due(D("2026-10-01"), YEAR) is None


def test_the_list_confirmed_at_0941_on_tuesday_was_late() -> None:
    due = timing.daily_list_due(D("2026-11-17"), YEAR)
    assert due is not None
    assert timing.late_minutes(due, sh("11-17 09:41")) == 11  # E046


@pytest.mark.parametrize(
    ("in_week_of", "sync", "report"),
    [
        ("2026-11-16", "11-20 16:30", "11-20 18:00"),  # RHY-10, E119, E124
        ("2026-09-21", "09-24 16:30", "09-24 18:00"),  # E002: Mid-Autumn
        ("2026-09-28", "09-30 16:30", "09-30 18:00"),  # WKR-01, E003
        ("2026-10-08", "10-09 16:30", "10-09 18:00"),  # the make-up Saturday moves nothing
        ("2026-10-10", "10-09 16:30", "10-09 18:00"),
        ("2026-09-20", "09-18 16:30", "09-18 18:00"),
    ],
)
def test_friday_duties(in_week_of: str, sync: str, report: str) -> None:
    assert spoken(timing.friday_duty_due(D(in_week_of), YEAR, at="16:30")) == sync
    assert spoken(timing.friday_duty_due(D(in_week_of), YEAR)) == report


@pytest.mark.parametrize(
    ("in_week_of", "call"),
    [
        ("2026-11-20", "11-16 09:00"),
        ("2026-10-05", "10-08 09:00"),  # RHY-11, E001
        ("2026-10-10", "10-08 09:00"),
        ("2026-09-20", "09-14 09:00"),
        ("2026-09-21", "09-21 09:00"),
    ],
)
def test_monday_duties(in_week_of: str, call: str) -> None:
    assert spoken(timing.monday_duty_due(D(in_week_of), YEAR)) == call


def test_the_job_list_is_confirmed_when_the_monday_meeting_ends() -> None:
    due = timing.monday_duty_due(D("2026-11-16"), YEAR, at="11:00")
    assert timing.late_minutes(due, sh("11-16 11:40")) == 40  # RHY-12


def test_a_week_wholly_off_falls_together_with_its_neighbours_and_not_with_make_up_saturdays() -> None:
    festival, saturday = D("2026-02-18"), D("2026-02-14")
    assert YEAR.is_workday(saturday)
    assert timing.friday_duty_day(festival, YEAR) == D("2026-02-13") == timing.friday_duty_day(saturday, YEAR)
    assert timing.monday_duty_day(festival, YEAR) == D("2026-02-24") == timing.monday_duty_day(D("2026-02-24"), YEAR)


def test_two_weeks_off_in_a_row_end() -> None:
    off = Calendar({date(2026, 11, n): False for n in range(2, 14)})
    assert timing.friday_duty_day(D("2026-11-12"), off) == D("2026-10-30")
    assert timing.monday_duty_day(D("2026-11-03"), off) == D("2026-11-16")


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (9, "2026-09-20"),  # E004: Sunday, but a make-up day
        (10, "2026-10-20"), (11, "2026-11-20"), (12, "2026-12-18"),  # RHY-14
        (6, "2026-06-18"),  # Dragon Boat on Friday the 19th, Saturday the 20th
    ],
)  # fmt: skip
def test_the_monthly_strategy_is_due_on_the_20th_or_the_working_day_before(month: int, due: str) -> None:
    assert timing.twentieth(2026, month, YEAR) == D(due)


@pytest.mark.parametrize(
    ("due", "working_days", "start"),
    [
        ("2026-11-20", 5, "2026-11-16"),  # RHY-15, E043
        ("2026-11-30", 7, "2026-11-20"),  # RHY-16, E108
        ("2026-12-18", 5, "2026-12-14"),
        ("2026-10-09", 5, "2026-09-28"),
        ("2026-10-12", 5, "2026-09-30"),  # with the make-up Saturday
        ("2026-11-22", 5, "2026-11-16"),
    ],
)
def test_writing_begins_so_many_working_days_before(due: str, working_days: int, start: str) -> None:
    assert timing.writing_start(D(due), YEAR, working_days=working_days) == D(start)


def test_whoever_starts_late_is_told_the_days_left() -> None:
    assert timing.writing_days_left(D("2026-11-18"), D("2026-11-20"), YEAR) == 3  # E064
    assert timing.writing_days_left(D("2026-11-24"), D("2026-11-30"), YEAR) == 5  # E108
    assert timing.writing_days_left(D("2026-11-20"), D("2026-11-20"), YEAR) == 1
    assert timing.writing_days_left(D("2026-11-23"), D("2026-11-20"), YEAR) == 0
