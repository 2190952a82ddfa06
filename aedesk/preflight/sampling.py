"""The samples of an image as numbers, so that its plates need no calculator for each pixel."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pikepdf

from .colour import Space
from .imaging import filters_of
from .render import Pixels

MOST = 120_000_000  # bytes of samples; what is larger is left to PDFium line by line
PLAIN = {"FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode", "DCTDecode"}


def samples_of(image: Any, space: Space, shrink: int) -> Pixels | None:
    """Rows × columns × components, 0 to 255, each side divided by `shrink`; None for what only a viewer can read.

    That is anything but 8 bits of plain values: palettes, JPEG 2000, colour keys, a Decode of its own.
    """
    width, height, count = int(image.get("/Width", 0)), int(image.get("/Height", 0)), space.components
    size = width * height * count
    if not 0 < size <= MOST or int(image.get("/BitsPerComponent", 8)) != 8 or space.family in ("Indexed", "Pattern"):
        return None
    turned, filters = _is_turned(image.get("/Decode"), count), filters_of(image.get("/Filter"))
    has_key = isinstance(image.get("/Mask"), pikepdf.Array)
    told_transform = "DCTDecode" in filters and "/DecodeParms" in image
    if turned is None or has_key or told_transform or not set(filters) <= PLAIN:
        return None
    try:
        data = image.read_bytes(decode_level=pikepdf.StreamDecodeLevel.all)
    except (pikepdf.PdfError, RuntimeError, ValueError, MemoryError):
        return None  # torn, or more than it says: PDFium draws what it can
    if len(data) < size:
        return None
    pixels = np.frombuffer(data, np.uint8, size).reshape(height, width, count)
    if shrink > 1:
        pixels = _shrunk(pixels, shrink)
    return np.asarray(255 - pixels if turned else pixels, np.uint8)


def _is_turned(decode: Any, count: int) -> bool | None:
    """Whether the samples stand for their opposites; None for any other mapping."""
    values = [0, 1] * count if decode is None else [float(value) for value in decode]
    return False if values == [0, 1] * count else True if values == [1, 0] * count else None


def _shrunk(pixels: Pixels, shrink: int) -> Pixels:
    height, width, count = pixels.shape
    size = max(1, width // shrink), max(1, height // shrink)
    bands = [
        cv2.resize(np.ascontiguousarray(pixels[:, :, n]), size, interpolation=cv2.INTER_AREA) for n in range(count)
    ]
    return np.asarray(np.dstack(bands), np.uint8)
