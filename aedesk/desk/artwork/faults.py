"""What can be asked of versions and errors: one version's page, the list of errors by stage and month."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from aedesk.kit import clock

from . import terms
from .models import Attachment
from .signs import Fault


def version(person: Any, pk: int) -> Attachment | None:
    """A file with its signs and releases, in a fixed number of statements."""
    rows = Attachment.objects.visible_to(person).select_related(
        "file", "client", "project__ae", "sheet__ae", "sheet__copywriter", "sheet__designer", "sheet__finished_artist",
        "created_by",
    )  # fmt: skip
    return rows.prefetch_related("signs__person", "releases__person", "releases__supplier").filter(pk=pk).first()


def faults(person: Any, *, stage: str = "", month: str = "", q: str = "") -> Any:
    """Errors newest first; `month` as 2026-11."""
    rows = Fault.objects.visible_to(person).select_related("sheet", "attachment", "signer", "client")
    if stage in terms.SIGN_STAGES:
        rows = rows.filter(stage=stage)
    if (first := month_of(month)) is not None:
        last = (first + timedelta(days=32)).replace(day=1)
        rows = rows.filter(found_at__gte=_start(first), found_at__lt=_start(last))
    if q.strip():
        rows = rows.filter(what__icontains=q.strip())
    return rows.order_by("-found_at", "-pk")


def month_of(text: str) -> date | None:
    """The first day of a month written 2026-11, or None."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SHANGHAI)


def by_stage(rows: Any) -> list[tuple[Any, int]]:
    """How many errors each stage let pass, most first; stages without one are left out."""
    found = Counter(rows.order_by().values_list("stage", flat=True))
    return [(terms.SIGN_STAGES[stage], count) for stage, count in found.most_common()]
