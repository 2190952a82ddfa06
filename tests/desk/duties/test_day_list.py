"""The morning list: confirmed by 09:30 is on time, later shows as late; the first confirmation stands (RHY-01)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput
from aedesk.desk.models import DayList, DutyRow, Event
from aedesk.desk.tick import open_rhythms
from aedesk.kit import clock

LIST = [{"key": "duty:3", "at": "09:30"}, {"key": "request:21", "at": ""}, {"key": "job:7", "at": "14:00"}]


def beat(person: object) -> DutyRow:
    row: DutyRow = DutyRow.objects.get(rule="daily_list", person=person, started_at__date=clock.today())
    return row


@pytest.mark.parametrize(
    ("at", "late"),
    [("08:52", 0), ("09:30:00", 0), ("09:30:01", 1), ("09:41", 11 * 60)],
)
def test_confirming_by_half_past_nine_is_on_time(
    house: SimpleNamespace, still: clock.Frozen, at: str, late: int
) -> None:
    open_rhythms(clock.today())
    still.set(f"2026-11-16 {at}")
    kept = do("today.confirm", house.lin, None, {"items": LIST}).result
    assert (kept.late_seconds, kept.confirmed_at) == (late, still.moment)
    row = beat(house.lin)
    assert (row.state, row.late_seconds) == (DutyRow.DONE, late)


def test_another_order_later_keeps_the_first_confirmation_and_its_time(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 08:52")
    first = do("today.confirm", house.lin, None, {"items": LIST}).result.confirmed_at
    still.set("2026-11-16 11:00")
    for code in ("today.order", "today.confirm"):
        do(code, house.lin, None, {"items": LIST, "order": ["job:7", "duty:3", "request:21"]})
    kept = DayList.objects.get(person=house.lin)
    assert kept.confirmed_at == first
    assert [line["key"] for line in kept.items] == ["job:7", "duty:3", "request:21"]
    assert kept.items[0] == {"key": "job:7", "at": "14:00"}


def test_an_order_dragged_before_confirming_is_kept_and_not_yet_a_confirmation(house: SimpleNamespace) -> None:
    do("today.order", house.lin, None, {"items": LIST, "order": ["request:21", "duty:3", "job:7"]})
    kept = DayList.objects.get(person=house.lin)
    assert (kept.confirmed_at, kept.items[0]["key"]) == (None, "request:21")


def test_confirming_stands_in_the_journal_and_says_how_late(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-17 09:41")
    do("today.confirm", house.lin, None, {"items": LIST})
    event = Event.objects.order_by("-seq").first()
    assert event is not None and event.action == "today.confirm"
    assert "迟 11 分" in event.payload


def test_a_list_nobody_confirmed_is_missed_when_its_day_is_over(house: SimpleNamespace, still: clock.Frozen) -> None:
    open_rhythms(clock.today())
    monday = beat(house.lin)
    still.set("2026-11-17 08:00")
    open_rhythms(clock.today())
    monday.refresh_from_db()
    assert (monday.state, monday.late_seconds) == (DutyRow.MISSED, 14 * 3600 + 30 * 60)
    still.set("2026-11-17 08:52")
    do("today.confirm", house.lin, None, {"items": LIST})
    monday.refresh_from_db()
    assert monday.state == DutyRow.MISSED
    assert beat(house.lin).state == DutyRow.DONE


def test_there_is_no_list_to_confirm_on_a_day_off_and_none_is_late(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-21 11:00")
    open_rhythms(clock.today())
    assert not DutyRow.objects.filter(rule="daily_list").exists()
    assert do("today.confirm", house.lin, None, {"items": LIST}).result.late_seconds == 0


@pytest.mark.parametrize("key", ["duty", "duty:", "<b>:1", "duty:1; drop"])
def test_what_is_no_line_is_refused_by_name(house: SimpleNamespace, key: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        do("today.order", house.lin, None, {"items": [{"key": key}]})
    assert key in wrong.value.fields["items"].zh
    assert not DayList.objects.exists()
