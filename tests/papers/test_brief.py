"""The creative brief on paper: one page, two at most, and only for those who may see it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import Unknown
from aedesk.desk.models import CreativeBrief, JobSheet
from aedesk.papers.brief import creative_brief
from aedesk.rulebook.papers import CREATIVE_BRIEF
from tests.desk.jobsheets.test_issue import draft

from . import paper

pytestmark = paper.poppler
SAID = {
    "where_now": "二期知名度不足", "where_to": "当周到访600组", "doing": "户外已铺开", "audience_person": "周女士，38岁",
    "insight": "好邻居比好房子更难得", "single_message": "把江边的周末分给朋友", "tone": "静奢", "mandatories": "许可证号",
    "deliverables": "报纸半版", "success": "来电+30%", "production_needs": "江边实拍半天", "budget_media": "300000",
    "support": [{"claim": "现房园林", "source": "工程部确认函"}],
}  # fmt: skip


def a_brief(house: SimpleNamespace, **more: Any) -> JobSheet:
    job = draft(house, job_type="pitch")
    do("brief.write", house.lin, job, SAID | more)
    return job


def test_it_asks_on_the_left_answers_on_the_right_and_shows_who_signed(house: SimpleNamespace) -> None:
    job = a_brief(house)
    brief = CreativeBrief.objects.get()
    do("brief.discuss", house.lin, brief, {"discussed_on": "2026-11-16 08:30", "discussed_with": "罗知行、许墨"})
    do("brief.approve", house.luo, brief)
    sheet = creative_brief(house.lin, job.pk)
    text = paper.words(sheet.content)
    for item in CREATIVE_BRIEF.items:
        assert item.label.zh in text and item.label.en.replace(" ", "") in text
    for name, said in SAID.items():
        assert isinstance(said, list) or name == "budget_media" or said in text
    assert "1.现房园林（工程部确认函）" in text
    assert "罗知行2026-11-1609:00" in text
    assert "2026-11-16周一Mon08:30·罗知行、许墨" in text
    assert text.count("待签Awaiting") + text.count("待签") >= 2  # the creative and the account director
    assert "Pages:           1" in paper.about(sheet.content)
    assert sheet.name == "261116开盘报纸_创意简报.pdf"


def test_a_long_brief_takes_two_pages_and_no_more(house: SimpleNamespace) -> None:
    long = "二期要让一期业主愿意把朋友叫来做邻居。" * 35
    job = a_brief(house, doing=long, audience_person=long, mandatories=long, deliverables=long)
    sheet = creative_brief(house.lin, job.pk).content
    assert "Pages:           2" in paper.about(sheet)
    assert paper.words(sheet).count("把朋友叫来做邻居") == 140


def test_budgets_are_for_those_who_see_money(house: SimpleNamespace) -> None:
    job = a_brief(house)
    assert "¥300,000.00" in paper.words(creative_brief(house.lin, job.pk).content)
    assert "300,000" not in paper.words(creative_brief(house.xu, job.pk).content)


def test_a_designer_prints_it_once_the_sheet_is_issued(house: SimpleNamespace) -> None:
    job = a_brief(house)
    with pytest.raises(Unknown):
        creative_brief(house.tang, job.pk)
    JobSheet.objects.filter(pk=job.pk).update(state="issued")
    assert "好邻居比好房子更难得" in paper.words(creative_brief(house.tang, job.pk).content)


def test_without_a_brief_there_is_nothing_to_print(house: SimpleNamespace) -> None:
    with pytest.raises(Unknown):
        creative_brief(house.lin, draft(house).pk)
