"""A real SMTP server on the loopback, which takes mail, refuses it, or breaks the line where a test wants it."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Post:
    """What the server got. `says` are its answers by step: an SMTP line, or "drop" to break the line there."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.says: dict[str, str] = {}
        self.refuses: set[str] = set()

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "mail" in self.says:
            return self._or_drop(server, "mail")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return "550 no such mailbox"
        if "rcpt" in self.says:
            return self._or_drop(server, "rcpt")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.says.get("data", "").startswith(("4", "5")):
            return self.says["data"]
        self.got.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        return self._or_drop(server, "data") if "data" in self.says else "250 2.0.0 queued"

    def _or_drop(self, server: Any, step: str) -> str:
        if self.says[step] == "drop":
            server.transport.abort()
            return "421 gone"
        return self.says[step]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving() -> Iterator[tuple[Post, int]]:
    """The server and its port."""
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield post, controller.port
    finally:
        controller.stop()
