"""The material library and the supplier book."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Unknown
from aedesk.desk.library import shelves
from aedesk.desk.models import Event, JobSheet, Material, SearchEntry, Supplier


def hoarding(house: SimpleNamespace, **more: Any) -> Material:
    given = {
        "project": house.p02.pk,
        "name": "围墙 A 段",
        "width_mm": "62400",
        "height_mm": "3000",
        "material": "喷绘布",
    }
    return do("material.add", house.lin, None, given | more).result


def test_the_hoarding_is_found_by_its_word_and_not_by_the_rival(house: SimpleNamespace) -> None:
    made = hoarding(house)
    assert list(shelves.materials(house.tang, q="围墙")) == [made]
    assert (made.width_mm, made.height_mm, made.bleed_mm) == (Decimal("62400"), Decimal("3000"), 0)
    assert not shelves.materials(house.shao, q="围墙").exists()
    assert SearchEntry.objects.visible_to(house.tang).filter(noun="material").count() == 1
    assert not SearchEntry.objects.visible_to(house.shao).filter(noun="material").exists()
    with pytest.raises(Unknown):
        do("material.edit", house.shao, made, {"name": "我的"})


@pytest.mark.parametrize("size", ["0", "-1", "", "很大", "100000000"])
def test_a_size_is_a_length(house: SimpleNamespace, size: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        hoarding(house, width_mm=size)
    assert list(wrong.value.fields) == ["width_mm"]


def test_the_last_job_is_of_the_same_project(house: SimpleNamespace) -> None:
    other = JobSheet.objects.create(client=house.c3, project=house.p05, title="别家", ae=house.shao)
    with pytest.raises(InvalidInput):
        do("material.add", house.gu, None, {
            "project": house.p02.pk, "name": "背景板", "width_mm": 1, "height_mm": 1, "last_sheet": other.pk,
        })  # fmt: skip


def test_a_dropped_size_is_found_no_more(house: SimpleNamespace) -> None:
    do("material.drop", house.lin, hoarding(house))
    assert not Material.objects.exists() and not SearchEntry.objects.filter(noun="material").exists()


def test_a_supplier_with_only_qq_comes_in_and_is_asked_for_wechat(house: SimpleNamespace) -> None:
    rows = [{"name": "印务(演示)", "qq": "10000"}, {"name": "光影(演示)", "qq": "10001", "wechat": "gy"}]
    do("supplier.import", house.geng, None, {"rows": rows})
    assert [one.name for one in shelves.suppliers(wants_wechat=True)] == ["印务(演示)"]
    assert Supplier.objects.get(name="印务(演示)").wants_wechat


def test_an_import_fills_what_is_lacking_and_overwrites_nothing(house: SimpleNamespace) -> None:
    do("supplier.add", house.geng, None, {"name": "印务(演示)", "phone": "000"})
    do("supplier.import", house.geng, None, {"rows": [{"name": "印务(演示)", "phone": "111", "wechat": "yw"}]})
    known = Supplier.objects.get()
    assert (known.phone, known.wechat) == ("000", "yw")


def test_one_bad_row_imports_none(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput):
        do("supplier.import", house.geng, None, {"rows": [{"name": "好"}, {"phone": "没有名字"}]})
    assert not Supplier.objects.exists()


def test_a_firm_stands_once(house: SimpleNamespace) -> None:
    do("supplier.add", house.geng, None, {"name": "Print House"})
    with pytest.raises(InvalidInput):
        do("supplier.add", house.lin, None, {"name": "print house"})


def test_designers_keep_no_suppliers_and_the_office_sets_no_prices(house: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        do("supplier.add", house.tang, None, {"name": "朋友的店"})
    with pytest.raises(NotAllowed):
        do("supplier.add", house.ding, None, {"name": "印务", "price_notes": "八折"})


def test_prices_stay_out_of_the_journal(house: SimpleNamespace) -> None:
    made = do("supplier.add", house.geng, None, {"name": "印务", "price_notes": "每令 480"}).result
    do("supplier.edit", house.geng, made, {"price_notes": "每令 470"})
    assert Supplier.objects.get().price_notes == "每令 470"
    assert not any("每令" in payload for payload in Event.objects.values_list("payload", flat=True))
