"""The JSON shapes of answers, made from the models, so that the description of the API is always the truth."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db import models
from pydantic import BaseModel, create_model
from pydantic import Field as Described

from ..reading import Read

KINDS: tuple[tuple[type[Any], Any], ...] = (
    (models.BooleanField, bool), (models.IntegerField, int), (models.DecimalField, str), (models.DateTimeField, datetime),
    (models.DateField, date), (models.TimeField, time), (models.JSONField, Any), (models.CharField, str), (models.TextField, str),
)  # fmt: skip


class Words(BaseModel):
    """The same words in both languages."""

    zh: str
    en: str


class Mend(Words):
    """The way out of a refusal: what puts it right, and the words on its button."""

    code: str


class Rule(BaseModel):
    """A rule of the house that refuses: which, by what clause, what is missing, and the way out."""

    rule: str
    answers: list[str]
    clause: str
    strength: str
    says: Words
    reasons: list[Words]
    mend: Mend | None


class Problem(BaseModel):
    """What every refusal looks like. `fields` names what is wrong with each; `rules` the rules that refuse (403);
    `yours` and `theirs` the two texts of an edit that came too late (409)."""

    code: str
    says: Words
    fields: dict[str, Words] | None = None
    rules: list[Rule] | None = None
    yours: dict[str, Any] | None = None
    theirs: dict[str, Any] | None = None
    version: int | None = None
    by: str | None = None


PROBLEMS = {401: Problem, 403: Problem, 422: Problem, 429: Problem}


def type_of(model: Any, name: str) -> Any:
    """The JSON type of a field of a model, by the name under which its rows are read."""
    field = model._meta.get_field(name)
    target = field.target_field if field.is_relation else field
    found = next(kind for of, kind in KINDS if isinstance(target, of))
    return found | None if field.null and found is not Any else found


def row_of(name: str, model: Any, fields: tuple[str, ...], money: frozenset[str] = frozenset(), **more: Any) -> Any:
    """A row as a shape; what some may not see may be null."""
    typed = {one: type_of(model, one) for one in fields}
    shaped: dict[str, Any] = {one: (kind | None if one in money else kind, ...) for one, kind in typed.items()}
    return create_model(name, **shaped, **more)


def listed(read: Read) -> Any:
    """A page of a list."""
    row = row_of(f"{read.model}Row", read.table, read.fields, read.money)
    return create_model(
        f"{read.model}Page",
        items=(list[row], ...),  # type: ignore[valid-type]
        limit=(int, ...), offset=(int, ...),
        next_offset=(int | None, Described(..., description="where the next page starts; null on the last")),
        total=(int | None, Described(..., description="how many there are in all, where total=true was asked")),
    )  # fmt: skip


def whole(read: Read) -> Any:
    """One thing with its parts."""
    parts: dict[str, Any] = {
        part.name: (list[row_of(f"{read.model}_{part.name}", apps.get_model("desk", part.model), part.fields)], ...)  # type: ignore[misc]
        for part in read.parts
    }
    return row_of(read.model, read.table, (*read.fields, *read.whole), read.money, **parts)
