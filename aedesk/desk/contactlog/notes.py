"""The contact note: written at once, read back, with promises, decisions and what else comes out of a talk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.duties import NOTE_AT_ONCE
from aedesk.rulebook.timing import late_seconds

from ..action import Act, action, do
from ..duties import rows as duties
from ..duties.figures import figures_of
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..finding import Words, findable, index
from ..jobsheets.requests import may_open
from ..who import account, anyone, either
from . import inputs
from .facts import ended, prep_in_time
from .models import ContactNote, Decision
from .preps import belongs

STORED = tuple(
    field.name for field in inputs.NOTE
    if field.name not in ("client_promises", "decisions", "escalation", "escalate_to", "milestone", "opens_request", "request_title", "request_wanted_at")
)  # fmt: skip


@action("note.log", "记沟通", "Log a contact", who=anyone, fields=inputs.NOTE)
def log_note(act: Act) -> ContactNote:
    if wrong := cross_checked(act):
        raise InvalidInput(wrong)
    note: ContactNote = act.make(ContactNote, **stored(act))
    act.facts["decisions"] = [decide(act, note, line) for line in act.values["decisions"]]
    for line in act.values["client_promises"]:
        do("clientpromise.add", act.person, note, line, via=act.via)
    _escalate(act, note)
    _open_request(act, note)
    if note.is_monday_call:
        _end_monday_call(act, note)
    index(note)
    act.says = T(f"记录与{note.client}的沟通：{note.subject}", f"Contact with {note.client} logged: {note.subject}")
    return note


def cross_checked(act: Act) -> dict[str, T]:
    """What is wrong between the fields: another client's things, times upside down, nobody named."""
    values = act.values
    wrong = belongs(values["client"], values)
    end, start = ended(act), values["started_at"]
    if end > act.now + timedelta(minutes=1):
        wrong["ended_at"] = T(
            "还没有到这个时间；通话结束后再记。", "That time has not come yet; log it after the talk."
        )
    if start is not None and start > end:
        wrong["started_at"] = T("开始不能晚于结束。", "It cannot begin after it ended.")
    if values["is_read_back"] and not (values["read_back_by"] or values["contact"]):
        wrong["read_back_by"] = T("写明对方谁确认的。", "Say who confirmed it.")
    if any(line["contact"] and line["contact"].client_id != values["client"].pk for line in values["client_promises"]):
        wrong["client_promises"] = T("联系人不属于这个客户。", "The contact belongs to another client.")
    return wrong | _follow_ups_checked(act)


def _follow_ups_checked(act: Act) -> dict[str, T]:
    values, wrong = act.values, {}
    if values["escalation"] and not (values["escalate_to"] or act.person.lead):
        wrong["escalate_to"] = T("选一位请示的人。", "Choose whom to ask.")
    if not values["opens_request"]:
        return wrong
    if values["project"] is None:
        wrong["project"] = T("需求要落到一个项目。", "A request needs a project.")
    elif not may_open(act):
        wrong["opens_request"] = T("需求由项目的 AE 开。", "The project's AE opens requests.")
    return wrong


def stored(act: Act) -> dict[str, Any]:
    """The note's own fields as they are kept."""
    values = {name: act.values[name] for name in STORED} | {"person": act.person, "ended_at": ended(act)}
    values["senior_reason"] = act.reason[:200] if act.senior_alone else ""
    if values["is_read_back"]:
        values["read_back_at"] = act.now
        values["read_back_by"] = values["read_back_by"] or str(values["contact"])
    if values["is_monday_call"] and values["prep"] is None:
        values["prep"] = prep_in_time(act)
    within = int(figures_of(NOTE_AT_ONCE, clock.shanghai(act.now).date())["within"])
    values["late_seconds"] = late_seconds(values["ended_at"] + timedelta(minutes=within), act.now)
    return values


def decide(act: Act, note: ContactNote, line: dict[str, Any]) -> Decision:
    """One decision out of a talk, taken when it ended."""
    by = line["decided_by"] or (note.contact.name if note.contact else "")
    made: Decision = act.make(
        Decision, client=note.client, note=note, text=line["text"], decided_by=by, decided_at=note.ended_at
    )
    return made


def _escalate(act: Act, note: ContactNote) -> None:
    if act.values["escalation"]:
        body = {"client": note.client, "project": note.project, "note": note, "issue": act.values["escalation"]}
        do("escalation.raise", act.person, None, body | {"asked": act.values["escalate_to"]}, via=act.via)


def _open_request(act: Act, note: ContactNote) -> None:
    if act.values["opens_request"]:
        forecast = act.values["milestone"]
        if forecast is not None and not forecast.answer:
            act.set(forecast, answer="confirmed")
        body = {"project": note.project, "note": note, "wanted_at": act.values["request_wanted_at"]}
        title = act.values["request_title"] or note.subject[:120]
        do("request.open", act.person, None, body | {"title": title}, via=act.via)


def _end_monday_call(act: Act, note: ContactNote) -> None:
    """The rhythm is about the client, so only a Monday call's note ends it; it counts from when the call began."""
    rows = duties.open_about(note.client).filter(rule="monday_call", started_at__lte=act.now)
    first: datetime | None = rows.aggregate(at=Max("started_at"))["at"]
    if first is not None:
        duties._close(rows, "done", act.person, max(first, note.started_at or note.ended_at))


@findable("ContactNote", "client", "project", "contact", "person")
def found_by(note: ContactNote) -> Words:
    """A note by its subject, points, the client's words and need, contact, project and writer."""
    said = [*note.points, note.client_words, note.real_need, note.our_view]
    words = " ".join([str(note.contact or ""), str(note.project or ""), note.person.initials, *said])
    return Words(note.subject, f"{note.client} · {note.person}", "", words, note.ended_at)


def _writer(act: Act) -> bool:
    return act.target is not None and act.target.person_id == act.person.pk


@action(
    "note.edit", "改沟通记录", "Edit the note", who=either(account, _writer), on="ContactNote",
    fields=(inputs.PROJECT, inputs.CONTACT, *inputs.SAID), partial=True, versioned=True,
)  # fmt: skip
def edit_note(act: Act) -> ContactNote:
    note: ContactNote = act.target
    values = {name: value for name, value in act.values.items() if name != "reason"}
    wrong = belongs(note.client, values)
    if note.is_monday_call:
        empty = [name for name in ("effect_feedback", "week_plan") if name in values and not values[name]]
        wrong |= dict.fromkeys(empty, T("周一电话的这一项不能空。", "A Monday call keeps this filled."))
    if wrong:
        raise InvalidInput(wrong)
    act.set(note, **values)
    index(note)
    act.says = T(f"修改沟通记录：{note.subject}", f"Note edited: {note.subject}")
    return note


@action(
    "note.confirm", "已复述确认", "Read back and confirmed", who=either(account, _writer), on="ContactNote",
    fields=(Field("read_back_by", T("对方谁确认", "Confirmed by"), longest=60),),
)  # fmt: skip
def confirm_note(act: Act) -> ContactNote:
    note: ContactNote = act.target
    if note.is_read_back:
        raise WrongState(T("已经确认过了。", "It is confirmed already."))
    by = act.values["read_back_by"] or str(note.contact or "")
    if not by:
        raise InvalidInput({"read_back_by": T("写明对方谁确认的。", "Say who confirmed it.")})
    act.set(note, is_read_back=True, read_back_by=by, read_back_at=act.now)
    act.says = T(f"{by}确认了要点：{note.subject}", f"{by} confirmed the points: {note.subject}")
    return note
