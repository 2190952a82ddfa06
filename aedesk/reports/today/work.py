"""Jobs in work: what a doer works on now, and how far the creatives of an AE are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from aedesk.desk.duties.figures import calendar
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.jobsheets.terms import STAGES
from aedesk.desk.worklog.models import ProgressNote
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.watches import NO_PROGRESS_NOTE, note_wanted_since

from .lines import FAR, Line, Progress, Work
from .watches import PLACE, days_of, label, place

MOST, FEW = 120, 12
COLUMNS = (
    "pk",
    "number",
    "title",
    "stage",
    "copywriter_id",
    "designer_id",
    "finished_artist_id",
    "draft_due_at",
    "output_due_at",
    "client_due_at",
    *PLACE,
)

IN_WORK: Any = (
    JobSheet.objects.filter(state="issued", court="ours").exclude(stage="client").values(
        "pk", "number", "title", "issued_at", "project__code", "project__name", "copywriter__name", "copywriter__name_en",
        "designer__name", "designer__name_en",
    )
)  # fmt: skip


def work_of(person: Any, running: int | None, lines: list[Line]) -> list[Work]:
    """Issued jobs one writes, designs or finishes, those in one's own stage first; two statements."""
    mine = Q(copywriter=person) | Q(designer=person) | Q(finished_artist=person)
    rows = list(JobSheet.objects.visible_to(person).filter(mine, state="issued").values(*COLUMNS)[:MOST])
    percents = last_notes([row["pk"] for row in rows], person)
    agreed = {line.place.job_id: line.due_at for line in reversed(lines) if line.rule == "deliver_line"}
    found = [_work(row, person, running, agreed, percents) for row in rows]
    return sorted(found, key=lambda work: (not work.is_running, not work.is_mine_now, work.due_at or FAR, work.pk))[
        :FEW
    ]


def _work(row: dict[str, Any], person: Any, running: int | None, agreed: dict[Any, Any], notes: dict[int, Any]) -> Work:
    stages = {"copy": row["copywriter_id"], "design": row["designer_id"], "artwork": row["finished_artist_id"]}
    own = row["output_due_at"] if row["finished_artist_id"] == person.pk else row["draft_due_at"]
    return Work(
        pk=row["pk"], label=label(row), title=row["title"], place=place(row), stage=STAGES[row["stage"]],
        due_at=agreed.get(row["pk"]) or (None if _is_past(row["stage"], stages, person) else own), client_at=row["client_due_at"],
        percent=notes[row["pk"]]["percent"] if row["pk"] in notes else None, is_running=row["pk"] == running,
        is_mine_now=stages.get(row["stage"]) == person.pk,
    )  # fmt: skip


def _is_past(stage: str, stages: dict[str, Any], person: Any) -> bool:
    """Whether the job has gone on from every stage of this person's: then nothing of theirs is late."""
    order = list(STAGES)
    return all(order.index(stage) > order.index(own) for own, who in stages.items() if who == person.pk)


def last_notes(sheets: list[int], person: Any = None) -> dict[int, dict[str, Any]]:
    """The newest progress note of each job, of one person where named."""
    if not sheets:
        return {}
    of = {"person": person} if person is not None else {}
    newest = ProgressNote.objects.filter(sheet=OuterRef("pk"), **of).order_by("-at", "-pk").values("pk")[:1]
    ids = JobSheet.objects.filter(pk__in=sheets).values(newest=Subquery(newest))
    rows = ProgressNote.objects.filter(pk__in=ids).values("sheet_id", "percent", "note", "at")
    return {row["sheet_id"]: dict(row) for row in rows}


def progress_of(person: Any, mine: Q, now: datetime, but: set[int]) -> list[Progress]:
    """How far the jobs in work are, the longest without a note first; four statements (RHY-04)."""
    today = clock.shanghai(now).date()
    since = note_wanted_since(today, calendar(), days_of(NO_PROGRESS_NOTE, today))
    jobs = [row for row in IN_WORK.visible_to(person).filter(mine)[:MOST] if row["pk"] not in but]
    ids = [row["pk"] for row in jobs]
    notes, asked = last_notes(ids), asked_about(person)
    found = [_progress(row, notes.get(row["pk"]), since, asked.get(row["pk"])) for row in jobs]
    return sorted(found, key=lambda one: (not one.is_quiet, one.noted_at or FAR, one.pk))[:FEW]


def asked_about(person: Any) -> dict[int | None, datetime]:
    """When the doers of each job were asked how far they are, where they still owe the answer."""
    rows = DutyRow.objects.visible_to(person).filter(rule="answer_nudge", state=DutyRow.OPEN)
    return dict(rows.order_by("started_at").values_list("job_id", "started_at"))


def _progress(row: dict[str, Any], note: dict[str, Any] | None, since: datetime, asked_at: datetime | None) -> Progress:
    last = note["at"] if note else row["issued_at"]
    names = [(row[f"{who}__name"], row[f"{who}__name_en"] or row[f"{who}__name"]) for who in ("copywriter", "designer")]
    named = list(dict.fromkeys(pair for pair in names if pair[0]))
    return Progress(
        pk=row["pk"], label=label(row), title=row["title"], project=f"{row['project__code']} {row['project__name']}",
        doers=T("、".join(zh for zh, _ in named), ", ".join(en for _, en in named)),
        percent=note["percent"] if note else None, note=note["note"] if note else "", noted_at=note["at"] if note else None,
        is_quiet=last is not None and last < since, asked_at=asked_at,
    )  # fmt: skip
