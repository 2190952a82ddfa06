"""Input that fits an action's declaration: a value for each field, and what the rival has in its place."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import Action
from aedesk.desk.fields import Field

from .planting import Garden

WORDS = {
    "text": "一行字", "long": "几行字", "bool": False, "date": "2026-11-20", "time": "10:30", "datetime": "2026-11-20 12:00",
    "list": ["一行字"],
}  # fmt: skip

PASSING: dict[str, dict[str, Any]] = {"map": {"edition": "v2026-10"}, "registers": {"proofed_on": "2026-11-16"}}


def passing(item: str) -> dict[str, Any]:
    """A pass of one of the 24 items, with what it must name."""
    return {"item": item, "answer": "pass"} | PASSING.get(item, {})


def sample(one: Field, garden: Garden) -> Any:
    """A value that a field takes; a reference points to what is planted."""
    if one.kind == "choice":
        return next(code for code in one.choices or {} if code)
    if one.kind in ("integer", "decimal"):
        return max(int(one.least or 1), 1)
    if one.kind == "ref":
        return reference(one, garden)
    if one.kind == "refs":
        return [reference(one, garden)]
    if one.kind == "lines":
        return [{column.name: sample(column, garden) for column in one.lines}]
    if one.kind == "file":
        return SimpleUploadedFile("261116样稿.txt", b"draft")
    return str(WORDS[one.kind])[: one.longest] if one.kind in ("text", "long") else WORDS[one.kind]


def reference(one: Field, garden: Garden) -> Any:
    row = garden.rows.get(one.model.lower()) or garden.common.get(one.model.lower())
    assert row is not None, f"nothing is planted of {one.model}: see planting.py"
    return row.pk


def body(spec: Action, garden: Garden) -> dict[str, Any]:
    """Every declared field with a value."""
    return {one.name: sample(one, garden) for one in spec.fields} | {"reason": "客户要求，已经电话说过"}
