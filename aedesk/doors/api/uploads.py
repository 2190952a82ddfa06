"""Files over the API: tus 1.0 at /api/v1/uploads/ with a token that may write."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI

from aedesk.desk.artwork.receiving import one_of
from aedesk.doors import tus

HOME = "/api/v1/uploads/"


def add_to(api: NinjaAPI) -> None:
    """Left out of the description: bodies are raw bytes and answers are headers, as the tus protocol tells."""
    api.api_operation(["GET", "POST", "OPTIONS"], "/uploads/", include_in_schema=False)(uploads)
    api.api_operation(
        ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"], "/uploads/{int:pk}/", include_in_schema=False
    )(upload)


def uploads(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    if request.method == "OPTIONS":
        return tus.options()
    if request.method == "POST":
        return tus.create(request, person, HOME)[1]
    return tus.unfinished(person, HOME)


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    it = one_of(request.person, pk)  # type: ignore[attr-defined]
    if request.method == "OPTIONS":
        return tus.options()
    if request.method == "PATCH":
        return tus.piece(request, it, "api")
    if request.method == "DELETE":
        return tus.drop(it)
    if request.method == "HEAD":
        return tus.head(it)
    return filed(tus.file_away(request, it, "api")) if request.method == "POST" else JsonResponse(tus.told(it, HOME))


def filed(act: Any) -> JsonResponse:
    says = act.says or act.action.name
    return JsonResponse(
        {"noun": act.result._meta.model_name, "id": act.result.pk, "says_zh": says.zh, "says_en": says.en}
    )
