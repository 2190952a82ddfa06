"""A page asks the database a fixed number of questions, however many rows there are."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

import aedesk.doors.urls  # noqa: F401  every screen is registered with it
from aedesk.desk.duties import figures
from aedesk.desk.finding import reindex
from aedesk.doors.web.screen import SCREENS, Screen
from aedesk.kit import clock

from . import crowd

# Screens whose address needs more than an id, each as one would open it.
ADDRESSES = {
    "do/<str:code>/": ["/do/jobsheet.open/", "/do/note.log/", "/do/time.post/"],
    "do/<str:code>/<int:target>/": ["/do/handover.offer/{JobSheet}/", "/do/project.edit/{Project}/"],
    "contacts/export/<str:kind>/": ["/contacts/export/xlsx/", "/contacts/export/vcf/"],
    "clients/find/": ["/clients/find/?q=客户"], "contacts/find/": ["/contacts/find/?q=联系人"],
    "projects/find/": ["/projects/find/?q=项目"], "search/": ["/search/?q=项目", "/search/?q=工作单", "/search/?q=沟通&kind=contactnote"],
    "rules/<str:code>/": ["/rules/no_job_sheet_no_work/"], "guide/<str:code>/": ["/guide/picking_up/"],
    "jobs/<int:pk>/sheet/": ["/jobs/{draft}/sheet/"],
    "jobs/<int:pk>/completeness/": ["/jobs/{draft}/completeness/"],
    "feedback/new/": ["/feedback/new/", "/feedback/new/?client={Client}", "/feedback/new/?delivery={Delivery}", "/feedback/new/?note={ContactNote}"],
    "options/<str:noun>/": ["/options/client/?q=客户", "/options/jobsheet/?q=工作单"],
    "feedback/around/": ["/feedback/around/?client={Client}"], "feedback/": ["/feedback/", "/feedback/?show=beyond&q=再亮"],
    "deliveries/new/": ["/deliveries/new/", "/deliveries/new/?sheet={JobSheet}"],
    "plan/": ["/plan/", "/plan/?view=month", "/plan/?view=list", "/plan/?project={Project}"],
    "jobs/": ["/jobs/", "/jobs/?tab=draft", "/jobs/?q=工作单&mine=on"], "log/around/": ["/log/around/?client={Client}"],
}  # fmt: skip
NO_PAGES = {
    "files/<int:pk>/",
    "files/<int:pk>/small/",
    "files/<int:pk>/page/<int:page>/",
    "notices/<int:pk>/",
    "feedback/relays/<int:pk>/",
    "feedback/<int:pk>/picture/",
    "artwork/<int:pk>/check/<int:number>/<str:name>",
    "artwork/<int:pk>/check/<int:number>/layers/<int:page>/<str:shown>/",
    "me/",
    "receipts/<int:pk>/export/",
    "receipts/<int:pk>/scan/",
}  # they send a stored file, or lead elsewhere


def addresses(screen: Screen, ids: dict[str, int]) -> list[str]:
    """The addresses under which a screen is tried."""
    if screen.public or "GET" not in screen.methods or screen.path in NO_PAGES:
        return []
    plain = ["/" + re.sub(r"<int:pk>", str(ids.get(screen.about, 0)), screen.path)]
    return [one.format(**ids) for one in ADDRESSES.get(screen.path, plain)]


def statements(browser: Browser, address: str) -> int:
    """How many statements a page takes once everything that is remembered is remembered."""
    for _ in range(2):
        answer = browser.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
    with CaptureQueriesContext(connection) as asked:
        b"".join(browser.get(address))
    return len(asked)


def browser_of(person: Any, *, part: bool) -> Browser:
    """Signed in; a part of a page is read by the page's own script."""
    browser = Browser(headers={"HX-Request": "true"} if part else None)
    browser.force_login(person)
    return browser


@pytest.mark.slow
def test_no_page_asks_more_questions_when_there_is_twice_as_much(
    house: SimpleNamespace, still: clock.Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "CHECK_EVERY", 1e9)  # the look for new settings comes by time, not by page
    still.set("2026-11-18 10:30")
    ids = crowd.first(house)
    list(reindex())
    browsers = {
        (who, part): browser_of(getattr(house, who), part=part) for who in ("lin", "gu") for part in (True, False)
    }
    pages = [
        (
            browsers["gu" if screen.roles is not None and "ae" not in screen.roles else "lin", bool(screen.part_of)],
            address,
        )
        for screen in SCREENS
        for address in addresses(screen, ids)
    ]
    assert len(pages) > 50
    before = {address: statements(browser, address) for browser, address in pages}
    crowd.more(house, 1)
    list(reindex())
    after = {address: statements(browser, address) for browser, address in pages}
    assert {address: (before[address], after[address]) for address in before if after[address] > before[address]} == {}


@pytest.mark.slow
def test_the_count_would_notice_a_question_for_each_row(house: SimpleNamespace) -> None:
    crowd.first(house)
    from aedesk.desk.models import JobSheet

    def each_client() -> int:
        with CaptureQueriesContext(connection) as asked:
            [job.client.name for job in JobSheet.objects.all()]
        return len(asked)

    before = each_client()
    crowd.more(house, 1)
    assert each_client() > before
