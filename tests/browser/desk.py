"""The server the browser talks to, and a database that is put back as it was after each test."""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module, util
from pathlib import Path
from typing import Any

import uvicorn
from django.core.cache import cache
from django.db import connection


def application() -> Any:
    """The desk as uvicorn runs it."""
    if util.find_spec("aedesk.asgi"):
        return import_module("aedesk.asgi").application
    from a2wsgi import WSGIMiddleware

    return WSGIMiddleware(import_module("aedesk.wsgi").application)  # type: ignore[arg-type]


@contextmanager
def serving() -> Iterator[str]:
    """The desk on a free port of this machine; its address."""
    # The socket listens before the server runs, so the first request waits in line and nobody needs to poll.
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(), lifespan="auto", log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join(timeout=10)
        door.close()


@contextmanager
def kept() -> Iterator[None]:
    """Whatever is written meanwhile is gone afterwards: the file is copied back over itself.

    A flush cannot do this: the journal refuses DELETE.
    """
    path = Path(str(connection.settings_dict["NAME"]))
    with closing(sqlite3.connect(":memory:")) as before:
        with closing(sqlite3.connect(path)) as now:
            now.backup(before)
        try:
            yield
        finally:
            connection.close()
            cache.clear()
            with closing(sqlite3.connect(path, timeout=20)) as now:
                before.backup(now)
