"""Schedule lines proposed to doers, the schedules they stand on, promises to the client and extensions won."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T

from ..noun import Noun, choice_field, long, person_field, short
from . import terms


class ScheduleLine(Noun):
    """What one doer is to deliver and by when; only accepted lines may reach the client (SCH-01)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="schedule_lines")
    request = models.ForeignKey("desk.Request", models.PROTECT, null=True, blank=True, related_name="schedule_lines")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="schedule_lines")
    what = models.CharField(max_length=120)
    step = choice_field(terms.STEPS)
    doer = person_field()
    start_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()  # the first draft, internal
    review_at = models.DateTimeField(null=True, blank=True)
    client_at = models.DateTimeField(null=True, blank=True)  # the true client date beside it (SCH-09)
    feedback_at = models.DateTimeField(null=True, blank=True)
    revision_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    output_at = models.DateTimeField(null=True, blank=True)
    needs = short(200)  # what the client is to give before work begins
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)  # of work to the first draft
    buffer_hours = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # working hours to keep before the client's time
    first_due_at = models.DateTimeField(null=True)  # as first accepted: slips count from here (ROL-06)
    state = choice_field(terms.LINE_STATES)
    countered_at = models.DateTimeField(null=True)
    answer_note = short(200)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["doer", "state", "due_at"], name="line_doer"),
            models.Index(fields=["due_at"], name="line_due"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def dates(self) -> dict[str, datetime]:
        """The dates that are set, by field, in the order of work."""
        return {name: at for name in terms.DATES if (at := getattr(self, name)) is not None}

    @property
    def begins_at(self) -> datetime:
        """Where its bar begins: the start, or the day it was asked for."""
        return self.start_at or min(self.created_at, self.due_at)

    @property
    def ends_at(self) -> datetime:
        """Its last date."""
        return max(self.dates.values())

    @property
    def is_asked(self) -> bool:
        return self.state not in ("planned", "withdrawn")

    @property
    def delivered_at(self) -> Any:
        """When it was delivered, or None; delivering is a line's last change."""
        return self.changed_at if self.state == "delivered" else None


class Promise(Noun):
    """A time given to the client; refused before the doers have accepted theirs (SCH-02)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="promises")
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="promises")
    request = models.ForeignKey("desk.Request", models.PROTECT, null=True, blank=True, related_name="promises")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="promises")
    to = models.ForeignKey("desk.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=160)
    by = person_field()
    agreed_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    state = choice_field(terms.PROMISE_STATES)
    kept_at = models.DateTimeField(null=True)
    late_seconds = models.IntegerField(default=0)  # negative: early

    @property
    def subject(self) -> str:
        return f"{self.what} → {self.to}" if self.to_id else self.what


class Extension(Noun):
    """Time won from the client for the creatives (SCH-08)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="extensions")
    request = models.ForeignKey("desk.Request", models.PROTECT, null=True, blank=True, related_name="extensions")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="extensions")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = short(200)


class Schedule(Noun):
    """A schedule that was filed: the project's whole one, or one month's (F3). Its lines are the project's own.

    A brand client's is in force once both sides have signed what it says (SCH-06).
    """

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="schedules", db_index=False)
    kind = choice_field(terms.KINDS)
    month = models.DateField(null=True, blank=True)  # its first day
    state = choice_field(terms.SCHEDULE_STATES)
    edition = models.PositiveSmallIntegerField(default=1)
    filed_at = models.DateTimeField(default=clock.now)
    filed_by = person_field(db_index=False)
    in_force_at = models.DateTimeField(null=True)
    note = short(200)

    class Meta:
        indexes = [models.Index(fields=["client", "-filed_at"], name="schedule_client")]
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(kind="total"), name="one_total_schedule"),
            models.UniqueConstraint(fields=["project", "month"], condition=Q(kind="month"), name="one_month_schedule"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.name}"

    @property
    def name(self) -> T:
        """总工作时间表, or 12月工作时间表."""
        return name_of(self.kind, self.month)


def name_of(kind: str, month: date | None) -> T:
    """What a schedule is called."""
    if kind == "total" or month is None:
        return terms.KINDS["total"]
    return T(f"{month.year}年{month.month}月工作时间表", f"Schedule {month:%Y-%m}")


class ScheduleSign(Noun):
    """One side's name under a schedule, with the hash of what it said (SCH-06); a change of that asks for both again."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="signs")
    side = choice_field(terms.SIDES)
    person = person_field(db_index=False)  # who signed for us, or who took the client's signature
    name = models.CharField(max_length=60)
    how = choice_field(terms.HOWS)
    at = models.DateTimeField(default=clock.now)
    edition = models.PositiveSmallIntegerField(default=1)
    content_hash = models.CharField(max_length=64)
    said = models.JSONField(default=list)  # what was signed, as `filing.said_by` writes it
    ink = long()  # the lines drawn behind a link, as JSON
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "side"], condition=Q(void_at=None), name="schedule_side_once")
        ]
