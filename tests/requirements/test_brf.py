"""Information for copy and design (与文案/设计沟通规范): the acceptance example of each BRF requirement."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput
from aedesk.desk.models import BaseMaterial, Client, Project
from aedesk.desk.projects import dossier
from aedesk.kit import clock
from aedesk.reports import tiers

from .doing import draft, fresh, page, refused, submitted


def write(house: SimpleNamespace, **facts: Any) -> Any:
    return do("project.dossier", house.lin, house.p02, facts).result


def block(house: SimpleNamespace, code: str) -> dossier.Block:
    return next(one for one in dossier.blocks(fresh(house.p02)) if one.code == code)


def test_brf_01_four_of_four_background_fields_and_no_copy_without_the_problem(house: SimpleNamespace) -> None:
    write(
        house,
        background_culture="临水而居",
        background_people="李总拍板",
        background_brand="云栖系",
        background_problem="让市场知道二期",
    )
    assert (block(house, "background").filled, block(house, "background").wanted) == (4, 4)
    write(house, background_problem="")
    with refused("sheet_complete") as reasons:
        submitted(house)
    assert reasons() == ["项目档案：广告要解决的问题"]
    assert submitted(house, copywriter="").state == "submitted", "a job without copy goes on"


def test_brf_02_the_city_tier_comes_from_the_list_and_projects_are_counted_by_it(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        do("project.edit", house.lin, house.p02, {"city_tier": "一级半"})
    assert "city_tier" in wrong.value.fields
    do("project.edit", house.lin, house.p02, {"city_tier": "new_first", "city": "临江"})
    Project.objects.filter(pk=house.p05.pk).update(city_tier="second", city="南渡")
    counted = {tier.code: (tier.running, tier.cities) for tier in tiers.by_tier(house.zhou)}
    assert (counted["new_first"], counted["second"]) == ((1, ["临江"]), (1, ["南渡"]))
    shown = page(house.lin, "/reports/")
    assert "新一线" in shown and "临江" in shown and "南渡" not in shown, "behind the wall nothing is counted"
    assert "新一线" in dict((part, text) for part, _, text in block(house, "region").parts)["tier"]


def test_brf_03_the_price_stands_in_the_product_block_with_its_day_and_is_flagged_after_thirty(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    write(house, product_form="high_rise", product_planning="围合", product_management="云栖物业")
    price = {"kind": "price", "value": "23,800 元/㎡（建筑面积）", "as_of": "2026-10-17"}
    do("project.set_fact", house.lin, house.p02, price)
    shown = page(house.lin, f"/projects/{house.p02.pk}/")
    assert "高层住宅" in shown and "23,800 元/㎡（建筑面积）（2026-10-17）" in shown
    assert block(house, "product").wanted == 9, "the form and eight fields"
    still.set("2026-11-16 23:59")
    assert not block(house, "product").stale
    still.set("2026-11-17 00:00")
    assert block(house, "product").stale == {"price"}
    assert "超过 30 天" in page(house.lin, f"/projects/{house.p02.pk}/").split('id="dossier"')[1].split('id="facts"')[0]


PERSONA = {
    "name": "甲", "region": "临江", "background": "二次置业", "age": "40", "status": "企业中层", "occupation": "制造业",
    "family": "三口", "income": "60 万",
}  # fmt: skip


def test_brf_04_a_persona_without_income_is_kept_and_scores_six_of_seven(house: SimpleNamespace) -> None:
    write(house, personas=[PERSONA, PERSONA | {"name": "乙", "income": ""}])
    assert [one["filled"] for one in dossier.personas(fresh(house.p02))] == [7, 6]
    shown = page(house.lin, f"/projects/{house.p02.pk}/")
    assert "7/7" in shown and "6/7" in shown


def test_brf_05_two_rivals_are_linked_and_opening_one_shows_when_it_was_last_seen(house: SimpleNamespace) -> None:
    rivals = [
        {"name": "南渡九里", "kind": "regional", "says": "22,500 起", "seen_on": "2026-11-03"},
        {"name": "江畔一号", "kind": "same_type"},
    ]
    write(house, rivals=rivals)
    cards = page(house.lin, f"/projects/{house.p02.pk}/").split('<details class="rival">')[1:]
    assert len(cards) == 2
    assert "南渡九里" in cards[0] and "更新于 2026-11-03" in cards[0]
    assert "江畔一号" in cards[1] and "更新于 2026-11-16" in cards[1], "a card without a day is of today"


def test_brf_06_the_tone_of_the_project_stands_on_every_sheet_of_it(house: SimpleNamespace) -> None:
    for job_type in ("newspaper", "outdoor", "video"):
        given = {"project": house.p02.pk, "title": "开盘", "job_type": job_type}
        sheet = do("jobsheet.open", house.lin, None, given).result
        assert sheet.tone == "静奢·近水"
        assert "静奢·近水" in page(house.lin, f"/jobs/{sheet.pk}/")


ROW = {"kind": "大牌", "width_mm": "18000", "height_mm": "6000", "bleed_mm": "0", "scale": "10"}


@pytest.mark.parametrize("lacking", ["publication", "placement", "obstacles"])
def test_brf_07_an_outdoor_sheet_says_where_indoors_or_out_and_what_stands_in_the_way(
    house: SimpleNamespace, lacking: str
) -> None:
    told = {"publication": "江湾路口", "placement": "outdoor", "obstacles": "左侧树冠"}
    with refused("sheet_complete") as reasons:
        submitted(house, job_type="outdoor", spec_rows=[ROW | told | {lacking: ""}])
    assert reasons() == ["户外：位置、室内/户外、遮挡"]
    assert submitted(house, job_type="outdoor", spec_rows=[ROW | told]).state == "submitted"


def test_brf_07_a_newspaper_sheet_says_which_paper_and_column_size(house: SimpleNamespace) -> None:
    with refused("sheet_complete") as reasons:
        submitted(house, spec_rows=[ROW])
    assert reasons() == ["刊登媒体与版面"]


def test_brf_08_the_bosss_dislike_is_a_red_note_on_every_sheet_until_it_is_deleted(house: SimpleNamespace) -> None:
    Client.objects.filter(pk=house.c1.pk).update(taboos="")
    sheet = draft(house)
    assert "忌大面积绿色" not in _taboos(page(house.tang, f"/jobs/{sheet.pk}/"))
    likes = {"dislikes": "忌大面积绿色", "purpose": "创意偏好", "consent_on": "2026-11-16"}
    do("contact.edit", house.lin, house.li, likes)
    assert "李总：忌大面积绿色" in _taboos(page(house.tang, f"/jobs/{sheet.pk}/"))
    do("contact.forget", house.lin, house.li)
    assert "忌大面积绿色" not in _taboos(page(house.tang, f"/jobs/{sheet.pk}/"))


def _taboos(shown: str) -> str:
    return "".join(part.split("</p>")[0] for part in shown.split('class="taboo"')[1:])


def test_brf_09_without_unit_plans_a_unit_flyer_is_blocked_and_other_sheets_only_warn(
    house: SimpleNamespace, tmp_path: Any, settings: Any
) -> None:
    settings.FILES = tmp_path
    row = [{"kind": "户型单页", "width_mm": "210", "height_mm": "285", "bleed_mm": "3", "scale": "1"}]
    with refused("sheet_complete") as reasons:
        submitted(house, job_type="unit_flyer", spec_rows=row)
    assert reasons() == ["基础物料：户型图"]
    assert submitted(house).state == "submitted"
    file = SimpleUploadedFile("261110户型图.pdf", b"%PDF-1.7 plans")
    kept = do("attachment.keep", house.lin, None, {"file": file, "project": house.p02.pk}).result
    do("project.set_base", house.lin, house.p02, {"kind": "unit_plan", "file": kept.pk, "edition": "v2026-11"})
    do("project.confirm_base", house.lin, BaseMaterial.objects.get(kind="unit_plan"), {"confirmed_by": "王主管"})
    shown = page(house.lin, f"/projects/{house.p02.pk}/")
    assert "261110户型图.pdf" in shown and "v2026-11" in shown and "王主管" in shown
    assert submitted(house, job_type="unit_flyer", spec_rows=row).state == "submitted"


def test_brf_10_a_pitch_brief_describes_one_person(house: SimpleNamespace) -> None:
    sheet = submitted(house, job_type="pitch")
    brief = do("brief.write", house.lin, sheet, {"single_message": "孩子的朋友都在楼下"}).result
    do("brief.discuss", house.lin, brief, {"discussed_on": "2026-11-16 15:00", "discussed_with": "许墨"})
    with refused("brief_discussed") as reasons:
        do("brief.approve", house.luo, brief)
    assert "一个人的画像" in reasons()
