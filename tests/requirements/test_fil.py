"""Files and library (文件管理规范): the acceptance examples of FIL-01 and FIL-04 to FIL-08."""

from __future__ import annotations

import html
import json
import re
from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, Refused
from aedesk.desk.library.searching import search
from aedesk.desk.models import Contact, ProjectFact, Supplier
from aedesk.kit import clock, filename
from aedesk.papers.contacts import contact_sheet
from tests.papers import paper

from .doing import draft, issued, page, refused, version


def test_fil_01_progress_dated_10_10_is_stale_from_11_10(house: SimpleNamespace, still: clock.Frozen) -> None:
    do("project.set_fact", house.lin, house.p02, {"kind": "progress", "value": "主体封顶", "as_of": "2026-10-10"})
    still.set("2026-11-09 09:00")
    assert not ProjectFact.objects.get(kind="progress").is_stale
    still.set("2026-11-10 09:00")
    assert ProjectFact.objects.get(kind="progress").is_stale
    assert "超过 30 天，请更新" in page(house.lin, f"/projects/{house.p02.pk}/")


def test_fil_04_a_file_without_its_date_is_refused_and_the_right_name_is_offered(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    sheet = issued(house)
    still.set("2026-11-19 10:00")
    with pytest.raises((InvalidInput, Refused)):
        version(house, sheet, "开盘报纸终稿.pdf")
    assert filename.offer("开盘报纸终稿.pdf", clock.today()) == "261119开盘报纸.pdf"
    assert [why.zh for why in filename.check("261332x")] == ["261332 不是有效日期。"]
    assert version(house, sheet, "261119开盘报纸.pdf").name == "261119开盘报纸.pdf"


def test_fil_05_a_design_draft_does_not_go_to_a_printer(house: SimpleNamespace) -> None:
    drawn = version(house, issued(house))
    with refused("only_confirmed_goes_out"):
        do("artwork.release", house.lin, drawn, {"to": "印务(演示)"})


def test_fil_06_the_hoarding_is_found_by_its_word_and_a_new_sheet_takes_its_size(house: SimpleNamespace) -> None:
    kept = {"project": house.p02.pk, "name": "围墙 A段", "width_mm": "62400", "height_mm": "3000", "material": "灯布"}
    do("material.add", house.lin, None, kept)
    assert [hit.title for group in search(house.lin, "围墙") for hit in group.hits] == ["围墙 A段"]
    assert "围墙 A段" in page(house.lin, "/materials/?q=围墙")
    sheet = draft(house)
    held = re.findall(r"data-row='([^']+)'", page(house.lin, f"/jobs/{sheet.pk}/sheet/").split('id="sizes"')[1])
    row = json.loads(html.unescape(held[0]))
    assert row["kind"] == "围墙 A段"
    do("jobsheet.edit", house.lin, sheet, {"spec_rows": [row | {"quantity": "1", "usage": "围挡", "scale": "1"}]})
    taken = sheet.spec_rows.get()
    assert (taken.kind, taken.width_mm, taken.height_mm) == ("围墙 A段", 62400, 3000)


def test_fil_07_a_supplier_with_only_qq_is_taken_in_and_flagged(house: SimpleNamespace) -> None:
    rows = [{"name": "老印务(演示)", "services": "喷绘", "contact": "高师傅", "qq": "10001"}]
    do("supplier.import", house.geng, None, {"rows": rows})
    assert Supplier.objects.get().wants_wechat
    listed = page(house.lin, "/suppliers/?wechat=1")
    assert "老印务(演示)" in listed and "补微信" in listed


@paper.poppler
def test_fil_08_the_contact_sheet_lists_nine_of_the_client_and_four_of_the_agency(house: SimpleNamespace) -> None:
    client, agency = [f"甲方{n}" for n in "三四五六七八九"], [f"代理{n}" for n in "一二三四"]
    for name in client + agency:
        company = "锦程代理(演示)" if name in agency else ""
        Contact.objects.create(client=house.c1, name=name, role="executor", company=company, phone="+86 100 0000 0077")
    text = paper.words(contact_sheet(house.lin, house.p02.pk, "zh").content)
    first, _, second = text.partition("代理公司")
    assert [name for name in ("李总", "王主管", *client) if name not in first] == []
    assert [name for name in agency if name not in second or name in first] == []
