"""What the command line answers: lines for people, or with --json the same as data for programs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from aedesk.desk.action import Act, Action
from aedesk.desk.errors import Conflict, DeskError, InvalidInput, Refused
from aedesk.kit.text import T
from aedesk.rulebook import engine


def words(text: Any) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en} if isinstance(text, T) else {"zh": str(text), "en": str(text)}


def give(options: argparse.Namespace, data: Any, lines: Iterable[Any]) -> None:
    """Print the data as JSON where the caller is a program, else the lines."""
    print(_json(data) if options.as_json else "\n".join(str(line) for line in lines))


def _json(data: Any) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def fail(error: DeskError) -> None:
    """A refusal or error as data, on standard error."""
    body: dict[str, Any] = {"code": error.code, "says": words(error.says)}
    if isinstance(error, InvalidInput):
        body["fields"] = {name: words(says) for name, says in error.fields.items()}
    if isinstance(error, Refused):
        body["rules"] = [
            {"rule": one.gate.code, "clause": one.gate.clause, "says": words(one.gate.name), "reasons": [words(why) for why in one.reasons]}
            for one in error.refusals
        ]  # fmt: skip
    if isinstance(error, Conflict):
        body |= {"yours": error.yours, "theirs": error.theirs, "version": error.version}
    print(_json(body), file=sys.stderr)


def me(person: Any) -> dict[str, Any]:
    return {
        "id": person.pk, "username": person.username, "name": person.name, "role": person.role,
        "sees_money": person.sees_money, "sees_every_client": person.sees_every_client,
    }  # fmt: skip


def rules(asked: str) -> list[dict[str, Any]]:
    """Every rule, or those that a code or a requirement id names."""
    found = [one for one in engine.rules().values() if asked in ("", one.code) or asked.upper() in one.answers]
    return [
        {
            "code": one.code, "answers": list(one.answers), "clause": one.clause, "says": words(one.name),
            "figures": [{"key": f.key, "value": f.value, "unit": f.unit, "label": words(f.label)} for f in one.figures],
        }
        for one in found
    ]  # fmt: skip


def hit(one: Any) -> dict[str, Any]:
    return {"noun": one.noun, "id": one.pk, "title": one.title, "subtitle": words(one.subtitle)}


def action(spec: Action) -> dict[str, Any]:
    fields = [{"name": f.name, "kind": f.kind, "required": f.required, "label": words(f.label)} for f in spec.fields]
    return {"code": spec.code, "says": words(spec.name), "on": spec.on or None, "fields": fields}


def done(act: Act) -> dict[str, Any]:
    thing = act.result
    return {
        "action": act.action.code, "noun": thing._meta.model_name if thing is not None else None,
        "id": getattr(thing, "pk", None), "version": getattr(thing, "version", None), "says": words(act.says or act.action.name),
    }  # fmt: skip
