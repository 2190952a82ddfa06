"""Styles, scripts and icons: copied once under names that follow their content, compressed, found by plain name."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

KEPT = 3  # versions: a page still open somewhere asks for yesterday's
NOT_OURS = re.compile(r"^django_htmx/(?!.*-2\.min\.js$)")  # that package brings every build there is
COMPRESSED = {".css", ".js", ".mjs", ".svg", ".txt", ".json", ".map"}


class Statics(ManifestStaticFilesStorage):
    """Plain names until `gather` has made the copies; tests and DEBUG never need them."""

    support_js_module_import_aggregation = True

    def __init__(self, location: Any = None, *args: Any, **options: Any) -> None:
        super().__init__(location or folder(), *args, **options)
        self._addresses: dict[str, str] = {}

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file; remembered, for a page asks for the same icons a hundred times."""
        plain = name or ""
        if plain not in self._addresses:
            self._addresses[plain] = super().url(plain, force)
        return self._addresses[plain]


def sources() -> list[tuple[str, Path]]:
    """Every static file by its plain name, in order."""
    found: dict[str, Path] = {}
    for finder in get_finders():
        for name, storage in finder.list([".*", "*~"]):
            found.setdefault(name.replace("\\", "/"), Path(storage.path(name)))
    return sorted((name, path) for name, path in found.items() if not NOT_OURS.match(name))


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where the copies of the present files stand: named by their names, sizes and times."""
    digest = hashlib.sha256()
    for name, path in sources():
        stat = path.stat()
        digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return Path(settings.STATIC_ROOT) / digest.hexdigest()[:16]


def gather() -> list[Path]:
    """Make the copies if they are not there yet; returns every kept version, the present one last.

    Made aside and renamed into place: processes that start together never meet half a folder.
    """
    here = folder()
    if not here.is_dir():
        here.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".gathering-", dir=here.parent) as aside:
            _copy(Path(aside) / here.name)
            try:
                os.replace(Path(aside) / here.name, here)
            except OSError:
                if not here.is_dir():  # else another process was quicker
                    raise
    others = [one for one in here.parent.iterdir() if one.name[0] != "." and one != here]
    others.sort(key=lambda one: one.stat().st_mtime)
    for old in others[: 1 - KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return [*others[1 - KEPT :], here]


def _copy(to: Path) -> None:
    storage = Statics(str(to))
    paths: dict[str, Any] = {}
    for name, path in sources():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to / name)
        paths[name] = (storage, name)
    for _name, _stored, outcome in storage.post_process(paths):
        if isinstance(outcome, Exception):
            raise outcome
    for path in [one for one in to.rglob("*") if one.suffix in COMPRESSED]:
        whole = path.read_bytes()
        small = gzip.compress(whole, 9, mtime=0)
        if len(small) < len(whole) * 0.95:
            path.with_name(path.name + ".gz").write_bytes(small)
