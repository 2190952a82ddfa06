"""What the server serves: static files and live updates from the loop, pages from a pool of threads."""

from __future__ import annotations

import asyncio
import os
from typing import Any
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aedesk.settings")

from a2wsgi import WSGIMiddleware
from django.conf import settings

from aedesk.wsgi import pages

from aedesk.doors.web.live.hub import Hub, Receive, Scope, Send  # isort: skip

THREADS = int(os.environ.get("AEDESK_THREADS", "8"))
TRANSFERS = int(os.environ.get("AEDESK_TRANSFERS", "16"))  # files coming and going at once
IDLE = 30  # seconds without a byte of an upload before it counts as cut
hub = Hub()
in_threads: Any = WSGIMiddleware(pages, workers=THREADS)
in_transfer: Any = WSGIMiddleware(pages, workers=TRANSFERS)  # a slow phone's big file holds up no page
TRANSFER_PATHS = ("/files/", "/uploads/", "/api/v1/files/", "/api/v1/uploads/", "/do/attachment.")


async def house(scope: Scope, receive: Receive, send: Send) -> None:
    """A page, or the event stream."""
    if scope["type"] == "http" and scope["path"] == "/events/":
        await hub(scope, receive, send)
    elif scope["type"] == "http":
        threads = in_transfer if scope["path"].startswith(TRANSFER_PATHS) else in_threads
        await threads(_plain(scope), _to_the_end(receive), send)
    elif scope["type"] == "lifespan":
        await in_threads(scope, receive, send)


def _plain(scope: Scope) -> Scope:
    """The adapter reads the query as ASCII; a hand-typed ?q=客户 comes in raw bytes."""
    if scope["query_string"].isascii():
        return scope
    return {**scope, "query_string": quote(scope["query_string"], safe="%&=+;/?:@!$'()*,-._~").encode()}


def _to_the_end(receive: Receive) -> Receive:
    """An upload cut off on its way is an error; the adapter would take the half for the whole."""

    async def whole() -> dict[str, Any]:
        try:
            message = await asyncio.wait_for(receive(), IDLE)
        except TimeoutError:
            raise ConnectionResetError("nothing more came") from None
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("the request was cut off")
        return message

    return whole


def with_statics() -> Any:
    """The house behind its static files; in DEBUG, straight from the sources."""
    if settings.DEBUG:
        return house
    from servestatic import ServeStaticASGI

    from aedesk.doors.web.statics import gather

    served = ServeStaticASGI(house, allow_all_origins=False)
    for folder in gather():
        served.add_files(folder, settings.STATIC_URL)
    return served


application = with_statics()
