"""Pages as pictures and as lines of characters, by PDFium; for images, the pixels themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from .facts import FileFacts, PageFacts
from .keeping import Keep
from .matrix import Box

PPI = 110.0
MOST_PIXELS = 24_000_000  # of one picture: cap pixels, not resolution
Pixels = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's MediaBox in pixels (rows × columns × RGB, or rows × columns) and how it maps to mm from the trim."""

    pixels: Pixels
    px_per_mm: float
    left_mm: float  # of the picture's left edge, from the trim's
    top_mm: float

    def cut(self, box: Box) -> Pixels:
        """The pixels of a box in mm; empty where it lies outside."""
        height, width = self.pixels.shape[:2]
        x0, x1 = (round((x - self.left_mm) * self.px_per_mm) for x in (box.x0, box.x1))
        y0, y1 = (round((y - self.top_mm) * self.px_per_mm) for y in (box.y0, box.y1))
        return self.pixels[max(y0, 0) : min(max(y1, 0), height), max(x0, 0) : min(max(x1, 0), width)]

    def mm(self, x: float, y: float, width: float, height: float) -> Box:
        """A box of pixels in mm from the trim."""
        k = self.px_per_mm
        left, top = self.left_mm + x / k, self.top_mm + y / k
        return Box(left, top, left + width / k, top + height / k)


@dataclass(frozen=True, slots=True)
class Char:
    """A character with its box in mm from the trim."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as PDFium reads it; `height` is that of its tallest character, in mm."""

    chars: tuple[Char, ...]
    text: str
    box: Box
    height: float

    @classmethod
    def of(cls, chars: list[Char]) -> Line:
        xs0, ys0, xs1, ys1 = zip(*(one.box for one in chars), strict=True)
        box = Box(min(xs0), min(ys0), max(xs1), max(ys1))
        height = max(y1 - y0 for y0, y1 in zip(ys0, ys1, strict=True))
        return cls(tuple(chars), "".join(one.text for one in chars), box, height)


class Pages:
    """One file's pages for rendering, out of what is kept of it where they are there. Close it after use."""

    def __init__(self, path: Path, facts: FileFacts, keep: Keep | None = None) -> None:
        self.path, self.facts, self.keep = path, facts, keep or Keep()
        self.picture = lru_cache(12)(self._picture)
        self.lines = lru_cache(64)(self._lines)

    @cached_property
    def _pdf(self) -> pdfium.PdfDocument:
        return pdfium.PdfDocument(str(self.path))

    def close(self) -> None:
        if "_pdf" in self.__dict__:
            self._pdf.close()

    def _page(self, number: int) -> tuple[pdfium.PdfPage, PageFacts]:
        page, facts = self._pdf[number - 1], self.facts.pages[number - 1]
        page.set_rotation(0)
        page.set_cropbox(*facts.media)
        return page, facts

    def _picture(self, number: int, ppi: float = PPI) -> Picture:
        """A page's whole MediaBox at so many pixels per inch, fewer where it would pass the cap."""
        pixels = self.keep.pixels(f"page-{number}-{ppi:g}", lambda: self._rendered(number, ppi))
        return framed(pixels, self.facts.pages[number - 1])

    def _rendered(self, number: int, ppi: float) -> Pixels:
        if self.facts.kind != "pdf":
            return _of_image(self.path, self.facts.pages[number - 1], ppi)
        page, facts = self._page(number)
        bitmap = page.render(scale=scale_of(facts, ppi), rev_byteorder=True, draw_annots=True)
        pixels = bitmap.to_numpy()[:, :, :3].copy()
        page.close()
        return np.asarray(pixels, np.uint8)

    def gray(self, number: int, ppi: float) -> Picture:
        """A page in one channel, not kept."""
        if self.facts.kind != "pdf":
            facts = self.facts.pages[number - 1]
            return framed(cv2.cvtColor(_of_image(self.path, facts, ppi), cv2.COLOR_RGB2GRAY).astype(np.uint8), facts)
        page, facts = self._page(number)
        bitmap = page.render(scale=scale_of(facts, ppi), grayscale=True)
        pixels = bitmap.to_numpy()
        pixels = np.ascontiguousarray(pixels[:, :, 0] if pixels.ndim == 3 else pixels)
        page.close()
        return framed(np.asarray(pixels, np.uint8), facts)

    def _lines(self, number: int) -> list[Line]:
        """A page's lines of live text; none in images."""
        if self.facts.kind != "pdf":
            return []
        facts = self.facts.pages[number - 1]
        rows = self.keep.data(f"lines-{number}", lambda: self._read_lines(number))
        return [Line.of([Char(text, _mm(box, facts)) for text, box in row]) for row in rows]

    def _read_lines(self, number: int) -> list[list[tuple[str, tuple[float, float, float, float]]]]:
        """Lines as characters with their boxes in pt of the page."""
        page, _ = self._page(number)
        text = page.get_textpage()
        found: list[list[Any]] = [[]]
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in (10, 13):
                found.append([])
            elif code != 0xFFFE:
                found[-1].append((chr(code), text.get_charbox(index)))
        text.close()
        page.close()
        return [line for line in found if "".join(char for char, _ in line).strip()]


def capped(facts: PageFacts, ppi: float) -> float:
    """Pixels per inch, lowered where the page would have more pixels than the cap."""
    inches = facts.media.area * (facts.user_unit / 72) ** 2
    return float(min(ppi, (MOST_PIXELS / max(inches, 1e-6)) ** 0.5))


def scale_of(facts: PageFacts, ppi: float) -> float:
    """What PDFium multiplies a page's pt with."""
    return capped(facts, ppi) / 72 * facts.user_unit


def framed(pixels: Pixels, facts: PageFacts) -> Picture:
    unit = facts.unit_mm
    return Picture(
        pixels, pixels.shape[1] / (facts.media.width * unit), (facts.media.x0 - facts.trim.x0) * unit,
        (facts.trim.y1 - facts.media.y1) * unit,
    )  # fmt: skip


def _mm(box: tuple[float, float, float, float], facts: PageFacts) -> Box:
    unit = facts.unit_mm
    left, bottom, right, top = box
    trim = facts.trim
    return Box((left - trim.x0) * unit, (trim.y1 - top) * unit, (right - trim.x0) * unit, (trim.y1 - bottom) * unit)


def _of_image(path: Path, facts: PageFacts, ppi: float) -> Pixels:
    with Image.open(path) as image:
        width = facts.media.width / 72
        across = min(image.width, max(1, round(capped(facts, ppi) * width)))
        factor = across / image.width
        image.draft("RGB", (across, round(image.height * factor)))
        small = image.convert("RGB").resize((across, max(1, round(image.height * factor))))
        return np.asarray(small, np.uint8).copy()
