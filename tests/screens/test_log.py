"""The pages of the contact log and of requests, in both languages and behind the client walls."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from aedesk.desk.action import do
from aedesk.desk.models import ContactNote, Request


@pytest.fixture
def lin(house: SimpleNamespace) -> Browser:
    return signed_in(house.lin)


def signed_in(person: Any) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


def log(house: SimpleNamespace, **more: Any) -> ContactNote:
    facts = {
        "client": house.c1.pk,
        "project": house.p02.pk,
        "contact": house.wang.pk,
        "subject": "开盘报纸",
        "client_words": "周三要",
    }
    return do("note.log", house.lin, None, facts | more).result


def text(browser: Browser, address: str) -> str:
    """A page, or what the page's own script reads of it."""
    answer = browser.get(address, headers={"HX-Request": "true"})
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_opens_in_both_languages_empty_and_filled(house: SimpleNamespace, lin: Browser, lang: str) -> None:
    lin.cookies["lang"] = lang
    places = [
        "/log/",
        "/log/new/",
        "/log/prep/new/",
        "/log/slips/",
        "/slips/new/",
        "/log/escalations/",
        "/requests/",
        "/requests/new/",
    ]
    for address in places:
        text(lin, address)
    asked = [{"text": "几点给？", "kind": "closed"}]
    prep = do("prep.write", house.lin, None, {"client": house.c1.pk, "aim": "定", "questions": asked}).result
    note = log(
        house, opens_request="on", decisions=[{"text": "提前"}], points=["一"], escalation="预算",
        client_promises=[{"what": "数字", "due_at": "2026-11-17 15:00"}],
    )  # fmt: skip
    do("slip.take", house.ding, None, {"for_person": house.lin.pk, "caller": "老周", "matter": "打样"})
    more = [
        f"/log/{note.pk}/",
        f"/log/{note.pk}/edit/",
        f"/log/prep/{prep.pk}/",
        f"/log/prep/{prep.pk}/edit/",
        f"/log/new/?prep={prep.pk}",
    ]
    more += [f"/log/around/?client={house.c1.pk}", f"/requests/{Request.objects.get().pk}/", "/requests/?state=all"]
    for address in [*places, *more]:
        text(lin, address)


def test_the_log_is_searched_and_filtered_by_client_person_channel_and_date(
    house: SimpleNamespace, lin: Browser
) -> None:
    log(house)
    log(house, subject="户外画面", channel="wecom")
    assert "户外画面" not in text(lin, "/log/?q=报纸")
    assert "开盘报纸" not in text(lin, "/log/?channel=wecom")
    assert "开盘报纸" in text(lin, f"/log/?from=2026-11-16&until=2026-11-16&client={house.c1.pk}&person={house.lin.pk}")
    assert "开盘报纸" not in text(lin, "/log/?until=2026-11-15")
    assert "开盘报纸" in text(lin, "/log/?from=nonsense&client=x")


def test_a_rivals_person_finds_neither_note_nor_request_nor_contacts(house: SimpleNamespace) -> None:
    note = log(house, opens_request="on")
    shao = signed_in(house.shao)
    for address in (f"/log/{note.pk}/", f"/log/{note.pk}/edit/", f"/requests/{Request.objects.get().pk}/"):
        assert shao.get(address).status_code == 404
    for address in (
        "/log/",
        "/requests/?state=all",
        f"/log/around/?client={house.c1.pk}",
        f"/log/new/?client={house.c1.pk}",
    ):
        page = text(shao, address)
        assert "开盘报纸" not in page and "王主管" not in page and "云栖湾" not in page


def test_the_phone_form_saves_a_note_with_its_tables(house: SimpleNamespace, lin: Browser) -> None:
    form = {
        "client": house.c1.pk, "project": house.p02.pk, "contact": house.wang.pk, "ended_at": "2026-11-16T08:55",
        "channel": "phone", "subject": "开盘", "points": "提前\n半版", "client_words": "提前", "is_read_back": "on",
        "decisions": "", "decisions-0-text": "提前到 11-28", "decisions-0-decided_by": "", "client_promises": "",
        "client_promises-0-what": "", "client_promises-0-due_at": "", "opens_request": "on",
    }  # fmt: skip
    answer = lin.post("/do/note.log/", form)
    note = ContactNote.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/log/{note.pk}/")
    assert (note.points, note.decisions.count(), Request.objects.get().title) == (["提前", "半版"], 1, "开盘")
    page = text(lin, f"/log/{note.pk}/")
    assert f"/jobs/new/?request={Request.objects.get().pk}" in page and "写会议记录" in page


def test_a_preparation_shows_its_questions_above_the_message(house: SimpleNamespace, lin: Browser) -> None:
    asked = [{"text": "几点？", "kind": "closed"}]
    prep = do("prep.write", house.lin, None, {"client": house.c1.pk, "aim": "定", "questions": asked}).result
    page = text(lin, f"/log/prep/{prep.pk}/")
    assert page.index("先问") < page.index("再说") and "1 个问题里有 1 个是封闭式" in page


def test_a_probing_question_becomes_a_promise_to_fill_in(house: SimpleNamespace, lin: Browser) -> None:
    asked = [{"text": "明天几点给答复", "kind": "probing"}]
    prep = do("prep.write", house.lin, None, {"client": house.c1.pk, "aim": "定", "questions": asked}).result
    assert 'value="明天几点给答复"' in text(lin, f"/log/new/?prep={prep.pk}")


def test_the_coach_card_greets_with_the_agencys_own_name(house: SimpleNamespace, lin: Browser) -> None:
    page = text(lin, "/log/new/")
    assert "你好，青屿演示广告有限公司" in page and "客户指责延误" in page


def test_the_statements_of_the_lists_do_not_grow_with_the_rows(house: SimpleNamespace, lin: Browser) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            log(house, opens_request="on", decisions=[{"text": "提前"}])
        with CaptureQueriesContext(connection) as asked:
            text(lin, "/log/")
            text(lin, "/requests/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
