"""The check before sending: who looked at size, typos and format, what was found, and how each finding was answered."""

from __future__ import annotations

from django.db import models

from aedesk.kit import clock

from ..noun import Noun, choice_field, person_field, short
from . import terms


class DeliveryCheck(Noun):
    """One look at the files by one person (SUB-02). `files` is the sha256 of what was looked at: other files, another look."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    delivery = models.ForeignKey("desk.Delivery", models.CASCADE, related_name="checks")
    person = person_field()
    at = models.DateTimeField(default=clock.now)
    files = models.CharField(max_length=64)


class DeliveryFinding(Noun):
    """Something found, by the person or by the machine; the delivery waits until it is answered."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    check_of = models.ForeignKey(DeliveryCheck, models.CASCADE, related_name="findings")
    item = choice_field(terms.CHECKS)
    what = models.CharField(max_length=300)
    by_machine = models.BooleanField(default=False)
    answer = models.CharField(max_length=9, blank=True, default="")
    answer_note = short(200)
    answered_by = person_field(null=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.what
