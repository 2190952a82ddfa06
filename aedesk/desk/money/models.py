"""Purchase orders by job number; amounts in CNY, net of tax."""

from __future__ import annotations

from django.db import models

from ..noun import Noun, short


class PurchaseOrder(Noun):
    """An order to a supplier, possible only on an open number (JOB-07, JOB-08)."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, related_name="purchase_orders")
    supplier = models.ForeignKey("desk.Supplier", models.PROTECT, null=True, blank=True, related_name="+")
    supplier_name = short(120)
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    due_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    @property
    def is_open(self) -> bool:
        return self.received_at is None and self.cancelled_at is None
