"""The contact sheet of a project (FIL-08): whom to call, without what is kept about them in private."""

from __future__ import annotations

import io
from datetime import time
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from aedesk.desk.errors import NotAllowed, Unknown
from aedesk.desk.models import Contact
from aedesk.papers.contacts import contact_sheet, contact_table

from . import paper

pytestmark = paper.poppler


def agent(house: SimpleNamespace) -> Contact:
    return Contact.objects.create(
        client=house.c1, name="陈经理", company="联行演示代理", title="销售经理", phone="+86 100 0000 0033",
        email="chen@example.com", window_from=time(8, 50), window_until=time(9, 10), dislikes="迟到", drink="龙井",
    )  # fmt: skip


def test_the_clients_people_come_first_then_the_sales_agencys(house: SimpleNamespace) -> None:
    agent(house)
    sheet = contact_sheet(house.lin, house.p02.pk, "zh")
    text = paper.words(sheet.content)
    assert text.index("李总") < text.index("王主管") < text.index("代理公司") < text.index("陈经理")
    for said in ("P02澜庭二期开盘", "+8610000000033", "联行演示代理", "chen@example.com", "08:50–09:10", "决定者"):
        assert said in text
    assert "仅供内部使用" in text
    assert sheet.name == "261116澜庭二期开盘_联系方式清单.pdf"


def test_preferences_and_people_who_left_are_not_on_it(house: SimpleNamespace) -> None:
    agent(house)
    Contact.objects.filter(pk=house.wang.pk).update(is_active=False)
    text = paper.words(contact_sheet(house.lin, house.p02.pk).content)
    assert "王主管" not in text and "龙井" not in text and "迟到" not in text and "11-18" not in text


def test_the_table_holds_the_same_people(house: SimpleNamespace) -> None:
    agent(house)
    table = contact_table(house.lin, house.p02.pk, "zh")
    rows = list(load_workbook(io.BytesIO(table.content)).active.values)  # type: ignore[union-attr]
    assert rows[0][:3] == ("客户", "姓名", "称谓")
    assert {row[1] for row in rows[1:]} == {"李总", "王主管", "陈经理"}
    assert table.name == "261116澜庭二期开盘_联系方式清单.xlsx"


def test_only_the_account_team_of_the_client_prints_it(house: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        contact_sheet(house.tang, house.p02.pk)
    with pytest.raises(Unknown):
        contact_sheet(house.shao, house.p02.pk)
