"""节奏: daily and weekly beats that open a duty for each of their subjects."""

from __future__ import annotations

from datetime import date, timedelta

from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar

from . import timing
from .kinds import Due, Figure, Figures, Rhythm


def _daily_list(day: date, calendar: Calendar, figures: Figures) -> Due | None:
    if not calendar.is_workday(day):
        return None
    due = timing.at_clock(day, str(figures["by"]))
    return Due(due, timing.at_clock(day, str(figures["remind"])))


def _monday_call(day: date, calendar: Calendar, figures: Figures) -> Due | None:
    if timing.monday_duty_day(day, calendar) != day:
        return None
    due = timing.at_clock(day, str(figures["at"])) + timedelta(minutes=int(figures["tolerance"]))
    return Due(due, timing.at_clock(day, str(figures["at"])))


def _birthday(day: date, calendar: Calendar, figures: Figures) -> Due | None:
    return Due(timing.at_clock(day, "18:00"), timing.at_clock(day, str(figures["at"])))


DAILY_LIST = Rhythm(
    "daily_list", ("RHY-01",), T("早上确认今日清单", "Confirm the list of the day"), "P3§2-1-a",
    beat=_daily_list, each="ae", ends=("today.confirm",), does="today.confirm", lapses=True,
    figures=(Figure("remind", "08:45", "clock", T("提醒", "Remind")), Figure("by", "09:30", "clock", T("最晚", "Latest"))),
    note=T("手册没有写时间；默认 09:30。", "The manual gives no time; the default is 09:30."),
)  # fmt: skip

MONDAY_CALL = Rhythm(
    "monday_call", ("RHY-11",), T("周一 9:00 给客户打电话", "Monday 9:00, phone the client"), "P3§2-1-b",
    beat=_monday_call, each="client", ends=("note.log",), does="note.log", then=("lead",),
    figures=(
        Figure("at", "09:00", "clock", T("时间", "At")),
        Figure("tolerance", 30, "minutes", T("宽限", "Window")),
    ),
)  # fmt: skip

BIRTHDAYS = Rhythm(
    "birthday", ("CRM-03",), T("联系人生日", "A contact's birthday"), "P3§1-2",
    beat=_birthday, each="contact", ends=("birthday.greeted",), does="birthday.greeted",
    figures=(
        Figure("before", 3, "days", T("提前", "Days before")),
        Figure("at", "09:00", "clock", T("当天提醒", "On the day")),
    ),
    note=T("提前的提醒落在休息日时顺延到下一个工作日。", "A reminder on a day off moves to the next working day."),
)  # fmt: skip
