"""What was once read from a file, kept under its sha256: a check by another order need not read the file again."""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from .caching import engine

Turn = Callable[[Any], Any]
BROKEN = (OSError, ValueError, TypeError, KeyError, IndexError, zlib.error)  # a torn or foreign piece is made again


class Keep:
    """The pieces kept of one file, by name. Without a folder nothing is kept and all is made."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def data(self, name: str, make: Callable[[], Any], down: Turn = lambda it: it, up: Turn = lambda it: it) -> Any:
        """A piece of plain data; `down` and `up` turn it into such and back."""
        if self.folder is None:
            return make()
        path = self.folder / f"{name}.json.z"
        with suppress(*BROKEN):
            return up(json.loads(zlib.decompress(path.read_bytes())))
        made = make()
        self._write(path, zlib.compress(json.dumps(down(made), ensure_ascii=False).encode(), 1))
        return made

    def pixels(self, name: str, make: Callable[[], Any]) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """A picture, kept without loss."""
        if self.folder is None:
            return np.asarray(make(), np.uint8)
        path = self.folder / f"{name}.png"
        with suppress(OSError):
            found = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
            if found is not None:
                return np.asarray(found, np.uint8)
        made = np.ascontiguousarray(make(), np.uint8)
        self._write(path, cv2.imencode(".png", made, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes())
        return made

    def _write(self, path: Path, data: bytes) -> None:
        """Whole or not at all; where there is no room it is simply not kept."""
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, coming = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                os.replace(coming, path)
            finally:
                Path(coming).unlink(missing_ok=True)


def kept(cache: Path | None, sha256: str) -> Keep:
    """What a cache folder keeps of a file; marks it as used."""
    if cache is None:
        return Keep()
    folder = cache / sha256[:2] / sha256 / engine()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
    return Keep(folder)
