"""A change to an issued sheet: told as one types, signed again by those it touches, old beside new."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.sync_api import expect

from aedesk.desk.models import SpecRow
from tests.desk.work import a_sheet

from .conftest import AtDesk, Look


def test_a_change_is_told_while_typed_and_signed_again(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int
) -> None:
    sheet = a_sheet(house, special_notes="标志在右下角")
    SpecRow.objects.create(sheet=sheet, kind="报纸半版", publication="临江日报", width_mm=350, height_mm=490)
    page = at_desk(house.lin, width)
    page.goto(f"/jobs/{sheet.pk}/change/")
    page.fill("#f-reason", "客户要求放大")
    page.fill("#f-special_notes", "标志放大一倍")
    page.locator("#f-spec_rows-0-width_mm").fill("390")
    told = page.locator("#will-change")
    expect(told).to_contain_text("规格 1：报纸半版 · 宽 mm")
    expect(told).to_contain_text("标志放大一倍")
    expect(told).to_contain_text("设计 唐予")
    look(page, "change-writing")
    page.get_by_role("button", name="提交修改单").click()
    expect(page.locator("#change-1")).to_contain_text("待重签，未生效")
    look(page, "change-waiting")
    tang = at_desk(house.tang, width)
    tang.goto(f"/jobs/{sheet.pk}/")
    expect(tang.locator(".next")).to_contain_text("修改单 CS-1 等你重签")
    tang.locator(".next-acts").get_by_text("重签").click()
    expect(tang.locator("#spec")).to_contain_text("390 × 490")
    expect(tang.locator("#changes")).to_contain_text("生效")
    look(tang, "change-in-force")
