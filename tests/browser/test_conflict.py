"""Two people in one sheet: nothing is overwritten unseen, and each field is chosen by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Page, expect

from aedesk.desk.action import do
from aedesk.desk.models import JobSheet

from .conftest import AtDesk, Look


def a_draft(house: SimpleNamespace) -> JobSheet:
    opened = {"project": house.p02.pk, "title": "开盘报纸", "job_type": "newspaper"}
    sheet: JobSheet = do("jobsheet.open", house.lin, None, opened).result
    return sheet


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]").first).to_contain_text("已保存")


def test_what_one_types_is_saved_and_the_meter_follows(house: SimpleNamespace, at_desk: AtDesk) -> None:
    sheet = a_draft(house)
    page = at_desk(house.lin)
    page.goto(f"/jobs/{sheet.pk}/sheet/")
    expect(page.locator("#completeness-meter")).to_contain_text("客户原话")
    page.fill("#f-client_words", "周三 12 点前要一张报纸")
    saved(page)
    expect(page.locator("#completeness-meter")).not_to_contain_text("客户原话")
    sheet.refresh_from_db()
    assert sheet.client_words == "周三 12 点前要一张报纸"


def test_two_who_write_different_fields_both_keep_theirs(house: SimpleNamespace, at_desk: AtDesk) -> None:
    sheet = a_draft(house)
    lin, qin = at_desk(house.lin), at_desk(house.qin)
    for page in (lin, qin):
        page.goto(f"/jobs/{sheet.pk}/sheet/")
    lin.fill("#f-background", "开盘提前")
    saved(lin)
    qin.fill("#f-tone", "静奢")
    saved(qin)
    expect(qin.locator(".conflict")).to_have_count(0)
    sheet.refresh_from_db()
    assert (sheet.background, sheet.tone) == ("开盘提前", "静奢")


def test_the_same_field_shows_both_texts_and_one_chooses(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int
) -> None:
    sheet = a_draft(house)
    lin, qin = at_desk(house.lin), at_desk(house.qin, width)
    for page in (lin, qin):
        page.goto(f"/jobs/{sheet.pk}/sheet/")
    lin.fill("#f-background", "林的背景")
    lin.fill("#f-purpose", "林的目的")
    lin.locator("#f-spec_rows-0-width_mm").fill("350")
    saved(lin)
    expect(lin.locator("#completeness-meter")).not_to_contain_text("项目背景")
    qin.fill("#f-background", "秦的背景")
    qin.fill("#f-purpose", "秦的目的")
    qin.locator("#f-spec_rows-0-width_mm").fill("390")
    panel = qin.locator(".conflict")
    expect(panel).to_contain_text("林晓岚刚刚改过这里")
    expect(panel).to_contain_text("林的背景")
    expect(panel).to_contain_text("秦的背景")
    look(qin, "conflict", full=False)
    qin.fill("#f-content", "面板出现之后写的")
    choose(panel, "项目背景", "林的背景")
    choose(panel, "规格", "350")
    expect(panel).to_contain_text("秦的目的")
    panel.get_by_role("button", name="用选中的").click()
    saved(qin)
    expect(panel).to_have_count(0)
    expect(qin.locator("#f-background")).to_have_value("林的背景")
    expect(qin.locator("#f-spec_rows-0-width_mm")).to_have_value("350")
    sheet.refresh_from_db()
    assert (sheet.background, sheet.purpose) == ("林的背景", "秦的目的")
    assert sheet.content == "面板出现之后写的"
    assert sheet.spec_rows.get().width_mm == 350


def choose(panel: Any, field: str, text: str) -> None:
    row = panel.locator("tr", has_text=field).filter(has_text=text)
    row.locator("label.pick", has_text=text).click()


def test_submitting_waits_for_what_is_still_being_saved(house: SimpleNamespace, at_desk: AtDesk, look: Look) -> None:
    sheet = a_draft(house)
    page = at_desk(house.lin)
    page.goto(f"/jobs/{sheet.pk}/sheet/")
    page.fill("#f-client_words", "要一张报纸")
    page.get_by_role("button", name="提交").first.click()
    expect(page.locator(".refusal-says").first).to_have_text("工作单要填齐才能提交")
    sheet.refresh_from_db()
    assert sheet.client_words == "要一张报纸"
    look(page, "submit-refused")
    page.get_by_role("link", name="出街后效果").click()
    page.wait_for_url(f"**/jobs/{sheet.pk}/sheet/#f-effect")
    expect(page.locator("#f-effect")).to_be_in_viewport()


def test_what_could_not_be_sent_is_saved_when_the_line_is_back(house: SimpleNamespace, at_desk: AtDesk) -> None:
    sheet = a_draft(house)
    page = at_desk(house.lin)
    page.goto(f"/jobs/{sheet.pk}/sheet/")
    page.context.set_offline(True)
    page.fill("#f-our_task", "写一个开盘理由")
    expect(page.locator("[data-saved]").first).to_contain_text("离线")
    page.context.set_offline(False)
    saved(page)
    sheet.refresh_from_db()
    assert sheet.our_task == "写一个开盘理由"
