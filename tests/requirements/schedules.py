"""What the tests of schedules do over and over: plan a line, have it accepted, file the schedule."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from aedesk.desk.action import do
from aedesk.desk.models import (
    DutyRow,
    Project,
    Schedule,
    ScheduleLine,
)
from aedesk.kit import clock

from .doing import fresh

at = clock.parse


def plan(
    house: SimpleNamespace, what: str = "版面", doer: Any = None, *, how: str = "line.plan", **more: Any
) -> ScheduleLine:
    """A line of P02: begun Monday, first draft Wednesday, to the client Thursday, as the AE plans it."""
    given = {
        "project": house.p02.pk, "what": what, "step": "design", "doer": (doer or house.tang).pk, "start_at": "2026-11-23 09:00",
        "due_at": "2026-11-25 18:00", "client_at": "2026-11-26 18:00",
    }  # fmt: skip
    return do(how, house.lin, None, given | more).result


def accepted(house: SimpleNamespace, what: str = "版面", **more: Any) -> ScheduleLine:
    line = plan(house, what, how="line.propose", **more)
    do("line.accept", line.doer, line)
    return fresh(line)


def filed(
    house: SimpleNamespace, month: str = "2026-11-01", by: Any = None, project: Any = None, **more: Any
) -> Schedule:
    kind = {"kind": "month", "month": month} if month else {"kind": "total"}
    given = {"project": (project or house.p02).pk} | kind | more
    return do("schedule.file", by or house.lin, None, given).result


def beat(project: Project) -> DutyRow:
    return DutyRow.objects.get(rule="month_schedule", object_id=project.pk, noun="project")


def brand(house: SimpleNamespace) -> SimpleNamespace:
    """The client as a brand client, whose schedules both sides sign."""
    house.c1.needs_both_signatures = True
    house.c1.save()
    return house
