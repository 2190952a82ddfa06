"""Writes docs/rulebook.md, docs/glossary.md and docs/artwork.md from the code."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from aedesk.desk.handbook import pages

DOCS = Path(__file__).resolve().parents[4] / "docs"


class Command(BaseCommand):
    help = "Write docs/rulebook.md, docs/glossary.md and docs/artwork.md from the rules and terms"

    def handle(self, *args: Any, **options: Any) -> None:
        for name, text in pages().items():
            (DOCS / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/{name}")
