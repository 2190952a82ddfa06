"""The web server and the worker in one process."""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys
from importlib import import_module
from typing import Any

import uvicorn
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver

from aedesk.demo.signins import sign_ins
from aedesk.desk.worker import workers

BETWEEN = 10_000  # new objects between two looks for rubbish: a page makes thousands and leaves hardly any behind
SECONDS_TO_FINISH = 1  # for answers under way when it is told to stop


class Server(uvicorn.Server):
    """Ends the open event streams when it is told to stop; a second signal does not wait for answers under way."""

    def __init__(self, config: uvicorn.Config, hub: Any) -> None:
        super().__init__(config)
        self.hub = hub

    def handle_exit(self, sig: int, frame: Any) -> None:
        self.force_exit = self.should_exit
        self.should_exit = True
        self.hub.close()


class Command(BaseCommand):
    help = "Serve the pages, the API and live updates, and run the worker"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("AEDESK_HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-worker", action="store_true", help="pages only; run `manage.py worker` beside it")

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        door = bound(options["host"], options["port"])
        config = uvicorn.Config(
            "aedesk.asgi:application", log_level="warning", access_log=False, lifespan="off", ws="none",
            timeout_graceful_shutdown=SECONDS_TO_FINISH, server_header=False,
        )  # fmt: skip
        config.load()
        len(get_resolver().url_patterns)  # the first visitor does not wait for it
        self.announce(door)
        both = [] if options["no_worker"] else workers()
        for worker in both:
            worker.start()
        gc.freeze()  # what is loaded now stays: the collector need not look at it again
        gc.set_threshold(BETWEEN)
        gc.enable()
        Server(config, import_module("aedesk.asgi").hub).run([door])
        for worker in both:
            worker.stop()
        leave()

    def announce(self, door: socket.socket) -> None:
        """The address, and a sign-in for each role of the demo."""
        host, port = door.getsockname()[:2]
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # nosec B104
        self.stdout.write(f"\nAE Desk  http://{f'[{shown}]' if ':' in shown else shown}:{port}/\n")
        for line in sign_ins():
            self.stdout.write(line)
        self.stdout.flush()


def require_tables() -> None:
    """Raises CommandError where the database cannot be reached or its tables are not this version's."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as trouble:
        raise CommandError(f"连不上数据库：{trouble}\nThe database cannot be reached: {trouble}") from None
    if behind:
        raise CommandError(
            "数据库不是这个版本的：先备份，再运行 manage.py migrate。\n"
            "The database is not of this version: back it up, then run manage.py migrate."
        )


def bound(host: str, port: int) -> socket.socket:
    """The socket to listen on. Raises CommandError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except (OSError, OverflowError):
        raise CommandError(
            f"{host} 的端口 {port} 用不了，多半已被别的程序占用：用 --port 换一个。\n"
            f"Port {port} on {host} cannot be used, most likely another program has it: choose another with --port."
        ) from None
    return door


def leave() -> None:
    """End now, not when the last slow answer is through: what it was writing is rolled back."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
