"""A soft time nudges; nobody is told late (SUB-06, SUB-07)."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from aedesk.kit import clock
from aedesk.reports.today import today
from tests.desk.hearing import hear, tell
from tests.desk.work import a_sheet
from tests.requirements.doing import page

from .days import mine, of_rule


def test_a_soft_time_past_is_the_next_to_do_and_never_late(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-17 10:00")
    tell(house, hear(house, sheet=a_sheet(house, designer=house.tang).pk))
    (line,) = of_rule(mine(house.tang), "read_relay")
    assert line.is_soft and line.due_at is not None
    still.set(line.due_at + timedelta(hours=2))
    it = today(house.tang)
    (line,) = of_rule(it.lines, "read_relay")
    assert (line.group(it.now, it.day), line.tone(it.now), it.counted) == ("now", "warn", 0)
    shown = page(house.tang, "/")
    assert "时间过了，尽快" in shown and "已迟" not in shown
