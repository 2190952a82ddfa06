"""Operators of text: where it stands, how large it is, what it says; glyphs of Type 3 fonts are drawn."""

from __future__ import annotations

from typing import Any

from .facts import FontUse, Words
from .interpreter import Interpreter, operator
from .matrix import IDENTITY, Box, Matrix, image_of, number
from .patterns import own

ASCENT, DESCENT = 0.88, -0.12  # of the size: an ideographic character's box
PAINTS_STROKE = (1, 2, 5, 6)
CLIPS = (4, 5, 6, 7)


@operator("BT")
def begin(it: Interpreter, args: list[Any]) -> None:
    it.tm = it.tlm = IDENTITY
    it.text_clip = None


@operator("ET")
def end(it: Interpreter, args: list[Any]) -> None:
    if it.text_clip is not None:
        it.state.clip = it.state.clip.meet(it.text_clip)
    it.text_clip = None


@operator("Tf")
def font(it: Interpreter, args: list[Any]) -> None:
    it.state.font = it.source.fonts.of(it.resource("Font", args[0]))
    it.state.size = number(args[1])


@operator("Tc")
def char_space(it: Interpreter, args: list[Any]) -> None:
    it.state.tc = number(args[0])


@operator("Tw")
def word_space(it: Interpreter, args: list[Any]) -> None:
    it.state.tw = number(args[0])


@operator("Tz")
def stretch(it: Interpreter, args: list[Any]) -> None:
    it.state.stretch = number(args[0], 100.0) / 100


@operator("TL")
def leading(it: Interpreter, args: list[Any]) -> None:
    it.state.leading = number(args[0])


@operator("Ts")
def rise(it: Interpreter, args: list[Any]) -> None:
    it.state.rise = number(args[0])


@operator("Tr")
def mode(it: Interpreter, args: list[Any]) -> None:
    it.state.mode = int(number(args[0]))


@operator("Td")
def move(it: Interpreter, args: list[Any]) -> None:
    it.tlm = it.tm = Matrix(1, 0, 0, 1, args[0], args[1]).then(it.tlm)


@operator("TD")
def move_and_lead(it: Interpreter, args: list[Any]) -> None:
    it.state.leading = -args[1]
    move(it, args)


@operator("Tm")
def set_matrix(it: Interpreter, args: list[Any]) -> None:
    it.tlm = it.tm = Matrix(*args[:6])


@operator("T*")
def next_line(it: Interpreter, args: list[Any]) -> None:
    move(it, [0.0, -it.state.leading])


@operator("'")
def next_and_show(it: Interpreter, args: list[Any]) -> None:
    next_line(it, [])
    show(it, args)


@operator('"')
def space_and_show(it: Interpreter, args: list[Any]) -> None:
    it.state.tw, it.state.tc = number(args[0]), number(args[1])
    next_and_show(it, args[2:])


@operator("Tj")
def show(it: Interpreter, args: list[Any]) -> None:
    show_pieces(it, [args[0]])


@operator("TJ")
def show_spaced(it: Interpreter, args: list[Any]) -> None:
    show_pieces(it, args[0])


def show_pieces(it: Interpreter, pieces: list[Any]) -> None:
    """Strings and the shifts between them, as one object; the text matrix moves on."""
    state, made = it.state, it.state.font
    if made is None:
        it.fault("text without a font")
        return
    begin_at, says, unknown = it.tm, [], 0
    for piece in pieces:
        if isinstance(piece, bytes):
            text, missing = _set(it, made, piece)
            says.append(text)
            unknown += missing
        elif isinstance(piece, float):
            _advance(it, -piece / 1000 * state.size, made.is_vertical)
    _write_down(it, made, begin_at, "".join(says), unknown)


def _set(it: Interpreter, font: Any, data: bytes) -> tuple[str, int]:
    """Set one string: its text, and how many of its characters the font cannot name."""
    state, text, missing = it.state, [], 0
    total = 0.0
    for length, code, advance in font.glyphs(data):
        if font.kind == "Type3":
            _draw_glyph(it, font, code, total)
        total += advance / 1000 * state.size if font.kind != "Type3" else _type3_advance(font, advance) * state.size
        total += -state.tc if font.is_vertical else state.tc
        if length == 1 and code == 32:
            total += state.tw
        said = font.says(length, code)
        missing += not said or said == "\ufffd"
        text.append(said)
    _advance(it, total, font.is_vertical)
    return "".join(text), missing


def _type3_advance(font: Any, advance: float) -> float:
    return float(advance * font.matrix.a)


def _advance(it: Interpreter, by: float, vertical: bool) -> None:
    shift = Matrix(1, 0, 0, 1, 0.0, by) if vertical else Matrix(1, 0, 0, 1, by * it.state.stretch, 0.0)
    it.tm = shift.then(it.tm)


def _write_down(it: Interpreter, font: Any, begin_at: Matrix, says: str, unknown: int) -> None:
    state = it.state
    _, hidden = it.layer
    note_font(it, font, unknown, hidden)
    placed = Matrix(state.size * state.stretch, 0, 0, state.size, 0, state.rise).then(begin_at).then(state.ctm)
    size = placed.axes[1] * it.page.user_unit
    if not says.strip() and not unknown:
        return
    box = _text_box(it, font, begin_at)
    words = Words(font.name, size, says, state.mode, font.is_vertical)
    if state.mode in CLIPS:
        it.text_clip = box if it.text_clip is None else it.text_clip.join(box)
    if font.kind == "Type3":
        return
    stroked = state.mode in PAINTS_STROKE
    width = it.mm_of(state.line_width * state.ctm.smallest_stretch) if stroked else None
    it.paint(
        "text",
        box,
        state.stroke if state.mode in (1, 5) else state.fill,
        stroke=state.mode in (1, 5),
        words=words,
        width_mm=width,
    )


def _text_box(it: Interpreter, font: Any, begin_at: Matrix) -> Box:
    """From where the text began to where it ended, a character high (or wide, set vertically)."""
    state = it.state
    size, back = state.size, begin_at
    if font.is_vertical:
        length = _between(back, it.tm)
        box = Box(-size / 2, -length, size / 2, 0.0)
    else:
        box = Box(0.0, DESCENT * size + state.rise, _between(back, it.tm), ASCENT * size + state.rise)
    return image_of(box, back.then(state.ctm))


def _between(begin_at: Matrix, end_at: Matrix) -> float:
    """How far the text matrix moved, in its own units."""
    unit = begin_at.axes[0] or 1.0
    return float(((end_at.e - begin_at.e) ** 2 + (end_at.f - begin_at.f) ** 2) ** 0.5 / unit)


def note_font(it: Interpreter, font: Any, unknown: int, hidden: bool) -> None:
    """Put a font on the page's list, once for each place."""
    if it.mask_depth:
        return
    place = "/".join(it.place)
    for use in it.page.fonts:
        if use.name == font.name and use.kind == font.kind and use.place == place and use.is_hidden == hidden:
            use.unknown += unknown
            return
    it.page.fonts.append(
        FontUse(font.name, font.kind, font.is_embedded, font.is_subset, font.is_cjk, unknown, place, hidden)
    )


def _draw_glyph(it: Interpreter, font: Any, code: int, along: float) -> None:
    """A Type 3 glyph is a small stream of its own."""
    stream = font.drawings.get(code)
    if stream is None:
        return
    with it.inner("type3", stream) as goes:
        if goes:
            state = it.state
            shift = Matrix(state.size * state.stretch, 0, 0, state.size, along * state.stretch, state.rise)
            state.ctm = font.matrix.then(shift).then(it.tm).then(state.ctm)
            it.run(it.source.stream(stream), own(font.source))


@operator("d1")
def only_shape(it: Interpreter, args: list[Any]) -> None:
    """A glyph of the text's colour: colour operators in it mean nothing."""
    it.colour_frozen = True
