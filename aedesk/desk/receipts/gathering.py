"""What a client has not signed for yet: no file sent from afar is left out, whoever sent it and however (SUB-09).

It is a question to the database, never a copy kept beside it: a sent file that stands on no receipt belongs on the next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from ..clients.models import Client
from ..deliveries.models import Delivery, DeliveryFile
from ..deliveries.terms import REMOTE
from .models import Receipt, ReceiptLine

SETTLED = Q(receipt_lines__decision="signed") | Q(receipt_lines__given_up_at__isnull=False)


def unreceipted() -> Q:
    """Sent from afar and on no receipt yet."""
    return Q(delivery__state="sent", delivery__channel__in=REMOTE, delivery__sent_at__isnull=False, receipt_lines=None)


def due_files(**about: Any) -> Any:
    """Files sent by a remote channel that stand on no receipt; `about` narrows: `client=…`, `delivery__sheet=…`."""
    rows = DeliveryFile.objects.filter(unreceipted(), **about)
    near = rows.select_related("delivery__project", "delivery__sheet", "attachment__sheet")
    return near.order_by("delivery__sent_at", "pk")


def line_of(receipt: Receipt, sent: DeliveryFile) -> ReceiptLine:
    """The line of a sent file, not stored yet."""
    delivery: Any = sent.delivery
    near: Any = sent.attachment if sent.attachment.sheet_id else delivery
    known = {"sheet": near.sheet} if "sheet" in near._state.fields_cache else {"sheet_id": near.sheet_id}
    known |= (
        {"project": delivery.project}
        if "project" in delivery._state.fields_cache
        else {"project_id": delivery.project_id}
    )
    return ReceiptLine(
        client_id=receipt.client_id, receipt=receipt, **known, delivery_file=sent, attachment=sent.attachment,
        name=sent.name, sha256=sent.sha256, state=sent.state, copies=sent.copies, medium=sent.medium or "electronic",
        channel=delivery.channel, sent_at=delivery.sent_at,
    )  # fmt: skip


def gather(act: Any, receipt: Receipt) -> list[ReceiptLine]:
    """Put what has been sent meanwhile on an open receipt; the lines it then has.

    The client's row is held meanwhile, and the deliveries: none is taken back while its files are put down.
    """
    Client.objects.select_for_update(no_key=True).get(pk=receipt.client_id)
    coming = {sent.delivery_id for sent in due_files(client=receipt.client_id)}
    deliveries = list(Delivery.objects.select_for_update(no_key=True).filter(pk__in=coming).order_by("pk"))
    for sent in due_files(client=receipt.client_id, delivery__in=deliveries):
        line = line_of(receipt, sent)
        line.created_by, line.created_at, line.changed_at = act.person, act.now, act.now
        line.save(force_insert=True)
    mark_deliveries(receipt.client_id)
    return stored(receipt)


def mark_deliveries(client_id: int) -> None:
    """Each delivery of a client says how its files stand: on a receipt, or signed for once all are, or given up (SUB-09)."""
    rows = Delivery.objects.filter(client_id=client_id, state="sent", receipt_state__in=("pending", "listed"))
    open_files = DeliveryFile.objects.filter(delivery=OuterRef("pk")).exclude(SETTLED)
    listed = DeliveryFile.objects.filter(delivery=OuterRef("pk"), receipt_lines__isnull=False)
    rows.filter(Exists(listed)).exclude(Exists(open_files)).update(receipt_state="signed")
    rows.filter(Exists(listed), receipt_state="pending").update(receipt_state="listed")


def stored(receipt: Receipt) -> list[ReceiptLine]:
    """The lines kept, oldest sending first."""
    rows = receipt.lines.select_related("project", "sheet", "carried_from__receipt", "delivery_file__delivery")
    return list(rows.order_by("sent_at", "pk"))


def lines_of(receipt: Receipt) -> list[ReceiptLine]:
    """The lines as anybody reads them: of an open receipt also those that will join by themselves."""
    lines = stored(receipt)
    if receipt.is_open:
        lines += [line_of(receipt, sent) for sent in due_files(client=receipt.client_id)]
        lines.sort(key=lambda line: (line.sent_at, line.delivery_file_id or 0))
    return lines


def seen_of(lines: Iterable[ReceiptLine]) -> str:
    """A hash of what is read before signing: whoever read another list is asked to look again."""
    shown = sorted([x.key, x.name, x.sha256, x.copies, x.medium, x.channel] for x in lines if x.is_listed)
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()
