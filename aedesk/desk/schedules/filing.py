"""Schedules are filed, a brand client's signed by both sides, and then in force (SCH-04, SCH-06)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.schedule_rules import MONTH_SCHEDULE, month_due_day

from ..action import Act, action
from ..duties import rows as duties
from ..duties.figures import calendar
from ..errors import InvalidInput, WrongState
from ..facts import fact
from ..fields import Field
from ..finding import Words, findable, index
from ..people.models import Person
from . import terms
from .dates import month_of, next_month
from .lines import in_house
from .models import Schedule, ScheduleLine, ScheduleSign, name_of

GONE = Q(state="withdrawn") | Q(sheet__state="cancelled")  # lines that stand on no schedule


def falls_in(line: ScheduleLine, month: date | None) -> bool:
    """Whether a line belongs to a schedule: each does to the whole one, and to every month that its bar touches."""
    if month is None:
        return True
    begins, ends = (month_of(clock.shanghai(at).date()) for at in (line.begins_at, line.ends_at))
    return begins <= month <= ends


def lines_of(schedule: Schedule) -> list[ScheduleLine]:
    """The lines that stand on a schedule, soonest first."""
    rows = ScheduleLine.objects.filter(project_id=schedule.project_id).exclude(GONE)
    return [
        line for line in rows.select_related("doer", "sheet").order_by("due_at", "pk") if falls_in(line, schedule.month)
    ]


def on_paper(lines: Iterable[ScheduleLine]) -> list[ScheduleLine]:
    """Those the client sees: accepted ones that have a time for him, by that time; what is due inside stays inside."""
    shown = [(one.client_at, one.pk, one) for one in lines if one.state in terms.SHOWN and one.client_at is not None]
    return [one for _at, _pk, one in sorted(shown, key=lambda row: row[:2])]


def said_by(lines: Iterable[ScheduleLine]) -> list[list[Any]]:
    """What the client's copy says: items by their line, what he is to give, and the dates between us."""
    return [
        [one.pk, one.what, one.needs, *(str(getattr(one, name) or "") for name in CLIENT_DATES)]
        for one in on_paper(lines)
    ]


def content_hash(lines: Iterable[ScheduleLine]) -> str:
    """sha256 of what the client's copy says."""
    return hashlib.sha256(json.dumps(said_by(lines), ensure_ascii=False).encode()).hexdigest()


CLIENT_DATES = ("start_at", "client_at", "feedback_at", "revision_at", "final_at", "output_at")


def live_signs(schedule: Schedule, lines: list[ScheduleLine] | None = None) -> dict[str, ScheduleSign]:
    """The signatures that stand, by side: a change of what was signed takes their force, until the month is over."""
    found = {one.side: one for one in schedule.signs.all() if one.void_at is None}
    if not found or is_over(schedule):
        return found
    said = content_hash(lines_of(schedule) if lines is None else lines)
    return {side: one for side, one in found.items() if one.content_hash == said}


def is_over(schedule: Schedule) -> bool:
    """Whether the month of a schedule has passed: then it stays as it was signed."""
    return schedule.month is not None and next_month(schedule.month) <= clock.today()


def standing(schedule: Schedule, lines: list[ScheduleLine] | None = None) -> str:
    """The state as it stands now; a brand client's that changed after signing waits for both again (SCH-06)."""
    if not schedule.client.needs_both_signatures:
        return "in_force"
    signed = live_signs(schedule, lines)
    return "sign_ours" if "ours" not in signed else "sign_client" if "client" not in signed else "in_force"


@fact("schedule_signer")
def signer(act: Any) -> Any:
    """Who signs for the agency: the account director."""
    return Person.objects.filter(is_active=True, role="account_director").order_by("pk").first()


NOTE = Field(
    "note",
    T("说明", "Note"),
    longest=200,
    help=T("这段时间没有安排时，写明为什么。", "Where nothing is planned, say why."),
)


@action(
    "schedule.file", "交工作时间表", "File the schedule", who=in_house,
    fields=(
        Field("project", T("项目", "Project"), "ref", True, model="Project"),
        Field("kind", T("哪种表", "Which schedule"), "choice", True, choices=terms.KINDS, default="month"),
        Field("month", T("月份（填当月任一天）", "Month (any day of it)"), "date"),
        NOTE,
    ),
)  # fmt: skip
def file(act: Act) -> Schedule:
    """File a schedule, or file it again after changes; a brand client's then waits for both signatures."""
    given, project = act.values, act.values["project"]
    if project.state == "ended":
        raise WrongState(T("项目已经结束。", "The project has ended."))
    month = month_given(given["kind"], given["month"])
    paper = Schedule.objects.filter(project=project, kind=given["kind"], month=month).first()
    paper = put(act, paper, month)
    lines = lines_of(paper)
    if not lines and len(paper.note) < 5:
        raise InvalidInput(
            {
                "note": T(
                    "这段时间一条也没有排：先排，或写明为什么（至少 5 个字）。",
                    "Nothing is planned for it: plan, or say why in five characters or more.",
                )
            }
        )
    end_month(act, paper)
    index(paper)
    return paper


def month_given(kind: str, month: date | None) -> date | None:
    """The first day of the month that is filed; none for the whole project. Raises InvalidInput without one."""
    if kind == "total":
        return None
    if month is None:
        raise InvalidInput({"month": T("月工作时间表要写明哪个月。", "A monthly schedule names its month.")})
    return month_of(month)


def put(act: Act, paper: Schedule | None, month: date | None) -> Schedule:
    """The schedule as filed now: a new one, or the next edition, whose earlier signatures are void."""
    project, note = act.values["project"], act.values["note"]
    brand = project.client.needs_both_signatures
    values: dict[str, Any] = {"state": "sign_ours" if brand else "in_force", "filed_at": act.now, "filed_by": act.person,
                              "note": note, "in_force_at": None if brand else act.now}  # fmt: skip
    if paper is None:
        about = {"client": project.client, "project": project, "kind": act.values["kind"], "month": month}
        paper = act.make(Schedule, **about, **values)
    else:
        void_signs(act, paper)
        act.set(paper, **values, edition=paper.edition + 1)
    name, edition = name_of(paper.kind, paper.month), f"（第 {paper.edition} 版）" if paper.edition > 1 else ""
    act.says = T(
        f"交{project.code} {name.zh}{edition}",
        f"{project.code} {name.en} filed" + (f" (edition {paper.edition})" if edition else ""),
    )
    return paper


def void_signs(act: Act, paper: Schedule) -> None:
    for sign in paper.signs.filter(void_at=None):
        act.set(sign, void_at=act.now)


def end_month(act: Act, paper: Schedule) -> None:
    """The rhythm is about the project, so filing one month ends that month's beat only."""
    if paper.month is not None:
        duties._close(
            duties.open_about(paper.project).filter(rule=MONTH_SCHEDULE.code, key__startswith=beat_key(paper)),
            "done",
            act.person,
            act.now,
        )


def beat_key(paper: Schedule) -> str:
    """How the keys of the month's beat begin."""
    assert paper.month is not None
    return f"{MONTH_SCHEDULE.code}:{month_due_day(paper.month, calendar())}:{paper.project_id}:"


@findable("Schedule", "client", "project")
def found_by(it: Schedule) -> Words:
    """A schedule by its project, month and client."""
    month = f"{it.month:%Y-%m} {it.month.year}年{it.month.month}月 {it.month.month}月" if it.month else "总工作时间表"
    return Words(str(it), str(it.client), f"{it.project.code} {month} 时间表 排期", "", it.filed_at)
