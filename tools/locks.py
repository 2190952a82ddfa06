"""A file that only one process on the machine may hold; the system lets go of it when that process ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks bytes so that nobody else may read them: lock one far behind the text.
FAR_BYTE = 1 << 20


def hold(path: Path) -> IO[str] | None:
    """The open file while this process holds it, or None when another process does."""
    handle = path.open("a+", encoding="utf-8")
    try:
        _lock(handle, wait=False)
    except OSError:
        handle.close()
        return None
    return handle


@contextmanager
def waiting_turn(path: Path) -> Iterator[None]:
    """Hold `path`, waiting while another process does."""
    with path.open("a+", encoding="utf-8") as handle:
        _lock(handle, wait=True)
        yield


def write(handle: IO[str], text: str) -> None:
    """Leave word in a held file for whoever finds it held."""
    handle.seek(0)
    handle.truncate()
    handle.write(text)
    handle.flush()


def _lock(handle: IO[str], *, wait: bool) -> None:
    if sys.platform == "win32":
        handle.seek(FAR_BYTE)
        msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
