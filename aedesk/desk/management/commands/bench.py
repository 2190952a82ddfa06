"""Seeds a big agency beside the desk's own data, once, and prints how fast its pages are."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from aedesk.demo.load import keep_clock

SOURCES = ("heap.py", "agency.py", "sheets.py")


class Command(BaseCommand):
    help = "Seed a big agency (100 clients, 50,000 job sheets, 500,000 events) and measure its pages"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=settings.BASE / "bench-out", help="where it is kept")
        parser.add_argument("--scale", type=float, default=1.0, help="a smaller or larger agency of the same shape")
        parser.add_argument("--requests", type=int, default=200, help="how often each page is asked for")
        parser.add_argument("--only", default="", help="only the pages with this in their name")
        parser.add_argument("--no-server", action="store_true", help="leave out the run against a real server")

    def handle(self, *args: Any, **options: Any) -> None:
        data = options["data"].resolve()
        if data != settings.DATA:
            sys.exit(again(data))
        self.prepare(data, options["scale"])
        from aedesk.bench import artwork, pages, server

        self.stdout.write(pages.HEAD)
        failed = False
        for case in pages.cases():
            if options["only"] in case.name:
                try:
                    self.stdout.write(pages.measure(case, options["requests"]).line)
                except RuntimeError as error:
                    failed = True
                    self.stdout.write(f"没有答 not answered: {case.name}: {str(error)[:60]}")
        if not options["only"]:
            for said in artwork.run():
                self.stdout.write(said)
        if not options["no_server"]:
            for said in server.run():
                self.stdout.write(said)
        if failed:
            raise CommandError("有页面没有答。 Some pages were not answered.")

    def prepare(self, data: Path, scale: float) -> None:
        """The same agency for every run: seeded once, then taken from its copy."""
        from aedesk.bench.agency import Size, load

        mark = f"{scale} " + hashlib.sha256(b"".join(source(name).read_bytes() for name in SOURCES)).hexdigest()
        stamp, began = data / "seeded", time.perf_counter()
        if not stamp.exists() or stamp.read_text() != mark:
            empty(data)
            call_command("migrate", verbosity=0)
            self.stdout.write("装入大公司，要几分钟…  Seeding the big agency, a few minutes…")
            written = load(Size.scaled(scale))
            keep(data)
            stamp.write_text(mark)
            self.stdout.write(", ".join(f"{name} {many:,}" for name, many in sorted(written.items())))
            self.stdout.write(f"{sum(written.values()):,} 行 rows, {time.perf_counter() - began:.0f} s\n")
        else:
            take(data)
            call_command("migrate", verbosity=0)


def source(name: str) -> Path:
    return Path(settings.BASE) / "aedesk" / "bench" / name


def again(data: Path) -> int:
    """Run the command once more on a data folder of its own. Raises CommandError where the database is not."""
    if "bench" not in os.environ.get("DATABASE_URL", "bench").rsplit("/", 1)[-1]:
        raise CommandError(
            "DATABASE_URL 要指向名字里有 bench 的数据库，别的会被写满。\n"
            "DATABASE_URL must name a database with “bench” in its name: this one would be filled up."
        )
    data.mkdir(parents=True, exist_ok=True)
    keep_clock(data)
    return subprocess.call(
        [sys.executable, *sys.argv], env={**os.environ, "AEDESK_DATA": str(data), "AEDESK_DEMO": "0"}
    )


def empty(data: Path) -> None:
    """Take away what an earlier run left."""
    connection.close()
    for path in (*data.glob("*.sqlite3*"), *data.glob("seeded")):
        path.unlink()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def keep(data: Path) -> None:
    """A copy of the seeded database, for SQLite; PostgreSQL goes on with the one it has."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copy(data / "aedesk.sqlite3", data / "seeded.sqlite3")


def take(data: Path) -> None:
    """The seeded database as it was."""
    if connection.vendor == "sqlite":
        connection.close()
        for path in data.glob("aedesk.sqlite3*"):
            path.unlink()
        shutil.copy(data / "seeded.sqlite3", data / "aedesk.sqlite3")
