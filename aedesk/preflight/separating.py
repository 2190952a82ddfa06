"""A page as it lies on its plates: each colour shows only what it lays there.

Three plates are drawn at once, as the red, green and blue of a picture. Colour spaces are exchanged for ones with the same
components whose tint transform answers with the plates' gray; streams are rewritten where they set device colours or
overprint. The file itself stays as it is: all that is exchanged is copied.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf

from .colour import Space, Spaces
from .overprinting import Ink, Plates, started
from .pdf import contents_of, resources_of
from .rewriting import DEVICES, START, Drawn, Rewriter, Rewritten
from .sampling import samples_of
from .tinting import gray_function, gray_samples
from .tokens import Name

DEEPEST = 100  # forms inside each other; what lies deeper stays as it is
Sizes = dict[tuple[int, int], int]


class Original:
    """One page of a file, and what its plates have in common. `shrink`: by what an image of so many pixels may be reduced."""

    def __init__(self, pdf: pikepdf.Pdf, *, overprints: bool, shrink: Sizes) -> None:
        self.pdf, self.overprints, self._shrink = pdf, overprints, shrink
        self.page = pdf.pages[0].obj
        self.spaces = Spaces()
        self.resources = resources_of(self.page)
        self.content = contents_of(self.page.get("/Contents"), [])
        self.annotations = list(self.page.get("/Annots", []))
        self._rewritten: dict[Any, Rewritten] = {}
        self._samples: dict[Any, Any] = {}
        self._names = 0

    def fresh(self) -> str:
        self._names += 1
        return f"Plx{self._names}"

    def rewritten(self, key: Any, data: Callable[[], bytes], resources: Any, plates: Plates, ink: Ink) -> Rewritten:
        """A stream rewritten, once for each state it is drawn in."""
        key = key, plates, ink
        if key not in self._rewritten:
            rewriter = Rewriter(self.pdf, self.spaces, resources, plates, ink, self.fresh)
            self._rewritten[key] = rewriter.run(data())
        return self._rewritten[key]

    def samples(self, image: Any, space: Space) -> Any:
        """An image's samples, read once for all plates."""
        key = image.objgen
        if key not in self._samples:
            size = int(image.get("/Width", 0)), int(image.get("/Height", 0))
            self._samples[key] = samples_of(image, space, self._shrink.get(size, 1))
        return self._samples[key]


class Separator:
    """Turns the page into a picture of three plates, one to a channel. "" is a plate nothing lies on."""

    def __init__(self, original: Original, plates: Plates) -> None:
        self.of, self.plates, self.pdf, self.spaces = original, plates, original.pdf, original.spaces
        # Where nothing overprints no plate is left alone, and a stream reads the same for all.
        self._looked_at = tuple(plate for plate in plates if plate) if original.overprints else ()
        self._start = started(self._looked_at)
        self._spaces: dict[Space, Any] = {}
        self._things: dict[Any, Any] = {}
        self._depth = 0

    def draw(self) -> None:
        """Exchange what the page draws. Raises MixedError where its plates must be drawn one by one."""
        it = self.of
        made = it.rewritten("page", lambda: it.content, it.resources, self._looked_at, self._start)
        page = it.page
        page.Resources = self.resources(it.resources, made.drawn, "page")
        page.Contents = self.pdf.make_stream(START + made.data)
        if it.annotations:
            page.Annots = pikepdf.Array([self._annotation(one) for one in it.annotations])
        if "/Group" in page and "/CS" in page.Group:
            page.Group = _without_space(page.Group)

    def resources(self, old: Any, drawn: Drawn, scope: Any) -> Any:
        """Resources in plate spaces, with what a stream draws under its new names."""
        new = pikepdf.Dictionary(dict(old.items()))
        new.ColorSpace = pikepdf.Dictionary()
        for name, value in old.get("/ColorSpace", pikepdf.Dictionary()).items():
            # One by one: only so does a name that is no UTF-8 pass.
            new.ColorSpace[name] = self.space(self.spaces.find(value, old))
        for word, (family, _) in DEVICES.items():
            new.ColorSpace[f"/Pl{word}"] = self.space(self.spaces.find(Name(family), old))
        for kind, change in (("/Pattern", self._pattern), ("/Shading", self._shading), ("/Font", self._font)):
            if kind in old:
                new[kind] = pikepdf.Dictionary()
                for name, thing in old[kind].items():
                    new[kind][name] = self._once(change, thing, old, scope)
        new.XObject = pikepdf.Dictionary()
        for name, (thing, ink) in drawn.items():
            new.XObject[f"/{name}"] = self._thing(thing, old, scope, ink)
        return new

    def _once(self, change: Any, thing: Any, resources: Any, scope: Any) -> Any:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            return thing
        key = thing.objgen, scope if "/Resources" not in thing else ""
        if thing.objgen == (0, 0):
            return change(thing, resources, scope)
        if key not in self._things:
            self._things[key] = thing  # for one that draws itself
            self._things[key] = change(thing, resources, scope)
        return self._things[key]

    def _thing(self, thing: Any, resources: Any, scope: Any, ink: Ink) -> Any:
        """A form or an image under its name."""
        if thing.get("/Subtype") != "/Form":
            return self._image(thing, resources)
        return self.form(thing, resources, scope, ink)

    def form(self, form: Any, outer: Any, scope: Any, ink: Ink, head: bytes = b"") -> Any:
        """A form as it is drawn in a state; without `head` it takes the colours around it."""
        own = form.get("/Resources", outer)
        scope = scope if "/Resources" not in form else form.objgen
        key = form.objgen, scope, head, ink
        if key in self._things or self._depth >= DEEPEST:
            return self._things.get(key, form)
        self._things[key], self._depth = form, self._depth + 1
        made = self.of.rewritten((form.objgen, scope), form.read_bytes, own, self._looked_at, ink)
        new = copy.copy(form)
        new.Resources = self.resources(own, made.drawn, scope)
        if "/Group" in new and "/CS" in new.Group:
            new.Group = _without_space(new.Group)
        new.write(head + made.data)
        self._things[key], self._depth = self.pdf.make_indirect(new), self._depth - 1
        return self._things[key]

    def _annotation(self, annotation: Any) -> Any:
        looks = annotation.get("/AP") if isinstance(annotation, pikepdf.Dictionary) else None
        look = looks.get("/N") if looks is not None else None
        if isinstance(look, pikepdf.Dictionary) and not isinstance(look, pikepdf.Stream):
            look = look.get(str(annotation.get("/AS", "/Off")))
        if not isinstance(look, pikepdf.Stream):
            return annotation
        new = pikepdf.Dictionary(dict(annotation.items()))
        form = self.form(look, self.of.resources, "page", self._start, START)
        new.AP = pikepdf.Dictionary(N=form)
        return new

    def _pattern(self, pattern: Any, resources: Any, scope: Any) -> Any:
        if isinstance(pattern, pikepdf.Stream):
            head = b"" if int(pattern.get("/PaintType", 1)) == 2 else START
            return self.form(pattern, resources, scope, self._start, head)
        new = copy.copy(pattern)
        if "/Shading" in pattern:
            new.Shading = self._once(self._shading, pattern.Shading, resources, scope)
        return self.pdf.make_indirect(new)

    def _shading(self, shading: Any, resources: Any, scope: Any) -> Any:
        new = copy.copy(shading)
        new.ColorSpace = self.space(self.spaces.find(shading.get("/ColorSpace"), resources))
        return self.pdf.make_indirect(new)

    def _font(self, font: Any, resources: Any, scope: Any) -> Any:
        """A Type 3 font draws its glyphs as forms do."""
        if font.get("/Subtype") != "/Type3" or "/CharProcs" not in font:
            return font
        new, own, drawn = copy.copy(font), font.get("/Resources", resources), Drawn()
        new.CharProcs = pikepdf.Dictionary()
        for name, glyph in font.CharProcs.items():
            key = glyph.objgen, font.objgen
            made = self.of.rewritten(key, glyph.read_bytes, own, self._looked_at, self._start)
            new.CharProcs[name] = self.pdf.make_stream(made.data)
            drawn.update(made.drawn)
        new.Resources = self.resources(own, drawn, font.objgen)
        return self.pdf.make_indirect(new)

    # Images

    def _image(self, image: Any, resources: Any) -> Any:
        if image.get("/ImageMask", False) or "/ColorSpace" not in image:
            return image
        space = self.spaces.find(image.ColorSpace, resources)
        key = image.objgen, space
        if key not in self._things:
            self._things[key] = self._separated(image, space)
        return self._things[key]

    def _separated(self, image: Any, space: Space) -> Any:
        """An image on the plates: its samples as numbers, else as it is, in the plates' space."""
        samples = self.of.samples(image, space)
        if samples is None:
            new = copy.copy(image)
            new.ColorSpace = self.space(space)
            return new
        kept = {key: image[key] for key in ("/SMask", "/Mask", "/OC", "/Interpolate") if key in image}
        bands = [gray_samples(space, plate, samples) for plate in self.plates]
        pixels = _stacked(bands, samples.shape[:2])
        new = self.pdf.make_stream(
            pixels.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=pixels.shape[1],
            Height=pixels.shape[0], BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceRGB,
        )  # fmt: skip
        for key, value in kept.items():
            new[key] = value
        return new

    # Spaces

    def space(self, space: Space) -> Any:
        """The plates' own space with as many components."""
        if space.family == "Pattern":
            return pikepdf.Array([pikepdf.Name.Pattern, self.space(space.base)]) if space.base else pikepdf.Name.Pattern
        if space not in self._spaces:
            self._spaces[space] = self._indexed(space) if space.family == "Indexed" else self._device_n(space)
        return self._spaces[space]

    def _indexed(self, space: Space) -> Any:
        assert space.base is not None
        flat = bytes(round(value * 255) for row in space.palette for value in row)
        return self.pdf.make_indirect(
            pikepdf.Array([pikepdf.Name.Indexed, self.space(space.base), len(space.palette) - 1, pikepdf.String(flat)])
        )

    def _device_n(self, space: Space) -> Any:
        function = self.pdf.make_stream(
            gray_function(space, self.plates).encode(), FunctionType=4, Domain=pikepdf.Array([0, 1] * space.components),
            Range=pikepdf.Array([0, 1] * len(self.plates)),
        )  # fmt: skip
        names = pikepdf.Array([pikepdf.Name(f"/P{n}") for n in range(space.components)])
        return self.pdf.make_indirect(pikepdf.Array([pikepdf.Name.DeviceN, names, pikepdf.Name.DeviceRGB, function]))


def _stacked(bands: list[Any], size: tuple[int, ...]) -> Any:
    """The plates' grays as channels; one pixel of paper where nothing lies on any."""
    if all(band is None for band in bands):
        return np.full((1, 1, len(bands)), 255, np.uint8)
    paper = np.full(size, 255, np.uint8)
    return np.dstack([paper if band is None else band for band in bands])


def _without_space(group: Any) -> Any:
    return pikepdf.Dictionary({key: value for key, value in group.items() if key != "/CS"})
