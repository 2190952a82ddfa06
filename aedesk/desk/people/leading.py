"""Who leads whom: by the line of leads, and the head of a discipline all who work in it."""

from __future__ import annotations

from typing import Any

from aedesk.rulebook.roles import CREATIVE, ROLES

from .models import Person

EVERYONE = frozenset({"general_manager"})


def _heads(person: Person, other_discipline: str) -> bool:
    if person.role in EVERYONE:
        return True
    reach = CREATIVE if person.discipline == "creative" else {person.discipline}
    return person.role_of.heads and other_discipline in reach


def team_of(person: Person) -> list[int]:
    """Ids of the active people a person leads, directly or through others; never the person's own."""
    people = list(Person.objects.filter(is_active=True).order_by("id").values_list("pk", "lead_id", "role"))
    led, grown = {person.pk}, True
    while grown:
        more = {pk for pk, lead, _ in people if lead in led} - led
        led, grown = led | more, bool(more)
    return [pk for pk, _, role in people if pk != person.pk and (pk in led or _heads(person, ROLES[role].discipline))]


def leads(person: Any, other: Any) -> bool:
    """Whether a person leads another; nobody leads themselves."""
    return bool(person.is_active) and other.pk in team_of(person)
