"""Forms, tiling patterns, shadings and soft masks: streams inside the stream."""

from __future__ import annotations

from typing import Any

import pikepdf

from .colour import Colour
from .imaging import place_image
from .interpreter import Group, Interpreter, operator
from .layers import NO_LAYER
from .matrix import Box, box_of, image_of, matrix_of
from .sources import Resources


def draw_form(it: Interpreter, form: Any, what: str = "form") -> None:
    """A form XObject: its matrix, its box as clip, its own resources or those around it."""
    with it.inner(what, form) as goes:
        if not goes:
            return
        made = it.source.form(form)
        if made.is_group:
            state = it.state
            outer, masked = it.group, state.is_soft_masked or it.group.is_soft_masked
            blend = state.blend if state.blend != "Normal" else outer.blend
            it.group = Group(state.alpha * outer.alpha, blend, masked)
            it.state = state.inside_group()
            it.page.has_knockout |= made.is_knockout
        it.state.ctm = made.matrix.then(it.state.ctm)
        it.base = it.state.ctm
        if made.box is not None:
            it.state.clip = it.state.clip.meet(image_of(made.box, it.state.ctm))
        if not it.state.clip.is_empty:
            if made.layer != NO_LAYER:
                it.marked.append(made.layer)
            it.run(made.stream, made.resources)
            if made.layer != NO_LAYER:
                it.marked.pop()


@operator("Do")
def draw(it: Interpreter, args: list[Any]) -> None:
    thing = it.resource("XObject", args[0])
    if thing is None:
        it.fault(f"/{args[0]} is not among the resources")
        return
    kind = str(thing.get("/Subtype", ""))
    if kind == "/Form":
        draw_form(it, thing)
    elif kind == "/Image":
        it.marked.append(it.source.layers.of(thing.get("/OC")))
        place_image(it, thing)
        it.marked.pop()


def paint_pattern(it: Interpreter, pattern: Any, box: Box, under: Colour) -> None:
    """An area painted with a tiling: what one tile paints counts for the area. Or with a shading."""
    if int(pattern.get("/PatternType", 1)) == 2:
        shade(it, pattern.get("/Shading"), box)
        return
    with it.inner("pattern", pattern) as goes:
        if not goes:
            return
        it.state.clip = it.state.clip.meet(box)
        it.state.ctm = matrix_of(pattern.get("/Matrix")).then(it.base)
        it.state.pattern = it.state.stroke_pattern = None
        if int(pattern.get("/PaintType", 1)) == 2:
            it.state.fill = it.state.stroke = under
            it.colour_frozen = True
        first, area = len(it.page.objects), it.mm(it.state.clip)
        clip, it.state.clip = it.state.clip, Box(-1e9, -1e9, 1e9, 1e9)
        it.run(it.source.stream(pattern), own(pattern))
        if clip.is_empty:
            del it.page.objects[first:]
        for one in it.page.objects[first:]:
            one.box = area


def own(stream: Any) -> Resources | None:
    """A stream's own resources; None where it uses those around it."""
    found = stream.get("/Resources")
    return Resources(found) if found is not None else None


def shade(it: Interpreter, shading: Any, box: Box) -> None:
    """A smooth shading: it may lay down every plate of its space."""
    if shading is None:
        return
    space = it.space(shading.get("/ColorSpace"))
    tints = tuple((name, 1.0) for name in space.plates)
    it.paint("shading", box, Colour(space.family, space.model, tints))


def draw_annotations(it: Interpreter, page: Any) -> None:
    """Annotations that print draw their appearance; each kind is named on the page's facts."""
    for one in page.get("/Annots", []):
        if not isinstance(one, pikepdf.Dictionary):
            continue
        kind, flags = str(one.get("/Subtype", "")).lstrip("/"), int(one.get("/F", 0))
        prints = bool(flags & 4) and not flags & 2
        it.page.annotations.append(kind + ("" if prints else " (not printed)"))
        looks = one.get("/AP")
        look = looks.get("/N") if looks is not None else None
        if isinstance(look, pikepdf.Dictionary) and not isinstance(look, pikepdf.Stream):
            look = look.get(str(one.get("/AS", "/Off")))
        if prints and isinstance(look, pikepdf.Stream):
            _appear(it, one, look)


def _appear(it: Interpreter, annotation: Any, look: Any) -> None:
    """Fit the appearance's box into the annotation's rectangle (12.5.5)."""
    into, box = box_of(annotation.Rect), image_of(box_of(look.BBox), matrix_of(look.get("/Matrix")))
    with it.inner("annotation", pikepdf.Dictionary()) as _:
        sx = into.width / box.width if box.width else 1.0
        sy = into.height / box.height if box.height else 1.0
        ctm = it.state.ctm
        fit = type(ctm)(sx, 0.0, 0.0, sy, into.x0 - box.x0 * sx, into.y0 - box.y0 * sy)
        it.state.ctm = fit.then(ctm)
        it.marked.append(it.source.layers.of(annotation.get("/OC")))
        draw_form(it, look, "")
        it.marked.pop()
