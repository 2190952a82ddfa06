"""The keyboard: / searches, ? helps, n makes something new, g and a letter go there."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.sync_api import expect

from .conftest import AtDesk, Look


def test_slash_goes_to_the_search_box(house: SimpleNamespace, at_desk: AtDesk) -> None:
    page = at_desk(house.lin)
    page.goto("/jobs/")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search")).to_have_value("")


def test_a_question_mark_opens_the_list_of_keys(house: SimpleNamespace, at_desk: AtDesk, look: Look) -> None:
    page = at_desk(house.lin)
    page.goto("/requests/")
    page.keyboard.press("?")
    expect(page.locator("#help-dialog")).to_be_visible()
    look(page, "keyboard-help", full=False)
    page.keyboard.press("Escape")
    expect(page.locator("#help-dialog")).to_be_hidden()


def test_n_makes_what_the_page_is_about_and_else_asks(house: SimpleNamespace, at_desk: AtDesk, look: Look) -> None:
    page = at_desk(house.lin)
    page.goto("/time/")
    page.keyboard.press("n")
    expect(page.locator("#new-dialog")).to_be_visible()
    look(page, "new-dialog", full=False)
    page.keyboard.press("l")
    page.wait_for_url("**/log/new/")
    page.goto("/jobs/")
    page.keyboard.press("n")
    page.wait_for_url("**/jobs/new/")


def test_no_key_acts_while_one_types(house: SimpleNamespace, at_desk: AtDesk) -> None:
    page = at_desk(house.lin)
    page.goto("/jobs/?q=")
    page.locator("[name=q]").nth(1).press_sequentially("n?/")
    expect(page.locator("[name=q]").nth(1)).to_have_value("n?/")
    expect(page.locator("dialog[open]")).to_have_count(0)
