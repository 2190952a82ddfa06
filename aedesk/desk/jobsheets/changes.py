"""Change sheets 修改单 to an issued job sheet, and hand-overs between its stages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from aedesk.kit import clock

from ..noun import Noun, choice_field, person_field, short
from . import terms


class ChangeSheet(Noun):
    """CS-n: what changes, from what to what and why; in force once everyone it touches has signed (JOB-09)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey("desk.JobSheet", models.CASCADE, related_name="changes")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    lines = models.JSONField(default=list)  # [{"field": name, "zh", "en", "old": …, "new": …, "id"}]
    touches = models.JSONField(default=list)  # signs asked for again: ["copy", "design", "review"]
    in_force_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="change_number_once")]
        ordering = ("number",)

    @property
    def subject(self) -> str:
        return f"CS-{self.number} {self.reason}"

    @property
    def is_settled(self) -> bool:
        return self.in_force_at is not None or self.withdrawn_at is not None

    def missing_signs(self) -> list[str]:
        """The signs still wanted before the change is in force."""
        live = {s.sign for s in self.signatures.all() if s.void_at is None and s.decision == "accepted"}
        return [sign for sign in self.touches if sign not in live]


class HandOver(Noun):
    """A stage handed to the next person, who accepts or returns it with a reason (ROL-05)."""

    STATES = ("offered", "accepted", "returned", "withdrawn")

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey("desk.JobSheet", models.CASCADE, related_name="hand_overs")
    from_stage = choice_field(terms.STAGES)
    to_stage = choice_field(terms.STAGES, default="copy")
    giver = person_field()
    receiver = person_field()
    note = short(300)
    state = models.CharField(max_length=9, default="offered")
    offered_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)
    reason = short(300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet"], condition=Q(state="offered"), name="one_open_hand_over")
        ]

    @property
    def subject(self) -> str:
        stages = f"{terms.STAGES[self.from_stage].zh} → {terms.STAGES[self.to_stage].zh}"
        return f"{stages}：{self.note}" if self.note else stages

    def is_open_for(self, person: Any) -> bool:
        return self.state == "offered" and self.receiver_id == person.pk
