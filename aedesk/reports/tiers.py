"""Projects by city tier (BRF-02)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from aedesk.desk.projects.models import Project
from aedesk.desk.projects.terms import CITY_TIERS
from aedesk.kit.text import T


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier with how many projects it has, running and in all, and in which cities."""

    code: str
    name: T
    running: int
    total: int
    cities: list[str]


def by_tier(person: Any) -> list[Tier]:
    """Every tier of the list in its order; those without a tier last, where there are any."""
    rows: Any = Project.objects.visible_to(person).order_by()
    counted = rows.values("city_tier").annotate(total=Count("pk"), running=Count("pk", filter=Q(state="running")))
    found = {row["city_tier"]: (row["running"], row["total"]) for row in counted}
    cities: dict[str, list[str]] = {}
    for tier, city in rows.exclude(city="").values_list("city_tier", "city").distinct().order_by("city"):
        cities.setdefault(tier, []).append(city)
    order = [code for code in CITY_TIERS if code] + [""] * ("" in found)
    return [Tier(code, CITY_TIERS[code], *found.get(code, (0, 0)), cities.get(code, [])) for code in order]
