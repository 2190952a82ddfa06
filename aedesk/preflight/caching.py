"""The folder of what is kept of files: whose readings still count, and which are dropped."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

DAY = 86_400.0
UNUSED_DAYS, MOST_BYTES = 60.0, 4 << 30
READERS = ("pikepdf", "pypdfium2", "pillow", "zxing-cpp")


def home() -> Path:
    """Where the command line keeps what it read, as each system has it."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        root = "~/Library/Caches"
    else:
        root = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(root).expanduser() / "aedesk" / "artwork"


@lru_cache(1)
def engine() -> str:
    """What reads: whoever changes how a file is read changes this too, and what was kept before counts no more."""
    made = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        made.update(path.read_bytes())
    made.update(" ".join(version(one) for one in READERS).encode())
    return made.hexdigest()[:16]


def sweep(
    cache: Path, *, days: float = UNUSED_DAYS, most: int = MOST_BYTES, wanted: Callable[[str], bool] = lambda _: True
) -> int:
    """Drop what another engine read, what nobody asked for in so many days, files that are not `wanted`; then the oldest
    beyond `most` bytes. How many files' pieces went."""
    if not cache.is_dir():
        return 0
    now, dropped, rows = _disk_now(cache), 0, []
    for folder in _folders(cache):
        used, size = _used(folder)
        if folder.name != engine() or now - used > days * DAY or not wanted(folder.parent.name):
            dropped += _drop(folder)
        else:
            rows.append((used, size, folder))
    total = sum(size for _, size, _ in rows)
    for _, size, folder in sorted(rows):
        if total <= most:
            break
        dropped, total = dropped + _drop(folder), total - size
    return dropped


def _folders(cache: Path) -> Iterator[Path]:
    yield from (path for path in cache.glob("??/*/*") if path.is_dir())


def _used(folder: Path) -> tuple[float, int]:
    """When it was last asked for, and how many bytes it holds."""
    with os.scandir(folder) as entries:
        return folder.stat().st_mtime, sum(entry.stat().st_size for entry in entries)


def _drop(folder: Path) -> int:
    shutil.rmtree(folder, ignore_errors=True)
    for above in (folder.parent, folder.parent.parent):
        with suppress(OSError):  # another engine's, or another file's, is there still
            above.rmdir()
    return 1


def _disk_now(cache: Path) -> float:
    """The moment by the clock that dates the folders."""
    with tempfile.TemporaryFile(dir=cache) as probe:
        return os.fstat(probe.fileno()).st_mtime
