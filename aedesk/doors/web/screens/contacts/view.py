"""Contacts on the web: the card, its form, import in two steps, export, pickers."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from aedesk.desk.action import ACTIONS
from aedesk.desk.clients import book, cards, erasing, importing, inputs, queries, rights, terms, vcards
from aedesk.desk.clients.models import Client, Contact
from aedesk.desk.contactlog.models import ContactNote
from aedesk.desk.errors import Unknown
from aedesk.desk.fields import Field
from aedesk.desk.intake import sheets
from aedesk.desk.projects.models import Project
from aedesk.kit import clock
from aedesk.kit.text import LANGUAGES, T

from ...screen import screen, show
from ..clients.view import XLSX, attachment, choices, person_of
from ..intake.steps import Steps, run

PER_PAGE = 50


@screen("contacts/find/", "contacts_find")
def contact_find(request: HttpRequest) -> HttpResponse:
    return choices(
        request, queries.find_contacts(request.user, request.GET.get("q", ""), request.GET.get("client", ""))
    )


def asked_of(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("q", "client", "role", "senior", "show", "sort")}


@screen("contacts/", "contacts")
def contact_list(request: HttpRequest) -> HttpResponse:
    """The people of all the clients one may know of."""
    me, asked = person_of(request), asked_of(request)
    page = Paginator(book.book(me, asked), PER_PAGE).get_page(request.GET.get("page"))
    keeps = me.role in rights.EXPORTERS
    return show(
        request, "contacts/list.html", nav="contacts", page=page, asked=asked, terms=terms, keeps=keeps,
        clients=[(str(one.pk), str(one)) for one in book.clients_in(me)], shows=book.shows_for(me), sorts=book.sorts_for(me),
        overdue=book.overdue_count(me) if keeps else 0,
        with_birthdays=rights.reads_preferences(me) and "birthday" in asked["show"] + asked["sort"],
    )  # fmt: skip


@screen("contacts/new/", "contact_new", roles=rights.EXPORTERS)
def contact_new(request: HttpRequest) -> HttpResponse:
    return form(request, "contact.add", None, request.GET.dict())


@screen("contacts/<int:pk>/edit/", "contact_edit", roles=rights.EXPORTERS, about="Contact")
def contact_edit(request: HttpRequest, it: Contact) -> HttpResponse:
    return form(request, "contact.edit", it, {f.name: getattr(it, f.name) for f in inputs.CONTACT})


def form(request: HttpRequest, code: str, it: Contact | None, values: dict[str, Any]) -> HttpResponse:
    fields = {f.name: f for f in ACTIONS[code].fields}
    client = it.client if it else None
    return show(
        request,
        "contacts/form.html",
        nav="contacts",
        it=it,
        client=client,
        code=code,
        fields=fields,
        values=values,
    )


@screen("contacts/<int:pk>/", "contact", about="Contact")
def contact_card(request: HttpRequest, it: Contact) -> HttpResponse:
    notes = ContactNote.objects.visible_to(request.user).filter(contact=it).select_related("person")
    return show(
        request,
        "contacts/page.html",
        nav="contacts",
        it=it,
        terms=terms,
        languages=LANGUAGES,
        notes=notes.order_by("-ended_at")[:8],
        keeps=person_of(request).role in rights.EXPORTERS,
        reads_notes=rights.reads_notes(request.user),
        reads_preferences=rights.reads_preferences(request.user),
    )


@screen("contacts/export/<str:kind>/", "contacts_export", roles=rights.EXPORTERS)
def contact_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Contacts as xlsx or vCard: those the list shows, of one client, or of a project's (FIL-08)."""
    client = client_asked(request)
    asked = asked_of(request) | {"client": str(client.pk) if client else ""}
    rows = book.book(request.user, asked).order_by("client__code", "company", "-is_senior", "pk")
    name = f"{clock.today():%y%m%d}{client or ''}{T('联系清单', ' contacts')}"
    if kind == "vcf":
        return attachment(vcards.write(queries.as_cards(rows)), f"{name}.vcf", "text/vcard; charset=utf-8")
    if kind != "xlsx":
        raise Unknown
    content = sheets.write(
        str(T("联系清单", "Contacts")), [str(text) for text in queries.SHEET_HEADER], queries.sheet_rows(rows)
    )
    return attachment(content, f"{name}.xlsx", XLSX)


ERASERS = frozenset({"ae", *rights.LEADS})


@screen("contacts/<int:pk>/erase/", "contact_erase", roles=ERASERS, about="Contact")
def contact_erase(request: HttpRequest, it: Contact) -> HttpResponse:
    """What goes and what stays, before /do/contact.erase/ does it."""
    if it.erased_at is not None:
        return redirect("contact", pk=it.pk)
    words = erasing.words_of(it)
    places = sum(len(changed) for _, changed, stays in erasing.named_rows(it, words) if not stays)
    return show(
        request, "contacts/erase.html", nav="contacts", it=it, places=places, kept=erasing.kept(it),
        shared=it.name not in words, fields={one.name: one for one in ACTIONS["contact.erase"].fields},
    )  # fmt: skip


@screen("contacts/<int:pk>/data/", "contact_data", roles=rights.EXPORTERS, about="Contact")
def contact_data(request: HttpRequest, it: Contact) -> HttpResponse:
    """All that is kept about one person, to hand over at their request; restricted notes for those who may read them."""
    kept = [(str(one.label), told_of(it, one)) for one in inputs.CONTACT if one.name not in ("client", "reason")]
    if rights.reads_notes(request.user):
        kept.append((str(T("关系备注", "Restricted notes")), it.restricted_notes))
    talks = ContactNote.objects.visible_to(request.user).filter(contact=it).order_by("ended_at")
    kept += [
        (str(T("联络", "Talk")), f"{clock.shanghai(note.ended_at):%Y-%m-%d %H:%M} {note.subject}") for note in talks
    ]
    head = [str(T("项目", "Item")), str(T("我们保存的内容", "What we keep"))]
    name = f"{clock.today():%y%m%d}{it.name}{T('个人信息', ' personal data')}.xlsx"
    return attachment(sheets.write(str(T("个人信息", "Personal data")), head, kept), name, XLSX)


def told_of(it: Contact, one: Field) -> str:
    """A field of the card in words; empty where nothing is kept."""
    value = getattr(it, one.name, None)
    if one.kind == "bool":
        return str(T("是", "Yes") if value else T("否", "No"))
    return "" if value is None else str((one.choices or {}).get(value, value))


def client_asked(request: HttpRequest) -> Client | None:
    """The client of `?client=` or of `?project=`, behind the wall. Raises Unknown."""
    for name, rows in (("client", Client.objects), ("project", Project.objects.select_related("client"))):
        asked = request.GET.get(name, "")
        if asked:
            found = rows.visible_to(request.user).filter(pk=asked if asked.isdigit() and len(asked) < 19 else 0).first()
            if found is None:
                raise Unknown
            return found if isinstance(found, Client) else found.client
    return None


IMPORT = Steps(
    "contact.import", "/contacts/import/", "contacts", cards.INTAKE, importing.judged,
    accept=".xlsx,.csv,.vcf,.vcard", back=("/contacts/", T("联系人", "Contacts")),
    file_help=T(
        "xlsx 或 CSV（UTF-8、GB18030）的第一行是表头；或手机、微信导出的 vcf。最多 5 MB、2,000 行。",
        "An xlsx or CSV (UTF-8, GB18030) with a header row, or a vcf from a phone or WeChat. At most 5 MB and 2,000 rows.",
    ),
    asked=("client",), common=("source", "purpose", "consent_on"), about="client", then="/clients/{}/#contacts",
    repeats_say=T(
        "%s 行与已有联系人重复，已先勾为“不导入”。", "%s rows repeat contacts you have and are left out for now."
    ),
)  # fmt: skip


@screen("contacts/import/", "contact_import", roles=rights.EXPORTERS, methods=("GET", "POST"))
def contact_import(request: HttpRequest) -> HttpResponse:
    return run(request, IMPORT)
