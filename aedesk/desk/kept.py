"""Reads whose SQL is composed once and kept.

Django words every statement anew: on a page of thirty it costs five times what the database takes to answer. So a read that a
busy page asks is a function that makes a queryset; it runs once for each *shape* of what it is asked with, with stand-ins for
the values, and from then on only the values change places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections

FIRST = 1_900_000_000  # stand-ins for numbers count from here: no row has such an id, and a 32-bit column holds it
LONGEST_LIST, BITS = 512, 31
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Kept:
    """A read: call it with values by position (numbers, text, moments, lists of ids, the person) and its shape by name.

    The function may put the values into filters and nowhere else: it runs with stand-ins, so no `if` may look at one. A None or
    a bool belongs to the shape, as do the role of a person and the length of a list.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        self.plain, self.wordings = build, dict[Any, Wording | None]()
        update_wrapper(self, build)

    def __call__(self, *asked: Any, **named: Any) -> list[Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        shapes, values = [], list[Any]()
        for one in asked:
            shape, held = parts(one)
            shapes.append(shape)
            values += held
        if any(type(one) is int and one.bit_length() > BITS for one in values) or len(values) > LONGEST_LIST:
            return list(self.plain(*asked, **named))
        key = (connection.vendor, *shapes, *sorted(named.items()))
        if key not in self.wordings:
            self.wordings[key] = self._compose(connection, asked, values, named)
        wording = self.wordings[key]
        return wording.rows(connection, values) if wording else []

    def _compose(self, connection: Any, asked: Any, values: list[Any], named: dict[str, Any]) -> Wording | None:
        stand_ins = [stand_in(n, one) for n, one in enumerate(values)]
        coming = iter(stand_ins)
        made = [disguised(one, coming) for one in asked]
        needed = {
            n for n, one in enumerate(stand_ins) if any(one == it or (type(it) is list and one in it) for it in made)
        }
        try:
            return Wording(connection, self.plain(*made, **named), stand_ins, needed)
        except EmptyResultSet:
            return None


class Wording:
    """The SQL of one shape and the places of its values. Raises TypeError for a read that cannot be kept."""

    def __init__(self, connection: Any, queryset: Any, stand_ins: list[Any], needed: set[int]) -> None:
        if queryset._prefetch_related_lookups:
            raise TypeError("what is prefetched is a read of its own")
        self.queryset, self.compiler = queryset, queryset.query.get_compiler(connection=connection)
        self.sql, params = self.compiler.as_sql()
        numbers = {adapted(connection, one): n for n, one in enumerate(stand_ins)}
        self.params, self.places = list(params), list[tuple[int, int, Any]]()
        for place, param in enumerate(params):
            number = numbers.get(param) if isinstance(param, (int, str, date)) else None
            if number is not None:
                self.places.append((place, number, type(param) if isinstance(param, int) else None))
            elif isinstance(param, date) or (isinstance(param, str) and A_DAY.match(param)):
                raise TypeError(f"a moment is asked with, not kept: {param}")
        if lost := needed - {number for _, number, _ in self.places}:
            raise TypeError(f"{len(lost)} of the values are not in the statement as they are")
        columns = [column for column, *_ in self.compiler.select[: self.compiler.col_count]]
        self.converters = self.compiler.get_converters(columns)
        self.compiler.connection = None

    def rows(self, connection: Any, values: list[Any]) -> list[Any]:
        """Ask with these values."""
        params = list(self.params)
        for place, number, kind in self.places:
            params[place] = kind(values[number]) if kind else adapted(connection, values[number])
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self.sql, tuple(params))
        compiler.get_converters = lambda _: self.converters
        asked = SimpleNamespace(
            db=connection.alias, query=Ready(self.queryset.query, compiler), _known_related_objects={},
            _fields=self.queryset._fields, _hints={},
        )  # fmt: skip
        return list(self.queryset._iterable_class(asked))


class Ready:
    """A query that has its compiler already."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self.query, self.compiler = query, compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.query, name)

    def get_compiler(self, using: str | None = None, connection: Any = None) -> Any:
        return self.compiler


def parts(one: Any) -> tuple[Any, list[Any]]:
    """What of an argument is shape and what is values. A list is filled up to a power of two: its last id twice asks no more."""
    if one is None or isinstance(one, bool):
        return one, []
    if isinstance(one, (int, str, date)):
        return type(one), [one]
    if isinstance(one, (list, tuple, set, frozenset)):
        ids = list(one)
        ids += ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids) if ids else 0)
        return ("ids", len(ids)), ids
    if hasattr(one, "client_ids"):
        shape, ids = parts(() if one.sees_every_client else one.client_ids)
        return (one.role, one.is_active, shape), [one.pk, *ids]
    raise TypeError(f"a read is not kept with a {type(one).__name__}")


def disguised(one: Any, coming: Iterator[Any]) -> Any:
    """An argument with stand-ins for its values. A person's has nothing but what walls ask: id, role and clients."""
    held = parts(one)[1]
    if hasattr(one, "client_ids"):
        person = type(one).from_db(None, ["id", "role", "is_active"], [next(coming), one.role, one.is_active])
        person.__dict__["client_ids"] = [next(coming) for _ in held[1:]]
        return person
    if isinstance(one, (list, tuple, set, frozenset)):
        return [next(coming) for _ in held]
    return next(coming) if held else one


def stand_in(number: int, value: Any) -> Any:
    if isinstance(value, int):
        return FIRST + number
    if isinstance(value, str):
        return f"\N{WORD JOINER}{number}\N{WORD JOINER}"
    day = datetime(1801, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return day if isinstance(value, datetime) else day.date()


def adapted(connection: Any, value: Any) -> Any:
    """A value as the database's driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def kept(build: Callable[..., Any]) -> Kept:
    """Keep the wording of a read."""
    return Kept(build)


class Hung(list[Any]):
    """What hangs on a row, read beforehand. Asked for less than all it asks the database, as a prefetched relation does."""

    def __init__(self, row: Any, name: str, rows: list[Any]) -> None:
        super().__init__(rows)
        self.row, self.name = row, name

    def __getattr__(self, name: str) -> Any:
        manager = getattr(self.row, self.name)
        return getattr(manager._apply_rel_filters(manager.model._default_manager.all()), name)


def hang(rows: list[Any], name: str, children: list[Any], field: str) -> None:
    """Give rows what was read of a relation `name`, whose rows say by `field` to which they belong."""
    found: dict[Any, list[Any]] = {row.pk: [] for row in rows}
    by_pk = {row.pk: row for row in rows}
    for child in children:
        pk = getattr(child, f"{field}_id")
        found[pk].append(child)
        child._state.fields_cache[field] = by_pk[pk]
    for row in rows:
        vars(row).setdefault("_prefetched_objects_cache", {})[name] = Hung(row, name, found[row.pk])
