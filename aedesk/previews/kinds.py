"""What a file is, by its first bytes and its name: no library opens a file that is not what it says."""

from __future__ import annotations

IMAGES = {
    b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png", b"II*\0": "tiff", b"MM\0*": "tiff", b"8BPS": "psd",
    b"GIF8": "gif", b"BM": "bmp",
}  # fmt: skip
OFFICE = frozenset({"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"})
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(head: bytes, ending: str) -> str:
    """jpeg, png, tiff, psd, gif, bmp, webp, pdf, office, or "" for what gets no picture."""
    for start, kind in IMAGES.items():
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if ending in OFFICE and head.startswith((ZIP, OLE)):
        return "office"
    return ""


CLAIMS = {
    "jpg": "jpeg", "jpeg": "jpeg", "png": "png", "tif": "tiff", "tiff": "tiff", "psd": "psd", "psb": "psd", "gif": "gif", "bmp": "bmp",
    "webp": "webp", "pdf": "pdf", "ai": "pdf", **dict.fromkeys(OFFICE, "office"),
}  # fmt: skip
PHOTOS = frozenset({"jpeg", "png", "tiff", "webp", "psd"})
