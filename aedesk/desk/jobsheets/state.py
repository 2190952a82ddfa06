"""What a job sheet lacks, who has signed it and what keeps it open: the facts its rules read."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from aedesk.kit.text import T
from aedesk.rulebook.papers import JOB_SHEET

from ..duties.figures import agency
from ..people.models import Person
from . import terms

if TYPE_CHECKING:
    from .models import JobSheet, Signature

TEXTS = (
    "client_words", "real_need", "our_task", "background", "purpose", "effect", "benefits", "tone",
    "mandatories", "content", "special_notes",
)  # fmt: skip
DATES = ("draft_due_at", "review_due_at", "client_due_at", "output_due_at")
FOR_COPY = {"client_words", "our_task", "background", "purpose", "effect", "benefits", "tone", "mandatories", "content"}
FOR_DESIGN = {"spec_rows", "content", "mandatories", "special_notes", "tone", "our_task"}


def live_signatures(job: JobSheet) -> dict[str, Signature]:
    """The accepted signatures that stand, by sign."""
    return {
        s.sign: s
        for s in job.signatures.all()
        if s.void_at is None and s.decision == "accepted" and s.brief_id is None and s.change_id is None
    }


def wanted_signs(job: JobSheet) -> list[str]:
    """The doers who must sign before the sheet is issued: those it names."""
    return [sign for sign in ("copy", "design") if job.doer_of(sign) is not None]


def waiting_signs(job: JobSheet) -> list[T]:
    """Who has not signed yet, by role and name."""
    live = live_signatures(job)
    return [
        T(
            f"{terms.SIGNS[sign].zh} {job.doer_of(sign).name} 还没有签。",
            f"{terms.SIGNS[sign].en} {job.doer_of(sign).in_english} has not signed.",
        )
        for sign in wanted_signs(job)
        if sign not in live
    ]


def missing(job: JobSheet) -> list[Any]:
    """What the paper still needs (JOB-04)."""
    return JOB_SHEET.missing(job)


def content_hash(job: JobSheet) -> str:
    """sha256 of what a signer reads: texts, dates and spec rows; the same words always give the same hash."""
    body = {name: getattr(job, name) for name in (*TEXTS, "title", "job_type")}
    body |= {name: str(getattr(job, name) or "") for name in DATES}
    rows = [row.plain for row in job.spec_rows.all()]
    text = json.dumps([body, rows], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def reviewer_of(job: JobSheet) -> Person | None:
    """Who reviews the process: traffic, or the account director where the agency has none (JOB-13, ROL-13)."""
    us = agency()
    role = "traffic" if us is None or us.has_traffic else "account_director"
    return _member(job, "traffic" if role == "traffic" else "account", role)


def finance_of(job: JobSheet) -> Person | None:
    """Who gives the number."""
    return _member(job, "finance", "finance_manager")


def _member(job: JobSheet, function: str, role: str) -> Person | None:
    rows = Person.objects.filter(is_active=True, role=role)
    named = rows.filter(project_memberships__project=job.project, project_memberships__function=function)
    return named.first() or rows.first()


def touched_signs(job: JobSheet, fields: set[str]) -> list[str]:
    """Who must sign again when these fields change (JOB-09)."""
    signs = []
    if job.copywriter_id and fields & FOR_COPY:
        signs.append("copy")
    if job.designer_id and fields & FOR_DESIGN:
        signs.append("design")
    if fields & set(DATES):
        signs = wanted_signs(job)
    return signs or ["review"]
