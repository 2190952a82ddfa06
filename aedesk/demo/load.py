"""Loads the sample agency in one transaction and sets its clock to its own November."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from aedesk.desk import finding
from aedesk.desk.duties import figures
from aedesk.desk.people.models import Person
from aedesk.kit import clock

from . import clients, history, people, sending, week
from .ledger import Ledger
from .script import Findings
from .steps import Known

BEGAN, MAIN_WEEK, NOW = "2026-09-07 08:30", "2026-11-16 00:00", "2026-11-18 10:30"
Say = Callable[[str, str], None]


def quiet(zh: str, en: str) -> None:
    """Say nothing."""


def load(say: Say = quiet, findings: Findings | None = None) -> Known:
    """Everything or nothing; does nothing where there are people already. `findings` has the script checked."""
    known = Known()
    if Person.objects.exists():
        return known
    with transaction.atomic(), clock.at(BEGAN) as still:
        say("25 位同事、9 家客户、14 个项目", "25 people, 9 clients, 14 projects")
        people.load(known)
        figures.changed()
        clients.load(known)
        say("九月到十一月的工作", "the work of September to November")
        acts, main_week = history.steps(), clock.parse(MAIN_WEEK)
        book = Ledger(known)
        book.play(sending.along((step for step in acts if step.at < main_week), book), still)
        book.close()
        list(finding.reindex())
        say("本周一到周三上午", "this week, Monday to Wednesday morning")
        week.load(known, [step for step in acts if step.at >= main_week], still, clock.parse(NOW), findings)
    figures.changed()
    keep_clock()
    return known


def keep_clock(data: Path | None = None) -> None:
    """The demo's clock starts on Wednesday 18 November 2026, 10:30, and runs on from there."""
    seconds = (clock.parse(NOW) - datetime.now(UTC)).total_seconds()
    ((data or settings.DATA) / "clock").write_text(f"{seconds:.0f}")
