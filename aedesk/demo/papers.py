"""Small files for the story: drafts of a property ad and of a hoarding, and photos of a building site."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from aedesk.papers.press import FONTS

LAYOUT = Path(__file__).parent / "ad.typ"
NEWSPAPER, HOARDING = (350, 490), (3120, 150)  # mm; the hoarding is drawn at 1:20
PT = 72 / 25.4
SKIES = ("#8fb3cf", "#a9c0c9", "#c9b48f", "#9db8a8", "#b7a9c9", "#8aa0b8")


WORDS = {
    "project": "澜庭二期", "headline": "水到临江，家到澜庭", "stamp": "11.28\n开盘",
    "body": "二期十二栋临水而立，建筑面积约 89–143 ㎡。园林沿水线展开，推窗见江。样板房开放时间：每日 9:00–18:00。",
}  # fmt: skip
FOOT = ("电话 000-0000-0021", "临江市云栖路 1 号（演示）", "开发商 云栖湾置业(演示)有限公司")


@cache
def layout(words: str, size: tuple[int, int]) -> bytes:
    """A draft in process colours with live text; other `words` make another page. Size in mm, trim box as large."""
    foot = [*FOOT, *([words] if words else [])]
    data = WORDS | {"foot": foot, "width": size[0], "height": size[1]}
    source: Any = LAYOUT.read_bytes() + b"\n#sheet(json(bytes(sys.inputs.data)))"
    made = typst.compile(
        source, font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)}
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for page in pdf.pages:
            page.trimbox = pikepdf.Array([0, 0, size[0] * PT, size[1] * PT])
        pdf.save(out, static_id=True)
    return out.getvalue()


def pdf(name: str, words: str = "", size: tuple[int, int] = NEWSPAPER) -> ContentFile:
    """A PDF of one page, by itself 350 × 490 mm."""
    return ContentFile(layout(words, size), name=name)


def photo(number: int, taken: str = "2026:11:17 14:20:00") -> ContentFile:
    """A building under cranes, another one for each number, with the camera's day."""
    image = Image.new("RGB", (960, 640), SKIES[number % len(SKIES)])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 500, 960, 640), fill="#7d6f5c")
    for n in range(3 + number % 3):
        left, high = 90 + n * 170, 140 + (number * 53 + n * 71) % 220
        draw.rectangle((left, high, left + 120, 500), fill="#d8d2c4", outline="#8d8676", width=3)
        for row in range(high + 20, 480, 44):
            draw.rectangle((left + 16, row, left + 104, row + 20), fill="#56707f")
    draw.line((760, 500, 760, 80, 560, 110), fill="#b5762a", width=10)
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = taken
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70, exif=exif)
    return ContentFile(out.getvalue(), name=f"IMG_{number:04d}.jpg")
