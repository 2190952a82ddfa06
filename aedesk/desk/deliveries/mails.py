"""The outbox: one mail of a delivery, from the queue until a server has taken it, or nobody can tell whether one has."""

from __future__ import annotations

from django.db import models

from aedesk.kit import clock

from ..noun import Noun, choice_field, long, short
from . import terms


class Mail(Noun):
    """A mail to be carried by SMTP (T27). `message_id` never changes, however often it is tried.

    queued → taken (a worker talks to the server; nothing is lost if it dies) → handing (the text is on its way: if the
    worker dies now, nobody knows) → accepted, or uncertain; failed where the server would not have it.
    """

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    delivery = models.ForeignKey("desk.Delivery", models.PROTECT, related_name="mails")
    message_id = models.CharField(max_length=200, unique=True)
    sender = models.CharField(max_length=200)  # as it stands in From
    reply_to = short(160)
    recipients = models.JSONField(default=list)  # [[name, address]]
    subject = models.CharField(max_length=200)
    body = long()
    with_files = models.BooleanField(default=True)  # False: too large, the body holds the link
    state = choice_field(terms.MAIL_STATES)
    claim = short(120)  # which worker holds it
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=clock.now)
    handed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    answer = short(300)  # what the server said last
    refused = models.JSONField(default=list)  # addresses it would not have

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"], condition=models.Q(state__in=["queued", "taken", "handing"]), name="mail_under_way"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery"],
                condition=models.Q(state__in=["queued", "taken", "handing", "uncertain"]),
                name="one_mail_under_way",
            )
        ]

    def __str__(self) -> str:
        return self.subject
