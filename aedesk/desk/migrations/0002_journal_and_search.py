"""What models cannot say: the journal is append-only, and a full-text index is kept by the database itself."""

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER desk_event_no_update BEFORE UPDATE ON desk_event BEGIN "
    "SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER desk_event_no_delete BEFORE DELETE ON desk_event BEGIN "
    "SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER desk_dayseal_no_update BEFORE UPDATE ON desk_dayseal BEGIN "
    "SELECT RAISE(ABORT, 'a seal is never changed'); END",
    "CREATE TRIGGER desk_dayseal_no_delete BEFORE DELETE ON desk_dayseal BEGIN "
    "SELECT RAISE(ABORT, 'a seal is never deleted'); END",
    "CREATE VIRTUAL TABLE desk_search_fts USING fts5(names, words, place, tokenize='unicode61', prefix='1 2 3')",
    "CREATE TRIGGER desk_search_added AFTER INSERT ON desk_searchentry BEGIN "
    "INSERT INTO desk_search_fts (rowid, names, words, place) "
    "VALUES (new.id, new.names, new.words, new.noun || ' ' || coalesce('c' || new.client_id, 'free')); END",
    "CREATE TRIGGER desk_search_changed AFTER UPDATE ON desk_searchentry BEGIN "
    "DELETE FROM desk_search_fts WHERE rowid = old.id; "
    "INSERT INTO desk_search_fts (rowid, names, words, place) "
    "VALUES (new.id, new.names, new.words, new.noun || ' ' || coalesce('c' || new.client_id, 'free')); END",
    "CREATE TRIGGER desk_search_gone AFTER DELETE ON desk_searchentry BEGIN "
    "DELETE FROM desk_search_fts WHERE rowid = old.id; END",
)
POSTGRESQL = (
    "CREATE FUNCTION desk_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER desk_event_append_only BEFORE UPDATE OR DELETE ON desk_event "
    "FOR EACH ROW EXECUTE FUNCTION desk_append_only()",
    "CREATE TRIGGER desk_dayseal_append_only BEFORE UPDATE OR DELETE ON desk_dayseal "
    "FOR EACH ROW EXECUTE FUNCTION desk_append_only()",
    "CREATE TRIGGER desk_event_no_truncate BEFORE TRUNCATE ON desk_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION desk_append_only()",
    "CREATE TRIGGER desk_dayseal_no_truncate BEFORE TRUNCATE ON desk_dayseal "
    "FOR EACH STATEMENT EXECUTE FUNCTION desk_append_only()",
    # Phrases are checked against the stored vector: the index itself holds no positions.
    "ALTER TABLE desk_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, names), 'A') || setweight(to_tsvector('simple'::regconfig, words), 'B') || "
    "setweight(to_tsvector('simple'::regconfig, noun || ' ' || coalesce('c' || client_id::text, 'free')), 'C')) STORED",
    "CREATE INDEX desk_search_vector ON desk_searchentry USING gin (vector)",
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER desk_event_no_update",
        "DROP TRIGGER desk_event_no_delete",
        "DROP TRIGGER desk_dayseal_no_update",
        "DROP TRIGGER desk_dayseal_no_delete",
        "DROP TRIGGER desk_search_added",
        "DROP TRIGGER desk_search_changed",
        "DROP TRIGGER desk_search_gone",
        "DROP TABLE desk_search_fts",
    ),
    "postgresql": (
        "DROP INDEX desk_search_vector",
        "ALTER TABLE desk_searchentry DROP COLUMN vector",
        "DROP FUNCTION desk_append_only() CASCADE",
    ),
}


def make(apps: Any, editor: Any) -> None:
    for sql in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(sql)


def undo(apps: Any, editor: Any) -> None:
    for sql in UNDO[editor.connection.vendor]:
        editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_desk")]
    operations = [migrations.RunPython(make, undo)]
