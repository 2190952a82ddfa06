"""What grows for years is read by an index, with the values bound as they are in the running house."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from aedesk.kit import clock
from aedesk.reports.today import today

from . import crowd

GROWING = ("desk_dutyrow", "desk_event", "desk_jobsheet", "desk_request", "desk_scheduleline", "desk_timeentry")
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole, and rightly"
)


def plans(ask: Any) -> list[str]:
    """How the database goes about every statement of an answer, a line for each step."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        asked.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        ask()
    found = []
    with connection.cursor() as cursor:
        for sql, values in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
            found += [row[3] for row in cursor.fetchall()]
    return found


@pytest.mark.parametrize("who", ["lin", "tang", "gu", "song", "qian"])
def test_nobodys_day_reads_through_years_of_work(house: SimpleNamespace, still: clock.Frozen, who: str) -> None:
    crowd.first(house)
    steps = plans(lambda: today(getattr(house, who)))
    assert steps
    assert [
        step for step in steps if any(step.startswith(f"SCAN {table}") for table in GROWING) and "INDEX" not in step
    ] == []


def test_what_is_done_today_and_what_stands_still_have_their_own_indexes(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    crowd.first(house)
    steps = " ".join(plans(lambda: today(house.lin)))
    for index in ("duty_ended", "duty_mine", "job_ae_open", "request_mine"):
        assert index in steps
