"""The final artwork of the opening ad (E114 to E126): two real newspaper pages, the machine, the checker."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from reportlab.lib.colors import CMYKColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from aedesk.demo.script import Line, does, holds
from aedesk.demo.steps import Known
from aedesk.desk.action import do
from aedesk.desk.checks import queries, running
from aedesk.rulebook.checks import CHECKS
from tests.preflight.press import FONT, PT
from tests.samples import passing

BLACK = CMYKColor(0, 0, 0, 1)
LINES = ((40, "澜庭二期 十一月二十八日开盘"), (60, "5分钟直达地铁"), (80, "三面临湖的院子"), (85, "，把四季留在窗外"), (420, "临江市云栖路 1 号（演示）"),
         (430, "云栖湾置业(演示)有限公司"), (435, "联行演示代理有限公司"), (440, "最终解释权归云栖湾置业所有"), (450, "电话 000-0000-0012"))  # fmt: skip
SEVEN = {
    "final_interpretation": "error", "line_start": "warning", "estate_words": "error", "permit": "error", "line_width": "warning",
    "resolution": "warning", "size": "error", "address_phone": "error",
}  # fmt: skip


def faulty() -> ContentFile:
    """What 段可 uploads at 15:00: live text with all the week's faults, 10 mm too low."""
    return _made("final-1.pdf", 480, draw=_wrong)


def mended() -> ContentFile:
    """What goes out: outlined, of the right size; one fine picture a shade under the agency's figure."""
    return _made("final-2.pdf", 490, draw=_right)


def _made(name: str, height: float, draw: Any) -> ContentFile:
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=(350 * PT, height * PT), invariant=1)
    c.setTrimBox((0, 0, 350 * PT, height * PT))
    draw(c, height)
    c.save()
    return ContentFile(out.getvalue(), name=name)


def _wrong(c: Any, height: float) -> None:
    if "Sans" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Sans", str(FONT)))
    c.setFillColor(BLACK)
    c.setFont("Sans", 12)
    for y, says in LINES:
        c.drawString(30 * PT, (height - y) * PT, says)
    c.setStrokeColor(BLACK)
    c.setLineWidth(0.1 * PT)
    c.line(30 * PT, 50 * PT, 320 * PT, 50 * PT)
    _picture(c, 180)


def _right(c: Any, height: float) -> None:
    c.setFillColor(BLACK)
    for n in range(12):
        c.circle((40 + n * 20) * PT, (height - 60) * PT, 6 * PT, stroke=0, fill=1)
    _picture(c, 140)


def _picture(c: Any, ppi: float) -> None:
    """200 × 130 mm of gray at so many pixels per inch."""
    image = Image.linear_gradient("L").resize((round(200 / 25.4 * ppi), round(130 / 25.4 * ppi))).convert("CMYK")
    c.drawImage(ImageReader(image), 30 * PT, 150 * PT, 200 * PT, 130 * PT)


def machine(at: str) -> Line:
    """The worker checks what waits."""
    return holds("机器查完", lambda known: running.check_artwork() >= 1, at=at)


def severities(known: Known, name: str) -> dict[str, str]:
    """Rule → severity of what the machine found in a version."""
    check = queries.latest(type(known[name]).objects.get(pk=known[name].pk))
    return {one["rule"]: one["severity"] for one in check.findings} if check else {}


def answered(of: str, at: str, by: str) -> list[Line]:
    """The checker goes through the list item by item."""
    return [does("check.answer", of, at=at, by=by, **passing(one.code)) for one in CHECKS]


def waived(of: str, at: str, by: str, rule: str, reason: str) -> Line:
    """A warning let pass by name and reason."""

    def waive(known: Known) -> bool:
        return bool(
            do("finding.waive", known[by], known[of].pk, {"mark": mark_of(known, of, rule), "reason": reason}).result
        )

    return holds("放行", waive, at=at)


def mark_of(known: Known, name: str, rule: str) -> str:
    check = queries.latest(type(known[name]).objects.get(pk=known[name].pk))
    return next(one["mark"] for one in check.findings if one["rule"] == rule) if check else ""
