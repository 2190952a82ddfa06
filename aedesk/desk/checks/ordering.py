"""What a version is judged by: its job sheet's spec row, the project's facts, the agency's figures."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from aedesk.kit import clock
from aedesk.preflight.spec import Facts, Spec

from ..artwork.models import Attachment
from ..clients.models import Client
from ..jobsheets.models import JobSheet, SpecRow
from ..projects.models import BaseMaterial, Project
from . import queries
from .limits import limits_of

PRESSES = (
    ("penhui", ("喷绘",)), ("xiezhen", ("写真", "海报机")), ("newspaper", ("报纸", "日报", "晚报", "新闻纸")), ("magazine", ("杂志", "期刊")),
    ("packaging", ("包装", "礼盒", "盒")), ("digital", ("数码",)), ("large", ("大牌", "围挡", "围墙", "擎天柱", "候车亭", "灯箱")),
)  # fmt: skip
BY_JOB = {"newspaper": "newspaper", "outdoor": "large", "packaging": "packaging"}
ESTATE_KINDS = ("permit", "developer")
CODE = "二维码"
LISTED = re.compile(r"[\s;；,，]+")
PAIRED = re.compile(r"\s*[+＋/／]\s*")


def spec_of(it: Attachment, row: SpecRow | None, facts: Facts | None = None) -> Spec:
    """The order of a version; without a spec row only what holds for every print."""
    return order_for(it.project, it.sheet, row, facts)


def order_for(project: Project, sheet: JobSheet | None, row: SpecRow | None, facts: Facts | None = None) -> Spec:
    """The order of a job's spec row: what the row says, the signed copy, the project's facts, the agency's figures."""
    facts = facts or facts_of(project)
    values: dict[str, Any] = {
        "facts": facts,
        "is_property_ad": bool(facts.permit),
        "limits": {},
        "is_code_ordered": False,
    }
    values["font_pairs"] = pairs_of(project)
    if sheet is not None:
        values["copy"] = queries.signed_copy(sheet)
        values["profile"] = press_of(sheet, row)
        values["limits"], values["since"] = limits_of(values["profile"], clock.today())
    if row is not None:
        values |= _ordered(row)
    return Spec(**values)


def orders_of(sheet: JobSheet) -> list[Spec]:
    """The orders of a job, one for each spec row; at least one."""
    rows: list[SpecRow | None] = list(sheet.spec_rows.all()[:6])
    return [order_for(sheet.project, sheet, row) for row in rows or [None]]


def _ordered(row: SpecRow) -> dict[str, Any]:
    bleed = float(row.bleed_mm) if row.bleed_mm is not None else None
    return {
        "width_mm": _number(row.width_mm), "height_mm": _number(row.height_mm),
        "bleed_mm": (bleed, bleed, bleed, bleed) if bleed is not None else None, "pages": row.pages or None,
        "paper": row.paper, "plates": plates_of(row), "colour": row.colour, "viewing_m": _number(row.distance_m),
        "scale": float(row.scale or 1), "binding": "saddle" if "骑马钉" in row.process else "",
        "is_code_ordered": CODE in " ".join((row.kind, row.usage, row.process)),
    }  # fmt: skip


def _number(value: Any) -> float | None:
    return float(value) if value is not None else None


def plates_of(row: SpecRow) -> tuple[str, ...]:
    """The special plates ordered, one by one: “烫金、局部UV” is two."""
    text = row.plates
    for mark in "，、；;+＋/":
        text = text.replace(mark, ",")
    return tuple(one.strip() for one in text.split(",") if one.strip() and one.strip() not in ("无", "-", "—"))


def press_of(sheet: JobSheet, row: SpecRow | None) -> str:
    """The kind of printing, from the words of the spec row, else from the kind of job."""
    words = " ".join((row.kind, row.publication, row.process, row.paper, row.usage)) if row else ""
    found = next((press for press, names in PRESSES if any(name in words for name in names)), "")
    return found or BY_JOB.get(sheet.job_type, "sheetfed")


def facts_of(project: Project) -> Facts:
    """The project's base material word for word, and what may not be named: other clients and their projects."""
    rows = BaseMaterial.objects.filter(project=project).exclude(value="").order_by("as_of", "pk")
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row.value)
    latest = {kind: values[-1] for kind, values in by_kind.items()}
    return Facts(
        address=latest.get("address", ""), phones=tuple(by_kind.get("phone", ())), developer=latest.get("developer", ""),
        agent=latest.get("agent", ""), permit=latest.get("permit", ""), others=others(project),
        urls=tuple(one for one in LISTED.split(latest.get("url", "")) if one),
    )  # fmt: skip


def pairs_of(project: Project) -> tuple[tuple[str, str], ...]:
    """The faces that go together, as the base material says: “思源黑体 + Inter；思源宋体 + Garamond” is two pairs."""
    value = BaseMaterial.objects.filter(project=project, kind="faces").values_list("value", flat=True).first() or ""
    pairs = (PAIRED.split(one.strip(), maxsplit=1) for one in re.split(r"[;；\n]", value))
    return tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2 and all(pair))


def others(project: Project) -> tuple[str, ...]:
    """Names of other clients and of their projects, three characters and longer; shorter ones are everyday words."""
    clients = Client.objects.exclude(pk=project.client_id).values_list("short_name", flat=True)
    projects = Project.objects.exclude(client_id=project.client_id).values_list("name", flat=True)
    return tuple(sorted({name for name in (*clients, *projects) if len(name) >= 3}))


def as_data(spec: Spec) -> dict[str, Any]:
    """The order as it is kept beside the verdict; names of others are not, they belong to other clients."""
    data = asdict(spec)
    data["facts"]["others"] = []
    return data
