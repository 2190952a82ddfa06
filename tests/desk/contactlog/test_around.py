"""Preparations, message slips, escalations and requests."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.contactlog.preps import closed_hint, unanswered
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.errors import InvalidInput, NotAllowed, Unknown, WrongState
from aedesk.desk.models import CallPrep, MessageSlip, Request
from aedesk.kit import clock


def only(rule: str) -> DutyRow:
    return DutyRow.objects.get(rule=rule)


def local(moment: Any) -> str:
    return f"{clock.shanghai(moment):%m-%d %H:%M}"


@pytest.mark.parametrize(("closed", "hint"), [(4, True), (3, False), (0, False)])
def test_more_than_half_closed_questions_of_six_give_a_hint(closed: int, hint: bool) -> None:
    asked = [{"kind": "closed"}] * closed + [{"kind": "open"}] * (6 - closed)
    assert bool(closed_hint(asked)) is hint
    assert closed_hint([]) is None


def test_a_preparation_keeps_its_tagged_questions_and_says_what_is_unanswered(house: SimpleNamespace) -> None:
    asked = [{"text": "来访怎么样？"}, {"text": "明天几点给答复？", "kind": "probing"}]
    prep: CallPrep = do(
        "prep.write", house.lin, None, {"client": house.c1.pk, "aim": "定计划", "questions": asked}
    ).result
    assert [q["kind"] for q in prep.questions] == ["open", "probing"]
    assert set(unanswered(prep)) == {"learn", "tell", "discuss", "wanted_action", "their_aim", "planned_at"}
    do("prep.edit", house.lin, prep, {"learn": "来访"}, version=1)
    with pytest.raises(NotAllowed):
        do("prep.edit", house.qin, prep, {"learn": "别的"})
    with pytest.raises(Unknown):
        do("prep.edit", house.shao, prep, {"learn": "别的"})


@pytest.mark.parametrize(("answered", "late"), [("11:45", 0), ("12:00", 0), ("12:01", 60)])
def test_a_slip_is_due_thirty_minutes_after_the_colleague_is_back(
    house: SimpleNamespace, still: clock.Frozen, answered: str, late: int
) -> None:
    still.set("2026-11-16 10:20")
    house.tang.out_until = clock.parse("2026-11-16 11:30")
    house.tang.save()
    slip = do(
        "slip.take", house.ding, None, {"for_person": house.tang.pk, "caller": "印厂老周", "matter": "打样"}
    ).result
    row = only("call_back")
    assert (local(row.due_at), row.person) == ("11-16 12:00", house.tang)
    with pytest.raises(Unknown):
        do("slip.answer", house.jiang, slip)
    still.set(f"2026-11-16 {answered}")
    do("slip.answer", house.tang, slip, {"answer": "明早看样"})
    row.refresh_from_db()
    assert (row.state, row.late_seconds) == ("done", late)
    with pytest.raises(WrongState):
        do("slip.answer", house.tang, slip)


def test_a_slip_about_a_client_is_not_left_for_a_rivals_person(house: SimpleNamespace) -> None:
    body = {"for_person": house.bai.pk, "caller": "王主管", "matter": "报纸", "client": house.c1.pk}
    with pytest.raises(InvalidInput) as wrong:
        do("slip.take", house.ding, None, body)
    assert set(wrong.value.fields) == {"for_person"}
    do("slip.take", house.ding, None, body | {"for_person": house.tang.pk})
    assert not MessageSlip.objects.visible_to(house.shao).exists()
    assert MessageSlip.objects.visible_to(house.lin).exists()


@pytest.mark.parametrize(("rung", "late"), [("14:12:00", 0), ("14:17:00", 0), ("14:17:01", 1)])
def test_a_missed_call_is_rung_back_within_fifteen_minutes(
    house: SimpleNamespace, still: clock.Frozen, rung: str, late: int
) -> None:
    still.set("2026-11-17 14:02")
    slip = do("call.missed", house.lin, None, {"caller": "王主管", "client": house.c1.pk}).result
    still.set(f"2026-11-17 {rung}")
    do("slip.answer", house.lin, slip)
    assert (only("call_back").state, only("call_back").late_seconds) == ("done", late)


def test_an_escalation_is_decided_and_the_client_told_within_the_hour(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-18 15:05")
    body = {"client": house.c1.pk, "project": house.p02.pk, "issue": "免费加一轮？", "asked": house.zhou.pk}
    it = do("escalation.raise", house.lin, None, body).result
    assert only("answer_escalation").person == house.zhou
    with pytest.raises(WrongState):
        do("escalation.tell_client", house.lin, it)
    with pytest.raises(NotAllowed):
        do("escalation.decide", house.lin, it, {"decision": "可以"})
    still.set("2026-11-18 15:40")
    do("escalation.decide", house.zhou, it, {"decision": "可以加一轮"})
    row = only("tell_decision")
    assert (only("answer_escalation").state, local(row.due_at), row.person) == ("done", "11-18 16:40", house.lin)
    still.set("2026-11-18 15:55")
    told = do("escalation.tell_client", house.lin, it).result
    assert told.told_at - told.decided_at == timedelta(minutes=15)
    assert only("tell_decision").state == "done"


def test_an_escalation_goes_to_ones_lead_unless_named(house: SimpleNamespace) -> None:
    it = do("escalation.raise", house.lin, None, {"client": house.c1.pk, "issue": "预算"}).result
    assert it.asked == house.qin


def test_a_request_is_opened_edited_and_dropped_with_a_reason(house: SimpleNamespace) -> None:
    request: Request = do("request.open", house.lin, None, {"project": house.p02.pk, "title": "开盘报纸"}).result
    do("request.edit", house.lin, request, {"title": "开盘报纸整版"}, version=1)
    with pytest.raises(InvalidInput):
        do("request.drop", house.lin, request)
    do("request.drop", house.lin, request, {"reason": "客户取消了"})
    request.refresh_from_db()
    assert (request.state, request.dropped_why, request.title) == ("dropped", "客户取消了", "开盘报纸整版")
    with pytest.raises(WrongState):
        do("request.drop", house.lin, request, {"reason": "再撤一次"})


def test_only_the_window_opens_a_request(house: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        do("request.open", house.fang, None, {"project": house.p02.pk, "title": "x"})
    assert not Request.objects.visible_to(house.shao).exists()
