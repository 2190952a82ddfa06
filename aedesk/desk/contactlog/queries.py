"""Reads the contact log behind the client walls; the number of statements does not grow with the rows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from aedesk.kit import clock

from ..clients.models import Client, Contact
from ..jobsheets.models import Request
from ..people.models import Person
from ..projects.models import Project
from .models import CallPrep, ClientPromise, ContactNote, Decision, Escalation, MessageSlip, Relay
from .terms import DIRECTORS


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SHANGHAI)


def ids_of(asked: dict[str, str], *names: str) -> dict[str, str]:
    return {f"{name}_id": asked[name] for name in names if asked.get(name, "").isdigit()}


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def notes(person: Any, asked: dict[str, str]) -> Any:
    """Notes newest first; `asked` may hold q, client, person, channel, from, until and open (not confirmed)."""
    rows = ContactNote.objects.visible_to(person).filter(**ids_of(asked, "client", "person"))
    if q := asked.get("q", "").strip()[:60]:
        rows = rows.filter(Q(subject__icontains=q) | Q(client_words__icontains=q) | Q(contact__name__icontains=q))
    if channel := asked.get("channel"):
        rows = rows.filter(channel=channel)
    if first := day_of(asked.get("from", "")):
        rows = rows.filter(ended_at__gte=start_of(first))
    if last := day_of(asked.get("until", "")):
        rows = rows.filter(ended_at__lt=start_of(last + timedelta(days=1)))
    if asked.get("open"):
        rows = rows.filter(is_read_back=False).exclude(points=[])
    # Counted for the rows shown: a join would group every note there is before it takes the first fifty.
    decided = Decision.objects.filter(note=OuterRef("pk")).order_by().values("note").annotate(n=Count("pk")).values("n")
    rows = rows.select_related("client", "contact", "person", "project").annotate(decided=Subquery(decided))
    return rows.order_by("-ended_at", "-id")


def note(person: Any, pk: int) -> dict[str, Any]:
    """A note and all that came out of it."""
    rows = ContactNote.objects.visible_to(person)
    it = rows.select_related("client", "project", "contact", "person", "prep", "director", "sheet").get(pk=pk)
    return {
        "it": it,
        "decisions": list(Decision.objects.filter(note=it).select_related("minutes_sent_by").order_by("id")),
        "promises": list(ClientPromise.objects.filter(note=it).select_related("contact").order_by("due_at")),
        "escalations": list(Escalation.objects.filter(note=it).select_related("asked").order_by("id")),
        "relays": list(Relay.objects.filter(note=it).select_related("created_by").order_by("-id")),
        "requests": list(Request.objects.filter(note=it).order_by("id")),
    }


def around(person: Any, client: Client | None) -> dict[str, Any]:
    """What a form about a client offers: its people, projects and the person's preparations of the last week."""
    if client is None:
        return {"client": None, "contacts": [], "projects": [], "preps": []}
    recent = CallPrep.objects.filter(client=client, person=person, created_at__gte=clock.now() - timedelta(days=7))
    return {
        "client": client,
        "contacts": list(Contact.objects.filter(client=client, is_active=True).order_by("name")),
        "projects": list(Project.objects.filter(client=client).exclude(state="ended").order_by("code")),
        "preps": list(recent.order_by("-created_at")[:10]),
    }


def clients(person: Any) -> list[tuple[int, str]]:
    """The clients one may log for."""
    rows = Client.objects.visible_to(person).exclude(status="merged").order_by("code")
    named = rows.values_list("pk", "code", "short_name", "name")
    return [(pk, f"{code} {short or name}") for pk, code, short, name in named]


def people() -> list[tuple[int, str]]:
    """Everyone at work here."""
    return list(Person.objects.filter(is_active=True).order_by("id").values_list("pk", "name"))


def directors() -> list[tuple[int, str]]:
    """Who counts as the director accompanying an AE (ROL-09)."""
    rows = Person.objects.filter(is_active=True, role__in=DIRECTORS)
    return list(rows.order_by("id").values_list("pk", "name"))


def slips(person: Any, mine: bool) -> Any:
    """Message slips, open ones first."""
    rows = MessageSlip.objects.visible_to(person).select_related("for_person", "taken_by", "client")
    if mine:
        rows = rows.filter(Q(for_person=person) | Q(taken_by=person))
    return rows.order_by("answered_at", "-at")


def escalations(person: Any) -> Any:
    """Escalations, the newest first."""
    rows = Escalation.objects.visible_to(person).select_related("client", "project", "raised_by", "asked")
    return rows.order_by("-asked_at", "-id")


def requests(person: Any, asked: dict[str, str]) -> Any:
    """Requests of a state; those without a sheet by how long they wait."""
    state = asked.get("state") or "open"
    rows = Request.objects.visible_to(person).filter(**ids_of(asked, "client", "project"))
    rows = rows if state == "all" else rows.filter(state=state)
    if q := asked.get("q", "").strip()[:60].removeprefix("R-"):
        rows = rows.filter(Q(title__icontains=q) | Q(number=int(q) if q.isdigit() and len(q) < 9 else -1))
    if asked.get("mine"):
        rows = rows.filter(ae=person)
    order = ("created_at", "id") if state == "open" else ("-created_at", "-id")
    return rows.select_related("client", "project", "ae", "note").order_by(*order)
