"""A page's boxes, and its trim where the file names none: from other boxes, else from the crop marks themselves."""

from __future__ import annotations

from typing import Any

from .facts import PageFacts, Painted
from .matrix import Box, box_of

A_HAIR = 0.2  # pt
MARK_SHORTEST, MARK_LONGEST, MARK_WIDEST = 1.5, 20.0, 0.6  # mm


def _box(page: Any, name: str) -> Box | None:
    """A box of a page, inherited ones too, with its sides in order; None where missing or without area."""
    node = page
    for _ in range(50):
        array = node.get(name)
        if array is not None:
            break
        if name not in ("/MediaBox", "/CropBox") or "/Parent" not in node:
            return None
        node = node.Parent
    try:
        found = box_of(array)
    except (TypeError, ValueError):
        return None
    return None if found.is_empty else found


def page_facts(page: Any, number: int) -> PageFacts:
    """The boxes, rotation and unit of a page (14.11.2); a page without a MediaBox counts as A4."""
    media = _box(page, "/MediaBox") or Box(0, 0, 595.276, 841.89)
    crop, art = _box(page, "/CropBox"), _box(page, "/ArtBox")
    trim, where = _box(page, "/TrimBox"), "TrimBox"
    for other, name in ((art, "ArtBox"), (crop, "CropBox"), (media, "MediaBox")):
        if trim is None and other is not None and (name == "MediaBox" or _differs(other, media)):
            trim, where = other, name
    return PageFacts(
        number, media, trim or media, where, crop, _box(page, "/BleedBox"), art,
        rotate=int(_inherited(page, "/Rotate", 0)) % 360, user_unit=float(page.get("/UserUnit", 1)),
    )  # fmt: skip


def _inherited(page: Any, name: str, otherwise: Any) -> Any:
    node = page
    for _ in range(50):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            return otherwise
        node = node.Parent
    return otherwise


def _differs(one: Box, other: Box) -> bool:
    return any(abs(a - b) > A_HAIR for a, b in zip(one, other, strict=True))


def trim_by_marks(page: PageFacts) -> Box | None:
    """The trim that crop marks in the corners point to, in pt; None where there are no marks on all four sides.

    Where trim and bleed marks both stand, the inner pair is the trim.
    """
    width, height = page.media.width, page.media.height
    unit = page.unit_mm
    marks = [one for one in page.objects if _may_be_mark(one)]
    upright = [one.box for one in marks if one.box.height > one.box.width]
    level = [one.box for one in marks if one.box.width > one.box.height]
    across = _pair(
        [(box.x0 + box.x1) / 2 for box in upright if _near_ends(box.y0, box.y1, height * unit)], width * unit
    )
    down = _pair([(box.y0 + box.y1) / 2 for box in level if _near_ends(box.x0, box.x1, width * unit)], height * unit)
    if across is None or down is None:
        return None
    left, top = page.trim.x0, page.trim.y1
    return Box(left + across[0] / unit, top - down[1] / unit, left + across[1] / unit, top - down[0] / unit)


def _may_be_mark(one: Painted) -> bool:
    line = one.line_mm
    longest = max(one.box.width, one.box.height)
    return line is not None and line <= MARK_WIDEST and MARK_SHORTEST <= longest <= MARK_LONGEST + 1


def _near_ends(low: float, high: float, length: float) -> bool:
    """Whether a mark stands in the outer eighth of the page's side."""
    return high < length / 8 or low > length * 7 / 8


def _pair(places: list[float], length: float) -> tuple[float, float] | None:
    """The inner pair of positions, each seen at both ends of the page."""
    counted: dict[float, int] = {}
    for place in places:
        near = next((known for known in counted if abs(known - place) < 0.3), place)
        counted[near] = counted.get(near, 0) + 1
    twice = [place for place, count in counted.items() if count >= 2]
    low, high = [p for p in twice if p < length / 2], [p for p in twice if p >= length / 2]
    return (max(low), min(high)) if low and high else None


def move_trim(page: PageFacts, trim: Box, where: str) -> None:
    """Take another box as trim: every object's place is counted from it."""
    unit = page.unit_mm
    dx, dy = (page.trim.x0 - trim.x0) * unit, (trim.y1 - page.trim.y1) * unit
    for one in page.objects:
        box = one.box
        one.box = Box(box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
    page.trim, page.trim_from = trim, where
