"""Errors as pages, or as JSON where the page's own script asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from aedesk.desk.errors import Conflict, DeskError, InvalidInput, Refused, Unknown


def wants_json(request: HttpRequest) -> bool:
    """The page's own script posts with this header and shows errors in place."""
    return request.headers.get("X-Act") == "1"


def answer(request: HttpRequest, error: DeskError, act: Any = None) -> HttpResponse:
    """A page or JSON that says what is wrong and what to do next."""
    context = {"error": error, "act": act}
    if not wants_json(request):
        name = {403: "403", 404: "404", 409: "409", 422: "422"}.get(error.status, "500")
        return render(request, f"parts/{name}.html", context, status=error.status)
    body: dict[str, Any] = {"code": error.code, "says": str(error.says)}
    if isinstance(error, InvalidInput):
        body["fields"] = {name: str(says) for name, says in error.fields.items()}
    if isinstance(error, Conflict):
        body |= {"yours": error.yours, "theirs": error.theirs, "version": error.version, "by": error.by}
        body["html"] = render(request, "parts/conflict.html", context).content.decode()
    if isinstance(error, Refused):
        body["rules"] = [refusal.gate.code for refusal in error.refusals]
        body["html"] = render(request, "parts/refusal.html", context).content.decode()
    return JsonResponse(body, status=error.status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, Unknown())


def crashed(request: HttpRequest) -> HttpResponse:
    return render(request, "parts/500.html", {"error": None}, status=500)
