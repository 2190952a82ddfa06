"""Phone rules (电话规范): the acceptance example of each TEL requirement."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.contactlog.terms import cards
from aedesk.desk.models import Agency, ContactNote, DutyRow
from aedesk.desk.tick import open_rhythms, tick
from aedesk.kit import clock

from .doing import draft, duty, fresh, late_minutes, local, log, page, refused, told


def test_tel_01_a_missed_call_is_rung_back_within_fifteen_minutes_or_flagged(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 14:03")
    missed = {"caller": "王主管", "client": house.c1.pk, "at": "2026-11-17 14:02"}
    slip = do("call.missed", house.lin, None, missed).result
    other = do("call.missed", house.lin, None, missed | {"caller": "李总"}).result
    assert local(duty("call_back", slip).due_at) == "11-17 14:17"
    still.set("2026-11-17 14:12")
    do("slip.answer", house.lin, slip)
    assert (duty("call_back", slip).state, late_minutes(duty("call_back", slip))) == ("done", 0)
    still.set("2026-11-17 14:17:00")
    assert not duty("call_back", other).is_late
    still.set("2026-11-17 14:17:01")
    assert duty("call_back", other).is_late


def test_tel_02_the_card_greets_in_the_agencys_own_words(house: SimpleNamespace) -> None:
    us = Agency.objects.get()
    do("agency.edit", house.ding, us, {"name": "青屿演示广告"})
    assert "你好，青屿演示广告" in page(house.lin, "/log/new/")
    do("agency.edit", house.ding, us, {"greeting": "您好，{name}，很高兴为您服务。"})
    assert "您好，青屿演示广告，很高兴为您服务。" in page(house.lin, "/log/new/")


def test_tel_03_a_slip_is_due_thirty_minutes_after_return_and_reminds_both(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 10:20")
    slip = do(
        "slip.take", house.ding, None,
        {"for_person": house.tang.pk, "caller": "王主管", "matter": "围墙尺寸", "client": house.c1.pk, "back_at": "2026-11-16 11:30"},
    ).result  # fmt: skip
    row = duty("call_back", slip)
    assert (local(row.due_at), row.person) == ("11-16 12:00", house.tang)
    still.set("2026-11-16 12:01")
    tick()
    assert any("已超时" in line for line in told(house.tang))
    assert any("来电还没有回" in line and "唐予" in line for line in told(house.lin))
    assert any("来电还没有回" in line for line in told(house.ding)), "whoever took the message hears of it too"


def test_tel_03_done_at_11_45_is_in_time(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 10:20")
    slip = do(
        "slip.take", house.ding, None,
        {"for_person": house.tang.pk, "caller": "王主管", "matter": "围墙尺寸", "back_at": "2026-11-16 11:30"},
    ).result  # fmt: skip
    still.set("2026-11-16 11:45")
    do("slip.answer", house.tang, slip, {"answer": "已回"})
    assert (duty("call_back", slip).state, late_minutes(duty("call_back", slip))) == ("done", 0)


def monday(house: SimpleNamespace, **more: object) -> ContactNote:
    return log(house, is_monday_call="on", effect_feedback="到访 118→132", week_plan="围墙上画", **more)


def test_tel_04_the_monday_call_is_not_done_without_a_sheet_written_before_nine(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 08:30")
    open_rhythms(clock.today())
    still.set("2026-11-16 09:15")
    with refused("monday_call_prepared"):
        monday(house, started_at="2026-11-16 09:00", ended_at="2026-11-16 09:12")
    still.set("2026-11-16 09:05")
    do("prep.write", house.lin, None, {"client": house.c1.pk, "aim": "补写的准备单"})
    with refused("monday_call_prepared"):
        monday(house, started_at="2026-11-16 09:00", ended_at="2026-11-16 09:04")


def test_tel_04_a_sheet_written_at_08_50_lets_it_be_done(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 08:50")
    open_rhythms(clock.today())
    prep = do("prep.write", house.lin, None, {"client": house.c1.pk, "aim": "听上周效果"}).result
    still.set("2026-11-16 09:15")
    note = monday(house, started_at="2026-11-16 09:00", ended_at="2026-11-16 09:12")
    assert note.prep == prep
    assert DutyRow.objects.get(rule="monday_call", object_id=house.c1.pk).state == "done"


def test_tel_04_a_call_marked_important_needs_a_sheet_written_before_it(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 14:40")
    with refused("important_call_prepared"):
        log(house, is_important="on", started_at="2026-11-17 14:00", ended_at="2026-11-17 14:30")
    still.set("2026-11-17 13:30")
    prep = do("prep.write", house.lin, None, {"client": house.c1.pk, "aim": "谈加价"}).result
    still.set("2026-11-17 14:40")
    note = log(house, is_important="on", prep=prep.pk, started_at="2026-11-17 14:00", ended_at="2026-11-17 14:30")
    assert note.is_important


@pytest.mark.parametrize(
    ("ended", "saved", "late"), [("09:12", "09:15", 0), ("14:00", "14:15:00", 0), ("14:00", "15:10", 55)]
)
def test_tel_05_the_note_is_written_within_fifteen_minutes_of_the_end(
    house: SimpleNamespace, still: clock.Frozen, ended: str, saved: str, late: int
) -> None:
    still.set(f"2026-11-17 {saved}")
    note = log(house, ended_at=f"2026-11-17 {ended}")
    assert late_minutes(duty("note_at_once", note)) == late
    assert ("迟记" in page(house.lin, f"/log/{note.pk}/")) == (late > 0)


def test_tel_06_three_points_not_read_back_are_saved_as_unconfirmed_with_a_reminder(house: SimpleNamespace) -> None:
    note = log(house)
    shown = page(house.lin, f"/log/{note.pk}/")
    assert "未确认" in shown and "已复述确认" in shown
    assert duty("read_back", note).state == "open"
    do("note.confirm", house.lin, note, {"read_back_by": "王主管"})
    assert "未确认" not in page(house.lin, f"/log/{note.pk}/")
    assert duty("read_back", note).state == "done"


def test_tel_07_a_sheet_from_a_note_without_the_real_need_is_blocked_and_says_so(house: SimpleNamespace) -> None:
    sheet = draft(house)
    do("note.edit", house.lin, sheet.alignment, {"real_need": ""})
    with refused("own_view") as reasons:
        do("jobsheet.submit", house.lin, sheet)
    assert any("真实需求" in why for why in reasons())
    do("note.edit", house.lin, sheet.alignment, {"real_need": "把到访推起来"})
    assert do("jobsheet.submit", house.lin, sheet).result.state == "submitted"


def test_tel_08_the_client_hears_the_decision_within_the_hour(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-18 15:05")
    asked = {
        "client": house.c1.pk,
        "project": house.p02.pk,
        "issue": "毛利 15.56%，能否报 72,000",
        "asked": house.zhou.pk,
    }
    it = do("escalation.raise", house.lin, None, asked).result
    still.set("2026-11-18 15:40")
    do("escalation.decide", house.zhou, it, {"decision": "报 91,000"})
    assert local(duty("tell_decision", it).due_at) == "11-18 16:40"
    still.set("2026-11-18 15:55")
    do("escalation.tell_client", house.lin, it)
    assert (duty("tell_decision", it).state, late_minutes(duty("tell_decision", it))) == ("done", 0)
    assert "15 分后告知" in page(house.lin, "/log/escalations/")


def test_tel_09_in_milestone_mode_a_relay_is_due_the_same_evening(house: SimpleNamespace, still: clock.Frozen) -> None:
    do(
        "project.milestone_mode", house.lin, house.p02,
        {"milestone_from": "2026-11-18 00:00", "milestone_until": "2026-11-29 00:00", "milestone_on_call": "林晓岚、唐予轮值，补休记加班单"},
    )  # fmt: skip
    still.set("2026-11-18 21:31")
    said = {"is_incoming": "on", "channel": "wechat", "for_team": "on", "ended_at": "2026-11-18 21:30"}
    note = log(house, **said)
    assert local(duty("relay", note).due_at) == "11-18 22:30"
    do("project.milestone_off", house.lin, house.p02)
    other = log(house, **said)
    assert local(duty("relay", other).due_at) == "11-19 10:00"


def test_tel_10_a_decision_by_phone_owes_minutes_in_24_hours(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 09:15")
    note = log(house, ended_at="2026-11-16 09:12", decisions=[{"text": "开盘提前到 11-28"}])
    decision = note.decisions.get()
    assert local(duty("minutes_of_decision", decision).due_at) == "11-17 09:12"
    still.set("2026-11-17 08:58")
    do("minutes.send", house.lin, decision, {"text": "开盘提前到 11-28（周六）。"})
    assert (duty("minutes_of_decision", decision).state, late_minutes(duty("minutes_of_decision", decision))) == (
        "done",
        0,
    )


def test_tel_11_the_coach_card_stands_beside_the_call_and_stores_nothing(house: SimpleNamespace) -> None:
    before = ContactNote.objects.count()
    shown = page(house.lin, "/log/new/")
    assert "语速放慢" in shown and "微笑" in shown
    assert "Slow down" in page(house.lin, "/log/new/", language="en")
    assert ContactNote.objects.count() == before


def test_tel_12_the_plan_for_a_client_who_complains_of_delay_opens_from_the_call_page(house: SimpleNamespace) -> None:
    assert any("客户指责延误" in title.zh for title, _ in cards("青屿演示广告"))
    shown = page(house.lin, "/log/new/")
    assert "<summary><b>客户指责延误</b></summary>" in shown and "不狡辩" in shown
    assert fresh(house.c1)
