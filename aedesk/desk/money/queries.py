"""What can be asked of purchase orders; amounts only for those who see money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .models import PurchaseOrder


@dataclass(frozen=True, slots=True)
class Order:
    """One order as a person may see it; `amount` in CNY net, None for those who see no money."""

    pk: int
    what: str
    supplier: str
    state: str
    due_at: Any
    settled_at: Any
    amount: Decimal | None


def orders_for(person: Any, sheet: Any) -> list[Order]:
    """The orders of a job, open ones first."""
    rows = PurchaseOrder.objects.visible_to(person).filter(sheet=sheet).order_by("-id")
    orders = [
        Order(
            row.pk, row.what, row.supplier_name, _state(row), row.due_at, row.received_at or row.cancelled_at,
            row.amount if person.sees_money else None,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(orders, key=lambda one: one.state != "open")


def _state(row: PurchaseOrder) -> str:
    return "received" if row.received_at else "cancelled" if row.cancelled_at else "open"
