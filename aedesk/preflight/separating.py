"""One plate of a page as a gray PDF: each colour shows only what it lays on that plate.

Colour spaces are exchanged for ones with the same components whose tint transform answers with the plate's gray; the
content streams are rewritten only where they set device colours or overprint without this ink.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from .colour import Space, Spaces
from .names import entry
from .pdf import contents_of, resources_of
from .tinting import gray_function, laid_by
from .tokens import InlineImage, Name, spans

MOST = 2_000_000
DEVICES = {"g": ("DeviceGray", 1), "rg": ("DeviceRGB", 3), "k": ("DeviceCMYK", 4)}
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}
FOLLOWED = {"q", "Q", "cs", "CS", "sc", "scn", "SC", "SCN", "gs"}
TEXTS = {"Tj", "TJ", "'", '"'}


class Separator:
    """Turns a file into its gray plate. The file is changed: open it anew for each plate."""

    def __init__(
        self, pdf: pikepdf.Pdf, plate: str, rewritten: dict[tuple[str, bytes], bytes], *, overprints: bool
    ) -> None:
        """`rewritten` is shared by the plates of a file: a stream differs between them only where something overprints."""
        self.pdf, self.plate, self._rewritten, self._overprints = pdf, plate, rewritten, overprints
        self.spaces = Spaces()
        self._made: dict[Space, Any] = {}
        self._done: set[tuple[int, int]] = set()

    def page(self, page: pikepdf.Page) -> None:
        """Exchange everything one page draws."""
        resources, data = resources_of(page.obj), contents_of(page.obj.get("/Contents"), [])
        page.obj.Resources = self.resources(resources)
        page.obj.Contents = self.pdf.make_stream(self.stream(data, resources))
        for one in page.obj.get("/Annots", []):
            looks = one.get("/AP") if isinstance(one, pikepdf.Dictionary) else None
            look = looks.get("/N") if looks is not None else None
            if isinstance(look, pikepdf.Stream):
                self.thing(look, resources)

    def resources(self, old: Any) -> Any:
        """The same resources with plate spaces; what is drawn inside is exchanged too."""
        new = pikepdf.Dictionary(dict(old.items()))
        listed = {
            name: self.space(self.spaces.find(value, old))
            for name, value in old.get("/ColorSpace", pikepdf.Dictionary()).items()
        }
        for word, (family, _) in DEVICES.items():
            listed[f"/Pl{word}"] = self.space(self.spaces.find(Name(family), old))
        new.ColorSpace = pikepdf.Dictionary()
        for name, space in listed.items():  # one by one: only so does a name that is no UTF-8 pass
            new.ColorSpace[name] = space
        for kind in ("/XObject", "/Pattern", "/Shading"):
            for thing in old.get(kind, pikepdf.Dictionary()).values():
                self.thing(thing, old)
        return new

    def thing(self, thing: Any, resources: Any) -> None:
        """A form, image, pattern or shading; each once."""
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) or thing.objgen in self._done:
            return
        if thing.objgen != (0, 0):
            self._done.add(thing.objgen)
        kind = str(thing.get("/Subtype", ""))
        if kind == "/Image":
            self._image(thing, resources)
        elif "/ShadingType" in thing:
            self._shading(thing, resources)
        elif "/Shading" in thing:
            self.thing(thing.Shading, resources)
        elif isinstance(thing, pikepdf.Stream):
            self.form(thing, resources)

    def form(self, form: Any, outer: Any) -> None:
        own = form.get("/Resources", outer)
        data = self.stream(form.read_bytes(), own)
        form.Resources = self.resources(own)
        group = form.get("/Group")
        if group is not None and "/CS" in group:
            del group["/CS"]
        form.write(data)

    def _shading(self, shading: Any, resources: Any) -> None:
        shading.ColorSpace = self.space(self.spaces.find(shading.get("/ColorSpace"), resources))

    def _image(self, image: Any, resources: Any) -> None:
        if image.get("/ImageMask", False) or "/ColorSpace" not in image:
            return
        image.ColorSpace = self.space(self.spaces.find(image.ColorSpace, resources))

    def space(self, space: Space) -> Any:
        """The plate's own space with as many components."""
        if space.family == "Pattern":
            return pikepdf.Array([pikepdf.Name.Pattern, self.space(space.base)]) if space.base else pikepdf.Name.Pattern
        if space not in self._made:
            self._made[space] = self._indexed(space) if space.family == "Indexed" else self._device_n(space)
        return self._made[space]

    def _indexed(self, space: Space) -> Any:
        assert space.base is not None
        flat = bytes(round(value * 255) for row in space.palette for value in row)
        return self.pdf.make_indirect(
            pikepdf.Array([pikepdf.Name.Indexed, self.space(space.base), len(space.palette) - 1, pikepdf.String(flat)])
        )

    def _device_n(self, space: Space) -> Any:
        function = self.pdf.make_stream(
            gray_function(space, self.plate).encode(), FunctionType=4, Domain=pikepdf.Array([0, 1] * space.components),
            Range=pikepdf.Array([0, 1]),
        )  # fmt: skip
        names = pikepdf.Array([pikepdf.Name(f"/P{n}") for n in range(space.components)])
        return self.pdf.make_indirect(pikepdf.Array([pikepdf.Name.DeviceN, names, pikepdf.Name.DeviceGray, function]))

    # Streams

    def stream(self, data: bytes, resources: Any) -> bytes:
        """The content with device colours set through plate spaces, and without what overprints this plate untouched."""
        key = self.plate if self._overprints else "", hashlib.sha256(data).digest()
        if key not in self._rewritten:
            self._rewritten[key] = b"".join(_Rewriter(self, resources).run(data))
        return self._rewritten[key]


class _Rewriter:
    """Rewrites one content stream."""

    def __init__(self, separator: Separator, resources: Any) -> None:
        self.sep, self.resources = separator, resources
        gray = separator.spaces.find(Name("DeviceGray"), resources)
        self.state = _Ink(gray, gray, 1.0)
        self.saved: list[_Ink] = []

    def run(self, data: bytes) -> Iterator[bytes]:
        """The stream's bytes as they are, but for what sets a device colour, overprints or is an inline image."""
        yield b"/Plg cs 0 scn /Plg CS 0 SCN\n"
        for word, args, start, end in spans(data, MOST):
            changed = self._changed(word, args)
            yield data[start:end] if changed is None else changed

    def _changed(self, word: str, args: list[Any]) -> bytes | None:
        """What stands in an operation's place; None where it stays."""
        if (plain := word.lower()) in DEVICES:
            family, count = DEVICES[plain]
            stroke, values = word.isupper(), args[-count:]
            self._set(self.sep.spaces.find(Name(family), self.resources), values, stroke)
            return f"\n/Pl{plain} {'CS' if stroke else 'cs'} {numbers(values)} {'SCN' if stroke else 'scn'}\n".encode()
        if word in FOLLOWED:
            self._follow(word, args)
        elif word in PAINTS:
            return b" n\n" if self._skips(word) else None
        elif word in TEXTS and self.state.untouched(False):
            return b" 3 Tr " + written(args) + word.encode() + b" 0 Tr\n"
        elif word == "EI":
            return self._inline(args[0])
        return None

    def _inline(self, image: InlineImage) -> bytes:
        """Inline images are drawn as they are where gray fits them; others are small and left out of the plate."""
        mask = image.keys.get("IM", image.keys.get("ImageMask"))
        keys = b"".join(b"/" + key.encode() + b" " + one(value) + b" " for key, value in image.keys.items())
        return b"\nBI " + keys + b"ID " + image.data + b"\nEI\n" if mask is True else b""

    def _skips(self, word: str) -> bool:
        fills, strokes = word[0] in "fFBb", word[0] in "BbSs"
        return (not fills or self.state.untouched(False)) and (not strokes or self.state.untouched(True))

    def _follow(self, word: str, args: list[Any]) -> None:
        state = self.state
        if word == "q":
            self.saved.append(state.copy())
        elif word == "Q" and self.saved:
            self.state = self.saved.pop()
        elif word in ("cs", "CS"):
            self._space(args[0], word == "CS")
        elif word in ("sc", "scn", "SC", "SCN"):
            self._set(state.stroke_space if word.isupper() else state.space, args, word.isupper())
        elif word == "gs":
            self._external(args[0])

    def _space(self, named: Any, stroke: bool) -> None:
        space = self.sep.spaces.find(named, self.resources)
        if stroke:
            self.state.stroke_space = space
        else:
            self.state.space = space
        self._set(space, [1.0] * space.components if space.names else [0.0] * space.components, stroke)

    def _set(self, space: Space, values: list[Any], stroke: bool) -> None:
        plain = [value for value in values if isinstance(value, float)]
        base = space.base if space.family == "Pattern" else space
        tint = base.colour(plain).tint(self.sep.plate) if base is not None and base.family != "Pattern" else 1.0
        lays = base is None or base.family == "Pattern" or self.sep.plate in laid_by(base)
        if stroke:
            self.state.stroke_space, self.state.stroke_tint, self.state.stroke_lays = space, tint, lays
        else:
            self.state.space, self.state.tint, self.state.lays = space, tint, lays

    def _external(self, name: Any) -> None:
        listed = self.resources.get("/ExtGState")
        found = entry(listed, str(name)) if listed is not None else None
        if found is None:
            return
        if "/OP" in found:
            self.state.stroke_over = bool(found.OP)
            self.state.over = bool(found.get("/op", found.OP))
        elif "/op" in found:
            self.state.over = bool(found.op)
        self.state.opm = int(found.get("/OPM", self.state.opm))


class _Ink:
    """What the current colours lay on the plate, and whether they overprint."""

    __slots__ = ("lays", "opm", "over", "space", "stroke_lays", "stroke_over", "stroke_space", "stroke_tint", "tint")

    def __init__(self, space: Space, stroke_space: Space, tint: float) -> None:
        self.space, self.stroke_space, self.tint, self.stroke_tint = space, stroke_space, tint, tint
        self.over = self.stroke_over = False
        self.lays = self.stroke_lays = True
        self.opm = 0

    def copy(self) -> _Ink:
        new = _Ink(self.space, self.stroke_space, self.tint)
        for name in self.__slots__:
            setattr(new, name, getattr(self, name))
        return new

    def untouched(self, stroke: bool) -> bool:
        """Whether painting leaves the plate as it is: it overprints and has no such ink, or none of it in mode 1."""
        over, lays, tint = (
            (self.stroke_over, self.stroke_lays, self.stroke_tint) if stroke else (self.over, self.lays, self.tint)
        )
        space = self.stroke_space if stroke else self.space
        none_of_it = self.opm == 1 and tint == 0 and space.family == "DeviceCMYK"
        return over and (not lays or none_of_it)


def numbers(values: list[Any]) -> str:
    return " ".join(f"{value:.6g}" for value in values if isinstance(value, float))


def written(args: list[Any]) -> bytes:
    return b"".join(one(arg) + b" " for arg in args)


SPECIAL = re.compile(rb"[^!-~]|[#/()<>\[\]{}%]")


def one(arg: Any) -> bytes:
    """An operand as bytes."""
    if isinstance(arg, float):
        return f"{arg:.6f}".rstrip("0").rstrip(".").encode() or b"0"
    if isinstance(arg, bool):
        return b"true" if arg else b"false"
    if isinstance(arg, Name):
        return b"/" + SPECIAL.sub(lambda found: b"#%02X" % found[0][0], arg.encode())
    if isinstance(arg, bytes):
        return b"<" + arg.hex().encode() + b">"
    if isinstance(arg, list):
        return b"[" + b" ".join(one(item) for item in arg) + b"]"
    if isinstance(arg, dict):
        return b"<<" + b" ".join(b"/" + key.encode() + b" " + one(value) for key, value in arg.items()) + b">>"
    return b"null"
