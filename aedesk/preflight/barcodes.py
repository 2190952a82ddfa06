"""QR codes on a page: what they say, where they stand, whether their quiet zone is light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import zxingcpp

from .matrix import Box
from .render import Pages, Picture


@dataclass(frozen=True, slots=True)
class Code:
    """A code; `box` in mm from the trim."""

    text: str
    box: Box
    is_quiet: bool


def codes(pages: Pages, number: int, ppi: float) -> list[Code]:
    """The codes of a page as they are read at so many pixels per inch."""
    facts = pages.facts.pages[number - 1]
    unit = facts.unit_mm
    left, top = (facts.media.x0 - facts.trim.x0) * unit, (facts.trim.y1 - facts.media.y1) * unit
    rows = pages.keep.data(f"codes-{number}-{ppi:g}", lambda: _read(pages.gray(number, ppi)))
    return [Code(text, Box(x0 + left, y0 + top, x1 + left, y1 + top), quiet) for text, (x0, y0, x1, y1), quiet in rows]


def _read(picture: Picture) -> list[tuple[str, tuple[float, ...], bool]]:
    """Each code's text, its box in mm from the picture's upper left corner, its quiet zone."""
    found = []
    for one in zxingcpp.read_barcodes(picture.pixels, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])):
        spots = [one.position.top_left, one.position.top_right, one.position.bottom_right, one.position.bottom_left]
        xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
        sides = min(xs), min(ys), max(xs), max(ys)
        box = tuple(side / picture.px_per_mm for side in sides)
        found.append((one.text, box, _quiet(picture.pixels, *sides)))
    return found


def _quiet(gray: np.ndarray, x0: int, y0: int, x1: int, y1: int) -> bool:
    """Whether three modules around the code are light; a version 3 code has 29 modules."""
    margin = max(2, (x1 - x0) // 29 * 3)
    ring = np.concatenate([
        gray[max(y0 - margin, 0) : max(y0 - 2, 0), x0:x1].ravel(), gray[y1 + 3 : y1 + margin, x0:x1].ravel(),
        gray[y0:y1, max(x0 - margin, 0) : max(x0 - 2, 0)].ravel(), gray[y0:y1, x1 + 3 : x1 + margin].ravel(),
    ])  # fmt: skip
    return ring.size == 0 or float((ring > 150).mean()) > 0.9
