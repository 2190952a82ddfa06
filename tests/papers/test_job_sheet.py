"""The job sheet on paper: everything F1 asks for, in either language, honest about what is not signed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import segno
from django.conf import settings
from typst import TypstError

from aedesk.desk.action import do
from aedesk.desk.errors import Unknown
from aedesk.desk.models import JobSheet
from aedesk.kit import clock
from aedesk.papers import press
from aedesk.papers.jobsheet import job_sheet
from aedesk.rulebook.papers import JOB_SHEET
from tests.desk.jobsheets.test_issue import draft, issued

from . import paper

pytestmark = paper.poppler
MARKUP = '#read("/etc/passwd") $x$ *粗* _斜_ [括] \\ "引" @谁 <名> `码` //注'


def printed(person: Any, job: JobSheet, lang: str = "both") -> str:
    return paper.words(job_sheet(person, job.pk, lang).content)


def test_the_sheet_says_the_number_the_ten_items_and_who_signed_when(house: SimpleNamespace) -> None:
    job = issued(house)
    text = printed(house.lin, job)
    assert job.number is not None and job.number in text
    for item in JOB_SHEET.items:
        if item.core:
            assert item.label.zh in text
            assert item.label.en.replace(" ", "") in text
    for said in (
        "开盘由12-05提前到11-28。",
        "通知开盘",
        "来电+30%",
        "临水",
        "静奢·近水",
        "开盘信息",
        "350×490mm",
        "2026-11-19周四Thu12:00",
    ):
        assert said in text
    for name in ("何一苇", "唐予", "钱衡", "宋时"):
        assert f"{name}2026-11-1609:00" in text
    assert "没有工作单，没有工作·NOJOBSHEET,NOWORK" in text
    assert "打印Printed2026-11-1609:00林晓岚" in text


def test_each_language_keeps_to_itself(house: SimpleNamespace) -> None:
    job = issued(house)
    zh, en = printed(house.lin, job, "zh"), printed(house.lin, job, "en")
    assert "客户原话" in zh and "Client'swords" not in zh
    assert "Client'swords" in en and "客户原话" not in en


def test_an_unknown_language_prints_both(house: SimpleNamespace) -> None:
    assert "客户原话Client'swords" in printed(house.lin, issued(house), "fr")


def test_it_is_a4_with_every_font_embedded_and_a_title(house: SimpleNamespace) -> None:
    sheet = job_sheet(house.lin, issued(house).pk)
    assert "595.276 x 841.89 pts (A4)" in paper.about(sheet.content)
    assert "261116-P02-001 开盘报纸" in paper.about(sheet.content)
    found = paper.fonts(sheet.content)
    assert found and all("NotoSansSC" in name and embedded for name, embedded in found)
    assert sheet.name == "261116开盘报纸_工作单.pdf"


def test_the_code_leads_to_the_job(house: SimpleNamespace) -> None:
    job = issued(house)
    wanted = segno.make(f"{settings.BASE_URL}/jobs/{job.pk}/", error="m", micro=False)
    modules = [[bool(module) for module in row] for row in wanted.matrix]
    assert paper.code(job_sheet(house.lin, job.pk).content, len(modules)) == modules


def test_a_draft_says_so_across_the_page_and_names_what_is_missing(house: SimpleNamespace) -> None:
    job = draft(house, effect="")
    text = printed(house.lin, job, "zh")
    assert "草稿，不能开工" in text
    assert text.count("草稿") == 3  # the mark, the warning, and across the page
    assert "出街后效果未填" in text
    assert "还等签字：文案；设计；财务编号；流程审评" in text
    assert "草稿" not in printed(house.lin, issued(house), "zh")


def test_a_waiting_sheet_names_the_signers_and_the_time_proposed_instead(house: SimpleNamespace) -> None:
    job = draft(house)
    do("jobsheet.submit", house.lin, job)
    do("jobsheet.sign", house.he, job)
    do("jobsheet.propose_time", house.tang, job, {"proposed_at": "2026-11-18 18:00", "reason": "周三有提案"})
    text = printed(house.lin, job, "zh")
    assert "待签，尚未下达" in text
    assert "还等签字：设计；财务编号；流程审评" in text
    assert "另提时间：唐予2026-11-18周三18:00·周三有提案" in text
    assert "宋时" in text


def test_the_history_shows_old_and_new_and_who_signed_again(house: SimpleNamespace, still: clock.Frozen) -> None:
    job = issued(house)
    rows = [{"kind": "报纸半版", "publication": "临江日报 半版", "width_mm": "390", "height_mm": "490", "bleed_mm": "0", "quantity": "1", "usage": "开盘"}]  # fmt: skip
    still.set("2026-11-17 10:00")
    change = do("changesheet.write", house.lin, job, {"spec_rows": rows, "reason": "版面改为整栏"}).result
    assert "CS-1" in (waiting := printed(house.lin, job, "zh")) and "待重签" in waiting
    still.set("2026-11-17 11:30")
    do("changesheet.sign", house.tang, change)
    text = printed(house.lin, job, "zh")
    assert "版面改为整栏" in text
    assert "规格1·宽mm350→390" in text
    assert "高mm" not in text.split("修改记录")[1]
    assert "唐予2026-11-1711:30" in text and "已生效" in text


def test_money_is_printed_for_those_who_see_money_alone(house: SimpleNamespace) -> None:
    job = draft(house, estimated_cost="12800.50")
    do("jobsheet.submit", house.lin, job)
    do("changesheet.write", house.lin, job, {"estimated_cost": "15000", "reason": "加印"})
    assert "¥12,800.50" in printed(house.lin, job) and "15000" in printed(house.lin, job)
    hers = printed(house.tang, job)
    assert "12,800" not in hers and "12800" not in hers and "15000" not in hers
    assert "加印" in hers


def test_what_people_typed_prints_as_they_typed_it(house: SimpleNamespace) -> None:
    text = printed(house.lin, draft(house, title=f"标题{MARKUP}", content=MARKUP, our_task=f"{MARKUP}\n第二行"))
    assert text.count(MARKUP.replace(" ", "")) == 3
    assert "root:" not in text


def test_a_template_reads_no_file_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("kept")
    for path in (str(tmp_path / "secret"), "../../../../etc/hostname", "house.typ.bak"):
        template = f'#let sheet(data) = read("{path}")'.encode()
        monkeypatch.setitem(press.TEMPLATES, "curious.typ", template)
        with pytest.raises(TypstError):
            press.press("curious", {}, clock.now())


def test_a_text_of_five_thousand_characters_flows_over_the_pages(house: SimpleNamespace) -> None:
    job = draft(house)
    long = "".join(f"第{n}句写得很长，说的是开盘的理由。" for n in range(300))
    assert len(long) > 5000
    JobSheet.objects.filter(pk=job.pk).update(background=long)
    sheet = job_sheet(house.lin, job.pk, "zh").content
    text, leaves = paper.words(sheet), paper.pages(sheet)
    torn = [n for n in range(300) if f"第{n}句写得很长，说的是开盘的理由。" not in text]
    assert len(torn) < len(leaves)  # at most the one sentence that runs over each foot
    assert len(leaves) >= 3
    assert all("任务与简报" in leaf for leaf in leaves[:-1])
    assert [f"{n}/{len(leaves)}" in leaf for n, leaf in enumerate(leaves, 1)] == [True] * len(leaves)
    assert all(job.label in leaf for leaf in leaves)


def test_a_line_without_a_space_stays_on_the_page(house: SimpleNamespace) -> None:
    sheet = job_sheet(house.lin, draft(house, content="A" * 400).pk, "zh").content
    assert max(line.count("A") for line in "\n".join(paper.pages(sheet)).splitlines()) < 120
    assert paper.words(sheet).count("A") >= 400


def test_the_clients_taboos_stand_on_every_sheet(house: SimpleNamespace) -> None:
    assert "客户禁忌：忌大面积绿色" in printed(house.lin, issued(house), "zh")


def test_a_rivals_ae_prints_nothing(house: SimpleNamespace) -> None:
    with pytest.raises(Unknown):
        job_sheet(house.shao, issued(house).pk)
