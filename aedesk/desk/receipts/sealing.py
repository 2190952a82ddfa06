"""What was signed as one text, its fingerprint for the client's copy, and the keyed seal chained to the one before."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from ..duties.figures import agency
from ..journal.writing import keyed, micros
from ..people.models import Counter
from . import terms
from .gathering import stored
from .models import Receipt, ReceiptLine, ReceiptSeal

FORMAT = "aedesk-receipt/1"
ROW = "receipt-seal"  # the counter of seals
STATEMENT = T(
    "签收确认：兹确认收到下列标为“签收”的文件；标为“拒签”和“下次签收”的不在此列。",
    "Confirmation of receipt: the files marked as signed for were received; those refused or left for next time were not.",
)


def stated(receipt: Receipt) -> dict[str, Any]:
    """What the receipt's own rows say, as plain data in a fixed form; moments in Shanghai time."""
    return {
        "number": receipt.number, "signer": receipt.signer_name, "title": receipt.signer_title,
        "on_behalf": receipt.on_behalf, "signed_at": moment(receipt.signed_at), "how": receipt.how, "via": receipt.via,
        "ink": receipt.ink, "scan": receipt.scan_id or "",
        "lines": [_stated(line) for line in stored(receipt) if line.decision],
    }  # fmt: skip


def _stated(line: ReceiptLine) -> dict[str, Any]:
    return {
        "name": line.name, "sha256": line.sha256, "state": line.state, "copies": line.copies, "medium": line.medium,
        "channel": line.channel, "sent_at": moment(line.sent_at), "decision": line.decision, "reason": line.reason,
        "feedback": line.feedback, "carried_from": line.carried_from.receipt.number if line.carried_from else "",
    }  # fmt: skip


def document(receipt: Receipt) -> dict[str, Any]:
    """The whole that is sealed: the rows, and the names that stood beside them that day."""
    us, lines = agency(), [line for line in stored(receipt) if line.decision]
    return {
        "format": FORMAT, "statement": STATEMENT.zh, "statement_en": STATEMENT.en, "receipt": stated(receipt),
        "about": {
            "agency": us.name if us else "", "client": receipt.client.name, "client_code": receipt.client.code,
            "account_executive": receipt.ae.name, "projects": [f"{x.project.code} {x.project.name}" for x in lines],
            "jobs": [x.sheet.label if x.sheet else "" for x in lines],
            "contact": receipt.signer.name if receipt.signer else "",
        },
    }  # fmt: skip


def moment(at: datetime | None) -> str:
    return clock.shanghai(at).isoformat() if at else ""


def canonical(document: dict[str, Any]) -> str:
    """One text for one document: sorted keys, no idle spaces."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def short(fingerprint: str) -> str:
    """As it is printed and read aloud: 8 groups of 4."""
    return " ".join(fingerprint[n : n + 4] for n in range(0, 32, 4))


def seal_hash(seq: int, before: str, fingerprint: str, at: datetime) -> str:
    """The keyed hash; without the key outside the database nobody makes one that fits."""
    return keyed(ROW, seq, before, fingerprint, micros(at))


def seal(receipt: Receipt, at: datetime) -> ReceiptSeal:
    """Seal a receipt just signed; the counter's row is held until the transaction ends."""
    seq = Counter.take(ROW)
    last = ReceiptSeal.objects.filter(seq=seq - 1).values_list("hash", flat=True).first() or ""
    body = canonical(document(receipt))
    mark = fingerprint_of(body)
    return ReceiptSeal.objects.create(
        seq=seq,
        receipt=receipt,
        body=body,
        fingerprint=mark,
        before=last,
        hash=seal_hash(seq, last, mark, at),
        sealed_at=at,
    )


def name_of_state(code: str) -> T:
    return terms.FILE_STATES.get(code, T(code, code))
