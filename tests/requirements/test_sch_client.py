"""Acceptance of SCH-05 to SCH-10: what the client sees and signs, how far the work is, time won, word of a delay."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import NotAllowed, WrongState
from aedesk.desk.models import (
    DutyRow,
    Extension,
    HandOver,
    Person,
    Schedule,
    ScheduleSign,
)
from aedesk.desk.schedules.agreed import since_agreed
from aedesk.desk.schedules.filing import lines_of, standing
from aedesk.desk.schedules.forclient import client_rows, delay_notice
from aedesk.desk.schedules.progress import progress_of
from aedesk.kit import clock
from tests.desk.work import a_sheet

from .doing import fresh, local, page, refused
from .schedules import accepted, at, brand, filed, plan

# SCH-05 让客户和小组了解什么时间开始到什么时间结束


def test_sch_05_the_clients_copy_holds_eight_lines_no_cost_and_no_name_but_the_aes(house: SimpleNamespace) -> None:
    for n in range(8):
        accepted(house, f"第 {n + 1} 条，唐予主笔", hours="12.5", needs="请何一苇核对的户型图")
    plan(house, "内部", how="line.propose")
    rows = client_rows(filed(house))
    said = str(rows)
    assert len(rows) == 8
    names = Person.objects.exclude(pk=house.lin.pk).values_list("name", flat=True)
    assert not [name for name in names if name in said]
    assert "12.5" not in said and "due_at" not in said and "review_at" not in said
    assert rows[0].what == "第 1 条，我方主笔"


def test_sch_05_a_time_that_is_due_inside_only_stays_inside(house: SimpleNamespace) -> None:
    accepted(house, "内审", client_at="")
    accepted(house, "初稿")
    assert [row.what for row in client_rows(filed(house))] == ["初稿"]


# SCH-06 品牌代理的客户，进度表双方签署确认


def test_sch_06_signed_by_us_only_it_waits_for_the_client_and_is_not_in_force(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    accepted(brand(house))
    paper = filed(house)
    assert (paper.state, DutyRow.objects.get(rule="sign_schedule").person) == ("sign_ours", house.zhou)
    with pytest.raises(NotAllowed):
        do("schedule.sign", house.lin, paper)
    with pytest.raises(WrongState):
        do("schedule.client_sign", house.lin, paper, {"contact": house.wang.pk})
    still.set("2026-11-16 11:00")
    do("schedule.sign", house.zhou, paper)
    assert standing(fresh(paper)) == "sign_client"
    with refused("both_sign_schedule") as why:
        do("schedule.effect", house.lin, paper)
    assert why() == ["客户还没有签。"]
    still.set("2026-11-17 10:30")
    do("schedule.client_sign", house.lin, paper, {"contact": house.wang.pk})
    assert (fresh(paper).state, local(fresh(paper).in_force_at)) == ("in_force", "11-17 10:30")
    assert not DutyRow.objects.filter(rule__in=("sign_schedule", "client_signs_schedule"), state="open").exists()


def signed(house: SimpleNamespace) -> Schedule:
    paper = filed(house)
    do("schedule.sign", house.zhou, paper)
    do("schedule.client_sign", house.lin, paper, {"contact": house.wang.pk})
    return fresh(paper)


def test_sch_06_a_change_of_what_was_signed_asks_for_both_again(house: SimpleNamespace) -> None:
    line = accepted(brand(house))
    paper = signed(house)
    assert standing(paper) == "in_force"
    plan(house, "还没问的", how="line.propose")
    do("line.edit", house.lin, line, {"hours": "8"})
    assert standing(fresh(paper)) == "in_force"  # nothing that the client reads
    do("line.move", house.lin, line, {"client_at": "2026-11-27 18:00"})
    do("line.accept", house.tang, line)
    assert standing(fresh(paper)) == "sign_ours"
    with pytest.raises(WrongState, match="重新交"):
        do("schedule.sign", house.zhou, paper)
    again = signed(house)
    assert (standing(again), again.edition) == ("in_force", 2)
    assert ScheduleSign.objects.filter(void_at=None).count() == 2
    assert ScheduleSign.objects.count() == 4


def test_sch_06_what_both_signed_stays_in_force_and_the_changes_are_marked(house: SimpleNamespace) -> None:
    first, second = accepted(brand(house), "初稿"), accepted(house, "版面")
    paper = signed(house)
    assert since_agreed(fresh(paper), lines_of(paper)) is None
    do("line.move", house.lin, first, {"client_at": "2026-11-27 18:00"})
    do("line.accept", house.tang, first)
    do("line.withdraw", house.lin, second, {"reason": "客户不要了"})
    third = accepted(house, "加推单页")
    since = since_agreed(fresh(paper), lines_of(paper))
    assert since is not None
    assert (since.edition, since.marks, since.gone) == (1, {first.pk: "changed", third.pk: "new"}, ("版面",))
    text = page(house.lin, f"/schedules/{paper.pk}/")
    assert "第 1 版继续有效；标出的 3 处改动" in text and "拿下：版面" in text
    do("schedule.sign", house.zhou, filed(house))
    assert since_agreed(fresh(paper), lines_of(paper)) == since  # one name is not two
    do("schedule.client_sign", house.lin, fresh(paper), {"contact": house.wang.pk})
    assert since_agreed(fresh(paper), lines_of(paper)) is None


def test_sch_10_what_was_taken_out_names_no_colleague_either(house: SimpleNamespace) -> None:
    gone, _stays = accepted(brand(house), f"{house.tang.name}补拍的版面"), accepted(house, "初稿")
    paper = signed(house)
    do("line.withdraw", house.lin, gone, {"reason": "客户不要了"})
    since = since_agreed(fresh(paper), lines_of(paper))
    assert since is not None and since.gone == ("我方补拍的版面",)


def test_sch_06_a_month_that_is_over_stays_as_it_was_signed(house: SimpleNamespace, still: clock.Frozen) -> None:
    line = accepted(brand(house))
    paper = signed(house)
    do("line.counter", house.tang, line, {"countered_at": "2026-11-26 12:00"})
    assert standing(fresh(paper)) == "sign_ours"
    still.set("2026-11-30 23:59")
    assert standing(fresh(paper)) == "sign_ours"
    still.set("2026-12-01 00:00")
    assert standing(fresh(paper)) == "in_force"


def test_sch_06_nothing_accepted_is_nothing_for_the_client_to_sign(house: SimpleNamespace) -> None:
    plan(brand(house))
    paper = filed(house)
    do("schedule.sign", house.zhou, paper)
    with refused("only_accepted_to_client"):
        do("schedule.client_sign", house.lin, paper, {"contact": house.wang.pk})


def test_sch_06_other_clients_schedules_are_in_force_when_filed(house: SimpleNamespace) -> None:
    plan(house)
    paper = filed(house)
    assert (paper.state, standing(paper)) == ("in_force", "in_force")
    with pytest.raises(WrongState):
        do("schedule.sign", house.zhou, paper)


# SCH-07 状态告知的进度表


def test_sch_07_the_line_says_in_design_since_the_seventeenth_at_ten(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    sheet = a_sheet(house)
    line = accepted(house, sheet=sheet.pk)
    said = lambda: progress_of([fresh(line)])[line.pk]  # noqa: E731
    assert (said().says.zh, local(said().since_at)) == ("文案中", "11-16 09:00")
    still.set("2026-11-16 17:00")
    offer = do("handover.offer", house.he, sheet, {"to_stage": "design", "receiver": house.tang.pk}).result
    assert said().says.zh == "文案中"
    still.set("2026-11-17 10:00")
    do("handover.accept", house.tang, HandOver.objects.get(pk=offer.pk))
    assert (said().says.zh, local(said().since_at)) == ("设计中", "11-17 10:00")
    assert client_rows(filed(house))[0].progress == said()


# SCH-08 为创意人员争取时间


def test_sch_08_a_day_won_is_logged_with_from_to_and_reason(house: SimpleNamespace, still: clock.Frozen) -> None:
    line = plan(house, start_at="", due_at="2026-11-18 11:00", client_at="2026-11-18 12:00")
    still.set("2026-11-16 11:55")
    do("line.move", house.lin, line, {"client_at": "2026-11-19 12:00", "agreed": True, "reason": "先看版面再定"})
    won = Extension.objects.get()
    assert (local(won.from_at), local(won.to_at), won.reason, local(won.created_at)) == (
        "11-18 12:00",
        "11-19 12:00",
        "先看版面再定",
        "11-16 11:55",
    )


def test_sch_08_moving_without_the_clients_word_wins_nothing(house: SimpleNamespace) -> None:
    line = plan(house)
    do("line.shift", house.lin, line, {"days": 1})
    do("line.shift", house.lin, fresh(line), {"days": -1, "agreed": True})
    assert not Extension.objects.exists()


# SCH-10 不要在某些事情延迟的时候责备创意人员


def test_sch_10_word_of_a_delay_names_nobody_but_the_ae(house: SimpleNamespace) -> None:
    line = accepted(house, "唐予的版面")
    said = delay_notice(line, at("2026-11-27 12:00"), "唐予和何一苇手上的活撞了", "王主管")
    for text in (said.zh, said.en):
        assert not [p.name for p in Person.objects.exclude(pk=house.lin.pk) if p.name in text]
        assert "11-26 18:00" in text and "11-27 12:00" in text and "林晓岚" in text
    assert "王主管您好" in said.zh
