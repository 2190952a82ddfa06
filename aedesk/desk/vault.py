"""Bytes on disk: each file once, under its sha256, whole or not at all; no database here.

Everything goes through these few functions, so that another shelf (an S3 bucket, for one) can stand in for the disk.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from aedesk.kit.text import T

from .errors import InvalidInput, NoRoom

if sys.platform != "win32":
    import fcntl

CHUNK = 1 << 18
COMING = ".coming"  # the folder of what is on its way; nothing below a dot is anybody's file yet
FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Landed:
    """A whole file that stands under its digest; no row names it yet. `size` in bytes."""

    name: str
    size: int
    sha256: str

    def chunks(self) -> Iterator[bytes]:
        """Its bytes again, a piece at a time."""
        return read(self.sha256, 0, self.size - 1)

    def __str__(self) -> str:
        return f"{self.sha256} {self.name}"


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest stand."""
    return Path(settings.FILES) / sha256[:2] / sha256


def coming(name: str) -> Path:
    """Where a file on its way is gathered; its folder is made."""
    folder = Path(settings.FILES) / COMING
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def require_room(size: int) -> None:
    """Raises NoRoom where so many bytes would eat into the reserve that sign-in and the journal live on."""
    coming("")
    if shutil.disk_usage(settings.FILES).free - size < settings.FILES_RESERVE:
        raise NoRoom


def land(upload: Any) -> Landed:
    """Stream an upload to disk (temporary file, fsync, rename, fsync of the folder). Raises NoRoom."""
    if isinstance(upload, Landed):
        return upload
    require_room(upload.size or 0)
    with told_when_full():
        handle, temporary = tempfile.mkstemp(dir=coming(""), prefix="form-")
        try:
            sha256, size = _copy(upload, handle)
            settle(Path(temporary), sha256)
        finally:
            Path(temporary).unlink(missing_ok=True)
    return Landed(upload.name, size, sha256)


def ashore(fields: Any, body: Mapping[str, Any]) -> dict[str, Any]:
    """An act's body with its files on disk, so that no byte is copied while the database is held (T24).

    Raises InvalidInput where a file did not come whole.
    """
    found = dict(body)
    for one in fields:
        given: Any = body.get(one.name)
        if one.kind == "file" and hasattr(given, "chunks"):
            if trouble := getattr(given, "trouble", None):
                raise trouble if isinstance(trouble, Exception) else InvalidInput({one.name: trouble})
            if given.size and not one.is_passing:
                found[one.name] = land(given)
    return found


@contextmanager
def told_when_full() -> Iterator[None]:
    """Turn a disk without room into NoRoom (507)."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom from error
        raise


def _copy(upload: Any, handle: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def digest_of(path: Path) -> str:
    """The sha256 of a file, read a piece at a time."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def settle(temporary: Path, sha256: str) -> None:
    """Give a whole, synced file its lasting name.

    One that stands there already is replaced by its like: a damaged one is healed, and its age starts anew.
    """
    final = path_of(sha256)
    with turn(alone=False):
        final.parent.mkdir(exist_ok=True)
        os.utime(temporary)
        try:
            os.replace(temporary, final)
        except PermissionError:  # Windows, while somebody reads it
            if not final.exists():
                raise
        for folder in (final.parent, final.parent.parent):
            sync_folder(folder)


def write_all(file: IO[bytes], chunk: bytes) -> None:
    """Write every byte of a piece to an unbuffered file."""
    left = memoryview(chunk)
    while left:
        left = left[file.write(left) :]


def sync(file: IO[bytes]) -> None:
    """Make written bytes last through a power cut."""
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last through a power cut; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def turn(*, alone: bool) -> Iterator[None]:
    """Files settle side by side; who sweeps them works alone."""
    if sys.platform == "win32":
        yield
        return
    coming("")
    descriptor = os.open(settings.FILES, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def held(path: Path) -> Iterator[IO[bytes] | None]:
    """A file on its way, open for writing, or None while somebody else writes it."""
    with os.fdopen(
        os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+b", buffering=0
    ) as file:
        if sys.platform != "win32":
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
                return
        yield file


def has(sha256: str) -> bool:
    """Whether the bytes of a digest stand here."""
    return path_of(sha256).is_file()


def read(sha256: str, first: int, last: int) -> Iterator[bytes]:
    """The bytes from first to last, a piece at a time."""
    left = last - first + 1
    with path_of(sha256).open("rb") as source:
        source.seek(first)
        while left > 0 and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def begins_with(sha256: str, length: int = 16) -> bytes:
    """The first bytes of a file, enough to tell its kind."""
    return b"".join(read(sha256, 0, length - 1))


@dataclass(frozen=True, slots=True)
class Promised:
    """A file announced but not here yet, as its rules may look at it."""

    name: str
    size: int

    def chunks(self) -> Iterator[bytes]:
        raise InvalidInput({"file": T("文件还没有传完。", "The file is not here yet.")})
