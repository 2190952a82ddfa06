"""Where jobs of a kind have slipped or come back before: hints while the next one is scheduled (ROL-06)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.apps import apps
from django.db.models.functions import Coalesce

from aedesk.kit import clock
from aedesk.kit.text import T

from ..duties.figures import calendar
from ..jobsheets.terms import JOB_TYPES
from . import terms
from .models import ScheduleLine

LOOKED_BACK = timedelta(days=365)
ENOUGH = 3  # fewer cases say nothing
MOST = 400  # the newest are the ones that count
LATE_FROM, RETURNED_FROM = 0.5, 20  # working days, percent
STAGE_OF = {"proof": "check"}  # the stage whose returns belong to a step; else the same word


@dataclass(frozen=True, slots=True)
class Risk:
    """One step of one kind of job: median slip in working days (halves), returns in percent, and how many jobs."""

    step: str
    slip: float
    returned: int
    jobs: int

    @property
    def is_worth_a_word(self) -> bool:
        return self.jobs >= ENOUGH and (self.slip >= LATE_FROM or self.returned >= RETURNED_FROM)

    @property
    def says(self) -> T:
        """打样 历史中位延误 1.5天，退回率 30%"""
        name, days = terms.STEPS[self.step], f"{self.slip:g}"
        zh = [f"历史中位延误 {days}天"] * (self.slip >= LATE_FROM) + [f"退回率 {self.returned}%"] * (self.returned > 0)
        en = [f"median slip {days} days"] * (self.slip >= LATE_FROM) + [f"{self.returned}% returned"] * (
            self.returned > 0
        )
        return T(f"{name.zh} {'，'.join(zh)}", f"{name.en}: {', '.join(en)}")


def risks(job_type: str) -> list[Risk]:
    """What the last twelve months say of a kind of job, step by step."""
    since = clock.now() - LOOKED_BACK
    slips = _slips(job_type, since)
    back = _returns(job_type, since)
    return [
        Risk(step, _halves(median(days)), back.get(STAGE_OF.get(step, step), 0), len(days))
        for step, days in slips.items()
    ]


def hints(job_type: str) -> list[Risk]:
    """The risks worth a word, the worst first."""
    found = [one for one in risks(job_type) if one.is_worth_a_word]
    return sorted(found, key=lambda one: (-one.slip, -one.returned))


def type_of(thing: Any) -> str:
    """The job type of a sheet; of a request what its title says, "" where it says nothing."""
    if hasattr(thing, "job_type"):
        return str(thing.job_type)
    found = [code for code, name in JOB_TYPES.items() if name.zh in thing.title]
    return max(found, key=lambda code: len(JOB_TYPES[code].zh), default="")


def _slips(job_type: str, since: datetime) -> dict[str, list[float]]:
    rows = ScheduleLine.objects.filter(sheet__job_type=job_type, state="delivered", changed_at__gte=since)
    wanted = Coalesce("first_due_at", "due_at")
    found: dict[str, list[float]] = defaultdict(list)
    for step, due_at, done_at in rows.order_by("-changed_at").values_list("step", wanted, "changed_at")[:MOST]:
        found[step].append(workdays_late(due_at, done_at))
    return found


def workdays_late(due_at: datetime, done_at: datetime) -> float:
    """Working days between a due time and a later delivery; 0 where it was kept."""
    days = calendar()
    hours = days.hours
    morning = _minutes(hours.morning_from, hours.morning_until)
    whole = morning + _minutes(hours.afternoon_from, hours.afternoon_until)
    return days.working_minutes_between(due_at, done_at) / whole


def _minutes(begin: Any, end: Any) -> int:
    return int((end.hour - begin.hour) * 60 + end.minute - begin.minute)


def _halves(days: float) -> float:
    return round(days * 2) / 2


def _returns(job_type: str, since: datetime) -> dict[str, int]:
    """Percent of answers that sent the work back, by stage: hand-overs and signs under versions."""
    handed = _rows("HandOver", "from_stage", "state", sheet__job_type=job_type, answered_at__gte=since)
    signed = _rows("StageSign", "stage", "decision", attachment__sheet__job_type=job_type, at__gte=since)
    answers: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for stage, answer in (*handed, *signed):
        answers[stage] += answer in ("accepted", "returned")
        back[stage] += answer == "returned"
    return {stage: round(100 * back[stage] / count) for stage, count in answers.items() if count}


def _rows(model: str, stage: str, answer: str, **only: Any) -> Iterable[tuple[str, str]]:
    # By name: signs stand above schedules.
    return apps.get_model("desk", model)._default_manager.filter(**only).values_list(stage, answer)[: MOST * 4]
