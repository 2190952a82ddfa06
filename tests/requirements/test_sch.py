"""Acceptance of the manual's points about schedules, SCH-01 to SCH-03: negotiated dates, the first draft first."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.duties.figures import calendar
from aedesk.desk.errors import InvalidInput, NotAllowed, WrongState
from aedesk.desk.models import (
    DutyRow,
)
from aedesk.desk.schedules.dates import buffer_left, first_draft_share, proposed_dates
from aedesk.desk.schedules.forclient import client_rows
from aedesk.desk.schedules.load import findings, loads
from aedesk.kit import clock

from .doing import fresh, local, refused
from .schedules import accepted, at, filed, plan

# SCH-01 和创意人员、策略人员协商：做的人接受了，客户才看得到


def test_sch_01_a_planned_line_asks_nobody_until_the_ae_asks(house: SimpleNamespace) -> None:
    line = plan(house)
    assert line.state == "planned"
    assert not DutyRow.objects.filter(rule="answer_line").exists()
    do("line.ask", house.lin, line)
    assert DutyRow.objects.get(rule="answer_line").person == house.tang
    do("line.accept", house.tang, line)
    assert fresh(line).state == "accepted"
    with pytest.raises(WrongState):
        do("line.ask", house.lin, line)


def test_sch_01_a_time_that_is_past_is_not_asked_for(house: SimpleNamespace, still: clock.Frozen) -> None:
    line = plan(house)
    still.set("2026-11-25 18:00:00")
    with pytest.raises(WrongState):
        do("line.ask", house.lin, line)


def test_sch_01_only_accepted_lines_stand_on_the_clients_schedule(house: SimpleNamespace) -> None:
    accepted(house, "初稿")
    plan(house, "没问过")
    plan(house, "没回答", how="line.propose")
    gone = accepted(house, "撤了")
    do("line.withdraw", house.lin, gone, {"reason": "客户不要了"})
    assert [row.what for row in client_rows(filed(house))] == ["初稿"]


def test_sch_01_moving_an_accepted_line_asks_the_doer_again(house: SimpleNamespace, still: clock.Frozen) -> None:
    line = accepted(house)
    still.set("2026-11-16 10:00")
    do("line.shift", house.lin, line, {"days": 1})
    moved = fresh(line)
    assert moved.state == "proposed"
    assert [local(moved.start_at), local(moved.due_at), local(moved.client_at)] == [
        "11-24 09:00",
        "11-26 18:00",
        "11-27 18:00",
    ]
    assert DutyRow.objects.get(rule="answer_line", state="open").person == house.tang
    assert not DutyRow.objects.filter(rule="deliver_line", state="open").exists()
    assert client_rows(filed(house)) == []


def test_sch_01_the_clients_own_date_can_be_set_without_asking_the_doer_again(house: SimpleNamespace) -> None:
    line = accepted(house)
    do("line.edit", house.lin, line, {"feedback_at": "2026-11-27 18:00", "needs": "户型图终稿"})
    assert (fresh(line).state, local(fresh(line).feedback_at)) == ("accepted", "11-27 18:00")
    assert DutyRow.objects.filter(rule="deliver_line", state="open").count() == 1


def test_sch_01_only_the_window_and_traffic_plan(house: SimpleNamespace) -> None:
    line = plan(house)
    for code, data in (
        ("line.edit", {"needs": "图"}),
        ("line.shift", {"days": 1}),
        ("line.ask", {}),
        ("line.withdraw", {"reason": "不做了"}),
    ):
        with pytest.raises(NotAllowed):
            do(code, house.tang, line, data)
    do("line.shift", house.song, line, {"days": 1})


def test_sch_01_once_asked_a_line_is_not_passed_to_somebody_else(house: SimpleNamespace) -> None:
    line = plan(house)
    do("line.edit", house.lin, line, {"doer": house.jiang.pk})
    assert fresh(line).doer == house.jiang
    do("line.ask", house.lin, line)
    with pytest.raises(InvalidInput) as wrong:
        do("line.edit", house.lin, line, {"doer": house.tang.pk})
    assert "撤回" in wrong.value.fields["doer"].zh


def test_sch_01_dates_the_wrong_way_round_are_refused_and_named(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        plan(house, final_at="2026-11-26 12:00")
    assert wrong.value.fields["final_at"].zh == "“定稿”早于“提交客户”。"
    line = plan(house)
    with pytest.raises(InvalidInput):
        do("line.shift", house.lin, line, {"days": 5, "edge": "start"})


def test_sch_01_an_edge_moves_alone_and_days_off_are_stepped_over(house: SimpleNamespace) -> None:
    line = plan(house)
    do("line.shift", house.lin, line, {"days": 2, "edge": "end", "reason": "客户周五不在"})
    assert local(fresh(line).client_at) == "11-30 18:00"  # Thursday + 2 working days is Monday
    do("line.shift", house.lin, fresh(line), {"days": -1, "edge": "start", "reason": "客户周五不在"})
    assert local(fresh(line).start_at) == "11-20 09:00"
    assert local(fresh(line).due_at) == "11-25 18:00"


# SCH-03 给第一次提案多一些时间


def hours(first: str, final: str) -> dict[str, datetime]:
    return {"start_at": at("2026-11-16 09:00"), "due_at": at(first), "client_at": at(final)}


@pytest.mark.parametrize(
    ("first", "share"),
    [("2026-11-16 14:30", 40), ("2026-11-16 16:30", 60), ("2026-11-16 16:29", 59), ("2026-11-17 11:30", 100)],
)
def test_sch_03_of_ten_working_hours_four_are_forty_percent(house: SimpleNamespace, first: str, share: int) -> None:
    assert first_draft_share(hours(first, "2026-11-17 11:30"), calendar()) == share


def test_sch_03_below_sixty_percent_wants_a_reason_and_says_the_figure(house: SimpleNamespace) -> None:
    tight = {"start_at": "2026-11-16 09:00", "due_at": "2026-11-16 14:30", "client_at": "2026-11-17 11:30"}
    with refused("first_draft_first") as why:
        plan(house, **tight)
    assert "40% < 60%" in why()[0]
    line = plan(house, **tight, reason="只换一行字，不用重做")
    assert "首稿 40% < 60%。" in [one.says.zh for one in findings([line], loads([line]))]
    assert plan(house, **tight | {"due_at": "2026-11-16 16:30"}).state == "planned"  # exactly 60 %


def test_sch_03_the_share_is_a_setting(house: SimpleNamespace) -> None:
    do(
        "figure.set",
        house.gu,
        None,
        {"rule": "first_draft_first", "figure": "share", "value": "40", "from_on": "2026-11-16"},
    )
    assert plan(house, start_at="2026-11-16 09:00", due_at="2026-11-16 14:30", client_at="2026-11-17 11:30").pk


def test_sch_03_the_time_in_which_the_client_reads_is_not_counted(house: SimpleNamespace) -> None:
    read = hours("2026-11-16 16:30", "2026-11-16 18:00")  # 6 h of 7.5 h before the client has it
    read |= {"feedback_at": at("2026-11-18 18:00"), "final_at": at("2026-11-19 11:30")}  # and 2.5 h of revision
    assert first_draft_share(read, calendar()) == 60
    assert (
        first_draft_share({"due_at": at("2026-11-16 16:30"), "client_at": at("2026-11-17 18:00")}, calendar()) is None
    )


def test_sch_03_proposed_dates_keep_the_share_the_review_and_the_order(house: SimpleNamespace) -> None:
    for days, client_at in ((1, "2026-11-16 18:00"), (4, "2026-11-19 12:00"), (10, "2026-11-27 18:00")):
        found = proposed_dates(at("2026-11-16 09:00"), at(client_at), calendar())
        share = first_draft_share(found, calendar())
        assert share is not None and share >= 60, days
        assert (
            list(found.values()) == list(found.values()) and found["due_at"] <= found["client_at"] <= found["final_at"]
        )
        assert all(calendar().is_workday(clock.shanghai(one).date()) for one in found.values())
    with pytest.raises(ValueError, match="no working time"):
        proposed_dates(at("2026-11-21 09:00"), at("2026-11-22 18:00"), calendar())


def test_sch_03_the_buffer_is_counted_and_missed_when_it_shrinks(house: SimpleNamespace) -> None:
    line = plan(house, review_at="2026-11-26 14:00", buffer_hours=4)
    assert buffer_left(line.dates, calendar()) == 4
    assert findings([line], loads([line])) == []
    do("line.move", house.lin, line, {"review_at": "2026-11-26 14:30"})
    assert [one.says.zh for one in findings([fresh(line)], [])] == ["缓冲只剩 3.5 小时，要留 4 小时。"]
