"""Contacts out of CSV as Excel, WPS and phones write it: every encoding, every quirk, and never half an import."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput
from aedesk.desk.intake import commas, sheets
from aedesk.desk.intake.sheets import Unreadable
from aedesk.desk.models import Contact

TEXT = "姓名,手机,职务,公司\n陈经理,13800000033,经理,联行演示代理\n赵主管,13800000034,主管,\n"


def csv(text: str | bytes, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile("联系人.csv", text.encode(encoding) if isinstance(text, str) else text)


def take(house: SimpleNamespace, file: SimpleUploadedFile, **more: object) -> None:
    do("contact.import", house.lin, None, {"client": house.c1.pk, "file": file} | more)


def names(house: SimpleNamespace) -> set[str]:
    return set(Contact.objects.filter(client=house.c1).values_list("name", flat=True)) - {"李总", "王主管"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_csv_comes_in_however_it_is_encoded(house: SimpleNamespace, encoding: str) -> None:
    take(house, csv(TEXT, encoding))
    assert names(house) == {"陈经理", "赵主管"}
    assert Contact.objects.get(name="陈经理").company == "联行演示代理"


def test_a_rare_character_of_gb18030_is_read() -> None:
    assert commas.read("姓名\n㐂龘\n".encode("gb18030"))[1] == [(2, ["㐂龘"])]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_semicolons_and_tabs_part_cells_too(sign: str) -> None:
    header, rows = commas.read(f"姓名{sign}电话\r\n甲{sign}138,139\r\n".encode())
    assert (header, rows) == (["姓名", "电话"], [(2, ["甲", "138,139"])])


def test_quotes_hold_commas_and_line_breaks_and_rows_keep_their_number() -> None:
    _, rows = commas.read('姓名,公司\n\n"陈,经理","联行\n演示"\n乙,丙\n'.encode())
    assert rows == [(3, ["陈,经理", "联行 演示"]), (4, ["乙", "丙"])]


def test_a_number_kept_as_a_formula_is_the_number() -> None:
    assert commas.read('姓名,电话\n甲,"=""0571000033"""\n'.encode())[1] == [(2, ["甲", "0571000033"])]


def test_a_number_lost_to_a_power_of_ten_is_refused_by_its_row(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(house, csv("姓名,电话\n甲,13800000041\n乙,1.38E+10\n"))
    assert "第 3 行" in wrong.value.fields["file"].zh and "科学计数" in wrong.value.fields["file"].zh
    assert names(house) == set()
    fixed = [{"row": "3", "column": "phone", "value": "13800000042"}]
    take(house, csv("姓名,电话\n甲,13800000041\n乙,1.38E+10\n"), fix=fixed)
    assert names(house) == {"甲", "乙"}


def test_one_wrong_row_of_a_csv_and_nothing_is_imported(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(house, csv("姓名,邮箱\n甲,jia@example.com\n乙,不是邮箱\n"))
    assert "第 3 行" in wrong.value.fields["file"].zh and names(house) == set()


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"a,b", b"a\n\x00\x01", b"a\n\x80\xff", b'a,b\n"c,d\ne,f'])
def test_what_is_no_table_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(Unreadable):
        commas.read(content)


def test_two_thousand_rows_are_read_and_one_more_is_refused() -> None:
    lines = ["姓名", *(f"人{n}" for n in range(sheets.MOST_ROWS))]
    assert len(commas.read("\n".join(lines).encode())[1]) == 2000
    with pytest.raises(Unreadable):
        commas.read("\n".join([*lines, "多一个"]).encode())


def test_the_file_itself_is_read_and_never_stored(house: SimpleNamespace) -> None:
    before = set(Path(settings.FILES).rglob("*"))
    take(house, csv(TEXT))
    assert names(house) and set(Path(settings.FILES).rglob("*")) == before
