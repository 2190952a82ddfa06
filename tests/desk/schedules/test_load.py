"""Each doer's load by the day, and what does not fit: booked twice, days off."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from aedesk.desk.schedules.load import findings, loads
from tests.requirements.schedules import plan

# Load: who is booked twice


def test_a_doer_booked_beyond_the_day_is_named_with_the_day(house: SimpleNamespace) -> None:
    one = plan(house, hours="15")
    two = plan(house, "第二条", hours="9")
    loaded = loads([one, two])
    assert [(load.doer, round(sum(load.hours.values()))) for load in loaded] == [(house.tang, 24)]
    assert loaded[0].level(date(2026, 11, 23)) == 5
    assert {found.line for found in findings([one, two], loaded)} == {one.pk, two.pk}
    assert "唐予 11-23 等 3 天排得太满。" in [found.says.zh for found in findings([one, two], loaded)]


def test_exactly_full_is_not_too_full(house: SimpleNamespace) -> None:
    line = plan(house, hours="21")  # three days of seven hours
    assert loads([line])[0].level(date(2026, 11, 24)) == 4
    assert findings([line], loads([line])) == []
    without = plan(house, "不写工时", house.jiang)
    assert loads([without])[0].level(date(2026, 11, 24)) == 4


def test_a_date_on_a_day_off_is_named(house: SimpleNamespace) -> None:
    line = plan(house, client_at="2026-11-28 12:00")
    assert [one.says.zh for one in findings([line], loads([line]))] == ["提交客户在休息日。"]
