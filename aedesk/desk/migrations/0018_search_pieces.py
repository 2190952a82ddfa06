"""SQLite's search index joins its pieces two at a time, and begins in one."""

from __future__ import annotations

from typing import Any

from django.db import migrations

JOINED = (
    "INSERT INTO desk_search_fts (desk_search_fts, rank) VALUES ('usermerge', 2)",
    "INSERT INTO desk_search_fts (desk_search_fts) VALUES ('optimize')",
)


def join(apps: Any, editor: Any) -> None:
    for sql in JOINED if editor.connection.vendor == "sqlite" else ():
        editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("desk", "0017_open_receipts")]
    operations = [migrations.RunPython(join, migrations.RunPython.noop)]
