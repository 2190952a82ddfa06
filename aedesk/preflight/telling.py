"""A verdict as plain data, for JSON, the database and every door."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from .checking import Verdict
from .comparing import Comparison
from .facts import FileFacts, plain
from .findings import Finding
from .look import RULES

WORDS = {0: "clean", 1: "warnings", 2: "errors", 3: "unreadable"}
SUMMED = ("size", "kind", "version", "layers", "spots", "output_intent", "output_space", "is_encrypted", "icc")


def both(text: T | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def told(verdict: Verdict) -> dict[str, Any]:
    """`file`, `order` (which of several), `verdict`, `exit_code`, `counts`, `findings`, `failed` rules, `facts`."""
    return {
        "file": verdict.path, "order": verdict.order, "sha256": verdict.facts.sha256 if verdict.facts else "",
        "verdict": WORDS[verdict.exit_code], "exit_code": verdict.exit_code, "code": verdict.code, "says": both(verdict.says),
        "counts": verdict.counts, "findings": [finding(one) for one in verdict.findings], "failed": verdict.failed,
        "facts": facts(verdict.facts) if verdict.facts else None,
    }  # fmt: skip


def finding(one: Finding) -> dict[str, Any]:
    """One finding; lengths in mm from the trim's upper left corner."""
    rule = RULES[one.rule]
    return {
        "rule": one.rule, "name": both(rule.name), "answers": list(rule.answers), "item": rule.item, "severity": str(one.severity),
        "page": one.page, "box": plain(one.box) if one.box else None, "boxes": plain(one.boxes), "says": both(one.says),
        "todo": both(one.todo), "measured": one.measured, "limit": one.limit, "source": both(one.source), "count": one.count,
        "mark": one.mark,
    }  # fmt: skip


def facts(made: FileFacts) -> dict[str, Any]:
    """The file's facts in short."""
    short = {name: plain(getattr(made, name)) for name in SUMMED}
    short["pages"] = [
        {
            "number": page.number, "size_mm": plain(page.size_mm), "trim_from": page.trim_from, "rotate": page.rotate,
            "label": page.label, "operators": page.operators, "objects": len(page.objects),
            "fonts": plain(page.fonts), "media": plain(page.media), "trim": plain(page.trim), "user_unit": page.user_unit,
        }
        for page in made.pages
    ]  # fmt: skip
    short["inks"] = sorted(made.inks)
    return short


def compared(made: Comparison) -> dict[str, Any]:
    """A comparison of two versions as plain data."""
    rows = [
        {
            "page": one.page,
            "boxes": plain(one.boxes),
            "text": plain(one.text),
            "objects": one.objects,
            "things": plain(one.things),
            "size": one.size,
        }
        for one in made.pages
        if not one.is_same
    ]
    return {"same": made.is_same, "pages": rows, "added": made.added, "removed": made.removed}
