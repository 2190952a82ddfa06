"""The schedule on paper: the client's copy, landscape, with bars, and two boxes where both sides sign (SCH-05, SCH-06)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import Unknown
from aedesk.papers.schedule import schedule
from tests.requirements.schedules import accepted, brand, filed, plan

from . import paper

pytestmark = paper.poppler


def test_accepted_lines_stand_on_a_landscape_sheet_and_nobody_but_the_ae(house: SimpleNamespace) -> None:
    accepted(house, "开盘报纸，唐予主笔", needs="户型图终稿", hours="12.5", output_at="2026-11-30 17:30")
    plan(house, "没问过的")
    sheet = schedule(house.lin, filed(house).pk, "zh")
    text = paper.words(sheet.content)
    for said in (
        "2026年11月工作时间表",
        "开盘报纸，我方主笔",
        "请提供：户型图终稿",
        "11-26",
        "17:30",
        "联系人林晓岚",
        "已安排",
        "生效",
    ):
        assert said in text
    assert "没问过的" not in text and "唐予" not in text and "12.5" not in text and "11-25" not in text
    assert "841.89 x 595.276" in paper.about(sheet.content)
    assert "客户待签" not in text
    assert sheet.name == "261116澜庭二期开盘_2026年11月工作时间表.pdf"
    assert all(embedded for _, embedded in paper.fonts(sheet.content))


def test_a_brand_clients_has_two_boxes_that_fill_as_each_side_signs(house: SimpleNamespace) -> None:
    accepted(brand(house), "开盘报纸")
    it = filed(house)
    do("schedule.sign", house.zhou, it)
    text = paper.words(schedule(house.lin, it.pk, "zh").content)
    assert "我方已签周以恒2026-11-1609:00" in text and "客户待签" in text and "待客户签" in text


def test_an_empty_one_says_so_and_a_rival_finds_none(house: SimpleNamespace) -> None:
    it = filed(house, note="十一月没有安排")
    assert "还没有确定的时间" in paper.words(schedule(house.lin, it.pk, "zh").content)
    with pytest.raises(Unknown):
        schedule(house.shao, it.pk)
