"""Signed-in pages at both widths, and a look that checks each page as a demanding reader would.

    def test_something(house, at_desk, look):
        page = at_desk(house.lin)            # 1440 px wide; at_desk(house.lin, 390) is the phone
        page.goto("/jobs/")
        look(page, "job-list")               # axe, no sideways scrolling, tests/screenshots/job-list-1440.png

A page that logs an error or asks anything of another host fails its test.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from aedesk.desk.duties import figures

from .desk import kept, serving

SIZES = {1440: 900, 390: 844}
SCREENSHOTS = Path(__file__).parent.parent / "screenshots"
CHROMIUM = os.environ.get("AEDESK_CHROMIUM", "/usr/bin/chromium")
# Answers a page is made to show: a refusal, both texts of a conflict, what is wrong beside the field; and a part of an
# upload that the server is still writing, which is sent again.
ANSWERS = ("status of 403", "status of 409", "status of 422", "status of 423")
# What the browser says where a test has cut the line.
CUT = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")

# Preloading would write the style sheets into the page once more, which our own policy rightly refuses.
AXE = {"resultTypes": ["violations"], "preload": False}

# The browser's own loop runs in this thread, so Django takes its synchronous calls for a slip.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--lang=zh-CN"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Where the desk answers."""
    with django_db_blocker.unblock(), serving() as found:
        yield found


@pytest.fixture
def db(address: str, django_db_blocker: Any) -> Iterator[None]:
    """What is written is written for good, so that the server sees it, and the file put back after the test.

    By its name it stands in for pytest-django's, which would roll back; `house` asks for it.
    """
    if connection.vendor != "sqlite":
        pytest.skip("the browser is driven on SQLite")
    with django_db_blocker.unblock(), kept():
        yield
    figures.changed()


@pytest.fixture(params=SIZES)
def width(request: pytest.FixtureRequest) -> int:
    """Both widths, one after the other."""
    return int(request.param)


AtDesk = Callable[..., Page]


@pytest.fixture
def at_desk(chromium: Browser, address: str) -> Iterator[AtDesk]:
    """A browser page of a person's own, signed in: `at_desk(house.lin, 390, lang="en")`."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def sit(person: Any = None, width: int = 1440, *, lang: str = "zh") -> Page:
        context = chromium.new_context(
            base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce",
            viewport={"width": width, "height": SIZES.get(width, 900)}, has_touch=width < 768,
        )  # fmt: skip
        opened.append(context)
        cookies = {"lang": lang} | ({settings.SESSION_COOKIE_NAME: session_of(person)} if person else {})
        context.add_cookies([{"name": n, "value": v, "url": address} for n, v in cookies.items()])
        page = context.new_page()
        page.set_default_timeout(10_000)
        watch(page, address, wrong)
        return page

    yield sit
    for context in opened:
        context.close()
    assert not wrong, "\n".join(wrong)


def session_of(person: Any) -> str:
    """The session of somebody who has just signed in."""
    client = Client()
    client.force_login(person)
    return str(client.session.session_key)


def watch(page: Page, address: str, wrong: list[str]) -> None:
    """Write down every error of the page, every answer of a broken server and every request to another host."""

    def heard(message: Any) -> None:
        if message.type == "error" and not any(known in message.text for known in ANSWERS + CUT):
            wrong.append(f"{page.url}: {message.text} {message.location.get('url', '')}")

    def asked(request: Any) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(f"{page.url} asked {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("request", asked)


Look = Callable[..., None]


@pytest.fixture
def look() -> Look:
    """Look at a page: readable for everybody (axe), no wider than its window, and a picture to judge by eye."""
    axe = Axe()

    def at(page: Page, name: str, *, full: bool = True) -> None:
        width = page.viewport_size["width"] if page.viewport_size else 0
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=full, caret="initial")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} at {width} px is {wide} px wider than its window"
        found = axe.run(page, options=AXE)
        assert found.violations_count == 0, f"{page.url} at {width} px\n{found.generate_report()}"

    return at
