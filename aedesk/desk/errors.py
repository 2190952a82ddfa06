"""What can go wrong at the doorway; every door turns these into its own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aedesk.kit.text import T
from aedesk.rulebook.kinds import Refusal


class DeskError(Exception):
    """An act that did not happen. `says` is for the person."""

    status = 400
    code = "error"

    def __init__(self, says: T) -> None:
        super().__init__(says.zh)
        self.says = says


class Unknown(DeskError):
    """Nothing there, or behind a client wall: the two are never told apart (T1)."""

    status, code = 404, "unknown"

    def __init__(self) -> None:
        super().__init__(T("没有找到。", "Not found."))


class NotAllowed(DeskError):
    """The person's role does not do this."""

    status, code = 403, "not_allowed"


class InvalidInput(DeskError):
    """Input that cannot be read; `fields` names each field and what is wrong with it."""

    status, code = 422, "invalid"

    def __init__(self, fields: Mapping[str, T]) -> None:
        super().__init__(T("请检查标红的内容。", "Please check the marked fields."))
        self.fields = dict(fields)


class Refused(DeskError):
    """One or more rules refuse; each names its clause, what is missing and the way out."""

    status, code = 403, "refused"

    def __init__(self, refusals: Sequence[Refusal], client_id: int | None = None) -> None:
        super().__init__(refusals[0].sentence)
        self.refusals, self.client_id = tuple(refusals), client_id


class Conflict(DeskError):
    """Somebody else changed it meanwhile: both texts are kept (T18). `clash` names the fields to choose between."""

    status, code = 409, "conflict"

    def __init__(
        self, yours: Mapping[str, Any], theirs: Mapping[str, Any], version: int, by: str, clash: Iterable[str] = ()
    ) -> None:
        super().__init__(
            T(f"{by}刚刚改过这里，请选择保留哪一份。", f"{by} changed this meanwhile. Choose what to keep.")
        )
        self.yours, self.theirs, self.version, self.by = dict(yours), dict(theirs), version, by
        self.clash = frozenset(clash) or frozenset(name for name in yours if yours[name] != theirs.get(name))


class WrongState(DeskError):
    """The thing is past that: already signed, already closed."""

    status, code = 409, "wrong_state"


class NoRoom(DeskError):
    """The disk is full: nothing was stored."""

    status, code = 507, "no_room"

    def __init__(self) -> None:
        super().__init__(
            T(
                "服务器磁盘快满了，文件没有存下；请管理员清理磁盘后再传，已传的部分会留着。",
                "The server's disk is full and the file was not stored. Ask the office to make room, then send it again; "
                "what has come so far is kept.",
            )
        )
