"""Fetching a file over HTTPS and refusing it unless its digest is the one we wrote down."""

from __future__ import annotations

import base64
import hashlib
import os
import ssl
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import Request, urlopen

from tools.say import Stop, rewrite

SECONDS_WITHOUT_A_BYTE = 30
CHUNK = 1 << 18
CERTIFICATE_VARIABLES = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")


def fetch(url: str, name: str) -> bytes:
    """The bytes at `url`; raises OSError when it cannot be reached. `name` is shown while it arrives."""
    if not url.startswith(("https://", "http://", "file://")):
        raise URLError(f"not an address this script opens: {url}")
    request = Request(url, headers={"Accept": "*/*", "User-Agent": "aedesk-run"})
    with urlopen(request, timeout=SECONDS_WITHOUT_A_BYTE, context=_certificates()) as answer:  # nosec B310
        total = int(answer.headers.get("Content-Length") or 0)
        return _read(answer, name, total)


def _read(answer: IO[bytes], name: str, total: int) -> bytes:
    got = bytearray()
    while chunk := answer.read(CHUNK):
        got += chunk
        share = f"{len(got) / total:.0%} of {total / 1e6:.0f} MB" if total else f"{len(got) / 1e6:.0f} MB"
        rewrite(f"{name} {share}")
    if total and len(got) != total:
        raise URLError(f"{name}: {len(got)} of {total} bytes came")
    return bytes(got)


def _certificates() -> ssl.SSLContext:
    """The system's certificates, and those the user's other tools were told to trust."""
    context = ssl.create_default_context()
    for variable in CERTIFICATE_VARIABLES:
        path = os.environ.get(variable)
        if path and Path(path).is_file():
            context.load_verify_locations(path)
    return context


def checked(content: bytes, integrity: str, name: str) -> bytes:
    """`content` if its digest is `integrity` (sha512-base64 or sha256-hex), else Stop."""
    algorithm, _, wanted = integrity.partition("-")
    digest = hashlib.new(algorithm, content).digest()
    found = base64.b64encode(digest).decode() if algorithm == "sha512" else digest.hex()
    if found != wanted:
        raise Stop(
            f"下载的 {name} 与清单记录的指纹不符，已丢弃。",
            f"What arrived as {name} does not match the digest on record and was thrown away.",
        )
    return content


NO_NETWORK = Stop(
    "连不上软件包源：请检查网络或代理（HTTPS_PROXY），再运行一次；已下载的部分不会重来。",
    "The package index could not be reached: check the network or the proxy (HTTPS_PROXY) and run again; "
    "what is already here is kept.",
)
