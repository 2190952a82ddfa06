"""What was marked done by mistake is corrected, not deleted: the old clock runs on and the journal tells both."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import NotAllowed, WrongState
from aedesk.desk.models import ClientPromise, ContactNote, DutyRow, Event, SalesMilestone
from aedesk.kit import clock
from tests.desk.work import a_request


def the_duty(rule: str) -> DutyRow:
    row: DutyRow = DutyRow.objects.get(rule=rule)
    return row


def a_line(house: SimpleNamespace) -> Any:
    body = {
        "request": a_request(house).pk,
        "what": "开盘报纸文案",
        "step": "copy",
        "doer": house.he.pk,
        "due_at": "2026-11-16 12:00",
    }
    line = do("line.propose", house.lin, None, body).result
    do("line.accept", house.he, line)
    return line


def test_a_line_marked_delivered_goes_on_and_is_late_by_its_first_time(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    line = a_line(house)
    do("line.deliver", house.he, line)
    do("line.reopen", house.he, line)
    row = the_duty("deliver_line")
    assert (row.state, row.ended_at, row.due_at) == (DutyRow.OPEN, None, clock.parse("2026-11-16 12:00"))
    still.set("2026-11-16 12:10")
    do("line.deliver", house.he, line)
    assert the_duty("deliver_line").late_seconds == 600
    told = list(Event.objects.filter(noun="scheduleline").order_by("seq").values_list("action", flat=True))
    assert told[-3:] == ["line.deliver", "line.reopen", "line.deliver"]


def test_only_the_doer_corrects_a_line_and_only_a_delivered_one(house: SimpleNamespace) -> None:
    line = a_line(house)
    with pytest.raises(WrongState):
        do("line.reopen", house.he, line)
    do("line.deliver", house.he, line)
    with pytest.raises(NotAllowed):
        do("line.reopen", house.tang, line)


def test_a_promise_marked_kept_is_open_again(house: SimpleNamespace) -> None:
    body = {"request": a_line(house).request_id, "what": "开盘报纸初稿", "due_at": "2026-11-16 17:00"}
    promise = do("promise.make", house.lin, None, body).result
    do("promise.keep", house.lin, promise)
    do("promise.reopen", house.lin, promise)
    promise.refresh_from_db()
    assert (promise.state, promise.kept_at, the_duty("keep_promise").state) == ("open", None, "open")
    with pytest.raises(WrongState):
        do("promise.reopen", house.lin, promise)


def test_a_slip_and_a_clients_promise_are_open_again(house: SimpleNamespace) -> None:
    slip = do("slip.take", house.ding, None, {"for_person": house.tang.pk, "caller": "王主管", "matter": "报价"}).result
    do("slip.answer", house.tang, slip)
    do("slip.reopen", house.tang, slip)
    assert the_duty("call_back").state == "open"
    note = ContactNote.objects.create(client=house.c1, person=house.lin, ended_at=clock.now(), subject="数据")
    promise = do("clientpromise.add", house.lin, note, {"what": "来访数据", "due_at": "2026-11-17 15:00"}).result
    do("clientpromise.keep", house.lin, promise)
    do("clientpromise.reopen", house.lin, promise)
    assert ClientPromise.objects.get().kept_at is None
    assert the_duty("client_keeps_word").state == "open"


def test_a_forecast_answered_no_work_is_forecast_again(house: SimpleNamespace) -> None:
    made = do("milestone.add", house.lin, house.p02, {"on": "2026-11-19", "name": "样板房开放"}).result
    with pytest.raises(WrongState):
        do("milestone.reopen", house.lin, made)
    do("milestone.dismiss", house.lin, made)
    do("milestone.reopen", house.lin, made)
    assert SalesMilestone.objects.get().answer == ""


def test_a_cancelled_sheet_leaves_no_duty_behind(house: SimpleNamespace) -> None:
    sheet = do("jobsheet.open", house.lin, None, {"project": house.p02.pk, "title": "单页", "job_type": "flyer"}).result
    DutyRow.objects.create(
        rule="mend_returned", key="x", person=house.lin, noun="jobsheet", object_id=sheet.pk, job_id=sheet.pk, says_zh="改", says_en="mend",
        started_at=clock.now(), due_at=clock.now(), warn_at=clock.now(),
    )  # fmt: skip
    DutyRow.objects.create(
        rule="sign_sheet", key="y", person=house.he, noun="jobsheet", object_id=sheet.pk, job_id=sheet.pk, says_zh="签", says_en="sign",
        started_at=clock.now(), due_at=clock.now(), warn_at=clock.now(),
    )  # fmt: skip
    do("jobsheet.cancel", house.lin, sheet, {"reason": "客户不做了"})
    assert not DutyRow.objects.filter(state="open").exists()
