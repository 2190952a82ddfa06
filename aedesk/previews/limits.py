"""How much a file may take before it gets no picture."""

from __future__ import annotations

from aedesk.kit.apart import Fence

FENCE = Fence(seconds=12, memory=1_250_000_000, written=64 << 20)
OFFICE = Fence(seconds=60, memory=0)  # LibreOffice alone takes more memory; the clock holds it
PIXELS = 120_000_000  # of an image that is decoded whole
JPEG_PIXELS = 600_000_000  # a JPEG is decoded at an eighth of its size
PAGES = 5_000  # a PDF with more is nobody's layout
SHOWN = 12  # pages that get a picture
LARGE, SMALL = 1600, 320  # pixels of the longer edge


class NoPicture(Exception):
    """Why there is none: a code out of REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


REASONS = ("unknown", "damaged", "empty", "large", "pages", "locked", "slow", "memory", "office", "crashed")
