"""The figures in force on a day: the rulebook's own, or the agency's from the day it changed them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import F

from aedesk.kit.workdays import Calendar, Hours
from aedesk.rulebook.kinds import Figures, Rule

from ..people.models import Agency, Counter, Workday
from .models import RuleFigure

GENERATION = "settings"  # the counter that tells other processes that something changed
CHECK_EVERY = 2.0  # seconds
BY_HAND = "manual"  # a day entered by hand does not make its whole year known

_seen: dict[str, float] = {"checked": float("-inf"), "generation": -1}


def changed() -> None:
    """Forget what was read, here at once and in other processes within two seconds."""
    if not Counter.objects.filter(pk=GENERATION).update(value=F("value") + 1):
        Counter.objects.get_or_create(pk=GENERATION, defaults={"value": 1})
    _forget()
    # Another thread may read the old rows before the transaction ends, so forget once more then.
    transaction.on_commit(_forget)


def _forget() -> None:
    _rows.cache_clear()
    _calendar.cache_clear()
    _agency.cache_clear()


def _refresh() -> None:
    """Forget what was read where another process has changed it; asks the database every two seconds at most."""
    now = monotonic()
    if now - _seen["checked"] < CHECK_EVERY:
        return
    _seen["checked"] = now
    generation = Counter.objects.filter(pk=GENERATION).values_list("value", flat=True).first() or 0
    if generation != _seen["generation"]:
        _seen["generation"] = generation
        _forget()


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[tuple[date, str, str]]]:
    found: dict[str, list[tuple[date, str, str]]] = {}
    for row in RuleFigure.objects.order_by("from_on", "id"):
        found.setdefault(row.rule, []).append((row.from_on, row.key, row.value))
    return found


def figures_of(rule: Rule, day: date) -> Figures:
    """The rule's figures as they stand on a day."""
    _refresh()
    figures: dict[str, int | str] = {f.key: f.value for f in rule.figures}
    for from_on, key, value in _rows().get(rule.code, ()):
        if from_on <= day and key in figures:
            figures[key] = int(value) if isinstance(figures[key], int) else value
    return figures


def own(rule: str, day: date) -> dict[str, tuple[date, str]]:
    """What the agency set under a rule's code as it stands on a day: since when, and the value; "" is the default again."""
    _refresh()
    return {key: (from_on, value) for from_on, key, value in _rows().get(rule, ()) if from_on <= day}


@lru_cache(maxsize=1)
def _agency() -> Agency | None:
    return Agency.objects.first()


def agency() -> Agency | None:
    """The agency's own row, or None before the first run."""
    _refresh()
    return _agency()


@lru_cache(maxsize=1)
def _calendar() -> Calendar:
    rows = list(Workday.objects.values_list("day", "is_workday", "source"))
    days: dict[date, bool] = {day: is_workday for day, is_workday, _ in rows}
    known = frozenset(day.year for day, _, source in rows if source != BY_HAND)
    us: Any = _agency()
    hours = Hours() if us is None else Hours(us.morning_from, us.morning_until, us.afternoon_from, us.afternoon_until)
    return Calendar(days, hours, known_years=known)


def calendar() -> Calendar:
    """The working calendar: the editable table over Monday to Friday, and the agency's hours."""
    _refresh()
    return _calendar()
