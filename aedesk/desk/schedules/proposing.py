"""A first schedule: lines with sensible dates for what the project has to do already (SCH-04)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.schedule_rules import FIRST_DRAFT_FIRST
from aedesk.rulebook.timing import at_clock

from .. import who
from ..action import Act, action
from ..duties.figures import calendar, figures_of
from ..errors import WrongState
from ..fields import Field
from ..jobsheets.models import JobSheet, Request
from ..projects.models import Project, SalesMilestone
from . import terms
from .dates import backwards, proposed_dates
from .models import ScheduleLine

LEAD = 5  # working days to the client's time where nothing says how many
MOST = 40
STEP_OF = {"video": "video", "strategy": "strategy", "pitch": "strategy", "finished_artwork": "artwork"}


@action(
    "schedule.propose", "排出草案", "Draft the schedule", on="Project", who=who.either(who.window, who.role("traffic")),
    fields=(Field("doer", T("没写明的先排给谁", "For whom, where nobody is named"), "ref", model="Person"),),
)  # fmt: skip
def propose(act: Act) -> Project:
    """Plan a line for each open sheet, request and coming milestone that has none; nobody is asked yet."""
    project: Project = act.target
    known = (
        ScheduleLine.objects.filter(project=project)
        .exclude(state="withdrawn")
        .values_list("request_id", "sheet_id", "what")
    )
    requests, sheets, whats = (set(column) for column in zip(*known, strict=True)) if known else (set(), set(), set())
    doer = act.values["doer"] or first_doer(project) or act.person
    made = [
        *(_for_sheet(act, sheet, doer) for sheet in _sheets(project) if sheet.pk not in sheets),
        *(_for_request(act, one, doer) for one in _requests(project) if one.pk not in requests),
        *(_for_milestone(act, one, doer) for one in _milestones(project) if title_of(one) not in whats),
    ]  # fmt: skip
    if not any(made):
        raise WrongState(
            T(
                "没有可排的：没有未排的工作单、需求或节点。",
                "Nothing to plan: no sheet, request or milestone without a line.",
            )
        )
    count = sum(map(bool, made))
    act.says = T(f"排出草案：{count} 条", f"Schedule drafted: {count} lines")
    return project


def first_doer(project: Project) -> Any:
    """The project's first designer, copywriter or strategist."""
    rows = project.members.filter(person__is_active=True).select_related("person").order_by("-pk")
    members = {one.function: one.person for one in rows}  # the first named stays
    return next((members[name] for name in ("design", "copy", "strategy", "creative") if name in members), None)


def title_of(milestone: SalesMilestone) -> str:
    return f"{milestone.name}：{milestone.may_need.rstrip('?？')}".rstrip("：")[:120]


def _sheets(project: Project) -> list[JobSheet]:
    rows = JobSheet.objects.filter(project=project, state__in=("draft", "returned", "submitted", "issued"))
    return list(rows.select_related("designer", "copywriter").order_by("pk")[:MOST])


def _requests(project: Project) -> list[Request]:
    return list(Request.objects.filter(project=project, state="open").order_by("pk")[:MOST])


def _milestones(project: Project) -> list[SalesMilestone]:
    return list(project.milestones.filter(on__gt=clock.today()).exclude(answer="dismissed").order_by("on")[:MOST])


def _for_sheet(act: Act, sheet: JobSheet, doer: Any) -> ScheduleLine | None:
    who_does = sheet.designer or sheet.copywriter or doer
    step = STEP_OF.get(sheet.job_type, "design" if sheet.designer or not sheet.copywriter else "copy")
    dates = dates_for(act.now, sheet.client_due_at, sheet.draft_due_at)
    said = {"due_at": sheet.draft_due_at, "review_at": sheet.review_due_at, "output_at": sheet.output_due_at}
    own = {name: at for name, at in said.items() if at is not None} if sheet.draft_due_at else {}
    return _line(act, sheet.project, dates and _kept_in_order(dates | own), what=sheet.title, step=step, doer=who_does, sheet=sheet,
                 request=sheet.request, hours=sheet.estimated_hours)  # fmt: skip


def _kept_in_order(dates: dict[str, datetime]) -> dict[str, datetime]:
    """The dates without those that another one already overtakes."""
    found: dict[str, datetime] = {}
    for name in terms.DATES:
        if name in dates and all(at <= dates[name] for at in found.values()):
            found[name] = dates[name]
    return found if "due_at" in found else dates


def _for_request(act: Act, request: Request, doer: Any) -> ScheduleLine | None:
    return _line(
        act,
        request.project,
        dates_for(act.now, request.wanted_at),
        what=request.title,
        step="design",
        doer=doer,
        request=request,
    )


def _for_milestone(act: Act, milestone: SalesMilestone, doer: Any) -> ScheduleLine | None:
    """Backwards from the client's day: ready for output two working days before."""
    days = calendar()
    client_at = at_clock(days.add_workdays(milestone.on, -4), "18:00")
    return _line(
        act, milestone.project, dates_for(act.now, client_at), what=title_of(milestone), step="design", doer=doer
    )


def dates_for(now: datetime, client_at: datetime | None, due_at: datetime | None = None) -> dict[str, datetime]:
    """Dates forwards from now, or backwards from the client's time where that lies further ahead; {} where it is too late."""
    days, share = calendar(), _share(now)
    start = days.next_working_start(now)
    if client_at is None:
        client_at = at_clock(days.add_workdays(clock.shanghai(start).date(), LEAD), "18:00")
    start = max(start, backwards(client_at, LEAD + 1, days))
    try:
        return proposed_dates(start, client_at, days, share, due_at)
    except ValueError:
        return {}


def _share(now: datetime) -> int:
    return int(figures_of(FIRST_DRAFT_FIRST, clock.shanghai(now).date())["share"])


def _line(act: Act, project: Project, dates: dict[str, datetime] | None, **values: Any) -> ScheduleLine | None:
    if not dates:
        return None
    line: ScheduleLine = act.make(
        ScheduleLine, client_id=project.client_id, project=project, state="planned", **dates, **values
    )
    return line
