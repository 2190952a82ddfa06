"""Clients on the web: the list, the card, its forms, pickers and the contact sheet."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from aedesk.desk.action import ACTIONS
from aedesk.desk.clients import inputs, queries, rights, terms
from aedesk.desk.clients.carding import twins
from aedesk.desk.clients.models import Client
from aedesk.desk.contactlog.models import ContactNote
from aedesk.desk.intake import sheets
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.jobsheets.queries import OPEN
from aedesk.desk.people.models import Person
from aedesk.desk.projects import terms as project_terms
from aedesk.desk.projects.models import Project
from aedesk.desk.receipts.queries import receipts_of, standing
from aedesk.desk.receipts.terms import STANDINGS
from aedesk.kit import clock
from aedesk.kit.text import T

from ...screen import screen, show

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = (
    T("代号", "Code"),
    T("简称", "Short name"),
    T("全称", "Full name"),
    T("分类", "Class"),
    T("合作方式", "Type of work"),
    T("状态", "Status"),
    T("行业", "Industry"),
    T("统一社会信用代码", "Credit code"),
    T("联系人", "Contacts"),
    T("进行中项目", "Running projects"),
    T("进行中工作单", "Open job sheets"),
)


def person_of(request: HttpRequest) -> Person:
    """Who asks; the screen has let nobody in who is not signed in."""
    return cast(Person, request.user)


def asked_for(request: HttpRequest) -> Any:
    names = ("q", "grade", "kind", "status", "sort")
    return queries.clients(request.user, **{name: request.GET.get(name, "") for name in names})


@screen("clients/", "clients")
def client_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(asked_for(request), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "clients/list.html",
        nav="clients",
        page=page,
        asked=request.GET,
        terms=terms,
        keeps=person_of(request).role in rights.EXPORTERS,
    )


@screen("clients/export/", "clients_export", roles=rights.EXPORTERS)
def client_export(request: HttpRequest) -> HttpResponse:
    rows = (
        [
            c.code,
            c.short_name,
            c.name,
            str(terms.GRADES[c.grade]),
            str(terms.CLIENT_KINDS[c.kind]),
            str(terms.CLIENT_STATUSES[c.status]),
            c.industry,
            c.credit_code,
            c.contact_count,
            c.project_count,
            c.job_count,
        ]
        for c in asked_for(request)
    )
    content = sheets.write(str(T("客户", "Clients")), [str(text) for text in HEADER], rows)
    return attachment(content, f"{clock.today():%y%m%d}{T('客户', ' clients')}.xlsx", XLSX)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to save under a name in any script (RFC 6266)."""
    from django.utils.http import content_disposition_header

    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def choices(request: HttpRequest, items: list[tuple[int, str, str]]) -> HttpResponse:
    """A picker's answer: an HTML fragment for the page's own script, else JSON."""
    if request.headers.get("HX-Request"):
        return show(request, "parts/options.html", items=items)
    return JsonResponse({"items": [{"id": pk, "name": name, "note": note} for pk, name, note in items]})


@screen("clients/find/", "clients_find")
def client_find(request: HttpRequest) -> HttpResponse:
    return choices(request, queries.find_clients(request.user, request.GET.get("q", "")))


@screen("clients/twins/", "clients_twins", roles=rights.EXPORTERS, part_of="/clients/new/")
def client_twins(request: HttpRequest) -> HttpResponse:
    """Cards that look like the one being written, with links; asked while one types."""
    known = Client.objects.visible_to(request.user).filter(pk=request.GET.get("is") or 0).first()
    names = {name: request.GET.get(name, "") for name in ("name", "credit_code")}
    return show(request, "clients/_twins.html", twins=twins(request.user, known, **names)[:5])


@screen("clients/new/", "client_new", roles=rights.EXPORTERS)
def client_new(request: HttpRequest) -> HttpResponse:
    return form(request, "client.add", None, request.GET.dict())


@screen("clients/<int:pk>/edit/", "client_edit", roles=rights.EXPORTERS, about="Client")
def client_edit(request: HttpRequest, it: Client) -> HttpResponse:
    if it.status == "merged":
        return redirect("client", pk=it.pk)
    return form(request, "client.edit", it, {f.name: getattr(it, f.name) for f in inputs.CLIENT})


def form(request: HttpRequest, code: str, it: Client | None, values: dict[str, Any]) -> HttpResponse:
    fields = {f.name: f for f in ACTIONS[code].fields}
    return show(request, "clients/form.html", nav="clients", it=it, code=code, fields=fields, values=values)


@screen("clients/<int:pk>/", "client", about="Client")
def client_card(request: HttpRequest, it: Client) -> HttpResponse:
    me = person_of(request)
    if it.merged_into_id and me.may_see_client(it.merged_into_id):
        return redirect("client", pk=it.merged_into_id)
    same = twins(me, it, name=it.name, credit_code=it.credit_code)
    return show(
        request,
        "clients/page.html",
        nav="clients",
        it=it,
        terms=terms,
        project_terms=project_terms,
        contacts=queries.contacts(me, it),
        team=queries.team(it),
        twins=same if it.status != "merged" else (),
        walls=queries.walls(it) if rights.is_lead(me) else (),
        absorbed=[one for one in Client.objects.filter(merged_into=it, status="merged") if one.moved]
        if rights.is_lead(me)
        else (),
        projects=Project.objects.visible_to(me).filter(client=it).select_related("ae").order_by("code"),
        notes=ContactNote.objects.visible_to(me)
        .filter(client=it)
        .select_related("person", "contact")
        .order_by("-ended_at")[:6],
        job_count=JobSheet.objects.visible_to(me).filter(client=it, state__in=OPEN).count(),
        standing=standing(me, client=it),
        standings=STANDINGS,
        receipts=receipts_of(it),
        keeps=me.role in rights.EXPORTERS,
        leads=rights.is_lead(me),
        may_wall=me.role in ("account_director", "general_manager"),
    )
