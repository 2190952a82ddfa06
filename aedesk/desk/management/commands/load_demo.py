"""Loads the sample agency, all or nothing, saying what it is at."""

from typing import Any

from django.core.management.base import BaseCommand

from aedesk.demo.load import load


class Command(BaseCommand):
    help = "Load the sample agency 青屿演示广告 (all or nothing)"

    def handle(self, *args: Any, **options: Any) -> None:
        load(self.say)

    def say(self, zh: str, en: str) -> None:
        """One line of news, shown at once."""
        self.stdout.write(f"    {zh} · {en}")
        self.stdout.flush()
