"""A client draws his name on the account executive's phone; another signs behind a link, by keyboard alone."""

from __future__ import annotations

import json
from types import SimpleNamespace

from playwright.sync_api import Page, expect

from aedesk.desk.action import do
from aedesk.desk.models import Receipt
from aedesk.desk.receipts.verifying import verify
from aedesk.desk.sharing.links import path_of
from tests.desk.receipts.sent import a_sending, opened

from .conftest import AtDesk, Look

PHONE = 390


def draw(page: Page) -> None:
    """Three strokes of a finger or mouse over the board."""
    board = page.locator("[data-board]")
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    assert box is not None
    for stroke in (
        [(0.1, 0.5), (0.25, 0.2), (0.3, 0.8)],
        [(0.4, 0.3), (0.55, 0.7)],
        [(0.6, 0.6), (0.75, 0.3), (0.9, 0.55)],
    ):
        x, y = stroke[0]
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        page.mouse.down()
        for x, y in stroke[1:]:
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=6)
        page.mouse.up()


def test_a_signature_is_drawn_on_the_phone_and_stands_on_the_receipt(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    a_sending(house, "261112大牌_设计稿_V2.jpg", "261113海报_设计稿_V3.jpg")
    receipt = opened(house)
    page = at_desk(house.lin, PHONE)
    page.goto(f"/receipts/{receipt.pk}/")
    look(page, "receipt-open")
    page.get_by_role("link", name="当面签收").click()
    expect(page.locator(".bar, .side-nav")).to_have_count(0)  # nothing of the desk is in the client's hands
    page.fill("#f-signer_name", "王主管")
    page.locator("input[name=answers-1-decision][value=refused]").check()
    page.locator(".answer").nth(1).get_by_label("原因").fill("落款还是旧口径")
    draw(page)
    page.locator("[data-undo]").click()
    assert len(json.loads(page.locator("input[name=ink]").input_value())) == 2
    draw(page)
    look(page, "receipt-sign")
    page.get_by_role("button", name="确认签收").click()
    expect(page.get_by_role("alert")).to_contain_text("第 1 行没有意见，请写“无”")
    assert len(json.loads(page.locator("input[name=ink]").input_value())) == 5  # the name need not be drawn again
    page.get_by_text("没写意见的都记“无”").click()
    page.get_by_role("button", name="确认签收").click()
    expect(page.get_by_role("heading", name="已签收")).to_be_visible()
    expect(page.locator(".ink path")).to_be_visible()
    look(page, "receipt-signed")
    kept = Receipt.objects.get(pk=receipt.pk)
    assert (kept.state, kept.how, len(json.loads(kept.ink))) == ("signed", "drawn", 5)
    assert verify(files=False) == []
    page.get_by_role("link", name="回到签收单").click()
    expect(page.get_by_text("R-2611-02")).to_be_visible()  # where the refused one went
    look(page, "receipt-kept")


def test_behind_a_link_a_client_signs_by_keyboard_with_the_code(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    a_sending(house, "261112大牌_设计稿_V2.jpg")
    receipt = opened(house)
    link = do("receipt.share", house.lin, receipt, {"contact": house.wang.pk}).result
    guest = at_desk(None, PHONE)
    guest.goto(path_of(link))
    look(guest, "portal-receipt")
    guest.get_by_role("button", name="没有签收码？请客户执行告知").press("Enter")
    expect(guest.get_by_role("status")).to_contain_text("已通知林晓岚")
    desk = at_desk(house.lin)
    desk.goto(f"/receipts/{receipt.pk}/")
    desk.get_by_role("button", name="生成签收码，打电话告诉").click()
    code = desk.locator(".share-told b").inner_text()
    look(desk, "receipt-link")
    guest.locator("input[name=how][value=typed]").check(force=True)
    expect(guest.locator("[data-board]")).to_be_hidden()
    guest.locator("input[name=answers-0-feedback]").fill("无")
    guest.locator("#f-code").fill(code)
    guest.locator("#f-code").press("Enter")
    expect(guest.get_by_role("heading", name="已签收")).to_be_visible()
    assert Receipt.objects.get(pk=receipt.pk).via == "portal"


def test_the_list_shows_who_owes_a_signature_longest(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int
) -> None:
    a_sending(house, "261106大牌_设计稿_V2.jpg", at="2026-11-06 10:00")
    page = at_desk(house.lin, width)
    page.goto("/receipts/")
    expect(page.locator(".owing")).to_contain_text("10")
    look(page, "receipts")
    page.get_by_role("button", name="给云栖湾置业开签收单").click()
    expect(page.get_by_role("heading", name="R-2611-01")).to_be_visible()
