"""The staff directory and one person's page."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from aedesk.desk.clients.queries import industries
from aedesk.desk.duties.figures import agency
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.people import queries
from aedesk.desk.people.models import Person
from aedesk.desk.projects.models import Project, ProjectMember
from aedesk.kit import clock
from aedesk.rulebook.roles import FUNCTIONS

from ...screen import screen, show

PER_PAGE = 50
ADMINS = frozenset({"admin", "general_manager"})


@screen("people/", "people")
def directory(request: HttpRequest) -> HttpResponse:
    me, asked = cast(Person, request.user), request.GET
    rows = queries.directory(
        q=asked.get("q", ""), discipline=asked.get("discipline", ""), everyone=asked.get("all") == "1"
    )
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    keeps = me.role in ADMINS
    return show(
        request, "people/list.html", nav="settings", page=page, asked=asked, disciplines=queries.DISCIPLINES,
        empty=queries.empty_disciplines() if keeps else (), keeps=keeps, at=clock.now(),
        reading=queries.profile_duties(me, everyone=keeps),
    )  # fmt: skip


@screen("agency/", "agency")
def agency_page(request: HttpRequest) -> HttpResponse:
    """What we do, what it costs, whom we work for and who is who: a new account person confirms reading it (ROL-08)."""
    me = cast(Person, request.user)
    return show(
        request, "people/agency.html", nav="settings", agency=agency(), departments=queries.departments(),
        industries=industries(me), read_at=queries.profile_read_at(me) if me.discipline == "account" else None,
        duty=DutyRow.objects.filter(rule="read_profile", person=me, state=DutyRow.OPEN).first(), keeps=me.role in ADMINS,
    )  # fmt: skip


@screen("people/<int:pk>/", "person", about="Person")
def person_page(request: HttpRequest, it: Person) -> HttpResponse:
    """What to ask a person for, and the projects both work on: the rest stays behind the walls."""
    me = cast(Person, request.user)
    mine = Project.objects.visible_to(me).exclude(state="ended")
    rows = ProjectMember.objects.filter(person=it, project__in=mine).exclude(project__ae=it, function="ae")
    rows = rows.select_related("project__client")
    return show(
        request, "people/page.html", nav="settings", it=it, rows=rows.order_by("project__code"), functions=FUNCTIONS,
        led=mine.filter(ae=it).select_related("client").order_by("code"), keeps=me.role in ADMINS, at=clock.now(),
        read_at=queries.profile_read_at(it) if it.discipline == "account" else None,
    )  # fmt: skip


@screen("me/", "me")
def me_page(request: HttpRequest) -> HttpResponse:
    return redirect("person", pk=request.user.pk)
