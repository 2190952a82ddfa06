"""守望: what Today looks for by itself, and the hints it gives; figures are defaults the agency may change."""

from __future__ import annotations

from datetime import date, datetime, time
from types import SimpleNamespace as It
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar

from . import timing
from .kinds import Example, Figure, Figures, Watch

IN_PERSON = frozenset({"meeting", "visit", "dinner"})


def _at(text: str) -> datetime:
    return clock.parse(text)


def _ahead(it: Any) -> bool:
    return it.next_action_at is not None and it.next_action_at > it.now


def _stands_still(it: Any, calendar: Calendar, figures: Figures) -> bool:
    quiet = timing.stalled_at(it.last_event_at, calendar, int(figures["days"])) <= it.now
    return bool(it.is_open and quiet and not _ahead(it))


def note_wanted_since(today: date, calendar: Calendar, days: int = 1) -> datetime:
    """A job whose last note lies before this moment has had none for so many whole working days (RHY-04)."""
    return timing.at_clock(calendar.add_workdays(today, -days), "00:00")


def _is_quiet(it: Any, calendar: Calendar, figures: Figures) -> bool:
    since = note_wanted_since(clock.shanghai(it.now).date(), calendar, int(figures["days"]))
    return bool(it.is_in_work and it.last_note_at < since)


def _needs_sheet(it: Any, calendar: Calendar, figures: Figures) -> bool:
    return bool(it.is_wanted and not it.has_issued_sheet)


def _comes_soon(it: Any, calendar: Calendar, figures: Figures) -> bool:
    days = (it.on - clock.shanghai(it.now).date()).days
    return not it.answer and 0 <= days <= int(figures["days"])


def _will_not_finish(it: Any, calendar: Calendar, figures: Figures) -> bool:
    today = clock.shanghai(it.now).date()
    from_at = timing.at_clock(today, str(figures["at"]))
    return bool(calendar.is_workday(today) and it.now >= from_at and clock.shanghai(it.due_at).date() <= today)


def _clock(figures: Figures, key: str) -> time:
    return time.fromisoformat(str(figures[key]))


def _outside_window(it: Any, calendar: Calendar, figures: Figures) -> bool:
    first, last = it.window or (_clock(figures, "from"), _clock(figures, "until"))
    return not first <= clock.shanghai(it.planned_at).time() <= last


def _away_from_meals(it: Any, calendar: Calendar, figures: Figures) -> bool:
    at = clock.shanghai(it.planned_at).time()
    meals = (
        (_clock(figures, "before_from"), _clock(figures, "before_until")),
        (_clock(figures, "after_from"), _clock(figures, "after_until")),
    )
    return bool(it.is_discussion) and not any(first <= at <= last for first, last in meals)


def _job(now: str, event: str, ahead: str = "") -> It:
    return It(is_open=True, now=_at(now), last_event_at=_at(event), next_action_at=_at(ahead) if ahead else None)


STALLED_JOB = Watch(
    "stalled_job", ("ROL-04",), T("两个工作日没有动静", "Nothing has moved for two working days"), "P3§intro",
    shows=_stands_still, does="job.next",
    figures=(Figure("days", 2, "working_days", T("没有动静", "Without an event")),),
    note=T("写下有日期的下一步，就从清单上消失；到时间没动又回来。", "A dated next action takes it off the list until that time comes."),
    examples=(
        Example(T("周一 14:00 之后没有动静，周三 14:00", "nothing since Mon 14:00, Wed 14:00"), _job("2026-11-18 14:00", "2026-11-16 14:00"), True),
        Example(T("周三 13:59", "Wed 13:59"), _job("2026-11-18 13:59", "2026-11-16 14:00"), False),
        Example(T("写了周四的下一步", "a next action for Thursday"), _job("2026-11-18 14:00", "2026-11-16 14:00", "2026-11-19 10:00"), False),
    ),
)  # fmt: skip

NO_PROGRESS_NOTE = Watch(
    "no_progress_note", ("RHY-04",), T("一个工作日没有更新进度", "No progress note for a working day"), "P3§2-1-a",
    shows=_is_quiet, does="progress.ask",
    figures=(Figure("days", 1, "working_days", T("没有更新", "Without a note")),),
    examples=(
        Example(T("周一写过，周三", "noted on Monday, Wednesday"), It(is_in_work=True, now=_at("2026-11-18 09:00"), last_note_at=_at("2026-11-16 17:00")), True),
        Example(T("周二写过，周三", "noted on Tuesday, Wednesday"), It(is_in_work=True, now=_at("2026-11-18 09:00"), last_note_at=_at("2026-11-17 09:00")), False),
    ),
)  # fmt: skip

NO_SHEET_YET = Watch(
    "no_sheet_yet", ("RHY-05",), T("需求还没有下达的工作单", "A request without an issued sheet"), "P3§2-1-a",
    shows=_needs_sheet, does="jobsheet.open",
    examples=(
        Example(T("09:12 开了需求 R-21", "09:12 request R-21 opened"), It(is_wanted=True, has_issued_sheet=False), True),
        Example(T("工作单已下达", "its sheet is issued"), It(is_wanted=True, has_issued_sheet=True), False),
    ),
)  # fmt: skip

LOOK_AHEAD = Watch(
    "look_ahead", ("RHY-06",), T("预见三天内客户有无工作派发", "Foresee work of the next three days"), "P3§2-1-a",
    shows=_comes_soon, does="milestone.confirm",
    figures=(Figure("days", 3, "days", T("往前看", "Ahead")),),
    examples=(
        Example(T("11-16 看 11-19 的样板房开放", "on 11-16, the show flat of 11-19"), It(now=_at("2026-11-16 09:00"), on=date(2026, 11, 19), answer=""), True),
        Example(T("11-15 看 11-19", "on 11-15, 11-19"), It(now=_at("2026-11-15 09:00"), on=date(2026, 11, 19), answer=""), False),
        Example(T("已答复没有工作", "answered: no work"), It(now=_at("2026-11-16 09:00"), on=date(2026, 11, 19), answer="dismissed"), False),
    ),
)  # fmt: skip

SUNSET = Watch(
    "sunset", ("RHY-07",), T("五点了：今天还没收尾的", "Five o'clock: not finished today"), "P3§2-1-a",
    shows=_will_not_finish, does="line.move",
    figures=(Figure("at", "17:00", "clock", T("提醒", "From")),),
    examples=(
        Example(T("17:00 还没交，18:00 到时间", "17:00, due 18:00"), It(now=_at("2026-11-16 17:00"), due_at=_at("2026-11-16 18:00")), True),
        Example(T("16:59", "16:59"), It(now=_at("2026-11-16 16:59"), due_at=_at("2026-11-16 18:00")), False),
        Example(T("明天才到时间", "due tomorrow"), It(now=_at("2026-11-16 17:30"), due_at=_at("2026-11-17 10:00")), False),
    ),
)  # fmt: skip

FIRST_CALL = Watch(
    "first_call", ("RHY-20",), T("争每天客户听到的第一个电话", "Be the first call the client hears"), "P2-篇3",
    shows=_outside_window,
    figures=(Figure("from", "08:50", "clock", T("从", "From")), Figure("until", "09:10", "clock", T("到", "Until"))),
    note=T("只是建议；联系人写了自己的时间段就用那一段。", "A suggestion only; a contact's own window goes first."),
    examples=(
        Example(T("约 11:00 打", "planned for 11:00"), It(planned_at=_at("2026-11-17 11:00"), window=(time(8, 50), time(9, 10))), True),
        Example(T("约 09:10 打", "planned for 09:10"), It(planned_at=_at("2026-11-17 09:10"), window=None), False),
    ),
)  # fmt: skip

MEAL_TALK = Watch(
    "meal_talk", ("RHY-21",), T("方案讨论最好在吃饭前后", "Discuss proposals around meal times"), "P2-篇3",
    shows=_away_from_meals,
    figures=(
        Figure("before_from", "11:00", "clock", T("饭前从", "Before, from")),
        Figure("before_until", "12:00", "clock", T("饭前到", "Before, until")),
        Figure("after_from", "13:30", "clock", T("饭后从", "After, from")),
        Figure("after_until", "14:30", "clock", T("饭后到", "After, until")),
    ),
    note=T("只是建议，可以保留原来的时间。", "A suggestion only; the time may stay."),
    examples=(
        Example(T("16:30 谈方案", "a proposal at 16:30"), It(planned_at=_at("2026-11-17 16:30"), is_discussion=True), True),
        Example(T("11:30 谈方案", "a proposal at 11:30"), It(planned_at=_at("2026-11-17 11:30"), is_discussion=True), False),
        Example(T("16:30 催款", "an invoice at 16:30"), It(planned_at=_at("2026-11-17 16:30"), is_discussion=False), False),
    ),
)  # fmt: skip


def is_discussion(channel: str, text: str) -> bool:
    """Whether a planned talk discusses a proposal: in person, or its words say 方案 or 提案."""
    return channel in IN_PERSON or any(word in text for word in ("方案", "提案", "proposal"))
