"""A duty is waived by a lead only, with a reason, and its lateness stays; whoever waits for it may chase."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.duties.rows import open_duty
from aedesk.desk.errors import InvalidInput, NotAllowed, Unknown, WrongState
from aedesk.desk.models import DutyRow, Event, Notice
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.kinds import Due
from tests.desk.work import a_sheet


def a_duty(owner: Any, thing: Any, due: str = "2026-11-16 10:00", by: Any = None) -> DutyRow:
    at = clock.parse(due)
    says = T("按时交稿", "Deliver")
    return open_duty("keep_promise", owner, thing, says=says, due=Due(at, at - timedelta(hours=1)), by=by)


def test_the_lead_waives_it_and_the_lateness_stays(house: SimpleNamespace, still: clock.Frozen) -> None:
    row = a_duty(house.shao, house.p05)
    still.set("2026-11-16 10:50")
    do("duty.waive", house.qin, row, {"reason": "客户改到明天"})
    row.refresh_from_db()
    assert (row.state, row.late_seconds, row.ended_by, row.reason) == ("waived", 3000, house.qin, "客户改到明天")
    event = Event.objects.order_by("-seq").first()
    assert event is not None and event.project_id == house.p05.pk and event.client_id == house.c3.pk


@pytest.mark.parametrize("who", ["shao", "lin", "fang", "tang", "song", "qian"])
def test_nobody_but_a_lead_waives(house: SimpleNamespace, who: str) -> None:
    row = a_duty(house.shao, house.p05)
    with pytest.raises((NotAllowed, Unknown)):
        do("duty.waive", getattr(house, who), row, {"reason": "随便"})
    row.refresh_from_db()
    assert row.state == "open"


def test_a_lead_does_not_waive_what_falls_to_the_lead(house: SimpleNamespace) -> None:
    row = a_duty(house.gu, house.p05)
    with pytest.raises(NotAllowed):
        do("duty.waive", house.gu, row, {"reason": "我自己免除"})


def test_a_waiver_needs_its_reason_and_an_open_duty(house: SimpleNamespace) -> None:
    row = a_duty(house.shao, house.p05)
    with pytest.raises(InvalidInput) as wrong:
        do("duty.waive", house.zhou, row, {"reason": " "})
    assert "reason" in wrong.value.fields
    do("duty.waive", house.zhou, row, {"reason": "客户取消"})
    with pytest.raises(WrongState):
        do("duty.waive", house.zhou, row, {"reason": "再来一次"})


def test_the_ae_chases_a_doer_who_is_told_and_the_job_remembers(house: SimpleNamespace) -> None:
    job = a_sheet(house)
    row = a_duty(house.tang, job)
    do("duty.nudge", house.lin, row)
    notice = Notice.objects.get(person=house.tang)
    assert notice.says_zh == "林晓岚 催：按时交稿：开盘报纸"
    event = Event.objects.order_by("-seq").first()
    assert event is not None and (event.action, event.job_id) == ("duty.nudge", job.pk)


def test_chasing_again_waits_ten_minutes(house: SimpleNamespace, still: clock.Frozen) -> None:
    row = a_duty(house.tang, a_sheet(house))
    do("duty.nudge", house.lin, row)
    still.move(minutes=9, seconds=59)
    with pytest.raises(WrongState):
        do("duty.nudge", house.lin, row)
    still.move(seconds=1)
    do("duty.nudge", house.lin, row)
    assert Notice.objects.filter(person=house.tang).count() == 2


def test_a_rivals_ae_finds_no_such_duty_and_a_stranger_does_not_chase(house: SimpleNamespace) -> None:
    row = a_duty(house.tang, a_sheet(house))
    with pytest.raises(Unknown):
        do("duty.nudge", house.shao, row)
    with pytest.raises(NotAllowed):
        do("duty.nudge", house.ye, row)
    assert not Notice.objects.exists()


def test_whoever_asked_may_chase(house: SimpleNamespace) -> None:
    row = a_duty(house.tang, a_sheet(house), by=house.ye)
    do("duty.nudge", house.ye, row)
    assert Notice.objects.filter(person=house.tang).exists()
