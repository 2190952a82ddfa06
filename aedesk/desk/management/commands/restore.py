"""Puts a backup into an empty data folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aedesk.desk.backup import BackupError, restore


class Command(BaseCommand):
    help = "Restore a backup into an empty data folder (AEDESK_DATA)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            hashes = restore(options["file"].expanduser().absolute())
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"已恢复并核对 {len(hashes)} 份。· {len(hashes)} parts restored, their hashes checked.")
        self.stdout.write("再核对日志：aedesk verify-journal · now check the journal: aedesk verify-journal")
