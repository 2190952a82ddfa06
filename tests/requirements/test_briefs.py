"""The creative brief (创意简报): the acceptance examples of JOB-10 to JOB-12, JOB-14 and JOB-18."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import NotAllowed, Unknown
from aedesk.desk.models import JobSheet
from aedesk.reports import briefs, months

from .doing import fresh, page, refused, submitted, told


def pitch(house: SimpleNamespace) -> JobSheet:
    sheet = submitted(house, job_type="pitch")
    for doer in (house.he, house.tang):
        do("jobsheet.sign", doer, sheet)
    do("jobsheet.number", house.qian, sheet)
    return sheet


BRIEF = {
    "where_now": "开盘前认知低", "where_to": "到访翻倍", "doing": "一波开盘攻势", "audience_person": "40 岁，二次置业，孩子上小学的父亲",
    "insight": "他怕搬家后孩子没有朋友", "single_message": "孩子的朋友都在楼下", "support": [{"claim": "社区小学", "source": "教育局公告"}],
    "tone": "温暖", "mandatories": "许可证号", "deliverables": "报纸、户外", "success": "来访 300 组", "production_needs": "无",
}  # fmt: skip


def brief_of(house: SimpleNamespace, sheet: JobSheet, **more: object) -> object:
    return do("brief.write", house.lin, sheet, BRIEF | more).result


def discussed(house: SimpleNamespace, sheet: JobSheet, **more: object) -> object:
    brief = brief_of(house, sheet, **more)
    do("brief.discuss", house.lin, brief, {"discussed_on": "2026-11-16 15:00", "discussed_with": "罗知行、许墨"})
    return brief


def test_job_10_a_pitch_is_not_issued_without_an_approved_brief(house: SimpleNamespace) -> None:
    sheet = pitch(house)
    do("jobsheet.review", house.song, sheet)
    with refused("pitch_needs_brief"):
        do("jobsheet.issue", house.lin, sheet)
    brief = discussed(house, sheet)
    do("brief.approve", house.luo, brief)
    do("brief.approve", house.xu, brief)
    do("jobsheet.issue", house.lin, sheet)
    assert fresh(sheet).state == "issued"


def test_job_11_one_signature_of_two_leaves_the_brief_waiting(house: SimpleNamespace) -> None:
    sheet = pitch(house)
    brief = brief_of(house, sheet)
    with refused("brief_discussed") as reasons:
        do("brief.approve", house.luo, brief)
    assert "没有讨论日期。" in reasons()
    do("brief.discuss", house.lin, brief, {"discussed_on": "2026-11-16 15:00", "discussed_with": "许墨"})
    do("brief.approve", house.luo, brief)
    assert not fresh(brief).is_approved and "待会签" in page(house.lin, f"/jobs/{sheet.pk}/")
    do("brief.approve", house.xu, brief)
    assert fresh(brief).is_approved and "待会签" not in page(house.lin, f"/jobs/{sheet.pk}/")


def test_job_12_production_needs_are_stated_even_where_there_are_none(house: SimpleNamespace) -> None:
    brief = discussed(house, pitch(house), production_needs="")
    with refused("brief_discussed") as reasons:
        do("brief.approve", house.luo, brief)
    assert reasons() == ["制作需要"]
    do("brief.write", house.lin, fresh(brief).sheet, {"production_needs": "无"})
    assert do("brief.approve", house.luo, brief)


def test_job_14_creatives_see_the_brief_only_with_its_issued_sheet(house: SimpleNamespace) -> None:
    sheet = pitch(house)
    brief = discussed(house, sheet)
    page(house.tang, f"/jobs/{sheet.pk}/brief/", 404)
    with pytest.raises(Unknown):
        do("brief.rate", house.tang, brief, {"rating": 5})
    do("brief.approve", house.luo, brief)
    do("brief.approve", house.xu, brief)
    do("jobsheet.review", house.song, sheet)
    assert "孩子的朋友都在楼下" in page(house.tang, f"/jobs/{sheet.pk}/brief/")


def rated(house: SimpleNamespace) -> tuple[JobSheet, object]:
    sheet = pitch(house)
    brief = discussed(house, sheet)
    do("brief.approve", house.luo, brief)
    do("brief.approve", house.xu, brief)
    do("jobsheet.review", house.song, sheet)
    return sheet, brief


def test_job_18_a_brief_marked_two_is_told_to_the_ae_and_the_account_director(house: SimpleNamespace) -> None:
    sheet, brief = rated(house)
    do("brief.rate", house.he, brief, {"rating": 5})
    assert not any("简报评" in line for line in told(house.lin))
    do("brief.rate", house.tang, brief, {"rating": 2, "rating_note": "没有一个信息"})
    for person in (house.lin, house.zhou):
        assert any("唐予给简报评 2 分：没有一个信息" in line for line in told(person))
    assert '<b class="num">100</b>' in page(house.lin, f"/jobs/{sheet.pk}/brief/"), (
        "complete, one message, every reason proven"
    )


def test_job_18_the_month_has_a_mean_and_each_receiver_one_mark(house: SimpleNamespace) -> None:
    _, brief = rated(house)
    for person, mark in (
        (house.he, 3),
        (house.tang, 4),
        (house.he, 5),
        (house.jiang, 4),
        (house.xu, 4),
        (house.duan, 3),
        (house.ye, 4),
    ):
        do("brief.rate", person, brief, {"rating": mark})
    found = briefs.of_month(house.lin, months.read("2026-11"))
    assert (found.mean_rating, len(found.rows)) == (4.0, 1)
    assert briefs.of_month(house.lin, months.read("2026-10")).mean_rating is None
    assert "平均 4.0 分" in page(house.lin, "/reports/?month=2026-11")
    with pytest.raises(NotAllowed):
        do("brief.rate", house.lin, brief, {"rating": 5})
