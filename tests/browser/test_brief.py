"""A pitch's brief: written with its meter, kept from creatives, signed by both directors."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.sync_api import expect

from aedesk.desk.action import do
from aedesk.rulebook.papers import CREATIVE_BRIEF
from tests.desk.work import a_sheet

from .conftest import AtDesk, Look


def test_a_brief_is_written_discussed_and_signed(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int
) -> None:
    sheet = a_sheet(house, state="draft", number="", signs="", job_type="pitch", title="竞稿：品牌焕新")
    address = f"/jobs/{sheet.pk}/brief/"
    page = at_desk(house.lin, width)
    page.goto(address)
    for item in CREATIVE_BRIEF.items:
        if item.field != "support":
            page.fill(f"#f-{item.field}", "看见你的一天")
    page.fill("#f-support-0-claim", "社区调研 312 份")
    page.fill("#f-support-0-source", "2026-10 调研报告")
    expect(page.locator("#brief-meter")).to_contain_text("100/100")
    look(page, "brief-writing")
    brief = sheet.brief
    do("brief.discuss", house.lin, brief, {"discussed_on": "2026-11-16 08:50", "discussed_with": "许墨、罗知行"})
    kept_from = at_desk(house.tang)
    kept_from.goto(f"/jobs/{sheet.pk}/")
    expect(kept_from.get_by_text("没有简报，或尚未对你开放")).to_be_visible()
    for director in (house.luo, house.xu):
        signing = at_desk(director, width)
        signing.goto(address)
        signing.get_by_role("button", name="会签").click()
        expect(signing.locator("#signatures")).to_contain_text(director.name)
    page.goto(f"/jobs/{sheet.pk}/")
    expect(page.locator(".mark", has_text="已会签")).to_be_visible()
