"""A brand client signs its schedule on a phone, behind the link, with the code that was told."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.sync_api import expect

from aedesk.desk.action import do
from aedesk.desk.sharing.links import path_of
from tests.requirements.doing import fresh
from tests.requirements.schedules import accepted, brand, filed

from .conftest import AtDesk, Look
from .test_receipt import PHONE, draw


def test_the_client_draws_a_name_under_the_schedule_and_it_is_in_force(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    accepted(brand(house), "开盘报纸初稿")
    paper = filed(house)
    do("schedule.sign", house.zhou, paper)
    link = do("schedule.share", house.lin, paper, {"contact": house.wang.pk}).result
    desk = at_desk(house.lin)
    desk.goto(f"/schedules/{paper.pk}/")
    desk.get_by_role("button", name="生成签收码，打电话告诉").click()
    code = desk.locator(".share-told b").inner_text()
    look(desk, "schedule-link")
    guest = at_desk(None, PHONE)
    guest.goto(path_of(link))
    look(guest, "portal-schedule")
    draw(guest)
    guest.locator("#f-code").fill(code)
    guest.get_by_role("button", name="确认签字").click()
    expect(guest.get_by_role("img", name="王主管的签名")).to_be_visible()
    look(guest, "portal-schedule-signed")
    assert fresh(paper).state == "in_force"
