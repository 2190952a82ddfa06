"""What clients have not signed for, one line a client, from the day it has waited too long (RCP-04)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import Count, Max, Min

from aedesk.desk.deliveries.models import DeliveryFile
from aedesk.desk.duties.figures import calendar, figures_of
from aedesk.desk.receipts.gathering import unreceipted
from aedesk.desk.receipts.models import ReceiptLine
from aedesk.desk.receipts.queries import OPEN
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import timing
from aedesk.rulebook.receipt_gates import UNSIGNED_FILES

from .lines import Line, Place, Tap

NAMED = ("client_id", "client__short_name", "client__name")


def unsigned(person: Any, projects: Collection[int], now: datetime) -> list[Line]:
    """A line for each client of these projects whose oldest unsigned file has waited longer than the figure."""
    found: dict[int, dict[str, Any]] = {}
    for row in [*_on_receipts(person, projects), *_on_none(person, projects)]:
        one = found.setdefault(row["client_id"], row | {"count": 0})
        one["count"] += row["files"]
        one["oldest"] = min(one["oldest"], row["oldest"])
        one["receipt"] = one["receipt"] or row["receipt"]
    figures = figures_of(UNSIGNED_FILES, clock.shanghai(now).date())
    shown = [one for one in found.values() if UNSIGNED_FILES.shows(_waits(one, now), calendar(), figures)]
    return [_line(one, now, figures) for one in sorted(shown, key=lambda one: one["oldest"])]


def _on_receipts(person: Any, projects: Collection[int]) -> Any:
    rows = ReceiptLine.objects.visible_to(person).filter(OPEN, project_id__in=projects).values(*NAMED)
    return rows.annotate(files=Count("pk"), oldest=Min("sent_at"), receipt=Max("receipt_id"))


def _on_none(person: Any, projects: Collection[int]) -> Any:
    """A delivery says itself whether it waits for a receipt, so that Today need not look at every file ever sent."""
    rows = DeliveryFile.objects.visible_to(person).filter(
        unreceipted(), delivery__receipt_state="pending", delivery__project_id__in=projects
    )
    rows = rows.values(*NAMED).annotate(files=Count("pk"), oldest=Min("delivery__sent_at"))
    return [row | {"receipt": None} for row in rows]


def _waits(one: dict[str, Any], now: datetime) -> SimpleNamespace:
    return SimpleNamespace(days=(clock.shanghai(now).date() - clock.shanghai(one["oldest"]).date()).days)


def _line(one: dict[str, Any], now: datetime, figures: Any) -> Line:
    sent_on, days = clock.shanghai(one["oldest"]).date(), _waits(one, now).days
    receipt = one["receipt"]
    see = Tap("page", "receipt", T("去签收", "To the receipt"), receipt)
    make = Tap("post", "receipt.open", T("开签收单", "Open a receipt"), one["client_id"])
    return Line(
        key=f"unsigned:{one['client_id']}", rule=UNSIGNED_FILES.code, verb=T("签收", "Sign-off"), what=UNSIGNED_FILES.name,
        place=Place(one["client__short_name"] or one["client__name"], client_id=one["client_id"]),
        noun="receipt" if receipt else "client", pk=receipt or one["client_id"],
        subject=str(T(f"{one['count']} 个文件，最久 {days} 天", f"{one['count']} files, {days} days at most")),
        due_at=timing.at_clock(sent_on + timedelta(days=int(figures["late"])), "18:00"),
        warn_at=timing.at_clock(sent_on + timedelta(days=int(figures["days"])), "18:00"), taps=(see if receipt else make,),
    )  # fmt: skip
