"""Whatever is changed behind the desk's back is found: by the desk's own check, and by the verifier that needs no desk."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from aedesk.desk.action import do
from aedesk.desk.artwork.storing import path_of
from aedesk.desk.errors import WrongState
from aedesk.desk.journal.writing import keyed
from aedesk.desk.models import Receipt, ReceiptLine, ReceiptSeal
from aedesk.desk.receipts import verifier
from aedesk.desk.receipts.bundle import VERIFIER, bundle
from aedesk.desk.receipts.sealing import short
from aedesk.desk.receipts.verifying import verify

from .sent import a_sending, answers, opened, signed

SQLITE = (
    "DROP TRIGGER desk_receipt_no_update", "DROP TRIGGER desk_receipt_no_delete", "DROP TRIGGER desk_receiptline_no_update",
    "DROP TRIGGER desk_receiptline_no_insert", "DROP TRIGGER desk_receiptline_no_delete", "DROP TRIGGER desk_receiptseal_no_update",
    "DROP TRIGGER desk_receiptseal_no_delete",
)  # fmt: skip
TABLES = ("desk_receipt", "desk_receiptline", "desk_receiptseal")
RECEIPT = ("number", "signer_name", "signer_title", "on_behalf", "how", "via", "ink")
LINE = ("name", "sha256", "state", "medium", "channel", "decision", "reason", "feedback")
SEAL = ("body", "fingerprint", "before", "hash")


@pytest.fixture
def signeds(house: SimpleNamespace, settings: Any, tmp_path: Path) -> list[Receipt]:
    """Three signed receipts with files on disk, the second on paper."""
    settings.FILES = tmp_path / "files"
    made = []
    for n in range(3):
        a_sending(house, f"26111{n}大牌_V{n}.jpg", f"26111{n}海报.jpg", kept=True)
        receipt = opened(house)
        if n == 1:
            scan = SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n picture")
            given = {"signer_name": "王主管", "answers": answers(receipt), "file": scan}
            do("receipt.sign_paper", house.lin, receipt, given)
        else:
            signed(house, receipt)
        made.append(Receipt.objects.get(pk=receipt.pk))
    return made


def unguard() -> None:
    """Take the triggers away, as somebody with the database in hand can; the test's roll-back brings them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for sql in SQLITE:
                cursor.execute(sql)
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def spoil(text: str, chance: random.Random) -> str:
    """The text with one character put in, taken out or exchanged."""
    place = chance.randrange(len(text) + 1)
    way = chance.choice(("in", "out", "swap")) if text else "in"
    if way == "in" or place == len(text):
        return text[:place] + chance.choice("x7零") + text[place:]
    put = "" if way == "out" else next(one for one in "abc" if one != text[place])
    return text[:place] + put + text[place + 1 :]


def test_what_was_left_alone_is_whole(signeds: list[Receipt]) -> None:
    assert verify() == []


@pytest.mark.parametrize("seed", range(4))
def test_every_random_change_of_rows_and_seals_is_found(signeds: list[Receipt], seed: int) -> None:
    unguard()
    chance, missed = random.Random(seed), []
    places: list[tuple[Any, str]] = [(Receipt, one) for one in RECEIPT] + [(ReceiptLine, one) for one in LINE]
    places += [(ReceiptSeal, one) for one in SEAL]
    for _ in range(75):
        model, field = chance.choice(places)
        row = chance.choice(list(model.objects.order_by("pk")))
        before = getattr(row, field)
        longest = model._meta.get_field(field).max_length or 10**6
        now = spoil(before, chance)[:longest]
        if now == before:
            now = now[:-1]
        model.objects.filter(pk=row.pk).update(**{field: now})
        if not verify(files=False):
            missed.append((model.__name__, field, before, now))
        model.objects.filter(pk=row.pk).update(**{field: before})
    assert missed == []
    assert verify() == []


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_receipt_taken_out_whole_is_missed(signeds: list[Receipt], n: int) -> None:
    """Also the last of all: the journal and the counters know of it."""
    unguard()
    ReceiptSeal.objects.filter(receipt=signeds[n]).delete()
    ReceiptLine.objects.filter(receipt=signeds[n]).delete()
    Receipt.objects.filter(pk=signeds[n].pk).delete()
    assert {"missing"} <= {finding.kind for finding in verify()}


def test_a_receipt_slipped_in_is_found(signeds: list[Receipt]) -> None:
    Receipt.objects.create(client_id=signeds[0].client_id, number="R-2611-99", state="signed", ae=signeds[0].ae)
    assert [(finding.kind, finding.where) for finding in verify()] == [("unsealed", "R-2611-99")]


def test_a_file_changed_by_one_byte_or_lost_is_named(signeds: list[Receipt]) -> None:
    line = signeds[0].lines.order_by("pk")[0]
    path = path_of(line.sha256)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert [(finding.kind, finding.where) for finding in verify()] == [("file", f"R-2611-01 {line.name}")]
    path.unlink()
    assert [finding.kind for finding in verify()] == ["file"]
    path.write_bytes(data)
    scan = signeds[1].scan_id
    assert scan is not None
    path_of(scan).write_bytes(b"another")
    assert [finding.where for finding in verify()] == ["R-2611-02 scan"]


def test_without_the_key_no_seal_can_be_forged(signeds: list[Receipt], settings: Any) -> None:
    """Somebody with the whole database writes rows, body and fingerprint anew; the hash he cannot."""
    unguard()
    seal = ReceiptSeal.objects.get(seq=3)
    body = seal.body.replace("王主管", "李主管")
    Receipt.objects.filter(pk=seal.receipt_id).update(signer_name="李主管")
    from aedesk.desk.receipts.sealing import fingerprint_of, seal_hash

    key, settings.SEAL_KEY = settings.SEAL_KEY, "guessed"
    mark = fingerprint_of(body)
    forged = seal_hash(seal.seq, seal.before, mark, seal.sealed_at)
    settings.SEAL_KEY = key
    ReceiptSeal.objects.filter(seq=3).update(body=body, fingerprint=mark, hash=forged)
    assert [finding.kind for finding in verify()] == ["seal"]


# The verifier that stands alone.


def run(path: Path, *words: Any) -> int:
    return verifier.main([str(path), *(str(word) for word in words)])


@pytest.fixture
def taken(signeds: list[Receipt], settings: Any, tmp_path: Path) -> SimpleNamespace:
    """The second receipt, with its scan, as it was taken away; the client's fingerprint and the agency's key beside it."""
    path, key = tmp_path / "R-2611-02.zip", tmp_path / "seal.key"
    path.write_bytes(bundle(signeds[1]))
    key.write_text(settings.SEAL_KEY)
    mark = ReceiptSeal.objects.get(receipt=signeds[1]).fingerprint
    return SimpleNamespace(path=path, key=key, mark=mark, receipt=signeds[1], data=path.read_bytes())


def test_an_untouched_receipt_is_whole_in_every_way_of_asking(taken: SimpleNamespace) -> None:
    files = [path_of(line.sha256) for line in taken.receipt.lines.all()]
    assert run(taken.path) == 0
    assert run(taken.path, *files, "--key", taken.key, "--fingerprint", short(taken.mark)) == 0


def test_the_verifier_needs_neither_desk_nor_packages(taken: SimpleNamespace, tmp_path: Path) -> None:
    with zipfile.ZipFile(taken.path) as archive:
        script = Path(archive.extract("verify_receipt.py", tmp_path))
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(taken.path), "--key", str(taken.key)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert (done.returncode, "as it was signed" in done.stdout) == (0, True), done.stderr
    assert script.read_text(encoding="utf-8").count("\n") < 140


def rewritten(data: bytes, name: str, change: Any) -> bytes:
    """The archive with one of its files changed and everything else as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            held = old.read(one)
            new.writestr(one.filename, change(held) if one.filename == name else held)
    return out.getvalue()


def flipped(data: bytes, chance: random.Random) -> bytes:
    """One bit turned, one byte put in or taken out."""
    place, way = chance.randrange(len(data)), chance.randrange(3)
    if way == 0:
        return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
    return data[:place] + (bytes([chance.randrange(256)]) if way == 1 else b"") + data[place + (way == 2) :]


@pytest.mark.parametrize("proof", ["key", "fingerprint"])
def test_a_thousand_random_changes_are_all_found(taken: SimpleNamespace, proof: str, capsys: Any) -> None:
    """500 with the agency's key, 500 with what stands on the client's own copy; in body, seal and scan."""
    chance, missed = random.Random(7), 0
    words = ("--key", taken.key) if proof == "key" else ("--fingerprint", taken.mark)
    names = ("receipt.json", "scan.png", "seal.json") if proof == "key" else ("receipt.json", "scan.png")
    for _ in range(500):
        taken.path.write_bytes(rewritten(taken.data, chance.choice(names), lambda held: flipped(held, chance)))
        missed += run(taken.path, *words) == 0
    assert missed == 0


def test_one_who_rewrites_body_and_fingerprint_is_found_by_key_and_by_the_clients_copy(taken: SimpleNamespace) -> None:
    def change(body: bytes) -> bytes:
        return body.replace("王主管".encode(), "李主管".encode())

    data = rewritten(taken.data, "receipt.json", change)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        mark = verifier.sha256(archive.read("receipt.json"))

    def fit(seal: bytes) -> bytes:
        said = json.loads(seal) | {"fingerprint": mark}
        said["hash"] = keyed("receipt-seal", "guessed")
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()

    taken.path.write_bytes(rewritten(data, "seal.json", fit))
    assert run(taken.path) == 0  # alone it only shows careless changes, and says so
    assert run(taken.path, "--key", taken.key) == 1
    assert run(taken.path, "--fingerprint", taken.mark) == 1


def test_another_file_and_a_missing_scan_are_found(taken: SimpleNamespace, tmp_path: Path) -> None:
    other = tmp_path / "other.jpg"
    other.write_bytes(b"another version")
    assert run(taken.path, other) == 1
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(taken.data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            if one.filename != "scan.png":
                new.writestr(one.filename, old.read(one))
    taken.path.write_bytes(out.getvalue())
    assert run(taken.path) == 1


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04"])
def test_what_is_no_receipt_is_told_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert run(path) == 2


def test_only_a_signed_receipt_is_taken_away(house: SimpleNamespace) -> None:
    with pytest.raises(WrongState):
        bundle(opened(house))


def test_the_verifier_imports_nothing_of_ours() -> None:
    assert "aedesk." not in "".join(
        line for line in VERIFIER.read_text(encoding="utf-8").splitlines() if "import" in line
    )
