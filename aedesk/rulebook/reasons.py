"""What gates say when they stay shut, and the ways out that several of them share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aedesk.kit.text import T

from .kinds import Mend

OPEN_SHEET = Mend("jobsheet.open", T("去开工作单", "Write the job sheet"))
TO_SHEET = Mend("jobsheet.sheet", T("去填工作单", "Complete the sheet"))
TO_PAGE = Mend("jobsheet.page", T("看工作单", "See the job"))
TO_SIGN = Mend("jobsheet.sign", T("去签字", "Go and sign"))


def to_issue(it: Any) -> Mend:
    """The way from here to an issued sheet: write one, complete it, or have it signed."""
    if it.job is None:
        return OPEN_SHEET
    if it.job.state in ("draft", "returned") and getattr(it, "is_window", True):
        return TO_SHEET
    return TO_SIGN if it.job.state == "submitted" else TO_PAGE


def why_not_issued(it: Any) -> Iterator[T]:
    if it.job is None:
        yield T("这项需求还没有工作单。", "There is no job sheet for this request yet.")
    else:
        state = {
            "draft": T("还是草稿", "is still a draft"),
            "submitted": T("还在等签字", "still awaits signatures"),
            "returned": T("已被退回", "was returned"),
            "closed": T("已截卡", "is closed"),
        }.get(it.job.state, T("尚未下达", "is not issued"))
        yield T(f"工作单 {it.job.label} {state.zh}。", f"Job sheet {it.job.label} {state.en}.")
        yield from _still_to_come(it.job)


def _still_to_come(job: Any) -> Iterator[T]:
    """What is missing until a sheet is issued: its empty items, or the signatures it waits for."""
    if job.state in ("draft", "returned") and (items := getattr(job, "missing", [])):
        yield (
            T("还缺：", "Still missing: ")
            + T("、".join(i.label.zh for i in items), ", ".join(i.label.en for i in items))
            + T("。", ".")
        )
    if job.state == "submitted":
        yield from getattr(job, "waiting_signs", [])
        if not getattr(job, "has_number", True):
            yield T("财务还没有给编号。", "Finance has not given a number.")


def unsaid(note: Any) -> Iterator[T]:
    if not note.real_need:
        yield T("沟通记录缺“真实需求”。", "The note lacks the real need.")
    if not note.our_view:
        yield T("沟通记录缺“我的观点”。", "The note lacks our view.")
