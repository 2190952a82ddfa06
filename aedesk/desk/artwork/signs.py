"""Names under one version of a file, its release to a supplier, and the faults found later (ROL-11)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from aedesk.kit import clock

from ..noun import Noun, choice_field, person_field, short
from . import terms


class StageSign(Noun):
    """Who answers for a stage of a version: accepted or returned, with the hash of the bytes that were seen."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    attachment = models.ForeignKey("desk.Attachment", models.CASCADE, related_name="signs")
    stage = choice_field(terms.SIGN_STAGES)
    person = person_field()
    decision = models.CharField(max_length=9, default="accepted")  # accepted, returned
    at = models.DateTimeField(default=clock.now)
    reason = short(300)
    client_name = short(60)  # who signed at the client
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attachment", "stage"], condition=Q(decision="accepted"), name="stage_signed_once"
            )
        ]


class Release(Noun):
    """A confirmed file given out for production: to whom, by whom, when (FIL-05)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    attachment = models.ForeignKey("desk.Attachment", models.PROTECT, related_name="releases")
    supplier = models.ForeignKey("desk.Supplier", models.PROTECT, null=True, blank=True, related_name="+")
    to = short(120)
    at = models.DateTimeField(default=clock.now)
    person = person_field()
    note = short(200)
    sha256 = models.CharField(max_length=64)


class Fault(Noun):
    """An error found after a stage was signed: which stage let it pass, and who signed it there."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, related_name="faults")
    attachment = models.ForeignKey("desk.Attachment", models.PROTECT, null=True, blank=True, related_name="faults")
    what = models.CharField(max_length=300)
    stage = choice_field(terms.SIGN_STAGES)
    signer = person_field(null=True, blank=True)
    found_at = models.DateTimeField(default=clock.now)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)  # CNY, net

    class Meta:
        indexes = [models.Index(fields=["-found_at"], name="fault_found")]


def live(it: Any) -> dict[str, StageSign]:
    """The accepted signs of a version by stage."""
    return {one.stage: one for one in it.signs.all() if one.decision == "accepted"}
