"""What the administrator looks after: departments without anybody, and a year without its holidays."""

from __future__ import annotations

from datetime import date

from aedesk.desk.people.queries import empty_disciplines, is_provisional
from aedesk.kit.text import T

from .lines import Line, Tap

AUTUMN = 10  # the State Council publishes the next year's holidays in autumn


def gaps(today: date) -> list[Line]:
    """Lines for the administrator (ROL-07, clock rule 1)."""
    people = Tap("page", "people", T("看通讯录", "See the directory"))
    found = [
        Line(
            key=f"gap:{place}", rule="department_gap", verb=T("缺人", "Nobody"), subject=str(name),
            what=T("这个部门没有人", "Nobody works in this department"), taps=(people,), undated=True,
        )
        for place, name in enumerate(empty_disciplines())
    ]  # fmt: skip
    years = [today.year] if today.month < AUTUMN else [today.year, today.year + 1]
    return found + [_year(year) for year in years if is_provisional(year)]


def _year(year: int) -> Line:
    return Line(
        key=f"year:{year}", rule="calendar_gap", verb=T("日历", "Calendar"),
        what=T(f"{year} 年的节假日还没有录入，暂按周一到周五", f"The holidays of {year} are not entered; Monday to Friday meanwhile"),
        taps=(Tap("page", "calendar", T("去录入", "Enter them"), year),), undated=True,
    )  # fmt: skip
