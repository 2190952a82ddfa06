"""The tus 1.0 protocol over both doors that take files: creation, expiration, checksum, termination.

Metadata: `filename`, `sha256` (of the whole), `act` and `fields` (what becomes of the file, as JSON), `hold` (wait to
be told). A whole file is filed by its last piece, or by a POST to its own address.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.http import http_date

from aedesk.desk.artwork import receiving
from aedesk.desk.artwork.uploads import Upload
from aedesk.desk.errors import DeskError, InvalidInput
from aedesk.kit.text import T

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
EXTENSIONS = "creation,expiration,checksum,termination"
UNREADABLE = T("Upload-Metadata 读不出来。", "Upload-Metadata cannot be read.")
NO_LENGTH = T("请给出 Upload-Length（字节数）。", "Give Upload-Length in bytes.")


class Misfit(DeskError):
    """A request that is not tus as we speak it."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        super().__init__(T(zh, en))
        self.status, self.code = status, "not_tus"


def options() -> HttpResponse:
    """What this server speaks."""
    return _answer(204, **{
        "Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Checksum-Algorithm": "sha256",
        "Tus-Max-Size": str(settings.FILES_LARGEST),
    })  # fmt: skip


def create(request: HttpRequest, person: Any, home: str) -> tuple[Upload, HttpResponse]:
    """Announce a file; `home` is the address below which it lives."""
    _speak(request)
    length, told = request.headers.get("Upload-Length", ""), metadata(request.headers.get("Upload-Metadata", ""))
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise InvalidInput({"Upload-Length": NO_LENGTH})
    it = receiving.begin(
        person, told.get("filename", ""), int(length), told=told.get("sha256", "").lower()[:64], act=told.get("act", "")[:40],
        values=_fields(told.get("fields", "")), hold=told.get("hold") == "1", quick=told.get("quick") == "1",
    )  # fmt: skip
    return it, _answer(201, Location=f"{home}{it.pk}/", **_standing(it))


def head(it: Upload) -> HttpResponse:
    """How far it has come."""
    return _answer(200, **_standing(it), **{"Upload-Length": str(it.size), "Cache-Control": "no-store"})


def piece(request: HttpRequest, it: Upload, via: str) -> HttpResponse:
    """Append a piece; the last one files the whole unless the sender holds it."""
    _speak(request)
    if request.headers.get("Content-Type", "") != PIECE:
        raise Misfit(415, f"Content-Type 应为 {PIECE}。", f"Content-Type must be {PIECE}.")
    if not request.headers.get("Content-Length"):
        raise Misfit(411, "请给出 Content-Length。", "Give Content-Length.")
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 16):
        raise InvalidInput({"Upload-Offset": T("请给出 Upload-Offset。", "Give Upload-Offset.")})
    checksum = request.headers.get("Upload-Checksum", "")
    if checksum and not checksum.startswith("sha256 "):
        raise InvalidInput({"Upload-Checksum": T("只认 sha256。", "Only sha256 is known.")})
    try:
        receiving.receive(it, int(offset), int(request.headers["Content-Length"]), request.read, checksum)
    except UnreadablePostError:  # the line was cut: nobody hears this answer
        return HttpResponse(status=408)
    if it.offset == it.size and it.act and not it.hold:
        receiving.file_away(it, via=via)
    return _answer(204, **_standing(it))


def file_away(request: HttpRequest, it: Upload, via: str) -> Any:
    """File a whole upload as the body says: `act` and its fields in JSON. Safe to repeat. Answers the act."""
    try:
        told = json.loads(request.body or b"{}")
    except ValueError:
        raise InvalidInput({"body": T("请写成 JSON。", "Write JSON.")}) from None
    if not isinstance(told, dict):
        raise InvalidInput({"body": T("请写成 JSON 对象。", "Write a JSON object.")})
    act = str(told.pop("act", ""))
    return receiving.file_away(it, act, told or None, via)


def drop(it: Upload) -> HttpResponse:
    """Give it up."""
    receiving.drop(it)
    return _answer(204)


def told(it: Upload, home: str) -> dict[str, Any]:
    """An upload as data."""
    return {
        "id": it.pk, "url": f"{home}{it.pk}/", "name": it.name, "size": it.size, "offset": it.offset, "sha256": it.told or it.sha256,
        "act": it.act, "filed": it.filed_at is not None, "noun": it.noun, "object_id": it.object_id,
    }  # fmt: skip


def unfinished(person: Any, home: str) -> JsonResponse:
    """The person's own uploads that wait to be gone on with, the latest first."""
    rows = Upload.objects.visible_to(person).filter(filed_at=None).order_by("-pk")[:50]
    return JsonResponse({"uploads": [told(it, home) for it in rows]})


def metadata(header: str) -> dict[str, str]:
    """Upload-Metadata: `key base64, key base64`. Raises InvalidInput."""
    found = {}
    try:
        for pair in filter(None, (one.strip() for one in header.split(","))):
            key, _, value = pair.partition(" ")
            found[key] = base64.b64decode(value, validate=True).decode()
    except ValueError:
        raise InvalidInput({"Upload-Metadata": UNREADABLE}) from None
    return found


def _fields(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        raise InvalidInput({"fields": UNREADABLE}) from None
    if not isinstance(found, dict):
        raise InvalidInput({"fields": UNREADABLE})
    return found


def _speak(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable", VERSION) != VERSION:
        raise Misfit(412, f"只说 tus {VERSION}。", f"Only tus {VERSION} is spoken.")


def _standing(it: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(it.offset), "Upload-Expires": http_date(it.expires_at.timestamp())}


def _answer(status: int, **headers: str) -> HttpResponse:
    return HttpResponse(status=status, headers={"Tus-Resumable": VERSION, **headers})
