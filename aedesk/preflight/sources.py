"""What all pages of a file share, read once: resources, forms, limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from .colour import Spaces
from .fonts import Fonts
from .layers import Layers
from .matrix import Box, Matrix, box_of, matrix_of
from .names import entry
from .tokens import Span, spans


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may cost."""

    operators: int = 2_000_000  # on one page, forms counted each time they are drawn
    objects: int = 1_000_000  # painted, on one page
    draws: int = 100_000  # forms, patterns and glyphs drawn on one page
    nesting: int = 40  # forms, patterns and glyphs inside each other
    pages: int = 2_000


STANDARD = Limits()
SHORT, SHORT_TOGETHER = 20_000, 2_000_000  # bytes of one stream kept as operations, and of all


class Resources:
    """A resource dictionary whose entries are looked up once; asking the file each time costs most of a long page."""

    __slots__ = ("_known", "raw")

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._known: dict[tuple[str, str], Any] = {}

    def find(self, kind: str, name: str) -> Any:
        """A named resource, or None."""
        key = kind, name
        if key not in self._known:
            listed = self.raw.get(f"/{kind}") if self.raw is not None else None
            self._known[key] = entry(listed, name) if listed is not None else None
        return self._known[key]

    def has(self, kind: str) -> bool:
        """Whether there are any resources of a kind."""
        key = kind, ""
        if key not in self._known:
            self._known[key] = self.raw is not None and f"/{kind}" in self.raw
        return bool(self._known[key])


@dataclass(frozen=True, slots=True)
class Form:
    """What drawing a form needs, read from the file once."""

    matrix: Matrix
    box: Box | None
    is_group: bool
    is_knockout: bool
    layer: tuple[str, bool]
    stream: bytes | list[Span]
    resources: Resources | None  # None: those around it


class Source:
    """What all pages of a file share: colour spaces, fonts, layers, forms, limits."""

    def __init__(self, pdf: pikepdf.Pdf, limits: Limits) -> None:
        self.pdf, self.limits = pdf, limits
        self.spaces, self.fonts, self.layers = Spaces(), Fonts(), Layers(pdf)
        self.jpegs: dict[str, tuple[int, bool]] = {}  # image → quality, cut short
        self._forms: dict[tuple[int, int], Form] = {}
        self._short: dict[tuple[int, int], list[Span]] = {}
        self._room = SHORT_TOGETHER

    def form(self, stream: Any) -> Form:
        """A form's record; read once where the file can name it."""
        key = stream.objgen
        if key == (0, 0) or key not in self._forms:
            made = self._read_form(stream)
            if key == (0, 0):
                return made
            self._forms[key] = made
        return self._forms[key]

    def _read_form(self, stream: Any) -> Form:
        group, own, box = stream.get("/Group"), stream.get("/Resources"), stream.get("/BBox")
        is_group = group is not None and str(group.get("/S", "")) == "/Transparency"
        sides = box_of(box) if box is not None and len(box) == 4 else None
        resources = Resources(own) if own is not None else None
        return Form(
            matrix_of(stream.get("/Matrix")),
            sides,
            is_group,
            is_group and bool(group.get("/K", False)),
            self.layers.of(stream.get("/OC")),
            self.stream(stream),
            resources,
        )

    def stream(self, stream: Any) -> bytes | list[Span]:
        """What a form, tile or glyph draws; short ones are read once, for they may be drawn ten thousand times."""
        key = stream.objgen
        if key in self._short:
            return self._short[key]
        data: bytes = stream.read_bytes()
        self._room -= len(data)
        if key == (0, 0) or self._room < 0 or len(data) > SHORT:
            self._room += len(data)
            return data
        self._short[key] = list(spans(data, self.limits.operators))
        return self._short[key]
