"""A file as a careful studio makes it, for each kind of printing: nothing about it is to be said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pikepdf import Name
from PIL import Image

from .building import Order
from .press import PT, Sheet, overprint, put, rect

STATES = {"O": overprint()}


def glyphs(x: float, y: float, height: float, count: int = 12) -> str:
    """Outlined type: curved shapes in a row, height in mm."""
    found = ""
    for n in range(count):
        left, foot, top = (x + n * height) * PT, y * PT, (y + height * 0.9) * PT
        right = left + height * 0.8 * PT
        found += f"{left:.3f} {foot:.3f} m {left:.3f} {top:.3f} {right:.3f} {top:.3f} {right:.3f} {foot:.3f} c h f "
    return found


def ground(width: float, height: float, bleed: float) -> str:
    """A light ground out to the bleed."""
    return "0.1 0.05 0 0 k " + rect(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)


def photo(sheet: Sheet, width: float, height: float, ppi: float) -> Any:
    """A picture from light to dark, to be placed at width × height in mm."""
    size = round(width / 25.4 * ppi), round(height / 25.4 * ppi)
    light = Image.linear_gradient("L").resize(size)
    inks = Image.merge(
        "CMYK",
        (light, light.point(lambda value: value * 0.7), light.point(lambda value: value * 0.5), Image.new("L", size)),
    )
    return sheet.pdf.make_stream(
        inks.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1],
        ColorSpace=Name.DeviceCMYK, BitsPerComponent=8,
    )  # fmt: skip


def page(sheet: Sheet, ppi: float, *, grounded: bool = True, more: str = "", **tables: Any) -> None:
    """A ground, a centred picture of 60 % and a line of black type under it."""
    width, height, bleed = sheet.width, sheet.height, sheet.bleed
    across, down = width * 0.6, height * 0.4
    content = ground(width, height, bleed) if grounded else ""
    content += put("Im", width * 0.2, height * 0.45, across, down)
    content += "/O gs 0 0 0 1 k " + glyphs(width * 0.2, height * 0.2, width * 0.05)
    sheet.page(content + more, objects={"Im": photo(sheet, across, down, ppi)}, states=STATES, **tables)


def made(
    size: tuple[float, float, float], ppi: float, pages: int = 1, *, grounded: bool = True
) -> Callable[[Path], Path]:
    def build(path: Path) -> Path:
        sheet = Sheet(*size)
        for _ in range(pages):
            page(sheet, ppi, grounded=grounded)
        return sheet.save(path)

    return build


def box(path: Path) -> Path:
    """A label with its die and a foil, both on plates of their own and overprinting."""
    sheet = Sheet(120, 80, 3)
    spaces = {"F": sheet.spot("烫金"), "D": sheet.spot("模切")}
    more = "/F cs 1 scn " + rect(84, 10, 20, 6) + f"/D CS 1 SCN 0.5 w 0 0 {120 * PT:.3f} {80 * PT:.3f} re S "
    page(sheet, 310, more=more, spaces=spaces)
    return sheet.save(path)


WELL_MADE: dict[str, tuple[Callable[[Path], Path], Order]] = {
    "magazine": (made((210, 285, 3), 310), {"width_mm": 210, "height_mm": 285, "bleed_mm": 3}),
    "newspaper": (made((170, 240, 0), 205, grounded=False), {"width_mm": 170, "height_mm": 240, "bleed_mm": 0, "paper": "新闻纸"}),
    "sheetfed": (made((140, 210, 3), 310, 4), {"width_mm": 140, "height_mm": 210, "bleed_mm": 3, "pages": 4, "binding": "saddle", "paper": "铜版纸"}),
    "digital": (made((90, 54, 3), 310), {"width_mm": 90, "height_mm": 54, "bleed_mm": 3}),
    "large": (made((300, 150, 0), 155), {"width_mm": 3000, "height_mm": 1500, "scale": 10, "viewing_m": 20}),
    "penhui": (made((3000, 2000, 0), 46, grounded=False), {"width_mm": 3000, "height_mm": 2000}),
    "xiezhen": (made((800, 1800, 0), 100), {"width_mm": 800, "height_mm": 1800}),
    "packaging": (box, {"width_mm": 120, "height_mm": 80, "bleed_mm": 3, "plates": ["烫金", "模切"]}),
}  # fmt: skip
