"""The artwork check 出品检查单 (F10): the verdict, the ordered values beside the file's, pages with numbered boxes, findings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit.text import T
from aedesk.preflight.findings import SEVERITIES, Severity
from aedesk.preflight.profiles import PROFILES
from aedesk.preflight.spec import Spec

from .press import press
from .words import Tongue

NAME = T("出品检查单", "Artwork check")
VERDICTS = {
    "clean": T("没有问题", "Clean"), "warnings": T("有警告", "Warnings"), "errors": T("有错误，不能出品", "Errors: not to be released"),
    "unreadable": T("读不了", "Unreadable"),
}  # fmt: skip
HEAD = (
    T("序", "No."),
    T("页", "Page"),
    T("问题与处理", "Finding and what to do"),
    T("实测", "Measured"),
    T("要求", "Limit"),
    T("依据", "Source"),
)
MOST_PAGES = 24


def artwork_check(
    verdict: dict[str, Any],
    spec: Spec,
    pictures: dict[str, bytes],
    speech: Tongue,
    furniture: dict[str, Any],
    at: datetime,
    **more: Any,
) -> bytes:
    """The check as an A4 PDF. `pictures` are the marked (else plain) pages by file name, in page order."""
    data = furniture | {
        "number": more.get("number", ""), "heading": verdict["file"], "verdict": verdict["verdict"],
        "verdict_says": speech.say(VERDICTS[verdict["verdict"]]), "counts": counts(verdict, speech), "head": [speech.say(text) for text in HEAD],
        "ordered": ordered(verdict, spec, speech), "compared": [speech.say(text) for text in (T("项目", "Item"), T("订的", "Ordered"), T("文件里", "In the file"))],
        "findings": [finding(number, one, speech, more.get("waived", {})) for number, one in enumerate(verdict["findings"], 1)],
        "none": speech.say(T("没有发现问题。", "Nothing was found.")), "says": said(verdict.get("says"), speech),
        "pictures": [{"name": name, "page": speech.line(T(f"第 {number} 页", f"Page {number}"))} for number, name in enumerate(list(pictures)[:MOST_PAGES], 1)],
        "sections": [speech.say(text) for text in (T("订的与文件", "Ordered and found"), T("发现", "Findings"), T("页面", "Pages"), T("24 项检查", "The 24 items"), T("签字", "Signatures"))],
        "items": more.get("items", []), "signs": more.get("signs", []), "sha256": verdict.get("sha256", ""),
    }  # fmt: skip
    return press("artworkcheck", data, at, pictures)


def counts(verdict: dict[str, Any], speech: Tongue) -> list[dict[str, Any]]:
    return [
        {"severity": str(one), "label": speech.line(SEVERITIES[one]), "count": verdict["counts"].get(str(one), 0)}
        for one in Severity
    ]


def said(texts: dict[str, str] | None, speech: Tongue) -> list[str]:
    """A bilingual text that travelled as data."""
    return speech.say(T(texts["zh"], texts["en"])) if texts else []


def finding(number: int, one: dict[str, Any], speech: Tongue, waived: dict[str, str]) -> dict[str, Any]:
    """One finding's line, with where it lies on the page in mm; `waived` says by mark who let a warning pass and why."""
    where = ""
    if one["box"]:
        x0, y0, x1, y1 = one["box"]
        where = f"x {x0:.0f}–{x1:.0f}　y {y0:.0f}–{y1:.0f} mm"
    return {
        "number": str(number), "severity": one["severity"], "page": str(one["page"] or "—"), "says": said(one["says"], speech),
        "todo": said(one["todo"], speech), "measured": one["measured"], "limit": one["limit"], "source": "\n".join(said(one["source"], speech)), "where": where,
        "waived": waived.get(one.get("mark", ""), "") if one["severity"] == "warning" else "",
    }  # fmt: skip


def ordered(verdict: dict[str, Any], spec: Spec, speech: Tongue) -> list[list[str]]:
    """Item, ordered, found: size, bleed, pages, plates, kind of printing."""
    facts, none = verdict.get("facts"), "—"
    pages = facts["pages"] if facts else []
    size = f"{spec.width_mm:g}×{spec.height_mm:g} mm" if spec.width_mm and spec.height_mm else none
    found = "、".join(sorted({f"{page['size_mm'][0]:.1f}×{page['size_mm'][1]:.1f} mm" for page in pages})) or none
    bleed = "/".join(f"{side:g}" for side in dict.fromkeys(spec.bleed_mm)) + " mm" if spec.bleed_mm else none
    rows = [
        (T("成品尺寸", "Finished size"), size, found),
        (T("出血", "Bleed"), bleed, ""),
        (T("页数", "Pages"), str(spec.pages or none), str(len(pages)) if facts else none),
        (T("印刷方式", "Kind of printing"), speech.line(PROFILES[spec.profile].name), spec.paper),
        (
            T("特种工艺与版", "Processes and plates"),
            "、".join(spec.plates) or none,
            "、".join(facts["inks"]) if facts else none,
        ),
    ]
    if spec.scale != 1:
        rows.append((T("比例", "Scale"), f"1:{spec.scale:g}", ""))
    return [[speech.line(name), wanted, got] for name, wanted, got in rows]
