"""Downloads: a file's bytes through its client wall, whole or in part, never run by the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from aedesk.desk.artwork.models import Attachment
from aedesk.desk.artwork.picturing import place
from aedesk.desk.artwork.storing import path_of
from aedesk.desk.errors import Unknown
from aedesk.kit import filename

from ...screen import screen

SMALL = "small"
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
CHUNK = 64 * 1024


@screen("files/<int:pk>/", "file", about="Attachment")
def download(request: HttpRequest, it: Attachment) -> HttpResponse:
    path = path_of(it.file_id)
    if it.removed_at is not None or not path.exists():
        raise Unknown
    size = path.stat().st_size
    span = wanted(request.headers.get("Range", ""), size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span
    response = StreamingHttpResponse(
        read(path, first, last), status=206 if "Range" in request.headers and last - first + 1 < size else 200
    )
    for name, value in headers(it, first, last, size).items():
        response.headers[name] = value
    if response.status_code == 206:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response  # type: ignore[return-value]


@screen("files/<int:pk>/small/", "file_small", about="Attachment")
def small(request: HttpRequest, it: Attachment) -> HttpResponse:
    return picture(it, SMALL)


@screen("files/<int:pk>/page/<int:page>/", "file_page", about="Attachment")
def page_of(request: HttpRequest, it: Attachment, page: int) -> HttpResponse:
    return picture(it, str(page))


def picture(it: Attachment, name: str) -> HttpResponse:
    """A picture that the worker made; no content where there is none."""
    path = place(it.file_id) / f"{name}.webp"
    if it.removed_at is not None or it.file.picture != "made" or not path.is_file():
        return HttpResponse(status=204)
    safe = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{it.file_id}-{name}"',
    }
    return HttpResponse(path.read_bytes(), content_type="image/webp", headers=safe)


def headers(it: Attachment, first: int, last: int, size: int) -> dict[str, str]:
    """A client's file is untrusted: saved, never shown, no script, no guessing of its type (T11)."""
    return {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": filename.content_disposition(it.name),
        "Content-Length": str(last - first + 1),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "ETag": f'"{it.file_id}"',
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
