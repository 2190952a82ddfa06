"""What can be asked of clients and contacts, always from behind the wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from aedesk.kit.text import T

from . import terms
from .models import Client, ClientMember, Contact, Wall

SORTS = {
    "code": ("code_length", "code"),
    "name": ("initials", "name"),
    "grade": ("grade", "code"),
    "new": ("-pk",),
}
FOUND = 12
SHEET_HEADER = tuple(
    T(zh, en)
    for zh, en in (
        ("客户", "Client"),
        ("姓名", "Name"),
        ("称谓", "Salutation"),
        ("公司", "Company"),
        ("部门", "Department"),
        ("职务", "Job title"),
        ("角色", "Role"),
        ("电话", "Phone"),
        ("微信", "WeChat"),
        ("邮箱", "Email"),
        ("QQ", "QQ"),
        ("方便联系", "Best reached"),
    )
)


def clients(person: Any, *, q: str = "", grade: str = "", kind: str = "", status: str = "", sort: str = "code") -> Any:
    """The client list with how many contacts, running projects and open jobs each has."""
    rows = Client.objects.visible_to(person)
    rows = rows.filter(status=status) if status in terms.CLIENT_STATUSES else rows.exclude(status="merged")
    if grade in terms.GRADES:
        rows = rows.filter(grade=grade)
    if kind in terms.CLIENT_KINDS:
        rows = rows.filter(kind=kind)
    if q.strip():
        rows = rows.filter(named(q))
    return _counted(rows).order_by(*SORTS.get(sort, SORTS["code"]))


def named(q: str) -> Q:
    """Clients by name, short name, code, initials, or credit code."""
    word = q.strip()
    return (
        Q(name__icontains=word)
        | Q(short_name__icontains=word)
        | Q(code__iexact=word)
        | Q(initials__istartswith=word)
        | Q(credit_code__iexact=word)
    )


def industries(person: Any) -> list[tuple[str, int]]:
    """The industries of the clients a person may know of, the commonest first (ROL-08)."""
    rows = Client.objects.visible_to(person).exclude(status__in=("merged", "ended")).exclude(industry="").order_by()
    return list(rows.values_list("industry").annotate(n=Count("pk")).order_by("-n", "industry"))


def red_notes(client: Client) -> list[tuple[str, str]]:
    """What must not be in an ad of this client, and whose word it is: the card's taboos, then the deciders' (BRF-08).

    A person's dislikes count only while consent to keep them stands.
    """
    notes = [("", client.taboos)] if client.taboos else []
    deciders = Contact.objects.filter(
        Q(role="decision_maker") | Q(is_senior=True), client=client, is_active=True, consent_on__isnull=False
    ).exclude(dislikes="")
    for name, dislikes in deciders.order_by("-is_senior", "pk").values_list("name", "dislikes"):
        notes += [(name, dislikes)] * (dislikes != client.taboos)
    return notes


def _counted(rows: Any) -> Any:
    from django.db.models.functions import Length

    def tally(model: str, **only: Any) -> Any:
        # By name: a client knows nothing of what stands above it.
        counted = (
            apps.get_model("desk", model)
            ._default_manager.filter(client=OuterRef("pk"), **only)
            .order_by()
            .values("client")
        )
        return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)

    return rows.annotate(
        code_length=Length("code"),
        contact_count=tally("Contact", is_active=True),
        project_count=tally("Project", state="running"),
        job_count=tally("JobSheet", state__in=("draft", "submitted", "returned", "issued")),
    )


def find_clients(person: Any, q: str) -> list[tuple[int, str, str]]:
    """Choices for a picker: id, name, code."""
    rows = Client.objects.visible_to(person).exclude(status="merged")
    rows = rows.filter(named(q)) if q.strip() else rows
    return [(c.pk, str(c), c.code) for c in rows.order_by("code")[:FOUND]]


def find_contacts(person: Any, q: str, client: str = "") -> list[tuple[int, str, str]]:
    """Choices for a picker: id, name, company or client; those in use only."""
    rows = Contact.objects.visible_to(person).filter(is_active=True).select_related("client")
    if client.isdigit() and len(client) < 19:
        rows = rows.filter(client_id=int(client))
    if word := q.strip():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(initials__istartswith=word)
            | Q(phone__contains=word)
            | Q(company__icontains=word)
        )
    return [(c.pk, c.name, f"{c.company or c.client} {c.title}".strip()) for c in rows.order_by("name", "pk")[:FOUND]]


def team(client: Client) -> list[ClientMember]:
    rows = ClientMember.objects.filter(client=client, ended_on=None, person__is_active=True)
    return list(rows.select_related("person").order_by("person__role", "person_id"))


def walls(client: Client) -> list[tuple[Client, str]]:
    """The rivals of a client and why; for those who see every client only."""
    rows = Wall.objects.filter(Q(left=client) | Q(right=client)).select_related("left", "right")
    return [(wall.right if wall.left_id == client.pk else wall.left, wall.reason) for wall in rows]


def contacts(person: Any, client: Client) -> Any:
    """Contacts of a client: those in use and senior first."""
    rows = Contact.objects.visible_to(person).filter(client=client, erased_at=None)
    return rows.order_by("-is_active", "-is_senior", "pk")


def sheet_rows(rows: Iterable[Contact], roles: Mapping[int, T] | None = None) -> Iterator[list[str]]:
    """Contacts as the lines of a contact sheet, in a project's `roles` where given; no preferences, no restricted notes."""
    for c in rows:
        window = f"{c.window_from:%H:%M}–{c.window_until:%H:%M}" if c.window_from and c.window_until else ""
        yield [
            str(c.client),
            c.name,
            c.salutation,
            c.company or str(c.client),
            c.department,
            c.title,
            str((roles or {}).get(c.pk) or terms.CONTACT_ROLES[c.role]),
            c.phone,
            c.wechat,
            c.email,
            c.qq,
            window,
        ]


def as_cards(rows: Iterable[Contact]) -> Iterator[dict[str, str]]:
    """Contacts as vCards hold them."""
    for c in rows:
        kept = ("name", "department", "title", "phone", "email", "wechat", "qq")
        yield {name: getattr(c, name) for name in kept} | {"company": c.company or c.client.name}
