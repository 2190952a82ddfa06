"""What the ledger does itself of schedules: filed, signed by both sides."""

from __future__ import annotations

from typing import Any

from aedesk.desk.duties.models import DutyRow
from aedesk.desk.schedules.filing import beat_key, falls_in, month_given, put
from aedesk.desk.schedules.models import Schedule, ScheduleLine
from aedesk.desk.schedules.signing import into_force, sign_for_client, sign_for_us

from .ledger_acts import own


def lines(book: Any, paper: Schedule) -> list[ScheduleLine]:
    """The lines in the book that stand on a schedule."""
    mine = (row for row in book.made[ScheduleLine] if row.project_id == paper.project_id and row.state != "withdrawn")
    standing = [row for row in mine if row.sheet is None or row.sheet.state != "cancelled"]
    return [row for row in standing if falls_in(row, paper.month)]


@own("schedule.file")
def file(act: Any) -> Schedule:
    paper = put(act, None, month_given(act.values["kind"], act.values["month"]))
    if paper.month is not None:
        for row in list(act.book.open[("project", paper.project_id)]):
            if row.key.startswith(beat_key(paper)):
                act.book.over(row, DutyRow.DONE, act.person, act.now)
    return paper


@own("schedule.sign")
def sign(act: Any) -> Schedule:
    sign_for_us(act, act.target, lines(act.book, act.target))
    paper: Schedule = act.target
    return paper


@own("schedule.client_sign")
def client_sign(act: Any) -> Schedule:
    paper: Schedule = act.target
    sign_for_client(act, paper, act.values["contact"].name, lines(act.book, paper), act.now)
    into_force(act, paper)
    return paper
