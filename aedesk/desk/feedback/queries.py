"""Reads feedback behind the client walls; the number of statements does not grow with the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from aedesk.kit import clock

from ..clients.models import Contact
from ..contactlog.models import ContactNote, Relay
from ..contactlog.queries import day_of, ids_of, start_of
from ..deliveries.models import Delivery
from ..duties.models import DutyRow
from ..jobsheets.models import JobSheet
from ..people.models import Person
from .models import ChangeItem, Feedback
from .rounds import BEYOND

RECENT = timedelta(days=60)
HEARD = Exists(Relay.objects.filter(note=OuterRef("note"), note__isnull=False))
ITEMS = ChangeItem.objects.filter(feedback=OuterRef("pk"))
SHOWS = {
    "unrelayed": Q(relayed_at=None, heard=False),
    "asking": Exists(ITEMS.filter(must_ask=True)),
    "open": Exists(ITEMS.filter(outcome="")),
    "beyond": BEYOND,
}
NEAR = ("client", "project", "sheet", "contact", "delivery", "created_by")


def rows(person: Any) -> Any:
    """Feedback as lists show it, newest first."""
    found = Feedback.objects.visible_to(person).annotate(
        heard=HEARD, changes=Count("items"), asking=Exists(ITEMS.filter(must_ask=True)),
    )  # fmt: skip
    return found.select_related(*NEAR).order_by("-received_at", "-pk")


def feedback(person: Any, asked: dict[str, str]) -> Any:
    """Feedback newest first; `asked` may hold q, client, project, channel, from, until and show (terms.SHOWS)."""
    found = rows(person).filter(**ids_of(asked, "client", "project"))
    if q := asked.get("q", "").strip()[:60]:
        about = Q(words__icontains=q) | Q(said_by__icontains=q) | Q(contact__name__icontains=q)
        found = found.filter(about | Q(sheet__title__icontains=q) | Q(delivery__subject__icontains=q))
    if channel := asked.get("channel"):
        found = found.filter(channel=channel)
    if first := day_of(asked.get("from", "")):
        found = found.filter(received_at__gte=start_of(first))
    if last := day_of(asked.get("until", "")):
        found = found.filter(received_at__lt=start_of(last + timedelta(days=1)))
    if (wanted := SHOWS.get(asked.get("show", ""))) is not None:
        found = found.filter(wanted)
    return found


def about(person: Any, **where: Any) -> list[Feedback]:
    """The feedback on a job or a delivery, the newest first."""
    return list(rows(person).filter(**where)[:30])


@dataclass(frozen=True, slots=True)
class Reader:
    """One person who was told: when it was read, and whether it is late (or was read late)."""

    person: Person
    due_at: datetime | None
    read_at: datetime | None
    is_late: bool


def readers(relay: Relay) -> list[Reader]:
    """Who was told by a relay and who has read it, those who have not yet first; two statements."""
    duties = DutyRow.objects.filter(rule="read_relay", noun="relay", object_id=relay.pk)
    known = {row.person_id: row for row in duties}
    found = []
    for one in Person.objects.filter(pk__in=relay.told):
        row = known.get(one.pk)
        read_at = row.ended_at if row is not None and row.state == DutyRow.DONE else None
        found.append(Reader(one, row.due_at if row else None, read_at, bool(row and row.is_late)))
    return sorted(found, key=lambda one: (one.read_at is not None, relay.told.index(one.person.pk)))


def page(person: Any, pk: int) -> dict[str, Any]:
    """Feedback with all that belongs to it."""
    it = rows(person).select_related(*NEAR, "note", "quotation", "project__client", "sheet__ae").get(pk=pk)
    relays = list(it.relays.select_related("created_by").order_by("-pk"))
    items = list(it.items.select_related("settled_by").order_by("position", "pk"))
    return {
        "it": it, "items": items, "relays": relays, "wordings": list(it.wordings.order_by("-number")),
        "readers": readers(relays[0]) if relays else [],
        "owes_reading": relays[0].pk if relays and _owes(relays[0], person) else None,
        "news": news_since(it, items), "empty_sides": [side for side in ("good", "bad") if not getattr(it, side)],
    }  # fmt: skip


def _owes(relay: Relay, person: Any) -> bool:
    about = {"rule": "read_relay", "noun": "relay", "object_id": relay.pk}
    return bool(DutyRow.objects.filter(**about, person=person, state=DutyRow.OPEN).exists())


def news_since(it: Feedback, items: list[ChangeItem]) -> bool:
    """Whether something was added or worded anew since the team heard it."""
    if it.relayed_at is None:
        return False
    return it.wording != it.relayed_wording or any(one.created_at > it.relayed_at for one in items)


def choices(person: Any, client: Any) -> dict[str, Any]:
    """What a form about a client offers: who speaks for it, what was sent of late, its jobs and projects."""
    since = clock.now() - RECENT
    sent = Delivery.objects.visible_to(person).filter(client=client, sent_at__gte=since).order_by("-sent_at")[:30]
    jobs = JobSheet.objects.visible_to(person).filter(client=client).exclude(state="cancelled").order_by("-pk")[:60]
    contacts = Contact.objects.visible_to(person).filter(client=client, is_active=True).order_by("name")
    return {
        "contacts": [(one.pk, one.name + (f" · {one.title}" if one.title else "")) for one in contacts],
        "deliveries": [(one.pk, f"{one} · {clock.shanghai(one.sent_at):%m-%d %H:%M}") for one in sent if one.sent_at],
        "sheets": [(one.pk, str(one)) for one in jobs],
        "projects": [(one.pk, str(one)) for one in client.projects.exclude(state="ended").order_by("code")],
    }  # fmt: skip


def from_note(note: ContactNote) -> dict[str, Any]:
    """Feedback as far as a contact note holds it already: nobody writes the same thing twice."""
    return {
        "note": note.pk, "project": note.project_id, "sheet": note.sheet_id, "contact": note.contact_id, "channel": note.channel,
        "received_at": note.ended_at, "words": note.client_words, "behind": note.real_need, "our_view": note.our_view,
    }  # fmt: skip
