"""A version's check by machine, the checker's answers, findings waived, and what the client approved of its content."""

from __future__ import annotations

from typing import Any

from django.db import models

from aedesk.kit import clock

from ..noun import Noun, choice_field, long, person_field, short
from . import terms


class ArtworkCheck(Noun):
    """What the machine found in the bytes of a version, judged by the order as it was then.

    `verdict` is the check's plain data; `pictures` tells kind, page, ink, sha256 of the picture and its frame in mm.
    """

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    attachment = models.ForeignKey("desk.Attachment", models.CASCADE, related_name="checks")
    sha256 = models.CharField(max_length=64)
    row = models.ForeignKey("desk.SpecRow", models.SET_NULL, null=True, blank=True, related_name="+")
    state = choice_field(terms.STATES)
    until = models.DateTimeField(null=True)  # whoever checks it has so long
    tries = models.PositiveSmallIntegerField(default=0)
    order = models.JSONField(default=dict)
    verdict = models.JSONField(default=dict)
    pictures = models.JSONField(default=list)
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="check_waiting")]

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "unreadable")

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Each finding as `preflight.telling.finding` writes it."""
        return [one | {"source": spoken(one["source"])} for one in self.verdict.get("findings", [])]


def spoken(source: Any) -> dict[str, str]:
    """A limit's origin in both languages; earlier checks wrote it in one."""
    return dict(source) if isinstance(source, dict) else {"zh": source, "en": source}


class Comparison(Noun):
    """What differs between two versions, as `preflight.telling.compared` writes it; worked out by the worker."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    before = models.ForeignKey("desk.Attachment", models.CASCADE, related_name="+")
    after = models.ForeignKey("desk.Attachment", models.CASCADE, related_name="comparisons")
    before_sha256 = models.CharField(max_length=64)
    after_sha256 = models.CharField(max_length=64)
    state = choice_field(terms.STATES)
    until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before_sha256", "after_sha256", "after"], name="compared_once")]

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "unreadable")


class ItemAnswer(Noun):
    """The checker's answer to one of the 24 items, for the bytes that were seen (ART-02)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    attachment = models.ForeignKey("desk.Attachment", models.CASCADE, related_name="answers")
    item = models.CharField(max_length=24)
    answer = models.CharField(max_length=8)
    note = short(200)
    edition = short(40)  # of the map that was looked at
    proofed_on = models.DateField(null=True)
    person = person_field()
    at = models.DateTimeField(default=clock.now)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attachment", "item"], name="item_answered_once")]

    @property
    def word(self) -> str:
        """What was named and said with the answer."""
        return " · ".join(str(one) for one in (self.edition, self.proofed_on, self.note) if one)


class Waiver(Noun):
    """A warning waived by name and reason; errors are never waived (ART-03)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    attachment = models.ForeignKey("desk.Attachment", models.CASCADE, related_name="waivers")
    mark = models.CharField(max_length=16)
    rule = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    person = person_field()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attachment", "mark"], name="finding_waived_once")]


class ContentPart(Noun):
    """A text, picture or figure of a job that the client approves by itself (SUB-14, ART-04)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey("desk.JobSheet", models.CASCADE, related_name="parts")
    kind = choice_field(terms.PARTS)
    name = models.CharField(max_length=80)
    words = long()  # the copy itself; once approved, each version is compared with it sentence by sentence
    dropped_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{terms.PARTS[self.kind]}{self.name}"


class ContentApproval(Noun):
    """The client's name under one part, how it was given, and the evidence."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    part = models.ForeignKey(ContentPart, models.CASCADE, related_name="approvals")
    client_name = models.CharField(max_length=60)
    way = choice_field(terms.WAYS)
    evidence = models.ForeignKey("desk.Attachment", models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = short(64)  # of the evidence
    person = person_field()
    at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True)
