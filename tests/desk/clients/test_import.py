"""Contacts out of vCard and xlsx: what phones export, what is refused, and never half an import."""

from __future__ import annotations

import json
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import do
from aedesk.desk.clients import cards, vcards
from aedesk.desk.errors import InvalidInput, NotAllowed
from aedesk.desk.intake import sheets, table
from aedesk.desk.intake.sheets import Unreadable
from aedesk.desk.models import Contact

from .files import CHEN, HEADER, ZHAO, bomb, quoted, vcf, xlsx

OURS = ["name", "phone", "title", "email", "wechat", "company", "birthday"]


def take(house: SimpleNamespace, file: Any = None, **more: Any) -> Any:
    facts = {"client": house.c1.pk} | ({"file": file} if file else {}) | more
    return do("contact.import", house.lin, None, facts)


def names(house: SimpleNamespace) -> set[str]:
    return set(Contact.objects.filter(client=house.c1).values_list("name", flat=True)) - {"李总", "王主管"}


def test_a_sheet_comes_in_with_its_columns_guessed(house: SimpleNamespace) -> None:
    take(house, xlsx(HEADER, CHEN, ZHAO))
    chen = Contact.objects.get(name="陈经理")
    assert (chen.phone, chen.title, chen.email, chen.wechat, chen.company) == (
        "13800000033",
        "经理",
        "chen@example.com",
        "chenjl",
        "联行演示代理",
    )
    assert chen.source == "导入：联系人.xlsx" and chen.initials == "cjl"
    assert names(house) == {"陈经理", "赵主管"}


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        (HEADER, OURS),
        (("Name", "Mobile", "Job Title", "E-mail", "WeChat", "Company", "Birthday"), OURS),
        (("联系人*", "联系电话", "职位", "电子邮箱", "企业微信", "单位", "出生日期"), OURS),
        (("姓名", "名字", "星座"), ["name", "-", "-"]),
    ],
)
def test_columns_are_guessed_in_both_languages(header: tuple[str, ...], meaning: list[str]) -> None:
    assert table.guess(header, cards.COLUMNS, cards.GUESSES) == meaning


def test_one_wrong_row_and_nothing_is_imported(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(house, xlsx(HEADER, CHEN, ("赵主管", "", "", "不是邮箱", "", "", "")))
    assert "第 3 行" in wrong.value.fields["file"].zh and "邮箱" in wrong.value.fields["file"].zh
    assert "Row 3" in wrong.value.fields["file"].en
    assert names(house) == set()


def test_a_wrong_row_left_out_on_purpose_or_mended_lets_the_rest_in(house: SimpleNamespace) -> None:
    bad = ("赵主管", "", "", "不是邮箱", "", "", "")
    take(house, xlsx(HEADER, CHEN, bad), skip=["3"])
    assert names(house) == {"陈经理"}
    fix = [{"row": "3", "column": "email", "value": "zhao@example.com"}]
    take(house, xlsx(HEADER, CHEN, bad), skip=["2"], fix=fix)
    assert names(house) == {"陈经理", "赵主管"}


def test_leaving_out_every_row_imports_nothing_and_says_so(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(house, xlsx(HEADER, CHEN), skip=["2"])
    assert "没有要导入的行" in wrong.value.fields["file"].zh


def test_the_same_file_twice_repeats_nobody(house: SimpleNamespace) -> None:
    take(house, xlsx(HEADER, CHEN))
    with pytest.raises(InvalidInput) as wrong:
        take(house, xlsx(HEADER, CHEN))
    assert "重复" in wrong.value.fields["file"].zh
    take(house, xlsx(HEADER, CHEN), allows_repeats="on")
    assert Contact.objects.filter(name="陈经理").count() == 2


def test_a_phone_repeats_with_or_without_the_country_code(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(house, xlsx(("姓名", "电话"), ("甲", "+86 138-0000-0035"), ("乙", "13800000035")))
    assert "甲" in wrong.value.fields["file"].zh


def test_birthdays_come_in_only_with_purpose_and_consent(house: SimpleNamespace) -> None:
    rows = xlsx(("姓名", "电话", "生日"), ("甲", "13800000036", datetime(1990, 11, 18)))
    with pytest.raises(InvalidInput) as wrong:
        take(house, rows)
    assert "生日" in wrong.value.fields["file"].zh
    rows.seek(0)
    take(house, rows, purpose="生日问候", consent_on="2026-11-01")
    assert Contact.objects.get(name="甲").birthday == "11-18"


def test_the_columns_may_be_told_otherwise_but_not_twice_the_same(house: SimpleNamespace) -> None:
    rows = xlsx(("A", "B", "C"), ("甲", "13800000037", "x"))
    with pytest.raises(InvalidInput) as wrong:
        take(house, rows)
    assert set(wrong.value.fields) == {"columns"}
    for columns in (["name", "phone", "phone"], ["name", "phone"], ["phone", "title", "-"]):
        rows.seek(0)
        with pytest.raises(InvalidInput):
            take(house, rows, columns=columns)
    rows.seek(0)
    take(house, rows, columns=["name", "phone", "-"])
    assert names(house) == {"甲"}


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (bomb(), "解压后太大"),
        (SimpleUploadedFile("x.xlsx", b"not a zip at all"), "不是 xlsx"),
        (SimpleUploadedFile("x.xlsx", b"\xd0\xcf\x11\xe0old"), "旧版"),
        (SimpleUploadedFile("x.pdf", b"a,b"), ".xlsx、.csv 或 .vcf"),
        (SimpleUploadedFile("x.csv", b"a,b"), "至少一行"),
        (SimpleUploadedFile("x.csv", b"a,b\n\x00\xff\x80"), "读不出"),
        (SimpleUploadedFile("x.csv", '姓名,电话\n甲,138\n"乙,139'.encode()), "第 3 行"),
        (SimpleUploadedFile("x.xlsx", b"0" * (5 * 1024 * 1024 + 1)), "5 MB"),
        (vcf("hello"), "没有 vCard"),
        (vcf("BEGIN:VCARD\nFN:甲"), "中间断了"),
        (xlsx(("姓名",)), "至少一行"),
        (SimpleUploadedFile("x.xlsx", xlsx(("姓名",), ("甲",)).read()[:-900]), "不是 xlsx"),
    ],
)
def test_bad_files_are_refused_in_one_clear_sentence(house: SimpleNamespace, file: Any, says: str) -> None:
    file.seek(0)
    with pytest.raises(InvalidInput) as wrong:
        take(house, file)
    assert says in wrong.value.fields["file"].zh


def test_two_thousand_rows_come_in_and_one_more_is_refused(house: SimpleNamespace) -> None:
    rows = [(f"人{n}", f"1390000{n:04}") for n in range(2001)]
    with pytest.raises(InvalidInput) as wrong:
        take(house, xlsx(("姓名", "电话"), *rows))
    assert "2000" in wrong.value.fields["file"].zh
    _, found = sheets.read(xlsx(("姓名", "电话"), *rows[:2000]).read())
    assert len(found) == 2000


def test_a_sheet_with_a_cell_far_down_is_read_in_bounds() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    book.active.append(["甲"])
    book.active["ZZ1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    header, rows = sheets.read(out.getvalue())
    assert rows == [(2, ["甲"])] and header == ["姓名"]


def test_only_account_people_of_the_client_import(house: SimpleNamespace) -> None:
    for person, error in ((house.tang, NotAllowed), (house.shao, InvalidInput)):
        with pytest.raises(error):
            do("contact.import", person, None, {"client": house.c1.pk, "file": xlsx(HEADER, CHEN)})
    assert names(house) == set()


PHONE = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    + quoted("陈;经理;;;", "utf-8").replace(b"=3B", b";")
    + b"\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    + quoted("陈经理" * 12, "utf-8").replace(b"\n", b"\r\n")
    + b"\r\nTEL;FAX;WORK:01012345678\r\nTEL;WORK:010-8765 4321"
    + b"\r\nTEL;CELL;PREF:138 0000 0033\r\nEND:VCARD\r\n"
)


def test_an_old_phones_quoted_printable_with_soft_breaks_is_read() -> None:
    (card,) = vcards.read(PHONE)
    assert card["name"] == "陈经理" * 12
    assert card["phone"] == "138 0000 0033"


@pytest.mark.parametrize("charset", ["GBK", "GB2312", "gb18030", "UTF-8", "X-UNKNOWN"])
def test_quoted_printable_is_read_in_the_charset_it_names(charset: str) -> None:
    real = "gb18030" if charset in ("GBK", "GB2312", "gb18030") else "utf-8"
    head = f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:".encode()
    content = b"BEGIN:VCARD\nVERSION:2.1\n" + head + quoted("王主管", real) + b"\nTEL:10086\nEND:VCARD\n"
    assert vcards.read(content)[0]["name"] == "王主管"


def test_raw_gbk_without_a_charset_and_a_bom_are_read() -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:李总\nORG:云栖湾;营销部\nEND:VCARD\n"
    for content in (text.encode("gbk"), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert (
            vcards.read(content)[0] | {"name": "李总", "company": "云栖湾", "department": "营销部"}
            == vcards.read(content)[0]
        )


def test_vcard_four_and_apples_groups_are_read() -> None:
    (card,) = vcards.read(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:陈\\, 经\r\n 理\r\n"
        'item1.TEL;VALUE=uri;TYPE="voice,cell":tel:+86-138-0000-0033\r\n'
        "BDAY:--1118\r\nitem2.EMAIL;TYPE=work:chen@example.com\r\nIMPP;X-SERVICE-TYPE=WeChat:x-apple:chenjl\r\n"
        "PHOTO:data:image/png;base64,AAAA\r\nNOTE:a\\nb\r\nEND:VCARD\r\n".encode()
    )
    assert (card["name"], card["phone"], card["email"], card["wechat"], card["birthday"]) == (
        "陈, 经理",
        "+86-138-0000-0033",
        "chen@example.com",
        "chenjl",
        "--1118",
    )


def test_a_base64_photo_does_not_swallow_the_lines_after_it() -> None:
    photo = b"PHOTO;JPEG;ENCODING=BASE64:AAAA=\n BBBB=\n\n"
    content = b"BEGIN:VCARD\nVERSION:2.1\nFN:Ann\n" + photo + b"TEL;CELL:13800000033\nEND:VCARD\n"
    assert vcards.read(content)[0]["phone"] == "13800000033"


def test_several_cards_come_in_from_one_file(house: SimpleNamespace) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nTEL;TYPE=CELL:{}\nEND:VCARD\n"
    take(house, vcf(card.format("甲", "13800000041") + card.format("乙", "13800000042")))
    assert names(house) == {"甲", "乙"}


def test_the_preview_travels_as_a_table_and_nothing_else_is_accepted(house: SimpleNamespace) -> None:
    found = cards.table_of("a.xlsx", xlsx(HEADER, CHEN).read())
    take(house, table=found.packed())
    assert names(house) == {"陈经理"}
    for text in ("{}", "[1]", "[[], 3]", json.dumps([["姓名"], [["x", ["甲"]]]])):
        with pytest.raises(Unreadable):
            table.unpack(text)


def test_what_we_write_as_vcard_others_read_and_no_name_smuggles_a_property() -> None:
    evil = "王\r\nTEL:999;逗,号\\" + "长" * 60
    content = vcards.write([{"name": evil, "company": "云栖湾", "phone": "138", "email": "a@example.com"}])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    card = vobject.readOne(content.decode())
    assert card.fn.value == evil.replace("\r\n", " ") and [tel.value for tel in card.tel_list] == ["138"]
    assert vcards.read(content)[0]["name"] == evil.replace("\r\n", " ")


EVIL = (
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "＝1",
    '=HYPERLINK("http://x","y")',
    " =1",
    "{=1}",
    "http://x",
    "-1200.50",
)


def test_no_text_becomes_a_formula_and_numbers_stay_numbers() -> None:
    import io

    import openpyxl

    content = sheets.write("联系人", ["a"], [[text] for text in EVIL] + [[-1200.5], [7]])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    found = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in found] == ["s"] * len(EVIL) + ["n", "n"]
    assert [cell.value for cell in found[-2:]] == [-1200.5, 7]
    assert not [cell for cell in found if cell.hyperlink]
