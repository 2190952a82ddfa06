#!/usr/bin/env python3
"""Checks an exported receipt 签收单 by itself: no server, no database, nothing but Python 3.11's own library.

    python3 verify_receipt.py R-2611-07.zip [FILE …] [--fingerprint WORDS] [--key seal.key]

FILE …         files that the receipt lists: each is compared with the hash that was signed
--fingerprint  the fingerprint on the client's own copy, spaces as they are printed, whole or its first 32 characters
--key          the agency's seal.key: shows that the agency's desk, and nobody else, sealed it

Ends with 0 where all that was given fits, 1 where anything was altered, 2 where nothing can be read.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

BODY, SEAL = "receipt.json", "seal.json"
KNOWN = {BODY, SEAL, "verify_receipt.py"}
LARGEST = 64 * 1024 * 1024  # bytes of one entry


def entries(path: Path) -> dict[str, bytes]:
    """What the archive holds. Raises ValueError where it is damaged or holds a name twice."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as archive:
        for one in archive.infolist():
            if one.filename in found or one.file_size > LARGEST:
                raise ValueError(f"{one.filename}: twice, or too large")
            found[one.filename] = archive.read(one)
    if not {BODY, SEAL} <= found.keys():
        raise ValueError(f"{BODY} or {SEAL} is missing")
    return found


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def problems(held: dict[str, bytes], files: list[Path], fingerprint: str, key: str) -> list[str]:
    """Everything that does not fit; empty where all does."""
    body, wrong = held[BODY], []
    seal = json.loads(held[SEAL])
    wanted = {"seq": int, "before": str, "fingerprint": str, "hash": str, "sealed_at_us": int}
    if {name: type(value) for name, value in seal.items()} != wanted:
        raise ValueError(f"{SEAL} does not say what a seal says")
    if json.dumps(seal, sort_keys=True, separators=(",", ":")).encode() != held[SEAL]:
        wrong.append("封存不是原来的写法 · the seal is not written as it was")
    mark = sha256(body)
    if mark != seal["fingerprint"]:
        wrong.append("内容与封存的指纹不符 · the content does not fit its fingerprint")
    given = fingerprint.replace(" ", "").lower()
    if given and (len(given) < 32 or not mark.startswith(given)):
        wrong.append("与客户手上的指纹不符 · not what the client's own copy shows")
    if key:
        text = json.dumps(
            ["receipt-seal", seal["seq"], seal["before"], mark, seal["sealed_at_us"]],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        if not hmac.compare_digest(hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest(), seal["hash"]):
            wrong.append("封存被改动 · the seal is altered")
    document = json.loads(body)
    receipt = document["receipt"]
    if json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() != body:
        wrong.append("内容不是原来的写法 · the content is not written as it was")
    return wrong + attached(held, receipt) + listed(files, receipt["lines"])


def attached(held: dict[str, bytes], receipt: dict[str, Any]) -> list[str]:
    """The scan in the archive, and nothing beside it."""
    scans = {name: data for name, data in held.items() if name not in KNOWN}
    wrong = [
        f"{name}: 不是签收时的 · not the one that was signed"
        for name, data in scans.items()
        if sha256(data) != receipt["scan"]
    ]
    return wrong + (["扫描件缺失 · the scan is missing"] if receipt["scan"] and not scans else [])


def listed(files: list[Path], lines: list[dict[str, Any]]) -> list[str]:
    """Each file given is one that the receipt lists, byte for byte."""
    known = {line["sha256"] for line in lines}
    return [
        f"{path.name}: 与签收单不符 · not a file of this receipt"
        for path in files
        if sha256(path.read_bytes()) not in known
    ]


def tell(held: dict[str, bytes]) -> str:
    receipt = json.loads(held[BODY])["receipt"]
    lines = [f"{receipt['number']} · {receipt['signer']} · {receipt['signed_at']}", f"sha256 {sha256(held[BODY])}"]
    return "\n".join(
        [*lines, *(f"  {one['decision']:8} {one['name']}  {one['sha256'][:16]}" for one in receipt["lines"])]
    )


def main(words: list[str]) -> int:
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks.add_argument("receipt", type=Path)
    asks.add_argument("files", type=Path, nargs="*")
    asks.add_argument("--fingerprint", default="")
    asks.add_argument("--key", type=Path)
    given = asks.parse_args(words)
    try:
        held = entries(given.receipt)
        wrong = problems(held, given.files, given.fingerprint, given.key.read_text() if given.key else "")
        print(tell(held))
    except Exception as trouble:  # whatever was done to the archive: it cannot be read as it was written
        print(f"读不出来 · cannot be read: {trouble}", file=sys.stderr)
        return 2
    print("\n".join(wrong) or "完好 · as it was signed")
    if not (given.fingerprint or given.key):
        print(
            "没有核对指纹或密钥：只能看出无心的改动 · neither fingerprint nor key was given: only careless changes show"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
