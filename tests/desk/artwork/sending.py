"""Sends files as the uploader does: tus requests through Django's own client."""

from __future__ import annotations

import base64
import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

BYTES = b"%PDF-1.7 " + bytes(range(256)) * 400
NAME = "261119开盘报纸.pdf"
PIECE = "application/offset+octet-stream"


def metadata(**told: Any) -> str:
    words = {name: value if isinstance(value, str) else json.dumps(value) for name, value in told.items()}
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in words.items())


class Sender:
    """A person's browser that sends files."""

    def __init__(self, person: Any, home: str = "/uploads/", **headers: str) -> None:
        self.browser, self.home, self.headers = Browser(headers=headers), home, {"X-Act": "1", "Tus-Resumable": "1.0.0"}
        if not headers:
            self.browser.force_login(person)

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/json", **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.generic(method, path, body, kind, headers=self.headers | named)

    def announce(self, size: int, **told: Any) -> Any:
        return self.ask("POST", self.home, Upload_Length=str(size), Upload_Metadata=metadata(**told))

    def piece(self, path: str, offset: int, body: bytes, **headers: str) -> Any:
        return self.ask("PATCH", path, body, PIECE, Upload_Offset=str(offset), **headers)

    def offset(self, path: str) -> int:
        return int(self.ask("HEAD", path).headers["Upload-Offset"])

    def file(self, path: str, **said: Any) -> Any:
        return self.ask("POST", path, json.dumps(said).encode())


def on_job(sheet: Any, **more: Any) -> dict[str, Any]:
    return {"filename": NAME, "act": "attachment.add", "fields": {"sheet": sheet.pk}} | more


def take(content: bytes) -> Any:
    left = bytearray(content)

    def some(length: int) -> bytes:
        found = bytes(left[:length])
        del left[:length]
        return found

    return some


def upload_of(content: bytes) -> Any:
    return SimpleUploadedFile(NAME, content)
