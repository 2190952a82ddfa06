"""Deliveries: what went to whom at the client, how and when, and the mails that carried it."""

from __future__ import annotations

from django.db import models

from aedesk.kit import clock

from ..noun import Noun, choice_field, long, person_field, short
from . import terms


class Delivery(Noun):
    """Files sent to the client in one go. Its number is D-YYMM-nnn, a row per month."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="deliveries", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="deliveries")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="deliveries")
    promise = models.ForeignKey("desk.Promise", models.PROTECT, null=True, blank=True, related_name="deliveries")
    number = models.CharField(max_length=16, unique=True)
    kind = choice_field(terms.KINDS)
    channel = choice_field(terms.CHANNELS)
    subject = models.CharField(max_length=160)
    cover_note = long()
    link = short(400)  # where large files lie, for the client to fetch
    is_set = models.BooleanField(default=False)  # several files that belong together, no options to choose from
    recommended = models.ForeignKey("desk.Attachment", models.PROTECT, null=True, blank=True, related_name="+")
    recommended_why = short(300)
    state = choice_field(terms.STATES)
    sent_at = models.DateTimeField(null=True)
    sent_by = person_field(null=True)
    sent_for = person_field(null=True)  # whom a deputy sent it for (ROL-01)
    late_seconds = models.IntegerField(default=0)  # against the promise; negative: early
    told_at = models.DateTimeField(null=True)  # the client was told by phone, message or mail (SUB-04)
    told_how = short(24)
    talked_at = models.DateTimeField(null=True)  # the creative points were talked through (SUB-05)
    feedback_due_at = models.DateTimeField(null=True)  # the end of the day of sending (SUB-06)
    chase_due_at = models.DateTimeField(null=True)  # three days from sending, or from the last chase (SUB-10)
    chased_at = models.DateTimeField(null=True)  # last chase
    chases = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)  # the client's first feedback (SUB-06)
    receipt_state = choice_field(terms.RECEIPT_STATES, blank=True)  # 待补签 from sending on (SUB-09)
    cleared = models.JSONField(default=list, blank=True, editable=False)  # names the director let pass (CPL-01)
    cleared_at = models.DateTimeField(null=True)
    cleared_by = person_field(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["client", "-sent_at"], name="delivery_client"),
            models.Index(fields=["state", "sent_at"], name="delivery_state"),
            models.Index(
                fields=["chase_due_at"], condition=models.Q(state="sent", answered_at=None), name="delivery_unanswered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    def given(self, name: str) -> list[int] | None:
        """Files and recipients as an editor gives them; None for what the delivery keeps under its own name."""
        if name == "files":
            return [row.attachment_id for row in self.files.all()]
        return [row.contact_id for row in self.recipients.all()] if name == "recipients" else None

    @property
    def said(self) -> str:
        """Everything the client will read: subject, cover note, recommendation and file names (CPL-01)."""
        names = [row.name for row in self.files.all()]
        return "\n".join([self.subject, self.cover_note, self.recommended_why, self.link, *names])

    @property
    def has_options(self) -> bool:
        """Several files for the client to choose from (SUB-16)."""
        return not self.is_set and len(self.files.all()) > 1

    @property
    def late_minutes(self) -> int:
        """Minutes against the promise, begun minutes late counted; negative: early."""
        return -(-self.late_seconds // 60)

    @property
    def feedback_state(self) -> str:
        """same_day 当日确认, later 隔日, none 未回; "" while its day still runs or nothing was sent (SUB-06)."""
        if self.sent_at is None or self.feedback_due_at is None:
            return ""
        if self.answered_at is not None:
            return "same_day" if self.answered_at <= self.feedback_due_at else "later"
        return "none" if clock.now() > self.feedback_due_at else ""


class DeliveryFile(Noun):
    """One file of a delivery, as it was sent: its name, its bytes' sha256, its state and number of copies."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="files")
    attachment = models.ForeignKey("desk.Attachment", models.PROTECT, related_name="deliveries")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=9)  # draft, confirmed (FIL-05)
    copies = models.PositiveSmallIntegerField(default=1)
    medium = short(24)
    reviewed_at = models.DateTimeField(null=True)  # read by the head before it went out (SUB-15)
    reviewed_by = person_field(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "attachment"], name="delivered_once")]

    def __str__(self) -> str:
        return self.name


class DeliveryTo(Noun):
    """One person a delivery goes to, with the address as it was then."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="recipients")
    contact = models.ForeignKey("desk.Contact", models.PROTECT, related_name="+")
    address = short(160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "contact"], name="addressed_once")]

    def __str__(self) -> str:
        return str(self.contact)
