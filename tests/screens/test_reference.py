"""The page that tells the API to people who write programs is made from what the API answers."""

from __future__ import annotations

from types import SimpleNamespace

from django.test import Client

from aedesk.desk.action import ACTIONS
from aedesk.doors.reading import NOT_BY_PROGRAM
from aedesk.doors.reads import READS
from aedesk.doors.web.screens.reference.words import GROUPS


def page(house: SimpleNamespace, **asked: str) -> str:
    browser = Client()
    browser.force_login(house.lin)
    response = browser.get("/api/v1/docs", asked)
    assert response.status_code == 200
    return str(response.content.decode())


def test_every_list_and_act_of_the_api_is_told_and_nothing_else(house: SimpleNamespace) -> None:
    text = page(house)
    for code in ACTIONS:
        assert (f'id="{code}"' in text) is (code not in NOT_BY_PROGRAM), code
    assert all(f"<b>GET /{name}</b>" in text for name in READS)


def test_the_addresses_told_are_those_of_the_description(house: SimpleNamespace) -> None:
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    text = page(house)
    told = {path for path in paths if "/do/" in path}
    assert all(path.replace("{pk}", "{id}") + "<" in text for path in told)


def test_one_word_finds_an_act_by_its_chinese_name_or_its_field(house: SimpleNamespace) -> None:
    assert 'id="jobsheet.sign"' in page(house, q="jobsheet.sign")
    assert 'id="jobsheet.sign"' not in page(house, q="supplier.add")
    assert "没有符合的接口" in page(house, q="绝无此词")


def test_the_page_asks_nothing_of_the_world_outside_and_the_tokens_page_leads_to_it(house: SimpleNamespace) -> None:
    text = page(house)
    assert "<script>" not in text and "style=" not in text
    assert "//cdn" not in text and "https://" not in text
    browser = Client()
    browser.force_login(house.lin)
    assert "/api/v1/docs" in browser.get("/settings/tokens/").content.decode()
    assert Client().get("/api/v1/docs").status_code == 302


def test_every_group_of_acts_has_a_name_in_both_languages(house: SimpleNamespace) -> None:
    assert {spec.noun for spec in ACTIONS.values()} == set(GROUPS)
    assert "<b>给客户的承诺</b>" in page(house)
    assert 'id="promise.keep"' in page(house, q="给客户的承诺")
