"""A signed receipt to take away: what was signed, its seal, the scan if there is one, and the verifier itself."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from aedesk.kit import clock
from aedesk.kit.text import T

from ..artwork.storing import path_of
from ..errors import WrongState
from ..journal.writing import micros
from .models import Receipt, ReceiptSeal

VERIFIER = Path(__file__).with_name("verifier.py")
ENDINGS = {"application/pdf": "pdf", "image/png": "png"}


def bundle(receipt: Receipt) -> bytes:
    """The archive. Raises WrongState before the receipt is signed."""
    seal = ReceiptSeal.objects.filter(receipt=receipt).first()
    if seal is None:
        raise WrongState(T("签收之后才能导出。", "It can be exported once it is signed."))
    held = {"receipt.json": seal.body.encode(), "seal.json": _seal(seal), "verify_receipt.py": VERIFIER.read_bytes()}
    if receipt.scan is not None:
        held[f"scan.{ENDINGS.get(receipt.scan.media_type, 'jpg')}"] = path_of(receipt.scan.sha256).read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            at = clock.shanghai(seal.sealed_at).timetuple()[:6]
            archive.writestr(zipfile.ZipInfo(name, (max(at[0], 1980), *at[1:])), data)
    return out.getvalue()


def _seal(seal: ReceiptSeal) -> bytes:
    said = {
        "seq": seal.seq, "before": seal.before, "fingerprint": seal.fingerprint, "hash": seal.hash,
        "sealed_at_us": micros(seal.sealed_at),
    }  # fmt: skip
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
