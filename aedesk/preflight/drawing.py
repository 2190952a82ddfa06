"""Pictures for the eye: pages with numbered boxes, each plate, the heat map of ink, what differs between versions."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .facts import PageFacts
from .findings import Severity
from .matrix import Box
from .render import Picture

COLOURS = {Severity.ERROR: (168, 50, 31), Severity.WARNING: (176, 112, 0), Severity.INFO: (29, 78, 130)}
INK_COLOURS = {"Cyan": (0, 158, 224), "Magenta": (226, 0, 122), "Yellow": (255, 221, 0), "Black": (20, 20, 20)}
SPOT_COLOUR = (120, 60, 160)


def png(pixels: Any) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(out, "PNG", compress_level=4)
    return out.getvalue()


def marked(picture: Picture, page: PageFacts, numbered: Iterable[tuple[int, Severity, Box]]) -> bytes:
    """The page as PNG with its trim and each finding's box and number."""
    image = Image.fromarray(picture.pixels).convert("RGB")
    draw = ImageDraw.Draw(image, "RGBA")
    _trim(draw, picture, page)
    size = max(11, image.width // 55)
    font = ImageFont.load_default(size)
    taken: list[Box] = []
    for number, severity, box in numbered:
        colour = COLOURS[severity]
        x0, y0, x1, y1 = _pixels(picture, box.grow(0.4), image.size)
        draw.rectangle((x0, y0, x1, y1), outline=(*colour, 255), fill=(*colour, 28), width=max(2, size // 8))
        label = str(number)
        width = draw.textlength(label, font=font) + size * 0.6
        top = y0 - size * 1.3 if y0 > size * 1.4 else y0
        place = beside(taken, Box(x0, top, x0 + width, top + size * 1.3))
        draw.rectangle(place, fill=(*colour, 255))
        draw.text((place.x0 + size * 0.3, top + size * 0.08), label, fill="white", font=font)
    return png(np.asarray(image))


def beside(taken: list[Box], place: Box) -> Box:
    """The place of a number, moved to the right of those it would lie on; it is then taken too."""
    while (over := next((one for one in taken if one.touches(place)), None)) is not None:
        place = Box(over.x1 + 1, place.y0, over.x1 + 1 + place.width, place.y1)
    taken.append(place)
    return place


def _trim(draw: Any, picture: Picture, page: PageFacts) -> None:
    box = page.finished
    size = picture.pixels.shape[1], picture.pixels.shape[0]
    draw.rectangle(_pixels(picture, box, size), outline=(0, 140, 140, 255), width=1)


def _pixels(picture: Picture, box: Box, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """A box in mm as pixels, kept inside the picture and never smaller than can be seen."""
    k = picture.px_per_mm
    x0, x1 = sorted(min(max((x - picture.left_mm) * k, 0), size[0] - 1) for x in (box.x0, box.x1))
    y0, y1 = sorted(min(max((y - picture.top_mm) * k, 0), size[1] - 1) for y in (box.y0, box.y1))
    return x0, y0, max(x1, x0 + 3), max(y1, y0 + 3)


def plate_png(ink: str, coverage: Any) -> bytes:
    """A plate in its own colour on paper white."""
    colour = np.array(INK_COLOURS.get(ink, SPOT_COLOUR), np.float32)
    share = coverage.astype(np.float32)[:, :, None] / 255
    return png((255 * (1 - share) + colour * share).astype(np.uint8))


def heat_png(summed: Any, limit: float) -> bytes:
    """The sum of inks: blue where little, red from the limit on."""
    scaled = np.clip(np.asarray(summed, np.float32) / max(limit, 1) * 200, 0, 255).astype(np.uint8)
    heat = cv2.cvtColor(cv2.applyColorMap(scaled, cv2.COLORMAP_TURBO), cv2.COLOR_BGR2RGB)
    heat[np.asarray(summed) < 1] = 255
    return png(heat)
