"""One writer at a time on SQLite: a short fair gate around each transaction."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from .errors import NoRoom

DISK_FULL = ("database or disk is full", "No space left on device")


class FairLock:
    """A lock that serves threads in the order they came, so no writer starves."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._held = False

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        turn.wait()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False


_gate = FairLock()


@contextmanager
def writing() -> Iterator[None]:
    """A write transaction. Other processes are held off by SQLite's own IMMEDIATE lock and its 20 s timeout."""
    try:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            with transaction.atomic():
                yield
            return
        with _gate, transaction.atomic():
            yield
    except OperationalError as error:
        if any(words in str(error) for words in DISK_FULL):
            raise NoRoom from error
        raise
