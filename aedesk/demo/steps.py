"""The steps of the story: who does what, when, on what and with what input. Names stand for things made before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aedesk.desk.action import ACTIONS
from aedesk.desk.fields import Field
from aedesk.kit import clock

# What comes out of a contact note or of feedback, by its name after theirs: "电话 11:10/request".
COMES_OUT = {
    "decision": "decisions",
    "promised": "client_promises",
    "escalation": "escalations",
    "request": "requests",
    "change": "items",
    "finding": "findings",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One act. `on` and the values of references are names; `name` keeps the result for later steps."""

    at: datetime
    who: str
    code: str
    on: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""


class Known(dict[str, Any]):
    """The things of the story by name: people, clients, contacts, projects and whatever a step has named."""

    def __missing__(self, name: str) -> Any:
        thing, _, part = name.rpartition("/")
        if part not in COMES_OUT or not thing:
            raise KeyError(name)
        found = self[name] = getattr(self[thing], COMES_OUT[part]).earliest("pk")
        return found


def resolved(step: Step, known: Known, lines: Callable[[str], list[dict[str, Any]]]) -> dict[str, Any]:
    """The step's input with things for names; `lines` gives a person's open lines for the morning list."""
    fields = {one.name: one for one in ACTIONS[step.code].fields}
    body = {name: _value(fields.get(name), value, known) for name, value in step.given.items()}
    if step.code == "today.confirm":
        body["items"] = lines(step.who)
    return body


def _value(one: Field | None, value: Any, known: Known) -> Any:
    if one is None or not value:
        return value
    if callable(value):
        return value(known)
    if one.kind == "ref" and isinstance(value, str):
        return known[value]
    if one.kind == "refs":
        return [known[each] for each in value]
    if one.kind == "lines":
        columns = {column.name: column for column in one.lines}
        return [{key: _value(columns.get(key), cell, known) for key, cell in row.items()} for row in value]
    return value


@contextmanager
def telling(step: Step) -> Iterator[None]:
    """Let an error say in which step of the story it came up."""
    try:
        yield
    except Exception as error:
        reasons = getattr(error, "fields", None) or getattr(error, "refusals", "")
        error.add_note(
            f"{clock.shanghai(step.at):%m-%d %H:%M} {step.who} {step.code} {step.on or step.name}: {reasons}"
        )
        raise
