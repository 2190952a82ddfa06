"""What can be asked of people and the agency: the directory, its gaps, the year's calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from aedesk.kit.text import T
from aedesk.rulebook.roles import ROLES

from ..duties.figures import agency, calendar
from ..duties.models import DutyRow
from ..journal.models import Event
from .models import Person, Workday

DISCIPLINES = {
    "management": T("管理", "Management"),
    "account": T("客户部", "Account"),
    "strategy": T("策略", "Strategy"),
    "creative": T("创意", "Creative"),
    "copy": T("文案", "Copy"),
    "design": T("设计", "Design"),
    "production": T("制作", "Production"),
    "media": T("媒介", "Media"),
    "traffic": T("流程", "Traffic"),
    "finance": T("财务", "Finance"),
    "admin": T("行政", "Office"),
}


def directory(*, q: str = "", discipline: str = "", everyone: bool = False) -> Any:
    """Staff by name, initials, role, department, telephone or what to ask them for (ROL-07)."""
    rows = Person.objects.select_related("backup", "lead")
    rows = rows if everyone else rows.filter(is_active=True)
    if discipline in DISCIPLINES:
        rows = rows.filter(role__in=[role.code for role in ROLES.values() if role.discipline == discipline])
    if word := q.strip():
        roles = [role.code for role in ROLES.values() if word in role.name.zh or word.lower() in role.name.en.lower()]
        rows = rows.filter(
            Q(name__icontains=word) | Q(name_en__icontains=word) | Q(initials__istartswith=word) | Q(role__in=roles)
            | Q(department__icontains=word) | Q(duties_text__icontains=word) | Q(phone__contains=word)
        )  # fmt: skip
    return rows.order_by("-is_active", "department", "id")


def empty_disciplines() -> list[T]:
    """Departments in which nobody works: the administrator is told (ROL-07)."""
    roles = Person.objects.filter(is_active=True).values_list("role", flat=True).distinct()
    staffed = {ROLES[code].discipline for code in roles}
    us = agency()
    if us is not None and not us.has_traffic:
        staffed.add("traffic")
    return [name for code, name in DISCIPLINES.items() if code not in staffed]


def profile_read_at(person: Person) -> Any:
    """When a person confirmed having read the agency's profile, or None."""
    rows = Event.objects.filter(action="profile.read", noun="person", object_id=person.pk)
    return rows.order_by("seq").values_list("at", flat=True).first()


def profile_duties(person: Person, *, everyone: bool = False) -> dict[int, DutyRow]:
    """How reading the agency's profile stands, by person: one's own reports', or everybody's (ROL-08)."""
    rows = DutyRow.objects.filter(rule="read_profile", state__in=(DutyRow.OPEN, DutyRow.DONE))
    rows = rows if everyone else rows.filter(person__lead=person)
    return {row.person_id: row for row in rows.order_by("started_at")}


@dataclass(frozen=True, slots=True)
class Desk:
    """A department with its head, if it has one, and its people."""

    name: T
    head: Person | None
    people: list[Person]


def departments() -> list[Desk]:
    """Every department of the house in its order; empty ones too (ROL-07)."""
    staff = list(Person.objects.filter(is_active=True).select_related("backup").order_by("id"))
    found = []
    for code, name in DISCIPLINES.items():
        people = [one for one in staff if one.discipline == code]
        found.append(Desk(name, next((one for one in people if one.role_of.heads), None), people))
    return found


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year grid. `set_by` is empty for a plain weekday or weekend."""

    on: date
    is_worked: bool
    name: str
    is_set: bool
    in_month: bool


def year(number: int) -> list[tuple[int, list[list[Day]]]]:
    """The twelve months, each as weeks from Monday to Sunday."""
    rows = {row.day: row for row in Workday.objects.filter(day__year=number)}
    return [(month, _weeks(number, month, rows)) for month in range(1, 13)]


def _weeks(number: int, month: int, rows: dict[date, Workday]) -> list[list[Day]]:
    first = date(number, month, 1)
    day, weeks = first - timedelta(days=first.weekday()), []
    while day < first or day.month == month:
        weeks.append([_day(day + timedelta(days=n), month, rows) for n in range(7)])
        day += timedelta(days=7)
    return weeks


def _day(on: date, month: int, rows: dict[date, Workday]) -> Day:
    row = rows.get(on)
    worked = row.is_workday if row else on.weekday() < 5
    return Day(on, worked, str(row.name) if row else "", row is not None, on.month == month)


def is_provisional(number: int) -> bool:
    """Whether a year's public holidays are not in the calendar yet."""
    found = calendar()
    return not found.known_years or number not in found.known_years


def special_days(number: int) -> list[Workday]:
    """The days of a year that depart from Monday to Friday."""
    return list(Workday.objects.filter(day__year=number).order_by("day"))


def with_people(*tables: tuple[Iterable[Any], tuple[str, ...]]) -> None:
    """Give rows the persons their fields name, for many tables in one statement: every join would read them anew."""
    places = [(row, name, getattr(row, f"{name}_id")) for rows, names in tables for row in rows for name in names]
    found = Person.objects.in_bulk({pk for _, _, pk in places if pk is not None})
    for row, name, pk in places:
        setattr(row, name, found.get(pk))
