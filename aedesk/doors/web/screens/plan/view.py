"""The schedule of all one sees: six weeks as bars, a calendar or a list; one line with its dates and what to tell."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.duties.figures import calendar
from aedesk.desk.fields import Bad, Field
from aedesk.desk.journal.queries import timeline
from aedesk.desk.people.models import Person
from aedesk.desk.projects.models import Project
from aedesk.desk.schedules import terms
from aedesk.desk.schedules.dates import buffer_left, first_draft_share, moved
from aedesk.desk.schedules.forclient import delay_notice
from aedesk.desk.schedules.load import findings, loads
from aedesk.desk.schedules.models import Schedule, ScheduleLine
from aedesk.desk.schedules.planned import plan_lines
from aedesk.desk.schedules.progress import progress_of
from aedesk.desk.schedules.proposing import dates_for
from aedesk.desk.schedules.queries import extensions_for
from aedesk.desk.who import is_window
from aedesk.kit import clock
from aedesk.kit.text import T

from ...screen import screen, show
from .window import Window, month_asked

VIEWS = {"bars": T("甘特图", "Bars"), "month": T("月历", "Calendar"), "list": T("清单", "List")}
PER_PAGE = 50
IN_A_DAY = 8  # chips shown in a day of the calendar before one asks for all of that day
LEADS = frozenset({"account_manager", "account_director", "general_manager", "traffic"})
FILTERS = ("client", "project", "doer")
SORTS = {
    "due": lambda line: (line.due_at, line.pk),
    "client_at": lambda line: (line.client_at or line.due_at, line.pk),
    "project": lambda line: (line.project.code, line.due_at),
    "doer": lambda line: (line.doer.initials, line.due_at),
}


def person_of(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@screen("plan/", "plan")
def page(request: HttpRequest) -> HttpResponse:
    me, asked = person_of(request), request.GET.dict()
    window, view = Window(month_asked(asked.get("month", ""))), asked.get("view", "bars")
    only = {name: int(asked[name]) for name in FILTERS if asked.get(name, "").isdigit()}
    asked = asked | {"open": asked.get("open", "1" if view == "list" else "")}
    lines = plan_lines(me, window.first, window.last, **only)
    lines = [
        line
        for line in lines
        if asked.get("q", "") in line.what and not (asked.get("open") and line.state == "delivered")
    ]
    loaded = loads(lines)
    context = shared(me, asked, window, lines, only) | {
        "loads": loaded, "findings": findings(lines, loaded), "view": view if view in VIEWS else "bars",
    }  # fmt: skip
    return show(request, "plan/page.html", **context, **VIEW.get(view, bars)(window, lines, request))


def shared(me: Person, asked: Any, window: Window, lines: list[ScheduleLine], only: dict[str, int]) -> dict[str, Any]:
    """What every view of the plan shows: filters, whose lines may be moved, how far the work is."""
    rows = Project.objects.visible_to(me).filter(state__in=("setup", "running"))
    projects = list(rows.select_related("client").prefetch_related("deputies").order_by("code")[:200])
    mine = {one.pk for one in projects if me.role in LEADS or is_window(me, one, clock.now())}
    chosen = next((one for one in projects if one.pk == only.get("project")), None)
    papers = Schedule.objects.visible_to(me).filter(project=chosen) if chosen else ()
    return {
        "nav": "plan", "window": window, "lines": lines, "asked": asked, "views": VIEWS, "terms": terms, "me": me,
        "projects": projects, "mine": mine, "chosen": chosen, "filtered": bool(only or asked.get("q") or asked.get("open")),
        "papers": {(one.kind, one.month): one for one in papers}, "progress": progress_of(lines),
        "choices": {
            "client": sorted({(one.client_id, str(one.client)) for one in projects}),
            "project": [(one.pk, str(one)) for one in projects],
            "doer": sorted({(line.doer_id, line.doer.name) for line in lines}),
        },
        "start": dates_for(clock.now(), None),
    }  # fmt: skip


def bars(window: Window, lines: list[ScheduleLine], request: HttpRequest) -> dict[str, Any]:
    """The lines as bars, project by project."""
    found = [bar for line in lines if (bar := window.bar(line)) is not None]
    found.sort(key=lambda bar: (bar.line.project.code, bar.line.begins_at, bar.line.pk))
    groups = groupby(found, key=lambda bar: bar.line.project)
    return {"groups": [(project, list(rows)) for project, rows in groups]}


def month(window: Window, lines: list[ScheduleLine], request: HttpRequest) -> dict[str, Any]:
    """The dates of the lines as chips, day by day; each can be carried to another day."""
    days: dict[Any, list[Any]] = {day.on: [] for day in window.days}
    for line in lines:
        for name, at in line.dates.items():
            on = clock.shanghai(at).date()
            if on in days and name != "start_at":
                days[on].append((line, name, at))
    for chips in days.values():
        chips.sort(key=lambda chip: (chip[2], chip[0].pk))
    return {"chips": days, "most": IN_A_DAY, "opened": opened(request.GET.get("day", ""), days)}


def opened(asked: str, days: dict[date, list[Any]]) -> date:
    """The day of which everything is shown, and which a phone opens: the one asked for, else today, else the first with a date."""
    filled = [f"{day}" for day in days if days[day]]
    known = {f"{day}": day for day in days}
    return next(known[one] for one in (asked, f"{clock.today()}", *filled, *known) if one in known)


def listed(window: Window, lines: list[ScheduleLine], request: HttpRequest) -> dict[str, Any]:
    lines = sorted(lines, key=SORTS.get(request.GET.get("sort", ""), SORTS["due"]))
    rows = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return {"rows": rows, "share": {line.pk: first_draft_share(line.dates, calendar()) for line in rows}}


VIEW = {"bars": bars, "month": month, "list": listed}
NEW_TIME = Field("at", T("新的时间", "New time"), "datetime")


@screen("plan/<int:pk>/", "plan_line", about="ScheduleLine")
def line_page(request: HttpRequest, it: ScheduleLine) -> HttpResponse:
    """One line: all its dates, who said what, and the words for a delay."""
    me, days = person_of(request), calendar()
    loaded = loads([it])
    new_at = when(request.GET.get("at", ""), me) or it.countered_at or moved(it.client_at or it.due_at, 1, days)
    contact = it.client.contacts.filter(is_active=True).order_by("-role", "pk").first()
    notice = delay_notice(it, new_at, request.GET.get("why", "")[:200], contact.name if contact else "")
    about = {"sheet": it.sheet} if it.sheet_id else {"request": it.request} if it.request_id else None
    return show(
        request, "plan/line.html", nav="plan", it=it, terms=terms, me=me, progress=progress_of([it])[it.pk],
        may=me.role in LEADS or is_window(me, it.project, clock.now()), share=first_draft_share(it.dates, days),
        buffer=buffer_left(it.dates, days), findings=findings([it], loaded), new_at=new_at, notice=notice,
        extensions=extensions_for(me, **about) if about else [],
        events=[as_event(one) for one in timeline(thing=it, most=20)],
    )  # fmt: skip


def as_event(one: Any) -> dict[str, Any]:
    return {"at": one.at, "who": one.who, "what": one.what, "seq": one.seq, "corrected": one.is_corrected}


def when(text: str, me: Person) -> Any:
    """A moment out of the address, or None where it cannot be read."""
    try:
        return NEW_TIME.read(text, me)
    except Bad:
        return None
