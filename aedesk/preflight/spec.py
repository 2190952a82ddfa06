"""The ordered values a file is judged by: from the job sheet's spec row, or a small TOML or JSON file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from aedesk.kit.text import T

from . import limits

EDGES = ("top", "right", "bottom", "left")
MM = T("毫米数，如 350", "a length in mm, such as 350")


class BadSpec(ValueError):
    """A spec that cannot be read; `says` names the field and the way out."""

    def __init__(self, says: T) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True)
class Facts:
    """What the project's base material says, word for word; an ad must carry it so (ART-18 to ART-20)."""

    address: str = ""
    phones: tuple[str, ...] = ()
    developer: str = ""
    agent: str = ""
    permit: str = ""
    urls: tuple[str, ...] = ()
    map_number: str = ""  # 审图号
    others: tuple[str, ...] = ()  # names of other clients and their projects


@dataclass(frozen=True, slots=True)
class Spec:
    """What was ordered. Lengths in mm of the finished size; `scale` 10 means the file is drawn 1:10.

    `profile` is a code of profiles.py; `plates` are special processes by ink name (烫金, UV, 模切 …);
    `text` is outlined (no live text at all) or embedded (live text with its fonts inside).
    """

    width_mm: float | None = None
    height_mm: float | None = None
    bleed_mm: tuple[float, float, float, float] | None = None  # by edge: top, right, bottom, left
    pages: int | None = None
    profile: str = "sheetfed"
    paper: str = ""
    plates: tuple[str, ...] = ()
    colour: str = ""  # CMYK, or as the sheet says
    viewing_m: float | None = None
    scale: float = 1.0
    text: str = "outlined"
    is_property_ad: bool = False
    is_name_only: bool = False  # a property ad of nothing but the project's name: no permit number needed
    binding: str = ""  # saddle: pages by fours
    approved_sha256: str = ""  # the version the client signed
    copy: str = ""  # the signed text
    is_code_ordered: bool = True  # False: addresses are only what a code may read, none need be there
    facts: Facts = field(default_factory=Facts)
    font_pairs: tuple[tuple[str, str], ...] = ()  # Chinese face, Latin face allowed beside it
    limits: Mapping[str, float] = field(default_factory=dict)  # figures that are not the profile's, see limits.py
    since: Mapping[str, str] = field(
        default_factory=dict
    )  # where those come from: manual, or the day an agency set them


def bleed(value: Any) -> tuple[float, float, float, float]:
    """One number for all edges, a table of edges, or four numbers: top, right, bottom, left. Raises BadSpec."""
    if isinstance(value, list | tuple) and len(value) == 4:
        value = dict(zip(EDGES, value, strict=True))
    if isinstance(value, Mapping):
        unknown = set(value) - set(EDGES)
        if unknown:
            raise BadSpec(T(f"bleed_mm 没有“{min(unknown)}”这条边。", f"bleed_mm has no edge “{min(unknown)}”."))
        top, right, bottom, left = (_number("bleed_mm", value.get(edge, 0)) for edge in EDGES)
        return top, right, bottom, left
    one = _number("bleed_mm", value)
    return one, one, one, one


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadSpec(T(f"{name} 要写{MM.zh}。", f"{name} wants {MM.en}."))
    if not 0 <= value < 1_000_000:
        raise BadSpec(T(f"{name} 不能是 {value}。", f"{name} cannot be {value}."))
    return float(value)


def from_table(table: Mapping[str, Any]) -> Spec:
    """A spec from a table as TOML or JSON gives it. Raises BadSpec naming the field."""
    known = {one.name: one for one in fields(Spec)}
    for name in table:
        if name not in known:
            raise BadSpec(
                T(
                    f"规格里没有“{name}”这一项。可以写：{'、'.join(known)}。",
                    f"A spec has no “{name}”. It may have: {', '.join(known)}.",
                )
            )
    values: dict[str, Any] = dict(table)
    for name in ("width_mm", "height_mm", "viewing_m", "scale", "pages"):
        if values.get(name) is not None:
            values[name] = _number(name, values[name])
    if values.get("pages") is not None:
        values["pages"] = int(values["pages"])
    if values.get("bleed_mm") is not None:
        values["bleed_mm"] = bleed(values["bleed_mm"])
    values["plates"] = tuple(values.get("plates", ()))
    values["font_pairs"] = tuple((str(a), str(b)) for a, b in values.get("font_pairs", ()))
    values["facts"] = _facts(values.get("facts", {}))
    values["limits"] = _limits(values.get("limits", {}))
    if values.get("scale") == 0:
        raise BadSpec(T("scale 不能是 0；1:1 写 1，1:10 写 10。", "scale cannot be 0; write 1 for 1:1, 10 for 1:10."))
    return Spec(**values)


def _limits(table: Mapping[str, Any]) -> dict[str, float]:
    """An order's own figures, each a known limit within its bounds. Raises BadSpec naming it."""
    values: dict[str, float] = {}
    for name, value in table.items():
        if name not in limits.MEASURES:
            raise BadSpec(T(f"limits 里没有“{name}”这一项。", f"limits has no “{name}”."))
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadSpec(T(f"limits 的 {name} 要写数字。", f"{name} of limits wants a number."))
        if says := limits.wrong(name, value):
            raise BadSpec(T(f"limits.{name}：{says.zh}", f"limits.{name}: {says.en}"))
        values[name] = float(value)
    if says := limits.crossed(values):
        raise BadSpec(T(f"limits：{says.zh}", f"limits: {says.en}"))
    return values


def _facts(table: Mapping[str, Any]) -> Facts:
    known = {one.name for one in fields(Facts)}
    for name in table:
        if name not in known:
            raise BadSpec(T(f"facts 里没有“{name}”这一项。", f"facts has no “{name}”."))
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return Facts(**values)


def load(path: Path) -> Spec:
    """A spec from a .toml or .json file. Raises BadSpec where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSpec(
            T(f"规格文件 {path.name} 读不了：{error}。", f"The spec {path.name} cannot be read: {error}.")
        ) from error
    if not isinstance(table, dict):
        raise BadSpec(T("规格文件要是一张表。", "The spec must be a table."))
    return from_table(table)
