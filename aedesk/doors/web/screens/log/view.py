"""The contact log on the web: list, the fast form, notes, preparations, slips and escalations."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.clients.models import Client, Contact
from aedesk.desk.clients.terms import CHANNELS
from aedesk.desk.contactlog import inputs, queries, terms
from aedesk.desk.contactlog.models import CallPrep, ContactNote
from aedesk.desk.contactlog.preps import closed_hint, unanswered, uninvited_hint
from aedesk.desk.duties.figures import agency
from aedesk.desk.feedback.queries import about as feedback_about
from aedesk.kit import clock

from ...screen import screen, show

PER_PAGE = 50


def _client(request: HttpRequest, pk: Any) -> Client | None:
    return Client.objects.visible_to(request.user).filter(pk=pk).first() if str(pk or "").isdigit() else None


def _prep(request: HttpRequest) -> CallPrep | None:
    pk = request.GET.get("prep", "")
    rows = CallPrep.objects.visible_to(request.user).select_related("client", "contact", "project")
    return rows.filter(pk=pk).first() if pk.isdigit() else None


@screen("log/", "log")
def log(request: HttpRequest) -> HttpResponse:
    asked = request.GET.dict()
    page = Paginator(queries.notes(request.user, asked), PER_PAGE).get_page(asked.get("page"))
    return show(
        request, "log/list.html", nav="log", page=page, asked=asked, channels=CHANNELS,
        clients=queries.clients(request.user), people=queries.people(),
    )  # fmt: skip


@screen("log/new/", "note_new")
def note_new(request: HttpRequest) -> HttpResponse:
    prep = _prep(request)
    client = prep.client if prep else _client(request, request.GET.get("client"))
    values: dict[str, Any] = {"ended_at": clock.now(), "channel": "phone"} | request.GET.dict()
    if prep is not None:
        names = ("project_id", "contact_id", "channel", "is_monday_call")
        values |= {name.removesuffix("_id"): getattr(prep, name) for name in names} | {"prep": prep.pk}
    asked_for = [{"what": q["text"]} for q in (prep.questions if prep else []) if q.get("kind") == "probing"]
    return show(
        request, "log/new.html", nav="log", values=values, inputs=inputs, promises=asked_for, cards=_cards(),
        channels=CHANNELS, clients=queries.clients(request.user), people=queries.people(),
        **senior_of(request, values.get("contact")), **queries.around(request.user, client),
    )  # fmt: skip


@screen("log/around/", "log_around", part_of="/log/new/")
def around(request: HttpRequest) -> HttpResponse:
    client = _client(request, request.GET.get("client"))
    return show(request, "log/_around.html", values={}, senior=None, **queries.around(request.user, client))


@screen("log/senior/", "log_senior", part_of="/log/new/")
def senior_part(request: HttpRequest) -> HttpResponse:
    return show(request, "log/_senior.html", **senior_of(request, request.GET.get("contact")))


def senior_of(request: HttpRequest, contact: Any) -> dict[str, Any]:
    """The senior contact chosen and the directors who could come along; nothing for those who need none."""
    pk = str(getattr(contact, "pk", contact) or "")
    rows = Contact.objects.visible_to(request.user).filter(is_senior=True)
    alone = request.user.role in ("ae", "ae_assistant")  # type: ignore[union-attr]
    found = rows.filter(pk=pk).first() if alone and pk.isdigit() and len(pk) < 19 else None
    return {"senior": found, "directors": queries.directors() if found else []}


@screen("log/<int:pk>/", "note", about="ContactNote")
def note(request: HttpRequest, it: ContactNote) -> HttpResponse:
    found = queries.note(request.user, it.pk)
    return show(request, "log/page.html", nav="log", channels=CHANNELS, may=allowed(request.user, found),
        feedback=feedback_about(request.user, note=it), **found,
    )  # fmt: skip


def allowed(person: Any, found: dict[str, Any]) -> dict[str, bool]:
    """What of a note's own acts this person may do; one decision and one promise answer for all of them."""
    about = {"note.confirm": [found["it"]], "note.edit": [found["it"]], "feedback.log": [found["it"]]}
    about |= {"minutes.send": found["decisions"][:1], "clientpromise.keep": found["promises"][:1]}
    return {
        code.replace(".", "_"): all(
            ACTIONS[code].who(Act(ACTIONS[code], person, one, {}, clock.now())) for one in things
        )
        for code, things in about.items()
    }


@screen("log/<int:pk>/edit/", "note_edit", about="ContactNote")
def note_edit(request: HttpRequest, it: ContactNote) -> HttpResponse:
    return show(request, "log/edit.html", nav="log", it=it, fields=inputs.SAID)


@screen("log/prep/new/", "prep_new")
def prep_new(request: HttpRequest) -> HttpResponse:
    client = _client(request, request.GET.get("client"))
    return show(
        request, "log/prep_form.html", nav="log", values=request.GET.dict(), fields=_fields(), prep=None,
        channels=CHANNELS, clients=queries.clients(request.user), **queries.around(request.user, client),
    )  # fmt: skip


@screen("log/prep/<int:pk>/", "prep", about="CallPrep")
def prep(request: HttpRequest, it: CallPrep) -> HttpResponse:
    return show(
        request, "log/prep.html", nav="log", it=it, fields=_fields(), channels=CHANNELS,
        hints=[hint for hint in (uninvited_hint(it, request.user), closed_hint(it.questions)) if hint], unanswered=unanswered(it), seven=terms.SEVEN, kinds=terms.QUESTION_KINDS,
    )  # fmt: skip


@screen("log/prep/<int:pk>/edit/", "prep_edit", about="CallPrep")
def prep_edit(request: HttpRequest, it: CallPrep) -> HttpResponse:
    values = {field.name: getattr(it, field.name) for field in inputs.PREP} | {"client": it.client_id}
    return show(
        request, "log/prep_form.html", nav="log", values=values, fields=_fields(), prep=it, channels=CHANNELS,
        clients=queries.clients(request.user), **queries.around(request.user, it.client),
    )  # fmt: skip


@screen("log/slips/", "slips")
def slips(request: HttpRequest) -> HttpResponse:
    mine = request.GET.get("all") != "on"
    page = Paginator(queries.slips(request.user, mine), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request, "log/slips.html", nav="log", page=page, mine=mine, people=queries.people(),
        clients=queries.clients(request.user),
    )  # fmt: skip


@screen("slips/new/", "slip_new")
def slip_new(request: HttpRequest) -> HttpResponse:
    return show(request, "log/slip_new.html", nav="log", people=queries.people(), clients=queries.clients(request.user))


@screen("log/escalations/", "escalations")
def escalations(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.escalations(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request, "log/escalations.html", nav="log", page=page, channels=CHANNELS, people=queries.people(),
        clients=queries.clients(request.user),
    )  # fmt: skip


def _fields() -> dict[str, Any]:
    return {field.name: field for field in inputs.PREP}


def _cards() -> Any:
    ours = agency()
    return terms.cards(ours.name, ours.greeting) if ours else terms.cards("")
