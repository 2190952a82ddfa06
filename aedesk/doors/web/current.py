"""The request that is being answered: the parts of the house stand outside any one page and ask for it here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html

CSRF_INPUT = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """The request that is answered inside."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def current_request() -> HttpRequest | None:
    """The request that is being answered; None outside of one."""
    return _request.get()


def csrf_field() -> str:
    """What every form of the page carries."""
    request = current_request()
    return csrf(request)["csrf_input"] if request is not None else ""


def csrf(request: HttpRequest) -> dict[str, Any]:
    """The token of a page's forms, masked once: Today has a hundred forms, and each mask costs thirty random draws."""
    made: dict[str, Any] | None = getattr(request, "csrf_made", None)
    if made is None:
        token = get_token(request)
        made = {"csrf_token": token, "csrf_input": format_html(CSRF_INPUT, token)}
        request.csrf_made = made  # type: ignore[attr-defined]
    return made
