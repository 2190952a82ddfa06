"""The journal's rows: events chained by a keyed hash, and one seal a day."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..noun import Walled


class Events(Walled):
    """Events behind the client walls; those about no client are for whoever acted and the agency-wide roles."""

    def visible_to(self, person: Any) -> Self:
        if person is None or not person.is_active or person.sees_every_client:
            return super().visible_to(person)
        return self.filter(Q(client_id__in=person.client_ids) | Q(client_id=None, person=person))


class Event(models.Model):
    """One thing that happened. Rows are only ever added; the database refuses UPDATE and DELETE (ROL-12)."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    on_behalf_of_id = models.BigIntegerField(null=True)  # 方小棠 代 林晓岚 (ROL-01)
    action = models.CharField(max_length=40)
    noun = models.CharField(max_length=24)
    object_id = models.BigIntegerField(null=True)
    client_id = models.BigIntegerField(null=True)
    project_id = models.BigIntegerField(null=True)
    job_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=8, default="web")
    payload = models.TextField(default="{}")  # JSON text, hashed as it stands
    hash = models.CharField(max_length=64)

    objects = Events.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["job_id", "-seq"], name="event_job"),
            models.Index(fields=["project_id", "-seq"], name="event_project"),
            models.Index(fields=["client_id", "-seq"], name="event_client"),
            models.Index(fields=["noun", "object_id", "-seq"], name="event_object"),
        ]


class JournalHead(models.Model):
    """The journal's last number and hash: one row, held while an event is added."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class DaySeal(models.Model):
    """A day closed: its first and last event and a hash over them, chained to the day before."""

    day = models.DateField(primary_key=True)
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
