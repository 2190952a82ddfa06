"""What work leaves open on a job: timers that run, and reported progress without time posted (JOB-16)."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from ..jobsheets.ends import End, open_end
from ..jobsheets.models import JobSheet
from .models import ProgressNote, TimeEntry

SEE = T("去补工时", "To the time")


@open_end
def timers(job: JobSheet) -> list[End]:
    running = job.timers.select_related("person")
    return [
        End(T(f"{t.person.name} 的计时还在走。", f"{t.person.in_english}'s timer is running."), "time", SEE, t.pk)
        for t in running
    ]


@open_end
def progress_without_time(job: JobSheet) -> list[End]:
    """Creatives who reported progress on the job and posted no time to it at all.

    Not day by day: a note in the morning sums up the day before, and a question that nags wrongly is soon waved through.
    """
    worked = set(
        TimeEntry.objects.filter(sheet=job, is_replaced=False, minutes__gt=0).values_list("person_id", flat=True)
    )
    return [
        End(
            T(
                f"{person.name}报过进度 {percent}%，没有记工时。",
                f"{person.in_english} reported {percent}% and posted no time.",
            ),
            "time", SEE,
        )
        for person, percent in progressed(job).items()
        if person.pk not in worked
    ]  # fmt: skip


def progressed(job: JobSheet) -> dict[Any, int]:
    """How far each creative said to have come on a job; those who only waited are left out."""
    found: dict[Any, int] = {}
    for note in ProgressNote.objects.filter(sheet=job, percent__gt=0).select_related("person").order_by("at", "pk"):
        if note.person.is_creative:
            found[note.person] = max(found.get(note.person, 0), note.percent)
    return found
