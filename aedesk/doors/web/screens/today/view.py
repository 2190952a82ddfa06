"""Today, the first page of everybody: the day's lines, what one waits for, and the morning list put in order."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from aedesk.desk.projects.models import Project
from aedesk.desk.schedules.dates import next_month
from aedesk.desk.worklog.queries import running_timer
from aedesk.kit import clock
from aedesk.reports.today import today
from aedesk.reports.today.lines import Done, Line, Tap, Today
from aedesk.reports.today.taps import CORRECTIONS

from ...links import address
from ...screen import screen, show

HERE = "/"
MOST, FEW, EVERY = 10, 6, 10_000  # what is drawn of each part before one asks for all of it: the first come first
WAYS = {
    "sheet": "/jobs/{job}/sheet/", "job": "/jobs/{job}/", "brief": "/jobs/{job}/brief/", "version": "/artwork/{pk}/", "delivery": "/deliveries/{pk}/",
    "receipt": "/receipts/{pk}/", "open_sheet": "/jobs/new/?request={pk}", "open_sheet_for": "/jobs/new/?project={pk}",
    "handover": "/projects/{project}/#handover", "profile": "/settings/", "people": "/people/",
    "calendar": "/settings/calendar/?year={pk}", "contact": "/contacts/{pk}/",
    "log_prep": "/log/new/?prep={pk}", "see_prep": "/log/prep/{pk}/",
    "feedback": "/feedback/{pk}/", "relay": "/feedback/relays/{pk}/",
    "schedule": "/schedules/{pk}/", "plan": "/plan/?project={project}",
}  # fmt: skip
FILLED_IN = {"call": "/log/new/?", "prep": "/log/prep/new/?", "call_milestone": "/log/new/?"}


@screen("", "today")
def page(request: HttpRequest) -> HttpResponse:
    return show(request, "today/page.html", **context(request))


@screen("today/list/", "today_list", part_of="/")
def fragment(request: HttpRequest) -> HttpResponse:
    """The lines alone: what the page reads again when something changed."""
    return show(request, "today/_day.html", **context(request))


@screen("today/order/", "today_order")
def order(request: HttpRequest) -> HttpResponse:
    """The morning list: put in order, given times, confirmed (RHY-01)."""
    return show(request, "today/order.html", **context(request))


def context(request: HttpRequest) -> dict[str, Any]:
    it, all_ = today(request.user), request.GET.get("all") == "on"
    return {
        "it": it, "nav": "today", "nav_counts": {"today": it.late} if it.late else {}, "href": href, "title_href": title_href,
        "done_href": done_href, "undo": undo, "running_timer": running_timer(request.user), "now": it.now,
        "most": EVERY if all_ else MOST, "few": EVERY if all_ else FEW, "begins": begins(it),
    }  # fmt: skip


def begins(it: Today) -> bool:
    """Whether an agency of one's own has not begun yet, before those who set it up: there is no project."""
    return it.is_calm and it.person.role in ("general_manager", "admin") and not Project.objects.exists()


def href(tap: Tap, line: Line) -> str:
    """Where a button leads: the form of its act, or its page with what is known filled in."""
    if tap.kind != "page":
        return f"/do/{tap.code}/" + (f"{tap.pk}/" if tap.pk else "") + f"?next={HERE}"
    if tap.code in FILLED_IN:
        return FILLED_IN[tap.code] + asked(known(tap, line))
    if tap.code == "plan_next":
        month = next_month(clock.shanghai(line.due_at or clock.now()).date())
        return "/plan/?" + asked({"project": line.place.project_id, "month": f"{month:%Y-%m}"})
    return WAYS[tap.code].format(pk=tap.pk, job=line.place.job_id or tap.pk, project=line.place.project_id)


def known(tap: Tap, line: Line) -> dict[str, Any]:
    """What a form about a line begins with."""
    about = {"client": line.place.client_id, "project": line.place.project_id, "subject": line.title}
    if tap.code == "call_milestone":
        return about | {"milestone": tap.pk, "opens_request": "on", "request_title": line.title}
    return about | ({"is_monday_call": "on"} if line.rule == "monday_call" else {})


def asked(values: dict[str, Any]) -> str:
    """A query string of what is known."""
    return urlencode({name: value for name, value in values.items() if value})


def title_href(line: Line) -> str:
    """The page of what a line is about: its job, else the thing itself, else its project."""
    if line.place.job_id:
        return address("jobsheet", line.place.job_id)
    own = address(line.noun, line.pk)
    return own or address("project", line.place.project_id) or address("client", line.place.client_id)


def done_href(done: Done) -> str:
    return address(*done.href)


def undo(tap: Tap) -> str:
    """The address that corrects a button pressed by mistake, or ""."""
    code = CORRECTIONS.get(tap.code)
    return f"/do/{code}/{tap.pk}/" if code and tap.pk else ""
