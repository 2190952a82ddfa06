"""Rounds of changes per job sheet, counted against the contract (SUB-17)."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from .models import Feedback

INCLUDED = Coalesce(F("project__included_rounds"), F("client__included_rounds"))
BEYOND = Q(round__gt=INCLUDED)  # false where no figure is agreed


def numbered(rows: list[Feedback]) -> dict[int, int]:
    """The round of each feedback of a sheet, by its id, the earliest first.

    Words about one delivery are one round. What asks for nothing, was withdrawn, or puts right our own fault is none.
    """
    found: dict[int, int] = {}
    known: dict[tuple[str, int], int] = {}
    for it in rows:
        if not any(item.counts for item in it.items.all()):
            found[it.pk] = 0
            continue
        key = ("delivery", it.delivery_id) if it.delivery_id else ("feedback", it.pk)
        found[it.pk] = known.setdefault(key, len(known) + 1)
    return found


def recount(sheet: Any) -> None:
    """Write the rounds of a sheet anew; three statements and one for each feedback whose number changed."""
    if sheet is None:
        return
    type(sheet).objects.select_for_update().filter(pk=sheet.pk).first()  # two who log at once count one after the other
    rows = list(Feedback.objects.filter(sheet=sheet).prefetch_related("items").order_by("received_at", "pk"))
    for pk, number in numbered(rows).items():
        Feedback.objects.filter(pk=pk).exclude(round=number).update(round=number)
