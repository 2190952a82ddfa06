"""What can be asked of a version's check: its items with their answers, what stands open, the content's approvals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aedesk.rulebook.checks import BY_CODE, CHECKS, MACHINE, PERSON, Check

from ..artwork.models import Attachment
from .models import ArtworkCheck, ContentPart, ItemAnswer, Waiver


@dataclass(frozen=True, slots=True)
class Item:
    """One of the 24 items as it stands: `machine` is pass, problem, or "" where it cannot tell."""

    check: Check
    machine: str
    findings: tuple[dict[str, Any], ...]
    answer: ItemAnswer | None

    @property
    def state(self) -> str:
        """pass, problem, na, or "" where it is still open."""
        if self.answer is not None:
            return self.answer.answer
        return "pass" if self.check.by == MACHINE and self.machine == "pass" else ""


def latest(it: Attachment) -> ArtworkCheck | None:
    """The last check of the version's own bytes."""
    return it.checks.filter(sha256=it.file_id).order_by("-pk").first()


def waived(it: Attachment) -> dict[str, Waiver]:
    """Waivers by the mark of their finding."""
    return {one.mark: one for one in it.waivers.select_related("person")}


def open_findings(check: ArtworkCheck | None, waivers: dict[str, Waiver], severity: str) -> list[dict[str, Any]]:
    """Findings of a severity that nobody waived; an error stands whatever a waiver says."""
    if check is None:
        return []
    return [
        one for one in check.findings
        if one["severity"] == severity and (severity == "error" or one["mark"] not in waivers)
    ]  # fmt: skip


def items(it: Attachment, check: ArtworkCheck | None = None, waivers: dict[str, Waiver] | None = None) -> list[Item]:
    """The 24 items in their order, with what the machine found and what the checker answered for these bytes."""
    check = check or latest(it)
    waivers = waived(it) if waivers is None else waivers
    given = {one.item: one for one in it.answers.select_related("person") if one.sha256 == it.file_id}
    return [Item(one, *_machine(one, check, waivers), given.get(one.code)) for one in CHECKS]


def _machine(
    item: Check, check: ArtworkCheck | None, waivers: dict[str, Waiver]
) -> tuple[str, tuple[dict[str, Any], ...]]:
    """The machine's word on an item: nothing open is a pass; where it could not read or a rule broke it says nothing."""
    if check is None or check.state != "done":
        return "", ()
    found = tuple(one for one in check.findings if one["item"] == item.code)
    standing = [
        one
        for one in found
        if one["severity"] == "error" or (one["severity"] == "warning" and one["mark"] not in waivers)
    ]
    if standing:
        return "problem", found
    if item.by == PERSON:
        return "", found
    unread = any(one["severity"] == "info" for one in found) or bool(check.verdict.get("failed"))
    return ("" if unread and item.by != MACHINE else "pass"), found


def unanswered(it: Attachment) -> list[Item]:
    """Items still open."""
    return [one for one in items(it) if not one.state]


def problems(it: Attachment) -> list[Item]:
    """Items the checker answered with a problem."""
    return [one for one in items(it) if one.state == "problem"]


def parts(sheet: Any) -> list[ContentPart]:
    """A sheet's parts with their approvals; dropped ones left out."""
    return list(sheet.parts.filter(dropped_at=None).prefetch_related("approvals__person").order_by("kind", "pk"))


def approval(part: ContentPart) -> Any:
    """The approval that stands, or None."""
    return next(
        (one for one in sorted(part.approvals.all(), key=lambda one: -one.pk) if one.withdrawn_at is None), None
    )


def signed_copy(sheet: Any) -> str:
    """The words the client signed, part after part; "" where none were written down (ART-04)."""
    return "\n".join(part.words for part in parts(sheet) if part.words and approval(part) is not None)


def unapproved(sheet: Any) -> list[ContentPart]:
    """Parts the client has not approved (SUB-14)."""
    return [part for part in parts(sheet) if approval(part) is None]


def item_of(code: str) -> Check:
    """An item by its code. Raises KeyError."""
    return BY_CODE[code]
