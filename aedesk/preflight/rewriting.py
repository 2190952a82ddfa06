"""A content stream as it is drawn on plates: device colours set in plate spaces, what leaves the plates alone left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from .colour import DEVICE, Space, Spaces
from .imaging import LONG, SHORT_FILTERS
from .interpreter import BROKEN
from .names import entry
from .operands import numbers, written
from .overprinting import Ink, MixedError, Plates, coloured, lays_on
from .state import overprint_of
from .tokens import InlineImage, Name, spans

MOST = 2_000_000
DEVICES = {"g": ("DeviceGray", 1), "rg": ("DeviceRGB", 3), "k": ("DeviceCMYK", 4)}
SHORT = {"DeviceGray": "g", "DeviceRGB": "rg", "DeviceCMYK": "k"}
START = b"/Plg cs 0 scn /Plg CS 0 SCN\n"
# Painting a path, and what is left of it where its fill or its stroke leaves the plates alone.
PAINTS = {
    "f": ("n", ""), "F": ("n", ""), "f*": ("n", ""), "S": ("", "n"), "s": ("", "n"),
    "B": ("S", "f"), "B*": ("S", "f*"), "b": ("s", "f"), "b*": ("s", "f*"),
}  # fmt: skip
TEXTS = {"Tj", "TJ", "'", '"'}
MODES = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}

Drawn = dict[str, tuple[Any, Ink]]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A stream's new bytes, and what it draws by new name: the thing and the state it is drawn in."""

    data: bytes
    drawn: Drawn


class Rewriter:
    """Rewrites one content stream."""

    def __init__(
        self, pdf: pikepdf.Pdf, spaces: Spaces, resources: Any, plates: Plates, ink: Ink, fresh: Callable[[], str]
    ) -> None:
        """`ink` is the state the stream begins in; `fresh` gives a name nothing else bears; no `plates`: none is left alone."""
        self.pdf, self.spaces, self.resources, self.plates, self.ink = pdf, spaces, resources, plates, ink
        self.saved: list[Ink] = []
        self.drawn: Drawn = {}
        self._fresh = fresh
        self._named: dict[Any, str] = {}
        self._raw = b""

    def run(self, data: bytes) -> Rewritten:
        """Raises MixedError where the plates cannot be drawn together, TooMuch beyond two million operators."""
        return Rewritten(b"".join(self._run(data)), self.drawn)

    def _run(self, data: bytes) -> Iterator[bytes]:
        find = CHANGES.get
        for word, args, start, end in spans(data, MOST):
            change = find(word)
            changed = None
            if change is not None:
                self._raw = data[start:end]
                try:
                    changed = change(self, word, args)
                except BROKEN:
                    changed = b"\n"  # broken operands: other readers pass over it too
            yield data[start:end] if changed is None else changed

    # Colours

    def _device(self, word: str, args: list[Any]) -> bytes:
        family, count = DEVICES[word.lower()]
        values = [value for value in args[-count:] if isinstance(value, float)]
        self._set(self.spaces.find(Name(family), self.resources), values, stroke=word.isupper())
        return self._said(f"Pl{word.lower()}", values, stroke=word.isupper())

    def _space(self, word: str, args: list[Any]) -> bytes | None:
        """A space by name; its first colour is said, for the plate's space may begin with another."""
        stroke, named = word == "CS", args[0]
        space = self.spaces.find(named, self.resources)
        if space.family == "Pattern":
            self._set(space, [], stroke=stroke)
            return None
        values = space.first()
        self._set(space, values, stroke=stroke)
        family = DEVICE.get(str(named), "")
        if family in SHORT:
            return self._said(f"Pl{SHORT[family]}", values, stroke=stroke)
        # The name stays as it is written: it need not be UTF-8.
        return self._raw + f" {numbers(values)} {'SCN' if stroke else 'scn'}\n".encode()

    def _said(self, named: str, values: list[float], *, stroke: bool) -> bytes:
        space, colour = ("CS", "SCN") if stroke else ("cs", "scn")
        return f"\n/{named} {space} {numbers(values)} {colour}\n".encode()

    def _colour(self, word: str, args: list[Any]) -> bytes | None:
        stroke = word.isupper()
        space = self.ink.side(stroke=stroke).space
        values = [value for value in args if isinstance(value, float)]
        if space.family == "Pattern" and space.base is None:
            self._pattern(space, args, stroke=stroke)
            return None
        self._set(space, values, stroke=stroke)
        if space.family == "Lab":
            return f"\n{numbers([min(max(values[0] / 100, 0.0), 1.0), 0.0, 0.0])} {word}\n".encode()
        return None

    def _pattern(self, space: Space, args: list[Any], *, stroke: bool) -> None:
        """A smooth shading as a colour lays what its space lays; a tile says so itself."""
        self._set(space, [], stroke=stroke)
        found = self._resource("/Pattern", args[-1])
        shading = found.get("/Shading") if found is not None else None
        if shading is not None:
            laid = lays_on(self.spaces.find(shading.get("/ColorSpace"), self.resources), self.plates)
            side = replace(self.ink.side(stroke=stroke), lays=laid, tints=(1.0,) * len(laid))
            self.ink = self.ink.having(side, stroke=stroke)

    def _set(self, space: Space, values: list[float], *, stroke: bool) -> None:
        side = coloured(self.ink.side(stroke=stroke), space, values, self.plates)
        self.ink = self.ink.having(side, stroke=stroke)

    # State

    def _save(self, word: str, args: list[Any]) -> None:
        self.saved.append(self.ink)

    def _restore(self, word: str, args: list[Any]) -> None:
        if self.saved:
            self.ink = self.saved.pop()

    def _mode(self, word: str, args: list[Any]) -> None:
        self.ink = replace(self.ink, mode=int(args[0]))

    def _external(self, word: str, args: list[Any]) -> None:
        found = self._resource("/ExtGState", args[0])
        if found is None:
            return
        fill, stroke, mode = overprint_of(found)
        if fill is not None:
            self.ink = replace(self.ink, fill=replace(self.ink.fill, overprints=fill))
        if stroke is not None:
            self.ink = replace(self.ink, stroke=replace(self.ink.stroke, overprints=stroke))
        self.ink = replace(self.ink, opm=self.ink.opm if mode is None else mode)

    def _resource(self, kind: str, name: Any) -> Any:
        listed = self.resources.get(kind)
        return entry(listed, str(name)) if listed is not None else None

    # Painting

    def _path(self, word: str, args: list[Any]) -> bytes | None:
        fill, stroke = self.ink.alone(fills=word[0] in "fFBb", strokes=word[0] in "BbSs")
        without_fill, without_stroke = PAINTS[word]
        left = "n" if fill and stroke else without_fill if fill else without_stroke if stroke else ""
        return f" {left}\n".encode() if left else None

    def _text(self, word: str, args: list[Any]) -> bytes | None:
        mode, clip = self.ink.mode & 3, self.ink.mode & 4
        fills, strokes = mode in (0, 2), mode in (1, 2)
        fill, stroke = self.ink.alone(fills=fills, strokes=strokes)
        left = MODES[fills and not fill, strokes and not stroke]
        if left == mode:
            return None
        return b" %d Tr " % (left | clip) + written(args) + word.encode() + b" %d Tr\n" % self.ink.mode

    def _do(self, word: str, args: list[Any]) -> bytes:
        thing = self._resource("/XObject", args[0])
        if not isinstance(thing, pikepdf.Stream):
            return b"\n"
        is_form = thing.get("/Subtype") == "/Form"
        if not is_form and self._is_left_out(thing):
            return b"\n"
        ink = self.ink if is_form and self.plates else Ink()
        key = thing.objgen, ink
        if key not in self._named:
            self._named[key] = self._fresh()
            self.drawn[self._named[key]] = thing, ink
        return f"\n/{self._named[key]} Do\n".encode()

    def _is_left_out(self, image: Any) -> bool:
        """Whether an image leaves the plates alone; a stencil paints with the fill colour."""
        if image.get("/ImageMask", False):
            return self.ink.fill.leaves_alone(self.ink.opm)
        return "/ColorSpace" in image and self._passes_over(image.ColorSpace)

    def _passes_over(self, named: Any) -> bool:
        """Whether an image or shading of this space overprints and lays nothing: mode 1 holds for plain colours only."""
        if not self.ink.fill.overprints:
            return False
        lays = set(lays_on(self.spaces.find(named, self.resources), self.plates))
        if len(lays) > 1:
            raise MixedError
        return lays == {False}

    def _shading(self, word: str, args: list[Any]) -> bytes | None:
        shading = self._resource("/Shading", args[0])
        return b"\n" if shading is not None and self._passes_over(shading.get("/ColorSpace")) else None

    def _inline(self, word: str, args: list[Any]) -> bytes:
        """An inline image becomes one of its own, so that it is drawn like any other."""
        image: InlineImage = args[0]
        made = self.pdf.make_stream(image.data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        for short, value in image.keys.items():
            key = LONG.get(short, short)
            made[f"/{key}"] = _object(value, key)
        if "/ColorSpace" in made:
            made.ColorSpace = self._inline_space(made.ColorSpace)
        if self._is_left_out(made):
            return b"\n"
        name = self._fresh()
        self.drawn[name] = made, Ink()
        return f"\n/{name} Do\n".encode()

    def _inline_space(self, space: Any) -> Any:
        """An inline image may name a space of the resources."""
        if isinstance(space, pikepdf.Name):
            family = DEVICE.get(str(space).lstrip("/"))
            return pikepdf.Name(f"/{family}") if family else self._resource("/ColorSpace", str(space).lstrip("/"))
        return space


def _object(value: Any, key: str) -> Any:
    """An inline image's operand as an object of the file."""
    if isinstance(value, Name):
        return pikepdf.Name(f"/{SHORT_FILTERS.get(value, value) if key == 'Filter' else value}")
    if isinstance(value, bytes):
        return pikepdf.String(value)
    if isinstance(value, list):
        return pikepdf.Array([_object(item, key) for item in value])
    if isinstance(value, dict):
        return pikepdf.Dictionary({f"/{name}": _object(item, name) for name, item in value.items()})
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


Change = Callable[[Rewriter, str, list[Any]], bytes | None]
CHANGES: dict[str, Change] = {
    **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), Rewriter._device),
    **dict.fromkeys(("cs", "CS"), Rewriter._space),
    **dict.fromkeys(("sc", "scn", "SC", "SCN"), Rewriter._colour),
    **dict.fromkeys(PAINTS, Rewriter._path),
    **dict.fromkeys(TEXTS, Rewriter._text),
    "q": Rewriter._save, "Q": Rewriter._restore, "Tr": Rewriter._mode, "gs": Rewriter._external,
    "Do": Rewriter._do, "sh": Rewriter._shading, "EI": Rewriter._inline,
}  # fmt: skip
