"""Job sheet and creative brief (工作单/创意简报): the acceptance example of each JOB requirement."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput
from aedesk.desk.models import DutyRow, JobSheet, Request, TimeEntry
from aedesk.kit import clock
from aedesk.reports import months, urgent

from .doing import draft, duty, fresh, issued, local, page, refused, skip_numbers, submitted


def test_job_01_no_job_sheet_no_work(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 11:30")
    request = Request.objects.create(client=house.c1, project=house.p02, number=21, title="开盘报纸", ae=house.lin)
    with refused("no_job_sheet_no_work"):
        do("timer.start", house.tang, None, {"request": request.pk})
    sheet = issued(house)
    still.set("2026-11-16 14:00")
    assert do("timer.start", house.tang, None, {"sheet": sheet.pk}).result.sheet == sheet


def test_job_02_urgency_is_no_excuse_and_no_role_overrides(house: SimpleNamespace) -> None:
    sheet = draft(house, is_urgent="on", urgent_reason="client", purpose="")
    for person in (house.lin, house.qin, house.zhou, house.gu):
        with refused("sheet_complete") as reasons:
            do("jobsheet.submit", person, sheet)
        assert reasons() == ["本广告目的"]
    assert "override" not in page(house.gu, f"/jobs/{sheet.pk}/")


def test_job_03_an_urgent_job_asks_why_and_has_the_ae_talk_with_the_client(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 11:58")
    asked = draft(house, urgent_reason="")
    with refused("sheet_complete") as reasons:
        do("jobsheet.submit", house.lin, asked)
    assert reasons() == ["急件原因"]
    sheet = submitted(house, urgent_reason="client")
    row = duty("urgent_talk", sheet)
    assert (row.person, local(row.due_at)) == (house.lin, "11-16 18:00")
    assert not DutyRow.objects.filter(rule="urgent_talk", object_id=submitted(house, urgent_reason="internal").pk)


def test_job_03_the_month_counts_clients_wishes_by_client(house: SimpleNamespace) -> None:
    for client, project, reasons in (
        (house.c1, house.p02, "client client client internal"),
        (house.c3, house.p05, "client"),
    ):
        for reason in reasons.split():
            JobSheet.objects.create(
                client=client, project=project, title="急", ae=house.lin, is_urgent=True, urgent_reason=reason,
                state="issued", submitted_at=clock.now(),
            )  # fmt: skip
    old = JobSheet.objects.create(
        client=house.c1, project=house.p02, title="旧", ae=house.lin, is_urgent=True, urgent_reason="client"
    )
    JobSheet.objects.filter(pk=old.pk).update(submitted_at=clock.parse("2026-10-31 23:59"))
    counted = {one.client[:2]: one.counts["client"] for one in urgent.by_client(house.zhou, months.read("2026-11"))}
    assert counted == {"C1": 3, "C3": 1}
    assert [one.client[:2] for one in urgent.by_client(house.lin, months.read("2026-11"))] == ["C1"], "behind the wall"
    assert "云栖湾置业" in page(house.lin, "/reports/") and "南渡" not in page(house.lin, "/reports/")


def test_job_04_a_sheet_lacking_the_effect_lists_exactly_this_field(house: SimpleNamespace) -> None:
    with refused("sheet_complete") as reasons:
        submitted(house, effect="")
    assert reasons() == ["出街后效果"]


TEN = {
    "background": "项目背景", "purpose": "本广告目的", "effect": "出街后效果", "benefits": "支持利益点", "tone": "广告调性",
    "mandatories": "必要信息", "spec_rows": "规格尺寸", "content": "内容", "client_due_at": "客户提交时间", "special_notes": "特别说明",
}  # fmt: skip


@pytest.mark.parametrize(("field", "label"), TEN.items())
def test_job_04_each_of_the_ten_items_is_compulsory(house: SimpleNamespace, field: str, label: str) -> None:
    with refused("sheet_complete") as reasons:
        submitted(house, job_type="finished_artwork", **{field: [] if field == "spec_rows" else ""})
    assert reasons() == [label]


def test_job_05_copy_starts_after_the_copywriters_sign(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 13:30")
    sheet = submitted(house)
    do("jobsheet.number", house.qian, sheet)
    with refused("copy_signs"):
        do("timer.start", house.he, None, {"sheet": sheet.pk})
    still.set("2026-11-16 13:40")
    do("jobsheet.sign", house.he, sheet)
    do("jobsheet.sign", house.tang, sheet)
    do("jobsheet.review", house.song, sheet)
    assert do("timer.start", house.he, None, {"sheet": sheet.pk})


def test_job_06_a_designer_who_proposes_another_time_sends_the_sheet_back_with_it(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 13:45")
    sheet = submitted(house)
    with refused("design_signs"):
        do("timer.start", house.tang, None, {"sheet": sheet.pk})
    proposal = {"proposed_at": "2026-11-18 15:00", "reason": "上午有别的稿"}
    do("jobsheet.propose_time", house.tang, sheet, proposal)
    assert duty("settle_time", sheet).person == house.lin
    shown = page(house.lin, f"/jobs/{sheet.pk}/")
    assert "11-18 15:00" in shown and "上午有别的稿" in shown
    do("jobsheet.settle", house.lin, sheet, {"draft_due_at": "2026-11-18 15:00"})
    still.set("2026-11-16 13:52")
    do("jobsheet.sign", house.tang, sheet)
    assert local(fresh(sheet).draft_due_at) == "11-18 15:00"


def order(house: SimpleNamespace, sheet: JobSheet) -> object:
    return do(
        "purchase.order",
        house.geng,
        None,
        {"sheet": sheet.pk, "supplier_name": "印务(演示)", "what": "打样", "amount": "500"},
    ).result


def test_job_07_no_cost_before_finance_has_given_the_number(house: SimpleNamespace, still: clock.Frozen) -> None:
    skip_numbers("P02", 13)
    still.set("2026-11-16 11:58")
    sheet = submitted(house)
    still.set("2026-11-16 12:01")
    with refused("finance_number"):
        order(house, sheet)
    still.set("2026-11-16 12:05")
    do("jobsheet.number", house.qian, sheet)
    assert fresh(sheet).number == "261116-P02-014"


def test_job_08_costs_go_only_on_open_numbers_which_finance_sees(house: SimpleNamespace) -> None:
    sheet = issued(house)
    assert fresh(sheet).number in page(house.qian, "/jobs/?tab=issued")
    order(house, sheet)
    JobSheet.objects.filter(pk=sheet.pk).update(state="closed", number="J-002")
    with refused("open_number") as reasons:
        order(house, fresh(sheet))
    assert "J-002 已截卡。" in reasons()


def test_job_09_a_size_changes_only_by_change_sheet_signed_again_and_the_old_value_stays(
    house: SimpleNamespace,
) -> None:
    row = {
        "kind": "报纸半版",
        "publication": "临江日报 半版",
        "width_mm": "390",
        "height_mm": "540",
        "bleed_mm": "0",
        "scale": "1",
    }
    sheet = issued(house, spec_rows=[row])
    with refused("change_by_sheet"):
        do("jobsheet.edit", house.lin, sheet, {"spec_rows": [row | {"width_mm": "350"}]})
    change = do(
        "changesheet.write",
        house.lin,
        sheet,
        {"spec_rows": [row | {"width_mm": "350", "height_mm": "490"}], "reason": "报社版面"},
    ).result
    assert (change.number, change.missing_signs()) == (1, ["design"])
    assert fresh(sheet).rows[0].width_mm == 390, "not in force before it is signed"
    do("changesheet.sign", house.tang, change)
    assert (fresh(sheet).rows[0].width_mm, fresh(change).lines[0]["old"][0]["width_mm"]) == (350, "390")


def test_job_13_work_begins_after_the_process_review_and_a_refusal_says_why(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 13:53")
    sheet = submitted(house)
    do("jobsheet.number", house.qian, sheet)
    do("jobsheet.sign", house.he, sheet)
    do("jobsheet.sign", house.tang, sheet)
    with refused("process_review"):
        do("timer.start", house.tang, None, {"sheet": sheet.pk})
    do("jobsheet.return", house.song, sheet, {"reason": "周四已排满，先与唐予约"})
    assert fresh(sheet).state == "returned" and "周四已排满" in page(house.lin, f"/jobs/{sheet.pk}/")
    do("jobsheet.submit", house.lin, sheet)
    do("jobsheet.sign", house.he, sheet)
    do("jobsheet.sign", house.tang, sheet)
    still.set("2026-11-16 13:55")
    do("jobsheet.review", house.song, sheet)
    still.set("2026-11-16 14:00")
    assert do("timer.start", house.tang, None, {"sheet": sheet.pk})


def test_job_15_a_sheet_without_a_strategy_needs_the_reason(house: SimpleNamespace) -> None:
    with refused("sheet_complete") as reasons:
        submitted(house, strategy="")
    assert reasons() == ["所需策略（或说明没有的原因）"]
    assert submitted(house, strategy="", no_strategy_why="单次活动，没有月度策略").state == "submitted"


def test_job_16_a_card_closes_once_its_order_is_in_and_takes_no_time_after(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-18 09:00")
    sheet = issued(house)
    placed = order(house, sheet)
    still.set("2026-11-18 11:00")
    with refused("no_open_ends") as reasons:
        do("jobsheet.close", house.lin, sheet)
    assert reasons() == ["采购单“打样”还没有收货。"]
    still.set("2026-11-18 11:20")
    do("purchase.receive", house.geng, placed)
    do("jobsheet.close", house.lin, sheet)
    still.set("2026-11-18 12:30")
    late = {"sheet": sheet.pk, "on": "2026-11-18", "from_time": "12:00", "to_time": "12:30"}
    with refused("open_number"):
        do("time.post", house.tang, None, late)
    assert not TimeEntry.objects.exists()


def test_job_16_words_given_are_kept_or_taken_back_before_the_card_closes(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 14:00")
    sheet = issued(house)
    asked = {"sheet": sheet.pk, "what": "开盘文案", "step": "copy", "doer": house.he.pk, "due_at": "2026-11-18 12:00"}
    line = do("line.propose", house.lin, None, asked).result
    do("line.accept", house.he, line)
    given = {"sheet": sheet.pk, "what": "初稿", "due_at": "2026-11-18 14:00"}
    promise = do("promise.make", house.lin, None, given).result
    do("progress.ask", house.lin, sheet)
    with refused("no_open_ends") as reasons:
        do("jobsheet.close", house.lin, sheet)
    assert reasons() == ["何一苇 的“开盘文案”还没有交稿，也没有撤回。", "答应客户的“初稿”还没有交。"]
    do("line.deliver", house.he, line)
    do("promise.keep", house.lin, promise)
    do("jobsheet.close", house.lin, sheet)
    assert not DutyRow.objects.filter(job_id=sheet.pk, state=DutyRow.OPEN).exists()
    with pytest.raises(InvalidInput):
        do("line.propose", house.lin, None, asked)


def test_job_17_the_clients_words_alone_are_no_task(house: SimpleNamespace) -> None:
    with refused("sheet_complete") as reasons:
        submitted(house, our_task="")
    assert reasons() == ["我方任务"]
