"""What a JPEG stream says of itself: how hard it was squeezed, and whether it is all there."""

from __future__ import annotations

import struct
from collections.abc import Iterator

# The luminance table of ITU-T T.81, annex K.1, in its zigzag order: libjpeg's quality 50.
STANDARD = (
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
    56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
)  # fmt: skip
TABLES, SCAN, END = 0xDB, 0xDA, b"\xff\xd9"


def quality(data: bytes) -> int:
    """The quality from 1 to 100 as libjpeg counts it, estimated from the luminance table; 0 where there is none."""
    table = _luminance(data)
    if table is None:
        return 0
    scale = 100 * sum(table) / sum(STANDARD)
    return max(1, min(100, round((200 - scale) / 2 if scale <= 100 else 5000 / scale)))


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each segment before the scan, and of the scan's own head."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        end = at + 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
        yield data[at + 1], at + 4, end
        if data[at + 1] == SCAN:
            return
        at = end


def _scan(data: bytes) -> int:
    return next((end for marker, _, end in _segments(data) if marker == SCAN), 0)


def _luminance(data: bytes) -> tuple[int, ...] | None:
    """Quantisation table 0, in zigzag order."""
    tables = (_table_0(data[start:end]) for marker, start, end in _segments(data) if marker == TABLES)
    return next((one for one in tables if one is not None), None)


def _table_0(tables: bytes) -> tuple[int, ...] | None:
    at = 0
    while at < len(tables):
        wide, number = tables[at] >> 4, tables[at] & 15
        size = 128 if wide else 64
        values = tables[at + 1 : at + 1 + size]
        if number == 0 and len(values) == size:
            return struct.unpack(">64H", values) if wide else tuple(values)
        at += 1 + size
    return None


def is_cut_short(data: bytes) -> bool:
    """Whether no end marker follows the start of the scan; inside a scan it cannot stand, each FF there has a 00 behind it."""
    return data.find(END, _scan(data)) < 0
