"""Clients, their people, who of us works for them, and the walls between rivals."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from aedesk.kit.text import LANGUAGES

from ..journal.people import ERASED
from ..noun import Noun, choice_field, long, person_field, short
from . import terms


class Client(Noun):
    """A client or prospect (CRM-01). `code` is the house's short name for it, such as C1."""

    wall: ClassVar[str] = "id"

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    short_name = short(40)
    initials = short(40)
    credit_code = short(18, db_index=True)  # 统一社会信用代码, GB 32100
    industry = short(60)
    grade = choice_field(terms.GRADES, default="B")
    kind = choice_field(terms.CLIENT_KINDS)
    size = choice_field(terms.SIZES, default="medium")
    status = choice_field(terms.CLIENT_STATUSES)
    ownership = choice_field(terms.OWNERSHIPS, default="private")
    address = short(200)
    fee_model = short(120)
    contract = short(120)
    included_rounds = models.PositiveSmallIntegerField(null=True, blank=True)
    invoice_cut_off_day = models.PositiveSmallIntegerField(null=True, blank=True)
    payment_day = models.PositiveSmallIntegerField(null=True, blank=True)
    invoice_recipient = short(80)
    needs_both_signatures = models.BooleanField(default=False)  # brand agency client (SCH-06)
    taboos = short(300)  # printed in red on every sheet (BRF-08)
    notes = long()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    moved = models.JSONField(default=dict, blank=True, editable=False)  # what a merge moved, so that it can be undone

    def __str__(self) -> str:
        return self.short_name or self.name


class ClientMember(models.Model):
    """A person who works for a client and so may know of it."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="members")
    person = person_field(on_delete=models.CASCADE, related_name="client_memberships")
    since_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "person"], name="client_member_once")]


class Wall(models.Model):
    """Two rivals: nobody but the agency-wide roles may work for both (CPL-01)."""

    left = models.ForeignKey(Client, models.CASCADE, related_name="+")
    right = models.ForeignKey(Client, models.CASCADE, related_name="+")
    reason = short(200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="wall_once")]


class Contact(Noun):
    """A person at the client or its sales agency (F19). Preferences are kept for a purpose, with consent, and go on request."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=60)
    initials = short(20)
    salutation = short(30)
    company = short(120)  # the sales agency's name where it is not the client's own person
    department = short(60)
    title = short(60)
    role = choice_field(terms.CONTACT_ROLES, default="executor")
    language = choice_field(LANGUAGES, default="zh")  # of mails, links and texts for pasting
    is_senior = models.BooleanField(default=False)  # chairman or general manager (ROL-09)
    phone = short(40)
    wechat = short(60)
    email = short(120)
    qq = short(20)
    window_from = models.TimeField(null=True, blank=True)
    window_until = models.TimeField(null=True, blank=True)
    birthday = short(5)  # MM-DD, never the year
    drink = short(60)
    seat = short(60)
    likes = short(200)
    dislikes = short(200)
    purpose = short(120)
    consent_on = models.DateField(null=True, blank=True)
    source = short(120)
    keep_until = models.DateField(null=True, blank=True)
    restricted_notes = long()
    withdrawn = models.JSONField(default=dict, blank=True, editable=False)  # purpose: the day consent to it ended
    erased_at = models.DateTimeField(null=True, editable=False)  # all that is personal is gone, and stays gone
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["client", "name"], name="contact_client")]

    def __str__(self) -> str:
        return self.name or str(ERASED)

    @property
    def has_consent(self) -> bool:
        return self.consent_on is not None

    def birthday_in(self, year: int) -> date | None:
        """The birthday of a year; 29 February falls on the 28th in common years."""
        if not self.birthday:
            return None
        month, day = (int(part) for part in self.birthday.split("-"))
        return date(year, month, min(day, 28)) if (month, day) == (2, 29) else date(year, month, day)
