"""How good the briefs of a month were, and what came back from them (JOB-18)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import mean
from typing import Any

from aedesk.desk.jobsheets.briefs import BriefRating, CreativeBrief, quality
from aedesk.desk.models import StageSign

from .months import Month


@dataclass(frozen=True, slots=True)
class Row:
    """One brief: its own score of 100, the receivers' mean of 5, and how often work came back."""

    brief: CreativeBrief
    score: int
    rating: float | None
    returns: int


@dataclass(frozen=True, slots=True)
class Briefs:
    """The briefs of a month with their means; None where nobody has marked any."""

    rows: list[Row]
    mean_rating: float | None
    mean_score: int | None


def of_month(person: Any, month: Month) -> Briefs:
    """Briefs marked in the month, the worst first."""
    marks: dict[int, list[int]] = {}
    given = BriefRating.objects.filter(at__gte=month.begins, at__lt=month.until).values_list("brief_id", "rating")
    for brief_id, rating in given:
        marks.setdefault(brief_id, []).append(rating)
    briefs = CreativeBrief.objects.visible_to(person).filter(pk__in=marks).select_related("sheet__client", "sheet__ae")
    back = _returns([one.sheet_id for one in briefs])
    rows = [Row(one, quality(one).score, mean(marks[one.pk]), back[one.sheet_id]) for one in briefs]
    rows.sort(key=lambda row: (row.rating or 0, -row.returns))
    all_marks = [mark for row in rows for mark in marks[row.brief.pk]]
    return Briefs(
        rows, round(mean(all_marks), 1) if all_marks else None, round(mean(r.score for r in rows)) if rows else None
    )


def _returns(sheet_ids: list[int]) -> Counter[int]:
    signs = StageSign.objects.filter(attachment__sheet_id__in=sheet_ids, decision="returned")
    return Counter(signs.values_list("attachment__sheet_id", flat=True))
