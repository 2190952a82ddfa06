"""Feedback on the web: the list, the fast form, the page with its changes and readers, hints at what lies behind."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.artwork.storing import path_of
from aedesk.desk.clients.terms import CHANNELS
from aedesk.desk.contactlog.models import Relay
from aedesk.desk.contactlog.queries import clients
from aedesk.desk.errors import Unknown
from aedesk.desk.feedback import inputs, queries, terms
from aedesk.desk.feedback.models import Feedback
from aedesk.desk.feedback.pictures import media_type
from aedesk.desk.projects.models import Project
from aedesk.kit import clock
from aedesk.rulebook.behind import hints
from aedesk.rulebook.hearing import NO_BAD, NO_GOOD

from ...links import address
from ...screen import screen, see, show

PER_PAGE = 50
BEGINS = {"delivery": "Delivery", "note": "ContactNote", "sheet": "JobSheet", "project": "Project"}
ASKS = {"good": NO_GOOD, "bad": NO_BAD}
MAY = ("feedback.edit", "feedback.relay", "feedback.quote", "changeitem.add")


@screen("feedback/", "feedback_list")
def listing(request: HttpRequest) -> HttpResponse:
    asked = request.GET.dict()
    page = Paginator(queries.feedback(request.user, asked), PER_PAGE).get_page(asked.get("page"))
    projects = [(one.pk, str(one)) for one in Project.objects.visible_to(request.user).order_by("code")]
    return show(
        request, "feedback/list.html", nav="feedback", page=page, asked=asked, channels=CHANNELS, shows=terms.SHOWS,
        clients=clients(request.user), projects=projects,
    )  # fmt: skip


@screen("feedback/new/", "feedback_new")
def new(request: HttpRequest) -> HttpResponse:
    """The form after a message or a call: what it is about is known where one comes from."""
    begun = begun_from(request)
    client = begun.pop("client", None) or client_of(request)
    values = {"received_at": clock.now(), "channel": "wecom"} | request.GET.dict() | begun
    return show(
        request, "feedback/form.html", nav="feedback", values=values, inputs=inputs, client=client, it=None,
        known=values.get("about"), hints=hints(str(values.get("words", ""))), clients=clients(request.user),
        **(with_known(queries.choices(request.user, client), values.get("about")) if client else {}),
    )  # fmt: skip


def with_known(found: dict[str, Any], about: Any) -> dict[str, Any]:
    """The choices, and among them what one comes from, however old it is."""
    for name, model in (("deliveries", "delivery"), ("sheets", "jobsheet"), ("projects", "project")):
        if about is not None and about._meta.model_name == model and about.pk not in dict(found[name]):
            found[name].insert(0, (about.pk, str(about)))
    return found


def begun_from(request: HttpRequest) -> dict[str, Any]:
    """What the thing one comes from says already: a delivery, a contact note, a job, a project."""
    for name, model in BEGINS.items():
        pk = request.GET.get(name, "")
        if pk.isdigit() and len(pk) < 19:
            thing = see(request, model, pk)
            about = {"about": thing, "client": thing.client, name: thing.pk}
            if name == "note":
                return about | queries.from_note(thing)
            return about | (of_delivery(thing) if name == "delivery" else {})
    return {}


def of_delivery(thing: Any) -> dict[str, Any]:
    """The answer most likely comes the way it was sent, from the one it was sent to."""
    to = [row.contact_id for row in thing.recipients.all()[:2]]
    known = {"channel": thing.channel} if thing.channel in CHANNELS else {}
    return known | ({"contact": to[0]} if len(to) == 1 else {})


def client_of(request: HttpRequest) -> Any:
    pk = request.GET.get("client", "")
    return see(request, "Client", pk) if pk.isdigit() and len(pk) < 19 else None


@screen("feedback/around/", "feedback_around", part_of="/feedback/new/")
def around(request: HttpRequest) -> HttpResponse:
    client = client_of(request)
    found = queries.choices(request.user, client) if client else {}
    return show(request, "feedback/_around.html", values={}, client=client, **found)


@screen("feedback/hints/", "feedback_hints", methods=("GET", "POST"), part_of="/feedback/new/")
def behind(request: HttpRequest) -> HttpResponse:
    """What may lie behind the words as they are typed; nothing is written."""
    words = (request.POST or request.GET).get("words", "")[:20_000]
    return show(request, "feedback/_hints.html", hints=hints(words))


@screen("feedback/<int:pk>/", "feedback", about="Feedback")
def page(request: HttpRequest, it: Feedback) -> HttpResponse:
    found = queries.page(request.user, it.pk)
    return show(
        request, "feedback/page.html", nav="feedback", channels=CHANNELS, terms=terms, inputs=inputs, asks=ASKS,
        hints=hints(it.words), now=clock.now(), may={code.replace(".", "_"): may(request.user, code, found["it"]) for code in MAY}, **found,
    )  # fmt: skip


def may(person: Any, code: str, it: Feedback) -> bool:
    return ACTIONS[code].who(Act(ACTIONS[code], person, it, {}, clock.now()))


@screen("feedback/<int:pk>/edit/", "feedback_edit", about="Feedback")
def edit(request: HttpRequest, it: Feedback) -> HttpResponse:
    values = {name: getattr(it, name) for name in ("said_by", "channel", "words", "good", "bad", "behind", "our_view")}
    return show(
        request, "feedback/edit.html", nav="feedback", it=it, inputs=inputs, hints=hints(it.words),
        values=values | {"contact": it.contact_id, "marks": [f"{start}-{end}" for start, end in it.marks]},
        **queries.choices(request.user, it.client),
    )  # fmt: skip


@screen("feedback/<int:pk>/picture/", "feedback_picture", about="Feedback")
def picture(request: HttpRequest, it: Feedback) -> HttpResponse:
    """The screenshot: shown as a picture and as nothing else (T11)."""
    if it.picture_id is None or not path_of(it.picture_id).exists():
        raise Unknown
    safe = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}
    shown = path_of(it.picture_id).read_bytes()  # 20 MB at most
    return HttpResponse(shown, content_type=media_type(it.picture_id), headers=safe)


@screen("feedback/relays/<int:pk>/", "feedback_relay", about="Relay")
def relayed(request: HttpRequest, it: Relay) -> HttpResponse:
    """What was passed on is read on the page of what it came from."""
    noun, pk = ("feedback", it.feedback_id) if it.feedback_id else ("contactnote", it.note_id)
    return HttpResponseRedirect(address(noun, pk) or "/")
