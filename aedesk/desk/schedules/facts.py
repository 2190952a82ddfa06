"""What the rules ask about lines and promises: are they accepted, and is a time after hours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from ..duties.figures import calendar
from ..facts import fact
from .models import ScheduleLine
from .queries import about

AFTER_THE_CLIENTS_WORD = frozenset({"artwork", "production"})
ANSWERED = frozenset({"accepted", "delivered"})


def served_by(promised: datetime, line: ScheduleLine) -> bool:
    """Whether a promise rests on a line: artwork and production due after it come later (E023, E024)."""
    return line.step not in AFTER_THE_CLIENTS_WORD or line.due_at <= promised


@fact("promise_lines")
def promise_lines(act: Any) -> list[ScheduleLine]:
    """The live lines that the time to be promised rests on."""
    request, sheet, due_at = act.values.get("request"), act.values.get("sheet"), act.values.get("due_at")
    if (request is None and sheet is None) or due_at is None:
        return []
    rows = ScheduleLine.objects.filter(about(request=request, sheet=sheet)).exclude(state="withdrawn")
    return [line for line in rows.select_related("doer").order_by("due_at", "id") if served_by(due_at, line)]


@fact("lines_accepted")
def lines_accepted(act: Any) -> bool:
    """At least one line, every one accepted, none later than the promised time (SCH-02)."""
    lines = act.promise_lines
    return bool(lines) and not act.lines_open


@fact("lines_open")
def lines_open(act: Any) -> list[T]:
    """Each unanswered line with its doer, and each accepted line that is later than the promise."""
    promised = act.values.get("due_at")
    unanswered = [line for line in act.promise_lines if line.state not in ANSWERED]
    late = [line for line in act.promise_lines if line.state == "accepted" and line.due_at > promised]
    return [_waits(line) for line in unanswered] + [_too_late(line) for line in late]


def _waits(line: ScheduleLine) -> T:
    if line.state == "countered":
        when = moment(line.countered_at)
        return T(
            f"“{line.what}”：{line.doer.name}另提 {when}。",
            f"“{line.what}”: {line.doer.in_english} proposes {when}.",
        )
    return T(f"“{line.what}”：{line.doer.name}还没有接受。", f"“{line.what}”: {line.doer.in_english} has not accepted.")


def _too_late(line: ScheduleLine) -> T:
    when = moment(line.due_at)
    return T(
        f"“{line.what}”：{line.doer.name} {when} 才交稿，晚于要承诺的时间。",
        f"“{line.what}”: {line.doer.in_english} delivers {when}, later than the time to be promised.",
    )


def moment(at: datetime | None) -> str:
    """11-18 12:00 on a Shanghai clock."""
    return f"{clock.shanghai(at):%m-%d %H:%M}" if at is not None else ""


@fact("after_hours")
def after_hours(act: Any) -> bool:
    """Due after the day's end (18:00:00 itself is in time) or on a day not worked (RHY-07)."""
    due_at = act.values.get("due_at")
    if due_at is None:
        return False
    local, days = clock.shanghai(due_at), calendar()
    return not days.is_workday(local.date()) or local.time() > days.hours.afternoon_until
