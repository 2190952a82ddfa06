"""The contact book: found, narrowed, sorted, paged, taken away, and never past a wall."""

from __future__ import annotations

import io
from datetime import date
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.test import Client as Browser

from aedesk.desk.clients import book
from aedesk.desk.models import Client, Contact, Person
from aedesk.kit import clock, hanzi
from tests.requirements.doing import page


def add(house: SimpleNamespace, name: str, client: Client | None = None, **more: Any) -> Contact:
    return Contact.objects.create(
        client=client or house.c1, name=name, initials=hanzi.initials(name), phone="+86 100 0000 0055", **more
    )


def names(person: Person, **asked: str) -> list[str]:
    return [one.name for one in book.book(person, asked)]


@pytest.mark.parametrize("word", ["陈", "cjl", "CJL", "0056", "chen@", "联行", "招商部", "c1", "云栖湾"])
def test_a_contact_is_found_by_name_initials_number_address_firm_or_client(house: SimpleNamespace, word: str) -> None:
    chen = add(house, "陈经理", email="chen@example.com", company="联行演示代理", department="招商部")
    Contact.objects.filter(pk=chen.pk).update(phone="+86 100 0000 0056")
    assert "陈经理" in names(house.lin, q=word)
    assert "陈经理" not in names(house.lin, q="查无此人")


def test_the_book_is_narrowed_by_role_level_and_client(house: SimpleNamespace) -> None:
    add(house, "陈经理", role="influencer")
    add(house, "冯总", house.c3, is_senior=True)
    assert names(house.gu, role="influencer") == ["陈经理"]
    assert set(names(house.gu, senior="1")) == {"李总", "冯总"}
    assert names(house.gu, client=str(house.c3.pk)) == ["冯总"]
    assert len(names(house.gu, role="chief", client="x", show="?", sort="?")) == 4, (
        "what is not understood is not asked"
    )


def test_rivals_people_are_in_nobodys_book(house: SimpleNamespace) -> None:
    add(house, "冯总", house.c3)
    assert "冯总" not in names(house.lin) and "冯总" not in page(house.lin, "/contacts/")
    assert names(house.lin, client=str(house.c3.pk)) == []
    assert "南渡" not in page(house.lin, "/contacts/"), "nor is the rival among the clients to choose from"
    assert names(house.shao) == ["冯总"]


def test_birthdays_of_the_coming_thirty_days_stand_in_their_order_over_the_new_year(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    for name, day in (("甲", "01-05"), ("乙", "12-20"), ("丙", "01-20"), ("丁", "12-16"), ("戊", "")):
        add(house, name, birthday=day, consent_on=date(2026, 9, 1))
    add(house, "己", birthday="12-21")  # without consent it is nobody's business
    still.set("2026-12-17 09:00")
    assert names(house.lin, show="birthdays") == ["乙", "甲"]
    assert names(house.tang, show="birthdays") == names(house.tang), "who receives no guests is told no birthdays"
    assert names(house.lin, sort="birthday")[:2] == ["乙", "己"] and names(house.lin, sort="birthday")[-1] in "戊李总"
    assert "12-20" in page(house.lin, "/contacts/?show=birthdays")
    assert "12-20" not in page(house.tang, "/contacts/?show=birthdays")


def test_the_29th_of_february_is_remembered_in_common_years() -> None:
    assert "02-29" in book.days_ahead(date(2027, 2, 20)) and "02-29" not in book.days_ahead(date(2027, 3, 1))
    assert book.days_ahead(date(2028, 2, 20)).count("02-29") == 1


def test_who_is_kept_past_the_time_is_told_and_found(house: SimpleNamespace, still: clock.Frozen) -> None:
    add(house, "陈经理", keep_until=date(2026, 11, 16))
    assert names(house.lin, show="overdue") == []
    still.set("2026-11-17 00:00")
    assert names(house.lin, show="overdue") == ["陈经理"]
    assert "1 位联系人的保留期已满" in page(house.lin, "/contacts/")


def test_the_book_is_paged_and_sorted_by_sound(house: SimpleNamespace) -> None:
    for number in range(60):
        add(house, f"人{number:02}")
    first, second = page(house.lin, "/contacts/"), page(house.lin, "/contacts/?page=2")
    assert "1 / 2" in first and "2 / 2" in second and "人59" not in first and "人59" in second


def test_the_export_is_what_the_list_shows(house: SimpleNamespace) -> None:
    add(house, "陈经理", role="influencer")
    browser = Browser()
    browser.force_login(house.lin, backend="django.contrib.auth.backends.ModelBackend")
    content = browser.get("/contacts/export/xlsx/?role=influencer&q=c").content
    _, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert [row[1] for row in rows] == ["陈经理"]
    card = browser.get("/contacts/export/vcf/?senior=1").content.decode()
    assert "FN:李总" in card and "陈经理" not in card
    assert browser.get(f"/contacts/export/xlsx/?client={house.c3.pk}").status_code == 404
    page(house.tang, "/contacts/export/xlsx/", status=403)


def test_the_book_stands_in_the_menu_and_speaks_english(house: SimpleNamespace) -> None:
    seen = page(house.lin, "/contacts/", language="en")
    assert 'href="/contacts/" class="side-link side-contacts" aria-current="page"' in seen
    assert "Seniors only" in seen and "Birthday within 30 days" in seen
    assert "Birthday within 30 days" not in page(house.tang, "/contacts/", language="en")
