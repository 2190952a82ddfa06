"""Today in a browser: confirmed and done with one tap, taken back, followed live, and readable for everybody at both widths."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.sync_api import expect

from aedesk.desk.action import do
from aedesk.desk.models import DayList, DutyRow
from tests.desk.work import a_sheet
from tests.reports.days import asked_for, promised

from .conftest import AtDesk, Look


def test_an_ae_confirms_the_list_keeps_a_promise_with_one_tap_and_takes_it_back(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int
) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    page = at_desk(house.lin, width)
    page.goto("/")
    look(page, "today-ae-morning")
    page.get_by_role("button", name="就按这个顺序确认").click()
    expect(page.get_by_text("今日清单还没有确认")).to_have_count(0)
    assert DayList.objects.get().late_seconds == 0
    look(page, "today-ae")
    page.get_by_role("button", name="已交给客户").click()
    expect(page.get_by_role("button", name="已交给客户")).to_have_count(0)
    page.get_by_role("button", name="撤回").first.click()
    expect(page.get_by_role("button", name="已交给客户")).to_be_visible()
    assert DutyRow.objects.get(rule="keep_promise").state == "open"
    page.goto("/today/order/")
    look(page, "today-order")


def test_a_designer_sees_what_is_asked_as_it_comes_and_loses_neither_place_nor_words(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int
) -> None:
    a_sheet(house)
    page = at_desk(house.tang, width)
    page.goto("/")
    page.locator("input[type=search]").first.fill("开盘")
    asked_for(house, "开盘报纸版面", house.tang, "2026-11-17 18:00", step="design")
    expect(page.locator("#lines").get_by_text("开盘报纸版面")).to_be_visible()
    expect(page.locator("input[type=search]").first).to_have_value("开盘")
    page.goto("/")
    look(page, "today-designer")
    page.get_by_role("button", name="接受", exact=True).click()
    expect(page.get_by_role("button", name="接受", exact=True)).to_have_count(0)
    assert not DutyRow.objects.filter(rule="answer_line", state="open").exists()


def test_what_a_colleague_settles_leaves_the_open_page(house: SimpleNamespace, at_desk: AtDesk) -> None:
    line = asked_for(house, "开盘报纸文案", house.he, "2026-11-17 18:00")
    page = at_desk(house.lin)
    page.goto("/")
    expect(page.locator("#waiting").get_by_text("开盘报纸文案").first).to_be_visible()
    do("line.withdraw", house.lin, line, {"reason": "客户改主意"})
    expect(page.locator("#waiting")).to_have_count(0)
