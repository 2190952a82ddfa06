"""The lists and the single things of the API, with paging, filters and entity tags."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from ninja import NinjaAPI

from aedesk.desk.fields import Field

from .. import reading
from ..reading import Read
from ..reads import READS
from . import shapes

TYPES = {"integer": "integer", "bool": "boolean", "datetime": "string"}


def answer(body: Any, status: int = 200) -> HttpResponse:
    text = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json", status=status)


def add_to(api: NinjaAPI) -> None:
    """Two operations for each noun: a list, and one thing."""
    for name, read in READS.items():
        api.get(
            f"/{name}", operation_id=f"list_{name}", tags=[name], summary=f"{read.title.zh} / {read.title.en}",
            response={200: shapes.listed(read), **shapes.PROBLEMS}, openapi_extra={"parameters": parameters(read.asks)},
        )(_list(read))  # fmt: skip
        api.get(
            f"/{name}/{{pk}}", operation_id=f"read_{name}", tags=[name], summary=f"{read.title.zh} / {read.title.en}",
            response={200: shapes.whole(read), **shapes.PROBLEMS, 404: shapes.Problem},
        )(_one(read))  # fmt: skip


def parameters(asks: tuple[Field, ...]) -> list[dict[str, Any]]:
    """Query parameters as OpenAPI describes them."""
    return [
        {"name": one.name, "in": "query", "required": False, "description": f"{one.label.zh} / {one.label.en}", "schema": schema(one)}
        for one in asks
    ]  # fmt: skip


def schema(one: Field) -> dict[str, Any]:
    """The bounds of a field, as the reader of input keeps them."""
    made: dict[str, Any] = {"type": TYPES.get(one.kind, "string")}
    if one.kind == "integer":
        made |= {"minimum": int(one.least or 0), "maximum": int(one.most or 2_000_000_000)}
    if one.kind == "choice" and one.choices:
        made["enum"] = list(one.choices)
    if one.kind == "datetime":
        made["format"] = "date-time"
    if one.kind == "text":
        made["maxLength"] = one.longest
    return made | ({"default": one.default} if one.default is not None else {})


def _list(read: Read) -> Callable[[HttpRequest], HttpResponse]:
    def rows(request: HttpRequest) -> HttpResponse:
        page = reading.page(read, request.person, request.GET.dict())  # type: ignore[attr-defined]
        response = answer({
            "items": page.items, "limit": page.limit, "offset": page.offset, "next_offset": page.next_offset, "total": page.total,
        })  # fmt: skip
        if links := _links(request, page):
            response.headers["Link"] = links
        return response

    return rows


def _links(request: HttpRequest, page: reading.Page) -> str:
    """Where the next and the previous page stand (RFC 8288)."""

    def link(offset: int, rel: str) -> str:
        query = urlencode(request.GET.dict() | {"offset": str(offset), "limit": str(page.limit)})
        return f'<{request.path}?{query}>; rel="{rel}"'

    found = [] if page.next_offset is None else [link(page.next_offset, "next")]
    if page.offset > 0:
        found.append(link(max(0, page.offset - page.limit), "prev"))
    return ", ".join(found)


def _one(read: Read) -> Callable[..., HttpResponse]:
    def row(request: HttpRequest, pk: int) -> HttpResponse:
        found = reading.one(read, request.person, pk)  # type: ignore[attr-defined]
        response = answer(found)
        if "version" in found:
            tag = f'"{found["version"]}"'
            if request.headers.get("If-None-Match") == tag:
                response = HttpResponseNotModified()
            response.headers["ETag"] = tag
        return response

    return row
