"""Plates of a page as coverage pictures: each separation, and the sum of all inks."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2 as pdfium
from PIL import Image

from .facts import FileFacts, PageFacts
from .inks import ALL, NONE, PROCESS
from .matrix import Box
from .render import Pages, Picture, Pixels, capped, framed, scale_of
from .separating import Separator

PPI = 50.0  # enough for a mean over 15 mm
SQUARE_MM = 15.0


@dataclass(frozen=True, slots=True)
class Plate:
    """One ink's coverage: rows × columns, 0 to 255, 255 is a solid."""

    ink: str
    picture: Picture

    @property
    def inked(self) -> float:
        """The share of the page that carries any of it."""
        return float((self.picture.pixels > 8).mean())


def inks_of(page: PageFacts) -> list[str]:
    """The inks a page can lay down: the process inks it uses, then spots by name. RGB counts as four inks."""
    found: set[str] = set()
    for one in page.painted:
        if one.model in ("rgb", "lab"):
            found.update(PROCESS)
        found.update(one.inked)
    found -= {ALL, NONE}
    return [ink for ink in PROCESS if ink in found] + sorted(found - set(PROCESS))


Rewritten = dict[tuple[str, bytes], bytes]


def plate(pages: Pages, number: int, ink: str, ppi: float = PPI, rewritten: Rewritten | None = None) -> Plate:
    """One plate of one page."""
    name = f"plate-{number}-{ppi:g}-{hashlib.sha256(ink.encode()).hexdigest()[:12]}"
    pixels = pages.keep.pixels(name, lambda: _separated(pages.path, pages.facts, number, ink, ppi, rewritten))
    return Plate(ink, framed(pixels, pages.facts.pages[number - 1]))


def _separated(path: Path, facts: FileFacts, number: int, ink: str, ppi: float, rewritten: Rewritten | None) -> Pixels:
    page = facts.pages[number - 1]
    if facts.kind != "pdf":
        return _of_image(path, page, ink, ppi)
    with pikepdf.open(path, suppress_warnings=True) as whole, pikepdf.new() as single:
        single.pages.append(whole.pages[number - 1])
        if "/OCProperties" in whole.Root:
            single.Root.OCProperties = single.copy_foreign(whole.make_indirect(whole.Root.OCProperties))
        overprints = any(one.overprints for one in page.objects)
        Separator(single, ink, {} if rewritten is None else rewritten, overprints=overprints).page(single.pages[0])
        data = io.BytesIO()
        single.save(data, compress_streams=False)
    return _rendered(data.getvalue(), page, ppi)


def _rendered(data: bytes, page: PageFacts, ppi: float) -> Pixels:
    document = pdfium.PdfDocument(data)
    try:
        found = document[0]
        found.set_rotation(0)
        found.set_cropbox(*page.media)
        bitmap = found.render(scale=scale_of(page, ppi), grayscale=True)
        gray = bitmap.to_numpy()
        gray = gray[:, :, 0] if gray.ndim == 3 else gray
        return np.asarray(255 - gray, np.uint8)
    finally:
        document.close()


def _of_image(path: Path, page: PageFacts, ink: str, ppi: float) -> Pixels:
    with Image.open(path) as image:
        across = min(image.width, max(1, round(capped(page, ppi) * page.media.width / 72)))
        small = image.convert("CMYK").resize((across, max(1, round(image.height * across / image.width))))
        pixels = np.asarray(small)[:, :, PROCESS.index(ink)] if ink in PROCESS else np.zeros(small.size[::-1], np.uint8)
        return pixels.copy()


def plates(pages: Pages, number: int, ppi: float = PPI) -> list[Plate]:
    """Every plate of a page."""
    rewritten: Rewritten = {}
    return [plate(pages, number, ink, ppi, rewritten) for ink in inks_of(pages.facts.pages[number - 1])]


def total(found: list[Plate]) -> Picture | None:
    """The sum of plates in percent (rows × columns, float32); None where there are none."""
    if not found:
        return None
    first = found[0].picture
    summed = np.zeros(first.pixels.shape, np.float32)
    for one in found:
        summed += one.picture.pixels.astype(np.float32)
    return Picture(summed * (100 / 255), first.px_per_mm, first.left_mm, first.top_mm)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Heaviest:
    """The 15 mm square with the most ink: its mean in percent, where it lies, and the share of the page over a limit."""

    percent: float
    box: Box
    share_over: float


def heaviest(summed: Picture, page: PageFacts, limit: float) -> Heaviest:
    """Where most ink lies, as a mean over any 15 mm square of the trimmed page (GWG 2022 R0026)."""
    trim = page.finished
    cut = summed.cut(trim)
    side = max(1, min(round(SQUARE_MM * summed.px_per_mm), *cut.shape[:2]))
    means = cv2.boxFilter(np.asarray(cut, np.float32), -1, (side, side), borderType=cv2.BORDER_REPLICATE)
    row, column = (int(at) for at in np.unravel_index(int(means.argmax()), means.shape))
    k, half = summed.px_per_mm, side / 2
    box = Box((column - half) / k, (row - half) / k, (column + half) / k, (row + half) / k).meet(trim)
    return Heaviest(float(means.max()), box, float((means > limit).mean()))
