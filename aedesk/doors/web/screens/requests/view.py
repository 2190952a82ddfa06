"""Requests on the web: those without a sheet first, and a request's own page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.contactlog import queries
from aedesk.desk.jobsheets import terms
from aedesk.desk.jobsheets.models import Request
from aedesk.desk.projects.queries import choices

from ...screen import screen, show
from ..worklog.around import request_around
from .next import next_of_request

PER_PAGE = 50


@screen("requests/", "requests")
def requests(request: HttpRequest) -> HttpResponse:
    asked = request.GET.dict()
    page = Paginator(queries.requests(request.user, asked), PER_PAGE).get_page(asked.get("page"))
    return show(
        request, "requests/list.html", nav="requests", page=page, asked=asked, state=asked.get("state") or "open",
        states=terms.REQUEST_STATES, clients=queries.clients(request.user),
    )  # fmt: skip


@screen("requests/new/", "request_new")
def request_new(request: HttpRequest) -> HttpResponse:
    return show(
        request, "requests/new.html", nav="requests", values=request.GET.dict(),
        projects=choices(request.user),
    )  # fmt: skip


@screen("requests/<int:pk>/", "request", about="Request")
def request_page(request: HttpRequest, it: Request) -> HttpResponse:
    it = Request.objects.select_related("client", "project__ae", "note", "ae").get(pk=it.pk)
    around, sheets = request_around(it, request.user), list(it.job_sheets.order_by("id"))
    return show(
        request, "requests/page.html", nav="requests", it=it, states=terms.REQUEST_STATES, sheet_states=terms.STATES,
        sheets=sheets, here=around["back"], next_step=next_of_request(it, request.user, around, sheets), **around,
    )  # fmt: skip
