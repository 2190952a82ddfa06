"""Live: the bell, the inbox and the job page follow what others do; a signed-out page says so and goes quiet."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from aedesk.desk.action import do
from aedesk.desk.models import Notice, Person

from .conftest import AtDesk, session_of


def tell(person: Person, says: str) -> None:
    Notice.objects.create(person=person, says_zh=says, says_en=says)


@contextmanager
def stream(address: str, cookie: str = "", **headers: str) -> Iterator[http.client.HTTPResponse]:
    """The open event stream; reading waits for what comes."""
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    line.request("GET", "/events/", headers={"Cookie": f"sessionid={cookie}", **headers})
    yield line.getresponse()
    line.close()


def events(answer: http.client.HTTPResponse) -> Iterator[tuple[str, Any]]:
    """Name and content of one event after the other, to the end of the stream."""
    name = ""
    while line := answer.readline().decode().rstrip("\n") or answer.fp:
        if not isinstance(line, str):
            if answer.isclosed():
                return
            continue
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_the_stream_tells_what_changed_and_ends_with_the_session(house: SimpleNamespace, address: str) -> None:
    with stream(address, session_of(house.lin)) as answer:
        assert answer.status == 200 and answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        heard = events(answer)
        assert next(heard) == ("hello", {})
        # what earlier tests changed may be told first: the server outlives them
        assert next(news["unread"] for _, news in heard if news["unread"] is not None) == 0
        do("project.edit", house.qin, house.p02, {"city": "临江"})
        name, news = next(heard)
        assert name == "changed" and f"project:{house.p02.pk}" in news["about"]
        do("person.disable", house.ding, house.lin)
        assert [name for name, _ in heard][-1] == "bye"


def test_a_stranger_gets_no_stream(house: SimpleNamespace, address: str) -> None:
    for cookie in ("", "made-up"):
        with stream(address, cookie) as answer:
            assert answer.status == 401


def test_a_browser_that_comes_back_hears_what_it_missed(house: SimpleNamespace, address: str) -> None:
    with stream(address, session_of(house.lin)) as answer:
        answer.readline()
        known = answer.readline().decode().removeprefix("id: ").strip()
    with stream(address, session_of(house.gu)) as other:  # somebody looks meanwhile
        heard = events(other)
        # the server outlives the tests' journals: once it counts, it has read this one's
        assert next(news["unread"] for _, news in heard if news.get("unread") is not None) == 0
        do("project.edit", house.qin, house.p02, {"city": "临江"})
        while "project" not in next(heard)[1].get("about", []):
            pass
    with stream(address, session_of(house.lin), **{"Last-Event-ID": known}) as again:
        heard = events(again)
        assert next(heard)[0] == "hello"
        assert "project" in next(heard)[1]["about"]


def test_the_bell_and_the_inbox_follow_without_reloading(house: SimpleNamespace, at_desk: AtDesk) -> None:
    page = at_desk(house.lin)
    page.goto("/notices/")
    expect(page.get_by_text("还没有通知")).to_be_visible()
    page.evaluate("window.stays = true")
    tell(house.lin, "李总改了时间")
    expect(page.locator("[data-unread-count]")).to_have_text("1")
    expect(page.get_by_role("link", name="李总改了时间")).to_be_visible()
    expect(page).to_have_title("(1) 通知 · AE Desk")
    page.get_by_role("button", name="标为已读", exact=True).click()
    expect(page.locator("[data-unread-count]")).to_have_text("")
    tell(house.lin, "第二件")
    expect(page.locator("[data-unread-count]")).to_have_text("1")


def test_an_inbox_read_in_one_window_is_read_in_the_other(house: SimpleNamespace, at_desk: AtDesk) -> None:
    tell(house.lin, "一件事")
    page = at_desk(house.lin)
    page.goto("/people/")
    expect(page.locator("[data-unread-count]")).to_have_text("1")
    do("notice.read_all", house.lin)
    expect(page.locator("[data-unread-count]")).to_have_text("")
    expect(page).to_have_title("通讯录 · AE Desk")


def test_a_disabled_person_is_told_at_the_open_page_and_finds_the_door_shut(
    house: SimpleNamespace, at_desk: AtDesk
) -> None:
    page = at_desk(house.lin)
    with page.expect_response("**/events/**"):
        page.goto("/people/")
    do("person.disable", house.ding, house.lin)
    expect(page.get_by_text("你已退出登录")).to_be_visible()
    page.goto("/projects/")
    assert "/login/" in page.url


@pytest.mark.parametrize("width", [1440, 390])
def test_the_inbox_reads_well(house: SimpleNamespace, at_desk: AtDesk, look: Any, width: int) -> None:
    for tone, says in (
        ("", "叶初晴完成了文案初稿"),
        ("warn", "快到时间：致电云栖湾置业"),
        ("late", "已超时：早上确认今日清单"),
    ):
        Notice.objects.create(person=house.lin, says_zh=says, says_en=says, tone=tone)
    Notice.objects.create(person=house.lin, says_zh="昨天的事，已经读过", says_en="x", read_at="2026-11-15T10:00:00Z")
    page = at_desk(house.lin, width)
    page.goto("/notices/")
    look(page, "inbox")
    page.get_by_role("button", name="全部标为已读").click()
    expect(page.get_by_text("已全部标为已读。")).to_be_visible()
    look(page, "inbox-all-read")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("[data-unread-row]")).to_have_count(3)
