"""Rules about how things stand to each other: nearly aligned, nearly at the edge, nearly in register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise

from aedesk.kit.text import T

from ..facts import PageFacts, Painted
from ..findings import Finding
from ..inks import kind_of
from ..look import INFO, WARNING, Look, Rule, gathered, inside, rule, times
from ..matrix import Box
from ..origins import MANUAL
from .images import pictures
from .lines import off_page

SMALLEST = 3.0  # mm: smaller things are bullets and ornaments
MOST = 300  # frames on a page: more is a table or a pattern, and no two of it are compared
EXACT = 0.1  # mm: the same place, written twice
EPSILON = 0.0005


def frames(page: PageFacts) -> list[Painted]:
    """Pictures and filled rectangles on the finished page, one of each place; what bleeds stands where the page says."""
    rectangles = [one for one in page.painted if one.is_rectangle and one.colour and not one.colour.is_white]
    found: list[Painted] = []
    for one in (*pictures(page), *rectangles):
        big = min(one.box.width, one.box.height) >= SMALLEST
        if big and inside(page, one) and not off_page(page, one.box) and not any(same(one.box, at.box) for at in found):
            found.append(one)
        if len(found) > MOST:
            return []
    return found


def same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= EXACT for a, b in zip(one, other, strict=True))


@rule
class Alignment(Rule):
    """A hint for the eye: frames that miss each other's edge, the middle or an even gap by a hair."""

    code, answers, item = "alignment", ("ART-15",), "alignment"
    name = T("对齐、居中、等分", "Aligned, centred, evenly spaced")
    sentence = T("该对齐的没有差一点点。", "What is to be aligned does not miss by a hair.")

    def look(self, it: Look) -> Iterable[Finding]:
        least, most = it.length("align_mm"), it.length("align_most_mm")
        if least is None or most is None:
            return

        def near(off: float) -> bool:
            return least + EPSILON < abs(off) <= most + EPSILON

        for page in it.facts.pages:
            found = frames(page)
            if not found:
                continue
            for says, pairs in (
                (OFF_EDGE, edges(found, near)), (OFF_MIDDLE, middles(page, found, near)), (OFF_GAP, gaps(found, near)),
            ):  # fmt: skip
                misses = list(pairs)
                if misses:
                    yield self._one(it, page, says, misses, least)

    def _one(self, it: Look, page: PageFacts, says: T, misses: list[Miss], least: float) -> Finding:
        objects = list({id(one): one for _, both in misses for one in both}.values())
        off = max(abs(by) for by, _ in misses)
        told = says + T(f" {off:.2f} mm。", f" {off:.2f} mm.")
        return self.finding(
            INFO, told, T("看一眼是否有意为之。", "See whether it is meant so."), page=page.number,
            measured=f"{off:.2f} mm", limit=f"≤{least:.3g} mm",
            source=it.scaled(it.source("align_mm"), "mm", least), **gathered(objects),
        )  # fmt: skip


Miss = tuple[float, tuple[Painted, ...]]
Near = Callable[[float], bool]
OFF_EDGE = T("边没有对齐，差", "Edges are not aligned, off by")
OFF_MIDDLE = T("没有居中，偏", "Not centred, off by")
OFF_GAP = T("间距不等，差", "Gaps are uneven, by")


def edges(found: list[Painted], near: Near) -> Iterator[Miss]:
    """Pairs side by side or one above the other whose edges nearly meet; sharing a middle is meant so."""
    for one, other in combinations(found, 2):
        a, b = one.box, other.box
        if apart(a.y0, a.y1, b.y0, b.y1) and not apart(a.x0, a.x1, b.x0, b.x1):
            offs = (a.x0 - b.x0, a.x1 - b.x1, (a.x0 + a.x1 - b.x0 - b.x1) / 2)
        elif apart(a.x0, a.x1, b.x0, b.x1) and not apart(a.y0, a.y1, b.y0, b.y1):
            offs = (a.y0 - b.y0, a.y1 - b.y1, (a.y0 + a.y1 - b.y0 - b.y1) / 2)
        else:
            continue
        missed = [off for off in offs[:2] if near(off)]
        if missed and abs(offs[2]) > EXACT:
            yield max(missed, key=abs), (one, other)


def apart(a0: float, a1: float, b0: float, b1: float) -> bool:
    return a1 <= b0 + EXACT or b1 <= a0 + EXACT


def middles(page: PageFacts, found: list[Painted], near: Near) -> Iterator[Miss]:
    """Frames nearly in the middle of the page, or of the smallest frame around them."""
    whole = page.finished
    for one in found:
        around = [other.box for other in found if other is not one and other.box.holds(one.box)]
        holder = min(around, key=lambda box: box.area, default=whole)
        a = one.box
        for off in ((a.x0 + a.x1 - holder.x0 - holder.x1) / 2, (a.y0 + a.y1 - holder.y0 - holder.y1) / 2):
            if near(off):
                yield off, (one,)


def gaps(found: list[Painted], near: Near) -> Iterator[Miss]:
    """Three and more frames of one size in a row or column whose gaps nearly agree."""
    for turn in (False, True):
        rows: dict[tuple[int, int, int], list[tuple[float, float, Painted]]] = {}
        for one in found:
            x0, y0, x1, y1 = (one.box.y0, one.box.x0, one.box.y1, one.box.x1) if turn else one.box
            rows.setdefault((round(y0), round(y1 - y0), round(x1 - x0)), []).append((x0, x1, one))
        for row in rows.values():
            row.sort(key=lambda at: at[0])
            between = [after[0] - before[1] for before, after in pairwise(row)]
            if len(between) > 1 and min(between) > 0 and near(max(between) - min(between)):
                yield max(between) - min(between), tuple(at[2] for at in row)


@rule
class PictureEdge(Rule):
    """A picture that ends just inside the trim leaves a white sliver."""

    code, answers, item = "picture_edge", ("ART-14",), "cropping"
    name = T("图边贴着裁切线", "Picture edge at the trim")
    sentence = T("图片要么出血，要么离裁切线 1 mm 以上。", "A picture bleeds or keeps 1 mm from the trim.")

    def look(self, it: Look) -> Iterable[Finding]:
        margin = it.length("border_mm")
        if margin is None:
            return
        for page in it.facts.pages:
            found = [(one, short) for one in pictures(page) if (short := sliver(page, one, margin)) is not None]
            if found:
                short = min(by for _, by in found)
                says = T(
                    f"图片离裁切线只有 {short:.2f} mm，裁后会露白边",
                    f"A picture ends {short:.2f} mm inside the trim; a white sliver will show",
                )
                yield self.finding(
                    WARNING, says + times(len(found)) + T("。", "."),
                    T("拉出到出血，或往里收。", "Take it out to the bleed, or move it inward."), page=page.number,
                    measured=f"{short:.2f} mm", limit=f"0 / ≥{margin:.3g} mm",
                    source=it.scaled(it.source("border_mm"), "mm", margin),
                    **gathered([one for one, _ in found]),
                )  # fmt: skip


def sliver(page: PageFacts, one: Painted, margin: float) -> float | None:
    """How far, in mm, a picture of some size ends inside the trim, with bare paper between; None where it does not."""
    width, height = page.finished.width, page.finished.height
    a = one.box
    if min(a.width, a.height) < 8:
        return None
    for short, strip in (
        (a.x0, Box(0, a.y0, a.x0, a.y1)), (a.y0, Box(a.x0, 0, a.x1, a.y0)),
        (width - a.x1, Box(a.x1, a.y0, width, a.y1)), (height - a.y1, Box(a.x0, a.y1, a.x1, height)),
    ):  # fmt: skip
        if 0.05 < short < margin - EPSILON and not covered(page, strip):
            return short
    return None


def covered(page: PageFacts, strip: Box) -> bool:
    """Whether something with ink is painted over the middle of a strip."""
    x, y = (strip.x0 + strip.x1) / 2, (strip.y0 + strip.y1) / 2
    return any(
        one.box.x0 <= x <= one.box.x1 and one.box.y0 <= y <= one.box.y1
        for one in page.painted
        if one.what in ("fill", "image", "shading") and not (one.colour and one.colour.is_white and one.image is None)
    )


@rule
class Register(Rule):
    """A special plate's shape lies exactly on the artwork it belongs to."""

    code, answers, item = "register", ("ART-27",), "registers"
    name = T("工艺版错位", "Special plate out of register")
    sentence = T("工艺版的图形和底图重合。", "Shapes of a special plate lie on their artwork.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            plates = [one for one in page.painted if is_special(one) and inside(page, one)]
            if not plates or len(plates) > MOST:
                continue
            art = [one for one in page.painted if not is_special(one) and one.image is None and inside(page, one)]
            found = [(one, by) for one in plates if (by := shifted(one, art)) is not None]
            if found:
                off = max(by for _, by in found)
                says = T(f"工艺版和底图错开 {off:.2f} mm", f"A special plate lies {off:.2f} mm off its artwork")
                yield self.finding(
                    WARNING, says + times(len(found)) + T("。", "."),
                    T("把两者对齐到同一位置。", "Move both to the same place."), page=page.number,
                    measured=f"{off:.2f} mm", limit=f"≤{EXACT:g} mm", source=MANUAL, **gathered([one for one, _ in found]),
                )  # fmt: skip


def is_special(one: Painted) -> bool:
    """Foil, varnish, emboss: what belongs on a shape; cutting lines and white ink stand by themselves."""
    return one.colour is not None and any(kind_of(ink) in ("foil", "uv", "emboss") for ink in one.colour.inked)


def shifted(one: Painted, art: list[Painted]) -> float | None:
    """How far, in mm, the shape of the same size lies beside it; None where one lies on it or none is near."""
    a, nearest = one.box, None
    for other in art:
        b = other.box
        if abs(a.width - b.width) > EXACT / 2 or abs(a.height - b.height) > EXACT / 2:
            continue
        off = ((a.x0 - b.x0) ** 2 + (a.y0 - b.y0) ** 2) ** 0.5
        nearest = off if nearest is None else min(nearest, off)
    return nearest if nearest is not None and EXACT + EPSILON < nearest <= 1.5 else None
