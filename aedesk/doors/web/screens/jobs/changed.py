"""A change sheet as it is read: each thing that differs, the old beside the new, specification rows by their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from aedesk.desk.jobsheets.inputs import CHANGEABLE, SPEC_COLUMNS
from aedesk.kit.text import T

MONEY = {f.name for f in CHANGEABLE if f.restricted}
CHOICES = {f.name: f.choices for f in (*CHANGEABLE, *SPEC_COLUMNS) if f.choices}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changes; empty texts where it was not or will not be there."""

    label: T
    old: str
    new: str


def differences(lines: list[dict[str, Any]], person: Any) -> list[Difference]:
    """What a change sheet's lines say, ready to read; money only for those who see money."""
    found: list[Difference] = []
    for line in lines:
        if line["field"] in MONEY and not person.sees_money:
            continue
        if line["field"] == "spec_rows":
            found += _rows(line["old"], line["new"])
        else:
            old, new = (_worded(line["field"], line[side]) for side in ("old", "new"))
            found.append(Difference(T(line["zh"], line["en"]), old, new))
    return found


def _rows(old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterator[Difference]:
    for place, (was, becomes) in enumerate(zip_longest(old, new), 1):
        name = (becomes or was).get("kind") or str(place)
        label = T(f"规格 {place}：{name}", f"Row {place}: {name}")
        if was is None or becomes is None:
            yield Difference(label, _whole(was), _whole(becomes))
            continue
        for column in SPEC_COLUMNS:
            before, after = (_plain(row, column.name) for row in (was, becomes))
            if before != after:
                yield Difference(label + " · " + column.label, before, after)


def _plain(row: Mapping[str, str], name: str) -> str:
    return _worded(name, row.get(name, "1" if name == "scale" else ""))


def _whole(row: Mapping[str, str] | None) -> str:
    if row is None:
        return ""
    size = f"{row.get('width_mm', '—')} × {row.get('height_mm', '—')} mm"
    return " · ".join(text for text in (row.get("kind"), size, row.get("publication")) if text)


def _worded(name: str, value: Any) -> str:
    choices = CHOICES.get(name)
    return str(choices[value]) if choices and value in choices else str(value)
