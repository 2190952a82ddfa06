"""A journal of three days to tamper with, and the ways to get at its rows behind the desk's back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.db import connection

from aedesk.desk.action import do
from aedesk.desk.journal.sealing import keep_sealed
from aedesk.kit import clock

SQLITE = (
    "DROP TRIGGER desk_event_no_update",
    "DROP TRIGGER desk_event_no_delete",
    "DROP TRIGGER desk_dayseal_no_update",
    "DROP TRIGGER desk_dayseal_no_delete",
)
POSTGRESQL = ("ALTER TABLE desk_event DISABLE TRIGGER USER", "ALTER TABLE desk_dayseal DISABLE TRIGGER USER")


def run(sql: str, *values: Any) -> None:
    """One statement straight at the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def unguard() -> None:
    """Take the triggers away, as somebody with the database in hand can; the test's roll-back brings them back."""
    for sql in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
        run(sql)


def three_days(house: SimpleNamespace, still: clock.Frozen) -> None:
    """Monday's events 1–4 and Tuesday's 5–8 sealed, Wednesday's 9–12 still open but noted outside."""
    for day in ("16", "17", "18"):
        for hour in range(9, 13):
            still.set(f"2026-11-{day} {hour:02}:00")
            do("project.edit", house.lin, house.p02, {"city": f"临江 {day} {hour}"})
    still.set("2026-11-18 13:00")
    keep_sealed()
