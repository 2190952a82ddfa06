"""From the client's call to signed work, on a desktop and on a phone, each person at their own desk."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.sync_api import Page, expect

from aedesk.desk.models import JobSheet, TimeEntry
from aedesk.kit import clock

from .conftest import AtDesk, Look

HALF_PAGE = {"publication": "临江日报 半版", "width_mm": "350", "height_mm": "490", "usage": "开盘"}
TEXTS = {
    "our_task": "写一个让老业主转发的开盘理由", "background": "开盘由 12-05 提前到 11-28", "purpose": "通知开盘",
    "effect": "来电 +30%", "content": "开盘信息", "benefits": "临水", "mandatories": "临售许字（演示）第 2026-0099 号",
    "strategy": "11 月策略",
}  # fmt: skip


def press(page: Page, name: str) -> None:
    """The wanted button of the panel that says what comes next."""
    page.locator(".next-acts").get_by_text(name, exact=True).click()


def test_from_the_call_to_the_running_timer(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int, still: clock.Frozen
) -> None:
    lin, he, tang = (at_desk(person, width) for person in (house.lin, house.he, house.tang))
    still.set("2026-11-16 11:16")
    log_the_call(lin, look, house)
    ask_the_doers(lin, look)
    request = lin.url.split("#")[0]
    promised_too_soon(lin, look)
    lin.goto(request)
    for doer in (he, tang):
        doer.goto(request)
        press(doer, "接受")
        expect(doer.locator(".line", has_text="已接受").first).to_be_visible()
    promise_the_client(lin, request, look)
    write_the_sheet(lin, look)
    sheet = JobSheet.objects.get()
    assert sheet.state == "submitted"
    address = f"/jobs/{sheet.pk}/"
    refused_before_it_is_issued(he, address, look)
    everybody_signs(at_desk, house, address, width, look, (he, tang))
    sheet.refresh_from_db()
    assert (sheet.state, sheet.number) == ("issued", "261116-P02-001")
    work(he, address, look, still)
    assert TimeEntry.objects.get().minutes == 25


def log_the_call(page: Page, look: Look, house: SimpleNamespace) -> None:
    page.goto("/log/new/")
    page.select_option("#f-client", str(house.c1.pk))
    page.locator("#f-contact").wait_for()
    page.select_option("#f-contact", str(house.wang.pk))
    page.select_option("#f-project", str(house.p02.pk))
    page.fill("#f-subject", "开盘报纸")
    page.fill("#f-points", "半版\n周三 12 点前看稿\n李总定")
    page.fill("#f-client_words", "要一张开盘报纸，周三 12 点前。")
    page.fill("#f-real_need", "开盘提前，把到访推起来")
    page.fill("#f-our_view", "先讲理由再谈画面")
    page.check("#f-is_read_back")
    page.check("#f-opens_request")
    page.fill("#f-request_wanted_at", "2026-11-18T12:00")
    look(page, "path-1-log")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("h1")).to_have_text("开盘报纸")
    look(page, "path-2-note")
    page.get_by_role("link", name="R-1 开盘报纸").click()
    expect(page.locator("h1")).to_contain_text("R-1")


def ask_the_doers(page: Page, look: Look) -> None:
    for what, step, doer, due in (
        ("开盘文案", "copy", "何一苇", "18T12:00"),
        ("开盘版面", "design", "唐予", "18T17:00"),
    ):
        page.locator("#lines").get_by_role("button", name="约时间").click()
        dialog = page.locator("#propose-line")
        dialog.locator("#line-what").fill(what)
        dialog.locator("#line-step").select_option(step)
        dialog.locator("#line-doer").select_option(label=next(
            text for text in dialog.locator("#line-doer option").all_inner_texts() if text.startswith(doer)
        ))  # fmt: skip
        dialog.locator("#line-due").fill(f"2026-11-{due}")
        dialog.locator("#line-client").fill("2026-11-19T12:00")
        dialog.get_by_role("button", name="去问").click()
        expect(page.locator(".line", has_text=what)).to_be_visible()
    look(page, "path-3-request")


def promised_too_soon(page: Page, look: Look) -> None:
    promise(page, "2026-11-19T12:00")
    expect(page.locator(".refusal-says")).to_have_text("没问过创意人员的时间，就不承诺客户")
    expect(page.locator(".refusal")).to_contain_text("何一苇还没有接受")
    expect(page.locator(".refusal")).to_contain_text("P3§3-1")
    look(page, "path-4-promise-refused")
    page.get_by_role("link", name="去约时间").click()
    expect(page.locator("#lines")).to_be_visible()


def promise(page: Page, at: str) -> None:
    page.locator("#promises").get_by_role("button", name="承诺时间").click()
    page.fill("#promise-due", at)
    page.get_by_role("button", name="记下承诺").click()


def promise_the_client(page: Page, request: str, look: Look) -> None:
    page.goto(request)
    promise(page, "2026-11-19T12:00")
    expect(page.locator("#promises")).to_contain_text("待兑现")
    expect(page.locator("#promises")).to_contain_text("为创意争取到")
    press(page, "开工作单")
    page.wait_for_url("**/jobs/new/?request=*")
    look(page, "path-5-new-sheet")
    page.get_by_role("button", name="开草稿，去填写").click()
    page.wait_for_url("**/sheet/")


def write_the_sheet(page: Page, look: Look) -> None:
    expect(page.locator("#f-client_words")).to_have_value("要一张开盘报纸，周三 12 点前。")
    expect(page.locator("#f-draft_due_at")).to_have_value("2026-11-18T17:00")
    expect(page.locator("#f-client_due_at")).to_have_value("2026-11-19T12:00")
    look(page, "path-6-sheet")
    for name, text in TEXTS.items():
        page.fill(f"#f-{name}", text)
    for name, text in HALF_PAGE.items():
        page.fill(f"#f-spec_rows-0-{name}", text)
    expect(page.locator("#completeness-meter")).to_contain_text("已填齐，可以提交")
    look(page, "path-7-complete")
    page.get_by_role("button", name="提交").first.click()
    expect(page.locator(".next")).to_contain_text("等何一苇签字、唐予签字、财务编号、流程审评")
    look(page, "path-8-submitted")


def refused_before_it_is_issued(page: Page, address: str, look: Look) -> None:
    page.goto(address)
    page.locator(".held-back").get_by_role("button", name="开始计时").click()
    expect(page.locator(".refusal-says").first).to_have_text("没有工作单，没有工作")
    expect(page.locator(".refusal").first).to_contain_text("P3§3-4")
    expect(page.locator(".refusal").first).to_contain_text("财务还没有给编号")
    look(page, "path-9-no-work")
    page.get_by_role("link", name="去签字").first.click()
    page.wait_for_url(f"**{address}#signatures")


def everybody_signs(
    at_desk: AtDesk, house: SimpleNamespace, address: str, width: int, look: Look, doers: tuple[Page, Page]
) -> None:
    qian = at_desk(house.qian, width)
    qian.goto(address)
    press(qian, "给财务编号")
    expect(qian.locator(".about-job")).to_contain_text("261116-P02-001")
    for page in doers:
        page.goto(address)
        press(page, "签字接受")
        expect(page.locator(".places [data-state=signed]").first).to_be_visible()
    song = at_desk(house.song, width)
    song.goto(address)
    press(song, "审评通过")
    expect(song.locator(".about-job")).to_contain_text("已下达")
    look(song, "path-10-issued")


def work(page: Page, address: str, look: Look, still: clock.Frozen) -> None:
    page.goto(address)
    press(page, "开始计时")
    expect(page.locator(".timer")).to_be_visible()
    look(page, "path-11-working")
    page.goto("/jobs/")
    still.move(minutes=25)
    page.locator(".timer").get_by_role("button", name="停止计时").click()
    expect(page.locator(".timer")).to_have_count(0)
    assert page.url.endswith("/jobs/")
