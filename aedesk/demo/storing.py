"""Stores the rows of a ledger: each table in one go."""

from __future__ import annotations

from typing import Any

from django.core.management.color import no_style
from django.db.models.sql.subqueries import InsertQuery

from aedesk.desk.journal.models import JournalHead
from aedesk.desk.people.models import Counter


def store(connection: Any, book: Any) -> None:
    """Insert what is new, update what has changed, bring counters and the journal's head up to date."""
    made = {model: rows for model, rows in book.made.items() if rows}
    for model, rows in made.items():  # in any order: references are checked when the transaction ends
        insert(connection, model, rows)
    for thing in book.changed.values():
        thing.save()
    for key, value in book.counts.items():
        Counter.objects.update_or_create(key=key, defaults={"value": value})
    JournalHead.objects.filter(pk=1).update(seq=book.head.seq, hash=book.head.hash)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(made)):
            cursor.execute(statement)


# These go to the database as they are.
PLAIN = frozenset({
    "CharField", "TextField", "BooleanField", "BigAutoField", "IntegerField", "BigIntegerField", "PositiveIntegerField",
    "PositiveSmallIntegerField", "ForeignKey", "OneToOneField",
})  # fmt: skip


def insert(connection: Any, model: Any, rows: list[Any]) -> None:
    """Insert rows that have their keys: Django words the statement, the values go in one go."""
    fields = model._meta.concrete_fields
    query = InsertQuery(model)
    query.insert_values(fields, rows[:1])
    statement = query.get_compiler(connection=connection).as_sql()[0][0]
    made = [[getattr(row, one.attname) for row in rows] for one in fields]
    for one, values in zip(fields, made, strict=True):
        if one.get_internal_type() not in PLAIN:
            values[:] = [None if value is None else one.get_db_prep_save(value, connection) for value in values]
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*made, strict=True)))
