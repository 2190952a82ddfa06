"""A stored file over HTTP: whole or in part (RFC 9110 §14), saved and never shown or run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from aedesk.desk.artwork.storing import path_of
from aedesk.desk.errors import Unknown
from aedesk.kit import filename

RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
CHUNK = 64 * 1024


def sent(request: HttpRequest, sha256: str, name: str) -> HttpResponse:
    """The bytes of a stored file under a name. Raises Unknown where they are not on disk."""
    path = path_of(sha256)
    if not path.exists():
        raise Unknown
    size = path.stat().st_size
    span = wanted(request.headers.get("Range", ""), size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span
    is_part = "Range" in request.headers and last - first + 1 < size
    response = StreamingHttpResponse(read(path, first, last), status=206 if is_part else 200)
    for header, value in headers(sha256, name, last - first + 1).items():
        response.headers[header] = value
    if is_part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return cast(HttpResponse, response)


def headers(sha256: str, name: str, length: int) -> dict[str, str]:
    """A client's file is untrusted: saved, never shown, no script, no guessing of its type (T11)."""
    return {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": filename.content_disposition(name),
        "Content-Length": str(length),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "ETag": f'"{sha256}"',
    }


def wanted(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; the whole file without a readable header; None out of range."""
    found = RANGE.match(asked.strip())
    if found is None or not (found[1] or found[2]):
        return 0, size - 1
    if not found[1]:
        length = int(found[2])
        return (max(0, size - length), size - 1) if length else None
    first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    return (first, last) if first <= last else None


def read(path: Path, first: int, last: int) -> Iterator[bytes]:
    """The bytes from first to last, in chunks."""
    left = last - first + 1
    with path.open("rb") as source:
        source.seek(first)
        while left > 0 and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
