"""Duty rows as lines: one's own, what one waits for, and what one's people are late with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from aedesk.desk.clients.models import Client
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.people.leading import team_of
from aedesk.desk.projects.models import Project
from aedesk.desk.schedules.models import ScheduleLine
from aedesk.kit import clock
from aedesk.kit.text import T

from .lines import Line, Place, Tap
from .taps import NUDGE, WAIVE, tap, verb_of, ways_of

MOST, FEW = 80, 15
# The second is a state only: what is unanswered stands in a list of its own.
NOT_A_LINE = ("daily_list", "same_day_answer")
SHARED = {"finance": ("give_number",), "traffic": ("review_sheet",)}  # whoever of the discipline is free does it
COLUMNS = (
    "pk", "rule", "person_id", "person__name", "person__name_en", "noun", "object_id", "client_id", "project_id", "job_id",
    "says_zh", "says_en", "subject", "asked_by_id", "asked_by__name", "asked_by__name_en", "does", "due_at",
    "warn_at", "nudged_at", "soft",
)  # fmt: skip
# What a place is made of, by the column that holds it.
JOB_PLACE = {
    "job_id": "pk", "number": "number", "title": "title", "project_id": "project_id", "code": "project__code",
    "project_name": "project__name", "client_id": "client_id", "short_name": "client__short_name", "client_name": "client__name",
}  # fmt: skip
PROJECT_PLACE = {
    "project_id": "pk", "code": "code", "project_name": "name", "client_id": "client_id", "short_name": "client__short_name",
    "client_name": "client__name",
}  # fmt: skip
CLIENT_PLACE = {"client_id": "pk", "short_name": "short_name", "client_name": "name"}
Row = dict[str, Any]
ROWS = DutyRow.objects.filter(state=DutyRow.OPEN).order_by("due_at", "pk").values(*COLUMNS)


def open_rows(person: Any, wanted: Q, until: datetime, most: int = MOST) -> list[Row]:
    """Open duties due before a moment, the earliest first, behind the person's walls."""
    rows = ROWS.visible_to(person).filter(~Q(rule__in=NOT_A_LINE), wanted, due_at__lt=until)
    return list(rows[:most])


def own_rows(person: Any, deputised: dict[int, Any], until: datetime) -> list[Row]:
    """What falls to a person: by name, as the AE's deputy, or to the whole discipline."""
    rows = open_rows(person, Q(person=person), until)
    if deputised:
        owners = Q(person_id__in={project.ae_id for project in deputised.values()})
        rows += open_rows(person, owners & Q(project_id__in=deputised), until)
    if shared := SHARED.get(person.discipline):
        rows += open_rows(person, Q(rule__in=shared) & ~Q(person=person), until)
    return rows


def waiting_rows(person: Any, mine: Iterable[int], until: datetime) -> list[Row]:
    """What others owe: on one's own projects, or because one asked for it."""
    others = ~Q(person=person) & ~Q(rule="answer_nudge")  # that one shows with the progress of the job
    rows = open_rows(person, Q(asked_by=person) & others, until, FEW * 2)
    if own := list(mine):  # apart from the others, so that each takes its own index
        rows += open_rows(person, Q(project_id__in=own) & others, until, FEW * 2)
    return sorted({row["pk"]: row for row in rows}.values(), key=lambda row: row["due_at"])


def team_rows(person: Any, now: datetime) -> list[Row]:
    """What one's people are late with, the longest first; traffic looks after everybody's times."""
    if person.role == "traffic":
        return open_rows(person, ~Q(person=person), now, FEW * 2)
    led = team_of(person)
    return open_rows(person, Q(person_id__in=led), now, FEW * 2) if led else []


def places(rows: Iterable[Row]) -> dict[tuple[int | None, int | None, int | None], Place]:
    """Where duties belong, each by what it names most nearly, job, project or client: three statements at most."""
    keys = {(row["job_id"], row["project_id"], row["client_id"]) for row in rows}
    jobs = _places(JobSheet, {job for job, _, _ in keys}, JOB_PLACE)
    projects = _places(Project, {project for job, project, _ in keys if job not in jobs}, PROJECT_PLACE)
    rest = {client for job, project, client in keys if job not in jobs and project not in projects}
    clients = _places(Client, rest, CLIENT_PLACE)
    return {key: jobs.get(key[0]) or projects.get(key[1]) or clients.get(key[2]) or Place() for key in keys}


def _places(model: Any, ids: set[int | None], columns: dict[str, str]) -> dict[int | None, Place]:
    wanted = ids - {None}
    if not wanted:
        return {}
    rows = model.objects.filter(pk__in=wanted).values_list("pk", *columns.values())
    return {pk: _place(dict(zip(columns, values, strict=True))) for pk, *values in rows}


def _place(row: dict[str, Any]) -> Place:
    job = row.get("job_id")
    return Place(
        client=row["short_name"] or row["client_name"],
        project=f"{row['code']} {row['project_name']}" if "project_id" in row else "",
        job=(row["number"] or f"D-{job}") if job else "", title=row.get("title", ""), client_id=row["client_id"],
        project_id=row.get("project_id"), job_id=job,
    )  # fmt: skip


def times(rows: Iterable[Row]) -> dict[int, dict[str, Any]]:
    """The schedule lines among the duties: the client's true time (SCH-09) and the doer's own proposal."""
    ids = {row["object_id"] for row in rows if row["noun"] == "scheduleline"}
    found = ScheduleLine.objects.filter(pk__in=ids).values("pk", "client_at", "countered_at") if ids else ()
    return {row["pk"]: dict(row) for row in found}


class Reader:
    """Turns duty rows into lines for one person; what it needs of other tables is read once for all rows."""

    def __init__(self, person: Any, rows: Iterable[Row]) -> None:
        rows = list(rows)
        self.person, self.places, self.times = person, places(rows), times(rows)

    def line(self, row: Row) -> Line:
        """One's own line: the buttons are those of its rule."""
        time = self.times.get(row["object_id"], {}) if row["noun"] == "scheduleline" else {}
        taps = tuple(tap(way, row) for way in ways_of(row["rule"], row["does"]))
        what = T(row["says_zh"], row["says_en"])
        return Line(
            key=f"duty:{row['pk']}", rule=row["rule"], verb=verb_of(row["rule"], row["does"]), what=what,
            place=self.places[row["job_id"], row["project_id"], row["client_id"]], noun=row["noun"],
            pk=row["object_id"], subject=_about(row, what), due_at=row["due_at"], warn_at=row["warn_at"],
            taps=agreed(taps, time.get("countered_at")) if row["rule"] == "answer_counter" else taps,
            client_at=time.get("client_at"), owner=self._owner(row), asked_by=self._name(row, "asked_by"),
            nudged_at=row["nudged_at"], is_soft=row["soft"],
        )  # fmt: skip

    def others(self, row: Row, *, leads: bool) -> Line:
        """Somebody else's: it can be chased, and waived by a lead."""
        ways = (NUDGE, WAIVE) if leads else (NUDGE,)
        line = self.line(row)
        return replace(line, taps=tuple(tap(way, row) for way in ways), client_at=None)

    def _owner(self, row: Row) -> T | None:
        return self._name(row, "person")

    def _name(self, row: Row, who: str) -> T | None:
        name = row[f"{who}__name"]
        if not name or row[f"{who}_id"] == self.person.pk:
            return None
        return T(name, row[f"{who}__name_en"] or name)


def _about(row: Row, what: T) -> str:
    """The subject, where the sentence does not say it already; a person or sheet is named by the place."""
    if row["noun"] in ("jobsheet", "client", "project"):
        return ""
    return str(what) if row["noun"] == "person" or row["subject"] in what.zh else str(row["subject"])


def agreed(taps: tuple[Tap, ...], countered_at: datetime | None) -> tuple[Tap, ...]:
    """The doer's own proposal is agreed to with one tap; another time asks for the form."""
    if countered_at is None or not taps:
        return taps
    at = clock.shanghai(countered_at)
    label = T(f"同意 {at:%m-%d %H:%M}", f"Agree to {at:%m-%d %H:%M}")
    return (Tap("post", "line.move", label, taps[0].pk, {"due_at": f"{at:%Y-%m-%d %H:%M}"}), *taps)
