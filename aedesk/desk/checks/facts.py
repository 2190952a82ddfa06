"""What the gates of output ask about a version's check."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T
from aedesk.rulebook.checks import CHECKS

from ..artwork.models import Attachment
from ..artwork.signs import live
from ..facts import fact
from . import queries, terms


def _version(act: Any) -> Attachment | None:
    return act.target if isinstance(act.target, Attachment) else None


def readable(it: Attachment) -> bool:
    """Whether the machine reads this kind of file; a video or a zip is judged by people alone."""
    return it.name.lower().endswith(terms.KINDS)


@fact("checker_is_other")
def checker_is_other(act: Any) -> bool:
    """The checker neither uploaded the version nor made it (ART-02)."""
    it = _version(act)
    if it is None or it.sheet is None:
        return True
    return act.person.pk not in {it.created_by_id, it.sheet.finished_artist_id, it.sheet.designer_id}


@fact("errors_standing")
def errors_standing(act: Any) -> list[T]:
    """What keeps a version from going out as the machine sees it: errors, or a check that is not over (ART-03)."""
    it = _version(act)
    if it is None or it.sheet is None or not readable(it):
        return []
    check = queries.latest(it)
    if check is None or not check.is_over:
        return [T("机器还没查完这一版。", "The machine has not checked this version yet.")]
    if check.state == "unreadable":
        says = check.verdict["says"]
        return [T(says["zh"], says["en"])]
    broken = [
        T(f"有规则没查成：{one}。", f"A rule could not be checked: {one}.") for one in check.verdict.get("failed", [])
    ]
    return [T(one["says"]["zh"], one["says"]["en"]) for one in queries.open_findings(check, {}, "error")] + broken


@fact("items_open")
def items_open(act: Any) -> list[T]:
    """Items without an answer, problems, and warnings nobody waived (ART-02)."""
    it = _version(act)
    if it is None or it.sheet is None:
        return []
    rows = queries.items(it)
    blank = [one for one in rows if not one.state]
    told = (
        [
            T(
                f"24 项答了 {len(CHECKS) - len(blank)} 项，还差：",
                f"{len(CHECKS) - len(blank)} of 24 items answered; missing: ",
            )
            + _named(blank)
        ]
        if blank
        else []
    )
    told += [
        T(f"有问题：{one.check.name.zh}。", f"Problem: {one.check.name.en}.") for one in rows if one.state == "problem"
    ]
    standing = queries.open_findings(queries.latest(it), queries.waived(it), "warning")
    return told + [
        T(f"警告没处理：{one['says']['zh']}", f"Warning not dealt with: {one['says']['en']}") for one in standing
    ]


def _named(rows: list[queries.Item]) -> T:
    shown = rows[:6]
    more = T("等。", " …") if len(rows) > 6 else T("。", ".")
    return T("、".join(one.check.name.zh for one in shown), ", ".join(one.check.name.en for one in shown)) + more


@fact("director_signed")
def director_signed(act: Any) -> bool:
    """The internal review stands under exactly these bytes (ART-01)."""
    it = _version(act)
    if it is None or it.sheet is None:
        return True
    sign = live(it).get("review")
    return sign is not None and sign.sha256 == it.file_id


@fact("content_unapproved")
def content_unapproved(act: Any) -> list[T]:
    """Texts, pictures and figures the client has not approved (SUB-14, ART-04)."""
    it = _version(act)
    if it is None or it.sheet is None:
        return []
    return [
        T(f"客户还没确认：{part}。", f"The client has not approved: {terms.PARTS[part.kind].en.lower()} {part.name}.")
        for part in queries.unapproved(it.sheet)
    ]
