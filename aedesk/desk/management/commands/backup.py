"""Writes everything the desk keeps into one file, while it runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aedesk.desk.backup import DATABASE, BackupError, back_up


class Command(BaseCommand):
    help = "Back up database, files, keys and seals into one zip file"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].expanduser().absolute()
        try:
            hashes = back_up(file)
        except BackupError as error:
            raise CommandError(str(error)) from None
        except OSError as trouble:
            raise CommandError(
                f"写不了 {file}：{trouble.strerror}\n{file} cannot be written: {trouble.strerror}"
            ) from None
        size = file.stat().st_size / 1e6
        self.stdout.write(
            f"{file}  {len(hashes)} 份 · parts, {size:.1f} MB；含密钥，妥善保管 · holds the keys, keep it safe"
        )
        if DATABASE not in hashes:
            self.stdout.write(
                "数据库在 PostgreSQL，另用 pg_dump 备份。· The database is PostgreSQL's: back it up with pg_dump too."
            )
