"""Timers, time entries in minutes and progress notes, all by job number."""

from __future__ import annotations

from django.db import models

from aedesk.kit import clock

from ..noun import Noun, person_field, short


class Timer(models.Model):
    """A running clock: one per person."""

    person = models.OneToOneField("desk.Person", models.CASCADE, related_name="timer")
    sheet = models.ForeignKey("desk.JobSheet", models.CASCADE, related_name="timers")
    stage = short(20)
    started_at = models.DateTimeField(default=clock.now)
    note = short(160)


class TimeEntry(Noun):
    """Minutes worked on a job. A correction is a new entry that names the one it replaces."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, related_name="time_entries", db_index=False)
    person = person_field(db_index=False)
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    stage = short(20)
    note = short(160)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    is_replaced = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["sheet", "-id"], name="time_sheet"),
            models.Index(fields=["person", "-on"], name="time_person"),
        ]


class ProgressNote(Noun):
    """How far a doer is, in percent, with a line of words (RHY-04)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey("desk.JobSheet", models.CASCADE, related_name="progress_notes")
    person = person_field(db_index=False)
    percent = models.PositiveSmallIntegerField(default=0)
    note = short(300)
    at = models.DateTimeField(default=clock.now)
