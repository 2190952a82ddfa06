"""Sets the language of each request and turns the desk's errors into pages."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse

from aedesk.desk.errors import DeskError
from aedesk.kit import text

from .current import answering
from .problems import answer

Next = Callable[[HttpRequest], HttpResponse]


class DoorMiddleware:
    """Language from the person, else the cookie, else Chinese; never from the browser's own wish."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        request.user = get_user(request)  # the person, not a stand-in that is asked a thousand times on a page
        chosen = request.COOKIES.get("lang") or getattr(request.user, "language", "zh")
        with text.speaking("en" if chosen == "en" else "zh"), answering(request):
            response = self.get_response(request)
        response.headers["Server-Timing"] = f"app;dur={(perf_counter() - began) * 1000:.1f}"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer(request, error) if isinstance(error, DeskError) else None
