"""A receipt, its lines, and the seal that holds what was signed. The database refuses changes of anything signed."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import models
from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T

from ..noun import Noun, choice_field, long, person_field, short
from . import terms

VERSION = re.compile(r"[_-]V(\d+)(?=\.|_|$)", re.IGNORECASE)


class Receipt(Noun):
    """R-YYMM-nn, a row without gaps each month; one is open for a client at a time (F6)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="receipts", db_index=False)
    number = models.CharField(max_length=12, unique=True)
    state = choice_field(terms.STATES)
    ae = person_field()
    signer_name = short(60)
    signer_title = short(60)
    on_behalf = short(60)  # 代签: for whom
    signer = models.ForeignKey("desk.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    how = short(8)
    via = short(8)
    ink = long()  # the drawn lines as JSON, or the typed name
    scan = models.ForeignKey("desk.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["client", "-id"], name="receipt_client"),
            models.Index(fields=["client"], condition=Q(state="open"), name="receipt_open"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state == "open"


class ReceiptLine(Noun):
    """One file on a receipt, and what the client said to it. `sent_at` stays that of the first sending while it is carried over."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="lines")
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="receipt_lines")
    delivery_file = models.ForeignKey(
        "desk.DeliveryFile", models.PROTECT, null=True, blank=True, related_name="receipt_lines"
    )
    attachment = models.ForeignKey("desk.Attachment", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=9, default="draft")
    copies = models.PositiveSmallIntegerField(default=1)
    medium = short(24)
    channel = models.CharField(max_length=24)
    sent_at = models.DateTimeField()
    decision = short(8)
    reason = short(300)
    feedback = short(500)
    carried_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    taken_off_at = models.DateTimeField(null=True)
    taken_off_why = short(300)
    given_up_at = models.DateTimeField(null=True)
    given_up_why = short(300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receipt", "delivery_file"], name="receipted_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """By what a form names the line, whether it is stored yet or not."""
        return f"F{self.delivery_file_id}" if self.delivery_file_id else f"L{self.pk}"

    @property
    def version_label(self) -> str:
        """V2 out of 261112大牌_设计稿_V2.pdf; "" where the name says none."""
        found = VERSION.search(self.name)
        return f"V{found[1]}" if found else ""

    @property
    def is_listed(self) -> bool:
        """Whether it stands on its receipt to be signed."""
        return self.taken_off_at is None and self.given_up_at is None

    def age_days(self, now: datetime) -> int:
        """Whole calendar days since it was sent (RCP-04)."""
        return (clock.shanghai(now).date() - clock.shanghai(self.sent_at).date()).days

    @property
    def medium_name(self) -> T:
        return terms.MEDIA.get(self.medium, T(self.medium, self.medium))


class ReceiptSeal(models.Model):
    """What was signed, as text, with its fingerprint and a keyed hash chained to the seal before. Rows are only added."""

    seq = models.BigIntegerField(unique=True)
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="seal")
    body = models.TextField()  # canonical JSON, hashed as it stands
    fingerprint = models.CharField(max_length=64)  # sha256 of the body: what the client's own copy shows
    before = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.fingerprint
