"""The event stream /events/: every open page waits on the loop, and one thread looks for all of them."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import close_old_connections, connection

from .admission import listener_of, moment_of
from .watch import Change, Listener, News, Watch, now_ms

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

LOOK_EVERY = 1.0  # seconds
BEAT_EVERY = 20.0  # seconds; a proxy closes what is silent for a minute
COME_BACK = 3000  # ms, for the browser
STREAMS_EACH = 24  # open pages of one person
REST_AT_MOST = 15.0  # seconds between looks while the database does not answer
STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx holds nothing back
]
log = logging.getLogger("aedesk.live")


def frame(event: str, **data: Any) -> bytes:
    """One event as the browser reads it, numbered by the moment up to which the page then knows."""
    return f"id: {now_ms()}\nevent: {event}\ndata: {json.dumps(data)}\n\n".encode()


class Stream:
    """One open page; what comes while it is slow is put together into one event."""

    __slots__ = ("_about", "_changed", "is_over", "listener", "unread", "wake")

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.wake = asyncio.Event()
        self.is_over = False
        self.unread: int | None = None
        self._changed = False
        self._about: set[str] | None = set()

    def tell(self, changes: Iterable[Change], unread: int | None) -> None:
        """Note what to send next. An empty `about` means: everything may have changed."""
        for change in changes:
            self._changed = True
            if self._about is not None:
                self._about = self._about | change.about if change.about else None
        if unread is not None and unread != self.unread:
            self.unread, self._changed = unread, True
        if self._changed:
            self.wake.set()

    def end(self) -> None:
        self.is_over = True
        self.wake.set()

    def take(self) -> bytes:
        """The event that is due, and a clean slate."""
        self.wake.clear()
        about, self._about, self._changed = self._about, set(), False
        return frame("changed", about=None if about is None else sorted(about), unread=self.unread)


class Hub:
    """All streams of this process."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self._watch: Watch | None = None
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            return await _answer(send, 405)
        admitted = await self._in_thread(self._admit, scope)
        if admitted is None:
            return await _answer(send, 401)
        if scope["method"] == "HEAD":
            return await _answer(send, 200)
        listener, missed = admitted
        of_person = Counter(stream.listener.person_id for stream in self.streams)
        if self._closing or of_person[listener.person_id] >= STREAMS_EACH:
            return await _answer(send, 503 if self._closing else 429)
        stream = Stream(listener)
        stream.tell(missed, None)
        await self._keep(stream, receive, send)

    async def _keep(self, stream: Stream, receive: Receive, send: Send) -> None:
        left = asyncio.ensure_future(_until_gone(receive))
        left.add_done_callback(lambda _: stream.end())
        self.streams.add(stream)
        self._look_from_now_on()
        try:
            await send({"type": "http.response.start", "status": 200, "headers": STREAM})
            await _more(send, f"retry: {COME_BACK}\n".encode() + frame("hello"))
            while not stream.is_over:
                await _more(send, await _next(stream))
            if not left.done():
                await _more(send, b"" if self._closing else frame("bye"))
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self.streams.discard(stream)
            left.cancel()

    def close(self) -> None:
        """End every stream; may be called from a signal."""
        self._closing = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._end_all)

    def _end_all(self) -> None:
        if self._task is not None:
            self._task.cancel()
        for stream in self.streams:
            stream.end()

    def _look_from_now_on(self) -> None:
        if self._task is None:
            self._loop = asyncio.get_running_loop()
            self._task = self._loop.create_task(self._look_again_and_again())

    async def _look_again_and_again(self) -> None:
        rest = LOOK_EVERY
        while True:
            await asyncio.sleep(rest)
            if not self.streams:
                continue
            try:
                self._deliver(await self._in_thread(self._look, [stream.listener for stream in self.streams]))
                rest = LOOK_EVERY
            except Exception:
                rest = min(rest * 2, REST_AT_MOST)
                log.exception("looking for news failed; again in %.0f s", rest)

    def _deliver(self, news: News) -> None:
        for stream in self.streams:
            who = stream.listener
            if who.session_key in news.gone:
                stream.end()
            else:
                stream.tell((c for c in news.changes if c.concerns(who)), news.unread.get(who.person_id))

    async def _in_thread(self, work: Callable[[Any], Any], given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, _with_connection, work, given)

    def _admit(self, scope: Scope) -> tuple[Listener, list[Change]] | None:
        self._watch = self._watch or Watch()
        listener = listener_of(scope)
        if listener is None:
            return None
        self._watch.learn([listener])
        return listener, self._watch.since(moment_of(scope, now_ms()), listener)

    def _look(self, listeners: list[Listener]) -> News:
        self._watch = self._watch or Watch()
        return self._watch.look(listeners)


def _with_connection(work: Callable[[Any], Any], given: Any) -> Any:
    close_old_connections()
    try:
        return work(given)
    except Exception:
        connection.close()
        raise


async def _next(stream: Stream) -> bytes:
    try:
        await asyncio.wait_for(stream.wake.wait(), BEAT_EVERY)
    except TimeoutError:
        return b": beat\n\n"
    return b"" if stream.is_over else stream.take()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _more(send: Send, body: bytes) -> None:
    if body:
        await send({"type": "http.response.body", "body": body, "more_body": True})


async def _answer(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
