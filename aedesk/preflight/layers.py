"""Optional content: which layers are seen when the file is printed (ISO 32000-1, 8.11)."""

from __future__ import annotations

from typing import Any

import pikepdf

from .names import text_of

NO_LAYER = ("", False)


class Layers:
    """The default configuration's layers by name, and what each piece of content belongs to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.seen: dict[tuple[int, int], bool] = {}
        self.names: dict[tuple[int, int], str] = {}
        properties = pdf.Root.get("/OCProperties")
        if isinstance(properties, pikepdf.Dictionary):
            self._read(properties)

    def _read(self, properties: Any) -> None:
        default = properties.get("/D", pikepdf.Dictionary())
        base = str(default.get("/BaseState", "/ON")) != "/OFF"
        for group in _list(properties.get("/OCGs")):
            self.seen[group.objgen] = base
            self.names[group.objgen] = text_of(group.get("/Name", ""))
        for key, state in (("/ON", True), ("/OFF", False)):
            for group in _list(default.get(key)):
                self.seen[group.objgen] = state
        for usage in _list(default.get("/AS")):
            if str(usage.get("/Event", "")) == "/Print":
                self._as_printed(usage)

    def _as_printed(self, usage: Any) -> None:
        """A layer whose usage says so is printed, or not, whatever the screen shows."""
        for group in _list(usage.get("/OCGs")):
            wanted = group.get("/Usage", {}).get("/Print", {}).get("/PrintState")
            if wanted is not None:
                self.seen[group.objgen] = str(wanted) == "/ON"

    @property
    def by_name(self) -> dict[str, bool]:
        """Each layer's name and whether it is seen in print."""
        return {name: self.seen[key] for key, name in self.names.items()}

    def of(self, thing: Any) -> tuple[str, bool]:
        """The layer's name and whether it is hidden, of a group or membership dictionary."""
        if thing is None:
            return NO_LAYER
        if str(thing.get("/Type", "")) == "/OCMD":
            groups = thing.get("/OCGs")
            rows = [groups] if isinstance(groups, pikepdf.Dictionary) else _list(groups)
            named = "、".join(name for row in rows if (name := self.names.get(row.objgen, "")))
            return named, not self._member(thing, rows)
        return self.names.get(thing.objgen, text_of(thing.get("/Name", ""))), not self.seen.get(thing.objgen, True)

    def _member(self, thing: Any, groups: list[Any]) -> bool:
        expression = thing.get("/VE")
        if expression is not None:
            return self._visible(expression)
        states = [self.seen.get(one.objgen, True) for one in groups]
        if not states:
            return True
        policy = str(thing.get("/P", "/AnyOn"))
        return {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}.get(policy, any(states))

    def _visible(self, expression: Any, depth: int = 0) -> bool:
        """A visibility expression: an array of And, Or, Not and groups."""
        if isinstance(expression, pikepdf.Dictionary) or depth > 20:
            return self.seen.get(expression.objgen, True)
        kind, *rest = list(expression)
        states = [self._visible(one, depth + 1) for one in rest]
        if str(kind) == "/Not":
            return not states[0]
        return all(states) if str(kind) == "/And" else any(states)


def _list(array: Any) -> list[Any]:
    return list(array) if isinstance(array, pikepdf.Array) else []
