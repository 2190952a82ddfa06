"""Everybody lands on a Today of their own: the same lines, other sources; rivals' people find nothing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.models import ClientMember, DutyRow, JobSheet, Person, Workday
from aedesk.kit import clock
from aedesk.reports.today import today
from tests.desk.work import a_request, a_sheet

from .days import a_draft, a_note, asked_for, line_of, mine, of_rule, promised, titles


def submitted(house: SimpleNamespace) -> JobSheet:
    sheet = a_draft(house, a_request(house))
    do("jobsheet.submit", house.lin, sheet)
    return sheet


def test_finance_sees_the_sheets_that_wait_for_a_number_whoever_is_in(house: SimpleNamespace) -> None:
    accountant = Person.objects.create(username="zheng", name="郑一诺", role="accountant", password="!")
    sheet = submitted(house)
    for person in (house.qian, accountant):
        (line,) = mine(person)
        assert (str(line.verb), line.title, line.taps[0].code) == ("编号", "开盘报纸", "jobsheet.number")
    do("jobsheet.number", accountant, sheet)
    assert mine(house.qian) == mine(accountant) == []


def test_doers_and_traffic_sign_and_review_from_their_list(house: SimpleNamespace) -> None:
    sheet = submitted(house)
    for person, code in ((house.he, "jobsheet.sign"), (house.tang, "jobsheet.sign"), (house.song, "jobsheet.review")):
        (line,) = mine(person)
        assert (line.taps[0].kind, line.taps[0].code, line.taps[0].pk) == ("post", code, sheet.pk)
        assert line.taps[0].confirm is not None  # a name under a sheet is asked for once more
    do("jobsheet.sign", house.he, sheet)
    assert mine(house.he) == []
    assert mine(house.tang)


def test_a_returned_sheet_comes_back_to_the_ae(house: SimpleNamespace) -> None:
    sheet = submitted(house)
    do("jobsheet.return", house.he, sheet, {"reason": "目的不清楚"})
    (line,) = of_rule(mine(house.lin), "mend_returned")
    assert (line.taps[0].kind, line.taps[0].code) == ("page", "sheet")


def test_a_hand_over_waits_for_the_receiver_and_the_ae_sees_whom_it_waits_for(house: SimpleNamespace) -> None:
    job = a_sheet(house)
    body = {"to_stage": "design", "receiver": house.tang.pk, "note": "主标题定 A"}
    do("handover.offer", house.he, job, body)
    (line,) = of_rule(mine(house.tang), "accept_hand_over")
    assert (line.title, str(line.asked_by)) == ("文案 → 设计：主标题定 A", "何一苇")
    (waiting,) = of_rule(today(house.lin).waiting, "accept_hand_over")
    assert (str(waiting.owner), waiting.taps[0].code) == ("唐予", "duty.nudge")
    assert of_rule(today(house.he).waiting, "accept_hand_over")
    do("handover.accept", house.tang, line.pk)
    assert not of_rule(today(house.lin).waiting, "accept_hand_over")


def test_a_doer_sees_the_work_in_hand_with_both_times_and_the_clock_on_it(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    times = {"draft_due_at": clock.parse("2026-11-18 12:00"), "client_due_at": clock.parse("2026-11-19 12:00")}
    job = a_sheet(house, **times)
    other = a_sheet(house, number="261116-P02-015", title="围墙", stage="design", **times)
    it = today(house.he)
    assert [(work.title, work.is_mine_now) for work in it.work] == [("开盘报纸", True), ("围墙", False)]
    assert (it.work[0].due_at, it.work[0].client_at) == (times["draft_due_at"], times["client_due_at"])
    do("timer.start", house.he, None, {"sheet": other.pk})
    assert [(work.title, work.is_running) for work in today(house.he).work] == [("围墙", True), ("开盘报纸", False)]
    JobSheet.objects.filter(pk=job.pk).update(state="closed")
    assert [work.title for work in today(house.he).work] == ["围墙"]
    assert today(house.lin).work == []


def test_a_lead_sees_what_their_people_are_late_with_and_what_waits_for_a_decision(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    body = {"client": house.c1.pk, "project": house.p02.pk, "issue": "夜景航拍谁出费用？", "asked": house.zhou.pk}
    house.qin.lead = house.zhou
    house.qin.save()
    do("escalation.raise", house.lin, None, body)
    still.set("2026-11-16 12:30")
    for lead in (house.qin, house.zhou, house.gu):
        late = of_rule(today(lead).team, "keep_promise")
        assert [(str(line.owner), [tap.code for tap in line.taps]) for line in late] == [
            ("林晓岚", ["duty.nudge", "duty.waive"])
        ]
    (decision,) = of_rule(mine(house.zhou), "answer_escalation")
    assert (decision.title, decision.taps[0].kind) == ("夜景航拍谁出费用？", "form")
    assert today(house.lin).team == today(house.he).team == []


def test_the_creative_director_sees_the_creatives_late_lines_only(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    still.set("2026-11-16 12:30")
    assert [str(line.owner) for line in today(house.xu).team] == ["何一苇"]
    assert today(house.tang).team == []


def test_traffic_sees_the_stalled_jobs_of_all(house: SimpleNamespace) -> None:
    a_sheet(house, last_event_at=clock.parse("2026-11-11 14:00"))
    other = a_sheet(house, number="261116-P05-001", title="九里", last_event_at=clock.parse("2026-11-11 14:00"))
    JobSheet.objects.filter(pk=other.pk).update(ae=house.shao)
    assert set(titles(mine(house.song))) == {"开盘报纸", "九里"}
    assert titles(mine(house.lin)) == ["开盘报纸"]


def test_the_administrator_is_told_of_empty_departments_and_of_a_year_without_holidays(house: SimpleNamespace) -> None:
    Person.objects.filter(role="media_manager").update(is_active=False)
    shown = titles(mine(house.ding))
    assert "媒介" in shown
    assert any("2027" in title for title in shown)
    Workday.objects.create(day="2027-01-01", is_workday=False, source="chinesecalendar")
    from aedesk.desk.duties import figures

    figures.changed()
    assert not any("2027" in title for title in titles(mine(house.ding)))


def test_a_rivals_ae_finds_nothing_of_the_client_not_even_what_once_fell_to_him(house: SimpleNamespace) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    a_draft(house)
    do("milestone.add", house.lin, house.p02, {"on": "2026-11-18", "name": "样板房开放"})
    DutyRow.objects.filter(rule="keep_promise").update(person=house.shao)
    it = today(house.shao)
    assert [*it.lines, *it.new, *it.coming, *it.waiting, *it.team] == []
    assert [project.pk for project, _ in it.projects] == [house.p05.pk]


def test_a_doer_taken_off_the_client_sees_its_lines_no_more(house: SimpleNamespace) -> None:
    asked_for(house, "开盘报纸文案", house.he, "2026-11-18 12:00")
    a_sheet(house)
    assert mine(house.he) and today(house.he).work
    ClientMember.objects.filter(person=house.he).update(ended_on=clock.today())
    house.he.__dict__.pop("client_ids", None)
    it = today(house.he)
    assert (it.lines, it.work) == ([], [])


@pytest.mark.parametrize(
    ("at", "sees"), [("11:04:59", False), ("11:05:00", True), ("18:00:00", True), ("18:00:01", False)]
)
def test_a_deputy_sees_the_aes_lines_in_the_days_of_the_deputy(
    house: SimpleNamespace, still: clock.Frozen, at: str, sees: bool
) -> None:
    promised(house, "2026-11-16 17:00", "2026-11-16 15:00")
    request = a_request(house, number=30)
    body = {"person": house.fang.pk, "from_at": "2026-11-16 11:05", "until_at": "2026-11-16 18:00"}
    do("project.deputize", house.lin, house.p02, body)
    still.set(f"2026-11-16 {at}")
    shown = mine(house.fang)
    assert bool(of_rule(shown, "keep_promise")) is sees
    assert any(line.key == f"request:{request.pk}" for line in shown) is sees
    if sees:
        assert str(of_rule(shown, "keep_promise")[0].owner) == "林晓岚"


def test_nobody_of_the_rival_is_in_what_a_walled_off_person_waits_for(house: SimpleNamespace) -> None:
    a_note(house)
    asked_for(house, "开盘报纸文案", house.he, "2026-11-18 12:00")
    assert titles(of_rule(today(house.lin).waiting, "answer_line")) == ["开盘报纸文案"]
    ClientMember.objects.filter(person=house.lin).update(ended_on=clock.today())
    house.lin.__dict__.pop("client_ids", None)
    assert today(house.lin).waiting == []


def test_a_calm_day_is_calm(house: SimpleNamespace) -> None:
    for person in (house.tang, house.zhou, house.qian, house.shen, house.geng):
        it = today(person)
        assert it.is_calm and not (it.waiting or it.team or it.work)


def test_line_keys_are_what_the_morning_list_takes(house: SimpleNamespace) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    a_draft(house)
    a_sheet(house, last_event_at=clock.parse("2026-11-11 14:00"))
    shown = mine(house.lin)
    items = [{"key": line.key, "at": ""} for line in shown]
    assert len({line.key for line in shown}) == len(items) > 2
    do("today.confirm", house.lin, None, {"items": items})
    assert line_of(house.lin, "draft:") is not None
