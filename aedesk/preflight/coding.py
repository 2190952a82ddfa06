"""Facts as JSON knows them and back, to the last digit: each record as the list of its fields, each colour once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .colour import Colour
from .facts import FileFacts

Turn = Callable[[Any], Any]
PLAIN = (str, int, float, bool, Any)


def down(made: FileFacts) -> Any:
    """Facts as lists, numbers and texts; what holds for their kind of file is left to `up`."""
    coder = _Coder([])
    rows = coder.turns(FileFacts)[0](made)
    return {"colours": [[one.family, one.model, one.tints, one.rgb] for one in coder.colours], "facts": rows}


def up(told: Any) -> FileFacts:
    """The facts that `down` told. Raises ValueError, TypeError, KeyError or IndexError where it is something else."""
    colours = [
        Colour(family, model, tuple((ink, tint) for ink, tint in tints), tuple(rgb))
        for family, model, tints, rgb in told["colours"]
    ]
    made: FileFacts = _Coder(colours).turns(FileFacts)[1](told["facts"])
    for page in made.pages:
        for rank, one in enumerate(page.objects):
            one.rank = rank
    return made


def _same(value: Any) -> Any:
    return value


class _Coder:
    """Ways down and up for each kind of field, worked out once from its annotation."""

    def __init__(self, colours: list[Colour]) -> None:
        self.colours = colours
        self._at: dict[Colour, int] = {}
        self._known: dict[Any, tuple[Turn, Turn]] = {Colour: (self._number, colours.__getitem__)}

    def _number(self, colour: Colour) -> int:
        found = self._at.get(colour)
        if found is None:
            found = self._at[colour] = len(self.colours)
            self.colours.append(colour)
        return found

    def turns(self, kind: Any) -> tuple[Turn, Turn]:
        """How values of a kind go down and come up."""
        if kind in PLAIN:
            return _same, _same
        if kind not in self._known:
            self._known[kind] = self._record(kind) if is_dataclass(kind) else self._container(kind)
        return self._known[kind]

    def _record(self, kind: Any) -> tuple[Turn, Turn]:
        hints = get_type_hints(kind)
        turns = [self.turns(hints[one.name]) for one in fields(kind)]
        # Most fields are plain: only the others are touched one by one.
        downs = [(n, way[0]) for n, way in enumerate(turns) if way[0] is not _same]
        ups = [(n, way[1]) for n, way in enumerate(turns) if way[1] is not _same]
        values = attrgetter(*(one.name for one in fields(kind)))

        def go_down(thing: Any) -> list[Any]:
            row = list(values(thing))
            for n, turn in downs:
                row[n] = turn(row[n])
            return row

        def come_up(row: list[Any]) -> Any:
            for n, turn in ups:
                row[n] = turn(row[n])
            return kind(*row)

        return go_down, come_up

    def _container(self, kind: Any) -> tuple[Turn, Turn]:
        origin, inside = get_origin(kind), get_args(kind)
        if origin is UnionType:
            down, up = self.turns(next(one for one in inside if one is not NoneType))
            return (
                (lambda value: None if value is None else down(value)) if down is not _same else _same,
                (lambda value: None if value is None else up(value)) if up is not _same else _same,
            )
        if origin is list:
            down, up = self.turns(inside[0])
            return lambda rows: [down(one) for one in rows], lambda rows: [up(one) for one in rows]
        if origin is tuple:  # of plain things
            return _same, tuple
        if isinstance(kind, type) and issubclass(kind, tuple):  # a Box
            return _same, lambda row: kind(*row)
        return _same, _same  # a dictionary of plain things
