"""The clock rules, example by example: the rules' own, the requirements' and the script's dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from aedesk.kit.workdays import Calendar
from aedesk.rulebook import timing
from tests.kit.year import YEAR, sh, spoken

D = date.fromisoformat


@pytest.mark.parametrize(
    ("due", "done", "minutes"),
    [
        ("11-20 18:00", "11-20 18:00:00", 0), ("11-20 18:00", "11-20 18:00:01", 1),
        ("11-20 18:00", "11-20 17:20", 0),
        ("11-20 18:00", "11-20 18:12", 12),  # E128
        ("09-30 18:00", "09-30 18:40", 40),  # E003
        ("11-17 14:45", "11-17 14:52", 7),  # E055
        ("11-17 17:00", "11-17 17:50", 50),  # E058
        ("11-16 10:00", "11-16 15:30", 330),  # E038
    ],
)  # fmt: skip
def test_on_the_boundary_is_on_time_and_a_second_later_is_late(due: str, done: str, minutes: int) -> None:
    assert timing.late_minutes(sh(due), sh(done)) == minutes


def test_lateness_is_kept_in_whole_seconds() -> None:
    due = sh("11-20 18:00")
    assert timing.late_seconds(due, due + timedelta(milliseconds=900)) == 0
    assert timing.late_seconds(due, due + timedelta(seconds=61)) == 61
    assert timing.late_seconds(due, due - timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("due", "done", "minutes"),
    [
        ("11-20 16:30", "11-20 16:32", 0), ("11-20 16:30", "11-20 16:40", 0),
        ("11-20 16:30", "11-20 16:40:01", 11),
        ("11-20 16:30", "11-20 16:55", 25),  # E119
        ("10-08 09:00", "10-08 09:05", 0), ("10-08 09:00", "10-08 10:30", 90),  # E001
    ],
)  # fmt: skip
def test_past_the_tolerance_lateness_counts_from_the_agreed_time(due: str, done: str, minutes: int) -> None:
    assert timing.late_minutes(sh(due), sh(done), tolerance=10) == minutes


def test_lateness_in_working_days() -> None:
    assert timing.late_workdays(sh("11-20 18:00"), sh("11-23 10:00"), YEAR) == 1  # E130
    assert timing.late_workdays(sh("12-01 18:00"), sh("12-02 18:30"), YEAR) == 1  # E139
    assert timing.late_workdays(sh("09-30 18:00"), sh("10-10 09:00"), YEAR) == 3
    assert timing.late_workdays(sh("11-20 18:00"), sh("11-20 19:00"), YEAR) == 0
    assert timing.late_workdays(sh("11-20 18:00"), sh("11-19 10:00"), YEAR) == 0


@pytest.mark.parametrize(
    ("sent", "told", "late"),
    [
        ("11-19 11:40", "11-19 11:58", 0), ("11-17 10:05", "11-17 10:50", 15),
        ("11-12 15:00", "11-12 15:12", 0),
        ("11-16 10:00", "11-16 10:30", 0), ("11-20 23:50", "11-21 00:21", 1),
    ],
)  # fmt: skip
def test_the_client_is_told_within_30_minutes_by_the_wall_clock(sent: str, told: str, late: int) -> None:
    assert timing.late_minutes(timing.within(sh(sent), minutes=30), sh(told)) == late  # SUB-04


def test_a_note_is_due_15_minutes_after_the_call() -> None:
    assert timing.late_minutes(timing.within(sh("11-16 09:12"), minutes=15), sh("11-16 09:15")) == 0
    assert timing.late_minutes(timing.within(sh("11-20 14:00"), minutes=15), sh("11-20 15:10")) == 55  # TEL-05


@pytest.mark.parametrize(
    ("feedback", "milestone", "due"),
    [
        ("11-16 09:12", False, "11-16 10:12"),  # E012
        ("11-17 16:40", False, "11-17 17:40"),  # SUB-07, E059
        ("11-18 11:15", False, "11-18 12:15"),  # E069, into the break
        ("11-18 21:30", True, "11-18 22:30"),  # E084, TEL-09
        ("11-18 21:30", False, "11-19 10:00"),  # TEL-09
        ("11-18 21:40", False, "11-19 10:00"),  # E086
        ("11-18 18:00", False, "11-18 19:00"),
        ("11-18 18:00:01", False, "11-19 10:00"),
        ("11-18 12:30", False, "11-18 14:30"),
        ("11-18 12:30", True, "11-18 13:30"),
        ("11-20 19:00", False, "11-23 10:00"),
        ("10-03 11:00", False, "10-08 10:00"),
        ("10-03 11:00", True, "10-03 12:00"),
        ("10-10 11:00", False, "10-10 12:00"),  # a make-up Saturday is worked
    ],
)
def test_feedback_reaches_the_team_within_the_hour(feedback: str, milestone: bool, due: str) -> None:
    assert spoken(timing.relay_due(sh(feedback), YEAR, milestone=milestone)) == due


def test_the_relay_at_1240_was_25_minutes_late() -> None:
    assert timing.late_minutes(timing.relay_due(sh("11-18 11:15"), YEAR), sh("11-18 12:40")) == 25


@pytest.mark.parametrize(
    ("end", "due", "rolled"),
    [
        ("11-19 16:20", "11-20 16:20", "11-20 16:20"),  # MIN-01
        ("11-17 16:00", "11-18 16:00", "11-18 16:00"),  # E056
        ("11-16 09:12", "11-17 09:12", "11-17 09:12"),  # TEL-10
        ("11-17 19:00", "11-18 19:00", "11-18 19:00"),  # MIN-08: an evening stands
        ("11-20 16:00", "11-21 16:00", "11-23 12:00"),
        ("09-30 10:00", "10-01 10:00", "10-08 12:00"),
        ("10-09 10:00", "10-10 10:00", "10-10 10:00"),
    ],
)
def test_minutes_go_out_in_24_hours_strict_or_rolled_off_days_off(end: str, due: str, rolled: str) -> None:
    assert spoken(timing.minutes_due(sh(end), YEAR)) == due
    assert spoken(timing.minutes_due(sh(end), YEAR, roll=True)) == rolled


def test_the_minutes_of_c2_were_an_hour_and_a_half_late() -> None:
    assert timing.late_minutes(timing.minutes_due(sh("11-17 16:00"), YEAR), sh("11-18 17:30")) == 90  # E080


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("11-12 15:00", "11-16 10:00"),  # SUB-10, E013: Sunday
        ("11-16 09:50", "11-19 09:50"),  # E067
        ("11-16 18:00", "11-19 18:00"),
        ("11-16 18:01", "11-20 10:00"),
        ("11-16 12:30", "11-20 10:00"),
        ("11-16 08:00", "11-19 10:00"),
        ("11-17 00:30", "11-20 10:00"),
        ("11-17 21:00", "11-23 10:00"),
        ("09-29 11:00", "10-08 10:00"),
        ("10-07 11:00", "10-10 11:00"),  # a make-up Saturday is worked
    ],
)
def test_an_unanswered_file_is_chased_in_three_days(sent: str, due: str) -> None:
    assert spoken(timing.chase_due(sh(sent), YEAR)) == due


@pytest.mark.parametrize(
    ("taken", "back", "due"),
    [
        ("11-16 10:20", "11-16 11:30", "11-16 12:00"),  # TEL-03, E015
        ("11-19 16:00", None, "11-19 18:00"),  # E105
        ("11-19 18:00", None, "11-19 18:00"),
        ("11-20 18:01", None, "11-23 18:00"),
        ("11-16 10:20", "11-16 09:30", "11-16 10:50"),
    ],
)
def test_a_message_slip_is_answered_on_return_or_by_the_end_of_the_day(taken: str, back: str | None, due: str) -> None:
    assert spoken(timing.slip_due(sh(taken), sh(back) if back else None, YEAR)) == due


def test_at_noon_the_slip_is_answered_in_time_and_a_minute_later_not() -> None:
    due = timing.slip_due(sh("11-16 10:20"), sh("11-16 11:30"), YEAR)
    assert [timing.late_minutes(due, sh(f"11-16 {at}")) for at in ("11:45", "12:00", "12:01")] == [0, 0, 1]


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("11-17 10:05", "11-17 18:00"), ("11-19 11:40", "11-19 18:00"), ("11-19 18:00", "11-19 18:00"),
        ("11-19 18:00:01", "11-20 18:00"), ("11-20 20:00", "11-23 18:00"), ("11-21 10:00", "11-23 18:00"),
        ("11-19 06:00", "11-19 18:00"),
    ],
)  # fmt: skip
def test_what_belongs_to_the_same_day_ends_at_six(sent: str, due: str) -> None:
    assert spoken(timing.same_day_close(sh(sent), YEAR)) == due  # SUB-05, SUB-06


@pytest.mark.parametrize(
    ("handed", "due"),
    [
        ("11-17 10:00", "11-17 14:00"),  # ROL-05
        ("11-13 17:00", "11-16 12:00"),  # E014's hand-over
        ("11-17 14:00", "11-17 18:00"),
        ("11-17 15:00", "11-18 10:00"),
        ("11-21 11:00", "11-23 13:00"),
        ("09-30 17:00", "10-08 12:00"),
    ],
)
def test_a_hand_over_is_accepted_in_four_working_hours(handed: str, due: str) -> None:
    assert spoken(timing.working_hours_later(sh(handed), YEAR)) == due


@pytest.mark.parametrize(
    ("client", "due"),
    [
        ("11-19 12:00", "11-18 17:00"),  # STR-04, E077
        ("11-20 16:00", "11-20 12:00"),  # E110
        ("11-19 18:00", "11-19 14:00"),
        ("11-23 10:00", "11-20 15:00"),
        ("10-08 09:00", "09-30 14:00"),
    ],
)
def test_the_internal_review_is_four_working_hours_ahead_of_the_client(client: str, due: str) -> None:
    assert spoken(timing.review_due(sh(client), YEAR)) == due


def test_the_review_signed_at_1720_was_20_minutes_late() -> None:
    assert timing.late_minutes(timing.review_due(sh("11-19 12:00"), YEAR), sh("11-18 17:20")) == 20


@pytest.mark.parametrize(
    ("last", "stalled"),
    [
        ("11-16 14:00", "11-18 14:00"),  # ROL-04
        ("11-19 14:00", "11-23 14:00"), ("11-20 20:00", "11-24 20:00"),
        ("11-21 14:00", "11-25 00:00"), ("09-30 10:00", "10-09 10:00"), ("10-08 10:00", "10-10 10:00"),
    ],
)  # fmt: skip
def test_a_job_stands_still_two_working_days_after_its_last_event(last: str, stalled: str) -> None:
    at, second = timing.stalled_at(sh(last), YEAR), timedelta(seconds=1)
    assert spoken(at) == stalled
    assert timing.stalled_before(at, YEAR) >= sh(last) > timing.stalled_before(at - second, YEAR)


def test_over_the_weekend_no_job_comes_to_a_stand() -> None:
    assert timing.stalled_before(sh("11-21 23:00"), YEAR) < sh("11-19 00:00")
    assert timing.stalled_before(sh("11-21 23:00"), YEAR) >= sh("11-18 23:59")


@pytest.mark.parametrize(
    ("issued", "days", "due", "limit"),
    [
        ("2026-08-31", 45, "2026-10-15", "2026-11-15"),  # FIN-04, INV-0087
        ("2026-10-09", 45, "2026-11-23", "2026-12-23"),  # FIN-03, INV-0103
        ("2026-10-22", 45, "2026-12-06", "2027-01-06"),  # E138
        ("2026-11-19", 45, "2027-01-03", "2027-02-03"),  # E102
        ("2026-11-01", 60, "2026-12-31", "2027-01-31"),
        ("2026-12-02", 60, "2027-01-31", "2027-02-28"),
        ("2027-12-02", 60, "2028-01-31", "2028-02-29"),
    ],
)
def test_invoices_run_45_calendar_days_and_then_a_month(issued: str, days: int, due: str, limit: str) -> None:
    assert timing.payment_due(D(issued), days=days) == D(due)
    assert timing.payment_limit(D(due)) == D(limit)


def test_the_hold_begins_when_the_limit_is_passed() -> None:
    assert (date(2026, 11, 16) - timing.payment_due(D("2026-08-31"))).days == 32  # E040
    assert timing.payment_limit(D("2026-10-15")) < date(2026, 11, 16)


def test_a_fact_is_stale_after_thirty_days() -> None:
    assert timing.stale_from(D("2026-10-10")) == D("2026-11-10")  # FIL-01


def test_the_whole_calendar_may_be_plain_where_a_year_is_unknown() -> None:
    assert spoken(timing.chase_due(sh("2026-12-29 15:00"), YEAR)) == "2027-01-01 15:00"
    assert spoken(timing.chase_due(sh("2026-12-29 15:00"), Calendar({D("2027-01-01"): False}))) == "2027-01-04 10:00"
