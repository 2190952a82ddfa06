"""Receives a file piece by piece: begun, continued after a cut, whole, filed; and what was given up is swept away.

A byte is acknowledged once it is synced to disk and its offset written; nothing after the offset counts.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import IO, Any

from django.conf import settings

from aedesk.kit import clock, filename
from aedesk.kit.text import T

from .. import vault
from ..action import ACTIONS, Act, count, do, prepare
from ..errors import DeskError, InvalidInput, Refused, Unknown, WrongState
from ..writing import writing
from .suggesting import name_for
from .uploads import Upload

SYNC_EVERY = 16 << 20  # bytes: what a killed server can make a sender send again
MOST_OPEN = 200  # unfinished uploads of one person
EMPTY = T("文件是空的，请检查后重新上传。", "The file is empty; check it and upload again.")
TOO_LARGE = T("文件超过 2 GB，请分成几份或走网盘。", "The file is larger than 2 GB: split it, or use a net disk.")
NO_NAME = T("没有文件名。", "The file has no name.")
DAMAGED = T("文件在路上损坏了（校验值不符），请重新上传。", "The file was damaged on its way (its hash differs); send it again.")  # fmt: skip
TOO_MANY = T("没传完的文件太多了，先传完或放弃几个。", "Too many unfinished uploads: finish or drop some first.")


class Busy(DeskError):
    """Somebody else, or an earlier connection, is writing this upload."""

    status, code = 423, "busy"

    def __init__(self) -> None:
        super().__init__(
            T("上一次连接还没断开，请稍等再试。", "The last connection is still open; try again in a moment.")
        )


class WrongOffset(DeskError):
    """The sender goes on from another place than we stand."""

    status, code = 409, "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(T(f"应从第 {offset} 字节接着传。", f"Go on from byte {offset}."))
        self.offset = offset


class BadChecksum(DeskError):
    """A piece that was damaged on its way; it does not count."""

    status, code = 460, "bad_checksum"

    def __init__(self) -> None:
        super().__init__(DAMAGED)


def begin(person: Any, name: str, size: int, **more: Any) -> Upload:
    """Announce a file; `act` and `values` are judged before a byte is sent (no job sheet, no upload).

    Raises InvalidInput, NotAllowed, Refused, NoRoom.
    """
    wrong = EMPTY if size <= 0 else TOO_LARGE if size > settings.FILES_LARGEST else None
    if wrong or not name.strip():
        raise InvalidInput({"file": wrong or NO_NAME})
    it = Upload(person=person, name=filename.safe(name), size=size, **more)
    vault.require_room(size)
    # A held file's name is looked at once more by its sender, so only the rest is judged now.
    judge_ahead(it, it.act, it.values | {"name": name_for(name)} if it.hold else it.values)
    if Upload.objects.visible_to(person).filter(filed_at=None).count() >= MOST_OPEN:
        raise WrongState(TOO_MANY)
    with writing():
        it.save(force_insert=True)
    return it


def judge_ahead(it: Upload, act: str, values: dict[str, Any]) -> None:
    """What would refuse the act once the file is here. Raises what the act itself would."""
    if not act:
        return
    spec = ACTIONS.get(act)
    known = {one.name for one in spec.fields} if spec is not None else set()
    values = {name: value for name, value in values.items() if name != "name" or name in known}
    if spec is None or spec.on or not any(one.kind == "file" for one in spec.fields):
        raise InvalidInput({"act": T("没有这个上传动作。", "There is no such act with a file.")})
    try:
        with writing():
            prepare(spec, it.person, None, values | {"file": vault.Promised(it.name, it.size)}, via="upload")
    except Refused as refused:
        count(refused, spec, it.person, None)
        raise


Take = Callable[[int], bytes]


def receive(it: Upload, offset: int, length: int, take: Take, checksum: str = "") -> int:
    """Append up to `length` bytes that `take` reads and answer the new offset; what came before a cut is kept.

    Raises Busy, WrongOffset, InvalidInput, BadChecksum, NoRoom, and whatever `take` raises when the line is cut.
    """
    with vault.held(it.place) as file:
        if file is None:
            raise Busy
        stand(it, file)
        if offset != it.offset:
            raise WrongOffset(it.offset)
        if offset + length > it.size:
            raise InvalidInput({"file": T("传来的比说好的多。", "More came than was announced.")})
        with vault.told_when_full():
            _append(it, file, length, take, Checked(checksum))
    return it.offset


def stand(it: Upload, file: IO[bytes]) -> None:
    """Bring row and file together: bytes after the offset never counted; bytes that are gone are sent again."""
    it.refresh_from_db()
    if it.whole_at is not None:
        return
    if file.seek(0, 2) < it.offset:
        if it.sha256 and vault.has(it.sha256):  # killed between the rename and the row
            _whole(it)
            return
        _keep(it, 0)
    file.truncate(it.offset)
    file.seek(it.offset)


class Checked:
    """The hash a sender gives with a piece (tus checksum: `sha256 base64`); without one anything fits."""

    def __init__(self, told: str) -> None:
        self.wanted = told.partition(" ")[2].strip()
        self._digest = hashlib.sha256()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def update(self, chunk: bytes) -> None:
        if self:
            self._digest.update(chunk)

    def fits(self) -> bool:
        return not self or base64.b64encode(self._digest.digest()).decode() == self.wanted


def _append(it: Upload, file: IO[bytes], length: int, take: Take, checked: Checked) -> None:
    began = synced = reached = it.offset
    try:
        while reached < began + length:
            chunk = take(min(vault.CHUNK, began + length - reached))
            if not chunk:
                break
            if reached - synced >= SYNC_EVERY and not checked:
                vault.require_room(0)
                synced = _sync(it, file, reached)
            vault.write_all(file, chunk)
            checked.update(chunk)
            reached += len(chunk)
    finally:  # also where the line was cut: what came is kept, unless it was to be checked as one piece
        if not checked or (reached == began + length and checked.fits()):
            _sync(it, file, reached)
    if not checked.fits():
        raise BadChecksum


def _sync(it: Upload, file: IO[bytes], reached: int) -> int:
    vault.sync(file)
    _keep(it, reached)
    return reached


def _keep(it: Upload, offset: int) -> None:
    with writing():
        it.offset, it.touched_at = offset, clock.now()
        it.save(update_fields=["offset", "touched_at"])


def complete(it: Upload) -> vault.Landed:
    """The whole file under its digest. Safe to ask again. Raises WrongState while bytes are missing, InvalidInput."""
    if it.offset < it.size:
        raise WrongState(T("文件还没有传完。", "The file is not here yet."))
    if it.whole_at is None:
        with vault.held(it.place) as file:
            if file is None:
                raise Busy
            stand(it, file)
            if it.whole_at is None:
                _settle(it)
    return vault.Landed(it.name, it.size, it.sha256)


def _settle(it: Upload) -> None:
    if it.offset < it.size:  # its bytes were lost with their disk
        raise WrongState(T("文件还没有传完。", "The file is not here yet."))
    digest = vault.digest_of(it.place)
    if it.told and it.told.lower() != digest:
        _keep(it, 0)
        raise InvalidInput({"file": DAMAGED})
    with writing():
        it.sha256 = digest
        it.save(update_fields=["sha256"])
    vault.settle(it.place, digest)
    _whole(it)


def _whole(it: Upload) -> None:
    with writing():
        it.whole_at = clock.now()
        it.save(update_fields=["whole_at"])


def file_away(it: Upload, act: str = "", values: dict[str, Any] | None = None, via: str = "web") -> Act:
    """Do the act with the whole file, once however often it is asked."""
    code, given = act or it.act, it.values if values is None else values
    if code not in ACTIONS:
        raise InvalidInput({"act": T("说明这个文件放到哪里。", "Say where the file goes.")})
    landed = complete(it)
    done = do(code, it.person, None, given | {"file": landed}, via=via, key=f"upload-{it.pk}")
    with writing():
        it.filed_at, it.noun, it.object_id = it.filed_at or clock.now(), done.result._meta.model_name, done.result.pk
        it.save(update_fields=["filed_at", "noun", "object_id"])
    return done


def drop(it: Upload) -> None:
    """Give up an upload: its bytes go at once."""
    if it.filed_at is not None:
        raise WrongState(T("文件已经存好了。", "The file is stored already."))
    with vault.held(it.place) as file:
        if file is None:
            raise Busy
        it.place.unlink(missing_ok=True)
        with writing():
            it.delete()


def one_of(person: Any, pk: int) -> Upload:
    """A person's own upload. Raises Unknown; one that was given up or ran out is unknown too."""
    found: Upload | None = Upload.objects.visible_to(person).filter(pk=pk).first()
    if found is None:
        raise Unknown
    return found
