"""The agency's hours, calendar and figures: what changes, from when, and what stays."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.duties import figures
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.errors import Conflict, InvalidInput, NotAllowed, WrongState
from aedesk.desk.models import Agency, Counter, Person, RuleFigure, Workday
from aedesk.desk.people import queries
from aedesk.kit import clock
from aedesk.rulebook import engine

RULE = engine.rules()["note_at_once"]
FIRST = {
    "agency": "自己的公司", "morning_from": "08:30", "morning_until": "12:00", "afternoon_from": "13:00", "afternoon_until": "17:30",
    "name": "王开", "role": "general_manager", "username": "wang", "password": "my-own-agency-1",
}  # fmt: skip


def figure(house: SimpleNamespace, **more: Any) -> None:
    given = {"rule": "note_at_once", "figure": "within", "value": "20", "from_on": "2026-11-18"}
    do("figure.set", house.ding, None, given | more)


def edit(house: SimpleNamespace, **more: Any) -> None:
    do("agency.edit", house.ding, Agency.objects.get(), more)


def test_a_figure_counts_from_its_day_and_not_before(house: SimpleNamespace) -> None:
    figure(house)
    assert figures.figures_of(RULE, date(2026, 11, 17))["within"] == 15
    assert figures.figures_of(RULE, date(2026, 11, 18))["within"] == 20


def test_duties_that_stand_keep_the_figure_of_their_day(house: SimpleNamespace) -> None:
    do("escalation.raise", house.lin, None, {"client": house.c1.pk, "issue": "预算加三成", "asked": house.qin.pk})
    before = DutyRow.objects.get(rule="answer_escalation").due_at
    figure(house, rule="answer_escalation", value="1", from_on="2026-11-16")
    assert DutyRow.objects.get(rule="answer_escalation").due_at == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": "0"}, "value"), ({"value": "-5"}, "value"), ({"value": "ten"}, "value"), ({"value": "14401"}, "value"),
        ({"value": "１５"}, "value"), ({"figure": "warn"}, "figure"), ({"from_on": "2026-11-15"}, "from_on"), ({"rule": "no_such"}, "rule"),
        ({"rule": "daily_list", "figure": "by", "value": "25:00"}, "value"), ({"rule": "daily_list", "figure": "by", "value": "9.30"}, "value"),
    ],
)  # fmt: skip
def test_only_known_figures_with_sensible_values_from_today_on(
    house: SimpleNamespace, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        figure(house, **wrong)
    assert list(refused.value.fields) == [field]
    assert not RuleFigure.objects.exists()


def test_a_clock_figure_is_read_with_either_colon(house: SimpleNamespace) -> None:
    figure(house, rule="daily_list", figure="by", value="09：15")
    assert RuleFigure.objects.get().value == "09:15"


def test_nobody_else_changes_figures_hours_or_days(house: SimpleNamespace) -> None:
    for person in (house.lin, house.zhou, house.qian):
        for code, given in (
            ("figure.set", {"rule": "note_at_once", "figure": "within", "value": "20", "from_on": "2026-11-18"}),
            ("calendar.set_day", {"day": "2026-12-25"}),
            ("calendar.seed", {"year": "2026"}),
        ):
            with pytest.raises(NotAllowed):
                do(code, person, None, given)


def test_another_process_hears_of_a_change_within_two_seconds(
    house: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures.figures_of(RULE, clock.today())
    RuleFigure.objects.create(rule=RULE.code, key="within", value="7", from_on=clock.today(), set_by=house.ding)
    Counter.objects.filter(pk=figures.GENERATION).update(value=999)  # as the other process leaves it
    at = {"now": 101.9}
    monkeypatch.setitem(figures._seen, "checked", 100.0)
    monkeypatch.setattr(figures, "monotonic", lambda: at["now"])
    assert figures.figures_of(RULE, clock.today())["within"] == 15
    at["now"] += 0.2
    assert figures.figures_of(RULE, clock.today())["within"] == 7


def test_changed_hours_move_the_clock_of_what_starts_later(house: SimpleNamespace) -> None:
    edit(house, afternoon_until="17:00")
    due = figures.calendar().add_working_minutes(clock.parse("2026-11-16 16:30"), 60)
    assert f"{clock.shanghai(due):%m-%d %H:%M}" == "11-17 09:30"


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        ({"morning_until": "08:00"}, "morning_until"), ({"morning_until": "09:00"}, "morning_until"),
        ({"afternoon_from": "11:59"}, "afternoon_from"), ({"afternoon_until": "13:30"}, "afternoon_until"),
    ],
)  # fmt: skip
def test_hours_must_follow_one_another(house: SimpleNamespace, hours: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        edit(house, **hours)
    assert list(wrong.value.fields) == [field]


def test_an_agency_may_work_through_the_noon(house: SimpleNamespace) -> None:
    edit(house, afternoon_from="12:00")
    assert Agency.objects.get().afternoon_from.hour == 12


def test_two_who_edit_the_agency_are_told(house: SimpleNamespace) -> None:
    it = Agency.objects.get()
    do("agency.edit", house.ding, it, {"city": "临江市"}, version=1)
    with pytest.raises(Conflict):
        do("agency.edit", house.gu, it, {"city": "江城"}, version=1)


def test_a_day_set_off_is_skipped_and_cleared_again(house: SimpleNamespace) -> None:
    do("calendar.set_day", house.ding, None, {"day": "2026-11-17", "is_workday": "off", "name_zh": "司庆"})
    assert figures.calendar().next_workday(date(2026, 11, 16)) == date(2026, 11, 18)
    do("calendar.clear_day", house.ding, None, {"day": "2026-11-17"})
    assert figures.calendar().next_workday(date(2026, 11, 16)) == date(2026, 11, 17)
    with pytest.raises(WrongState):
        do("calendar.clear_day", house.ding, None, {"day": "2026-11-17"})


def test_one_day_by_hand_does_not_make_2027_known(house: SimpleNamespace) -> None:
    assert not queries.is_provisional(2026) and queries.is_provisional(2027)
    do("calendar.set_day", house.ding, None, {"day": "2027-01-04", "is_workday": "off"})
    assert queries.is_provisional(2027)
    assert figures.calendar().is_provisional(date(2027, 1, 5))


def test_a_year_not_yet_announced_is_refused_in_words(house: SimpleNamespace) -> None:
    with pytest.raises(WrongState) as refused:
        do("calendar.seed", house.ding, None, {"year": "2099"})
    assert "2099" in refused.value.says.zh


def test_seeding_keeps_what_was_set_by_hand(house: SimpleNamespace) -> None:
    do("calendar.set_day", house.ding, None, {"day": "2025-10-01", "is_workday": "on", "name_zh": "值班"})
    do("calendar.seed", house.ding, None, {"year": "2025"})
    assert Workday.objects.get(day=date(2025, 10, 1)).is_workday
    assert not Workday.objects.get(day=date(2025, 10, 2)).is_workday


def test_the_year_grid_shows_every_day_once(house: SimpleNamespace) -> None:
    days = [day.on for _, weeks in queries.year(2026) for week in weeks for day in week if day.in_month]
    assert len(days) == len(set(days)) == 365
    assert {day.on for _, weeks in queries.year(2026) for week in weeks for day in week if day.is_set} >= {
        date(2026, 10, 1)
    }


def test_the_first_run_makes_agency_calendar_and_first_person(db: None, still: clock.Frozen) -> None:
    figures.changed()
    act = do("agency.first_run", None, None, FIRST)
    me = Person.objects.get()
    assert act.person == me and me.check_password("my-own-agency-1") and me.role == "general_manager"
    assert Agency.objects.get().afternoon_until.hour == 17
    assert not figures.calendar().is_workday(date(2026, 10, 1))
    assert figures.calendar().is_provisional(date(2027, 3, 1))


def test_there_is_one_first_run(house: SimpleNamespace) -> None:
    for person in (None, house.gu):
        with pytest.raises(NotAllowed):
            do("agency.first_run", person, None, FIRST)


@pytest.mark.parametrize("wrong", [{"password": "short"}, {"role": "ae"}, {"morning_until": "07:00"}, {"agency": ""}])
def test_a_first_run_with_a_mistake_leaves_nothing_behind(db: None, still: clock.Frozen, wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        do("agency.first_run", None, None, FIRST | wrong)
    assert list(refused.value.fields) == list(wrong)
    assert not Agency.objects.exists() and not Person.objects.exists() and not Workday.objects.exists()
