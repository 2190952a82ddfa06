"""Feedback, every wording of it that was kept, and the changes the client asks for."""

from __future__ import annotations

from typing import Any

from django.db import models

from aedesk.kit.text import T

from ..clients.terms import CHANNELS
from ..noun import Noun, choice_field, long, person_field, short
from . import terms


class Feedback(Noun):
    """What a client said about a delivery, or about a job without one. `words` are verbatim; `marks` are spans of them.

    `round` is the round of changes of its sheet it belongs to, 0 where it asks for none that counts.
    """

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="feedback")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="feedback")
    delivery = models.ForeignKey("desk.Delivery", models.PROTECT, null=True, blank=True, related_name="feedback")
    note = models.ForeignKey("desk.ContactNote", models.PROTECT, null=True, blank=True, related_name="feedback")
    contact = models.ForeignKey("desk.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    said_by = short(60)  # who said it, where that is no contact of ours
    channel = choice_field(CHANNELS)
    received_at = models.DateTimeField()
    words = long()
    marks = models.JSONField(default=list, blank=True)  # [[from, until)] in characters of `words`
    wording = models.PositiveSmallIntegerField(default=1)
    good = long()
    bad = long()
    behind = long()
    our_view = long()
    picture = models.ForeignKey("desk.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)
    relayed_at = models.DateTimeField(null=True, blank=True)
    relayed_wording = models.PositiveSmallIntegerField(default=0)
    quotation = models.ForeignKey("desk.Request", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["client", "-received_at"], name="feedback_client"),
            models.Index(fields=["relayed_at", "-received_at"], name="feedback_relayed"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def who(self) -> str:
        return str(self.contact) if self.contact_id else self.said_by or str(self.client)

    @property
    def subject(self) -> str:
        """The first line of what was said."""
        return self.words.split("\n")[0][:60]

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The words in pieces, each with whether it is marked."""
        return pieces(self.words, self.marks)

    @property
    def unreasoned(self) -> list[T]:
        """The changes that neither have a reason nor are to be asked about (SUB-12)."""
        return [
            T(
                f"“{one.what}”没有理由：写理由，或标为待问。",
                f"“{one.what}” has no reason: give one, or mark it to be asked.",
            )
            for one in self.items.order_by("position", "pk")
            if not one.why and not one.must_ask
        ]

    @property
    def included_rounds(self) -> int | None:
        """The rounds the contract includes: the project's figure, else the client's; None where none is agreed."""
        own: int | None = self.project.included_rounds
        return own if own is not None else self.client.included_rounds

    @property
    def is_beyond(self) -> bool:
        """超出合同轮次 (SUB-17)."""
        included = self.included_rounds
        return included is not None and self.round > included


class Wording(Noun):
    """One wording of what was said: editing what the team has heard makes a new one, and both stay (SUB-11)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField(default=1)
    words = long()
    marks = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feedback", "number"], name="wording_once")]

    @property
    def parts(self) -> list[tuple[str, bool]]:
        return pieces(self.words, self.marks)


class ChangeItem(Noun):
    """One thing the client wants otherwise: with a reason or a question, an outcome and the cause of the rework."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="+")
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=300)
    why = short(300)
    must_ask = models.BooleanField(default=False)  # 待问: the reason is to be asked within a day
    cause = choice_field(terms.CAUSES)
    outcome = choice_field(terms.OUTCOMES, blank=True)
    outcome_why = short(300)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = person_field(null=True, blank=True)

    def __str__(self) -> str:
        return self.what

    @property
    def counts(self) -> bool:
        """Whether it makes a round of the contract: not what the client took back, nor what was our own fault."""
        return self.outcome != "withdrawn" and self.cause not in terms.OUR_CAUSES


def pieces(words: str, marks: list[Any]) -> list[tuple[str, bool]]:
    """A text cut at its marked spans."""
    found, at = [], 0
    for start, end in marks:
        found += [(words[at:start], False), (words[start:end], True)]
        at = end
    return [(text, marked) for text, marked in [*found, (words[at:], False)] if text]
