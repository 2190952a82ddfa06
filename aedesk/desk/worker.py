"""The worker: does its chores again and again until it is told to stop; a chore that fails is tried again later."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils.module_loading import import_string

from aedesk.kit import clock

EVERY = 3.0  # seconds
REST_AT_MOST = 300  # seconds before a failing chore is tried again
log = logging.getLogger("aedesk.worker")


class Chore:
    """Something done every so many seconds; after a failure later and later, until it works again."""

    def __init__(self, path: str, every: float) -> None:
        self.name, self.every = path.rpartition(".")[2], every
        self._do: Callable[[], object] = import_string(path)
        self._next = datetime.min.replace(tzinfo=clock.SHANGHAI)
        self._failures = 0

    def do_if_due(self) -> None:
        """Raises nothing: a failure is logged and the connection given up."""
        if clock.now() < self._next:
            return
        try:
            close_old_connections()
            self._do()
            self._failures, rest = 0, self.every
        except Exception:
            connection.close()
            self._failures += 1
            rest = min(EVERY * 2**self._failures, REST_AT_MOST)
            log.exception("%s failed; again in %.0f s", self.name, rest)
        self._next = clock.now() + timedelta(seconds=rest)


class Worker(threading.Thread):
    """The chores in a thread of their own, with a database connection of their own."""

    def __init__(self, chores: Mapping[str, float] | None = None) -> None:
        super().__init__(name="worker", daemon=True)
        self._stopped = threading.Event()
        wanted = settings.CHORES if chores is None else chores
        self._chores = [Chore(path, every) for path, every in wanted.items()]

    def run(self) -> None:
        while not self._stopped.is_set():
            for chore in self._chores:
                if not self._stopped.is_set():
                    chore.do_if_due()
            self._stopped.wait(EVERY)
        connection.close()

    def stop(self, wait: float = 1.0) -> None:
        """Ask it to stop and wait so many seconds; what it was writing then is rolled back."""
        self._stopped.set()
        if self.is_alive():
            self.join(wait)


def workers() -> list[Worker]:
    """One for what must be on time, one for what may take long."""
    return [Worker(), Worker(settings.SLOW_CHORES)]
