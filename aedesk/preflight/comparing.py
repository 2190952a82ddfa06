"""Two versions side by side: where the pictures differ, which words and which objects changed."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from .facts import FileFacts, PageFacts, Painted
from .matrix import Box
from .reading import read
from .render import Line, Pages, Picture, Pixels

PPI = 100.0
TOLERANCE = 12.0  # in Lab, 8-bit: what anti-aliasing may cost
FAINT = 4.0  # colour-only edits of larger areas
FLOOR_MM2, FAINT_MM2 = 0.5, 20.0
MOST = 200


@dataclass(slots=True)
class PageChange:
    """One page's differences: boxes in mm from the trim, changed text lines, objects come and gone by kind."""

    page: int
    boxes: list[Box] = field(default_factory=list)
    text: list[tuple[str, str, Box]] = field(default_factory=list)  # ("-" or "+", line, where)
    objects: dict[str, int] = field(default_factory=dict)  # kind → how many more (or fewer)
    things: list[tuple[str, str, Box]] = field(default_factory=list)  # ("-" or "+", kind, where)
    size: str = ""

    @property
    def is_same(self) -> bool:
        return not (self.boxes or self.text or self.size)


@dataclass(slots=True)
class Comparison:
    """Every page's changes, and pages that only one version has."""

    pages: list[PageChange]
    added: int = 0
    removed: int = 0

    @property
    def is_same(self) -> bool:
        return all(one.is_same for one in self.pages) and not self.added and not self.removed


def compare(before: Path, after: Path) -> Comparison:
    """Compare two files page by page, aligned by their trims. Raises Unreadable."""
    old, new = read(before), read(after)
    old_pages, new_pages = Pages(before, old), Pages(after, new)
    try:
        shared = min(len(old.pages), len(new.pages))
        rows = [_page(old, new, old_pages, new_pages, number) for number in range(1, shared + 1)]
        return Comparison(rows, len(new.pages) - shared, len(old.pages) - shared)
    finally:
        old_pages.close()
        new_pages.close()


def _page(old: FileFacts, new: FileFacts, old_pages: Pages, new_pages: Pages, number: int) -> PageChange:
    before, after = old.pages[number - 1], new.pages[number - 1]
    made = PageChange(number)
    if any(abs(a - b) > 0.2 for a, b in zip(before.size_mm, after.size_mm, strict=True)):
        made.size = (
            f"{before.size_mm[0]:.1f}×{before.size_mm[1]:.1f} → {after.size_mm[0]:.1f}×{after.size_mm[1]:.1f} mm"
        )
    made.boxes = differing(old_pages.picture(number, PPI), new_pages.picture(number, PPI), after)
    made.text = _text(old_pages.lines(number), new_pages.lines(number))
    made.objects = _objects(before.painted, after.painted)
    made.things = _things(before.painted, after.painted)
    return made


def differing(before: Picture, after: Picture, page: PageFacts) -> list[Box]:
    """Boxes in mm where two pictures of a page differ: sharp changes of 0.5 mm² and more, faint ones of larger areas."""
    trim = page.finished.grow(3)
    one, other = before.cut(trim), after.cut(trim)
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    if not height or not width:
        return []
    a, b = _lab(one[:height, :width]), _lab(other[:height, :width])
    apart = _apart(a, b)
    k = after.px_per_mm
    found = _connected(apart > TOLERANCE, FLOOR_MM2 * k * k, round(k))
    smooth = cv2.blur(np.abs(cv2.blur(a, (9, 9)) - cv2.blur(b, (9, 9))).max(axis=2), (9, 9))
    found += [
        box
        for box in _connected(smooth > FAINT, FAINT_MM2 * k * k, round(k))
        if not any(box.touches(known) for known in found)
    ]
    left, top = max(trim.x0, after.left_mm), max(trim.y0, after.top_mm)
    return [Box(left + box.x0 / k, top + box.y0 / k, left + box.x1 / k, top + box.y1 / k) for box in found[:MOST]]


def _lab(pixels: Pixels) -> Any:
    return cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2LAB).astype(np.float32)


def _apart(a: Any, b: Any) -> Any:
    """The smallest distance to any neighbour of the other picture, both ways: a shift of one pixel is no change."""
    return np.maximum(_one_way(a, b), _one_way(b, a))


def _one_way(a: Any, b: Any) -> Any:
    low = cv2.erode(b, np.ones((3, 3), np.uint8))
    high = cv2.dilate(b, np.ones((3, 3), np.uint8))
    return np.maximum(np.maximum(low - a, a - high), 0).max(axis=2)


def _connected(mask: Any, least_px: float, gap_px: int) -> list[Box]:
    """The boxes of connected marks; marks closer than a millimetre belong together."""
    near = cv2.dilate(mask.astype(np.uint8), np.ones((max(gap_px, 1), max(gap_px, 1)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near)
    sizes = np.bincount(labels[mask], minlength=count)
    found = []
    for label in range(1, count):
        if sizes[label] >= least_px * 0.4:
            x, y, width, height = (int(value) for value in stats[label][:4])
            found.append(Box(x, y, x + width, y + height))
    return in_words(found, gap_px) if len(found) <= MOST else found


def in_words(found: list[Box], mm: float) -> list[Box]:
    """Boxes on one line as close as letters stand put together: a word changed, not each letter. `mm` is one in pixels."""
    made: list[Box] = []
    for one in sorted(found):
        near = next((other for other in made if _on_one_line(other, one, mm)), None)
        while near is not None:
            made.remove(near)
            one = near.join(one)
            near = next((other for other in made if _on_one_line(other, one, mm)), None)
        made.append(one)
    return sorted(made, key=lambda box: (box.y0, box.x0))


def _on_one_line(a: Box, b: Box, mm: float) -> bool:
    low = min(a.height, b.height)
    shared, gap = min(a.y1, b.y1) - max(a.y0, b.y0), max(a.x0, b.x0) - min(a.x1, b.x1)
    return shared > 0.3 * low and gap < min(max(low / 2, 2 * mm), 5 * mm)


def _text(before: list[Line], after: list[Line]) -> list[tuple[str, str, Box]]:
    """Lines come and gone, in the order of the page."""
    was, now = [line.text.strip() for line in before], [line.text.strip() for line in after]
    made: list[tuple[str, str, Box]] = []
    for tag, i0, i1, j0, j1 in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            made += [("-", line.text.strip(), line.box) for line in before[i0:i1] if line.text.strip()]
            made += [("+", line.text.strip(), line.box) for line in after[j0:j1] if line.text.strip()]
    return made[:MOST]


def _objects(before: list[Painted], after: list[Painted]) -> dict[str, int]:
    was, now = Counter(one.what for one in before), Counter(one.what for one in after)
    return {kind: now[kind] - was[kind] for kind in sorted({*was, *now}) if now[kind] != was[kind]}


def _things(before: list[Painted], after: list[Painted]) -> list[tuple[str, str, Box]]:
    """Objects that are only in one version: another kind, place, size or colour; the largest first."""
    was, now = Counter(map(_look, before)), Counter(map(_look, after))
    made = [("-", one) for one in before if _left(was, now, one)] + [
        ("+", one) for one in after if _left(now, was, one)
    ]
    made.sort(key=lambda row: -row[1].box.area)
    return [(sign, one.what, one.box) for sign, one in made[:MOST]]


def _look(one: Painted) -> tuple[Any, ...]:
    """What makes two objects the same to the eye: 0.1 mm is no move."""
    box = one.box
    return one.what, *(round(side, 1) for side in (box.x0, box.y0, box.x1, box.y1)), one.model, one.inked


def _left(mine: Counter[Any], other: Counter[Any], one: Painted) -> bool:
    """Whether this object is one too many against the other version."""
    look = _look(one)
    if mine[look] <= other[look]:
        return False
    mine[look] -= 1
    return True
