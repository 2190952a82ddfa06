"""Plates of a page as coverage pictures: each separation, and the sum of all inks."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2 as pdfium
from PIL import Image

from .facts import FileFacts, PageFacts
from .inks import ALL, NONE, PROCESS
from .matrix import Box
from .overprinting import MixedError, Plates
from .render import Pages, Picture, Pixels, capped, framed, scale_of
from .separating import Original, Separator

PPI = 50.0  # enough for a mean over 15 mm
SQUARE_MM = 15.0
NOT_BY_PLATE = ("Hue", "Saturation", "Color", "Luminosity")  # these look at all inks at once (11.3.5.3)


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


def plates(pages: Pages, number: int, ppi: float = PPI) -> list[Plate]:
    """Every plate of a page."""
    return some_plates(pages, number, inks_of(pages.facts.pages[number - 1]), ppi)


def some_plates(pages: Pages, number: int, inks: list[str], ppi: float = PPI) -> list[Plate]:
    """Plates of a page by their inks, out of what is kept of them where they are there."""
    page = pages.facts.pages[number - 1]
    made: dict[str, Pixels] = {}

    def make(ink: str) -> Pixels:
        if ink not in made:
            made.update(_separated(pages.path, pages.facts, page, inks, ppi))
        return made[ink]

    found = []
    for ink in inks:
        name = f"plate-{number}-{ppi:g}-{hashlib.sha256(ink.encode()).hexdigest()[:12]}"
        found.append(Plate(ink, framed(pages.keep.pixels(name, partial(make, ink)), page)))
    return found


def is_estimate(page: PageFacts) -> bool:
    """Whether a page's plates are an estimate: RGB and Lab are separated by no profile, some blends by no rule."""
    return page.has_knockout or any(one.model in ("rgb", "lab") or one.blend in NOT_BY_PLATE for one in page.painted)


def _separated(path: Path, facts: FileFacts, page: PageFacts, inks: list[str], ppi: float) -> dict[str, Pixels]:
    if facts.kind != "pdf":
        return {ink: _of_image(path, page, ink, ppi) for ink in inks}
    with pikepdf.open(path, suppress_warnings=True) as whole, pikepdf.new() as single:
        single.pages.append(whole.pages[page.number - 1])
        if "/OCProperties" in whole.Root:
            single.Root.OCProperties = single.copy_foreign(whole.make_indirect(whole.Root.OCProperties))
        overprints = any(one.overprints for one in page.objects)
        original = Original(single, overprints=overprints, shrink=_shrinking(page, ppi))
        found: dict[str, Pixels] = {}
        for together in _together(inks, overprints=overprints):
            try:
                found.update(_drawn(original, together, page, ppi))
            except MixedError:
                for ink in together:
                    found.update(_drawn(original, (ink,), page, ppi))
        return found


def _together(inks: list[str], *, overprints: bool) -> Iterator[Plates]:
    """Which plates to draw at once. Where something overprints, only those that mostly go together."""
    if not overprints:
        yield from (tuple(inks[at : at + 3]) for at in range(0, len(inks), 3))
        return
    coloured = tuple(ink for ink in inks if ink in PROCESS[:3])
    yield from ((coloured,) if coloured else ())
    yield from ((ink,) for ink in inks if ink not in coloured)


def _shrinking(page: PageFacts, ppi: float) -> dict[tuple[int, int], int]:
    """By what each size of image may be reduced and still have twice the plate's resolution where it is drawn largest."""
    least: dict[tuple[int, int], float] = {}
    for one in page.objects:
        if (image := one.image) is not None:
            size = image.width_px, image.height_px
            least[size] = min(least.get(size, 1e9), image.ppi_x, image.ppi_y)
    return {size: max(1, int(least_ppi / (2 * capped(page, ppi)))) for size, least_ppi in least.items()}


def _drawn(original: Original, together: Plates, page: PageFacts, ppi: float) -> dict[str, Pixels]:
    """Up to three plates drawn at once, as the channels of a picture."""
    Separator(original, (*together, "", "")[:3]).draw()
    data = io.BytesIO()
    original.pdf.save(data, compress_streams=False)
    document = pdfium.PdfDocument(data.getvalue())
    try:
        found = document[0]
        found.set_rotation(0)
        found.set_cropbox(*page.media)
        bitmap = found.render(scale=scale_of(page, ppi), rev_byteorder=True)
        bands = bitmap.to_numpy()
        return {ink: np.ascontiguousarray(255 - bands[:, :, n]).astype(np.uint8) for n, ink in enumerate(together)}
    finally:
        document.close()


def _of_image(path: Path, page: PageFacts, ink: str, ppi: float) -> Pixels:
    with Image.open(path) as image:
        across = min(image.width, max(1, round(capped(page, ppi) * page.media.width / 72)))
        small = image.convert("CMYK").resize((across, max(1, round(image.height * across / image.width))))
        pixels = np.asarray(small)[:, :, PROCESS.index(ink)] if ink in PROCESS else np.zeros(small.size[::-1], np.uint8)
        return pixels.copy()


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
