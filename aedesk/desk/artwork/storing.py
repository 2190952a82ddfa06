"""A file's row: written once its bytes stand on disk, so that no row is ever without its file."""

from __future__ import annotations

import mimetypes
from typing import Any

from ..vault import land, path_of
from .models import StoredFile

__all__ = ["path_of", "store"]


def store(upload: Any, name: str) -> StoredFile:
    """The row of an upload's bytes, which go to disk first. Raises NoRoom where the disk is full."""
    landed = land(upload)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    row, _ = StoredFile.objects.get_or_create(
        sha256=landed.sha256, defaults={"size": landed.size, "media_type": media_type}
    )
    return row
