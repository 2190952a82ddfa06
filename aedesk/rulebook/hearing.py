"""听与传: the client's word reaches the team within the hour, with its reason and both its sides, and is read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace as It
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar

from . import timing
from .kinds import Due, Duty, Example, Figure, Figures, Gate, Strength, Watch

WITHIN = T("时限", "Within")
NO_GOOD = T("客户有无肯定之处？", "Did the client like anything?")
NO_BAD = T("客户有无不满意之处？", "Was there nothing the client disliked?")


def _relay(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    """From when the client said it: the team hears it within the hour (clock rule 2)."""
    if it.said_at is None:
        return None
    night, minutes = it.project.in_milestone_mode(it.said_at), int(figures["within"])
    due = timing.relay_due(it.said_at, calendar, milestone=night, minutes=minutes)
    return Due(due, due - timedelta(minutes=minutes // 3))


def _ask_why(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    if not it.questions:
        return None
    due = timing.within(start, hours=int(figures["within"]))
    return Due(due, due - timedelta(hours=4))


def _read(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    due = timing.working_hours_later(start, calendar, int(figures["within"]))
    return Due(due, due - timedelta(minutes=30))


def unanswered_since(today: date, calendar: Calendar, days: int = 3) -> datetime:
    """What was sent from here on was sent in the last `days` working days, today among them (RHY-02)."""
    return timing.at_clock(calendar.add_workdays(today, 1 - days), "00:00")


def _waits(it: Any, calendar: Calendar, figures: Figures) -> bool:
    since = unanswered_since(clock.shanghai(it.now).date(), calendar, int(figures["days"]))
    return it.answered_at is None and bool(since <= it.sent_at <= it.now)


RELAY = Duty(
    "relay", ("SUB-07", "TEL-09"), T("把客户的话转达团队", "Pass the client's word on to the team"), "P3§2-3",
    starts=("note.log", "feedback.log", "feedback.edit", "changeitem.add"), ends=("note.relay", "feedback.relay"),
    due=_relay, owner="ae", about="heard", does="note.relay", does_on={"feedback": "feedback.relay"}, then=("lead",),
    figures=(Figure("within", 60, "minutes", WITHIN),),
    note=T("下班后收到的，次日上班起算；节点值班期间不停表。", "What comes after hours counts from the next opening; in milestone mode the clock runs on."),
)  # fmt: skip

ASK_WHY = Duty(
    "ask_why", ("SUB-12", "TEA-01"), T("问清客户为什么要改", "Ask the client why"), "P3§2-3, §4-3",
    starts=("note.relay", "feedback.log", "changeitem.add", "changeitem.edit"), ends=("relay.explain", "changeitem.explain"),
    due=_ask_why, owner="person", about="questions", does="relay.explain", does_on={"changeitem": "changeitem.explain"},
    figures=(Figure("within", 24, "hours", WITHIN),),
)  # fmt: skip

READ_RELAY = Duty(
    "read_relay", ("SUB-07", "SUB-13"), T("客户的反馈等你看", "The client's word waits to be read"), "P3§2-3",
    starts=("feedback.relay",), ends=("relay.read",), due=_read, owner="told", by_owner=True, does="relay.read", soft=True,
    figures=(Figure("within", 2, "working_hours", WITHIN),),
    note=T("手册只要求 1 小时内通知到人；看过的时限是默认值。", "The manual asks only that people be told within the hour; the time to read is a default."),
)  # fmt: skip

RELAY_WITH_REASON = Gate(
    "relay_with_reason", ("SUB-12", "TEA-01"), T("转达修改要说明理由", "A change is passed on with its reason"), "P3§2-3, §4-3",
    blocks=("note.relay", "feedback.relay"), unless=lambda it: not it.unreasoned, why=lambda it: it.unreasoned,
    examples=(
        Example(T("09:38 “开盘改28号”，没写理由", "09:38 “opening on the 28th”, no reason"), It(unreasoned=[T("理由为空", "no reason")]), False),
        Example(T("“Logo放大”没有理由", "“a bigger logo” without a reason"), It(unreasoned=[T("“Logo放大”没有理由", "“a bigger logo” has no reason")]), False),
        Example(T("写明财务年度回款", "the financial year's receipts are named"), It(unreasoned=[]), True),
        Example(T("理由不明，标为待问", "unknown, marked to be asked"), It(unreasoned=[]), True),
    ),
)  # fmt: skip

RELAY_BOTH_SIDES = Gate(
    "relay_both_sides", ("SUB-13",), T("好的坏的都要转达", "Pass on the good and the bad"), "P3§4-4",
    blocks=("feedback.relay",), strength=Strength.WARN,
    unless=lambda it: not it.empty_sides or bool(it.values.get("one_sided")),
    why=lambda it: [NO_GOOD if side == "good" else NO_BAD for side in it.empty_sides],
    examples=(
        Example(T("只写了要改的", "only what to change"), It(empty_sides=["good"], values={}, reason=""), False),
        Example(T("问过了，确实没有", "asked: there is nothing"), It(empty_sides=["good"], values={"one_sided": True}), True),
        Example(T("两边都写了", "both are written"), It(empty_sides=[], values={}), True),
    ),
)  # fmt: skip


def _sent(now: str, sent: str, answered: str = "") -> It:
    moments = (clock.parse(text) if text else None for text in (now, sent, answered))
    return It(**dict(zip(("now", "sent_at", "answered_at"), moments, strict=True)))


UNANSWERED = Watch(
    "unanswered", ("RHY-02",), T("近三天已发，客户还没有反馈", "Sent in the last three days, no answer"), "P3§2-1-a",
    shows=_waits, does="feedback.log",
    figures=(Figure("days", 3, "working_days", T("往回看", "Back")),),
    examples=(
        Example(T("周四 15:00 发出，周五", "sent Thu 15:00, Friday"), _sent("2026-11-13 09:00", "2026-11-12 15:00"), True),
        Example(T("周四 15:00 发出，周一", "sent Thu 15:00, Monday"), _sent("2026-11-16 09:00", "2026-11-12 15:00"), True),
        Example(T("周二不再列出，由跟催的时限接着", "not on Tuesday: the chase goes on"), _sent("2026-11-17 09:00", "2026-11-12 15:00"), False),
        Example(T("已有反馈", "answered"), _sent("2026-11-13 09:00", "2026-11-12 15:00", "2026-11-12 17:00"), False),
    ),
)  # fmt: skip
