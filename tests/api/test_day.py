"""Today over the API is the page's own day, in the shape its description promises."""

from __future__ import annotations

from types import SimpleNamespace

from aedesk.doors.api.day import Today
from tests.reports.days import promised

from .conftest import Call


def test_the_day_is_answered_line_for_line_as_described(house: SimpleNamespace, call: Call) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    body = call(house.lin).get("/today").json()
    day = Today.model_validate(body)
    assert set(body) == set(Today.model_fields)
    line = next(one for one in day.items if one.rule == "keep_promise")
    first = line.acts[0]
    assert (first.do, first.target, first.needs_input) == ("promise.keep", line.id, False)
    assert set(body["items"][0]) == set(type(line).model_fields)
