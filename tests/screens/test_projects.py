"""Projects and the library as the web shows them, to those it concerns and to nobody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aedesk.desk.action import do
from aedesk.desk.models import Material, OwnerChange, Project

from .test_clients import as_, text

PAGES = (
    "/projects/", "/projects/?q=nothing", "/projects/new/", "/projects/{p02}/", "/projects/{p02}/edit/",
    "/projects/{p02}/dossier/", "/projects/find/?q=P02", "/suppliers/", "/materials/",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages(house: SimpleNamespace, page: str, language: str) -> None:
    for person in (house.lin, house.gu):
        browser = as_(person)
        browser.cookies["lang"] = language
        text(browser, page.format(p02=house.p02.pk))


def full(house: SimpleNamespace) -> None:
    """A project with one of everything that its page shows."""
    make = {
        "project.set_fact": {"kind": "progress", "value": "主体封顶", "as_of": "2026-10-10"},
        "project.set_base": {"kind": "map", "value": "区位图", "edition": "v2026-10"},
        "milestone.add": {"on": "2026-11-19", "name": "样板房开放", "may_need": "导视?"},
        "project.deputize": {"person": house.fang.pk, "until_at": "2026-11-18 18:00"},
        "project.dossier": {
            "personas": [{"name": "画像甲", "age": "35"}], "rivals": [{"name": "望江府", "seen_on": "2026-11-02"}],
        },
        "project.hand_over": {"taker": house.qin.pk},
    }  # fmt: skip
    do("request.open", house.lin, None, {"project": house.p02.pk, "title": "海报"})
    do(
        "material.add",
        house.lin,
        None,
        {"project": house.p02.pk, "name": "围墙 A 段", "width_mm": 62400, "height_mm": 3000},
    )
    for code, given in make.items():
        do(code, house.lin, house.p02, given)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_full_page_shows_what_there_is(house: SimpleNamespace, language: str) -> None:
    full(house)
    browser = as_(house.lin)
    browser.cookies["lang"] = language
    page = text(browser, f"/projects/{house.p02.pk}/")
    for said in (
        "主体封顶",
        "v2026-10",
        "样板房开放",
        "画像甲",
        "1/7",
        "望江府",
        "2026-11-02",
        "围墙 A 段",
        "62400 × 3000 mm",
    ):
        assert said in page, said
    assert {"zh": "超过 30 天，请更新", "en": "Over 30 days old"}[language] in page
    assert {"zh": "媒介 未指定", "en": "Media is not named"}[language] in page


def test_the_rivals_ae_finds_no_project_no_page_no_size(house: SimpleNamespace) -> None:
    full(house)
    shao = as_(house.shao)
    for page in (
        "/projects/{}/",
        "/projects/{}/edit/",
        "/projects/{}/dossier/",
        "/do/project.edit/{}/",
        "/do/project.deputize/{}/",
    ):
        text(shao, page.format(house.p02.pk), 404)
    for page in (
        "/projects/?tab=all",
        "/projects/find/?q=澜庭",
        "/projects/?q=P02",
        "/materials/?q=围墙",
        f"/materials/?project={house.p02.pk}",
        f"/people/{house.lin.pk}/",
    ):
        said = text(shao, page).replace('value="围墙"', "")
        assert "澜庭" not in said and "云栖湾" not in said and "围墙 A" not in said, page


def test_a_designer_reads_the_page_and_is_offered_no_change(house: SimpleNamespace) -> None:
    full(house)
    page = text(as_(house.tang), f"/projects/{house.p02.pk}/")
    assert "主体封顶" in page
    for code in ("project.set_member", "project.set_fact", "milestone.confirm", "project.hand_over"):
        assert f"/do/{code}/" not in page, code


def test_a_designer_sees_no_budget(house: SimpleNamespace) -> None:
    Project.objects.filter(pk=house.p02.pk).update(budget=123_456)
    assert "123,456" in text(as_(house.lin), f"/projects/{house.p02.pk}/")
    assert "123,456" not in text(as_(house.tang), f"/projects/{house.p02.pk}/")
    assert "123456" not in text(as_(house.fang), f"/projects/{house.p02.pk}/edit/", 403)


def test_the_next_thing_to_do_in_set_up_is_to_start(house: SimpleNamespace) -> None:
    Project.objects.filter(pk=house.p02.pk).update(state="setup")
    browser = as_(house.lin)
    assert "/do/project.start/" in text(browser, f"/projects/{house.p02.pk}/")
    Project.objects.get(pk=house.p02.pk).members.filter(function="finance").delete()
    said = browser.post(f"/do/project.start/{house.p02.pk}/")
    assert said.status_code == 403
    assert "财务 未指定" in said.content.decode() and f"/projects/{house.p02.pk}/#team" in said.content.decode()


def test_the_team_is_named_through_the_page(house: SimpleNamespace) -> None:
    browser = as_(house.lin)
    said = browser.post(f"/do/project.set_member/{house.p02.pk}/", {"function": "media", "person": house.shen.pk})
    assert said.status_code == 302 and said["Location"] == f"/projects/{house.p02.pk}/"
    assert "沈佳禾" in text(browser, f"/projects/{house.p02.pk}/")


def test_the_taker_accepts_on_the_page_and_takes_over(house: SimpleNamespace) -> None:
    full(house)
    qin, change = as_(house.qin), OwnerChange.objects.get()
    page = text(qin, f"/projects/{house.p02.pk}/")
    assert page.count(f"/do/project.accept_item/{change.pk}/") == len(change.items)
    for number in range(1, len(change.items) + 1):
        assert qin.post(f"/do/project.accept_item/{change.pk}/", {"item": number}).status_code == 302
    assert qin.post(f"/do/project.take_over/{change.pk}/").status_code == 302
    assert Project.objects.get(pk=house.p02.pk).ae == house.qin


def test_the_dossier_form_saves_a_block_with_its_tables(house: SimpleNamespace) -> None:
    browser = as_(house.lin)
    given = {"version": 1, "personas": "", "personas-0-name": "甲", "personas-0-age": "35", "personas-1-name": ""}
    assert browser.post(f"/do/project.dossier/{house.p02.pk}/", given).status_code == 302
    assert [one["name"] for one in Project.objects.get(pk=house.p02.pk).dossier["personas"]] == ["甲"]
    page = text(browser, f"/projects/{house.p02.pk}/dossier/")
    assert 'value="甲"' in page and "静奢·近水" in page


def test_a_new_project_is_made_and_leads_to_its_page(house: SimpleNamespace) -> None:
    browser = as_(house.lin)
    given = {"client": house.c1.pk, "name": "澜庭三期", "ae": house.lin.pk, "is_pitch": "off"}
    said = browser.post("/do/project.add/", given)
    made = Project.objects.get(name="澜庭三期")
    assert said["Location"] == f"/projects/{made.pk}/"
    page = text(browser, said["Location"])
    assert "创意 未指定" in page and "财务 未指定" in page


def test_a_dropped_size_returns_to_the_list(house: SimpleNamespace) -> None:
    full(house)
    browser, made = as_(house.lin), Material.objects.get()
    said = browser.post(f"/do/material.drop/{made.pk}/", {"next": "/materials/"})
    assert said["Location"] == "/materials/" and not Material.objects.exists()


@pytest.mark.parametrize("page", ["/projects/?tab=all", "/materials/", "/suppliers/"])
def test_statements_do_not_grow_with_the_rows(house: SimpleNamespace, page: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            text(as_(house.gu), page)
        return len(seen)

    def rows(number: int) -> None:
        made: Any = do(
            "project.add", house.gu, None, {"client": house.c1.pk, "name": f"项目{number}", "ae": house.lin.pk}
        ).result
        do("material.add", house.gu, None, {"project": made.pk, "name": f"板{number}", "width_mm": 1, "height_mm": 1})
        do("supplier.add", house.gu, None, {"name": f"厂{number}"})

    for number in range(2):
        rows(number)
    text(as_(house.gu), page)
    few = count()
    for number in range(2, 12):
        rows(number)
    assert count() == few
