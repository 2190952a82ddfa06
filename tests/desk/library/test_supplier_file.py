"""The supplier book out of a file and into one (FIL-07)."""

from __future__ import annotations

import io
import re
from html import unescape
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed
from aedesk.desk.models import Event, Person, SearchEntry, Supplier
from tests.desk.clients.files import xlsx

HEADER = ("合作单位", "业务", "联系人", "电话", "QQ", "评分")
OLD = ("老印务(演示)", "喷绘", "高师傅", "", "10001", "")
NEW = ("光影(演示)", "摄影", "孟老师", "000-0000-0033", "", 5)


def take(person: Person, file: Any, **more: Any) -> None:
    do("supplier.import_file", person, None, {"file": file} | more)


def csv(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("名录.csv", text.encode("gb18030"))


def firms() -> set[str]:
    return set(Supplier.objects.values_list("name", flat=True))


def as_(person: Person) -> Browser:
    browser = Browser()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_a_sheet_comes_in_with_its_columns_guessed_and_qq_alone_asks_for_wechat(house: SimpleNamespace) -> None:
    take(house.geng, xlsx(HEADER, OLD, NEW))
    old, new = Supplier.objects.get(name=OLD[0]), Supplier.objects.get(name=NEW[0])
    assert old.wants_wechat and (old.qq, old.contact) == ("10001", "高师傅")
    assert not new.wants_wechat and (new.rating, new.phone) == (5, "000-0000-0033")
    assert SearchEntry.objects.filter(noun="supplier").count() == 2


def test_a_csv_of_excel_in_chinese_comes_in(house: SimpleNamespace) -> None:
    take(house.geng, csv("公司,电话\n印务(演示),000\n"))
    assert firms() == {"印务(演示)"}


def test_one_wrong_row_names_itself_and_nothing_is_imported(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(house.geng, xlsx(HEADER, OLD, ("光影(演示)", "", "", "", "", 9)))
    assert "第 3 行" in wrong.value.fields["file"].zh and "Row 3" in wrong.value.fields["file"].en
    assert firms() == set()
    take(house.geng, xlsx(HEADER, OLD, ("光影(演示)", "", "", "", "", 9)), skip=["3"])
    assert firms() == {OLD[0]}


def test_a_firm_twice_in_a_file_is_refused_and_one_in_the_book_gains_what_it_lacked(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(house.geng, xlsx(HEADER, OLD, OLD))
    assert "重复" in wrong.value.fields["file"].zh
    do("supplier.add", house.geng, None, {"name": OLD[0], "contact": "老高"})
    take(house.geng, xlsx(HEADER, OLD))
    known = Supplier.objects.get()
    assert (known.contact, known.services, known.qq) == ("老高", "喷绘", "10001")


def test_without_a_column_for_the_firm_the_columns_are_asked_for(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(house.geng, xlsx(("A", "B"), ("印务(演示)", "000")))
    assert set(wrong.value.fields) == {"columns"}
    take(house.geng, xlsx(("A", "B"), ("印务(演示)", "000")), columns=["name", "phone"])
    assert firms() == {"印务(演示)"}


def test_no_file_says_what_is_wanted(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        do("supplier.import_file", house.geng, None, {})
    assert set(wrong.value.fields) == {"file"}


def test_prices_come_in_from_those_who_see_money_only(house: SimpleNamespace) -> None:
    rows = (("公司", "价格备注"), ("印务(演示)", "八折"))
    take(house.ding, xlsx(*rows))
    assert Supplier.objects.get().price_notes == ""
    take(house.geng, xlsx(*rows))
    assert Supplier.objects.get().price_notes == "八折"
    with pytest.raises(NotAllowed):
        take(house.tang, xlsx(*rows))


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.split('<form class="form stack"')[1])
    return {name: unescape(value) for name, value in found if name != "columns"}


def test_the_file_is_previewed_and_taken_in_on_the_page(house: SimpleNamespace) -> None:
    do("supplier.add", house.geng, None, {"name": OLD[0]})
    geng = as_(house.geng)
    seen = geng.post("/suppliers/import/", {"file": xlsx(HEADER, OLD, NEW, NEW)}).content.decode()
    assert "2 家可以导入" in seen and "1 行在文件里重复" in seen and "名录里已有，补上服务、联系人、QQ" in seen
    assert firms() == {OLD[0]}, "a preview stores nothing"
    columns = ["name", "services", "contact", "phone", "qq", "rating"]
    answer = geng.post("/do/supplier.import_file/", hidden(seen) | {"columns": columns, "skip": ["4"]})
    assert answer.status_code == 302 and answer.headers["Location"] == "/suppliers/"
    assert firms() == {OLD[0], NEW[0]}
    assert as_(house.tang).get("/suppliers/import/").status_code == 403


def test_the_export_is_what_the_list_shows_and_an_import_reads_it_back(house: SimpleNamespace) -> None:
    take(house.geng, xlsx((*HEADER, "价格备注"), (*OLD, "每平米 12"), (*NEW, "")))
    content = as_(house.geng).get("/suppliers/export/?q=喷绘").content
    header, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert [row[0] for row in rows] == [OLD[0]] and "每平米 12" in rows[0]
    assert "每平米 12" not in str([*openpyxl.load_workbook(io.BytesIO(as_(house.ding).get("/suppliers/export/").content)).active.iter_rows(values_only=True)])  # fmt: skip
    Supplier.objects.all().delete()
    take(house.geng, xlsx(header, *rows))
    assert Supplier.objects.get().price_notes == "每平米 12"
    assert as_(house.tang).get("/suppliers/export/").status_code == 403


def test_qq_is_asked_of_nobody_and_the_journal_holds_no_numbers(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput):
        do("supplier.add", house.geng, None, {"name": "印务(演示)", "qq": "10001"})
    made = do("supplier.add", house.geng, None, {"name": "印务(演示)", "phone": "000-0000-0071"}).result
    do("supplier.edit", house.geng, made, {"phone": "000-0000-0072", "contact": "高师傅"})
    said = " ".join(Event.objects.values_list("payload", flat=True))
    assert '"phone"' in said and "0071" not in said and "0072" not in said and "高师傅" not in said
