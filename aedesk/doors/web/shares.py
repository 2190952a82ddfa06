"""The links to one thing as its page shows them: address, code to scan, and the code that was told."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from aedesk.desk.sharing import links
from aedesk.desk.sharing.signing import tries
from aedesk.desk.sharing.terms import WAYS
from aedesk.kit import clock
from aedesk.papers.words import qr


def shares(it: Any) -> list[dict[str, Any]]:
    """The links that open, each with its code as long as one is out, and the ways that stand on the contact's card."""
    now = clock.now()
    return [
        {
            "link": link, "address": links.address_of(link), "qr": picture(links.address_of(link)),
            "code": links.code_of(link) if links.code_stands(link, now, tries()) else "",
            "is_outside": is_outside(), "ways": [(way, name) for way, name in WAYS.items() if getattr(link.contact, way)],
        }
        for link in links.links_of(it, now)
    ]  # fmt: skip


def is_outside() -> bool:
    """Whether links lead to an address that others than this machine can open."""
    return urlsplit(settings.BASE_URL).hostname not in ("127.0.0.1", "localhost", "::1")


def picture(address: str) -> str:
    """An address as a code to be scanned off the screen."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr(address).encode()).decode()
