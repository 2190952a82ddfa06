"""How far the work of each line is, in the words of its job's stage, and since when (SCH-07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from aedesk.kit.text import T

from ..jobsheets.changes import HandOver
from ..jobsheets.terms import STATES
from . import terms
from .models import ScheduleLine

SCHEDULED, DRAFTED = T("已安排", "Scheduled"), T("初稿完成", "First draft done")
# Before a sheet is issued, when it came into its state.
SINCE = {"submitted": "submitted_at", "closed": "closed_at"}


@dataclass(frozen=True, slots=True)
class Progress:
    """设计中 since 11-17 10:00."""

    says: T
    since_at: datetime


def progress_of(lines: Iterable[ScheduleLine]) -> dict[int, Progress]:
    """The progress of each line by its id; one statement for all of them. The lines come with their sheets."""
    lines = list(lines)
    sheets = {line.sheet_id for line in lines if line.sheet_id}
    stages = (
        HandOver.objects.filter(sheet_id__in=sheets, state="accepted")
        .values("sheet_id")
        .annotate(at=Max("answered_at"))
    )
    since = {row["sheet_id"]: row["at"] for row in stages} if sheets else {}
    return {line.pk: _progress(line, since.get(line.sheet_id or 0)) for line in lines}


def _progress(line: ScheduleLine, stage_since: datetime | None) -> Progress:
    sheet = line.sheet
    if sheet is None:
        return _unordered(line)
    if sheet.is_issued:
        return Progress(terms.PROGRESS[sheet.stage], stage_since or sheet.issued_at or sheet.created_at)
    at = getattr(sheet, SINCE.get(sheet.state, ""), None) or (
        sheet.created_at if sheet.state == "draft" else sheet.last_event_at
    )
    return Progress(STATES[sheet.state], at)


def _unordered(line: ScheduleLine) -> Progress:
    if line.state == "delivered":
        return Progress(DRAFTED, line.changed_at)
    if line.state == "accepted":
        return Progress(SCHEDULED, line.answered_at or line.changed_at)
    return Progress(terms.LINE_STATES[line.state], line.changed_at)


def for_client(line: ScheduleLine, progress: Progress) -> Progress:
    """What the client reads of it: nothing of sheets that are still on their way through the house."""
    sheet: Any = line.sheet
    if sheet is None or sheet.is_issued or sheet.state == "closed":
        return progress if sheet is None or sheet.is_issued else Progress(terms.FINISHED, progress.since_at)
    return _unordered(line)
