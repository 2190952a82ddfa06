"""The contact log: preparation (F20), notes with points read back, promises, decisions, slips and escalations."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from aedesk.kit import clock

from ..clients.terms import CHANNELS
from ..noun import Noun, Walled, choice_field, long, person_field, short


class CallPrep(Noun):
    """Seven questions answered before a talk (CRM-05, TEL-04); `questions` are [{"text", "kind": closed|open|probing}]."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey("desk.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    person = person_field()
    planned_at = models.DateTimeField(null=True, blank=True)
    channel = choice_field(CHANNELS)
    is_monday_call = models.BooleanField(default=False)
    aim = long()
    learn = long()
    tell = long()
    discuss = long()
    wanted_action = long()
    their_aim = long()
    their_reaction = long()
    my_answer = long()
    questions = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.aim[:60]


class ContactNote(Noun):
    """What was said in a call, message or talk. Written within 15 minutes of its end (TEL-05)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="notes_of_contact", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, null=True, blank=True, related_name="contact_notes")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="contact_notes")
    contact = models.ForeignKey("desk.Contact", models.PROTECT, null=True, blank=True, related_name="notes_of")
    person = person_field()
    prep = models.ForeignKey(CallPrep, models.PROTECT, null=True, blank=True, related_name="notes_after")
    channel = choice_field(CHANNELS)
    is_monday_call = models.BooleanField(default=False)
    is_incoming = models.BooleanField(default=False)
    is_important = models.BooleanField(default=False)  # needs a preparation (TEL-04)
    for_team = models.BooleanField(default=False)  # to be passed on within the hour (SUB-07)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField()
    subject = models.CharField(max_length=160)
    points = models.JSONField(default=list, blank=True)  # numbered lines
    is_read_back = models.BooleanField(default=False)
    read_back_by = short(60)
    read_back_at = models.DateTimeField(null=True, blank=True)
    client_words = long()
    real_need = long()
    our_view = long()
    effect_feedback = long()  # Monday call: last week's effect (RHY-11)
    week_plan = long()  # Monday call: this week's plan
    senior_reason = short(200)
    director = person_field(null=True, blank=True)
    late_seconds = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["client", "-ended_at"], name="note_client"),
            models.Index(fields=["person", "-ended_at"], name="note_person"),
        ]

    def __str__(self) -> str:
        return self.subject


class Relay(Noun):
    """The client's word passed on to the team with its reason and our view (SUB-07, SUB-12).

    It keeps what was passed on as it was then: of a note the words and why, of feedback all its parts; `items` are
    [{"what", "why", "must_ask"}].
    """

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, null=True, related_name="+")
    note = models.ForeignKey(ContactNote, models.CASCADE, null=True, related_name="relays")
    feedback = models.ForeignKey("desk.Feedback", models.CASCADE, null=True, related_name="relays")
    wording = models.PositiveSmallIntegerField(default=0)  # which wording of the feedback
    says = long()
    good = long()
    bad = long()
    behind = long()
    our_view = long()
    items = models.JSONField(default=list)
    reason = short(300)
    must_ask = models.BooleanField(default=False)  # the reason is still to be asked
    told = models.JSONField(default=list)  # ids of the persons

    @property
    def subject(self) -> str:
        return self.says.split("\n")[0]


class Decision(Noun):
    """Something decided with the client, by phone too: minutes within 24 hours (TEL-10, MIN-08)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    note = models.ForeignKey(ContactNote, models.CASCADE, related_name="decisions")
    text = models.CharField(max_length=300)
    decided_by = short(60)
    decided_at = models.DateTimeField()
    minutes_text = long()
    minutes_sent_at = models.DateTimeField(null=True)
    minutes_sent_by = person_field(null=True)
    client_signed_at = models.DateTimeField(null=True)
    client_signed_by = short(60)
    minutes_hash = short(64)

    def __str__(self) -> str:
        return self.text


class ClientPromise(Noun):
    """What the client promised us, with a time (CRM-21)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    note = models.ForeignKey(ContactNote, models.CASCADE, related_name="client_promises")
    contact = models.ForeignKey("desk.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    dropped_why = short(200)

    def __str__(self) -> str:
        return self.what

    @property
    def subject(self) -> str:
        return f"{self.contact}：{self.what}" if self.contact_id else self.what


class Slips(Walled):
    """Message slips; one without a client is for the two it concerns and the agency-wide roles."""

    def visible_to(self, person: Any) -> Self:
        if person is None or not person.is_active:
            return self.none()
        if person.sees_every_client:
            return self
        ours = Q(client=None) & (Q(for_person=person) | Q(taken_by=person))
        return self.filter(Q(client_id__in=person.client_ids) | ours)


class MessageSlip(Noun):
    """A message for a colleague who is out (TEL-03)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, null=True, blank=True, related_name="+")
    for_person = person_field()
    taken_by = person_field()
    caller = models.CharField(max_length=80)
    phone = short(40)
    matter = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)
    back_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = short(200)

    objects: ClassVar[Any] = Slips.as_manager()

    def __str__(self) -> str:
        return f"{self.caller}：{self.matter}"

    @property
    def subject(self) -> str:
        return f"{self.caller} {self.phone}".strip() + f"：{self.matter}"


class Escalation(Noun):
    """What the AE could not settle: whom we asked, what was decided, when the client was told (TEL-08)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.ForeignKey(ContactNote, models.PROTECT, null=True, blank=True, related_name="escalations")
    issue = models.CharField(max_length=300)
    raised_by = person_field()
    asked = person_field()
    asked_at = models.DateTimeField(default=clock.now)
    decision = short(300)
    decided_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told_how = short(60)

    def __str__(self) -> str:
        return self.issue
