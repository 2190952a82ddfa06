"""The quick way of writing old history gives the very rows that people's acts give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from aedesk.demo import clients, history, people
from aedesk.demo.diary import at
from aedesk.demo.ledger import Ledger
from aedesk.demo.load import BEGAN
from aedesk.demo.playing import play
from aedesk.demo.steps import Known, Step
from aedesk.desk import finding
from aedesk.desk.duties import figures
from aedesk.desk.tick import open_rhythms
from aedesk.kit import clock

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
UNTIL = "2026-09-18 00:00"
# A salt, a keyed hash, and marks that only the worker or a reader sets.
APART = {"password", "hash", "warned_at", "told_late_at", "last_login", "read_at"}


def written(way: Callable[[Known, list[Step], clock.Frozen], None]) -> dict[str, list[Any]]:
    """Load the agency, let a way play the first weeks, and give every row; nothing stays."""
    with clock.at(BEGAN) as still, transaction.atomic():
        known = Known()
        people.load(known)
        figures.changed()
        clients.load(known)
        way(known, [step for step in history.steps() if step.at < clock.parse(UNTIL)], still)
        list(finding.reindex())
        found = {model.__name__: list(rows_of(model)) for model in apps.get_app_config("desk").get_models()}
        transaction.set_rollback(True)
    figures.changed()
    found["Counter"] = [row for row in found["Counter"] if row["key"] != figures.GENERATION]
    return found


def rows_of(model: Any) -> Iterator[dict[str, Any]]:
    apart = APART | (
        {"id"} if model.__name__ in ("SpecRow", "SearchEntry") else set()
    )  # rows thrown away used up numbers
    names = [one.attname for one in model._meta.concrete_fields if one.name not in apart]
    yield from model._base_manager.order_by("pk").values(*names)


def by_acts(known: Known, steps: list[Step], still: clock.Frozen) -> None:
    """As people and the worker do: the worker opens each day's beats at midnight."""
    day = clock.today()
    for step in steps:
        while day <= clock.shanghai(step.at).date():
            still.set(at(day, 0))
            open_rhythms(day)
            day += timedelta(days=1)
        play([step], known, still)


def by_ledger(known: Known, steps: list[Step], still: clock.Frozen) -> None:
    book = Ledger(known)
    book.play(steps, still)
    book.close()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases number rows on after a rollback")
def test_the_ledger_writes_what_the_acts_write() -> None:
    quick, slow = written(by_ledger), written(by_acts)
    assert sum(map(len, slow.values())) > 3000
    for table in slow:
        assert quick[table] == slow[table], table
