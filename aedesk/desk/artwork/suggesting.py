"""Suggests the name and the folder of a file that was dropped, so that one press stores it (FIL-04, FIL-09)."""

from __future__ import annotations

from statistics import median
from typing import Any

from aedesk.kit import clock, filename

from ..jobsheets.models import JobSheet
from .uploads import Upload

RECENT = 60  # jobs among which the folder is looked for


def name_for(given: str, title: str = "") -> str:
    """The name itself where it is right, else the right one for today."""
    return filename.offer(given, clock.today(), title) if filename.check(given) else filename.safe(given)


def folder_for(person: Any, given: str) -> JobSheet | None:
    """The job a file most likely belongs to: named in the file's name, else where the person works now."""
    found = jobs(person)
    named = [(fits(job, given), job) for job in found]
    best = max(named, key=lambda pair: pair[0], default=(0, None))
    if best[0]:
        return best[1]
    timer = getattr(person, "timer", None)
    own = [job for job in found if person.pk in (job.copywriter_id, job.designer_id, job.finished_artist_id, job.ae_id)]
    on_timer = [job for job in own if timer is not None and job.pk == getattr(timer, "sheet_id", None)]
    return next(iter([*on_timer, *own]), None)


def jobs(person: Any) -> list[JobSheet]:
    """The issued jobs a file may be put on, those with the latest event first."""
    rows = JobSheet.objects.visible_to(person).filter(state="issued").select_related("project", "client")
    return list(rows.order_by("-last_event_at", "-pk")[:RECENT])


def fits(job: JobSheet, given: str) -> int:
    """How well a file's name names a job: by number, title, project name; 0 not at all."""
    name = given.casefold()
    words = (
        (job.number, 100),
        (job.title, 40),
        (job.project.name, 20),
        (job.project.code, 10),
        (job.client.short_name, 10),
    )
    points = sum(weight for word, weight in words if word and word.casefold() in name)
    return points or shared(job.title, given)


def shared(title: str, given: str) -> int:
    """How many pairs of characters of the title the name holds: 开盘报纸 in 报纸开盘V2 has two."""
    pairs = {title[n : n + 2] for n in range(len(title) - 1)}
    return sum(pair in given for pair in pairs if not pair.isascii())


def seconds_taken(person: Any = None) -> tuple[int, float | None]:
    """How many files were filed by suggestion and the median seconds from the drop to the press (FIL-09)."""
    rows = Upload.objects.filter(quick=True).exclude(filed_at=None)
    if person is not None:
        rows = rows.visible_to(person)
    told = rows.order_by("-pk").values_list("created_at", "filed_at")[:500]
    spans = [(filed - began).total_seconds() for began, filed in told if filed is not None]
    return len(spans), round(median(spans), 1) if spans else None
