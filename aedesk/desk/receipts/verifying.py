"""Reads every signed receipt against its seal, its rows, its files and the journal; names what is not as it was signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from aedesk.kit.text import T

from ..artwork.storing import path_of
from ..journal.models import Event
from ..people.models import Counter
from .models import Receipt, ReceiptLine, ReceiptSeal
from .sealing import ROW, canonical, fingerprint_of, seal_hash, stated

SIGNS = ("receipt.sign", "receipt.sign_paper")
SAYS = {
    "seal": T("封存被改动。", "the seal is altered."),
    "rows": T("登记的内容与签收时不同。", "the rows are not what was signed."),
    "missing": T("缺失。", "missing."),
    "unsealed": T("标为已签收，却没有封存。", "marked as signed, but never sealed."),
    "unlogged": T("日志里没有这次签收。", "the journal knows of no such signature."),
    "file": T("文件缺失或被改动。", "a file is missing or altered."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was signed: a receipt by its number, or a seal by its place."""

    kind: str
    where: str

    @property
    def says(self) -> T:
        return T(f"{self.where}：", f"{self.where}: ") + SAYS[self.kind]

    def __str__(self) -> str:
        return str(self.says)


def verify(*, files: bool = True) -> list[Finding]:
    """Everything altered, missing or added; empty where all is as signed. `files` reads every file's bytes too."""
    seals = list(ReceiptSeal.objects.select_related("receipt").order_by("seq"))
    found = [*_chain(seals), *_rows(seals), *_known(seals), *_numbers()]
    return found + (list(_files(seals)) if files else [])


def _chain(seals: list[ReceiptSeal]) -> Iterator[Finding]:
    before, wanted = "", 1
    for seal in seals:
        yield from (Finding("missing", f"seal {seq}") for seq in range(wanted, seal.seq))
        follows = seal.before == before or seal.seq != wanted
        mark = fingerprint_of(seal.body)
        if (
            not follows
            or mark != seal.fingerprint
            or seal_hash(seal.seq, seal.before, mark, seal.sealed_at) != seal.hash
        ):
            yield Finding("seal", seal.receipt.number)
        before, wanted = seal.hash, seal.seq + 1
    last = Counter.objects.filter(key=ROW).values_list("value", flat=True).first() or 0
    yield from (Finding("missing", f"seal {seq}") for seq in range(wanted, last + 1))


def _rows(seals: list[ReceiptSeal]) -> Iterator[Finding]:
    for seal in seals:
        try:
            said = json.loads(seal.body)["receipt"]
        except (ValueError, KeyError, TypeError):
            yield Finding("seal", seal.receipt.number)
            continue
        if seal.receipt.state != "signed" or canonical(said) != canonical(stated(seal.receipt)):
            yield Finding("rows", seal.receipt.number)


def _known(seals: list[ReceiptSeal]) -> Iterator[Finding]:
    """Each signature has its seal and its event, and each of these its receipt."""
    sealed = {seal.receipt_id: seal.receipt.number for seal in seals}
    signed = dict(Receipt.objects.filter(state="signed").values_list("pk", "number"))
    logged = set(Event.objects.filter(action__in=SIGNS, noun="receipt").values_list("object_id", flat=True))
    yield from (Finding("unsealed", number) for pk, number in signed.items() if pk not in sealed)
    yield from (Finding("unlogged", number) for pk, number in sealed.items() if pk not in logged)
    yield from (Finding("missing", f"receipt {pk}") for pk in sorted(logged - sealed.keys()))


def _numbers() -> Iterator[Finding]:
    """Every month's row of numbers is whole."""
    have = set(Receipt.objects.values_list("number", flat=True))
    for key, last in Counter.objects.filter(key__startswith="receipt:").values_list("key", "value"):
        month = key.partition(":")[2]
        numbers = (f"R-{month}-{n:02d}" for n in range(1, last + 1))
        yield from (Finding("missing", number) for number in numbers if number not in have)


def _files(seals: list[ReceiptSeal]) -> Iterator[Finding]:
    """The bytes that were signed for, and the scans, are still those."""
    signed = [seal.receipt for seal in seals]
    rows = ReceiptLine.objects.filter(receipt__in=signed).exclude(decision="")
    wanted = {(line.sha256, f"{line.receipt.number} {line.name}") for line in rows.select_related("receipt")}
    wanted |= {(receipt.scan_id, f"{receipt.number} scan") for receipt in signed if receipt.scan_id}
    checked: dict[str, bool] = {}
    for sha256, where in sorted(wanted, key=lambda pair: pair[1]):
        if sha256 not in checked:
            checked[sha256] = _is_whole(sha256)
        if not checked[sha256]:
            yield Finding("file", where)


def _is_whole(sha256: str) -> bool:
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False
