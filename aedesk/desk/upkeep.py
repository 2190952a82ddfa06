"""What SQLite wants done now and then so that it stays quick; PostgreSQL does the like by itself."""

from __future__ import annotations

from django.db import connection

PAGES = 200  # written in one step, some hundredths of a second in which nobody else writes
MOST = 1_000  # steps, so that it ends whatever the index says


def join_search_pieces() -> int:
    """Join the pieces in which the search index grows: every search looks into all of them. How many steps it took."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        for step in range(MOST):
            before = cursor.execute("SELECT total_changes()").fetchone()[0]
            cursor.execute("INSERT INTO desk_search_fts (desk_search_fts, rank) VALUES ('merge', %s)", [PAGES])
            if cursor.execute("SELECT total_changes()").fetchone()[0] - before < 2:  # this statement itself is one
                return step
    return MOST


def count_tables() -> None:
    """Let the planner know how large the tables have become; where an upgrade made one anew, it knows nothing of it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize=0x10002")
