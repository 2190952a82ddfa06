"""A screenshot of what the client wrote: a picture by its first bytes, whatever its name says."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from ..artwork.models import StoredFile
from ..artwork.storing import path_of, store
from ..errors import InvalidInput

MOST_BYTES = 20 * 1024 * 1024
KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


def kind_of(head: bytes) -> str:
    """png, jpg, webp, or "" for what is no picture that a browser shows."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return next((kind for magic, kind in KINDS.items() if head.startswith(magic)), "")


def keep(upload: Any) -> StoredFile | None:
    """Store a screenshot. Raises InvalidInput for what is no picture, or too large."""
    if upload is None:
        return None
    if upload.size > MOST_BYTES:
        raise InvalidInput({"picture": T("截图不能超过 20 MB。", "A screenshot has 20 MB at most.")})
    kind = kind_of(next(iter(upload.chunks()), b"")[:16])
    if not kind:
        raise InvalidInput({"picture": T("请选择 PNG、JPG 或 WebP 图片。", "Choose a PNG, JPG or WebP picture.")})
    return store(upload, f"picture.{kind}")


def media_type(sha256: str) -> str:
    """The picture's type, read off its bytes again."""
    with path_of(sha256).open("rb") as source:
        return TYPES.get(kind_of(source.read(16)), "application/octet-stream")
