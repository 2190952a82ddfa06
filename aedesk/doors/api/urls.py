"""The API: /api/v1/…, and its description at /api/v1/openapi.json; a page for readers is the web's."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, path
from django.urls.resolvers import RoutePattern
from ninja import NinjaAPI

from . import acts, lists, papers, problems, reads, uploads
from .auth import PerToken, Token

ABOUT = """同一套动作，同一套规矩：网页、接口和命令行。 The same acts and rules as on the web and the command line.

令牌在“设置 → 接口令牌”里发，放在 `Authorization: Bearer …` 里。每个拒绝都说明哪条规矩、哪一条款、缺什么、怎么办。
Make a token under Settings → API tokens and send it as `Authorization: Bearer …`. Every refusal names the rule, its clause,
what is missing and the way out.

大文件（到 2 GB）用 tus 1.0 协议续传：`POST /api/v1/uploads/`，元数据 `filename`、`act`（如 `attachment.add`）、`fields`（JSON）、`sha256`。
Large files, up to 2 GB, are sent resumably with tus 1.0: `POST /api/v1/uploads/` with metadata `filename`, `act` (such as
`attachment.add`), `fields` (JSON) and `sha256`."""


@cache
def api() -> NinjaAPI:
    """The API, made when the first program calls: its two hundred operations take a second to make."""
    made = NinjaAPI(
        title="AE Desk", version="1.0", description=ABOUT, auth=Token(), throttle=PerToken("1/s"), urls_namespace="api",
        docs_url=None, openapi_url=None,
    )  # fmt: skip
    for room in (problems, lists, reads, papers, uploads, acts):
        room.add_to(made)
    return made


@cache
def description() -> bytes:
    """The OpenAPI description; it changes only with the program."""
    found = api().get_openapi_schema(path_prefix="api/v1/")
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def openapi(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return as_json("method_not_allowed", problems.METHOD, 405, Allow="GET")
    return HttpResponse(description(), content_type="application/json", headers={"Cache-Control": "max-age=300"})


def as_json(code: str, says: Any, status: int, **headers: str) -> HttpResponse:
    body = json.dumps({"code": code, "says": problems.words(says)}, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8", headers=headers)


def alike(view: Callable[..., Any]) -> Callable[..., Any]:
    """The same shape of error for a method that an address does not take (405)."""

    @wraps(view)
    def door(request: HttpRequest, *given: Any, **named: Any) -> Any:
        response = view(request, *given, **named)
        if response.status_code == 405:
            return as_json("method_not_allowed", problems.METHOD, 405, Allow=response.headers.get("Allow", ""))
        return response

    return door


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below /api/ (404)."""
    return as_json("unknown", problems.NOTHING, 404)


class Addresses:
    """The addresses of the API, found only when one of them is asked for."""

    @cached_property
    def urlpatterns(self) -> list[Any]:
        patterns, _, _ = api().urls
        for pattern in patterns:
            if pattern.callback is not None:
                pattern.callback = alike(pattern.callback)
        return [path("openapi.json", openapi, name="openapi"), *patterns]


urlpatterns = [URLResolver(RoutePattern("api/v1/"), Addresses(), app_name="api", namespace="api")]  # type: ignore[arg-type]
elsewhere = path("api/<path:rest>", nothing_here)
