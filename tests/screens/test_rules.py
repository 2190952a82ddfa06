"""The rules of the house on the web: read, found, kept, changed by those who may."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from aedesk.desk.action import do
from aedesk.desk.models import DutyRow, RuleFigure
from aedesk.kit import clock
from aedesk.rulebook import engine, manual

from .test_clients import as_, text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "page",
    ["/rules/", "/rules/?kind=gate&q=工作", "/rules/?q=nothing+at+all", "/rules/?kind=nonsense", "/rules/manual/", "/rules/manual/?state=not_yet&area=MTG",
     "/rules/manual/?q=nothing+at+all", "/rules/manual/?state=x&area=y"],
)  # fmt: skip
def test_every_list_opens_in_both_languages(house: SimpleNamespace, page: str, language: str) -> None:
    browser = as_(house.jiang)
    browser.cookies["lang"] = language
    text(browser, page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_has_its_page_with_name_clause_and_examples(house: SimpleNamespace, language: str) -> None:
    browser = as_(house.ding)
    browser.cookies["lang"] = language
    for code, rule in engine.rules().items():
        page = text(browser, f"/rules/{code}/")
        assert rule.name.in_(language) in page.replace("&#39;", "'") and rule.clause in page, code
        assert page.count("data-holds=") >= 2, code


def test_a_rule_that_is_none_is_not_found(house: SimpleNamespace) -> None:
    text(as_(house.lin), "/rules/no_such_rule/", 404)


def test_a_requirement_leads_to_the_rules_that_answer_it(house: SimpleNamespace) -> None:
    page = text(as_(house.lin), "/rules/?q=SUB-07")
    assert "/rules/relay/" in page and "/rules/note_at_once/" not in page
    assert '/rules/relay/"' in text(as_(house.lin), "/rules/manual/?q=SUB-07")


def test_the_counts_of_the_manual_stand_on_the_page(house: SimpleNamespace) -> None:
    page = text(as_(house.lin), "/rules/")
    for state, count in manual.counts().items():
        assert re.search(rf'state={state}".*?<b class="num">{count}</b>', page), state


def test_every_page_the_manual_names_is_there() -> None:
    for one in manual.requirements().values():
        if one.page:
            assert resolve(one.page), one.id


def test_only_those_who_may_change_figures_see_the_form(house: SimpleNamespace) -> None:
    for person in (house.lin, house.zhou, house.qian):
        page = text(as_(person), "/rules/note_at_once/")
        assert "/do/figure.set/" not in page and "行政或总经理" in page
    for person in (house.ding, house.gu):
        assert "/do/figure.set/" in text(as_(person), "/rules/note_at_once/")


def test_a_figure_is_changed_there_from_a_day_on(house: SimpleNamespace, still: clock.Frozen) -> None:
    browser = as_(house.ding)
    given = {
        "rule": "note_at_once",
        "figure": "within",
        "value": "20",
        "from_on": "2026-11-18",
        "next": "/rules/note_at_once/#figures",
    }
    said = browser.post("/do/figure.set/", given)
    assert (said.status_code, said["Location"]) == (302, "/rules/note_at_once/#figures")
    page = text(browser, "/rules/note_at_once/")
    assert "15 分钟" in page and "11月18日 周三 起改为 20 分钟" in page and "丁澄" in page
    assert "20 分钟" not in text(browser, "/rules/?q=note_at_once")
    still.set("2026-11-18 09:00")
    page = text(browser, "/rules/note_at_once/")
    assert re.search(r"<b>20 分钟</b>.*?15 分钟.*?11月18日", page, re.S), "now, the default, and since when"
    assert "20 分钟" in text(browser, "/rules/?q=note_at_once")


def test_the_nearest_of_two_changes_is_announced_and_both_are_kept(house: SimpleNamespace) -> None:
    for value, day in (("30", "2026-12-01"), ("20", "2026-11-18")):
        do("figure.set", house.ding, None, {"rule": "note_at_once", "figure": "within", "value": value, "from_on": day})
    page = text(as_(house.lin), "/rules/note_at_once/")
    assert "起改为 20 分钟" in page and "起改为 30 分钟" not in page
    assert RuleFigure.objects.count() == 2 and page.count('class="trail-dot"') == 2


def test_a_wrong_figure_comes_back_with_what_was_typed(house: SimpleNamespace) -> None:
    given = {"rule": "note_at_once", "figure": "within", "value": "-3", "from_on": "2026-11-18"}
    said = as_(house.ding).post("/do/figure.set/", given)
    assert said.status_code == 422
    assert "填 1 到 14400 的整数" in said.content.decode() and 'value="-3"' in said.content.decode()


def test_what_was_kept_and_late_is_shown_by_month(house: SimpleNamespace) -> None:
    for n, late in enumerate((0, 0, 90)):
        at = clock.parse("2026-11-10 10:00")
        DutyRow.objects.create(
            key=str(n), rule="sign_sheet", person=house.tang, noun="jobsheet", object_id=1, client_id=house.c1.pk, says_zh="签",
            says_en="sign", state="done", started_at=at, due_at=at, warn_at=at, ended_at=at, late_seconds=late,
        )  # fmt: skip
    page = text(as_(house.lin), "/rules/sign_sheet/")
    assert "66.7%" in page
    assert "66.7%" in text(as_(house.lin), "/rules/?q=sign_sheet")
    assert "66.7%" not in text(as_(house.shao), "/rules/sign_sheet/")


def test_statements_do_not_grow_with_what_has_happened(house: SimpleNamespace) -> None:
    browser = as_(house.gu)  # signed in before: what signing in asks is not the page's

    def count(page: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            text(browser, page)
        return len(seen)

    count("/rules/")  # what is asked once is remembered
    few = [count("/rules/"), count("/rules/sign_sheet/")]
    at = clock.parse("2026-11-10 10:00")
    DutyRow.objects.bulk_create(
        DutyRow(
            key=str(n), rule=list(engine.rules())[n % 40], person=house.tang, noun="jobsheet", object_id=1, says_zh="签",
            says_en="sign", state="done", started_at=at, due_at=at, warn_at=at, ended_at=at,
        )
        for n in range(200)
    )  # fmt: skip
    assert [count("/rules/"), count("/rules/sign_sheet/")] == few
