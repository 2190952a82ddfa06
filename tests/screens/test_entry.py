"""The way in: sign in, out, language, the demo's cast, the first run; and people and settings behind it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client as Browser

from aedesk.demo.signins import PASSWORD as DEMO_PASSWORD
from aedesk.desk.action import do
from aedesk.desk.duties import figures
from aedesk.desk.models import Agency, ApiToken, Person, Workday

from .test_clients import as_, text

GOOD = "qingyu-2026-demo"
FIRST = {
    "agency": "自己的公司", "morning_from": "09:00", "morning_until": "12:00", "afternoon_from": "13:30", "afternoon_until": "18:00",
    "name": "王开", "role": "general_manager", "username": "wang", "password": "my-own-agency-1",
}  # fmt: skip


@pytest.fixture
def lin(house: SimpleNamespace) -> Person:
    """林晓岚 with a password."""
    house.lin.set_password(GOOD)
    house.lin.save()
    return house.lin  # type: ignore[no-any-return]


@pytest.fixture
def demo(lin: Person, settings: Any, tmp_path: Path) -> Person:
    """The data folder of the demo agency, where 林晓岚 has the demo's password."""
    settings.DEMO, settings.DATA = True, tmp_path
    (tmp_path / "clock").write_text("0")
    lin.set_password(DEMO_PASSWORD)
    lin.save()
    return lin


def sign_in(browser: Browser, **more: str) -> Any:
    return browser.post("/login/", {"username": "linxiaolan", "password": GOOD} | more)


def test_a_browser_without_a_page_finds_the_sign_of_the_house() -> None:
    assert Browser().get("/favicon.ico")["Location"].endswith(".svg")


def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_where_he_wanted(lin: Person) -> None:
    browser = Browser()
    sent = browser.get("/projects/?tab=all")
    assert sent["Location"] == "/login/?next=%2Fprojects%2F%3Ftab%3Dall"
    assert 'value="/projects/?tab=all"' in text(browser, sent["Location"])
    assert sign_in(browser, next="/projects/?tab=all")["Location"] == "/projects/?tab=all"


def test_sign_in_lands_on_today_and_never_in_another_house(lin: Person) -> None:
    assert sign_in(Browser())["Location"] == "/"
    for other in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert sign_in(Browser(), next=other)["Location"] == "/"


def test_a_wrong_password_keeps_the_name_and_says_so_in_both_languages(lin: Person) -> None:
    for language, says in (("zh", "用户名或密码不对"), ("en", "is wrong; try again")):
        browser = Browser()
        browser.cookies["lang"] = language
        answer = sign_in(browser, password="not-this-one")
        assert answer.status_code == 401
        assert says in answer.content.decode() and 'value="linxiaolan"' in answer.content.decode()
        assert "not-this-one" not in answer.content.decode()


def test_a_name_nobody_has_gets_the_same_answer(lin: Person) -> None:
    known, unknown = sign_in(Browser(), password="not-this-one"), sign_in(Browser(), username="nobody")
    assert known.status_code == unknown.status_code == 401


def test_ten_wrong_passwords_shut_the_door_with_a_clear_sentence(lin: Person) -> None:
    browser = Browser()
    for _ in range(9):
        assert sign_in(browser, password="wrong-password").status_code == 401
    locked = sign_in(browser, password="wrong-password")
    assert locked.status_code == 429 and "15 分钟" in locked.content.decode()
    assert sign_in(browser).status_code == 429  # the right one too, for a while


def test_sign_out_is_a_post_and_ends_the_session(lin: Person) -> None:
    browser = Browser()
    sign_in(browser)
    assert browser.get("/logout/").status_code == 405
    assert browser.get("/people/").status_code == 200
    assert browser.post("/logout/")["Location"] == "/login/"
    assert browser.get("/people/").status_code == 302


def test_forms_from_elsewhere_are_refused(lin: Person) -> None:
    strict = Browser(enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403
    assert strict.post("/logout/").status_code == 403


def test_the_language_is_kept_for_strangers_and_for_persons(lin: Person) -> None:
    browser = Browser()
    assert 'lang="zh-Hans"' in text(browser, "/login/")
    browser.post("/language/", {"language": "en"}, headers={"referer": "http://testserver/login/"})
    assert '<html lang="en"' in text(browser, "/login/")
    sign_in(browser)
    browser.post("/language/", {"language": "en"})
    assert Person.objects.get(pk=lin.pk).language == "en"
    fresh = as_(lin)
    assert '<html lang="en"' in text(fresh, "/people/")


def test_the_language_switch_leads_back_to_the_page(lin: Person) -> None:
    here = {"referer": "http://testserver/people/?q=lxl"}
    assert (
        as_(lin).post("/language/", {"language": "en"}, headers=here)["Location"] == "http://testserver/people/?q=lxl"
    )
    away = {"referer": "https://evil.example/"}
    assert as_(lin).post("/language/", {"language": "en"}, headers=away)["Location"] == "/"


def test_the_demo_shows_its_cast_and_one_click_signs_in(demo: Person) -> None:
    browser = Browser()
    page = text(browser, "/login/")
    assert "林晓岚" in page and "客户执行" in page
    assert browser.post("/login/", {"demo": "linxiaolan"})["Location"] == "/"
    assert text(browser, "/people/")


def test_one_click_opens_no_account_that_has_a_password_of_its_own(demo: Person) -> None:
    demo.set_password(GOOD)
    demo.save()
    assert Browser().post("/login/", {"demo": "linxiaolan"}).status_code == 401


def test_outside_the_demo_there_is_no_cast_and_no_click(lin: Person, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    lin.set_password(DEMO_PASSWORD)
    lin.save()
    assert "林晓岚" not in text(Browser(), "/login/")
    assert Browser().post("/login/", {"demo": "linxiaolan"}).status_code == 422


def test_an_empty_house_asks_for_the_agency_first(db: None, still: Any) -> None:
    figures.changed()
    browser = Browser()
    assert browser.get("/login/")["Location"] == "/first/"
    assert "至少 10 个字符" in text(browser, "/first/")
    wrong = browser.post("/first/", FIRST | {"password": "short"})
    assert wrong.status_code == 422 and 'value="自己的公司"' in wrong.content.decode()
    assert "short" not in wrong.content.decode().split("<main")[1]
    assert browser.post("/first/", FIRST)["Location"] == "/"
    assert "从这三步开始" in text(browser, "/") and "/do/person.add/" in text(browser, "/")
    assert text(browser, "/settings/").count("自己的公司")
    assert Agency.objects.count() == 1 and Workday.objects.exists()


def test_the_first_run_cannot_come_twice(lin: Person) -> None:
    assert Browser().get("/first/")["Location"] == "/"
    assert Browser().post("/first/", FIRST)["Location"] == "/"
    assert not Person.objects.filter(username="wang").exists()


PAGES = (
    "/people/", "/people/?q=没有", "/people/{lin}/", "/settings/", "/settings/calendar/", "/settings/calendar/?year=2027",
    "/settings/calendar/?year=0", "/settings/calendar/?year=９９９９", "/settings/tokens/", "/do/person.add/",
    "/do/person.edit/{lin}/", "/settings/agency/",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages(house: SimpleNamespace, page: str, language: str) -> None:
    for person in (house.lin, house.ding):
        browser = as_(person)
        browser.cookies["lang"] = language
        office = page.startswith(("/do/", "/settings/agency")) and person == house.lin
        text(browser, page.format(lin=house.lin.pk), 403 if office else 200)


def test_an_empty_department_is_shown_to_the_office_only(house: SimpleNamespace) -> None:
    do("person.disable", house.ding, house.shen)
    assert "“媒介”没有人" in text(as_(house.ding), "/people/")
    assert "“媒介”没有人" not in text(as_(house.lin), "/people/")


def test_2027_is_marked_provisional_and_2026_is_not(house: SimpleNamespace) -> None:
    assert "2027 年暂定" in text(as_(house.lin), "/settings/calendar/?year=2027")
    assert "暂定" not in text(as_(house.lin), "/settings/calendar/?year=2026")


def test_a_new_token_is_shown_once(house: SimpleNamespace) -> None:
    browser = as_(house.lin)
    page = browser.post("/settings/tokens/", {"name": "脚本", "scope": "read", "expires_on": ""}).content.decode()
    assert "aed_" in page and "只显示这一次" in page
    assert "aed_" not in text(browser, "/settings/tokens/")
    assert browser.post("/settings/tokens/", {"name": "", "scope": "read"}).status_code == 422
    assert ApiToken.objects.count() == 1


def test_the_switches_and_hours_are_saved_from_the_form(house: SimpleNamespace) -> None:
    it = Agency.objects.get()
    given = {"version": it.version, "has_traffic": "off", "auto_number_out_of_hours": "on", "afternoon_until": "17:30"}
    assert as_(house.ding).post(f"/do/agency.edit/{it.pk}/", given).status_code == 302
    it.refresh_from_db()
    assert (it.has_traffic, it.auto_number_out_of_hours, it.afternoon_until.minute) == (False, True, 30)
