"""The only clock: Shanghai where no zone is named, still for every thread, and back on its way afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from aedesk.kit import clock

from .year import machine_in

NINE = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-16 09:00", "2026-11-16T09:00:00+08:00", "2026-11-16T01:00:00Z", " 2026-11-16 09:00 ",
        datetime(2026, 11, 16, 9), NINE, datetime(2026, 11, 15, 20, tzinfo=timezone(timedelta(hours=-5))),
    ],
)  # fmt: skip
def test_a_moment_without_zone_is_shanghai_time_on_any_machine(moment: datetime | str, zone: str) -> None:
    with machine_in(zone), clock.at(moment) as still:
        assert clock.now() == NINE
        assert clock.now().tzinfo is UTC
        still.set("2026-11-17 00:30")
        assert clock.today() == date(2026, 11, 17)
        still.set(moment)
        assert clock.now() == NINE
        assert clock.now().tzinfo is UTC


def test_after_midnight_in_shanghai_it_is_the_next_day_though_not_in_utc() -> None:
    with clock.at("2026-11-17 07:59"):
        assert clock.now().date() == date(2026, 11, 16)
        assert clock.today() == date(2026, 11, 17)


def test_the_still_clock_is_moved_by_hand_and_seen_by_every_thread() -> None:
    with clock.at("2026-11-16 09:00") as still, ThreadPoolExecutor(1) as pool:
        still.move(minutes=30)
        assert pool.submit(clock.now).result() == NINE + timedelta(minutes=30)
        still.move(hours=-1)
        assert pool.submit(clock.now).result() == NINE - timedelta(minutes=30)


def test_clocks_nest_and_the_outer_one_comes_back_even_after_an_error() -> None:
    with clock.at("2026-11-16 09:00"):
        with pytest.raises(RuntimeError), clock.at("2027-01-01 00:00"):
            assert clock.today().year == 2027
            raise RuntimeError
        assert clock.now() == NINE
        with clock.moved(days=3):
            assert clock.now() == NINE + timedelta(days=3)
        assert clock.now() == NINE


def test_outside_the_clock_runs() -> None:
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)


def test_a_demo_runs_ahead_by_a_fixed_span_but_not_while_time_stands_still() -> None:
    try:
        clock.shift(timedelta(days=100))
        assert timedelta(days=99) < clock.now() - datetime.now(UTC) <= timedelta(days=100)
        with clock.at("2026-11-16 09:00"):
            assert clock.now() == NINE
    finally:
        clock.shift(timedelta())


def test_shanghai_shows_the_same_moment() -> None:
    assert clock.shanghai(NINE) == NINE
    assert clock.shanghai(NINE).hour == 9
    assert clock.shanghai(datetime(2026, 11, 16, 9)) == NINE


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01", "2026-11-16 25:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        clock.parse(text)
