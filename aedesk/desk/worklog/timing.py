"""Timers and time entries: started, stopped, posted and corrected, in whole minutes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..jobsheets.terms import STAGES
from .models import TimeEntry, Timer

SHEET = Field("sheet", T("工作单", "Job sheet"), "ref", model="JobSheet")
STAGE = Field("stage", T("环节", "Stage"), "choice", choices=STAGES)
NOTE = Field("note", T("做了什么", "What was done"), longest=160)
ON = Field("on", T("日期", "Day"), "date", True)
MOST = 24 * 60


@action(
    "timer.start", "开始计时", "Start the timer", who=who.anyone,
    fields=(SHEET, Field("request", T("需求", "Request"), "ref", model="Request"), STAGE, NOTE),
)  # fmt: skip
def start(act: Act) -> Timer:
    """Start the one clock a person has; a clock that runs is stopped and posted first."""
    given, sheet = act.values, act.values["sheet"]
    running = Timer.objects.select_for_update().select_related("sheet").filter(person=act.person).first()
    if running is not None and running.sheet_id == sheet.pk:
        raise WrongState(T("这张工作单的计时已经在走。", "The timer of this job is running already."))
    before = _post_timer(act, running) if running is not None else None
    timer = Timer.objects.create(
        person=act.person,
        sheet=sheet,
        stage=given["stage"] or sheet.stage,
        note=given["note"],
        started_at=act.now,
    )
    stopped = (
        T(
            f"，{before.sheet.label} 记 {before.minutes} 分",
            f"; {before.minutes} min posted to {before.sheet.label}",
        )
        if before
        else T("", "")
    )
    act.says = T(f"开始计时 {sheet.label}", f"Timer started on {sheet.label}") + stopped
    return timer


@action("timer.stop", "停止计时", "Stop the timer", who=who.anyone, fields=(NOTE,))
def stop(act: Act) -> TimeEntry:
    running = Timer.objects.select_for_update().select_related("sheet").filter(person=act.person).first()
    if running is None:
        raise WrongState(T("现在没有在走的计时。", "No timer is running."))
    entry = _post_timer(act, running)
    act.says = T(f"停止计时，记 {entry.minutes} 分", f"Timer stopped: {entry.minutes} min")
    return entry


def _post_timer(act: Act, timer: Timer) -> TimeEntry:
    """Post a running clock: whole minutes, half up, at least 1, on the day it was started."""
    seconds = (act.now - timer.started_at).total_seconds()
    entry: TimeEntry = act.make(
        TimeEntry, client_id=timer.sheet.client_id, sheet=timer.sheet, person=act.person,
        on=clock.shanghai(timer.started_at).date(), minutes=max(1, int((seconds + 30) // 60)),
        stage=timer.stage,
        note=act.values.get("note") or timer.note, started_at=timer.started_at, ended_at=act.now,
    )  # fmt: skip
    timer.delete()
    return entry


@action(
    "time.post", "补记工时", "Post time", who=who.anyone,
    fields=(
        Field("sheet", T("工作单", "Job sheet"), "ref", True, model="JobSheet"), ON,
        Field("minutes", T("分钟", "Minutes"), "integer", least=1, most=MOST),
        Field("from_time", T("从", "From"), "time"), Field("to_time", T("到", "To"), "time"), STAGE, NOTE,
    ),
)  # fmt: skip
def post(act: Act) -> TimeEntry:
    """Post minutes, or a span of the day, to an issued job; neither ahead nor before its issue (JOB-01)."""
    given, sheet = act.values, act.values["sheet"]
    started, ended, minutes = _span(act)
    _after_issue(act, sheet, started)
    entry: TimeEntry = act.make(
        TimeEntry, client_id=sheet.client_id, sheet=sheet, person=act.person, on=given["on"], minutes=minutes,
        stage=given["stage"] or sheet.stage, note=given["note"], started_at=started, ended_at=ended,
    )  # fmt: skip
    act.says = T(f"{sheet.label} 记工时 {minutes} 分", f"{minutes} min posted to {sheet.label}")
    return entry


def _span(act: Act) -> tuple[datetime | None, datetime | None, int]:
    """Start, end and minutes as given. Raises InvalidInput where missing, reversed or ahead of time."""
    given = act.values
    if given["on"] > clock.shanghai(act.now).date():
        raise InvalidInput({"on": T("还没到这一天。", "That day has not come yet.")})
    first, last = given["from_time"], given["to_time"]
    if first is None and last is None:
        if given["minutes"] is None:
            raise InvalidInput(
                {"minutes": T("请填分钟，或填从几点到几点。", "Give the minutes, or from when until when.")}
            )
        return None, None, given["minutes"]
    if first is None or last is None or first >= last:
        raise InvalidInput(
            {"to_time": T("请填起止时间，结束要晚于开始。", "Give both times; the end is later than the start.")}
        )
    started, ended = _moment(given["on"], first), _moment(given["on"], last)
    if ended > act.now:
        raise InvalidInput({"to_time": T("结束时间还没到。", "The end has not come yet.")})
    return started, ended, int((ended - started) / timedelta(minutes=1))


def _moment(on: Any, at: time) -> datetime:
    return datetime.combine(on, at, clock.SHANGHAI)


def _after_issue(act: Act, sheet: Any, started: datetime | None) -> None:
    if sheet.issued_at is None:
        return
    issued = clock.shanghai(sheet.issued_at)
    if act.values["on"] < issued.date() or (started is not None and started < issued):
        says = T(
            f"工作单 {issued:%m-%d %H:%M} 才下达，之前没有工时。",
            f"The sheet was issued {issued:%m-%d %H:%M}; there is no time before that.",
        )
        raise InvalidInput({"on": says})


def own_or_lead(act: Act) -> bool:
    """One's own time, or that of one's people for an account lead."""
    return act.target is None or act.target.person_id == act.person.pk or bool(who.account_lead(act))


@action(
    "time.correct", "更正工时", "Correct time", on="TimeEntry", who=own_or_lead,
    who_says=T("工时由本人更正。", "People correct their own time."),
    fields=(
        ON, Field("minutes", T("分钟", "Minutes"), "integer", True, least=0, most=MOST,
                  help=T("填 0 表示作废。", "0 voids the entry.")),
        STAGE, NOTE, Field("reason", T("更正原因", "Why"), required=True, longest=300),
    ),
)  # fmt: skip
def correct(act: Act) -> TimeEntry:
    """Write a new entry that replaces the old; the old one stays readable."""
    old, given = act.target, act.values
    if old.is_replaced:
        raise WrongState(
            T(
                "这条工时已经被更正过，请改最新的一条。",
                "This entry was corrected already; correct the latest.",
            )
        )
    if given["on"] > clock.shanghai(act.now).date():
        raise InvalidInput({"on": T("还没到这一天。", "That day has not come yet.")})
    _after_issue(act, old.sheet, None)
    act.set(old, is_replaced=True)
    entry: TimeEntry = act.make(
        TimeEntry, client_id=old.client_id, sheet=old.sheet, person=old.person, on=given["on"],
        minutes=given["minutes"], stage=given["stage"] or old.stage,
        note=given["note"] or old.note, replaces=old,
    )  # fmt: skip
    act.says = T(
        f"工时由 {old.minutes} 分更正为 {entry.minutes} 分：{act.reason}",
        f"{old.minutes} min corrected to {entry.minutes} min: {act.reason}",
    )
    return entry
