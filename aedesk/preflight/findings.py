"""Findings: what is wrong where, how much against which limit from which source, and what to do about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from aedesk.kit.text import T

from .matrix import Box
from .origins import NOWHERE


class Severity(StrEnum):
    """Errors block release; warnings are waived by name and reason; information never nags."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITIES = {
    Severity.ERROR: T("错误", "Error"),
    Severity.WARNING: T("警告", "Warning"),
    Severity.INFO: T("提示", "Information"),
}
ORDER = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `page` is 0 for the whole file; `box` in mm from the trim's upper left corner."""

    rule: str
    severity: Severity
    says: T
    todo: T
    page: int = 0
    box: Box | None = None
    measured: str = ""
    limit: str = ""
    source: T = NOWHERE
    count: int = 1
    boxes: tuple[Box, ...] = ()

    @property
    def mark(self) -> str:
        """The same for the same finding in a file saved again: rule, page, place to the half millimetre, measure."""
        place = tuple(round(side * 2) for side in self.box) if self.box else ()
        return hashlib.sha256(f"{self.rule}|{self.page}|{place}|{self.measured}".encode()).hexdigest()[:16]


def in_order(found: list[Finding]) -> list[Finding]:
    """Errors first, then by page and place."""
    return sorted(found, key=lambda one: (ORDER[one.severity], one.page, one.rule, one.box or Box(0, 0, 0, 0)))
