"""Duties as rows, the confirmed list of a day, and the agency's own figures."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T

from ..noun import person_field, short


class Duties(models.QuerySet[Any]):
    """Duties behind client walls; one without a client is for everybody in the house."""

    def visible_to(self, person: Any) -> Self:
        if person is None or not person.is_active:
            return self.none()
        if person.sees_every_client:
            return self
        return self.filter(Q(client_id=None) | Q(client_id__in=person.client_ids))

    def overdue(self, at: Any) -> Self:
        """Open past their time. A soft one only nudges before it: nobody is told that it is late (SUB-06)."""
        return self.filter(state="open", soft=False, due_at__lt=at)


class DutyRow(models.Model):
    """Something that must be done by a time.

    States: open, done, waived, missed (its day passed), cancelled. `late_seconds` is kept for ever: a waiver names
    who and why and leaves it.
    """

    OPEN, DONE, WAIVED, MISSED, CANCELLED = "open", "done", "waived", "missed", "cancelled"

    rule = models.CharField(max_length=48)
    key = models.CharField(max_length=120, unique=True)
    person = person_field(related_name="duties", db_index=False)
    noun = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    client_id = models.BigIntegerField(null=True)
    project_id = models.BigIntegerField(null=True)
    job_id = models.BigIntegerField(null=True)
    says_zh = models.CharField(max_length=200)
    says_en = models.CharField(max_length=200)
    subject = short(160)  # what it is about, in the words of the house
    asked_by = person_field(null=True, db_index=False)  # whose act opened it, and who waits
    does = models.CharField(max_length=40, blank=True)  # the one-tap action
    state = models.CharField(max_length=9, default=OPEN)
    soft = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    told_late_at = models.DateTimeField(null=True)
    nudged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = person_field(null=True, db_index=False)
    late_seconds = models.PositiveIntegerField(default=0)
    reason = short(400)

    objects: ClassVar[Any] = Duties.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "due_at"], condition=Q(state="open"), name="duty_mine"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="duty_due"),
            models.Index(fields=["noun", "object_id"], condition=Q(state="open"), name="duty_about"),
            models.Index(fields=["job_id"], condition=Q(state="open"), name="duty_job"),
            models.Index(fields=["asked_by", "due_at"], condition=Q(state="open"), name="duty_asked"),
            models.Index(fields=["project_id", "due_at"], condition=Q(state="open"), name="duty_project"),
            models.Index(fields=["person", "-ended_at"], condition=~Q(state="open"), name="duty_ended"),
            models.Index(fields=["rule", "state"], name="duty_rule"),
            models.Index(fields=["due_at", "rule", "state", "late_seconds", "client_id"], name="duty_kept"),
        ]

    @property
    def says(self) -> T:
        return T(self.says_zh, self.says_en)

    @property
    def client(self) -> Any:
        return self._named("Client", self.client_id)

    @property
    def project(self) -> Any:
        return self._named("Project", self.project_id)

    @property
    def job(self) -> Any:
        return self._named("JobSheet", self.job_id)

    def _named(self, model: str, pk: int | None) -> Any:
        # By name: a duty knows nothing of the nouns above it.
        return apps.get_model("desk", model)._default_manager.filter(pk=pk).first() if pk else None

    @property
    def is_late(self) -> bool:
        return self.late_seconds > 0 or (self.state == self.OPEN and clock.now() > self.due_at)


class RuleFigure(models.Model):
    """A figure the agency changed, with the day from which it counts; older duties keep theirs."""

    rule = models.CharField(max_length=48)
    key = models.CharField(max_length=40)
    value = models.CharField(max_length=20)
    from_on = models.DateField()
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")


class DayList(models.Model):
    """The morning list of one person: order, times and when it was confirmed (RHY-01)."""

    person = person_field(on_delete=models.CASCADE)
    day = models.DateField()
    items = models.JSONField(default=list)  # [{"key": "duty:12", "at": "10:30"}] in order
    confirmed_at = models.DateTimeField(null=True)
    late_seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="daylist_once")]


class RefusalRow(models.Model):
    """A gate that stayed shut, counted for the 规矩 page, behind client walls like duties."""

    rule = models.CharField(max_length=48)
    action = models.CharField(max_length=40)
    person = person_field(on_delete=models.CASCADE, db_index=False)
    at = models.DateTimeField(default=clock.now)
    noun = short(24)
    object_id = models.BigIntegerField(null=True)
    client_id = models.BigIntegerField(null=True)

    objects: ClassVar[Any] = Duties.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at", "rule", "client_id"], name="refusal_rule")]
