"""The contact book: the people of every client one may know of, found, sorted and narrowed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When
from django.db.models.functions import Length

from aedesk.kit import clock
from aedesk.kit.text import T

from . import terms
from .models import Client, Contact
from .rights import reads_preferences

SOON = 30  # days of birthdays ahead
SORTS = {
    "name": T("拼音", "Name"),
    "client": T("客户", "Client"),
    "new": T("最新", "Newest"),
    "birthday": T("生日先后", "Birthday"),
}
SHOWS = {
    "birthdays": T("30 天内生日", "Birthday within 30 days"),
    "overdue": T("保留期已满", "Time of keeping is over"),
    "unused": T("已停用", "Out of use"),
}
ORDERS = {"name": ("initials", "name", "pk"), "client": ("code_length", "client__code", "company", "initials", "pk"), "new": ("-pk",)}  # fmt: skip
PERSONAL = frozenset({"birthdays"})


def shows_for(person: Any) -> dict[str, T]:
    """What the list may be narrowed to; birthdays are for those who receive guests."""
    return {code: name for code, name in SHOWS.items() if code not in PERSONAL or reads_preferences(person)}


def sorts_for(person: Any) -> dict[str, T]:
    return {code: name for code, name in SORTS.items() if code != "birthday" or reads_preferences(person)}


def book(person: Any, asked: Mapping[str, str]) -> Any:
    """Contacts by `q`, `client` (id), `role`, `senior` (1), `show` and `sort`; what is not understood is not asked."""
    rows = Contact.objects.visible_to(person).filter(erased_at=None).select_related("client")
    rows = rows.annotate(code_length=Length("client__code"))
    client, role = asked.get("client", ""), asked.get("role", "")
    if client.isdigit() and len(client) < 19:
        rows = rows.filter(client_id=int(client))
    if role in terms.CONTACT_ROLES:
        rows = rows.filter(role=role)
    if asked.get("senior") == "1":
        rows = rows.filter(is_senior=True)
    if word := asked.get("q", "").strip():
        rows = rows.filter(named(word))
    return _ordered(_shown(rows, person, asked.get("show", "")), person, asked)


def named(word: str) -> Q:
    """Contacts by name, initials, number, address, company, title, or their client's name."""
    return (
        Q(name__icontains=word) | Q(initials__istartswith=word) | Q(phone__contains=word) | Q(email__icontains=word)
        | Q(wechat__icontains=word) | Q(company__icontains=word) | Q(title__icontains=word) | Q(department__icontains=word)
        | Q(client__name__icontains=word) | Q(client__short_name__icontains=word) | Q(client__code__iexact=word)
    )  # fmt: skip


def _shown(rows: Any, person: Any, show: str) -> Any:
    if show == "unused":
        return rows.filter(is_active=False)
    if show == "overdue":
        return rows.filter(keep_until__lt=clock.today())
    rows = rows.filter(is_active=True)
    if show == "birthdays" and reads_preferences(person):
        return rows.filter(birthday__in=days_ahead(clock.today()), consent_on__isnull=False)
    return rows


def _ordered(rows: Any, person: Any, asked: Mapping[str, str]) -> Any:
    sort = asked.get("sort", "")
    wants_birthdays = sort == "birthday" or (not sort and asked.get("show") == "birthdays")
    if not wants_birthdays or not reads_preferences(person):
        return rows.order_by(*ORDERS.get(sort, ORDERS["name"]))
    passed = Case(
        When(birthday="", then=Value(True)), default=Value(False), output_field=BooleanField()
    )  # without a birthday last
    before = Case(When(birthday__lt=f"{clock.today():%m-%d}", then=Value(True)), default=Value(False))
    return rows.annotate(has_none=passed, has_passed=before).order_by("has_none", "has_passed", "birthday", "pk")


def days_ahead(today: date, days: int = SOON) -> list[str]:
    """The month-days from today on; 29 February counts on the 28th in common years."""
    found = [f"{today + timedelta(days=ahead):%m-%d}" for ahead in range(days + 1)]
    return [*found, "02-29"] if "02-28" in found and "02-29" not in found else found


def clients_in(person: Any) -> Any:
    """The clients one may ask for, by code."""
    rows = Client.objects.visible_to(person).exclude(status="merged").annotate(code_length=Length("code"))
    return rows.order_by("code_length", "code")


def overdue_count(person: Any) -> int:
    """How many contacts are kept longer than was said."""
    rows = Contact.objects.visible_to(person).filter(erased_at=None, keep_until__lt=clock.today())
    return int(rows.count())
