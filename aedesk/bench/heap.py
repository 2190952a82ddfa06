"""Rows waiting to be written, model by model and in batches: what makes seeding two million of them quick."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models.sql.subqueries import InsertQuery

from aedesk.desk.finding import entry_of
from aedesk.desk.library.models import SearchEntry

BATCH = 4000
CONVERTED = (models.DateTimeField, models.DateField, models.TimeField, models.DecimalField, models.JSONField)


class Heap:
    """Gives each row its number as it comes, so that rows can point to one another before any is written."""

    def __init__(self) -> None:
        self._rows: dict[Any, list[dict[str, Any]]] = {}
        self._numbers: dict[Any, count[int]] = {}
        self.written: dict[str, int] = {}

    def add(self, row: Any) -> Any:
        """Take an object in; its number is set."""
        row.pk = self.put(type(row), **{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields[1:]})
        return row

    def put(self, model: Any, **values: Any) -> int:
        """Take a row in by its columns (client_id, not client); what is not given has its default. Its number."""
        key = model._meta.pk.attname
        number: int = values.setdefault(key, None) or next(self._numbers.setdefault(model, count(1)))
        values[key] = number
        rows = self._rows.setdefault(model, [])
        rows.append(values)
        if len(rows) >= BATCH:
            self._write(model)
        return number

    def given(self, model: Any) -> int:
        """How many rows of a kind have come in."""
        return self.written.get(model.__name__, 0) + len(self._rows.get(model, ()))

    def find(self, it: Any) -> None:
        """Make an object findable by the words its noun gives."""
        entry = entry_of(it)
        self.put(SearchEntry, **{f.attname: getattr(entry, f.attname) for f in SearchEntry._meta.concrete_fields[1:]})

    def finish(self) -> None:
        """Write what is left, and let the numbers the database gives go on from here."""
        for model in list(self._rows):
            self._write(model)
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), list(self._numbers)):
                cursor.execute(sql)

    def _write(self, model: Any) -> None:
        rows = self._rows.pop(model, [])
        self.written[model.__name__] = self.written.get(model.__name__, 0) + len(rows)
        fields = model._meta.concrete_fields
        readers = [
            (f.attname, f.get_default(), f.get_db_prep_save if isinstance(f, CONVERTED) else None) for f in fields
        ]
        query = InsertQuery(model)
        query.insert_values(fields, [model()])
        # Not bulk_create: SQLite's limit of parameters would cut these rows into fifty thousand statements.
        statement = query.get_compiler(connection=connection).as_sql()[0][0]
        with connection.cursor() as cursor:
            cursor.executemany(statement, [[_stored(row, *reader) for reader in readers] for row in rows])


def _stored(row: dict[str, Any], name: str, default: Any, convert: Any) -> Any:
    value = row.get(name, default)
    return value if convert is None or value is None else convert(value, connection)
