"""The search as the web shows it: suggestions, groups, one kind paged, and nothing found."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aedesk.desk.finding import reindex
from aedesk.desk.models import Contact

from ..desk.work import a_sheet
from .test_clients import as_, text


@pytest.fixture
def found(house: SimpleNamespace) -> SimpleNamespace:
    a_sheet(house)
    list(reindex())
    return house


def suggested(browser: object, words: str) -> str:
    answer = browser.get("/search/", {"q": words}, headers={"HX-Request": "true"})  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "page",
    [
        "/search/",
        "/search/?q=澜庭",
        "/search/?q=澜庭&kind=project",
        "/search/?q=无此词",
        "/search/?q=澜庭&kind=x&page=y",
    ],
)
def test_every_page_opens_in_both_languages(found: SimpleNamespace, page: str, language: str) -> None:
    browser = as_(found.lin)
    browser.cookies["lang"] = language
    text(browser, page)


def test_hits_stand_in_groups_with_the_asked_word_marked(found: SimpleNamespace) -> None:
    page = text(as_(found.lin), "/search/?q=澜庭")
    assert "P02 <mark>澜庭</mark>二期开盘" in page and f'href="/projects/{found.p02.pk}/"' in page
    assert 'value="澜庭"' in page, "the box keeps what was asked"


def test_the_box_suggests_the_best_and_leads_on_to_all(found: SimpleNamespace) -> None:
    said = suggested(as_(found.lin), "lxl")
    assert "林晓岚" in said and f'href="/people/{found.lin.pk}/"' in said and 'href="/search/?q=lxl"' in said
    assert "<html" not in said


def test_the_rival_is_suggested_nothing_and_counted_nothing(found: SimpleNamespace) -> None:
    browser = as_(found.shao)
    for said in (
        suggested(browser, "澜庭"),
        text(browser, "/search/?q=澜庭"),
        text(browser, "/search/?q=澜庭&kind=jobsheet"),
    ):
        assert "P02" not in said.replace("P02-014", "") and "云栖湾" not in said and "没有找到“澜庭”" in said


def test_what_was_typed_is_shown_as_text(found: SimpleNamespace) -> None:
    page = text(as_(found.lin), "/search/?q=<script>alert(1)</script>澜庭")
    assert "<script>alert" not in page


def test_one_kind_is_paged(found: SimpleNamespace) -> None:
    Contact.objects.bulk_create(Contact(client=found.c1, name=f"陈{n:02d}", role="executor") for n in range(25))
    list(reindex())
    first = text(as_(found.lin), "/search/?q=陈&kind=contact")
    second = text(as_(found.lin), "/search/?q=陈&kind=contact&page=2")
    assert "1 / 2" in first and "page=2" in first
    assert first.count('class="find"') == 20 and second.count('class="find"') == 5


def test_an_address_with_broken_characters_still_answers(found: SimpleNamespace) -> None:
    assert as_(found.lin).get("/search/?q=%ff%00%ed%a0%80").status_code == 200


def test_statements_do_not_grow_with_what_is_found(found: SimpleNamespace) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            text(as_(found.lin), "/search/?q=澜庭")
        return len(seen)

    few = count()
    for n in range(20):
        a_sheet(found, number=f"261116-P02-1{n:02d}")
    list(reindex())
    assert count() == few
