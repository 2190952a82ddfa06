"""Who asks for the event stream: the signed-in person behind the request's cookie."""

from __future__ import annotations

from http.cookies import CookieError
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.http.cookie import parse_cookie

from aedesk.desk.people.models import Person

from .watch import Listener


def header(scope: dict[str, Any], name: bytes) -> str:
    """A header of an ASGI request, or ""."""
    return b"; ".join(value for key, value in scope["headers"] if key == name).decode("latin-1")


def listener_of(scope: dict[str, Any]) -> Listener | None:
    """The person of the session cookie; None for a stranger, a dead session or a disabled person."""
    try:
        key = parse_cookie(header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    if not key:
        return None
    request = HttpRequest()
    request.session = SessionStore(key)
    person = get_user(request)
    if not isinstance(person, Person) or not person.is_active:
        return None
    return Listener(person.pk, key, person.password)


def moment_of(scope: dict[str, Any], otherwise: int) -> int:
    """Up to when the page knows: what the browser repeats after a break, else what the page said (ms)."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])[0]
    for text in (header(scope, b"last-event-id"), asked):
        if text.isascii() and text.isdigit() and len(text) < 16:
            return int(text)
    return otherwise
