"""Every address a page offers leads somewhere: the house is walked link by link, as three people see it."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client as Browser

from aedesk.desk.action import ACTIONS, do
from tests.desk.work import a_request, a_sheet

HREF = re.compile(r'<a\b[^>]*?\bhref="(?!tel:|mailto:)([^"]*)"')
POSTS = re.compile(r'<form\b[^>]*?\baction="/do/([a-z_.]+)/')
IDS = re.compile(r'\bid="([^"]+)"')
MOST = 400
# Downloads and papers are other rooms' own tests.
LEFT = re.compile(r"print/|export|\.xlsx|\.pdf|\.vcf|/docs|openapi|/static/|/api/|/files/")
MANY = re.compile(r"[?&](week|page|sort|tab|state|day|from|until|month|year)=")


@pytest.fixture
def busy(house: SimpleNamespace) -> SimpleNamespace:
    """A house with a thing of every kind that has a page."""
    note = do("note.log", house.lin, None, {
        "client": house.c1.pk, "project": house.p02.pk, "contact": house.wang.pk, "subject": "开盘报纸", "points": ["半版"],
        "client_words": "周三要", "decisions": [{"text": "开盘改到 11-28"}], "opens_request": "on",
        "client_promises": [{"what": "户型图", "due_at": "2026-11-17 12:00"}], "escalation": "能否加价", "escalate_to": house.zhou.pk,
    }).result  # fmt: skip
    do("prep.write", house.lin, None, {"client": house.c1.pk, "aim": "问清时间"})
    asked = note.requests.get()
    do("line.propose", house.lin, None, {"request": asked.pk, "what": "文案", "step": "copy", "doer": house.he.pk, "due_at": "2026-11-18 12:00"})  # fmt: skip
    issued = a_sheet(house, request=a_request(house, 21))
    do("changesheet.write", house.lin, issued, {"special_notes": "标志放大", "reason": "客户来电"})
    do("time.post", house.he, None, {"sheet": issued.pk, "on": "2026-11-16", "minutes": 30})
    do(
        "purchase.order",
        house.geng,
        None,
        {"sheet": issued.pk, "supplier_name": "印务", "what": "打样", "amount": "880"},
    )
    do("handover.offer", house.he, issued, {"to_stage": "design", "receiver": house.tang.pk})
    a_sheet(house, state="draft", number="", signs="", title="草稿")
    a_sheet(house, state="submitted", number="", signs="copy", title="待签", job_type="pitch")
    a_sheet(house, state="closed", number="261101-P02-001", title="已截卡")
    return house


def walk(person: Any) -> tuple[dict[str, tuple[int, str, str]], set[str]]:
    """Every page reached from Today: its status, where it was found and its text; and the actions its forms post."""
    browser = Browser()
    browser.force_login(person)
    seen: dict[str, tuple[int, str, str]] = {}
    posts: set[str] = set()
    queue = deque(
        (place, "the menu")
        for place in (
            "/",
            "/jobs/",
            "/requests/",
            "/log/",
            "/time/",
            "/clients/",
            "/projects/",
            "/settings/",
            "/rules/",
        )
    )
    while queue and len(seen) < MOST:
        address, found_on = queue.popleft()
        if address in seen:
            continue
        answer = browser.get(address, follow=True)
        text = answer.content.decode() if "html" in answer.get("Content-Type", "") else ""
        seen[address] = (answer.status_code, found_on, text)
        posts |= set(POSTS.findall(text))
        for href in HREF.findall(text):
            to = urlsplit(urljoin(address, unescape(href)))
            path = to.path + (f"?{to.query}" if to.query else "")
            if not to.netloc and path not in seen and not LEFT.search(path) and not MANY.search(path):
                queue.append((path, address))
    return seen, posts


@pytest.mark.slow
@pytest.mark.parametrize("who", ["lin", "tang", "qian"])
def test_no_link_leads_nowhere(busy: SimpleNamespace, who: str) -> None:
    seen, posts = walk(getattr(busy, who))
    dead = {f"{address} on {found_on}" for address, (status, found_on, _) in seen.items() if status in (404, 405, 500)}
    assert not dead, "\n".join(sorted(dead))
    shut = {f"{address} on {found_on}" for address, (status, found_on, _) in seen.items() if status == 403}
    assert not shut, "offered to somebody who may not:\n" + "\n".join(sorted(shut))
    assert posts <= ACTIONS.keys()
    assert len(seen) > 30


@pytest.mark.slow
def test_no_link_within_a_page_points_past_it(busy: SimpleNamespace) -> None:
    seen, _ = walk(busy.lin)
    lost = []
    for address, (_, _, text) in seen.items():
        ids = set(IDS.findall(text))
        lost += [f"{address}#{place}" for place in re.findall(r'href="#([^"]+)"', text) if place not in ids]
    assert not lost, "\n".join(sorted(set(lost)))
