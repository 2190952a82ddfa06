"""Where a file names no trim, the order tells it: a page as large as the ordered size with its bleed is cut there."""

from __future__ import annotations

from .boxes import move_trim
from .facts import FileFacts, PageFacts
from .matrix import Box
from .spec import Spec

GUESSED = ("MediaBox", "CropBox", "resolution", "pixels")
SLACK_MM = 0.6


def place(facts: FileFacts, spec: Spec) -> None:
    """Set the trim of pages that only have an outer size, by the ordered size and bleed."""
    for page in facts.pages:
        if (trim := trim_by(page, spec)) is not None:
            move_trim(page, trim, "order")


def trim_by(page: PageFacts, spec: Spec) -> Box | None:
    """Where the order says a page is cut, in pt; None where the file says it, or the order does not fit the page."""
    if spec.width_mm is None or spec.height_mm is None or page.trim_from not in GUESSED:
        return None
    unit = page.unit_mm
    top, right, bottom, left = (side / spec.scale for side in spec.bleed_mm or (0.0, 0.0, 0.0, 0.0))
    if not top + right + bottom + left:
        return None
    width, height = page.media.width * unit, page.media.height * unit
    bled = spec.width_mm / spec.scale + left + right, spec.height_mm / spec.scale + top + bottom
    if abs(width - bled[0]) > SLACK_MM or abs(height - bled[1]) > SLACK_MM:
        return None
    media = page.media
    return Box(media.x0 + left / unit, media.y0 + bottom / unit, media.x1 - right / unit, media.y1 - top / unit)
