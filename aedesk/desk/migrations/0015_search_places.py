"""SQLite's search knows kind and client as one word too, so that a search behind client walls reads little."""

from __future__ import annotations

from typing import Any

from django.db import migrations

DROPPED = ("DROP TRIGGER desk_search_added", "DROP TRIGGER desk_search_changed", "DELETE FROM desk_search_fts")
AFTER = (
    "INSERT INTO desk_search_fts (rowid, names, words, place) "
    "SELECT id, names, words, noun || ' ' || noun || coalesce('c' || client_id, 'free') FROM desk_searchentry",
    "CREATE TRIGGER desk_search_added AFTER INSERT ON desk_searchentry BEGIN "
    "INSERT INTO desk_search_fts (rowid, names, words, place) VALUES (new.id, new.names, new.words, "
    "new.noun || ' ' || new.noun || coalesce('c' || new.client_id, 'free')); END",
    "CREATE TRIGGER desk_search_changed AFTER UPDATE ON desk_searchentry BEGIN "
    "DELETE FROM desk_search_fts WHERE rowid = old.id; "
    "INSERT INTO desk_search_fts (rowid, names, words, place) VALUES (new.id, new.names, new.words, "
    "new.noun || ' ' || new.noun || coalesce('c' || new.client_id, 'free')); END",
)
BEFORE = (
    "INSERT INTO desk_search_fts (rowid, names, words, place) "
    "SELECT id, names, words, noun || ' ' || coalesce('c' || client_id, 'free') FROM desk_searchentry",
    "CREATE TRIGGER desk_search_added AFTER INSERT ON desk_searchentry BEGIN "
    "INSERT INTO desk_search_fts (rowid, names, words, place) VALUES (new.id, new.names, new.words, "
    "new.noun || ' ' || coalesce('c' || new.client_id, 'free')); END",
    "CREATE TRIGGER desk_search_changed AFTER UPDATE ON desk_searchentry BEGIN "
    "DELETE FROM desk_search_fts WHERE rowid = old.id; "
    "INSERT INTO desk_search_fts (rowid, names, words, place) VALUES (new.id, new.names, new.words, "
    "new.noun || ' ' || coalesce('c' || new.client_id, 'free')); END",
)


def filled(statements: tuple[str, ...]) -> Any:
    """The index filled anew with places in these words, and the triggers that keep it so."""

    def run(apps: Any, editor: Any) -> None:
        for sql in (*DROPPED, *statements) if editor.connection.vendor == "sqlite" else ():
            editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("desk", "0014_erasing")]
    operations = [migrations.RunPython(filled(AFTER), filled(BEFORE))]
