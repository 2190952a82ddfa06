"""Registers the desk as Django's one app and reads the actions of every noun."""

from contextlib import suppress
from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings

from aedesk.kit import clock

NOUNS = (
    "people", "journal", "duties", "clients", "projects", "sharing", "jobsheets",
    "schedules", "worklog", "artwork", "checks", "deliveries", "contactlog", "feedback", "receipts", "money", "library", "notices",
)  # fmt: skip


class DeskConfig(AppConfig):
    name = "aedesk.desk"
    label = "desk"

    def ready(self) -> None:
        run_the_clock()
        for noun in NOUNS:
            try:
                import_module(f"aedesk.desk.{noun}.actions")
            except ModuleNotFoundError as missing:
                if missing.name != f"aedesk.desk.{noun}.actions":
                    raise


def run_the_clock() -> None:
    """Every process on this data folder shares its clock: the demo's runs so many seconds ahead of the real one."""
    with suppress(OSError, ValueError):
        clock.shift(timedelta(seconds=float((settings.DATA / "clock").read_text())))
