"""The rules of the house and the coach cards: fit to be seen in both widths, and reached from the call pages."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.sync_api import expect

from .conftest import AtDesk, Look

PAGES = {
    "list": "/rules/", "rule": "/rules/note_at_once/", "manual": "/rules/manual/?area=TEL", "guide": "/guide/", "card": "/guide/delay/",
}  # fmt: skip


def test_every_page_of_the_rules_is_fit_to_be_seen(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int
) -> None:
    page = at_desk(house.ding, width)
    for name, address in PAGES.items():
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
        look(page, f"rules-{name}")


def test_from_the_call_page_one_reaches_the_card_for_an_angry_client(
    house: SimpleNamespace, at_desk: AtDesk, width: int
) -> None:
    page = at_desk(house.lin, width)
    page.goto("/log/new/")
    page.get_by_role("link", name="全部提示卡").click()
    page.get_by_role("link", name="客户指责延误").click()
    expect(page.get_by_text("您说的我记下了")).to_be_visible()
    assert page.url.endswith("/guide/delay/")
