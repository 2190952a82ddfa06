"""Runs a page's content stream and writes down every painted object (ISO 32000-1, annex A)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pikepdf

from aedesk.kit.text import T

from .colour import Colour, Space
from .errors import TooMuch
from .facts import PageFacts, Painted
from .matrix import IDENTITY, Box
from .sources import Resources, Source
from .state import Path, State
from .tokens import Name, Span, spans

Operator = Callable[["Interpreter", list[Any]], None]
OPERATORS: dict[str, Operator] = {}


def operator(*words: str) -> Callable[[Operator], Operator]:
    """Register what an operator does."""

    def register(do: Operator) -> Operator:
        OPERATORS.update(dict.fromkeys(words, do))
        return do

    return register


@dataclass(frozen=True, slots=True)
class Group:
    """How a transparency group goes onto the page."""

    alpha: float = 1.0
    blend: str = "Normal"
    is_soft_masked: bool = False


# What operands that make no sense end in; other readers pass over them too.
BROKEN = (IndexError, TypeError, ValueError, AttributeError, KeyError, OverflowError, pikepdf.PdfError)
# What a stream has of its own.
KEPT = attrgetter("state", "path", "tm", "tlm", "place", "base", "text_clip", "group", "colour_frozen")


class Interpreter:
    """One page being read. Points are in pt of the page's own space until they are written down."""

    def __init__(self, source: Source, page: PageFacts) -> None:
        self.source, self.page = source, page
        self.state = State(IDENTITY, page.media)
        self.saved: list[State] = []
        self.path = Path()
        self.resources = Resources(None)
        self.base = IDENTITY  # where patterns of this stream hang
        self.place: tuple[str, ...] = ()
        self.group = Group()
        self.marked: list[tuple[str, bool]] = []  # layer and whether it is hidden, by marked-content level
        self.inside: list[tuple[int, int]] = []
        self.mask_depth = 0
        self.draws = 0
        self.colour_frozen = False
        self.tm = self.tlm = IDENTITY
        self.text_clip: Box | None = None
        self.type3_done: set[Any] = set()
        self._mm = page.unit_mm
        self._left, self._top = page.trim.x0, page.trim.y1

    # Running

    def run(self, stream: bytes | list[Span], resources: Resources | None) -> None:
        """Interpret a stream with its resources, or those around it. Raises TooMuch beyond the limits."""
        before, most = self.resources, self.source.limits.operators
        self.resources = resources or before
        levels, marks, done = len(self.saved), len(self.marked), 0
        find = OPERATORS.get
        for word, operands, _, _ in stream if isinstance(stream, list) else spans(stream, most):
            done += 1
            do = find(word)
            if do is not None:
                try:
                    do(self, operands)
                except BROKEN as error:
                    self.fault(f"{word}: {type(error).__name__}")
        self.page.operators += done
        if self.page.operators > most:
            raise TooMuch(
                T(f"一页超过 {most:,} 个操作，不读了。", f"More than {most:,} operators on a page; not read.")
            )
        while len(self.saved) > levels:
            self.state = self.saved.pop()
        del self.marked[marks:]
        self.resources = before

    def fault(self, what: str) -> None:
        """Note what could not be read; other readers pass over it too."""
        if len(self.page.faults) < 50 and what not in self.page.faults:
            self.page.faults.append(what)

    @contextmanager
    def inner(self, what: str, thing: Any) -> Iterator[bool]:
        """A stream inside this one: own state, path, text; False where it would be inside itself. Raises TooMuch."""
        key = getattr(thing, "objgen", (0, 0))
        if key != (0, 0) and key in self.inside:
            self.fault("a form draws itself")
            yield False
            return
        self._count_draw()
        kept = KEPT(self)
        self.state, self.path = self.state.copy(), Path()
        self.inside.append(key)
        self.place = (*self.place, what) if what else self.place
        try:
            yield True
        finally:
            self.inside.pop()
            self.state, self.path, self.tm, self.tlm, self.place, self.base, self.text_clip = kept[:7]
            self.group, self.colour_frozen = kept[7:]

    def _count_draw(self) -> None:
        self.draws += 1
        if self.draws > self.source.limits.draws:
            raise TooMuch(T("这一页画的表单太多，不读了。", "Too many forms are drawn on this page; not read."))
        if len(self.inside) >= self.source.limits.nesting:
            raise TooMuch(T("内容嵌套太深，不读了。", "Content is nested too deeply; not read."))

    # Writing down

    @property
    def layer(self) -> tuple[str, bool]:
        """The innermost named layer, and whether any around is hidden."""
        named = next((name for name, _ in reversed(self.marked) if name), "")
        return named, any(hidden for _, hidden in self.marked)

    def mm(self, box: Box) -> Box:
        """A box of the page's space in mm from the trim's upper left corner."""
        unit = self._mm
        return Box(
            (box[0] - self._left) * unit, (self._top - box[3]) * unit,
            (box[2] - self._left) * unit, (self._top - box[1]) * unit,
        )  # fmt: skip

    def paint(self, what: str, box: Box, colour: Colour | None, *, stroke: bool = False, **more: Any) -> Painted | None:
        """Write down an object, cut to the clip; nothing where nothing of it shows."""
        state = self.state
        seen = box.meet(state.clip)
        if self.mask_depth or seen.x0 > seen.x1 or seen.y0 > seen.y1:
            return None
        if len(self.page.objects) >= self.source.limits.objects:
            raise TooMuch(T("这一页的对象太多，不读了。", "Too many objects on this page; not read."))
        layer, hidden = self.layer if self.marked else ("", False)
        made = Painted(
            what, self.mm(seen), colour, state.overprint_stroke if stroke else state.overprint_fill, state.opm,
            state.blend if state.blend != "Normal" else self.group.blend,
            (state.stroke_alpha if stroke else state.alpha) * self.group.alpha,
            state.is_soft_masked or self.group.is_soft_masked, layer, hidden, "/".join(self.place),
            rank=len(self.page.objects), **more,
        )  # fmt: skip
        self.page.objects.append(made)
        return made

    def mm_of(self, length: float) -> float:
        """A length of the page's space, pt times UserUnit, in mm."""
        return length * self._mm

    # Looking up

    def resource(self, kind: str, name: Any) -> Any:
        """A named resource, or None."""
        return self.resources.find(kind, name)

    def space(self, named: Any) -> Space:
        return self.source.spaces.find(Name(named) if isinstance(named, str) else named, self.resources.raw)
