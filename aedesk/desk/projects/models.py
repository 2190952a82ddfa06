"""Projects: one AE as the client's only window, a named person for every function, facts with a date."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.roles import COMPULSORY_FUNCTIONS, FUNCTIONS

from ..noun import Noun, Walled, choice_field, long, person_field, short
from . import terms


class Project(Noun):
    """A client's project. `ae` is the single window into the agency (ROL-01)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="projects")
    code = models.CharField(max_length=8, unique=True)  # P02
    name = models.CharField(max_length=120)
    initials = short(40)
    ae = person_field(related_name="projects_led")
    state = choice_field(terms.PROJECT_STATES)
    started_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    city = short(40)
    city_tier = choice_field(terms.CITY_TIERS, blank=True)
    is_pitch = models.BooleanField(default=False)
    dossier = models.JSONField(default=dict, blank=True)  # {block: {field: text}}, see terms.DOSSIER
    milestone_from = models.DateTimeField(null=True, blank=True)  # milestone mode: 24 h clock (TEL-09)
    milestone_until = models.DateTimeField(null=True, blank=True)
    milestone_on_call = short(200)
    included_rounds = models.PositiveSmallIntegerField(null=True, blank=True)  # of changes; empty: the client's
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)  # CNY, net

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def problem(self) -> str:
        return str(self.dossier.get("background", {}).get("problem", ""))

    def given(self, name: str) -> Any:
        """A field of the dossier as an editor gives it; None for what the project keeps under its own name."""
        block, _, part = name.partition("_")
        if part and block in terms.DOSSIER:
            return self.dossier.get(block, {}).get(part, "")
        return self.dossier.get(name, []) if name in ("personas", "rivals") else None

    @property
    def gaps(self) -> list[T]:
        """The functions without a named person, compulsory ones first (ROL-02)."""
        models.prefetch_related_objects([self], "members__person")
        named = {m.function for m in self.members.all() if m.person.is_active} | {"ae"}
        codes = sorted(FUNCTIONS, key=lambda code: code not in COMPULSORY_FUNCTIONS)
        return [FUNCTIONS[code] for code in codes if code not in named]

    @property
    def compulsory_gaps(self) -> list[T]:
        """Those of the gaps without which the project does not start."""
        compulsory = [FUNCTIONS[code] for code in COMPULSORY_FUNCTIONS]
        return [gap for gap in self.gaps if gap in compulsory]

    def in_milestone_mode(self, at: datetime | None = None) -> bool:
        """Whether the 24-hour clock runs at a moment (now)."""
        moment, begins, ends = at or clock.now(), self.milestone_from, self.milestone_until
        return bool(begins and ends and begins <= moment <= ends)


class ProjectMember(models.Model):
    """Who answers for a function on a project (ROL-02)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="members")
    person = person_field(related_name="project_memberships")
    function = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "person", "function"], name="project_member_once")]


class ProjectContact(Noun):
    """What a client's contact is on one project, where it differs from the card (CRM-02)."""

    client = models.ForeignKey("desk.Client", models.CASCADE, related_name="+", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="contact_roles")
    contact = models.ForeignKey("desk.Contact", models.CASCADE, related_name="project_roles")
    role = choice_field(terms.PROJECT_ROLES, default="executor")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "contact"], name="project_contact_once")]


class Deputy(models.Model):
    """Somebody acting for the AE from one moment to another (ROL-01); on `until` itself still acting."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="deputies")
    person = person_field()
    acts_for = person_field()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    def acts_at(self, moment: object) -> bool:
        return bool(self.from_at <= moment <= self.until_at)  # type: ignore[operator]


class ProjectFact(Noun):
    """A fact with the day it was true; stale after 30 days (FIL-01)."""

    client = models.ForeignKey("desk.Client", models.CASCADE, related_name="+", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="facts")
    kind = choice_field(terms.FACT_KINDS)
    value = models.CharField(max_length=300)
    as_of = models.DateField()
    source = short(160)

    @property
    def is_stale(self) -> bool:
        return clock.today() - self.as_of > timedelta(days=terms.STALE_AFTER_DAYS)


class BaseMaterial(Noun):
    """Base material of a project with its version and the client's confirmation (BRF-09)."""

    client = models.ForeignKey("desk.Client", models.CASCADE, related_name="+", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="base_materials")
    kind = choice_field(terms.BASE_KINDS)
    value = short(300)
    edition = short(40)  # map v2026-10
    file = models.ForeignKey("desk.Attachment", models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = short(60)
    as_of = models.DateField(default=clock.today)

    @property
    def is_stale(self) -> bool:
        return clock.today() - self.as_of > timedelta(days=terms.STALE_AFTER_DAYS)


class SalesMilestone(Noun):
    """A day in the client's calendar from which work may come (RHY-06)."""

    client = models.ForeignKey("desk.Client", models.CASCADE, related_name="+", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    on = models.DateField(db_index=True)
    name = models.CharField(max_length=120)
    may_need = short(120)  # 导视/邀请函?
    answer = models.CharField(max_length=10, blank=True, default="")  # "", confirmed, dismissed


class OwnerChange(Noun):
    """A project handed from one AE to another; takes effect when every open item is accepted (ROL-14)."""

    client = models.ForeignKey("desk.Client", models.CASCADE, related_name="+", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="owner_changes")
    giver = person_field()
    taker = person_field()
    items = models.JSONField(default=list)  # [{"what": ..., "accepted_at": iso or null}]
    note = long()
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = Walled.as_manager()
    wall: ClassVar[str] = "client_id"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(taken_at=None, withdrawn_at=None),
                name="one_open_owner_change",
            )
        ]

    @property
    def is_all_accepted(self) -> bool:
        return all(item.get("accepted_at") for item in self.items)
