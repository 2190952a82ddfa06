"""Downloads: a file's bytes through its client wall, whole or in part, never run by the browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from aedesk.desk.artwork.models import Attachment
from aedesk.desk.artwork.picturing import place
from aedesk.desk.errors import Unknown
from aedesk.doors.bytes import sent

from ...screen import screen

SMALL = "small"


@screen("files/<int:pk>/", "file", about="Attachment")
def download(request: HttpRequest, it: Attachment) -> HttpResponse:
    if it.removed_at is not None:
        raise Unknown
    return sent(request, it.file_id, it.name)


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
