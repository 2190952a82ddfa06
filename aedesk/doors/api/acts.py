"""Every action as an operation: its body is made from the action's own declaration."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Body, File, Form, Header, NinjaAPI, UploadedFile
from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic import Field as Described

from aedesk.desk.action import ACTIONS, Act, Action, do
from aedesk.desk.errors import InvalidInput
from aedesk.desk.fields import Field
from aedesk.kit.text import T
from aedesk.rulebook import engine

from ..reading import NOT_BY_PROGRAM
from .problems import NOT_JSON, misread
from .shapes import PROBLEMS, Problem

TYPES: dict[str, Any] = {
    "text": str, "long": str, "choice": str, "bool": bool, "integer": int, "decimal": Decimal | int | float | str,
    "date": str, "time": str, "datetime": str, "ref": int, "refs": list[int], "list": list[str],
}  # fmt: skip
FORMATS = {"date": "date", "datetime": "date-time"}
LONGEST_KEY = 64
REASON = T("原因；“需写明原因”的规矩凭它通过", "Reason: a rule that asks for one passes with it")
VERSION = T("读到的版本；也可放在 If-Match 里。别人改过同一处则答 409", "The version that was read, or send If-Match; 409 where somebody changed the same meanwhile")  # fmt: skip
NO_VERSION = T("请给出读到的 version，或 If-Match。", "Give the version you read, or If-Match.")
LONG_KEY = T(f"Idempotency-Key 最多 {LONGEST_KEY} 个字符。", f"At most {LONGEST_KEY} characters in Idempotency-Key.")


class Done(BaseModel):
    """What an act answers: the thing it made or changed, its version for the next edit, and what the journal says."""

    action: str
    noun: str | None
    id: int | str | None
    version: int | None
    says_zh: str
    says_en: str


def type_of(one: Field) -> Any:
    """The JSON type of a declared field."""
    if one.kind == "lines":
        columns: dict[str, Any] = {
            column.name: (type_of(column) | None, described(column, None)) for column in one.lines
        }
        return list[create_model(f"{one.name}_line", __config__=ConfigDict(extra="forbid", strict=True), **columns)]  # type: ignore[misc]
    return TYPES[one.kind]


def described(one: Field, default: Any) -> Any:
    """The words and bounds of a field. The bounds are told here and kept by the field itself, in both languages."""
    about = f"{one.label.zh} / {one.label.en}" + (f"。{one.help.zh} / {one.help.en}" if one.help else "")
    bounds: dict[str, Any] = {}
    if one.kind in ("text", "long"):
        bounds["maxLength"] = one.longest
    if one.kind == "choice" and one.choices:
        bounds["enum"] = [*one.choices, *([] if one.required else [""])]
    if one.kind in FORMATS:
        bounds["format"] = FORMATS[one.kind]
    if one.least is not None:
        bounds["minimum"] = float(one.least)
    return Described(default, description=about, json_schema_extra=bounds)


def body_of(spec: Action) -> type[BaseModel]:
    """The request body of an action: strict types, no unknown fields (T4)."""
    fields: dict[str, Any] = {}
    for one in spec.fields:
        if one.kind == "file":
            continue
        needed = one.required and one.default is None and not spec.partial
        default = ... if needed else None if spec.partial else one.default
        fields[one.name] = (type_of(one) if needed else type_of(one) | None, described(one, default))
    fields.setdefault("reason", (str | None, Described(None, description=f"{REASON.zh} / {REASON.en}")))
    if spec.versioned:
        fields["version"] = (int | None, Described(None, description=f"{VERSION.zh} / {VERSION.en}"))
    return create_model(spec.code.replace(".", "_"), __config__=ConfigDict(extra="forbid", strict=True), **fields)


def run(request: HttpRequest, spec: Action, target: int | None, body: BaseModel, key: str, **files: Any) -> Done:
    """Do the act for the token's person."""
    given = body.model_dump(exclude_unset=True).items()
    data = {name: value for name, value in given if value is not None or spec.partial} | files
    version = version_of(request, data.pop("version", None)) if spec.versioned else None
    if len(key) > LONGEST_KEY:
        raise InvalidInput({"Idempotency-Key": LONG_KEY})
    act: Act = do(spec.code, request.person, target, data, version=version, via="api", key=key)  # type: ignore[attr-defined]
    thing, says = act.result, act.says or spec.name
    return Done(
        action=spec.code, noun=thing._meta.model_name if thing is not None else None, id=getattr(thing, "pk", None),
        version=getattr(thing, "version", None), says_zh=says.zh, says_en=says.en,
    )  # fmt: skip


def version_of(request: HttpRequest, given: int | None) -> int:
    """The version an edit starts from: no edit overwrites another unseen (T18). Raises InvalidInput without one."""
    tag = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if given is None and not (tag.isascii() and tag.isdigit() and len(tag) < 10):
        raise InvalidInput({"version": NO_VERSION})
    return given if given is not None else int(tag)


def add_to(api: NinjaAPI) -> None:
    """One POST for each action; one that takes a file is posted as a form with the other fields as JSON in `body`."""
    for spec in ACTIONS.values():
        if spec.code not in NOT_BY_PROGRAM:
            _add(api, spec)


def about(spec: Action) -> dict[str, Any]:
    """How the description of the API tells of an action: its name, who does it, which rules may refuse it."""
    gates = [f"· {gate.name.zh}（{gate.clause}） / {gate.name.en}" for gate in engine.gates_of(spec.code)]
    said = [f"{spec.who_says.zh} / {spec.who_says.en}（403）"]
    return {
        "operation_id": spec.code, "tags": [spec.noun], "summary": f"{spec.name.zh} / {spec.name.en}",
        "description": "\n\n".join([*said, *gates]),
        "response": {200: Done, **PROBLEMS, **({404: Problem} if spec.on else {}), 409: Problem},
    }  # fmt: skip


def _add(api: NinjaAPI, spec: Action) -> None:
    model = body_of(spec)
    path = f"/do/{spec.code}" + ("/{pk}" if spec.on else "")
    files = [one.name for one in spec.fields if one.kind == "file"]
    view = _with_file(spec, model, files[0]) if files else _plain(spec, model)
    api.post(path, **about(spec))(view)


def _plain(spec: Action, model: Any) -> Any:
    key: Any = Header("", alias="Idempotency-Key")
    given: Any = Body(...)

    def on(request: HttpRequest, pk: int, body: Any = given, once: str = key) -> Done:
        return run(request, spec, pk, body, once)

    def new(request: HttpRequest, body: Any = given, once: str = key) -> Done:
        return run(request, spec, None, body, once)

    view = on if spec.on else new
    view.__annotations__["body"] = model
    return view


def _with_file(spec: Action, model: type[BaseModel], name: str) -> Any:
    key: Any = Header("", alias="Idempotency-Key")
    attached: Any = File(..., alias=name)
    text: Any = Form("{}", description=f"the other fields as JSON: {', '.join(model.model_fields)}")

    def on(request: HttpRequest, pk: int, file: UploadedFile = attached, body: str = text, once: str = key) -> Done:
        return run(request, spec, pk, told(model, body), once, **{name: file})

    def new(request: HttpRequest, file: UploadedFile = attached, body: str = text, once: str = key) -> Done:
        return run(request, spec, None, told(model, body), once, **{name: file})

    return on if spec.on else new


def told(model: type[BaseModel], text: str) -> BaseModel:
    """The fields beside a file. Raises InvalidInput."""
    try:
        return model.model_validate(json.loads(text))
    except ValidationError as wrong:
        raise misread(wrong.errors()) from None
    except ValueError:
        raise InvalidInput({"body": NOT_JSON}) from None
