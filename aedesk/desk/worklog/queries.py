"""What can be asked of timers, time entries and progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, Sum

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.engine import judge

from ..action import ACTIONS, Act
from ..duties.figures import calendar
from ..jobsheets.models import JobSheet
from .models import ProgressNote, TimeEntry, Timer


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs, as the top bar shows it."""

    started_at: datetime
    job: str
    href: str
    sheet_id: int
    stop_code: str = "timer.stop"
    pk: None = None


def running_timer(person: Any) -> Running | None:
    """The person's running clock, or None."""
    rows = Timer.objects.filter(person=person).select_related("sheet")
    timer = next(iter(rows.only("started_at", "sheet__number", "sheet__title")), None)
    if timer is None:
        return None
    return Running(timer.started_at, str(timer.sheet), f"/jobs/{timer.sheet_id}/", timer.sheet_id)


@dataclass(frozen=True, slots=True)
class Work:
    """The work on one job as one person sees it; minutes whole."""

    running: Running | None
    timer: Running | None
    refusals: Sequence[Any]
    minutes: int
    mine: int
    by_person: list[tuple[T, int]]
    act: Any = None

    @property
    def is_mine(self) -> bool:
        return self.running is not None


def work_on(sheet: JobSheet, person: Any) -> Work:
    """Timer, what would refuse starting it, and the minutes by person; a fixed number of statements."""
    timer = running_timer(person)
    here = timer if timer is not None and timer.sheet_id == sheet.pk else None
    start = Act(ACTIONS["timer.start"], person, None, {"sheet": sheet}, clock.now())
    refusals = () if here else judge("timer.start", start)
    rows = TimeEntry.objects.filter(sheet=sheet, is_replaced=False).values_list(
        "person_id", "person__name", "person__name_en"
    )
    sums = list(rows.annotate(minutes=Sum("minutes")).order_by("-minutes"))
    return Work(
        here, timer, refusals, sum(row[3] for row in sums), sum(row[3] for row in sums if row[0] == person.pk),
        [(T(name, name_en or name), minutes) for _, name, name_en, minutes in sums], start,
    )  # fmt: skip


def time_on(sheet: JobSheet, person: Any, most: int = 30) -> list[TimeEntry]:
    """The newest entries of a job that stand."""
    rows = TimeEntry.objects.visible_to(person).filter(sheet=sheet, is_replaced=False)
    return list(rows.select_related("replaces").order_by("-id")[:most])


def progress_of(sheet: JobSheet, person: Any, most: int = 10) -> list[ProgressNote]:
    """The newest progress notes of a job."""
    rows = ProgressNote.objects.visible_to(person).filter(sheet=sheet)
    return list(rows.order_by("-at", "-id")[:most])


def is_stale(sheet: JobSheet, notes: Sequence[ProgressNote], now: datetime) -> bool:
    """未更新: no progress note for a whole working day on issued work (RHY-04)."""
    if not sheet.is_issued:
        return False
    last = notes[0].at if notes else sheet.issued_at
    return last is not None and calendar().next_workday(clock.shanghai(last).date()) < clock.shanghai(now).date()


@dataclass(slots=True)
class JobWeek:
    """One job's minutes on each of the seven days."""

    sheet: JobSheet
    days: list[int] = field(default_factory=lambda: [0] * 7)

    @property
    def minutes(self) -> int:
        return sum(self.days)


@dataclass(frozen=True, slots=True)
class Week:
    """A person's time of one week from its Monday; minutes whole."""

    monday: date
    days: list[date]
    jobs: list[JobWeek]
    entries: list[TimeEntry]

    @property
    def totals(self) -> list[int]:
        return [sum(job.days[n] for job in self.jobs) for n in range(7)]

    @property
    def minutes(self) -> int:
        return sum(self.totals)


def week_of(person: Any, day: date) -> Week:
    """One's own time of the week a day lies in, by day and job."""
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=n) for n in range(7)]
    rows = TimeEntry.objects.filter(person=person, on__range=(days[0], days[-1]), is_replaced=False)
    entries = list(rows.select_related("sheet", "sheet__project", "replaces").order_by("-on", "-id"))
    jobs: dict[int, JobWeek] = {}
    for entry in entries:
        jobs.setdefault(entry.sheet_id, JobWeek(entry.sheet)).days[(entry.on - monday).days] += entry.minutes
    return Week(monday, days, sorted(jobs.values(), key=lambda job: -job.minutes), entries)


def open_jobs(person: Any, most: int = 200) -> list[JobSheet]:
    """Issued jobs to post time to, one's own first."""
    rows = JobSheet.objects.visible_to(person).filter(state="issued")
    mine = Q(copywriter=person) | Q(designer=person) | Q(finished_artist=person) | Q(ae=person)
    own = list(rows.filter(mine).order_by("-id")[:most])
    others = list(rows.exclude(pk__in=[job.pk for job in own]).order_by("-id")[: most - len(own)])
    return own + others


def minutes_by_role(sheet: JobSheet) -> list[tuple[str, int]]:
    """Minutes of a job by role, the basis of its cost (QUO-09)."""
    rows = TimeEntry.objects.filter(sheet=sheet, is_replaced=False).values_list("person__role")
    return list(rows.annotate(minutes=Sum("minutes")).order_by("-minutes"))
