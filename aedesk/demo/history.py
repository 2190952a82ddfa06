"""All that happened before Wednesday 18 November 10:30 except the main week's own script."""

from __future__ import annotations

from aedesk.desk.duties.figures import calendar

from . import days, plans, talks
from .jobs import Job, all_jobs
from .lives import live
from .steps import Step


def steps() -> list[Step]:
    """The acts of ten weeks and of the days that follow, in their order; needs the agency's calendar."""
    assert calendar().known_years
    jobs: list[Job] = all_jobs()
    found = [step for job in jobs for step in live(job)]
    found += [
        *talks.steps(),
        *days.profile(),
        *days.lists(),
        *days.monday_calls(jobs),
        *days.hours(jobs),
        *plans.steps(),
    ]
    return sorted(found, key=lambda step: step.at)
