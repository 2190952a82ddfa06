"""The working calendar: holidays, make-up days, years not known yet, and counting along working time."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from aedesk.kit.workdays import Calendar, Hours, seed_from_chinesecalendar

from .year import ROWS, UNKNOWN, YEAR, sh, spoken

D = date.fromisoformat


def test_the_autumn_of_the_sample_agency_has_57_working_days() -> None:
    assert YEAR.workdays_between_inclusive(D("2026-09-07"), D("2026-11-30")) == 57


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-11-16", True), ("2026-11-21", False), ("2026-11-22", False),
        ("2026-09-20", True), ("2026-10-10", True), ("2026-09-25", False),
        ("2026-10-01", False), ("2026-10-07", False), ("2026-10-08", True), ("2026-09-30", True),
    ],
)  # fmt: skip
def test_holidays_are_off_and_make_up_days_are_worked(day: str, worked: bool) -> None:
    assert YEAR.is_workday(D(day)) is worked


def test_2027_is_not_known_and_so_provisional_monday_to_friday() -> None:
    assert {2027} == UNKNOWN
    assert YEAR.is_provisional(D("2027-01-01"))
    assert not YEAR.is_provisional(D("2026-12-31"))
    assert YEAR.is_workday(D("2027-01-01"))
    assert not YEAR.is_workday(D("2027-01-02"))


def test_a_year_can_be_named_provisional() -> None:
    named = Calendar(provisional_years=frozenset({2027}))
    assert named.is_provisional(D("2027-05-01"))
    assert not named.is_provisional(D("2026-05-01"))


def test_the_seed_holds_only_days_that_depart_from_monday_to_friday_with_both_names() -> None:
    named = {row.day: row for row in ROWS}
    assert all(row.is_workday != (row.day.weekday() < 5) for row in ROWS)
    assert all(row.name.zh and row.name.en for row in ROWS)
    assert (named[D("2026-10-01")].name.zh, named[D("2026-10-01")].name.en) == ("国庆节", "National Day")
    assert named[D("2026-10-10")].name.zh == "国庆节调休上班"
    assert D("2026-11-16") not in named


def test_the_seed_takes_every_known_year_to_its_last_day_and_names_the_others() -> None:
    rows, unknown = seed_from_chinesecalendar([2003, 2025, 2026, 2028])
    assert unknown == {2003, 2028}
    assert {row.day.year for row in rows} == {2025, 2026}
    assert len({row.day for row in rows}) == len(rows)


def test_an_edited_day_is_followed() -> None:
    edited = Calendar({D("2026-11-17"): False, D("2026-11-21"): True})
    assert edited.next_workday(D("2026-11-16")) == D("2026-11-18")
    assert edited.next_workday(D("2026-11-20")) == D("2026-11-21")


def test_neighbours_skip_a_whole_holiday() -> None:
    assert YEAR.next_workday(D("2026-09-30")) == D("2026-10-08")
    assert YEAR.previous_workday(D("2026-10-08")) == D("2026-09-30")
    assert YEAR.next_workday(D("2026-10-09")) == D("2026-10-10")
    assert YEAR.add_workdays(D("2026-10-10"), -3) == D("2026-09-30")
    assert YEAR.add_workdays(D("2026-11-21"), 0) == D("2026-11-21")


def test_the_closing_report_is_due_ten_working_days_after_the_end() -> None:
    assert YEAR.add_workdays(D("2026-11-08"), 10) == D("2026-11-20")  # P07
    assert YEAR.add_workdays(D("2026-11-17"), 10) == D("2026-12-01")  # P09


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-11-18", "2026-11-16", "2026-11-20"),
        ("2026-09-21", "2026-09-21", "2026-09-24"),  # Friday is Mid-Autumn
        ("2026-09-20", "2026-09-14", "2026-09-18"),  # a make-up Sunday moves nothing
        ("2026-10-04", "2026-09-28", "2026-09-30"),
        ("2026-10-10", "2026-10-08", "2026-10-09"),  # nor does a make-up Saturday
    ],
)
def test_first_and_last_working_day_of_a_week(day: str, first: str, last: str) -> None:
    assert YEAR.first_workday_of_week(D(day)) == D(first)
    assert YEAR.last_workday_of_week(D(day)) == D(last)


def test_the_week_of_spring_festival_has_neither() -> None:
    assert YEAR.first_workday_of_week(D("2026-02-18")) is None
    assert YEAR.last_workday_of_week(D("2026-02-18")) is None


def test_counting_back_inclusively_takes_at_least_one_day() -> None:
    assert YEAR.workdays_back_inclusive(D("2026-11-20"), 1) == D("2026-11-20")
    assert YEAR.workdays_back_inclusive(D("2026-11-22"), 1) == D("2026-11-20")
    with pytest.raises(ValueError):
        YEAR.workdays_back_inclusive(D("2026-11-20"), 0)


@pytest.mark.parametrize(
    ("moment", "worked"),
    [
        ("11-16 08:59", False), ("11-16 09:00", True), ("11-16 12:00", True), ("11-16 12:01", False),
        ("11-16 13:29", False), ("11-16 13:30", True), ("11-16 18:00", True), ("11-16 18:00:01", False),
        ("11-22 10:00", False), ("10-10 10:00", True), ("10-01 10:00", False),
    ],
)  # fmt: skip
def test_working_time_has_its_opening_and_its_closing(moment: str, worked: bool) -> None:
    assert YEAR.is_working_time(sh(moment)) is worked


@pytest.mark.parametrize(
    ("moment", "start"),
    [
        ("11-16 07:00", "11-16 09:00"), ("11-16 10:15", "11-16 10:15"), ("11-16 12:00", "11-16 13:30"),
        ("11-16 12:30", "11-16 13:30"), ("11-16 18:00", "11-17 09:00"), ("11-20 20:00", "11-23 09:00"),
        ("09-30 18:01", "10-08 09:00"), ("10-09 19:00", "10-10 09:00"),
        ("2026-12-31 19:00", "2027-01-01 09:00"),
    ],
)  # fmt: skip
def test_the_next_working_start(moment: str, start: str) -> None:
    assert spoken(YEAR.next_working_start(sh(moment))) == start


@pytest.mark.parametrize(
    ("moment", "minutes", "then"),
    [
        ("11-16 09:00", 180, "11-16 12:00"), ("11-16 11:00", 61, "11-16 13:31"),
        ("11-16 17:00", 60, "11-16 18:00"), ("11-16 17:00", 61, "11-17 09:01"),
        ("11-13 17:00", 240, "11-16 12:00"), ("11-14 12:00", 30, "11-16 09:30"),
        ("09-30 17:30", 60, "10-08 09:30"), ("11-16 18:00", 0, "11-17 09:00"),
        ("11-17 09:01", -61, "11-16 17:00"),
    ],
)  # fmt: skip
def test_working_minutes_counted_on(moment: str, minutes: int, then: str) -> None:
    assert spoken(YEAR.add_working_minutes(sh(moment), minutes)) == then


@pytest.mark.parametrize(
    ("moment", "minutes", "then"),
    [
        ("11-16 12:00", 180, "11-16 09:00"), ("11-16 13:31", 61, "11-16 11:00"),
        ("11-17 09:01", 61, "11-16 17:00"), ("11-16 12:00", 240, "11-13 17:00"),
        ("10-08 09:30", 60, "09-30 17:30"), ("11-15 12:00", 30, "11-13 17:30"),
        ("11-16 09:00", 0, "11-13 18:00"),
        ("11-16 17:00", -61, "11-17 09:01"),
    ],
)  # fmt: skip
def test_working_minutes_counted_back(moment: str, minutes: int, then: str) -> None:
    assert spoken(YEAR.subtract_working_minutes(sh(moment), minutes)) == then


def test_working_minutes_between() -> None:
    assert YEAR.working_minutes_between(sh("11-16 09:00"), sh("11-16 18:00")) == 450
    assert YEAR.working_minutes_between(sh("11-16 12:00"), sh("11-16 13:30")) == 0
    assert YEAR.working_minutes_between(sh("11-20 17:00"), sh("11-23 09:30:59")) == 90
    assert YEAR.working_minutes_between(sh("11-17 10:00"), sh("11-16 10:00")) == 0


def test_an_agency_may_work_other_hours_and_without_a_break() -> None:
    straight = Calendar(hours=Hours(time(10), time(14), time(14), time(19)))
    assert spoken(straight.add_working_minutes(sh("11-16 13:00"), 120)) == "11-16 15:00"
    assert spoken(straight.add_working_minutes(sh("11-16 18:30"), 60)) == "11-17 10:30"


def test_with_lunch_counted_the_day_has_nine_hours() -> None:
    through = YEAR.through_lunch()
    assert through.working_minutes_between(sh("11-16 00:00"), sh("11-17 00:00")) == 540
    assert through.is_working_time(sh("11-16 12:30"))
    assert not through.is_workday(D("2026-10-01"))
    assert through.is_provisional(D("2027-01-01"))


@pytest.mark.parametrize(
    "hours",
    [
        (time(9), time(9), time(13), time(18)), (time(9), time(14), time(13), time(18)),
        (time(9), time(12), time(18), time(18)), (time(12), time(9), time(13), time(18)),
    ],
)  # fmt: skip
def test_hours_that_do_not_follow_one_another_are_refused(hours: tuple[time, time, time, time]) -> None:
    with pytest.raises(ValueError):
        Hours(*hours)


def test_counting_a_year_of_working_days_ends() -> None:
    assert YEAR.add_workdays(D("2026-01-01"), 250) - D("2026-01-01") > timedelta(days=300)
