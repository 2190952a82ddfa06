"""CMaps: character codes of composite fonts, and what their text says (Adobe technical note 5014)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .tokens import spans

MOST = 2_000_000  # operators; a CMap of all of Unicode has some 70,000
UNICODE = {"UCS2": "utf-16-be", "UTF16": "utf-16-be", "UTF8": "utf-8", "UTF32": "utf-32-be"}
LEGACY = {
    "GBK": "gb18030",
    "GB": "gb2312",
    "B5": "big5",
    "ETen": "big5",
    "HKscs": "big5hkscs",
    "90ms": "cp932",
    "KSC": "cp949",
}


@dataclass(slots=True)
class CMap:
    """Which byte sequences are codes, and the text of each where known."""

    spaces: list[tuple[int, bytes, bytes]] = field(default_factory=list)  # bytes, lowest, highest
    text: dict[tuple[int, int], str] = field(default_factory=dict)  # (bytes, code) → text
    cids: dict[tuple[int, int], int] = field(default_factory=dict)
    is_identity: bool = False
    encoding: str = ""  # of a predefined CMap whose codes are text in themselves

    def codes(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Cut a string into codes: number of bytes, code."""
        at, widths = 0, sorted({row[0] for row in self.spaces}) or [2]
        while at < len(data):
            length = self._length(data, at, widths)
            yield length, int.from_bytes(data[at : at + length], "big")
            at += length

    def _length(self, data: bytes, at: int, widths: list[int]) -> int:
        if len(widths) == 1:
            return widths[0]
        for width, low, high in self.spaces:
            code = data[at : at + width]
            if len(code) == width and all(a <= b <= c for a, b, c in zip(low, code, high, strict=True)):
                return width
        return widths[0]

    def says(self, length: int, code: int) -> str:
        """The text of a code; "" where the map does not tell."""
        found = self.text.get((length, code))
        if found is None and self.encoding:
            return code.to_bytes(length, "big").decode(self.encoding, "ignore")
        return found or ""


def read(data: bytes) -> CMap:
    """A CMap stream: code spaces, bfchar, bfrange, cidrange, cidchar."""
    made = CMap()
    for word, args, _, _ in spans(data, MOST):
        if word == "endcodespacerange":
            made.spaces += [(len(low), low, high) for low, high in zip(args[::2], args[1::2], strict=False)]
        elif word == "endbfchar":
            for code, text in zip(args[::2], args[1::2], strict=False):
                if isinstance(text, bytes):
                    made.text[len(code), int.from_bytes(code, "big")] = _utf16(text)
        elif word == "endbfrange":
            _ranges(made, args)
        elif word in ("endcidrange", "endcidchar"):
            _cids(made, args, 3 if word == "endcidrange" else 2)
    return made


def _ranges(made: CMap, args: list[Any]) -> None:
    for low, high, to in zip(args[::3], args[1::3], args[2::3], strict=False):
        first, last = int.from_bytes(low, "big"), min(int.from_bytes(high, "big"), int.from_bytes(low, "big") + 0xFFFF)
        if isinstance(to, list):
            pairs = zip(range(first, last + 1), to, strict=False)
            made.text.update({(len(low), code): _utf16(one) for code, one in pairs if isinstance(one, bytes)})
        elif isinstance(to, bytes) and to:
            start, tail = to[:-2], int.from_bytes(to[-2:], "big")
            for code in range(first, last + 1):
                made.text[len(low), code] = _utf16(start + ((tail + code - first) & 0xFFFF).to_bytes(2, "big"))


def _cids(made: CMap, args: list[Any], step: int) -> None:
    for row in zip(*(args[n::step] for n in range(step)), strict=False):
        low, high = row[0], row[-2]
        first, last, cid = int.from_bytes(low, "big"), int.from_bytes(high, "big"), int(row[-1])
        for code in range(first, min(last, first + 0xFFFF) + 1):
            made.cids[len(low), code] = cid + code - first


def _utf16(raw: bytes) -> str:
    return raw.decode("utf-16-be", "ignore") if len(raw) > 1 else raw.decode("latin-1")


def predefined(named: str) -> CMap:
    """One of the predefined CMaps by name; its codes are read, and its text where it is Unicode or a legacy encoding."""
    if named.startswith("Identity"):
        return CMap([(2, b"\0\0", b"\xff\xff")], is_identity=True)
    for part, encoding in UNICODE.items():
        if part in named:
            return CMap([(4 if part == "UTF32" else 2, b"\0\0", b"\xff\xff")], encoding=encoding)
    encoding = next((one for part, one in LEGACY.items() if named.startswith(part)), "gb18030")
    return CMap([(1, b"\0", b"\x80"), (2, b"\x81\x40", b"\xff\xff")], encoding=encoding)
