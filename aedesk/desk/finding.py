"""Makes things findable: each noun says by which words, and each thing has one entry behind its client wall."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps

from aedesk.kit import hanzi

LONGEST = 6000  # characters of running text that are searched
REWRITTEN = ["client_id", "title", "subtitle", "at", "names", "words"]
DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Words:
    """How one thing is shown and found: `names` (title, numbers, initials) weigh more than running `words`."""

    title: str
    subtitle: str = ""
    names: str = ""
    words: str = ""
    at: datetime | None = None


Describe = Callable[[Any], Words | None]


@dataclass(frozen=True, slots=True)
class Noun:
    """A findable noun: its model, how to describe one, and what to fetch along with many."""

    model: str
    describe: Describe
    related: tuple[str, ...]
    gathered: tuple[str, ...] = ()


FINDABLE: dict[str, Noun] = {}


def findable(model: str, *related: str, gathered: tuple[str, ...] = ()) -> Callable[[Describe], Describe]:
    """Register how things of a model are found; one described as None is not found at all.

    `gathered` names rows below a thing that are fetched for many at once.
    """

    def register(describe: Describe) -> Describe:
        FINDABLE[model.lower()] = Noun(model, describe, related, gathered)
        return describe

    return register


def index(it: Any) -> None:
    """Write or rewrite the entry of one thing; the database keeps its full-text index by triggers."""
    entry = entry_of(it)
    if entry is None:
        forget(it._meta.model_name, it.pk)
    else:
        _write([entry])


def forget(noun: str, object_id: int) -> None:
    """Take one thing out of the index."""
    _entries().filter(noun=noun, object_id=object_id).delete()


def refresh(**where: Any) -> None:
    """Rewrite the entries that show something renamed: `refresh(client=it)`, `refresh(project=it)`."""
    for code, noun in FINDABLE.items():
        model: Any = apps.get_model("desk", noun.model)
        if all(name in {field.name for field in model._meta.fields} for name in where):
            for batch in _described(code, model._default_manager.filter(**where)):
                _write(batch)


def reindex() -> Iterator[tuple[str, int]]:
    """Build the index anew, noun by noun, oldest things first; tells how many of each."""
    for code, noun in FINDABLE.items():
        model: Any = apps.get_model("desk", noun.model)
        _entries().filter(noun=code).delete()
        yield code, sum(_write(batch) for batch in _described(code, model._default_manager.all()))


def _described(code: str, rows: Any) -> Iterator[list[Any]]:
    """Entries of many things, 500 at a time."""
    noun = FINDABLE[code]
    rows = rows.select_related(*noun.related).prefetch_related(*noun.gathered).order_by("pk")
    things = rows.iterator(chunk_size=500)
    while chunk := list(islice(things, 500)):
        yield [entry for it in chunk if (entry := entry_of(it)) is not None]


def _write(entries: list[Any]) -> int:
    made = _entries().bulk_create(
        entries, update_conflicts=True, unique_fields=["noun", "object_id"], update_fields=REWRITTEN
    )
    return len(made)


def phone_words(phone: str) -> str:
    """A telephone number as it may be typed: as written, without spaces, its last four digits."""
    digits = DIGITS.sub("", phone)[-11:]
    return f"{phone} {digits} {digits[-4:]}" if digits else ""


def _entries() -> Any:
    return apps.get_model("desk", "SearchEntry")._default_manager


def entry_of(it: Any) -> Any:
    """The entry of one thing, not yet stored, or None where it is not found at all."""
    noun = it._meta.model_name
    said = FINDABLE[noun].describe(it)
    if said is None:
        return None
    return _entries().model(
        noun=noun, object_id=it.pk, client_id=it.pk if noun == "client" else getattr(it, "client_id", None),
        title=said.title[:160], subtitle=said.subtitle[:200], at=said.at,
        names=hanzi.tokens(f"{said.title} {said.names}"), words=hanzi.tokens(f"{said.subtitle} {said.words}"[:LONGEST]),
    )  # fmt: skip
