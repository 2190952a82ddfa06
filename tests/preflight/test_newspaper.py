"""The newspaper page of the sample week (E117, E118): seven findings, five of them errors, and the wrong phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.colors import CMYKColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from aedesk.preflight import Verdict, check
from aedesk.preflight.spec import from_table

from .press import FONT, PT, picture

PHONE, PRINTED = "0571-0000-0021", "0571-0000-0012"
ORDER = {
    "width_mm": 350, "height_mm": 490, "bleed_mm": 0, "profile": "newspaper", "paper": "新闻纸", "text": "embedded", "is_property_ad": True,
    "limits": {"image_warning_ppi": 200, "image_error_ppi": 150, "line_error_mm": 0.15, "line_warning_mm": 0.2},
    "facts": {"phones": [PHONE], "developer": "云栖湾置业(演示)有限公司", "permit": "临江房预售证第20260018号", "address": "临江区澜庭路 18 号"},
}  # fmt: skip
LINES = ((40, "澜庭二期 十一月二十八日开盘"), (60, "5分钟直达地铁"), (80, "三面临湖的院子"), (85, "，把四季留在窗外"), (420, "临江区澜庭路 18 号"),
         (430, "云栖湾置业(演示)有限公司"), (440, "最终解释权归云栖湾置业所有"))  # fmt: skip


def page(folder: Path, *, phone: str, height: float = 480) -> Path:
    if "Sans" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Sans", str(FONT)))
    path = folder / "261120开盘报纸_出品确认稿.pdf"
    c = canvas.Canvas(str(path), pagesize=(350 * PT, height * PT), invariant=1)
    c.setTrimBox((0, 0, 350 * PT, height * PT))
    c.setFillColor(CMYKColor(0, 0, 0, 1))
    c.setFont("Sans", 12)
    for y, says in (*LINES, (450, f"电话 {phone}")):
        c.drawString(30 * PT, (height - y) * PT, says)
    c.setStrokeColor(CMYKColor(0, 0, 0, 1))
    c.setLineWidth(0.1 * PT)
    c.line(30 * PT, 50 * PT, 320 * PT, 50 * PT)
    image = picture(folder / "p3.jpg", 1417, 945, mode="CMYK")
    c.drawImage(str(image), 30 * PT, 200 * PT, 200 * PT, 133.3 * PT)
    c.save()
    return path


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    return check(page(tmp_path_factory.mktemp("news"), phone=PRINTED), from_table(ORDER), with_plates=False)


def severities(verdict: Verdict) -> dict[str, str]:
    return {one.rule: str(one.severity) for one in verdict.findings}


def test_the_seven_findings_of_the_sample_week_stand(verdict: Verdict) -> None:
    found = severities(verdict)
    assert verdict.failed == []
    assert {code: found[code] for code in ("final_interpretation", "line_start", "estate_words", "permit", "line_width", "resolution", "size")} == {
        "final_interpretation": "error", "line_start": "warning", "estate_words": "error", "permit": "error", "line_width": "error",
        "resolution": "warning", "size": "error",
    }  # fmt: skip
    assert sum(one == "error" for code, one in found.items() if code not in ("address_phone",)) == 5


def test_each_is_measured_against_its_order(verdict: Verdict) -> None:
    by_rule = {one.rule: one for one in verdict.findings}
    assert (by_rule["size"].measured, by_rule["size"].limit) == ("350×480 mm", "350×490 mm")
    assert by_rule["resolution"].measured.startswith("180 ppi") and by_rule["resolution"].limit == ">200 ppi"
    assert by_rule["line_width"].measured == "0.100 mm"
    assert by_rule["permit"].limit == "临江房预售证第20260018号"


def test_a_phone_that_differs_by_two_digits_is_an_error(verdict: Verdict) -> None:
    (found,) = [one for one in verdict.findings if one.rule == "address_phone" and one.measured]
    assert str(found.severity) == "error" and found.measured == PRINTED and "差 2 位" in found.says.zh


def test_the_right_phone_is_none(tmp_path: Path) -> None:
    assert "address_phone" not in severities(check(page(tmp_path, phone=PHONE), from_table(ORDER), with_plates=False))
