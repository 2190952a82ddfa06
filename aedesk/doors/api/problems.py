"""Errors as JSON: a code, the words in both languages, the fields, and the rule that refuses with its clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from aedesk.desk.errors import Conflict, DeskError, InvalidInput, Refused
from aedesk.desk.fields import REQUIRED
from aedesk.kit.text import T
from aedesk.rulebook.kinds import Refusal

STRANGER = T("需要有效的令牌。", "A valid token is needed.")
METHOD = T("这个地址不接受这种请求方法。", "This address does not take that method.")
NOTHING = T("没有这个地址。", "There is nothing at this address.")
TOO_FAST = T("请求太密，请稍后再试。", "Too many requests; try again in a moment.")
NOT_JSON = T("请求内容不是 JSON。", "The body is not JSON.")
WRONG: dict[str, T] = {
    "missing": REQUIRED,
    "extra_forbidden": T("没有这一项。", "There is no such field."),
    "string_type": T("请给出文字（字符串）。", "Give text (a string)."),
    "int_type": T("请给出整数。", "Give a whole number."),
    "int_parsing": T("请给出整数。", "Give a whole number."),
    "bool_type": T("请给出 true 或 false。", "Give true or false."),
    "list_type": T("请给出列表。", "Give a list."),
    "model_attributes_type": T("请给出对象。", "Give an object."),
    "dict_type": T("请给出对象。", "Give an object."),
}
ODD = T("这个值的类型不对。", "A value of the wrong type.")


def words(text: T) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def rule(refusal: Refusal) -> dict[str, Any]:
    """A refusal as data: rule, clause, what is missing and the way out."""
    gate = refusal.gate
    return {
        "rule": gate.code, "answers": list(gate.answers), "clause": gate.clause, "strength": gate.strength.value,
        "says": words(gate.name), "reasons": [words(reason) for reason in refusal.reasons],
        "mend": {"code": gate.mend.code, **words(gate.mend.label)} if gate.mend else None,
    }  # fmt: skip


def body_of(error: DeskError) -> dict[str, Any]:
    """What a caller reads."""
    body: dict[str, Any] = {"code": error.code, "says": words(error.says)}
    if isinstance(error, InvalidInput):
        body["fields"] = {name: words(says) for name, says in error.fields.items()}
    if isinstance(error, Refused):
        body["rules"] = [rule(refusal) for refusal in error.refusals]
    if isinstance(error, Conflict):
        body |= {"yours": error.yours, "theirs": error.theirs, "version": error.version, "by": error.by}
    return body


def misread(errors: Sequence[Any]) -> InvalidInput:
    """What pydantic found, field by field, in our own words."""
    found = {}
    for one in errors:
        place = [str(part) for part in one["loc"] if part not in ("body", "path", "query", "header")]
        found[".".join(place) or "body"] = WRONG.get(one["type"], ODD)
    return InvalidInput(found)


def add_to(api: NinjaAPI) -> None:
    """Teach an API the desk's errors."""

    def say(request: HttpRequest, code: str, says: T, status: int) -> HttpResponse:
        return api.create_response(request, {"code": code, "says": words(says)}, status=status)

    @api.exception_handler(DeskError)
    def desk(request: HttpRequest, error: DeskError) -> HttpResponse:
        return api.create_response(request, body_of(error), status=error.status)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return api.create_response(request, body_of(misread(error.errors)), status=422)

    @api.exception_handler(AuthenticationError)
    def stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = say(request, "unauthorized", STRANGER, 401)
        response.headers["WWW-Authenticate"] = 'Bearer realm="AE Desk"'
        return response

    @api.exception_handler(Throttled)
    def too_fast(request: HttpRequest, error: Throttled) -> HttpResponse:
        return say(request, "too_fast", TOO_FAST, 429)

    @api.exception_handler(HttpError)
    def not_json(request: HttpRequest, error: HttpError) -> HttpResponse:
        return api.create_response(request, body_of(InvalidInput({"body": NOT_JSON})), status=422)
