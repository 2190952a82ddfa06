"""Logging a contact: in time, read back, with decisions, promises, a request; Monday calls and senior contacts."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.errors import Conflict, InvalidInput, NotAllowed, Refused, WrongState
from aedesk.desk.journal.models import Event
from aedesk.desk.models import ContactNote, Decision, Request, SearchEntry
from aedesk.desk.tick import open_rhythms
from aedesk.kit import clock


def log(house: SimpleNamespace, who: str = "lin", **more: Any) -> ContactNote:
    facts = {
        "client": house.c1.pk, "project": house.p02.pk, "contact": house.wang.pk, "subject": "开盘报纸",
        "client_words": "周三 12 点前要一张开盘报纸。", "points": ["开盘提前", "报纸半版", "周三 12 点"],
    }  # fmt: skip
    return do("note.log", getattr(house, who), None, facts | more).result


def duty(rule: str, about: Any) -> DutyRow:
    return DutyRow.objects.get(rule=rule, noun=about._meta.model_name, object_id=about.pk)


def local(moment: Any) -> str:
    return f"{clock.shanghai(moment):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("saved", "late"), [("09:15:00", 0), ("09:27:00", 0), ("09:27:01", 1), ("10:22:00", 55 * 60)]
)  # fmt: skip
def test_a_note_is_on_time_until_fifteen_minutes_after_the_end(
    house: SimpleNamespace, still: clock.Frozen, saved: str, late: int
) -> None:
    still.set(f"2026-11-16 {saved}")
    note = log(house, ended_at="2026-11-16 09:12")
    row = duty("note_at_once", note)
    assert (row.state, row.late_seconds, note.late_seconds) == ("done", late, late)


def test_a_note_not_read_back_is_kept_and_reminds_until_confirmed(house: SimpleNamespace) -> None:
    note = log(house)
    assert duty("read_back", note).state == "open"
    do("note.confirm", house.lin, note)
    note.refresh_from_db()
    assert (note.is_read_back, note.read_back_by, duty("read_back", note).state) == (True, "王主管", "done")
    with pytest.raises(WrongState):
        do("note.confirm", house.lin, note)


def test_a_note_read_back_in_the_call_opens_no_reminder(house: SimpleNamespace) -> None:
    note = log(house, is_read_back="on")
    assert note.read_back_by == "王主管"
    assert not DutyRow.objects.filter(rule="read_back")


def test_a_decision_by_phone_owes_minutes_in_24_hours_from_the_call(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 09:15")
    note = log(house, ended_at="2026-11-16 09:12", decisions=[{"text": "开盘提前到 11-28"}])
    decision = note.decisions.get()
    row = duty("minutes_of_decision", decision)
    assert (local(row.due_at), row.person, decision.decided_by) == ("11-17 09:12", house.lin, "王主管")
    still.set("2026-11-17 08:58")
    do("minutes.send", house.lin, decision, {"text": "开盘提前到 11-28（周六）。"})
    row.refresh_from_db()
    assert (row.state, row.late_seconds) == ("done", 0)


def test_a_decision_by_message_at_seven_in_the_evening_counts_its_24_hours_too(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 19:00")
    note = log(house, channel="wecom", decisions=[{"text": "改用暖灰底"}])
    assert local(duty("minutes_of_decision", note.decisions.get()).due_at) == "11-18 19:00"


def test_a_note_without_a_decision_owes_no_minutes(house: SimpleNamespace) -> None:
    log(house)
    assert not DutyRow.objects.filter(rule="minutes_of_decision")


def test_minutes_signed_by_the_client_are_hashed_and_final(house: SimpleNamespace, still: clock.Frozen) -> None:
    decision = log(house, decisions=[{"text": "开盘提前"}]).decisions.get()
    with pytest.raises(WrongState):
        do("minutes.sign", house.lin, decision, {"signed_by": "王主管"})
    do("minutes.send", house.lin, decision, {"text": "全文"})
    still.set("2026-11-16 11:20")
    signed: Decision = do("minutes.sign", house.lin, decision, {"signed_by": "王主管"}).result
    assert (len(signed.minutes_hash), local(signed.client_signed_at)) == (64, "11-16 11:20")
    for code, data in (("minutes.send", {"text": "另一份"}), ("minutes.sign", {"signed_by": "李总"})):
        with pytest.raises(WrongState):
            do(code, house.lin, decision, data)


def test_only_the_window_sends_minutes(house: SimpleNamespace) -> None:
    decision = log(house, decisions=[{"text": "开盘提前"}]).decisions.get()
    for person in (house.fang, house.tang):
        with pytest.raises(NotAllowed):
            do("minutes.send", person, decision, {"text": "全文"})


def test_each_promise_of_the_client_has_a_duty_with_its_own_time(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised = [
        {"what": "来访数字", "due_at": "2026-11-17 15:00"}, {"what": "户型图", "due_at": "2026-11-18 10:00"},
    ]  # fmt: skip
    note = log(house, client_promises=promised)
    figures, plan = note.client_promises.order_by("due_at")
    row = duty("client_keeps_word", figures)
    assert (local(row.due_at), row.person) == ("11-17 15:00", house.lin)
    assert local(duty("client_keeps_word", plan).due_at) == "11-18 10:00"
    still.set("2026-11-17 15:01")
    assert row.is_late
    do("clientpromise.keep", house.lin, figures)
    do("clientpromise.drop", house.lin, plan, {"reason": "改由我们画"})
    row.refresh_from_db()
    assert (row.state, row.late_seconds, duty("client_keeps_word", plan).state) == ("done", 60, "done")
    with pytest.raises(WrongState):
        do("clientpromise.keep", house.lin, plan)


def test_a_request_comes_out_of_the_call_in_the_same_go(house: SimpleNamespace) -> None:
    note = log(house, opens_request="on", request_title="开盘报纸", request_wanted_at="2026-11-18 12:00")
    request = Request.objects.get(note=note)
    assert (request.state, request.ae, request.title) == ("open", house.lin, "开盘报纸")
    assert Event.objects.filter(action="request.open", object_id=request.pk).exists()


def test_a_request_needs_a_project_and_its_ae(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        log(house, project="", opens_request="on")
    assert set(wrong.value.fields) == {"project"}
    with pytest.raises(InvalidInput) as wrong:
        log(house, who="tang", opens_request="on")
    assert set(wrong.value.fields) == {"opens_request"}
    assert not ContactNote.objects.exists()


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("client_words", {"client_words": ""}),
        ("ended_at", {"ended_at": "2026-11-16 09:02"}),
        ("started_at", {"started_at": "2026-11-16 08:59", "ended_at": "2026-11-16 08:58"}),
        ("read_back_by", {"is_read_back": "on", "contact": ""}),
    ],
)
def test_what_cannot_be_is_named_at_its_field(house: SimpleNamespace, field: str, more: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as wrong:
        log(house, **more)
    assert set(wrong.value.fields) == {field}


def test_another_clients_project_is_not_found(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        log(house, project=house.p05.pk)
    assert set(wrong.value.fields) == {"project"}
    with pytest.raises(InvalidInput) as wrong:
        log(house, who="gu", project=house.p05.pk)
    assert wrong.value.fields["project"].zh == "不属于这个客户。"


def test_editing_keeps_the_first_words_in_the_journal_and_two_editors_apart(house: SimpleNamespace) -> None:
    note = log(house)
    do("note.edit", house.lin, note, {"client_words": "其实要整版。"}, version=1)
    event = Event.objects.filter(action="note.edit").get()
    assert json.loads(event.payload)["changed"]["client_words"] == ["周三 12 点前要一张开盘报纸。", "其实要整版。"]
    with pytest.raises(Conflict):
        do("note.edit", house.qin, note, {"client_words": "要双版。"}, version=1)


def test_a_note_is_found_by_its_words(house: SimpleNamespace) -> None:
    note = log(house)
    assert SearchEntry.objects.get(noun="contactnote", object_id=note.pk).title == "开盘报纸"


def test_an_ae_alone_to_the_top_names_a_director_or_a_reason(house: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        log(house, contact=house.li.pk)
    with pytest.raises(Refused):
        log(house, contact=house.li.pk, reason="总监不在")
    with pytest.raises(Refused):
        log(house, contact=house.li.pk, director=house.tang.pk)
    assert log(house, contact=house.li.pk, reason="总监出差，电话同步").senior_reason == "总监出差，电话同步"
    assert log(house, contact=house.li.pk, director=house.zhou.pk).senior_reason == ""
    assert log(house, who="zhou", contact=house.li.pk)


def monday(house: SimpleNamespace, **more: Any) -> ContactNote:
    facts = {
        "is_monday_call": "on", "started_at": "2026-11-16 09:00", "ended_at": "2026-11-16 09:12",
        "effect_feedback": "来访 118→132", "week_plan": "周三提案",
    }  # fmt: skip
    return log(house, **facts | more)


def prepare(house: SimpleNamespace, still: clock.Frozen, at: str, **more: Any) -> Any:
    still.set(at)
    prep = do(
        "prep.write", house.lin, None, {"client": house.c1.pk, "aim": "定本周计划", "is_monday_call": "on"} | more
    ).result
    still.set("2026-11-16 09:15")
    return prep


def test_the_monday_call_ends_the_rhythm_of_its_client_only(house: SimpleNamespace, still: clock.Frozen) -> None:
    open_rhythms(clock.today())
    prep = prepare(house, still, "2026-11-16 08:50")
    log(house)
    assert duty("monday_call", house.c1).state == "open"
    note = monday(house)
    row = duty("monday_call", house.c1)
    assert (row.state, row.late_seconds, note.prep) == ("done", 0, prep)
    assert duty("monday_call", house.c3).state == "open"


def test_a_monday_call_at_1040_is_seventy_minutes_late(house: SimpleNamespace, still: clock.Frozen) -> None:
    open_rhythms(clock.today())
    prepare(house, still, "2026-11-16 08:50")
    still.set("2026-11-16 10:40")
    monday(house, started_at="", ended_at="2026-11-16 10:40")
    assert duty("monday_call", house.c1).late_seconds == 70 * 60


@pytest.mark.parametrize(
    ("at", "more", "passes"),
    [
        ("2026-11-16 08:59:59", {}, True),
        ("2026-11-16 09:00:00", {}, False),
        ("2026-11-13 17:00", {"planned_at": "2026-11-16 09:00"}, True),
        ("2026-11-09 08:50", {"planned_at": "2026-11-09 09:00"}, False),
    ],
)  # fmt: skip
def test_the_preparation_stands_before_nine_of_that_day(
    house: SimpleNamespace, still: clock.Frozen, at: str, more: dict[str, str], passes: bool
) -> None:
    prepare(house, still, at, **more)
    if passes:
        assert monday(house)
        return
    with pytest.raises(Refused) as refused:
        monday(house)
    assert refused.value.refusals[0].gate.code == "monday_call_prepared"


def test_somebody_elses_preparation_and_an_empty_block_do_not_count(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    prepare(house, still, "2026-11-16 08:50")
    with pytest.raises(Refused):
        monday(house, who="qin")
    with pytest.raises(Refused) as refused:
        monday(house, week_plan="")
    assert [why.zh for why in refused.value.refusals[0].reasons] == ["没写“本周计划”。"]
