"""The worker in a process of its own; several are safe."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from aedesk.desk.worker import workers


class Command(BaseCommand):
    help = "Run the worker without the web server (several at once are safe)"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        asked = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: asked.set())
        both = workers()
        for worker in both:
            worker.start()
        asked.wait()
        for worker in both:
            worker.stop()
