"""A backup: one zip file with a consistent copy of the database, the files, the keys, the seals and their hashes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.db import connection

from aedesk.kit import clock
from aedesk.kit.text import T

DATABASE, MANIFEST, FORMAT = "aedesk.sqlite3", "manifest.json", 1
KEYS = ("seal.key", "secret.key")
BLOCK = 1 << 20


class BackupError(Exception):
    """Why a backup cannot be written or put back, in both languages."""

    def __init__(self, says: T) -> None:
        super().__init__(f"{says.zh}\n{says.en}")


def back_up(file: Path) -> dict[str, str]:
    """Write a backup while the desk may be in use; the names in it with their SHA-256.

    Raises BackupError where the file exists or the copy of the database is damaged. On PostgreSQL the database
    itself is not in it (pg_dump does that better); everything else is.
    """
    if file.exists():
        raise BackupError(
            T(f"{file} 已存在，不覆盖；换个名字。", f"{file} exists and is not overwritten; take another name.")
        )
    part = file.with_name(f"{file.name}.part")
    with tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-") as folder:
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                hashes = _write(out, Path(folder))
                out.flush()
                os.fsync(out.fileno())
            part.rename(file)
        finally:
            part.unlink(missing_ok=True)
    return hashes


def _write(out: IO[bytes], folder: Path) -> dict[str, str]:
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, path in _parts(folder):
            hashes[name] = _copied(path.open("rb"), packed.open(name, "w", force_zip64=True))
        about = {"format": FORMAT, "made_at": f"{clock.now():%Y-%m-%dT%H:%M:%SZ}", "sha256": hashes}
        packed.writestr(MANIFEST, json.dumps(about, indent=1))
    return hashes


def _parts(folder: Path) -> Iterator[tuple[str, Path]]:
    """Seals before the database, files after it: no seal speaks of an event, no row of a file that is not there."""
    for path in (settings.SEALS, *(settings.DATA / name for name in (*KEYS, "clock"))):
        if path.is_file():
            yield path.name, _copy(path, folder)
    if connection.vendor == "sqlite":
        yield DATABASE, _database_copy(folder / DATABASE)
    for path in sorted(settings.FILES.glob("*/*")):
        if path.is_file() and not path.parent.name.startswith("."):  # there lies what is still on its way
            yield f"files/{path.relative_to(settings.FILES).as_posix()}", path


def _copy(path: Path, folder: Path) -> Path:
    return Path(shutil.copy(path, folder / path.name))


def _database_copy(path: Path) -> Path:
    sqlite3 = sys.modules["sqlite3"]
    # A connection of its own: SQLite waits for ever to copy what the same connection is writing.
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as now, closing(sqlite3.connect(path)) as copy:
        now.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    _check_database(path)
    return path


def _check_database(path: Path) -> None:
    with closing(sys.modules["sqlite3"].connect(path)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise BackupError(T(f"数据库已损坏：{found}", f"The database is damaged: {found}"))


def _copied(source: IO[bytes], target: IO[bytes]) -> str:
    """Copy to the end; the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with source, target:
        while block := source.read(BLOCK):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def restore(file: Path) -> dict[str, str]:
    """Put a backup into the data folder; the names in it with their SHA-256.

    Raises BackupError, having changed nothing, where the folder holds data already or the backup is damaged.
    """
    _require_empty()
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as folder:
        hashes = _unpack(file, Path(folder))
        for name in (each for each in KEYS if each in hashes):
            if (settings.DATA / name).exists():  # made at the start of this very command
                (settings.DATA / name).replace(settings.DATA / f"{name}.replaced")
        for path in sorted(Path(folder).iterdir()):
            _settle(path, settings.DATA / path.name)
    return hashes


def _require_empty() -> None:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    for path in (settings.DATA / DATABASE, settings.SEALS, settings.FILES):
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            raise BackupError(
                T(
                    f"{path} 已存在，不覆盖；把 AEDESK_DATA 指到一个空目录。",
                    f"{path} exists and is not overwritten; let AEDESK_DATA name an empty folder.",
                )
            )


def _settle(path: Path, place: Path) -> None:
    if place.is_dir():  # an empty `files`
        place.rmdir()
    path.replace(place)


def _unpack(file: Path, folder: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(file) as packed:
            hashes = _manifest(packed)
            for name, expected in hashes.items():
                place = folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                if _copied(packed.open(name), place.open("wb")) != expected:
                    raise _damaged(name)
                place.chmod(0o600 if name in KEYS else 0o644)
    except FileNotFoundError:
        raise BackupError(T(f"没有文件 {file}。", f"There is no file {file}.")) from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError) as trouble:
        raise _damaged(f"{file}（{trouble}）") from trouble
    if DATABASE in hashes:
        _check_database(folder / DATABASE)
    return hashes


def _manifest(packed: zipfile.ZipFile) -> dict[str, str]:
    """The hashes; exactly the names that are in the zip, and none that leads out of the folder."""
    names = packed.namelist()
    if MANIFEST not in names:
        raise _damaged(MANIFEST)
    about: Any = json.loads(packed.read(MANIFEST))
    hashes: dict[str, str] = about["sha256"] if about.get("format") == FORMAT else {}
    if sorted(names) != sorted([*hashes, MANIFEST]) or not all(map(_belongs, hashes)):
        raise _damaged(MANIFEST)
    return hashes


def _belongs(name: str) -> bool:
    path = PurePosixPath(name)
    known = name in (DATABASE, settings.SEALS.name, "clock", *KEYS)
    return known or (path.parts[0] == "files" and ".." not in path.parts and "\\" not in name)


def _damaged(what: str) -> BackupError:
    return BackupError(
        T(f"备份已损坏：{what}。什么也没有恢复。", f"The backup is damaged: {what}. Nothing was restored.")
    )
