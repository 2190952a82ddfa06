"""What the ledger does itself, in place of actions that read or write the database: talks, lists, hand-overs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aedesk.desk.contactlog import notes, relays
from aedesk.desk.contactlog.models import ContactNote, Relay
from aedesk.desk.duties.actions import kept_items
from aedesk.desk.duties.models import DayList, DutyRow
from aedesk.desk.jobsheets import terms
from aedesk.desk.jobsheets.changes import HandOver
from aedesk.desk.jobsheets.models import Request
from aedesk.desk.projects.models import SalesMilestone
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.timing import late_seconds

READ_AFTER = timedelta(minutes=25)  # old notices have been read
Own = Callable[[Any], Any]
OWN: dict[str, Own] = {}
# The duties that an action's change drops, by rule; () is all of them.
CANCELS: dict[str, tuple[str, ...]] = {
    "line.counter": ("deliver_line",),
    "line.move": ("deliver_line", "answer_line"),
    "line.withdraw": (),
    "promise.withdraw": (),
    "jobsheet.return": ("sign_sheet", "review_sheet", "give_number", "settle_time"),
    "jobsheet.close": (),
    "jobsheet.cancel": (),
    "changesheet.withdraw": (),
}


def own(code: str) -> Callable[[Own], Own]:
    """The ledger's own way of an action."""

    def register(change: Own) -> Own:
        OWN[code] = change
        return change

    return register


@own("note.log")
def log_note(act: Any) -> ContactNote:
    """The note and all that comes out of it."""
    book, given, who = act.book, act.values, act.person
    note: ContactNote = act.make(ContactNote, **notes.stored(act))
    act.facts["decisions"] = [notes.decide(act, note, line) for line in given["decisions"]]
    promised = [book.act("clientpromise.add", who, note, line) for line in given["client_promises"]]
    place = {"client": note.client, "project": note.project, "note": note}
    if given["escalation"]:
        asks = place | {"issue": given["escalation"], "asked": given["escalate_to"]}
        book.came_out["escalation"] = book.act("escalation.raise", who, None, asks)
    if given["opens_request"]:
        wants = {"title": given["request_title"] or note.subject[:120], "wanted_at": given["request_wanted_at"]}
        book.came_out["request"] = book.act("request.open", who, None, {"project": note.project, "note": note} | wants)
    if note.is_monday_call:
        end_monday_call(act, note)
    book.came_out |= {"decision": next(iter(act.facts["decisions"]), None), "promised": next(iter(promised), None)}
    act.says = T(f"记录与{note.client}的沟通：{note.subject}", f"Contact with {note.client} logged: {note.subject}")
    return note


def end_monday_call(act: Any, note: ContactNote) -> None:
    """The call counts from when it began."""
    rows = [row for row in act.book.open[("client", note.client_id)] if row.rule == "monday_call"]
    began = note.started_at or note.ended_at
    first = max((row.started_at for row in rows), default=began)
    for row in rows:
        act.book.over(row, DutyRow.DONE, act.person, max(first, began))


@own("note.relay")
def relay(act: Any) -> Relay:
    note, told = act.target, relays.team_of(act.target, act.person)
    content = {"says": act.values["says"] or note.client_words, "reason": act.reason, "must_ask": False, "note": note}
    made: Relay = relays.passed_on(act, note, told, [note], **content)
    for notice in relays.notices_of(act, note, told, made):
        notice.read_at = act.now + READ_AFTER
        act.book.add(notice)
    return made


@own("request.open")
def open_request(act: Any) -> Request:
    project, given = act.values["project"], act.values
    made: Request = act.make(
        Request, client=project.client, project=project, number=act.book.count("request"), title=given["title"],
        ae=project.ae, wanted_at=given["wanted_at"], note=given["note"],
    )  # fmt: skip
    act.says = T(f"开需求 {made}", f"Request {made} opened")
    return made


@own("milestone.confirm")
def confirm_milestone(act: Any) -> SalesMilestone:
    it: SalesMilestone = act.target
    asked = act.values["title"] or f"{it.name}：{it.may_need.rstrip('?？')}".rstrip("：")
    request = act.book.act("request.open", act.person, None, {"project": it.project, "title": asked[:120]})
    act.set(it, answer="confirmed")
    act.says = T(f"节点“{it.name}”有工作：{request}", f"Milestone “{it.name}” brings {request}")
    return it


@own("today.confirm")
def confirm_day(act: Any) -> DayList:
    """The morning list, and the beat it answers."""
    mine = [row for rows in act.book.open.values() for row in rows if row.person_id == act.person.pk]
    beat = next((row for row in mine if row.rule == "daily_list"), None)
    late = late_seconds(beat.due_at, act.now) if beat else 0
    items = kept_items(act.values["items"], act.values["order"])
    day = clock.shanghai(act.now).date()
    it: DayList = act.add(DayList(person=act.person, day=day, items=items, confirmed_at=act.now, late_seconds=late))
    if beat is not None:
        act.book.over(beat, DutyRow.DONE, act.person, act.now)
    minutes = -(-late // 60)
    act.says = T(
        f"确认今日清单：{len(items)} 项" + (f"，迟 {minutes} 分" if minutes else ""),
        f"The day's list confirmed: {len(items)} lines" + (f", {minutes} min late" if minutes else ""),
    )
    return it


@own("handover.offer")
def offer(act: Any) -> HandOver:
    sheet, given = act.target, act.values
    made: HandOver = act.make(
        HandOver, client_id=sheet.client_id, sheet=sheet, from_stage=sheet.stage, to_stage=given["to_stage"],
        giver=act.person, receiver=given["receiver"], note=given["note"], offered_at=act.now,
    )  # fmt: skip
    stage = terms.STAGES[made.to_stage]
    act.says = T(
        f"交接到{stage.zh}：{made.receiver.name}", f"Handed over to {stage.en.lower()}: {made.receiver.in_english}"
    )
    return made


@own("handover.accept")
def accept(act: Any) -> HandOver:
    made: HandOver = act.target
    act.set(made, state="accepted", answered_at=act.now)
    act.set(made.sheet, stage=made.to_stage)
    act.says = T(f"接手{terms.STAGES[made.to_stage].zh}", f"{terms.STAGES[made.to_stage].en} taken over")
    return made
