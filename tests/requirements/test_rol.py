"""Role and account structure (角色与窗口): the acceptance example of each ROL requirement."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Unknown, WrongState
from aedesk.desk.journal.queries import timeline
from aedesk.desk.models import (
    Agency,
    ContactNote,
    Event,
    JobSheet,
    Person,
    Project,
    PurchaseOrder,
    ScheduleLine,
)
from aedesk.desk.projects.queries import counts, lights
from aedesk.desk.tick import tick
from aedesk.kit import clock
from aedesk.reports.today import today

from .doing import draft, duty, fresh, issued, local, log, page, refused, told


def test_rol_01_only_the_ae_and_a_dated_deputy_send_to_the_client(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-17 09:00")
    note = log(house, decisions=[{"text": "围墙定稿"}, {"text": "开盘提前"}, {"text": "换主色"}])
    first, second, third = note.decisions.order_by("pk")
    still.set("2026-11-17 11:00")
    with pytest.raises(NotAllowed):
        do("minutes.send", house.tang, first, {"text": "围墙定稿"})
    still.set("2026-11-17 11:05")
    do("project.deputize", house.lin, house.p02, {"person": house.fang.pk, "until_at": "2026-11-18 18:00"})
    still.set("2026-11-17 11:10")
    do("minutes.send", house.fang, first, {"text": "围墙定稿"})
    assert "代 林晓岚" in timeline(thing=first)[0].what
    still.set("2026-11-18 18:00:00")
    do("minutes.send", house.fang, second, {"text": "开盘提前"})
    still.set("2026-11-18 18:00:01")
    with pytest.raises(NotAllowed):
        do("minutes.send", house.fang, third, {"text": "换主色"})


def test_rol_02_a_missing_function_is_a_gap_and_a_missing_finance_person_stops_the_start(
    house: SimpleNamespace,
) -> None:
    given = {"client": house.c1.pk, "name": "会展主视觉", "ae": house.lin.pk, "code": "P11"}
    p11 = do("project.add", house.lin, None, given).result
    do("project.set_member", house.lin, p11, {"function": "creative", "person": house.xu.pk})
    assert "媒介 未指定" in page(house.lin, f"/projects/{p11.pk}/")
    with refused("whole_team") as reasons:
        do("project.start", house.lin, p11)
    assert reasons() == ["财务 未指定。"]
    assert fresh(p11).state == "setup"
    do("project.set_member", house.lin, p11, {"function": "finance", "person": house.qian.pk})
    assert do("project.start", house.lin, p11).result.state == "running"


def test_rol_03_one_late_item_is_a_red_time_light_and_103_percent_a_red_money_light(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 09:00")
    Project.objects.filter(pk=house.p02.pk).update(budget=100_000)
    sheet = JobSheet.objects.create(
        client=house.c1, project=house.p02, title="围墙", ae=house.lin, state="issued", number="J-1"
    )
    PurchaseOrder.objects.create(client=house.c1, sheet=sheet, what="喷绘", amount=82_000, received_at=clock.now())
    PurchaseOrder.objects.create(client=house.c1, sheet=sheet, what="安装", amount=21_000)
    line = ScheduleLine.objects.create(
        client=house.c1, project=house.p02, sheet=sheet, what="版面", step="design", doer=house.tang,
        due_at=clock.parse("2026-11-17 18:00"),
    )  # fmt: skip
    do("line.accept", house.tang, line)
    still.set("2026-11-17 18:00:00")
    assert _lights(house)["时间"][0] != "late"
    still.set("2026-11-17 18:01")
    assert _lights(house)["时间"][0] == "late"
    assert _lights(house)["预算"] == ("late", "已用 103%：已发生 82,000，已下单 21,000，预算 100,000")
    assert "103%" in page(house.lin, f"/projects/{house.p02.pk}/")
    assert "82,000" not in page(house.tang, f"/projects/{house.p02.pk}/"), "a designer sees no amounts"


def _lights(house: SimpleNamespace) -> dict[str, tuple[str, str]]:
    it = fresh(house.p02)
    return {one.name.zh: (one.tone, one.says.zh) for one in lights(counts([it])[it.pk], money=True)}


def test_rol_04_a_job_silent_for_two_working_days_is_stalled_until_a_dated_action_is_added(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 14:00")
    sheet = issued(house)
    assert local(sheet.last_event_at) == "11-16 14:00"
    still.set("2026-11-18 13:59:59")
    assert _stalled(house.lin) == []
    still.set("2026-11-18 14:00")
    assert _stalled(house.lin) == [sheet.label]
    assert "两个工作日没有动静" in page(house.lin, "/")
    assert _stalled(house.song) == [sheet.label], "traffic sees every train that stands"
    assert _stalled(house.shao) == [], "the rival's AE does not"
    do("job.next", house.lin, sheet, {"next_action": "问王主管意见", "next_action_at": "2026-11-24 10:00"})
    assert _stalled(house.lin) == _stalled(house.song) == []
    still.set("2026-11-23 18:00")
    assert _stalled(house.lin) == _stalled(house.song) == [], "silent again, but the next step is dated and ahead"
    still.set("2026-11-24 10:00")
    assert _stalled(house.lin) == _stalled(house.song) == [sheet.label], "its time has come and nothing moved"
    do("progress.note", house.tang, sheet, {"percent": 60, "note": "二稿在做"})
    assert _stalled(house.song) == []


def _stalled(person: Person) -> list[str]:
    """The jobs on a person's list that stand still or whose next action is due."""
    it = today(person)
    due = [line for line in it.lines if line.rule == "stalled_job" and (line.due_at is None or line.due_at <= it.now)]
    return [line.place.job for line in due]


def test_rol_05_a_hand_over_not_accepted_is_told_to_the_ae_after_four_working_hours(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 09:00")
    sheet = issued(house)
    still.set("2026-11-17 10:00")
    offer = do("handover.offer", house.he, sheet, {"to_stage": "design", "receiver": house.tang.pk}).result
    assert local(duty("accept_hand_over", offer).due_at) == "11-17 14:00"
    with refused("hand_over_accepted"):
        do("timer.start", house.tang, None, {"sheet": sheet.pk})
    still.set("2026-11-17 14:00:00")
    tick()
    assert not any("交接未确认" in line for line in told(house.lin))
    still.set("2026-11-17 14:00:01")
    tick()
    assert any("交接未确认：唐予" in line for line in told(house.lin))
    do("handover.accept", house.tang, offer)
    do("timer.start", house.tang, None, {"sheet": sheet.pk})
    assert fresh(sheet).stage == "design"


def test_rol_06_ten_brochures_that_slipped_at_the_proof_warn_the_next_one(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    due = clock.parse("2026-10-14 18:00")
    for n, hours in enumerate((0, 8, 15, 24, 42, 48, 48, 50, 66, 90)):
        sheet = JobSheet.objects.create(
            client=house.c3, project=house.p05, title=f"楼书 {n}", ae=house.shao, job_type="brochure", state="closed"
        )
        ScheduleLine.objects.create(
            client=house.c3, project=house.p05, sheet=sheet, what="打样", step="proof", doer=house.bai, due_at=due,
            state="delivered", changed_at=due + timedelta(hours=hours),
        )  # fmt: skip
    brochure = draft(house, job_type="brochure")
    assert "打样 历史中位延误 1.5天" in page(house.lin, f"/jobs/{brochure.pk}/")
    assert "历史中位延误" not in page(house.lin, f"/jobs/{draft(house).pk}/"), "a newspaper ad has no such past"
    still.set("2027-11-20 09:00")
    assert "历史中位延误" not in page(house.lin, f"/jobs/{brochure.pk}/"), "only the last twelve months count"


def test_rol_06_a_moved_line_still_counts_from_the_time_first_accepted(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    asked = {"project": house.p02.pk, "what": "文案", "step": "copy", "doer": house.he.pk, "due_at": "2026-11-17 18:00"}
    line = do("line.propose", house.lin, None, asked).result
    do("line.accept", house.he, line)
    do("line.move", house.lin, line, {"due_at": "2026-11-19 18:00"})
    do("line.accept", house.he, line)
    assert local(fresh(line).first_due_at) == "11-17 18:00"


def test_rol_07_printing_leads_to_the_production_manager_with_his_backup(house: SimpleNamespace) -> None:
    do(
        "person.edit",
        house.ding,
        house.geng,
        {"duties_text": "印刷、打样、物料", "backup": house.duan.pk, "phone": "+86 100 0000 0017"},
    )
    found = page(house.lin, "/people/?q=印刷")
    assert "耿实" in found and "段可" in found and "0017" in found and "林晓岚" not in found.split("<tbody>")[1]
    assert f'href="/people/{house.he.pk}/"' in page(house.lin, f"/projects/{house.p02.pk}/"), "from each project too"


def test_rol_07_a_department_without_a_person_is_flagged_to_the_office(house: SimpleNamespace) -> None:
    Person.objects.filter(role="traffic").update(is_active=False)
    assert "“流程”没有人" in page(house.ding, "/people/")
    assert "“流程”没有人" not in page(house.lin, "/people/")


def test_rol_08_a_new_account_person_reads_the_profile_or_turns_red_with_the_manager(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-02 09:00")
    do("agency.edit", house.ding, Agency.objects.get(), {"profile": "综合代理", "price_bases": "按稿、按月、按效果"})
    new = {
        "name": "新同事",
        "role": "ae_assistant",
        "username": "new1",
        "password": "long enough here",
        "lead": house.qin.pk,
        "joined_on": "2026-11-02",
    }
    prompt = do("person.add", house.ding, None, new).result
    other = do("person.add", house.ding, None, new | {"username": "new2", "name": "另一位"}).result
    assert local(duty("read_profile", prompt).due_at) == "11-06 18:00"
    still.set("2026-11-05 10:00")
    shown = page(prompt, "/agency/")
    assert "综合代理" in shown and "按稿、按月、按效果" in shown and "我已阅读" in shown
    do("profile.read", prompt)
    still.set("2026-11-06 18:00:01")
    assert (duty("read_profile", prompt).state, duty("read_profile", other).is_late) == ("done", True)
    rows = page(house.qin, "/people/").split("<tr")
    assert any("新同事" in row and "mark-ok" in row and "已读公司介绍" in row for row in rows)
    assert any("另一位" in row and "mark-late" in row and "未读公司介绍" in row for row in rows)
    assert "未读公司介绍" not in page(house.tang, "/people/"), "that is between a person and the lead"


def test_rol_09_the_chairman_alone_asks_for_a_director_or_a_reason(house: SimpleNamespace) -> None:
    assert "同行总监" in page(house.lin, f"/log/senior/?contact={house.li.pk}", part=True)
    assert "同行总监" not in page(house.lin, f"/log/senior/?contact={house.wang.pk}", part=True)
    with refused("senior_with_director"):
        log(house, contact=house.li.pk)
    with refused("senior_with_director"):
        log(house, contact=house.li.pk, reason="急事情")
    assert log(house, contact=house.li.pk, director=house.zhou.pk).senior_reason == ""
    note = log(house, contact=house.li.pk, reason="总监出差，电话同步")
    assert note.senior_reason == "总监出差，电话同步"
    assert "总监出差，电话同步" in page(house.lin, f"/log/{note.pk}/")
    assert "总监出差，电话同步" in Event.objects.get(action="note.log", object_id=note.pk).payload


def test_rol_12_what_was_done_is_not_edited_but_corrected_beside_it(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 10:05")
    decision = log(house, decisions=[{"text": "围墙定稿"}]).decisions.get()
    do("minutes.send", house.lin, decision, {"text": "围墙定稿"})
    with pytest.raises(InvalidInput):
        do("note.edit", house.lin, decision.note, {"minutes_sent_at": "2026-11-17 10:00"})
    with pytest.raises(WrongState):
        do("minutes.send", house.lin, decision, {"text": "围墙定稿，早发了"})
    event = Event.objects.get(action="minutes.send")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE desk_event SET payload = '{}' WHERE seq = %s", [event.seq])
    still.set("2026-11-17 11:00")
    right = {"says": "10:00 已在微信发出", "reason": "发送后五分钟才登记"}
    with pytest.raises(NotAllowed):
        do("event.correct", house.tang, event, right)
    with pytest.raises(Unknown):
        do("event.correct", house.shao, event, right)
    with pytest.raises(InvalidInput):
        do("event.correct", house.lin, event, right | {"reason": "记错"})
    do("event.correct", house.lin, event, right)
    shown = page(house.lin, f"/projects/{house.p02.pk}/")
    assert "发出会议记录：围墙定稿" in shown and "10:00 已在微信发出" in shown and "发送后五分钟才登记" in shown
    lines = {line.action: line for line in timeline(project=house.p02)}
    assert lines["minutes.send"].is_corrected and local(lines["minutes.send"].at) == "11-17 10:05"


def test_rol_13_without_traffic_sheets_go_straight_to_the_director_and_no_step_is_lost(house: SimpleNamespace) -> None:
    do("agency.edit", house.ding, Agency.objects.get(), {"has_traffic": "off"})
    sheet = draft(house)
    do("jobsheet.submit", house.lin, sheet)
    assert duty("review_sheet", sheet).person == house.zhou
    do("jobsheet.number", house.qian, sheet)
    do("jobsheet.sign", house.he, sheet)
    do("jobsheet.sign", house.tang, sheet)
    assert fresh(sheet).state == "submitted", "the process review is still asked for"
    with pytest.raises(NotAllowed):
        do("jobsheet.review", house.song, sheet)
    do("jobsheet.review", house.zhou, sheet)
    assert fresh(sheet).state == "issued"


def test_rol_14_six_open_items_are_accepted_before_the_owner_changes(house: SimpleNamespace) -> None:
    new = Person.objects.create(username="chen", name="陈一", role="ae", password="!")
    for title in ("海报", "围墙", "楼书", "单页"):
        do("request.open", house.lin, None, {"project": house.p02.pk, "title": title})
    JobSheet.objects.create(client=house.c1, project=house.p02, title="报纸", ae=house.lin, state="issued")
    note = ContactNote.objects.create(
        client=house.c1, project=house.p02, person=house.lin, subject="图", ended_at=clock.now()
    )
    do("clientpromise.add", house.lin, note, {"what": "户型图", "due_at": "2026-11-17 12:00"})
    change = do("project.hand_over", house.lin, house.p02, {"taker": new.pk}).result
    assert len(change.items) == 6
    for item in range(1, 6):
        do("project.accept_item", new, change, {"item": item})
    with refused("all_items_accepted"):
        do("project.take_over", new, change)
    assert fresh(house.p02).ae == house.lin
    do("project.accept_item", new, change, {"item": 6})
    do("project.take_over", new, change)
    assert fresh(house.p02).ae == new
