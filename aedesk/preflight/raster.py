"""JPG, TIFF, PNG and PSD read as a page of one object."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, UnidentifiedImageError

from aedesk.kit.text import T

from . import inks, jpeg
from .errors import TooMuch, Unreadable
from .facts import FileFacts, PageFacts, Painted, Placed
from .matrix import Box
from .pdf import digest

MOST_PIXELS = 400_000_000
Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, and no pixel is decoded before it
FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "TIFF": "tiff", "PNG": "png", "PSD": "psd"}
MODELS = {"1": "gray", "L": "gray", "LA": "gray", "I;16": "gray", "I": "gray", "CMYK": "cmyk", "LAB": "lab"}
PLATES = {"gray": ("Black",), "cmyk": inks.PROCESS}
NO_PPI = 72.0  # what programs take where a file names no resolution


def read(path: Path, most_pixels: int = MOST_PIXELS) -> FileFacts:
    """An image's facts. Raises Unreadable for no image of ours, TooMuch beyond `most_pixels`."""
    try:
        with Image.open(path, formats=("JPEG", "TIFF", "PNG", "PSD")) as image:
            if image.width * image.height > most_pixels:
                raise TooMuch(_too_large(image, most_pixels))
            return _facts(path, image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error) as error:
        raise Unreadable(
            T(
                f"不是能读的图片：{error}。请存成 PDF、JPG、TIFF、PNG 或 PSD。",
                f"Not an image that can be read: {error}. Save it as PDF, JPG, TIFF, PNG or PSD.",
            )
        ) from error


def _too_large(image: Any, most: int) -> T:
    size = f"{image.width:,} × {image.height:,}"
    return T(
        f"图片 {size} 像素，超过 {most:,}，不读了。", f"The image has {size} pixels, more than {most:,}; not read."
    )


def _facts(path: Path, image: Any) -> FileFacts:
    kind = FORMATS[image.format]
    ppi_x, ppi_y, told = resolution(image)
    model = MODELS.get(image.mode, "rgb")
    placed = Placed(
        "1", image.width, image.height, ppi_x, ppi_y, _bits(image), model, image.mode, PLATES.get(model, ()),
        filters=("DCTDecode",) if kind == "jpeg" else (), has_soft_mask="A" in image.mode[-1:] and image.mode != "LAB",
    )  # fmt: skip
    if kind == "jpeg":
        data = path.read_bytes()
        placed.jpeg_quality, placed.is_cut_short = jpeg.quality(data), jpeg.is_cut_short(data)
    width, height = image.width / ppi_x * 72, image.height / ppi_y * 72
    media = Box(0, 0, width, height)
    page = PageFacts(1, media, media, "resolution" if told else "pixels")
    shown = Box(0, 0, width * 25.4 / 72, height * 25.4 / 72)
    page.objects = [Painted("image", shown, image=placed, is_soft_masked=placed.has_soft_mask)]
    made = FileFacts(digest(path), path.stat().st_size, kind, pages=[page], icc=_profile(image))
    if getattr(image, "n_frames", 1) > 1 and kind == "tiff":
        made.problems.append("more than one image in the file; the first is read")
    return made


def resolution(image: Any) -> tuple[float, float, bool]:
    """Pixels per inch across and down, and whether the file names them."""
    dpi = image.info.get("dpi")
    if dpi is None and image.format == "PSD":
        dpi = _psd_resolution(image)
    try:
        across, down = float(dpi[0]), float(dpi[1])
    except (TypeError, ValueError, ZeroDivisionError):
        return NO_PPI, NO_PPI, False
    return (across, down, True) if across > 1 and down > 1 else (NO_PPI, NO_PPI, False)


def _psd_resolution(image: Any) -> tuple[float, float] | None:
    """Image resource 1005: resolutions as 16.16 fixed point numbers, in pixels per inch."""
    raw = next((row[2] for row in getattr(image, "resources", []) if row[0] == 1005), None)
    if raw is None or len(raw) < 12:
        return None
    across, down = struct.unpack(">I", raw[:4])[0] / 65536, struct.unpack(">I", raw[8:12])[0] / 65536
    return across, down


def _bits(image: Any) -> int:
    if image.mode == "1":
        return 1
    return 16 if image.mode.startswith("I") else 8


def _profile(image: Any) -> str:
    raw = image.info.get("icc_profile")
    if not raw:
        return ""
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(raw))).strip()
    except (ImageCms.PyCMSError, OSError):
        return "?"
