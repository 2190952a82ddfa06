"""Operators of state, colour, paths and clipping."""

from __future__ import annotations

from typing import Any

import pikepdf

from .colour import COMPONENTS, Colour, Space, device
from .interpreter import Interpreter, operator
from .matrix import Box, Matrix, number
from .patterns import paint_pattern, shade
from .state import Path, State, overprint_of


@operator("q")
def save(it: Interpreter, args: list[Any]) -> None:
    if len(it.saved) < 10_000:
        it.saved.append(it.state)
        it.state = it.state.copy()


@operator("Q")
def restore(it: Interpreter, args: list[Any]) -> None:
    if it.saved:
        it.state = it.saved.pop()


@operator("cm")
def concatenate(it: Interpreter, args: list[Any]) -> None:
    it.state.ctm = Matrix(*args[:6]).then(it.state.ctm)


@operator("w")
def line_width(it: Interpreter, args: list[Any]) -> None:
    it.state.line_width = abs(number(args[0]))


@operator("gs")
def external_state(it: Interpreter, args: list[Any]) -> None:
    found = it.resource("ExtGState", args[0])
    if found is not None:
        set_external(it, it.state, found)


def set_external(it: Interpreter, state: State, found: Any) -> None:
    """Take over what an ExtGState says about lines, overprint, blending and fonts."""
    if "/LW" in found:
        state.line_width = abs(number(found.LW))
    fill, stroke, mode = overprint_of(found)
    state.overprint_fill = state.overprint_fill if fill is None else fill
    state.overprint_stroke = state.overprint_stroke if stroke is None else stroke
    state.opm = state.opm if mode is None else mode
    if "/BM" in found:
        mode = found.BM
        state.blend = str(mode[0] if isinstance(mode, pikepdf.Array) and len(mode) else mode).lstrip("/")
    state.alpha = number(found.get("/ca", state.alpha), state.alpha)
    state.stroke_alpha = number(found.get("/CA", state.stroke_alpha), state.stroke_alpha)
    if "/SMask" in found:
        state.is_soft_masked = isinstance(found.SMask, pikepdf.Dictionary)
    if "/Font" in found:
        state.font, state.size = it.source.fonts.of(found.Font[0]), number(found.Font[1])


# Colour


def _set(it: Interpreter, stroke: bool, space: Space, colour: Colour, pattern: Any = None) -> None:
    if it.colour_frozen:
        return
    state = it.state
    if stroke:
        state.stroke_space, state.stroke, state.stroke_pattern = space, colour, pattern
    else:
        state.fill_space, state.fill, state.pattern = space, colour, pattern


def _device(word: str, family: str, stroke: bool) -> None:
    plain, components = device(family), COMPONENTS[family]

    @operator(word)
    def set_device(it: Interpreter, args: list[Any]) -> None:
        space = it.space(family) if it.resources.has("ColorSpace") else plain
        _set(it, stroke, space, space.colour(args[-components:]))


for _word, _family in (("g", "DeviceGray"), ("rg", "DeviceRGB"), ("k", "DeviceCMYK")):
    _device(_word, _family, False)
    _device(_word.upper(), _family, True)


@operator("cs")
def fill_space(it: Interpreter, args: list[Any]) -> None:
    space = it.space(args[0])
    _set(it, False, space, space.start())


@operator("CS")
def stroke_space(it: Interpreter, args: list[Any]) -> None:
    space = it.space(args[0])
    _set(it, True, space, space.start())


@operator("sc", "scn")
def fill_colour(it: Interpreter, args: list[Any]) -> None:
    _components(it, args, False)


@operator("SC", "SCN")
def stroke_colour(it: Interpreter, args: list[Any]) -> None:
    _components(it, args, True)


def _components(it: Interpreter, args: list[Any], stroke: bool) -> None:
    space = it.state.stroke_space if stroke else it.state.fill_space
    if space.family != "Pattern":
        _set(it, stroke, space, space.colour(args))
        return
    under = space.base.colour(args[:-1]) if space.base is not None else Colour("Pattern", "pattern")
    _set(it, stroke, space, under, it.resource("Pattern", args[-1]))


# Paths


@operator("m")
def move(it: Interpreter, args: list[Any]) -> None:
    path, (a, b, c, d, e, f) = it.path, it.state.ctm
    x, y = args[-2], args[-1]
    x, y = a * x + c * y + e, b * x + d * y + f
    path.starts.append(len(path.xs))
    path.xs.append(x)
    path.ys.append(y)


@operator("l")
def line(it: Interpreter, args: list[Any]) -> None:
    path, (a, b, c, d, e, f) = it.path, it.state.ctm
    x, y = args[-2], args[-1]
    x, y = a * x + c * y + e, b * x + d * y + f
    if not path.starts:
        path.starts.append(0)
    path.xs.append(x)
    path.ys.append(y)


@operator("c")
def curve(it: Interpreter, args: list[Any]) -> None:
    x1, y1, x2, y2, x3, y3 = args[:6]
    a, b, c, d, e, f = it.state.ctm
    _curve(
        it.path, a * x1 + c * y1 + e, b * x1 + d * y1 + f, a * x2 + c * y2 + e, b * x2 + d * y2 + f,
        a * x3 + c * y3 + e, b * x3 + d * y3 + f,
    )  # fmt: skip


@operator("v")
def curve_from_here(it: Interpreter, args: list[Any]) -> None:
    x2, y2, x3, y3 = args[:4]
    m, path = it.state.ctm, it.path
    _curve(path, path.xs[-1], path.ys[-1], *m.point(x2, y2), *m.point(x3, y3))


@operator("y")
def curve_to_there(it: Interpreter, args: list[Any]) -> None:
    x1, y1, x3, y3 = args[:4]
    m = it.state.ctm
    _curve(it.path, *m.point(x1, y1), *m.point(x3, y3), *m.point(x3, y3))


def _curve(path: Path, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:
    """Put its end on the path, and note it where it may bulge: handles may lie far outside what is painted."""
    xs, ys = path.xs, path.ys
    if not xs:
        path.starts.append(0)
        xs.append(x1)
        ys.append(y1)
    x0, y0 = xs[-1], ys[-1]
    left, right = (x0, x3) if x0 < x3 else (x3, x0)
    low, high = (y0, y3) if y0 < y3 else (y3, y0)
    if x1 < left or x2 < left or x1 > right or x2 > right or y1 < low or y2 < low or y1 > high or y2 > high:
        path.bulges.append(((x0, x1, x2, x3), (y0, y1, y2, y3)))
    xs.append(x3)
    ys.append(y3)
    path.curved = True


@operator("h")
def close(it: Interpreter, args: list[Any]) -> None:
    path = it.path
    if path.starts:
        path.xs.append(path.xs[path.starts[-1]])
        path.ys.append(path.ys[path.starts[-1]])


@operator("re")
def rectangle(it: Interpreter, args: list[Any]) -> None:
    x, y, w, h = args[:4]
    a, b, c, d, e, f = it.state.ctm
    x, y = a * x + c * y + e, b * x + d * y + f
    path, wx, wy, hx, hy = it.path, a * w, b * w, c * h, d * h
    path.starts.append(len(path.xs))
    path.xs += (x, x + wx, x + wx + hx, x + hx, x)
    path.ys += (y, y + wy, y + wy + hy, y + hy, y)


def _painting(word: str, fills: bool, strokes: bool, closes: bool = False) -> None:
    @operator(word)
    def paint(it: Interpreter, args: list[Any]) -> None:
        if closes:
            close(it, args)
        box = it.path.box
        if box is not None:
            if fills:
                fill_path(it, box)
            if strokes:
                stroke_path(it, box)
        end_path(it, args)


for _word, _fills, _strokes, _closes in (
    ("f", True, False, False), ("F", True, False, False), ("f*", True, False, False), ("S", False, True, False),
    ("s", False, True, True), ("B", True, True, False), ("B*", True, True, False), ("b", True, True, True),
    ("b*", True, True, True),
):  # fmt: skip
    _painting(_word, _fills, _strokes, _closes)


def fill_path(it: Interpreter, box: Box) -> None:
    """A filled path; a clean thin rectangle also counts as a line."""
    state, path = it.state, it.path
    if state.pattern is not None:
        paint_pattern(it, state.pattern, box, state.fill)
        return
    thin = path.thin_side
    it.paint(
        "fill", box, state.fill, thin_mm=None if thin is None else it.mm_of(thin), is_rectangle=path.is_upright,
    )  # fmt: skip


def stroke_path(it: Interpreter, box: Box) -> None:
    """A stroked path; its effective width is thinned as the matrix thins it, 0 is a hairline."""
    state = it.state
    half = state.line_width * state.ctm.scale / 2
    width = it.mm_of(state.line_width * state.ctm.smallest_stretch)
    if state.stroke_pattern is not None:
        paint_pattern(it, state.stroke_pattern, box.grow(half), state.stroke)
        return
    it.paint("stroke", box.grow(half), state.stroke, stroke=True, width_mm=width)


@operator("n")
def end_path(it: Interpreter, args: list[Any]) -> None:
    """Forget the path, cutting what follows to it where W asked so."""
    if it.path.clips and (box := it.path.box) is not None:
        it.state.clip = it.state.clip.meet(box)
    it.path = Path()


@operator("W", "W*")
def clip(it: Interpreter, args: list[Any]) -> None:
    it.path.clips = True


@operator("sh")
def shading(it: Interpreter, args: list[Any]) -> None:
    shade(it, it.resource("Shading", args[0]), it.state.clip)


# Marked content: layers


@operator("BDC")
def begin_marked(it: Interpreter, args: list[Any]) -> None:
    tag, properties = args[0], args[1]
    named = it.resource("Properties", properties) if tag == "OC" and isinstance(properties, str) else None
    it.marked.append(it.source.layers.of(named))


@operator("BMC")
def begin_plain(it: Interpreter, args: list[Any]) -> None:
    it.marked.append(("", False))


@operator("EMC")
def end_marked(it: Interpreter, args: list[Any]) -> None:
    if it.marked:
        it.marked.pop()
