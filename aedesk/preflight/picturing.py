"""The pictures of one file, written into a folder: pages, marked pages, plates, heat maps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .drawing import heat_png, marked, plate_png, png
from .facts import FileFacts
from .findings import Severity
from .inking import Plate, is_estimate, plates, total
from .keeping import Keep
from .matrix import Box
from .render import Pages

MOST_PAGES = 64


def draw(
    path: Path,
    facts: FileFacts,
    findings: list[dict[str, Any]],
    folder: Path,
    *,
    with_plates: bool,
    ink_limit: float = 320.0,
    keep: Keep | None = None,
) -> list[dict[str, Any]]:
    """Write the pictures; each row tells kind (page, marked, plate, heat), page, ink, file name, how px map to mm.

    Of plates and their sum it tells too whether they are an estimate.
    """
    pages = Pages(path, facts, keep)
    try:
        rows: list[dict[str, Any]] = []
        for page in facts.pages[:MOST_PAGES]:
            for kind, ink, data in _of_page(facts, pages, page.number, findings, with_plates, ink_limit):
                name = f"{kind}-{page.number}{'-' + str(len(rows)) if ink else ''}.png"
                (folder / name).write_bytes(data)
                picture = pages.picture(page.number)
                made = {"kind": kind, "page": page.number, "ink": ink, "name": name, **_frame(picture)}
                rows.append(made | ({"is_estimate": is_estimate(page)} if kind in ("plate", "heat") else {}))
        return rows
    finally:
        pages.close()


def _frame(picture: Any) -> dict[str, float]:
    """Where the picture stands: its sides in mm, and its upper left corner from the trim's."""
    height, width = picture.pixels.shape[:2]
    return {
        "width_mm": round(width / picture.px_per_mm, 3), "height_mm": round(height / picture.px_per_mm, 3),
        "left_mm": round(picture.left_mm, 3), "top_mm": round(picture.top_mm, 3),
    }  # fmt: skip


def _of_page(
    facts: FileFacts,
    pages: Pages,
    number: int,
    findings: list[dict[str, Any]],
    with_plates: bool,
    ink_limit: float,
) -> Iterator[tuple[str, str, bytes]]:
    picture = pages.picture(number)
    yield "page", "", png(picture.pixels)
    numbered = [
        (n, Severity(one["severity"]), Box(*box))
        for n, one in enumerate(findings, 1)
        if one["page"] == number
        for box in one["boxes"] or [one["box"]]
        if box
    ]
    if numbered:
        yield "marked", "", marked(picture, facts.pages[number - 1], numbered)
    if with_plates:
        yield from _separated(_plates(pages, number), ink_limit)


def _plates(pages: Pages, number: int) -> list[Plate]:
    """The page's plates; none where they cannot be made, for the verdict stands without their pictures."""
    try:
        return plates(pages, number)
    except MemoryError:
        raise
    except Exception:
        return []


def _separated(found: list[Plate], ink_limit: float) -> Iterator[tuple[str, str, bytes]]:
    for one in found:
        yield "plate", one.ink, plate_png(one.ink, one.picture.pixels)
    if (summed := total(found)) is not None:
        yield "heat", "", heat_png(summed.pixels, ink_limit)
