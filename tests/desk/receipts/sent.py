"""Files that went to the client, made directly, and answers of a client who signs."""

from __future__ import annotations

import hashlib
import json
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import Act, do
from aedesk.desk.artwork.storing import store
from aedesk.desk.models import Attachment, Delivery, DeliveryFile, Receipt, StoredFile
from aedesk.desk.receipts.gathering import lines_of
from aedesk.kit import clock

DRAWN = json.dumps([[[100, 200], [300, 80], [420, 260], [600, 120], [800, 220]], [[150, 300], [700, 310]]])


def a_file(house: SimpleNamespace, name: str, *, kept: bool = False, **more: Any) -> Attachment:
    """An attachment of C1's P02; `kept`: with bytes on disk."""
    facts = {"client": house.c1, "project": house.p02} | more
    if kept:
        file = store(SimpleUploadedFile(name, f"bytes of {name}".encode()), name)
    else:
        digest = hashlib.sha256(name.encode()).hexdigest()
        file, _ = StoredFile.objects.get_or_create(sha256=digest, defaults={"size": 1})
    return Attachment.objects.create(file=file, name=name, **facts)


def a_sending(
    house: SimpleNamespace, *names: str, at: str = "2026-11-12 15:00", channel: str = "wecom", state: str = "sent",
    sheet: Any = None, kept: bool = False, numbered: str = "", receipt_state: str = "", **more: Any,
) -> list[DeliveryFile]:  # fmt: skip
    """A delivery with these files, as if sent at that moment."""
    facts = {"client": house.c1, "project": house.p02} | more
    number = numbered or f"D-2611-{Delivery.objects.count() + 1:03}"
    delivery = Delivery.objects.create(
        number=number, kind="artwork", channel=channel, subject=names[0], state=state, sheet=sheet, receipt_state=receipt_state,
        sent_at=clock.parse(at) if state == "sent" else None,  sent_by=house.lin, **facts,
    )  # fmt: skip
    made = []
    for name in names:
        it = a_file(house, name, kept=kept, sheet=sheet, **more)
        made.append(
            DeliveryFile.objects.create(
                client=delivery.client, delivery=delivery, attachment=it, name=name, sha256=it.file_id, state=it.state
            )
        )
    return made


def opened(house: SimpleNamespace, **more: Any) -> Receipt:
    receipt: Receipt = do("receipt.open", more.pop("by", house.lin), more.pop("client", house.c1)).result
    return receipt


def answers(receipt: Receipt, **said: tuple[str, str]) -> list[dict[str, Any]]:
    """Signed with “无” for every line; `said` gives decision and reason by the key of a line."""
    found = []
    for line in lines_of(receipt):
        if line.is_listed:
            decision, reason = said.get(line.key, ("signed", ""))
            found.append({"item": line.key, "decision": decision, "feedback": "无", "reason": reason})
    return found


def signed(house: SimpleNamespace, receipt: Receipt, **said: tuple[str, str]) -> Act:
    return do("receipt.sign", house.lin, receipt, body(receipt, **said))


def body(receipt: Receipt, **said: tuple[str, str]) -> dict[str, Any]:
    """What the sign page sends: 王主管, drawn by hand."""
    return {
        "signer_name": "王主管", "signer_title": "市场主管", "how": "drawn", "ink": DRAWN, "answers": answers(receipt, **said)
    }  # fmt: skip
