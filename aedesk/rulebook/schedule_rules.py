"""排期: schedules in time, the first draft first, both signatures for brand clients, nobody booked twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace as It
from typing import Any

from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar

from . import timing
from .kinds import Due, Duty, Example, Figure, Figures, Gate, Mend, Rhythm, Strength, Timed, Watch

WITHIN = T("时限", "Within")
BY = Figure("by", "18:00", "clock", T("最晚", "Latest"))


def month_due_day(month: date, calendar: Calendar) -> date:
    """The last working day before a month begins: December → Mon 30 November."""
    return calendar.previous_workday(month.replace(day=1))


def total_due_day(started_on: date, days: int, calendar: Calendar) -> date:
    """The last of so many working days, the first one counted: started Mon 16, 3 days → Wed 18 November."""
    first = started_on if calendar.is_workday(started_on) else calendar.next_workday(started_on)
    return calendar.add_workdays(first, days - 1)


def _total(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    day = total_due_day(it.project.started_on, int(figures["within"]), calendar)
    due = timing.at_clock(day, str(figures["by"]))
    return Due(due, min(due, timing.at_clock(day, "09:00")))


def _month(day: date, calendar: Calendar, figures: Figures) -> Due | None:
    on = month_due_day((day.replace(day=1) + timedelta(days=31)).replace(day=1), calendar)
    if not calendar.add_workdays(on, -int(figures["before"])) <= day <= on:
        return None
    due = timing.at_clock(on, str(figures["by"]))
    return Due(due, min(due, timing.at_clock(on, "09:00")))


def _ours(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    if it.result.state != "sign_ours":
        return None
    due = timing.working_hours_later(start, calendar, int(figures["within"]))
    return Due(due, start + (due - start) * 0.75)


def _theirs(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    if it.result.state != "sign_client":
        return None
    due = timing.working_hours_later(start, calendar, int(figures["within"]))
    return Due(due, start + (due - start) * 0.75)


def _begun(on: str) -> It:
    return It(project=It(started_on=date.fromisoformat(on)))


def _paper(state: str) -> It:
    return It(result=It(state=state))


def _overbooked(it: Any, calendar: Calendar, figures: Figures) -> bool:
    return bool(it.hours > int(figures["capacity"]))


TOTAL_SCHEDULE = Duty(
    "total_schedule", ("SCH-04",), T("项目开始，交总工作时间表", "The project has begun: file its schedule"), "P3§3-1",
    starts=("project.start",), ends=("schedule.file",), due=_total, about="schedule_wanted_for", does="schedule.file",
    then=("lead",), figures=(Figure("within", 3, "working_days", T("开始后（含当天）", "After the start, that day counted")), BY),
    note=T("手册没有写几天；默认 3 个工作日。", "The manual gives no number of days; the default is 3 working days."),
    examples=(
        Timed(T("P14 周一 11-16 开始，周三 17:10 交", "P14 begins Mon 16 Nov, filed Wed 17:10"), "2026-11-16 08:40", "2026-11-18 18:00", "2026-11-18 17:10", 0, _begun("2026-11-16")),
        Timed(T("周四 09:00 才交", "filed Thu 09:00"), "2026-11-16 08:40", "2026-11-18 18:00", "2026-11-19 09:00", 900, _begun("2026-11-16")),
        Timed(T("周六开始，从周一算", "begun on a Saturday, counted from Monday"), "2026-11-14 10:00", "2026-11-18 18:00", "2026-11-18 18:00", 0, _begun("2026-11-14")),
    ),
)  # fmt: skip

MONTH_SCHEDULE = Rhythm(
    "month_schedule", ("SCH-04",), T("交下个月的工作时间表", "File next month's schedule"), "P3§3-1",
    beat=_month, each="project", ends=("schedule.file",), does="schedule.file", then=("lead",),
    figures=(Figure("before", 5, "working_days", T("提前提醒", "Opens before")), BY),
    note=T("上月最后一个工作日之前交。", "Due by the last working day of the month before."),
    examples=(
        Timed(T("十二月的表，周一 11-30 17:00 交", "December's, filed Mon 30 Nov 17:00"), "2026-11-23", "2026-11-30 18:00", "2026-11-30 17:00", 0),
        Timed(T("12-01 10:00 才交", "filed 1 Dec 10:00"), "2026-11-30", "2026-11-30 18:00", "2026-12-01 10:00", 960),
        Timed(T("11-20 还早", "20 Nov is too early"), "2026-11-20"),
        Timed(T("十月的表，国庆前周三 09-30", "October's, Wed 30 Sep before the holiday"), "2026-09-30", "2026-09-30 18:00", "2026-09-30 18:00", 0),
    ),
)  # fmt: skip

SIGN_SCHEDULE = Duty(
    "sign_schedule", ("SCH-06",), T("时间表等我方签字", "A schedule waits for our signature"), "P2-篇3",
    starts=("schedule.file",), ends=("schedule.sign",), due=_ours, owner="schedule_signer", does="schedule.sign",
    then=("ae",), figures=(Figure("within", 4, "working_hours", WITHIN),),
    examples=(
        Timed(T("14:00 交，17:30 总监签", "filed 14:00, signed 17:30"), "2026-11-19 14:00", "2026-11-19 18:00", "2026-11-19 17:30", 0, _paper("sign_ours")),
        Timed(T("18:05 才签", "signed 18:05"), "2026-11-19 14:00", "2026-11-19 18:00", "2026-11-19 18:05", 5, _paper("sign_ours")),
        Timed(T("不是品牌代理，不用签", "no brand client: none needed"), "2026-11-19 14:00", it=_paper("in_force")),
    ),
)  # fmt: skip

CLIENT_SIGNS_SCHEDULE = Duty(
    "client_signs_schedule", ("SCH-06",), T("请客户签时间表", "Have the client sign the schedule"), "P2-篇3",
    starts=("schedule.sign",), ends=("schedule.client_sign", "schedule.link_sign", "schedule.file"), due=_theirs, does="schedule.client_sign",
    figures=(Figure("within", 16, "working_hours", WITHIN),),
    note=T("手册没有写时限；默认 16 个工作小时。", "The manual gives no limit; the default is 16 working hours."),
    examples=(
        Timed(T("我方周四 15:00 签，客户周五 10:30 签", "we sign Thu 15:00, the client Fri 10:30"), "2026-11-19 15:00", "2026-11-23 13:00", "2026-11-20 10:30", 0, _paper("sign_client")),
        Timed(T("下周二才签", "signed the Tuesday after"), "2026-11-19 15:00", "2026-11-23 13:00", "2026-11-24 13:00", 1440, _paper("sign_client")),
    ),
)  # fmt: skip

FIRST_DRAFT_FIRST = Gate(
    "first_draft_first", ("SCH-03",), T("时间紧，先保第一稿", "Give the first draft the time, not the revisions"), "P3§3-1",
    blocks=("line.propose", "line.plan", "line.move", "line.shift"), strength=Strength.WARN,
    unless=lambda it: it.first_draft_share is None or it.first_draft_share >= it.first_draft_least,
    why=lambda it: [T(
        f"首稿只占工作时间的 {it.first_draft_share}% < {it.first_draft_least}%；要保留请写明原因（至少 5 个字）。",
        f"The first draft gets {it.first_draft_share}% < {it.first_draft_least}% of the working time; to keep it give a reason of five characters or more.",
    )],
    figures=(Figure("share", 60, "percent", T("首稿至少占", "First draft at least")),),
    note=T("工作时间不算客户看稿的时间。", "The time in which the client reads does not count."),
    examples=(
        Example(T("10 个工作小时，首稿 4 小时，40%", "10 working hours, first draft 4 h: 40%"), It(first_draft_share=40, first_draft_least=60, reason=""), False),
        Example(T("首稿 6 小时，60%", "first draft 6 h: 60%"), It(first_draft_share=60, first_draft_least=60, reason=""), True),
        Example(T("40%，写明原因", "40%, with a reason"), It(first_draft_share=40, first_draft_least=60, reason="只改上一版，不用重做"), True),
        Example(T("没写开始时间", "no start is given"), It(first_draft_share=None, first_draft_least=60, reason=""), True),
    ),
)  # fmt: skip

BOTH_SIGN = Gate(
    "both_sign_schedule", ("SCH-06",), T("品牌代理的时间表，双方签了才生效", "A brand client's schedule is in force once both have signed"),
    "P2-篇3", blocks=("schedule.effect",), unless=lambda it: not it.schedule_waits_for,
    why=lambda it: it.schedule_waits_for, mend=Mend("schedule.page", T("看时间表", "See the schedule")),
    examples=(
        Example(T("只有我方签：待客户签", "only we have signed"), It(schedule_waits_for=[T("客户还没有签。", "The client has not signed.")]), False),
        Example(T("周五 10:30 客户签了", "the client signs Fri 10:30"), It(schedule_waits_for=[]), True),
    ),
)  # fmt: skip

ACCEPTED_TO_CLIENT = Gate(
    "only_accepted_to_client", ("SCH-01", "SCH-05"), T("给客户的时间表只写做的人接受了的时间", "The client's schedule holds accepted times only"),
    "P3§3-1", blocks=("schedule.client_sign", "schedule.link_sign"), unless=lambda it: it.schedule_lines_accepted,
    why=lambda it: [T("这张表上没有一条被接受的时间。", "Nobody has accepted a time on this schedule.")],
    mend=Mend("schedule.page", T("看时间表", "See the schedule")),
    examples=(
        Example(T("没有一条被接受", "none is accepted"), It(schedule_lines_accepted=False), False),
        Example(T("八条都接受了", "all eight are accepted"), It(schedule_lines_accepted=True), True),
    ),
)  # fmt: skip

OVERBOOKED = Watch(
    "overbooked", ("SCH-01",), T("一天里排给一个人的活太多", "Somebody is booked beyond a day's work"), "P3§3-1",
    shows=_overbooked, does="line.move",
    figures=(Figure("capacity", 7, "working_hours", T("一天最多", "At most a day")),),
    note=T("排期页上提示。没写工时的按工作单的预估，再没有就按占满那几天算。", "Shown while one plans. Without hours the job sheet’s estimate counts, else the days are filled."),
    examples=(
        Example(T("唐予周三排了 11 小时", "11 hours on Wednesday"), It(hours=11), True),
        Example(T("排了 7 小时", "7 hours"), It(hours=7), False),
    ),
)  # fmt: skip
