"""Fonts: name, kind, whether embedded, and how to read and measure a string set in one."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any

import pikepdf

from . import cmaps
from .cmaps import CMap
from .matrix import Matrix, matrix_of
from .names import said

SUBSET = re.compile(r"^[A-Z]{6}\+")
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
CJK_ORDERINGS = ("GB1", "CNS1", "Japan1", "Korea1", "KR")
BASES = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman", "StandardEncoding": "latin-1"}
GLYPHS = {
    "space": " ", "period": ".", "comma": ",", "colon": ":", "semicolon": ";", "hyphen": "-", "slash": "/", "at": "@",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "parenleft": "(", "parenright": ")", "exclam": "!", "question": "?", "percent": "%", "ampersand": "&",
    "quotesingle": "'", "quotedbl": '"', "endash": "–", "emdash": "—", "bullet": "•", "plus": "+", "equal": "=",
}  # fmt: skip


class Font:
    """One font of the file."""

    def __init__(self, source: Any) -> None:
        self.source = source
        self.kind = str(source.get("/Subtype", "")).lstrip("/")
        self.inner = source.DescendantFonts[0] if self.kind == "Type0" and "/DescendantFonts" in source else source
        base = said(source.get("/BaseFont", source.get("/Name", "")))
        if self.kind == "Type0":
            base = said(self.inner.get("/BaseFont", base))
        self.is_subset = bool(SUBSET.match(base))
        self.name = SUBSET.sub("", base)
        descriptor = self.inner.get("/FontDescriptor")
        self.is_embedded = self.kind == "Type3" or (
            descriptor is not None and any(one in descriptor for one in PROGRAMS)
        )
        self.is_cjk = self._ordering() in CJK_ORDERINGS
        self.to_unicode = self._to_unicode()
        if self.kind == "Type0":
            self._composite()
        else:
            self._simple()

    def _ordering(self) -> str:
        info = self.inner.get("/CIDSystemInfo") if self.inner is not self.source else None
        return _text(info.get("/Ordering")) if info is not None else ""

    def _to_unicode(self) -> CMap | None:
        stream = self.source.get("/ToUnicode")
        return cmaps.read(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else None

    # Composite fonts

    def _composite(self) -> None:
        encoding = self.source.get("/Encoding")
        named = "" if isinstance(encoding, pikepdf.Stream) else str(encoding).lstrip("/")
        self.is_vertical = named.endswith("V") or _int(getattr(encoding, "WMode", 0) if not named else 0) == 1
        self.cmap = (
            cmaps.read(encoding.read_bytes()) if isinstance(encoding, pikepdf.Stream) else cmaps.predefined(named)
        )
        self.default = float(self.inner.get("/DW", 1000))
        self.widths = _cid_widths(self.inner.get("/W"))

    # Simple fonts

    def _simple(self) -> None:
        self.is_vertical = False
        first = _int(self.source.get("/FirstChar", 0))
        rows = self.source.get("/Widths")
        self.widths = {first + n: float(w) for n, w in enumerate(rows)} if rows is not None else {}
        self.default = float(self._missing_width()) if self.widths else 556.0
        self.table = self._table()

    def _missing_width(self) -> Any:
        descriptor = self.inner.get("/FontDescriptor")
        return descriptor.get("/MissingWidth", 0) if descriptor is not None else 0

    def _table(self) -> dict[int, str]:
        encoding = self.source.get("/Encoding")
        base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
        codec = BASES.get(str(base).lstrip("/"), "latin-1")
        table = {code: bytes([code]).decode(codec, "replace") for code in range(256)}
        if isinstance(encoding, pikepdf.Dictionary):
            code = 0
            for one in encoding.get("/Differences", []):
                if isinstance(one, pikepdf.Name):
                    table[code] = _glyph(str(one).lstrip("/"))
                    code += 1
                else:
                    code = int(one)
        return table

    # Type 3: glyphs that are streams

    @cached_property
    def matrix(self) -> Matrix:
        return matrix_of(self.source.get("/FontMatrix"))

    @cached_property
    def drawings(self) -> dict[int, Any]:
        """The stream of each code."""
        listed = self.source.get("/Encoding", {}).get("/Differences", [])
        procs, found, code = self.source.get("/CharProcs", {}), dict[int, Any](), 0
        for one in listed:
            if isinstance(one, pikepdf.Name):
                if isinstance(stream := procs.get(str(one)), pikepdf.Stream):
                    found[code] = stream
                code += 1
            else:
                code = _int(one)
        return found

    # Reading

    def glyphs(self, data: bytes) -> list[tuple[int, int, float]]:
        """A string's glyphs: bytes of the code, code, advance in thousandths of the size."""
        if self.kind != "Type0":
            return [(1, code, self.widths.get(code, self.default)) for code in data]
        return [(n, code, self._advance(n, code)) for n, code in self.cmap.codes(data)]

    def _advance(self, length: int, code: int) -> float:
        if self.is_vertical:
            return -1000.0
        cid = code if self.cmap.is_identity else self.cmap.cids.get((length, code), -1)
        return self.widths.get(cid, self.default)

    def says(self, length: int, code: int) -> str:
        """A code's text; "" where the font does not tell."""
        if self.to_unicode is not None and (found := self.to_unicode.says(length, code)):
            return found
        if self.kind == "Type0":
            return self.cmap.says(length, code)
        return self.table.get(code, "")


class Fonts:
    """The fonts of a file, each read once; one that cannot be read is None."""

    def __init__(self) -> None:
        self._known: dict[Any, Font | None] = {}

    def of(self, source: Any) -> Font | None:
        if not isinstance(source, pikepdf.Dictionary):
            return None
        key = source.objgen if source.objgen != (0, 0) else id(source)
        if key not in self._known:
            try:
                self._known[key] = Font(source)
            except (AttributeError, IndexError, KeyError, TypeError, ValueError, pikepdf.PdfError):
                self._known[key] = None
        return self._known[key]


def _cid_widths(array: Any) -> dict[int, float]:
    """/W: first [w w …] or first last w."""
    found: dict[int, float] = {}
    rows = list(array) if array is not None else []
    while rows:
        first, second = int(rows.pop(0)), rows.pop(0) if rows else 0
        if isinstance(second, pikepdf.Array):
            found.update({first + n: float(w) for n, w in enumerate(second)})
        elif rows:
            width = float(rows.pop(0))
            found.update(dict.fromkeys(range(first, min(int(second), first + 0xFFFF) + 1), width))
    return found


@lru_cache(4096)
def _glyph(named: str) -> str:
    """A glyph's name as text, as far as names tell it without the whole Adobe list."""
    if named in GLYPHS:
        return GLYPHS[named]
    if len(named) == 1:
        return named
    found = re.fullmatch(r"(?:uni|u)([0-9A-Fa-f]{4,6})", named)
    return chr(int(found[1], 16)) if found and int(found[1], 16) < 0x110000 else ""


def _int(thing: Any) -> int:
    try:
        return int(thing)
    except (TypeError, ValueError):
        return 0


def _text(thing: Any) -> str:
    return str(thing) if thing is not None else ""
