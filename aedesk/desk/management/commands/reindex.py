"""Builds the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from aedesk.desk.finding import reindex
from aedesk.desk.upkeep import join_search_pieces
from aedesk.desk.writing import writing


class Command(BaseCommand):
    help = "Build the search index anew"

    def handle(self, *args: Any, **options: Any) -> None:
        with writing():
            for noun, count in reindex():
                self.stdout.write(f"{noun:<12} {count:>7,}")
        join_search_pieces()
