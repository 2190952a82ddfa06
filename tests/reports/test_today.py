"""Every source of Today appears and disappears as its requirement says, on the boundary too."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.models import JobSheet, ProgressNote, Request, SalesMilestone
from aedesk.desk.tick import tick
from aedesk.kit import clock
from aedesk.reports.today import today
from tests.desk.work import a_request, a_sheet

from .days import a_draft, a_note, asked_for, groups, line_of, mine, of_rule, promised, titles


def test_what_is_promised_today_stands_with_its_time_and_to_whom(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-19 12:00", "2026-11-18 12:00")
    (line,) = of_rule(today(house.lin).coming, "keep_promise")
    assert line.title == "开盘报纸初稿 → 王主管"  # RHY-03
    still.set("2026-11-19 09:00")
    it = today(house.lin)
    (line,) = of_rule(it.lines, "keep_promise")
    assert (line.due_at, line.group(it.now, it.day)) == (clock.parse("2026-11-19 12:00"), "today")
    still.set("2026-11-19 11:00")
    assert "开盘报纸初稿 → 王主管" in groups(house.lin)["now"]
    still.set("2026-11-19 12:00:00")
    assert "late" not in groups(house.lin)
    still.set("2026-11-19 12:00:01")
    assert groups(house.lin)["late"] == ["开盘报纸初稿 → 王主管"]
    tap = of_rule(mine(house.lin), "keep_promise")[0].tap
    assert tap is not None and (tap.kind, tap.code) == ("post", "promise.keep")
    do(tap.code, house.lin, tap.pk)
    assert not of_rule(mine(house.lin), "keep_promise")


def test_a_line_is_answered_then_delivered_with_one_tap_each_and_the_client_time_beside_it(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    asked_for(house, "开盘报纸文案", house.he, "2026-11-18 12:00", client_at="2026-11-19 12:00")
    (line,) = of_rule(mine(house.he), "answer_line")
    assert line.client_at == clock.parse("2026-11-19 12:00")  # SCH-09: the doer sees the true time
    assert [tap.code for tap in line.taps] == ["line.accept", "line.counter"]
    assert str(line.asked_by) == "林晓岚"
    do("line.accept", house.he, line.pk)
    assert not of_rule(mine(house.he), "answer_line")
    (line,) = of_rule(mine(house.he), "deliver_line")
    do(line.taps[0].code, house.he, line.taps[0].pk)
    assert mine(house.he) == []


def test_the_doers_own_time_is_agreed_to_with_one_tap(house: SimpleNamespace) -> None:
    line = asked_for(house, "开盘报纸文案", house.he, "2026-11-18 12:00")
    do("line.counter", house.he, line, {"countered_at": "2026-11-18 15:00"})
    (shown,) = of_rule(mine(house.lin), "answer_counter")
    tap = shown.taps[0]
    assert (str(tap.label), tap.kind) == ("同意 11-18 15:00", "post")
    do(tap.code, house.lin, tap.pk, dict(tap.data))
    line.refresh_from_db()
    assert (line.state, line.due_at) == ("accepted", clock.parse("2026-11-18 15:00"))


def test_a_request_is_listed_from_0912_until_its_sheet_is_issued(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 09:12")
    request = do("request.open", house.lin, None, {"project": house.p02.pk, "title": "开盘报纸"}).result
    assert str(line_of(house.lin, f"request:{request.pk}").verb) == "开单"  # type: ignore[union-attr]
    assert groups(house.lin)["sheet"] == [f"R-{request.number} 开盘报纸"]
    sheet = a_draft(house, request)
    assert str(line_of(house.lin, f"request:{request.pk}").verb) == "填单"  # type: ignore[union-attr]
    do("jobsheet.submit", house.lin, sheet)
    assert f"R-{request.number} 开盘报纸" in titles(today(house.lin).waiting)
    for code, who in (("number", house.qian), ("sign", house.he), ("sign", house.tang), ("review", house.song)):
        do(f"jobsheet.{code}", who, sheet)
    assert JobSheet.objects.get().state == "issued"
    it = today(house.lin)
    assert not [line for line in (*it.lines, *it.waiting) if line.key == f"request:{request.pk}"]


def test_a_dropped_request_goes_and_a_draft_without_a_request_stays(house: SimpleNamespace) -> None:
    request = a_request(house)
    sheet = a_draft(house)
    assert {line.key for line in mine(house.lin)} >= {f"request:{request.pk}", f"draft:{sheet.pk}"}
    do("request.drop", house.lin, request, {"reason": "客户不做了"})
    do("jobsheet.cancel", house.lin, sheet, {"reason": "客户不做了"})
    assert not [line for line in mine(house.lin) if line.key.startswith(("request:", "draft:"))]


def test_a_schedule_line_without_a_sheet_asks_for_one(house: SimpleNamespace) -> None:
    body = {
        "project": house.p02.pk,
        "what": "月度海报",
        "step": "design",
        "doer": house.tang.pk,
        "due_at": "2026-11-20 12:00",
    }
    line = do("line.propose", house.lin, None, body).result
    assert line_of(house.lin, "line:") is None
    do("line.accept", house.tang, line)
    assert str(line_of(house.lin, "line:").verb) == "开单"  # type: ignore[union-attr]


@pytest.mark.parametrize(("at", "stalled"), [("2026-11-18 13:59:59", False), ("2026-11-18 14:00:00", True)])
def test_a_job_without_an_event_since_monday_1400_is_stalled_on_wednesday_1400(
    house: SimpleNamespace, still: clock.Frozen, at: str, stalled: bool
) -> None:
    a_sheet(house, last_event_at=clock.parse("2026-11-16 14:00"))
    still.set(at)
    assert ("still" in groups(house.lin)) is stalled


def test_a_dated_next_action_takes_a_stalled_job_off_until_its_time_comes(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    job = a_sheet(house, last_event_at=clock.parse("2026-11-11 14:00"))
    (line,) = [line for line in mine(house.lin) if line.key == f"job:{job.pk}"]
    assert (line.taps[0].kind, line.taps[0].code) == ("form", "job.next")
    do("job.next", house.lin, job, {"next_action": "问王主管意见", "next_action_at": "2026-11-27 10:00"})
    still.set("2026-11-23 09:00")
    assert line_of(house.lin, "job:") is None
    still.set("2026-11-27 10:00:01")
    back = line_of(house.lin, "job:")
    assert back is not None and (back.title, back.is_late(still.moment)) == ("问王主管意见", True)


def test_a_job_without_a_note_for_a_working_day_says_so_and_asking_is_logged(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 10:00")
    job = a_sheet(house)
    do("progress.note", house.tang, job, {"percent": 40, "note": "版面两稿"})
    still.set("2026-11-17 17:00")
    (shown,) = today(house.lin).progress
    assert (shown.percent, shown.note, shown.is_quiet) == (40, "版面两稿", False)
    still.set("2026-11-18 09:00")
    assert today(house.lin).progress[0].is_quiet  # 未更新: Tuesday passed without a note
    do("progress.ask", house.lin, job)
    assert today(house.lin).progress[0].asked_at == still.moment
    (asked,) = of_rule(mine(house.tang), "answer_nudge")
    assert (asked.taps[0].kind, asked.taps[0].code) == ("form", "progress.note")
    still.move(minutes=20)
    for doer in (house.he, house.tang, house.duan):
        do("progress.note", doer, job, {"percent": 60})
    (shown,) = today(house.lin).progress
    assert (shown.is_quiet, shown.asked_at, shown.percent) == (False, None, 60)
    assert ProgressNote.objects.count() == 4


def test_a_milestone_is_foreseen_three_days_ahead_and_becomes_a_request_or_nothing(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    body = {"on": "2026-11-19", "name": "样板房开放", "may_need": "导视/邀请函?"}
    made = do("milestone.add", house.lin, house.p02, body).result
    still.set("2026-11-15 12:00")
    assert line_of(house.lin, "milestone:") is None
    still.set("2026-11-16 09:00")
    (line,) = today(house.lin).coming
    assert (line.title, str(line.hint)) == ("样板房开放", "可能需要：导视/邀请函?")
    assert [tap.code for tap in line.taps] == ["call_milestone", "milestone.confirm", "milestone.dismiss"]
    a_note(house, milestone=made.pk, opens_request="on", request_title="样板房导视")  # the AE phones, and logs it
    assert line_of(house.lin, "milestone:") is None
    assert (SalesMilestone.objects.get().answer, Request.objects.get().title) == ("confirmed", "样板房导视")


def test_a_milestone_dismissed_is_gone(house: SimpleNamespace) -> None:
    made = do("milestone.add", house.lin, house.p02, {"on": "2026-11-19", "name": "样板房开放"}).result
    do("milestone.dismiss", house.lin, made)
    assert line_of(house.lin, "milestone:") is None


def test_a_slip_is_due_at_noon_and_late_a_second_after(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 10:20")
    body = {"for_person": house.tang.pk, "caller": "王主管", "matter": "问报价", "back_at": "2026-11-16 11:30"}
    do("slip.take", house.ding, None, body)
    (line,) = of_rule(mine(house.tang), "call_back")
    assert (line.title, line.due_at) == ("王主管：问报价", clock.parse("2026-11-16 12:00"))
    still.set("2026-11-16 12:00:00")
    assert not of_rule(mine(house.tang), "call_back")[0].is_late(still.moment)
    still.set("2026-11-16 12:00:01")
    assert of_rule(mine(house.tang), "call_back")[0].is_late(still.moment)
    assert titles(today(house.ding).waiting) == ["王主管：问报价"]  # whoever took it waits
    do("slip.answer", house.tang, line.pk)
    assert mine(house.tang) == []


def test_a_clients_promise_turns_red_the_second_after_three(house: SimpleNamespace, still: clock.Frozen) -> None:
    note = a_note(house)
    do("clientpromise.add", house.lin, note, {"what": "来访数据", "due_at": "2026-11-17 15:00"})
    still.set("2026-11-17 15:00:00")
    (line,) = of_rule(mine(house.lin), "client_keeps_word")
    assert (line.title, line.is_late(still.moment)) == ("王主管：来访数据", False)
    still.set("2026-11-17 15:00:01")
    assert of_rule(mine(house.lin), "client_keeps_word")[0].is_late(still.moment)


def test_a_birthday_is_seen_coming_on_monday_and_is_there_on_the_day_at_nine(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    tick()
    assert "王主管生日 11-18" in titles(today(house.lin).coming)
    still.set("2026-11-18 09:00")
    tick()
    (line,) = of_rule(today(house.lin).lines, "birthday")
    assert (line.tone(still.moment), line.taps[0].code) == ("warn", "birthday.greeted")
    do("birthday.greeted", house.lin, line.pk)
    assert not of_rule(mine(house.lin), "birthday")


@pytest.mark.parametrize(("at", "count"), [("16:59:59", 0), ("17:00:00", 2)])
def test_at_five_the_list_of_what_will_not_finish_names_ones_own_and_the_doers(
    house: SimpleNamespace, still: clock.Frozen, at: str, count: int
) -> None:
    promised(house, "2026-11-16 17:40", "2026-11-16 17:30")
    asked_for(house, "明天的事", house.tang, "2026-11-17 12:00", number=22)
    still.set(f"2026-11-16 {at}")
    late = today(house.lin).unfinished
    wanted = {"开盘报纸初稿 → 王主管", "开盘报纸文案"}
    assert set(titles(late)) & wanted == (wanted if count else set())
    assert "明天的事" not in titles([line for line in late if line.rule == "deliver_line"])


def test_a_call_outside_the_contacts_window_shows_a_hint_and_a_proposal_away_from_meals(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    body = {"client": house.c1.pk, "contact": house.wang.pk, "channel": "phone", "aim": "问来访数据"}
    do("prep.write", house.lin, None, body | {"planned_at": "2026-11-16 11:00"})
    do("prep.write", house.lin, None, body | {"planned_at": "2026-11-16 09:10"})
    do(
        "prep.write",
        house.lin,
        None,
        body | {"planned_at": "2026-11-16 16:30", "channel": "meeting", "aim": "方案讨论"},
    )
    hints = [str(line.hint or "") for line in today(house.lin).lines]
    assert hints == ["", "争第一个电话：08:50–09:10", "谈方案最好在饭前饭后：11:00–12:00、13:30–14:30"]


def test_a_talk_that_was_logged_is_gone(house: SimpleNamespace, still: clock.Frozen) -> None:
    body = {
        "client": house.c1.pk,
        "contact": house.wang.pk,
        "channel": "phone",
        "aim": "问数据",
        "planned_at": "2026-11-16 09:05",
    }
    prep = do("prep.write", house.lin, None, body).result
    assert line_of(house.lin, "prep:") is not None
    a_note(house, prep=prep.pk)
    assert line_of(house.lin, "prep:") is None


def test_how_many_of_the_days_clocks_were_kept(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    promised(house, "2026-11-16 15:00", "2026-11-16 14:00", number=22)
    first, second = of_rule(today(house.lin).lines, "keep_promise")
    do("promise.keep", house.lin, first.pk)
    still.set("2026-11-16 15:10")
    it = today(house.lin)
    assert (it.kept, it.counted, it.late) == (1, 2, 1)
    do("promise.keep", house.lin, second.pk)
    it = today(house.lin)
    assert (it.kept, it.counted, it.late) == (1, 2, 0)
    assert [(done.title, done.late_seconds) for done in it.done] == [
        ("开盘报纸初稿 → 王主管", 600), ("开盘报纸初稿 → 王主管", 0),
    ]  # fmt: skip


def test_what_was_marked_by_mistake_is_corrected_from_the_list_of_what_is_done(house: SimpleNamespace) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    do("promise.keep", house.lin, of_rule(mine(house.lin), "keep_promise")[0].pk)
    undo = today(house.lin).done[0].undo
    assert undo is not None
    do(undo.code, house.lin, undo.pk)
    assert of_rule(mine(house.lin), "keep_promise")
    assert today(house.lin).done == []


def test_yesterdays_settled_things_do_not_count_today(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    do("promise.keep", house.lin, of_rule(mine(house.lin), "keep_promise")[0].pk)
    still.move(days=1)
    it = today(house.lin)
    assert (it.done, it.kept, it.counted) == ([], 0, 0)


def test_an_hour_before_it_is_due_a_line_stands_under_now(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-16 16:00", "2026-11-16 15:00")
    still.set("2026-11-16 14:59:59")
    assert "now" not in groups(house.lin)
    still.move(seconds=1)
    assert groups(house.lin)["now"] == ["开盘报纸初稿 → 王主管"]
    assert still.moment + timedelta(hours=1) == clock.parse("2026-11-16 16:00")
