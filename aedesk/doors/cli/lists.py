"""aedesk list contacts --q wzg --role executor: the lists that programs read, for a person at the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from aedesk.desk.errors import InvalidInput
from aedesk.kit import clock
from aedesk.kit.text import T

from .. import reading
from ..reads import READS

SHOWN = 8  # columns of a line; --json tells all


def read_of(name: str) -> reading.Read:
    """The list of a name. Raises InvalidInput naming those there are."""
    if name not in READS:
        known = " ".join(READS)
        raise InvalidInput({name: T(f"没有这个列表；有：{known}。", f"There is no such list; there are: {known}.")})
    return READS[name]


def page(name: str, person: Any, given: Mapping[str, Any]) -> reading.Page:
    """A page of a list behind the person's walls; the filters are those of the API."""
    one = next((value for value in given.values() if not isinstance(value, str)), None)
    if one is not None:
        raise InvalidInput({"list": T("每个条件只写一次。", "Give each filter once.")})
    return reading.page(read_of(name), person, given)


def lines(name: str, found: reading.Page) -> Iterator[str]:
    """One line a thing: its first columns that hold something; then where the next page starts."""
    columns = READS[name].fields[:SHOWN]
    for row in found.items:
        yield "  ".join(_word(row[column]) for column in columns if row[column] not in (None, "", False))
    if not found.items:
        yield str(T("没有找到。", "Nothing found."))
    if found.next_offset is not None:
        yield str(T(f"还有：--offset {found.next_offset}", f"There is more: --offset {found.next_offset}"))


def _word(value: Any) -> str:
    return f"{clock.shanghai(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
