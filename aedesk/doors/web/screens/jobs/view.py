"""Job sheets on the web: the list, the job page, the brief and change sheets."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS, fill
from aedesk.desk.errors import InvalidInput, Unknown
from aedesk.desk.jobsheets import inputs, queries, terms
from aedesk.desk.jobsheets.briefs import CreativeBrief, quality
from aedesk.desk.jobsheets.changing import changed_lines
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.jobsheets.state import touched_signs
from aedesk.desk.jobsheets.writing import plain_rows
from aedesk.desk.projects.queries import choices
from aedesk.rulebook.papers import CREATIVE_BRIEF

from ...screen import screen, show
from ..act.view import gather
from .changed import differences
from .context import doers, job_context

PER_PAGE = 80


@screen("jobs/", "jobs")
def job_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    tab, mine = asked.get("tab", "open"), asked.get("mine") == "on"
    rows = queries.jobs(
        request.user,  # type: ignore[arg-type]
        tab=tab,
        q=asked.get("q", ""),
        mine=mine,
        project=asked.get("project", ""),
        sort=asked.get("sort", "new"),
    )
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    return show(
        request,
        "jobs/list.html",
        nav="jobs",
        page=page,
        tab=tab,
        tabs=queries.TABS,
        client_has=queries.client_has,
        terms=terms,
        projects=choices(request.user, ended=True),
        asked=asked,
    )


@screen("jobs/<int:pk>/", "job", about="JobSheet", read=queries.page)
def job_page(request: HttpRequest, it: JobSheet) -> HttpResponse:
    return show(request, "jobs/page.html", nav="jobs", **job_context(it, request.user))


@screen("jobs/<int:pk>/brief/", "job_brief", about="JobSheet")
def job_brief(request: HttpRequest, it: JobSheet) -> HttpResponse:
    brief = (
        CreativeBrief.objects.visible_to(request.user).filter(sheet=it).prefetch_related("signatures__person").first()
    )
    if brief is None and (hasattr(it, "brief") or request.user.is_creative):  # type: ignore[union-attr]
        raise Unknown  # there is one, but it is not for this person yet (JOB-14)
    said, needed = CREATIVE_BRIEF.counted(brief) if brief else (0, len(CREATIVE_BRIEF.items))
    missing = CREATIVE_BRIEF.missing(brief) if brief else CREATIVE_BRIEF.items
    return show(
        request, "jobs/brief.html", nav="jobs", job=it, brief=brief, fields=inputs.BRIEF, terms=terms,
        quality=quality(brief) if brief else None, said=said, needed=needed, missing=[(item.label, f"#f-{item.field}") for item in missing],
        may_write=it.state in ("draft", "returned", "submitted") and writes_brief(request.user),
        ratings=brief.ratings.select_related("person").order_by("at") if brief else (),
    )  # fmt: skip


def writes_brief(person: Any) -> bool:
    return person.discipline in ("account", "strategy", "management")


@screen("jobs/<int:pk>/change/", "job_change", about="JobSheet")
def job_change(request: HttpRequest, it: JobSheet) -> HttpResponse:
    return show(
        request, "jobs/change.html", nav="jobs", job=it, rows=plain_rows(it), fields={f.name: f for f in inputs.CHANGEABLE},
        options=doers(it), terms=terms,
    )  # fmt: skip


PREVIEW = "jobs/<int:pk>/change/preview/"


@screen(PREVIEW, "job_change_preview", about="JobSheet", methods=("GET", "POST"), part_of="/jobs/{pk}/change/")
def job_change_preview(request: HttpRequest, it: JobSheet) -> HttpResponse:
    """What a change sheet would say as the form stands, and who would sign again; nothing is written."""
    spec = ACTIONS["changesheet.write"]
    try:
        values = fill(spec, gather(spec, request.POST), request.user)
    except InvalidInput:
        values = {}
    lines = changed_lines(it, {name: value for name, value in values.items() if name != "reason"})
    signs = touched_signs(it, {line["field"] for line in lines}) if lines else []
    named = [f"{terms.SIGNS[sign]} {it.doer_of(sign) or ''}".strip() for sign in signs]
    return show(request, "jobs/_will_change.html", will=differences(lines, request.user), signs=named)
