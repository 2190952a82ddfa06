"""Bleed judged by content: where art touches the trim, it must go on beyond it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from aedesk.kit.text import T

from ..facts import PageFacts
from ..findings import Finding
from ..look import ERROR, WARNING, Look, Rule, rule
from ..matrix import Box
from ..origins import JOB_SHEET, TRADE
from ..render import Picture
from ..spec import EDGES

NAMES = {"top": T("上", "top"), "right": T("右", "right"), "bottom": T("下", "bottom"), "left": T("左", "left")}
BAND, WHITE, ENOUGH, SLACK = 0.5, 250, 0.95, 0.15  # mm, of 255, share, mm


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge's judgement: the share of it that art touches, and the share of that which goes on far enough."""

    name: str
    touched: float
    filled: float
    box: Box
    room_mm: float


def wanted(it: Look) -> tuple[float, float, float, float]:
    """The bleed ordered by edge in mm of the file: the job sheet's, else the profile's."""
    if it.spec.bleed_mm is not None:
        top, right, bottom, left = (side / it.printed_scale for side in it.spec.bleed_mm)
        return top, right, bottom, left
    every = it.length("bleed_mm") or 0.0
    return every, every, every, every


@rule
class Bleed(Rule):
    """Art that touches the trim goes on into the bleed, on every page and edge."""

    code, answers, item = "bleed", ("ART-23",), "bleed"
    name = T("出血", "Bleed")
    sentence = T("碰到裁切线的画面都做足出血。", "Art that touches the trim goes on into the bleed.")
    needs_pixels = True

    def look(self, it: Look) -> Iterable[Finding]:
        needed = wanted(it)
        if not any(needed):
            return
        for page in it.facts.pages:
            picture = it.pages.picture(page.number)
            for name, mm in zip(EDGES, needed, strict=True):
                edge = judge(page, picture, name, mm) if mm else None
                if edge is not None and edge.touched > 0.02 and edge.filled < ENOUGH:
                    yield self._one(it, page, edge, mm)

    def _one(self, it: Look, page: PageFacts, edge: Edge, mm: float) -> Finding:
        side = NAMES[edge.name]
        got = f"{min(reach(edge), mm):.{1 if mm >= 1 else 2}f} mm"  # as fine as what is asked
        says = T(
            f"{side.zh}边出血不够：有 {got}，要 {mm:.3g} mm。",
            f"Not enough bleed at the {side.en}: {got} of {mm:.3g} mm.",
        )
        todo = T("把底图、底色拉出裁切线外，导出时带出血。", "Take backgrounds beyond the trim and export with bleed.")
        return self.finding(
            ERROR,
            says,
            todo,
            page=page.number,
            box=edge.box,
            measured=got,
            limit=f"{mm:.3g} mm",
            source=it.scaled(JOB_SHEET if it.spec.bleed_mm is not None else it.source("bleed_mm"), "mm", mm),
        )


def reach(edge: Edge) -> float:
    """How far the art goes on, in mm, where less than asked."""
    return max(edge.room_mm, 0.0) if edge.filled >= ENOUGH else min(max(edge.room_mm, 0.0), edge.filled * edge.room_mm)


def judge(page: PageFacts, picture: Picture, name: str, mm: float) -> Edge:
    """Compare the band inside the trim with the strip outside it, position by position along an edge."""
    inner, outer, room = strips(page, name, mm)
    across = name in ("top", "bottom")
    length = page.finished.width if across else page.finished.height
    touched = _dark(picture.cut(inner), across)
    beyond = picture.cut(outer)
    filled = _full(beyond, across, touched.size) | _covered(page, outer, across, touched.size, length)
    if room + SLACK < mm:
        filled = np.zeros_like(touched)
    share = float(filled[touched].mean()) if touched.any() else 1.0
    return Edge(name, float(touched.mean()) if touched.size else 0.0, share, inner.join(outer), room)


def strips(page: PageFacts, name: str, mm: float) -> tuple[Box, Box, float]:
    """The band inside and the strip outside an edge, and how much room the MediaBox leaves there, in mm."""
    unit, width, height = page.unit_mm, page.finished.width, page.finished.height
    far = mm - SLACK
    boxes = {
        "top": (Box(0, 0, width, BAND), Box(0, -far, width, -SLACK), page.media.y1 - page.trim.y1),
        "bottom": (
            Box(0, height - BAND, width, height),
            Box(0, height + SLACK, width, height + far),
            page.trim.y0 - page.media.y0,
        ),
        "left": (Box(0, 0, BAND, height), Box(-far, 0, -SLACK, height), page.trim.x0 - page.media.x0),
        "right": (
            Box(width - BAND, 0, width, height),
            Box(width + SLACK, 0, width + far, height),
            page.media.x1 - page.trim.x1,
        ),
    }
    inner, outer, room = boxes[name]
    return inner, outer, room * unit


def _dark(pixels: np.ndarray, across: bool) -> np.ndarray:
    """Where along the edge art touches it: any pixel of the band that is not white."""
    if pixels.size == 0:
        return np.zeros(0, dtype=bool)
    return np.asarray((pixels.min(axis=2) < WHITE).mean(axis=0 if across else 1) > 0.5)


def _full(pixels: np.ndarray, across: bool, size: int) -> np.ndarray:
    """Where along the edge the whole depth of the strip is filled."""
    if pixels.size == 0:
        return np.zeros(size, dtype=bool)
    full = (pixels.min(axis=2) < WHITE).mean(axis=0 if across else 1) >= ENOUGH
    return _fitted(np.asarray(full), size)


def _fitted(values: np.ndarray, size: int) -> np.ndarray:
    return values if values.size == size else np.asarray(values[np.linspace(0, values.size - 1, size).astype(int)])


def _covered(page: PageFacts, outer: Box, across: bool, size: int, length: float) -> np.ndarray:
    """Where a picture or shading reaches over the strip: near-white parts of it are art all the same."""
    found = np.zeros(size, dtype=bool)
    for one in page.painted:
        if one.what not in ("image", "shading") or not one.box.touches(outer):
            continue
        deep = (
            one.box.y0 <= outer.y0 + 0.1 and one.box.y1 >= outer.y1 - 0.1
            if across
            else one.box.x0 <= outer.x0 + 0.1 and one.box.x1 >= outer.x1 - 0.1
        )
        if deep:
            low, high = (one.box.x0, one.box.x1) if across else (one.box.y0, one.box.y1)
            found[max(0, int(low / length * size)) : max(0, int(np.ceil(high / length * size)))] = True
    return found


@rule
class WhiteEdge(Rule):
    """A banner keeps a white edge for its eyelets."""

    code, answers, item = "white_edge", ("ART-23",), "bleed"
    name = T("白边", "White edge")
    sentence = T("喷绘不做出血，四周留 10 cm 白边打扣。", "A banner has no bleed but a 10 cm white edge for eyelets.")

    def look(self, it: Look) -> Iterable[Finding]:
        if it.profile.code != "penhui" or not it.spec.bleed_mm or not any(it.spec.bleed_mm):
            return
        says = T(
            "喷绘一般不做出血，工作单却写了出血。", "Banners have no bleed as a rule, yet the job sheet orders one."
        )
        yield self.finding(
            WARNING, says, T("与喷绘厂确认白边与出血。", "Settle edge and bleed with the printer."), source=TRADE
        )
