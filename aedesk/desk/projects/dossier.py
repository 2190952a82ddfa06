"""The dossier's six blocks: what copy and design must know of a project, and how much of it is there (BRF-01 to BRF-06)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from ..action import Act, action
from ..who import account
from . import inputs, terms
from .models import Project
from .rights import ACCOUNT_SAYS

AUDIENCE = tuple(terms.DOSSIER["audience"][1])


@action(
    "project.dossier", "写项目档案", "Write the dossier", who=account, who_says=ACCOUNT_SAYS, on="Project",
    fields=inputs.DOSSIER, partial=True, versioned=True,
)  # fmt: skip
def write(act: Act) -> Project:
    it: Project = act.target
    dossier = {block: dict(parts) if isinstance(parts, dict) else parts for block, parts in it.dossier.items()}
    for name, value in act.values.items():
        if name in ("personas", "rivals"):
            dossier[name] = [{key: _text(cell) for key, cell in row.items()} for row in value]
            if name == "rivals":
                dossier[name] = [row | {"seen_on": row["seen_on"] or str(clock.today())} for row in dossier[name]]
        elif name != "reason":
            block, _, part = name.partition("_")
            dossier.setdefault(block, {})[part] = value
    if "personas" in act.values:
        dossier.pop("audience", None)
    act.set(it, dossier=dossier)
    act.changed.clear()  # whole blocks would swell the journal
    act.says = T(f"写项目档案 {it}", f"Dossier of {it} written")
    return it


def _text(cell: Any) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell or "")


@dataclass(frozen=True, slots=True)
class Block:
    """One block as shown: its parts with their texts, how many are filled, and which of them are out of date."""

    code: str
    name: T
    parts: tuple[tuple[str, T, str], ...]
    filled: int
    wanted: int
    stale: frozenset[str] = frozenset()


def blocks(it: Project) -> list[Block]:
    """The blocks in their order; the audience counts by its fullest persona, tier and price come from where they stand."""
    found = [_audience(it) if code == "audience" else _block(it, code) for code in terms.DOSSIER]
    return [
        _with_tier(it, one) if one.code == "region" else _with_price(it, one) if one.code == "product" else one
        for one in found
    ]


def _with_tier(it: Project, block: Block) -> Block:
    tier = str(terms.CITY_TIERS[it.city_tier]) if it.city_tier else ""
    return _with(block, ("tier", T("城市划分", "City tier"), tier))


def _with_price(it: Project, block: Block) -> Block:
    """The price with its day; one older than 30 days is out of date (BRF-03)."""
    price = next((one for one in it.facts.all() if one.kind == "price"), None)
    text = f"{price.value}（{price.as_of}）" if price else ""
    made = _with(block, ("price", terms.FACT_KINDS["price"], text))
    return replace(made, stale=frozenset({"price"})) if price and price.is_stale else made


def _with(block: Block, part: tuple[str, T, str]) -> Block:
    return replace(block, parts=(*block.parts, part), filled=block.filled + bool(part[2]), wanted=block.wanted + 1)


def _block(it: Project, code: str) -> Block:
    name, parts = terms.DOSSIER[code]
    known = it.dossier.get(code, {})
    shown = tuple((part, label, _shown(code, part, str(known.get(part) or ""))) for part, label in parts.items())
    return Block(code, name, shown, sum(1 for *_, text in shown if text), len(shown))


def _shown(block: str, part: str, text: str) -> str:
    return str(terms.PRODUCT_FORMS.get(text, text)) if (block, part) == ("product", "form") else text


def _audience(it: Project) -> Block:
    name, _ = terms.DOSSIER["audience"]
    return Block("audience", name, (), max((row["filled"] for row in personas(it)), default=0), len(AUDIENCE))


def personas(it: Project) -> list[dict[str, Any]]:
    """The personas, each with how many of the seven fields are filled (BRF-04)."""
    rows = it.dossier.get("personas") or [it.dossier["audience"]] if _has_audience(it) else []
    return [dict(row) | {"filled": sum(1 for part in AUDIENCE if row.get(part))} for row in rows]


def _has_audience(it: Project) -> bool:
    return bool(it.dossier.get("personas") or it.dossier.get("audience"))


def rivals(it: Project) -> list[dict[str, Any]]:
    """The rival projects, each with the day it was last seen (BRF-05)."""
    return list(it.dossier.get("rivals") or [])


def _part(block: str, part: str) -> property:
    return property(lambda it: it.dossier.get(block, {}).get(part, ""))


# The doorway compares what an editor sends with the attributes of the thing (409), and the form is filled from them.
for _code, (_, _parts) in terms.DOSSIER.items():
    for _name in _parts:
        setattr(Project, f"{_code}_{_name}", _part(_code, _name))
Project.personas = property(personas)  # type: ignore[attr-defined]
Project.rivals = property(rivals)  # type: ignore[attr-defined]
