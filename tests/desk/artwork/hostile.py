"""Files made to hurt whoever opens them, and plain ones to compare."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image


def image(kind: str, size: tuple[int, int] = (640, 400), mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, more.pop("colour", None) or 128).save(out, kind, **more)
    return out.getvalue()


def photo(taken: str = "2026:11:17 09:30:00", north: float = 30.5, east: float = 114.25) -> bytes:
    """A JPEG with the camera's note of time and place."""
    exif = Image.Exif()
    exif[0x0110] = "Phone 15"
    exif.get_ifd(0x8769)[0x9003] = taken
    exif.get_ifd(0x8825).update({1: "N", 2: parts(north), 3: "E", 4: parts(east)})
    return image("JPEG", exif=exif)


def parts(degrees: float) -> tuple[float, float, float]:
    return (float(int(degrees)), (degrees % 1) * 60, 0.0)


def png_of(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * min(width * 3 + 1, 100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pdf(pages: int = 1, content: bytes = b"0 0 1 rg 20 20 200 100 re f", size: str = "0 0 595 842") -> bytes:
    """A PDF whose pages all draw the same."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
    ]  # fmt: skip
    objects += [f"<</Type/Page/Parent 2 0 R/MediaBox[{size}]/Contents 3 0 R>>".encode()] * pages
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + one + b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def flate_bomb() -> bytes:
    """A small PDF whose one stream unpacks to 600 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m 9 9 l S \n" * 70_000) for _ in range(600)) + packer.flush()
    body = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream"
    plain = pdf()
    return plain.replace(b"<</Length 27>>stream\n0 0 1 rg 20 20 200 100 re f\nendstream", body)


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a", b"\0" * (200 << 20))
    return out.getvalue()


def psd(width: int = 60, height: int = 40) -> bytes:
    """A PSD with nothing but its flat image."""
    head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, height, width, 8, 3)
    return head + struct.pack(">III", 0, 0, 0) + struct.pack(">H", 0) + b"\x40" * (width * height * 3)
