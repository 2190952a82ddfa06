"""Two people editing one thing: what changed since somebody read it, field by field, as the journal knows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..errors import Conflict
from .models import Event
from .queries import last_editor
from .writing import plain


def touched_since(thing: Any, version: int) -> set[str] | None:
    """The fields changed after a version was read; None where the journal cannot tell."""
    rows = Event.objects.filter(noun=thing._meta.model_name, object_id=thing.pk).order_by("-seq")
    names: set[str] = set()
    seen = False
    for text in rows.values_list("payload", flat=True)[:500].iterator():
        told = json.loads(text)
        if told.get("version", 0) <= version:
            break
        seen = True
        names |= told["changed"].keys() | set(told.get("given", ()))
    return names if seen else None


def require_unchanged(thing: Any, version: int, values: Mapping[str, Any]) -> None:
    """Raises Conflict where a field now given was changed by somebody else since; other fields merge by themselves."""
    yours = {name: _read(value) for name, value in values.items() if name != "reason"}
    theirs = {name: _read(_now(thing, name)) for name in yours}
    touched = touched_since(thing, version)
    clash = {name for name in yours if yours[name] != theirs[name] and (touched is None or name in touched)}
    if clash:
        raise Conflict(yours, theirs, thing.version, last_editor(thing), clash)


def _read(value: Any) -> Any:
    """A value as it is compared: in a table of lines an empty cell says nothing."""
    if isinstance(value, list):
        return [_said(row) if isinstance(row, dict) else plain(row) for row in value]
    return plain(value)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: str(plain(one)) for name, one in row.items() if one is not None and one is not False and one != ""}


def _now(thing: Any, name: str) -> Any:
    """A field as it stands; a thing says itself what it keeps under another name."""
    own = getattr(thing, "given", None)
    found = own(name) if own else None
    return getattr(thing, name, None) if found is None else found
