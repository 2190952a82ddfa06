"""A field that points to one of many: searched while one types, and without script by its own button; never past a wall."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client as Browser

from aedesk.desk.action import do
from aedesk.desk.models import Client, Contact, Person, Project
from aedesk.kit import hanzi


def as_(person: Person) -> Browser:
    browser = Browser()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def found(person: Person, address: str) -> list[str]:
    return [one["name"] for one in as_(person).get(address).json()["items"]]


@pytest.fixture
def many(house: SimpleNamespace) -> SimpleNamespace:
    """Forty clients and a contact at one of them, beside the two rivals."""
    for number in range(40):
        name = f"甲{number:02}实业"
        Client.objects.create(code=f"C{number + 10}", name=name, short_name=name, initials=hanzi.initials(name))
    last = Client.objects.create(code="C99", name="最后一家(演示)", short_name="最后一家", initials="zhyj")
    Contact.objects.create(client=last, name="尾经理", initials="wjl", phone="+86 100 0000 0099")
    return SimpleNamespace(**vars(house), last=last)


def form(person: Person, address: str, posted: dict[str, Any] | None = None) -> str:
    browser = as_(person)
    answer = browser.post(address, posted) if posted else browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def offered(page: str, name: str) -> list[str]:
    select = re.search(rf'<select[^>]* name="{name}".*?</select>', page, re.S)
    assert select is not None
    return re.findall(r">([^<]+)</option>", select.group())


@pytest.mark.parametrize("word", ["最后", "zhyj", "ZHYJ", "C99", "一家 c99"])
def test_a_choice_is_found_by_name_initials_or_code(many: SimpleNamespace, word: str) -> None:
    assert found(many.gu, f"/options/client/?q={word}") == ["最后一家"]


def test_few_choices_stay_a_plain_list_and_many_are_searched(many: SimpleNamespace) -> None:
    assert "data-picker" not in form(many.lin, "/do/contact.add/")
    page = form(many.gu, "/do/contact.add/")
    assert 'data-picker="/options/client/"' in page and 'name="find-client"' in page


def test_without_script_the_button_narrows_the_list_and_nothing_typed_is_lost(many: SimpleNamespace) -> None:
    typed = {"name": "尾主管", "phone": "13800000099", "find": "client", "find-client": "zhyj"}
    page = form(many.gu, "/do/contact.add/", typed)
    assert offered(page, "client") == ["请选择", "最后一家"]
    assert 'value="尾主管"' in page and not Contact.objects.filter(name="尾主管").exists()
    sent = {"name": "尾主管", "phone": "13800000099", "source": "名片", "client": many.last.pk, "role": "executor", "find-client": "zhyj"}  # fmt: skip
    assert as_(many.gu).post("/do/contact.add/", sent).status_code == 302
    assert Contact.objects.get(name="尾主管").client == many.last


def test_what_is_chosen_stays_chosen_while_another_word_is_searched(many: SimpleNamespace) -> None:
    typed = {"client": many.last.pk, "find": "client", "find-client": "甲0"}
    page = form(many.gu, "/do/contact.add/", typed)
    assert f'<option value="{many.last.pk}" selected>最后一家</option>' in page and "甲05实业" in offered(
        page, "client"
    )


def test_a_search_that_says_nothing_sends_the_form(many: SimpleNamespace) -> None:
    answer = as_(many.gu).post("/do/contact.add/", {"find": "client", "find-client": " "})
    assert answer.status_code == 422


def test_searching_keeps_the_version_one_read(many: SimpleNamespace) -> None:
    for number in range(40):
        Person.objects.create(username=f"p{number}", name=f"人{number}", role="designer", password="!")
    do("person.edit", many.ding, many.tang, {"phone": "1"})
    typed = {"version": "1", "find": "backup", "find-backup": "人3"}
    assert 'name="version" value="1"' in form(many.ding, f"/do/person.edit/{many.tang.pk}/", typed)


def test_no_search_goes_past_a_wall(many: SimpleNamespace) -> None:
    Contact.objects.create(client=many.c3, name="冯总", initials="fz")
    assert found(many.lin, "/options/client/?q=南渡") == [] and found(many.lin, "/options/contact/?q=fz") == []
    assert found(many.shao, "/options/contact/?q=fz") == ["冯总 · 南渡地产"], (
        "with whom one works, where many are offered"
    )
    assert as_(many.lin).get(f"/options/person/?client={many.c3.pk}").status_code == 404
    assert found(many.lin, f"/options/contact/?client={many.c1.pk}&q=李") == ["李总"]
    page = form(many.lin, "/do/contact.add/", {"find": "client", "find-client": "南渡"})
    assert "南渡" not in str(offered(page, "client"))


@pytest.mark.parametrize("noun", ["event", "apitoken", "duty", "nothing", "Client"])
def test_only_what_acts_point_to_is_offered(house: SimpleNamespace, noun: str) -> None:
    assert as_(house.gu).get(f"/options/{noun}/").status_code == 404


def test_out_of_use_and_over_are_not_offered(house: SimpleNamespace) -> None:
    do("contact.disable", house.lin, house.li)
    assert found(house.lin, "/options/contact/") == ["王主管 · 云栖湾置业"]
    assert Project.objects.count() and found(house.lin, "/options/jobsheet/") == []
