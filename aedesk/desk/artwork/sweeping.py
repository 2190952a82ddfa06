"""Sweeps what nobody will come back for: uploads given up, pieces of killed servers, bytes that no row names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from aedesk.kit import clock
from aedesk.preflight import caching

from .. import vault
from ..writing import writing
from . import picturing
from .models import StoredFile
from .uploads import Upload

A_DAY = 86_400.0  # seconds
REMEMBERED = timedelta(days=400)  # for the time that filing takes


def sweep() -> None:
    """The worker's chore."""
    expire()
    forget_pieces()
    drop_orphans()
    picturing.make_missing_anew()
    caching.sweep(picturing.readings(), wanted=lambda sha256: StoredFile.objects.filter(pk=sha256).exists())


def expire() -> int:
    """Drop unfinished uploads that were not touched for settings.UPLOAD_KEPT; how many."""
    now, dropped = clock.now(), 0
    for it in Upload.objects.filter(filed_at=None, touched_at__lt=now - settings.UPLOAD_KEPT):
        with vault.held(it.place) as file:
            if file is not None:
                it.place.unlink(missing_ok=True)
                with writing():
                    dropped += it.delete()[0]
    with writing():
        Upload.objects.filter(filed_at__lt=now - REMEMBERED).delete()
    return dropped


def forget_pieces() -> None:
    """Delete pieces on their way that are a day old and belong to no upload."""
    known = {f"{pk}.upload" for pk in Upload.objects.values_list("pk", flat=True)}
    for path, age in _aged(vault.coming("")):
        if age > A_DAY and path.name not in known:
            path.unlink(missing_ok=True)


def drop_orphans() -> list[str]:
    """Delete bytes that stand under their digest for a day without a row: killed between the file and its row."""
    suspects = [path for folder in _shelves() for path, age in _aged(folder) if age > A_DAY]
    suspects = [path for path in suspects if not _named(path.name)]
    with vault.turn(alone=True):
        gone = [path for path in suspects if path.exists() and _age(path) > A_DAY and not _named(path.name)]
        for path in gone:
            path.unlink()
    return [path.name for path in gone]


def _named(digest: str) -> bool:
    return StoredFile.objects.filter(pk=digest).exists() or Upload.objects.filter(sha256=digest).exists()


def _shelves() -> Iterator[Path]:
    root = Path(settings.FILES)
    yield from (path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))


def _aged(folder: Path) -> Iterator[tuple[Path, float]]:
    now = _disk_now()
    with os.scandir(folder) as entries:
        yield from ((Path(entry.path), now - entry.stat().st_mtime) for entry in entries if entry.is_file())


def _age(path: Path) -> float:
    return _disk_now() - path.stat().st_mtime


def _disk_now() -> float:
    """The moment by the clock that dates the files, which need not be the desk's."""
    with tempfile.TemporaryFile(dir=vault.coming("")) as probe:
        return os.fstat(probe.fileno()).st_mtime
