"""The job sheet 工作单 (F1), the request it answers, its spec rows and its signatures."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T

from ..noun import Noun, choice_field, long, person_field, short
from . import ends, state, terms
from .inputs import SPEC_COLUMNS

# In these words for the indexes below: with a list of states SQLite would not take them, its values being bound later.
NOT_OVER = ~Q(state="closed") & ~Q(state="cancelled")
NOT_ISSUED = ~Q(state="issued") & ~Q(state="closed")


class Request(Noun):
    """What a client asked for, before there is a sheet; R-21."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="requests")
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="requests")
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=120)
    note = models.ForeignKey("desk.ContactNote", models.PROTECT, null=True, blank=True, related_name="requests")
    wanted_at = models.DateTimeField(null=True, blank=True)
    state = choice_field(terms.REQUEST_STATES)
    ae = person_field()
    dropped_why = short(200)

    class Meta:
        indexes = [models.Index(fields=["ae", "state"], name="request_mine")]

    def __str__(self) -> str:
        return f"R-{self.number} {self.title}"


class JobSheet(Noun):
    """A job sheet. Money in CNY net, times aware, lengths of its spec rows in mm."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="job_sheets", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="job_sheets", db_index=False)
    request = models.ForeignKey(Request, models.PROTECT, null=True, blank=True, related_name="job_sheets")
    number = models.CharField(max_length=20, unique=True, null=True)  # 261116-P02-014, given by finance
    title = models.CharField(max_length=120)
    job_type = choice_field(terms.JOB_TYPES)
    state = choice_field(terms.STATES)
    stage = choice_field(terms.STAGES)
    court = choice_field(terms.COURTS)
    waiting_for = short(120)
    ae = person_field(db_index=False)
    copywriter = person_field(null=True, blank=True, db_index=False)
    designer = person_field(null=True, blank=True, db_index=False)
    finished_artist = person_field(null=True, blank=True, db_index=False)
    billing = choice_field(terms.BILLING)
    contract = short(60)
    is_urgent = models.BooleanField(default=False)
    urgent_reason = short(12)
    urgent_note = short(200)
    alignment = models.ForeignKey("desk.ContactNote", models.PROTECT, null=True, blank=True, related_name="+")
    client_words = long()
    real_need = long()
    our_task = long()
    background = long()
    purpose = long()
    effect = long()
    benefits = long()
    tone = long()
    mandatories = long()
    content = long()
    special_notes = long()
    strategy = short(160)
    no_strategy_why = short(200)
    draft_due_at = models.DateTimeField(null=True, blank=True)
    review_due_at = models.DateTimeField(null=True, blank=True)
    client_due_at = models.DateTimeField(null=True, blank=True)
    output_due_at = models.DateTimeField(null=True, blank=True)
    estimated_hours = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    estimated_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = person_field(null=True, editable=False, db_index=False)
    last_event_at = models.DateTimeField(default=clock.now, editable=False)
    next_action = short(160)
    next_action_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["client", "-id"], name="job_client"),
            models.Index(fields=["project", "-id"], name="job_project"),
            models.Index(fields=["state", "-id"], name="job_state"),
            models.Index(fields=["ae", "last_event_at", "next_action_at"], condition=NOT_OVER, name="job_ae_open"),
            models.Index(fields=["last_event_at"], condition=NOT_OVER, name="job_open_event"),
            models.Index(fields=["client", "request"], condition=NOT_ISSUED, name="job_client_begun"),
            models.Index(fields=["copywriter"], condition=Q(state="issued"), name="job_copy"),
            models.Index(fields=["designer"], condition=Q(state="issued"), name="job_design"),
            models.Index(fields=["finished_artist"], condition=Q(state="issued"), name="job_finish"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def label(self) -> str:
        """The finance number, or the draft's own until there is one."""
        return self.number or f"D-{self.pk}"

    @property
    def is_issued(self) -> bool:
        return self.state == "issued"

    @property
    def is_closed(self) -> bool:
        return self.state in ("closed", "cancelled")

    @property
    def is_editable(self) -> bool:
        return self.state in ("draft", "returned")

    @property
    def has_number(self) -> bool:
        return bool(self.number)

    @property
    def is_pitch(self) -> bool:
        return self.job_type == "pitch"

    @property
    def rows(self) -> list[SpecRow]:
        return list(self.spec_rows.all())

    @property
    def missing(self) -> list[Any]:
        return state.missing(self)

    @property
    def waiting_signs(self) -> list[T]:
        return state.waiting_signs(self)

    @property
    def open_ends(self) -> list[ends.End]:
        return ends.open_ends(self)

    @property
    def brief_approved(self) -> bool:
        return hasattr(self, "brief") and bool(self.brief.is_approved)

    @property
    def has_unit_plan(self) -> bool:
        return bool(self.project.base_materials.filter(kind="unit_plan").exists())

    def given(self, name: str) -> list[dict[str, Any]] | None:
        """The specification as an editor gives it; None for what the sheet keeps under its own name."""
        return [row.plain for row in self.rows] if name == "spec_rows" else None

    def doer_of(self, sign: str) -> Any:
        """The person who signs as copywriter or designer, or None."""
        return {"copy": self.copywriter, "design": self.designer}.get(sign)


class SpecRow(models.Model):
    """One deliverable: lengths in mm, viewing distance in m, scale as 1:n, resolution follows from both."""

    sheet = models.ForeignKey(JobSheet, models.CASCADE, related_name="spec_rows")
    position = models.PositiveSmallIntegerField(default=0)
    kind = short(60)
    publication = short(80)  # the newspaper and column size, or the outdoor site
    width_mm = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    height_mm = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    bleed_mm = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    quantity = models.PositiveIntegerField(null=True, blank=True)
    usage = short(80)
    placement = choice_field(terms.PLACEMENTS, blank=True)
    obstacles = short(80)
    paper = short(60)
    process = short(60)
    plates = short(80)  # special plates: spot varnish, foil, die
    colour = short(40)
    distance_m = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    scale = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("position", "id")

    @property
    def plain(self) -> dict[str, str]:
        """What the row says, as text by column; empty cells are left out."""
        values = {column.name: getattr(self, column.name) for column in SPEC_COLUMNS}
        return {name: format_value(value) for name, value in values.items() if value not in (None, "")}


def format_value(value: Any) -> str:
    """A number without idle zeros; anything else as it stands."""
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text


class Signature(models.Model):
    """A name under a sheet or a brief: what was decided, when, and the hash of what was read."""

    sheet = models.ForeignKey(JobSheet, models.CASCADE, related_name="signatures")
    brief = models.ForeignKey("desk.CreativeBrief", models.CASCADE, null=True, related_name="signatures")
    change = models.ForeignKey("desk.ChangeSheet", models.CASCADE, null=True, related_name="signatures")
    sign = models.CharField(max_length=20)
    person = person_field()
    decision = choice_field(terms.DECISIONS)
    at = models.DateTimeField(default=clock.now)
    reason = short(300)
    proposed_at = models.DateTimeField(null=True)
    content_hash = short(64)
    void_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(decision="returned"), name="sign_returned")]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "sign"],
                condition=Q(void_at=None, decision="accepted", brief=None, change=None),
                name="sheet_signed_once",
            ),
            models.UniqueConstraint(
                fields=["brief", "sign"],
                condition=Q(void_at=None, decision="accepted", brief__isnull=False),
                name="brief_signed_once",
            ),
            models.UniqueConstraint(
                fields=["change", "sign"],
                condition=Q(void_at=None, decision="accepted", change__isnull=False),
                name="change_signed_once",
            ),
        ]
