"""What money leaves open on a job: orders that are neither received nor cancelled (JOB-16)."""

from __future__ import annotations

from aedesk.kit.text import T

from ..jobsheets.ends import End, open_end
from ..jobsheets.models import JobSheet

SEE = T("去收货", "To the orders")


@open_end
def orders(job: JobSheet) -> list[End]:
    return [
        End(
            T(f"采购单“{order.what}”还没有收货。", f"Purchase order “{order.what}” is not received."),
            "order",
            SEE,
            order.pk,
        )
        for order in job.purchase_orders.all()
        if order.is_open
    ]
