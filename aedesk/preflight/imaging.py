"""Images placed by a content stream: pixels, effective resolution, colour."""

from __future__ import annotations

import hashlib
from typing import Any

import pikepdf

from . import jpeg
from .colour import Space, device
from .facts import Painted, Placed
from .interpreter import Interpreter, operator
from .matrix import Box, image_of
from .tokens import InlineImage, Name

MOST_JPEG = 64 << 20  # bytes: larger streams are not looked into
UNIT = Box(0.0, 0.0, 1.0, 1.0)
LONG = {
    "W": "Width", "H": "Height", "BPC": "BitsPerComponent", "CS": "ColorSpace", "F": "Filter", "IM": "ImageMask",
    "D": "Decode", "DP": "DecodeParms", "I": "Interpolate",
}  # fmt: skip
SHORT_FILTERS = {
    "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode", "Fl": "FlateDecode", "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode", "DCT": "DCTDecode",
}  # fmt: skip


def place_image(it: Interpreter, image: Any) -> None:
    """Write down an image XObject as it stands under the matrix."""
    is_mask = bool(image.get("/ImageMask", False))
    space = device("DeviceGray") if is_mask else _space(it, image)
    key = ":".join(map(str, image.objgen)) if image.objgen != (0, 0) else f"at {len(it.page.objects)}"
    filters = filters_of(image.get("/Filter"))
    made = write_down(
        it, key, int(image.get("/Width", 1)), int(image.get("/Height", 1)), 1 if is_mask else _bits(image), space,
        is_mask=is_mask, filters=filters,
        has_soft_mask="/SMask" in image or ("/SMaskInData" in image and int(image.SMaskInData) > 0),
    )  # fmt: skip
    if made is not None and made.image is not None and filters == ("DCTDecode",):
        made.image.jpeg_quality, made.image.is_cut_short = _jpeg(it, image, key)


def _jpeg(it: Interpreter, image: Any, key: str) -> tuple[int, bool]:
    """How hard a JPEG was squeezed and whether it is cut short; read once for each image of the file."""
    known = it.source.jpegs
    if key not in known:
        data = image.read_raw_bytes() if int(image.get("/Length", 0)) <= MOST_JPEG else b""
        known[key] = (jpeg.quality(data), bool(data) and jpeg.is_cut_short(data))
    return known[key]


def _space(it: Interpreter, image: Any) -> Space:
    named = image.get("/ColorSpace")
    if named is None and "JPXDecode" in filters_of(image.get("/Filter")):
        return Space("JPX", 3)
    return it.space(named)


def _bits(image: Any) -> int:
    return int(image.get("/BitsPerComponent", 8))


def filters_of(named: Any) -> tuple[str, ...]:
    if named is None:
        return ()
    rows = list(named) if isinstance(named, pikepdf.Array | list) else [named]
    return tuple(SHORT_FILTERS.get(one, one) for one in (str(row).lstrip("/") for row in rows))


def write_down(
    it: Interpreter, key: str, width: int, height: int, bits: int, space: Space, *, is_mask: bool,
    filters: tuple[str, ...], has_soft_mask: bool = False,
) -> Painted | None:  # fmt: skip
    """The facts of a placed image. The resolution is that of the coarser direction of the page."""
    m = it.state.ctm
    across, down = (max(length * it.page.user_unit / 72, 1e-9) for length in m.axes)
    colour = it.state.fill if is_mask else None
    plates = (colour.inked if colour else ()) if is_mask else space.plates
    placed = Placed(
        key, width, height, width / across, height / down, bits, colour.model if colour else space.model,
        colour.family if colour else space.family, tuple(plates), filters, is_mask, has_soft_mask,
    )  # fmt: skip
    made = it.paint("image", image_of(UNIT, m), colour, image=placed)
    if made is not None and has_soft_mask:
        made.is_soft_masked = True
    return made


@operator("EI")
def inline(it: Interpreter, args: list[Any]) -> None:
    """An image written into the stream itself."""
    image: InlineImage = args[0]
    keys = {LONG.get(key, key): value for key, value in image.keys.items()}
    is_mask = keys.get("ImageMask") is True
    named = keys.get("ColorSpace", Name("DeviceGray"))
    space = device("DeviceGray") if is_mask else it.space(named)
    write_down(
        it, hashlib.sha256(image.data).hexdigest()[:16], int(keys["Width"]), int(keys["Height"]),
        1 if is_mask else int(keys.get("BitsPerComponent", 8)), space, is_mask=is_mask, filters=filters_of(keys.get("Filter")),
    )  # fmt: skip
