"""The creative brief 创意简报 (F2) of a pitch or a big theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from aedesk.rulebook.papers import CREATIVE_BRIEF
from aedesk.rulebook.roles import CREATIVE, ROLES

from ..noun import Noun, Walled, long, person_field, short


class Briefs(Walled):
    """Briefs reach creatives only with their issued sheet (JOB-14); the two directors who sign see them before."""

    def visible_to(self, person: Any) -> Self:
        rows = super().visible_to(person)
        if person is None or ROLES[person.role].discipline not in CREATIVE or ROLES[person.role].heads:
            return rows
        return rows.filter(Q(sheet__state__in=["issued", "closed"]))


class CreativeBrief(Noun):
    """One brief to one sheet. Money in CNY; `insight` ≤ 80, `single_message` ≤ 30, `where_now` ≤ 300 characters."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.OneToOneField("desk.JobSheet", models.CASCADE, related_name="brief")
    where_now = long()
    where_to = long()
    doing = long()
    audience_person = long()
    insight = short(80)
    single_message = short(30)
    support = models.JSONField(default=list, blank=True)  # up to 3 of {"claim", "source"}
    tone = long()
    mandatories = long()
    deliverables = long()
    budget_creative = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    budget_production = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    budget_media = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    success = long()
    production_needs = long()  # text, or 无 chosen on purpose (JOB-12)
    discussed_on = models.DateTimeField(null=True, blank=True)
    discussed_with = short(120)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)  # 1–5, the receivers' mean (JOB-18)
    rated_by = person_field(null=True, db_index=False)
    rating_note = short(200)

    objects: ClassVar[Any] = Briefs.as_manager()

    @property
    def is_approved(self) -> bool:
        """Both the strategy director and the creative director have signed what stands now (JOB-11)."""
        live = {s.sign for s in self.signatures.all() if s.void_at is None and s.decision == "accepted"}
        return {"strategy_director", "creative_director"} <= live

    @property
    def missing(self) -> list[Any]:
        """What the brief still needs before anybody may sign it."""
        return CREATIVE_BRIEF.missing(self)


class BriefRating(models.Model):
    """One receiver's mark, 1 to 5; marking again replaces it."""

    brief = models.ForeignKey(CreativeBrief, models.CASCADE, related_name="ratings")
    person = person_field()
    rating = models.PositiveSmallIntegerField()
    note = short(200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brief", "person"], name="brief_rated_once")]


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a brief is by itself: completeness in percent, one message, evidence for every reason; the score of 100."""

    complete: int
    has_one_message: bool
    proven: int
    reasons: int

    @property
    def score(self) -> int:
        """Half for completeness, a quarter each for the one message and for the evidence."""
        evidence = 25 * self.proven / self.reasons if self.reasons else 0
        return round(self.complete / 2 + 25 * self.has_one_message + evidence)


def quality(brief: CreativeBrief) -> Quality:
    """Judge a brief as it stands (JOB-18)."""
    said, needed = CREATIVE_BRIEF.counted(brief)
    message = brief.single_message.strip()
    one = bool(message) and not any(mark in message for mark in "；;\n")
    proven = sum(bool(row.get("source")) for row in brief.support)
    return Quality(round(100 * said / needed), one, proven, len(brief.support))
