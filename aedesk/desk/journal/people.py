"""Keeps clients' people out of the journal: their names stand there as references, read back while the card holds them.

The journal can never be changed, and a person may ask to be erased (个人信息保护法 art. 47): so it must not hold them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps

from aedesk.kit.text import T

SHORTEST = 2  # characters of a name worth hiding
SHORTEST_ADDRESS = 5
REFERENCE = re.compile(r"⟦contact ([\d,]+)⟧")
HIDDEN = "***"
ERASED = T("已删除的联系人", "an erased contact")
Card = tuple[int, str, str, str, str, str]  # id, name, phone, wechat, email, qq
Cards = Callable[[int], Iterable[Card]]


def cards_of(client_id: int) -> Iterable[Card]:
    """The people of a client with whatever reaches them."""
    rows = apps.get_model("desk", "Contact")._default_manager.filter(client_id=client_id).exclude(name="")
    return rows.values_list("pk", "name", "phone", "wechat", "email", "qq").order_by("pk")


def without_people(payload: dict[str, Any], client_id: int | None, cards: Cards = cards_of) -> dict[str, Any]:
    """What an event says, with the names of the client's people as references and their addresses taken out."""
    if client_id is None:
        return payload
    text = " ".join(_texts(payload))
    words: dict[str, str] = {}
    for pk, name, *addresses in cards(client_id):
        if len(name) >= SHORTEST and name in text:
            words[name] = f"{words[name]},{pk}" if name in words else str(pk)
        words |= {one: "" for one in addresses if len(one) >= SHORTEST_ADDRESS and one in text}
    if not words:
        return payload
    found = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    return {name: _hide(value, found, words) for name, value in payload.items()}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _hide(value: Any, found: re.Pattern[str], words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return found.sub(lambda hit: f"⟦contact {words[hit[0]]}⟧" if words[hit[0]] else HIDDEN, value)
    if isinstance(value, dict):
        return {name: _hide(one, found, words) for name, one in value.items()}
    return [_hide(one, found, words) for one in value] if isinstance(value, list | tuple) else value


def named(texts: Iterable[T]) -> Callable[[T], T]:
    """Reads references back, one question for all the texts: a name while its card holds one, else that it is erased."""
    ids = {int(pk) for says in texts for one in (says.zh, says.en) for pk in _ids(one)}
    if not ids:
        return lambda says: says
    rows = apps.get_model("desk", "Contact")._default_manager.filter(pk__in=ids).exclude(name="")
    names: Mapping[int, str] = dict(rows.values_list("pk", "name"))

    def read(says: T) -> T:
        return T(_read(says.zh, names, ERASED.zh), _read(says.en, names, ERASED.en))

    return read


def _ids(text: str) -> list[str]:
    return [pk for found in REFERENCE.findall(text) for pk in found.split(",") if pk]


def _read(text: str, names: Mapping[int, str], erased: str) -> str:
    def name_of(found: Any) -> str:
        return next((names[pk] for pk in map(int, filter(None, found[1].split(","))) if pk in names), erased)

    return REFERENCE.sub(name_of, text)
