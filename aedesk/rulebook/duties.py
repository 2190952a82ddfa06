"""时限: what must follow what, how soon. Every figure is a default the agency may change from a date on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar

from . import timing
from .kinds import Due, Duty, Figure, Figures

WITHIN = T("时限", "Within")


def _minutes(value: int, label: T = WITHIN, key: str = "within") -> Figure:
    return Figure(key, value, "minutes", label)


def _working_hours(value: int) -> Figure:
    return Figure("within", value, "working_hours", WITHIN)


def _in_working_hours(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    due = timing.working_hours_later(start, calendar, int(figures["within"]))
    return Due(due, start + (due - start) * 0.75)


def _note_within(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    due = it.result.ended_at + timedelta(minutes=int(figures["within"]))
    return Due(due, due - timedelta(minutes=5))


def _slip(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    due = timing.slip_due(start, it.result.back_at, calendar, after_return=int(figures["after_return"]))
    return Due(due, due - timedelta(minutes=15))


def _minutes_of(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    if not it.decisions:
        return None
    decided = it.result.ended_at
    due = decided + timedelta(hours=int(figures["within"]))
    return Due(due, decided + timedelta(hours=int(figures["warn"])))


def _read_back(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    if it.result.is_read_back or not it.result.points:
        return None
    due = timing.same_day_close(start, calendar)
    return Due(due, due - timedelta(hours=1))


def _tell_decision(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    due = start + timedelta(minutes=int(figures["within"]))
    return Due(due, due - timedelta(minutes=int(figures["within"]) // 3))


def _at(path: str, warn_minutes: int) -> Any:
    """Due at a moment the thing itself names."""

    def due(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
        moment = getattr(it.result, path)
        return None if moment is None else Due(moment, max(start, moment - timedelta(minutes=warn_minutes)))

    return due


def _line_answer(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    return _in_working_hours(start, it, calendar, figures) if it.result.state == "proposed" else None


def _line_delivery(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    return _at("due_at", 120)(start, it, calendar, figures) if it.result.state == "accepted" else None


def _urgent_talk(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    if not (it.job.is_urgent and it.job.urgent_reason == "client"):
        return None
    due = timing.same_day_close(start, calendar)
    return Due(due, due - timedelta(hours=2))


def _signs(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    return _in_working_hours(start, it, calendar, figures)


def _each_client_promise(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    return Due(it.result.due_at, it.result.due_at - timedelta(minutes=30))


def _read_profile(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    if it.result.discipline != "account":
        return None
    joined = it.result.joined_on or clock.shanghai(start).date()
    day = calendar.add_workdays(joined, int(figures["within"]))
    return Due(timing.at_clock(day, str(figures["by"])), timing.at_clock(day, "09:00"))


NOTE_AT_ONCE = Duty(
    "note_at_once", ("TEL-05",), T("通话后立即书面记录", "Write the note at once after the call"), "P3§2-2",
    starts=("note.log",), ends=("note.log",), due=_note_within, owner="person", does="note.log",
    figures=(_minutes(15),),
)  # fmt: skip

READ_BACK = Duty(
    "read_back", ("TEL-06",), T("要点还没有与对方复述确认", "The points are not read back yet"), "P3§2-2",
    starts=("note.log",), ends=("note.confirm",), due=_read_back, owner="person", does="note.confirm", soft=True,
)  # fmt: skip

MINUTES_OF_DECISION = Duty(
    "minutes_of_decision", ("TEL-10", "MIN-08", "MIN-01"),
    T("决定要有会议记录：24 小时内发出", "A decision needs minutes within 24 hours"), "P3§2-6-c, §2-6-d",
    starts=("note.log",), ends=("minutes.send",), due=_minutes_of, owner="ae", about="decisions", does="minutes.send",
    then=("lead",),
    figures=(Figure("within", 24, "hours", T("时限", "Within")), Figure("warn", 20, "hours", T("提醒", "Warn at"))),
)  # fmt: skip

CALL_BACK = Duty(
    "call_back", ("TEL-03",), T("同事来电，第一时间回电", "Return the call first thing"), "P3§2-2",
    starts=("slip.take",), ends=("slip.answer",), due=_slip, owner="result.for_person", does="slip.answer",
    then=("taken_by", "ae"), figures=(_minutes(30, T("回来后", "After return"), "after_return"),),
    late=T("来电还没有回", "A call is not returned"),
)  # fmt: skip

TELL_DECISION = Duty(
    "tell_decision", ("TEL-08",), T("请示有了结果，1 小时内告知客户", "Tell the client the decision within the hour"), "P3§2-2",
    starts=("escalation.decide",), ends=("escalation.tell_client",), due=_tell_decision, owner="result.raised_by",
    does="escalation.tell_client", figures=(_minutes(60),),
)  # fmt: skip

ANSWER_ESCALATION = Duty(
    "answer_escalation", ("TEL-08",), T("下属请示，请答复", "An escalation waits for your decision"), "P3§2-2",
    starts=("escalation.raise",), ends=("escalation.decide",), due=_in_working_hours, owner="result.asked",
    does="escalation.decide", figures=(_working_hours(2),),
)  # fmt: skip

CLIENT_KEEPS_WORD = Duty(
    "client_keeps_word", ("CRM-21",), T("客户承诺的时间到了，去要", "The client's promised time has come; ask"), "P2-篇3",
    starts=("clientpromise.add",), ends=("clientpromise.keep", "clientpromise.drop"), due=_each_client_promise,
    owner="ae", does="clientpromise.keep",
)  # fmt: skip

ANSWER_LINE = Duty(
    "answer_line", ("SCH-01",), T("有一条时间等你接受", "A schedule line waits for your answer"), "P3§3-1",
    starts=("line.propose", "line.ask", "line.move", "line.shift"), ends=("line.accept", "line.counter"), due=_line_answer, owner="result.doer",
    does="line.accept", then=("ae",), figures=(_working_hours(4),),
    note=T("手册没有写应答时限；默认 4 个工作小时。", "The manual gives no limit for the answer; the default is 4 working hours."),
)  # fmt: skip

ANSWER_COUNTER = Duty(
    "answer_counter", ("SCH-01", "JOB-06"), T("对方提出另一个时间，请答复", "Another time is proposed; answer it"), "P3§3-1",
    starts=("line.counter",), ends=("line.move", "line.shift", "line.withdraw"), due=_in_working_hours, owner="ae", does="line.move",
    figures=(_working_hours(2),),
)  # fmt: skip

DELIVER_LINE = Duty(
    "deliver_line", ("SCH-01", "RHY-07"), T("按接受的时间交稿", "Deliver at the accepted time"), "P3§3-1",
    starts=("line.accept", "line.move"), ends=("line.deliver",), due=_line_delivery,
    owner="result.doer", does="line.deliver",
)  # fmt: skip

KEEP_PROMISE = Duty(
    "keep_promise", ("SUB-03", "RHY-03"), T("按约定时间交给客户", "Deliver to the client at the agreed time"), "P3§2-3",
    starts=("promise.make",), ends=("promise.keep", "promise.withdraw"), due=_at("due_at", 60), owner="result.by",
    does="promise.keep", then=("lead",),
)  # fmt: skip

URGENT_TALK = Duty(
    "urgent_talk", ("JOB-03",), T("急件：当天与客户沟通时间", "Urgent: talk with the client about the time today"), "P3§3-4",
    starts=("jobsheet.submit",), ends=("urgent.talked",), due=_urgent_talk, owner="ae", does="urgent.talked",
)  # fmt: skip

GIVE_NUMBER = Duty(
    "give_number", ("JOB-07",), T("工作单等财务编号", "A job sheet waits for its number"), "P2-篇3",
    starts=("jobsheet.submit",), ends=("jobsheet.number", "jobsheet.return"), due=_in_working_hours,
    owner="finance_person", does="jobsheet.number", then=("ae",), figures=(_working_hours(1),),
)  # fmt: skip

SIGN_SHEET = Duty(
    "sign_sheet", ("JOB-05", "JOB-06"), T("工作单等你签字", "A job sheet waits for your signature"), "P3§2-4, §2-5",
    starts=("jobsheet.submit", "jobsheet.settle"), ends=("jobsheet.sign", "jobsheet.return"), due=_signs, owner="signers",
    by_owner=True, does="jobsheet.sign", then=("ae",), figures=(_working_hours(4),),
)  # fmt: skip

REVIEW_SHEET = Duty(
    "review_sheet", ("JOB-13",), T("工作单等流程审评", "A job sheet waits for the process review"), "P3§3-4",
    starts=("jobsheet.submit",), ends=("jobsheet.review", "jobsheet.return"), due=_in_working_hours, owner="reviewer",
    does="jobsheet.review", then=("ae",), figures=(_working_hours(4),),
)  # fmt: skip

MEND_RETURNED = Duty(
    "mend_returned", ("JOB-05",), T("工作单被退回，改好再提交", "A sheet came back; mend and submit it"), "P3§2-4",
    starts=("jobsheet.return",), ends=("jobsheet.submit", "jobsheet.cancel"), due=_in_working_hours, owner="ae",
    does="jobsheet.edit", figures=(_working_hours(2),),
)  # fmt: skip

SETTLE_TIME = Duty(
    "settle_time", ("JOB-06",), T("签字人另提时间，请定", "A signer proposes another time; settle it"), "P3§2-5",
    starts=("jobsheet.propose_time",), ends=("jobsheet.settle", "jobsheet.return"), due=_in_working_hours, owner="ae",
    does="jobsheet.settle", figures=(_working_hours(2),),
)  # fmt: skip

SIGN_CHANGE = Duty(
    "sign_change", ("JOB-09",), T("修改单等你重签", "A change sheet waits for your signature"), "P2-篇3",
    starts=("changesheet.write",), ends=("changesheet.sign", "changesheet.withdraw"), due=_in_working_hours,
    owner="signers", by_owner=True, does="changesheet.sign", then=("ae",), figures=(_working_hours(4),),
)  # fmt: skip

SIGN_BRIEF = Duty(
    "sign_brief", ("JOB-11",), T("创意简报等你会签", "A brief waits for your signature"), "P3§3-4",
    starts=("brief.discuss",), ends=("brief.approve",), due=_in_working_hours, owner="signers", by_owner=True,
    does="brief.approve", then=("ae",), figures=(_working_hours(4),),
)  # fmt: skip

ACCEPT_HAND_OVER = Duty(
    "accept_hand_over", ("ROL-05",), T("交接等你确认", "A hand-over waits for you"), "P2-篇2",
    starts=("handover.offer",), ends=("handover.accept", "handover.return", "handover.withdraw"), due=_in_working_hours,
    owner="result.receiver", does="handover.accept", then=("ae",), figures=(_working_hours(4),),
    late=T("交接未确认", "A hand-over is not accepted"),
)  # fmt: skip

TAKE_OVER_PROJECT = Duty(
    "take_over_project", ("ROL-14",), T("项目移交等你逐项接收", "A project waits to be taken over"), "P3§5-6",
    starts=("project.hand_over",), ends=("project.take_over", "project.keep"), due=_in_working_hours,
    owner="result.taker", does="project.accept_item", then=("lead",), figures=(_working_hours(8),),
)  # fmt: skip

READ_PROFILE = Duty(
    "read_profile", ("ROL-08",), T("新同事阅读公司核心业务与收费", "A new account person reads the agency's profile"), "P2-篇2",
    starts=("person.add",), ends=("profile.read",), due=_read_profile, owner="result", by_owner=True, does="profile.read",
    then=("lead",),
    figures=(
        Figure("within", 4, "working_days", T("入职后", "After joining")),
        Figure("by", "18:00", "clock", T("最晚", "Latest")),
    ),
)  # fmt: skip

ANSWER_NUDGE = Duty(
    "answer_nudge", ("RHY-04",), T("AE 询问进度，请写一句", "The AE asks how far you are"), "P3§2-1-a",
    starts=("progress.ask",), ends=("progress.note",), due=_in_working_hours, owner="asked", by_owner=True, about="job",
    does="progress.note", figures=(_working_hours(2),),
)  # fmt: skip

SIGN_VERSION = Duty(
    "sign_version", ("ROL-11",), T("有一版稿件等你签", "A version waits for your sign"), "P2-篇3",
    starts=("artwork.ask",), ends=("artwork.sign", "artwork.return"), due=_in_working_hours, owner="stage_signers",
    by_owner=True, about="signed_file", does="artwork.sign", then=("ae",), figures=(_working_hours(4),),
)  # fmt: skip
