"""Several connections at once: what is written is written for good, and gone after the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from aedesk.desk.duties import figures
from aedesk.desk.library.notes import shelves
from tests.browser.desk import kept

GUARDED = ("desk_event", "desk_dayseal", "desk_receipt", "desk_receiptline", "desk_receiptseal")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.concurrency)


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """By its name it stands in for pytest-django's, which would hide everything from other connections."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with kept():
                yield
        else:
            yield
            empty()
        figures.changed()


def empty() -> None:
    """Empty every table but for what the migrations put there; the journal's guards stand aside meanwhile."""
    turn_guards("DISABLE")
    call_command("flush", interactive=False, verbosity=0)
    turn_guards("ENABLE")
    shelves()


def turn_guards(how: str) -> None:
    with connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER USER")
