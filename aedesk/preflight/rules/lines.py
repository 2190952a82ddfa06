"""Rules about lines: too thin to print, too thin reversed out, too thin in several inks; what stands near the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aedesk.kit.text import T

from ..facts import PageFacts, Painted
from ..findings import Finding, Severity
from ..inks import is_tool
from ..look import ERROR, INFO, WARNING, Look, Rule, gathered, inside, rule, times
from ..matrix import Box

PT = 25.4 / 72
EPSILON = 0.0005  # mm: what storing a figure may cost
Fits = Callable[[Painted], bool]


def lines(page: PageFacts, fits: Fits) -> list[Painted]:
    """Strokes and thin rectangles of a kind on the finished page."""
    return [
        one
        for one in page.painted
        if one.line_mm is not None and one.what != "text" and fits(one) and inside(page, one)
    ]


def ordinary(one: Painted) -> bool:
    return one.colour is not None and not one.colour.is_white and not draws_a_tool(one)


def draws_a_tool(one: Painted) -> bool:
    return bool(one.inked) and all(is_tool(ink) for ink in one.inked)


def white(one: Painted) -> bool:
    return one.colour is not None and one.colour.is_white


def several_inks(one: Painted) -> bool:
    return one.colour is not None and one.colour.model in ("cmyk", "spot") and len(one.colour.inked) > 1


@rule
class LineWidth(Rule):
    """No line is thinner than what prints."""

    code, answers, item = "line_width", ("ART-16",), "line_width"
    name = T("线条粗细", "Line width")
    sentence = T("线条不细于 0.2 mm。", "No line is thinner than 0.2 mm.")

    def look(self, it: Look) -> Iterable[Finding]:
        least, wanted = it.length("line_error_mm"), it.length("line_warning_mm")
        if least is None or wanted is None:
            return
        for page in it.facts.pages:
            thin = [one for one in lines(page, ordinary) if (one.line_mm or 0) < wanted - EPSILON]
            for severity, found, limit, name in (
                (ERROR, [one for one in thin if (one.line_mm or 0) < least - EPSILON], least, "line_error_mm"),
                (WARNING, [one for one in thin if (one.line_mm or 0) >= least - EPSILON], wanted, "line_warning_mm"),
            ):
                if found:
                    yield self._one(it, page.number, found, severity, limit, name)

    def _one(self, it: Look, page: int, found: list[Painted], severity: Severity, limit: float, name: str) -> Finding:
        width = min(one.line_mm or 0 for one in found)
        enough = it.length("line_warning_mm") or limit
        wanted, has = (f"{mm:.{2 if enough >= 0.1 else 3}f} mm" for mm in (enough, width))
        told = T("极细线（0）", "hairline (0)") if width == 0 else T(has, has)
        says = T("线条太细：", "Line too thin: ") + told + times(len(found)) + T("。", ".")
        todo = T(f"加粗到 {wanted}。", f"Make it {wanted}.")
        return self.finding(
            severity,
            says,
            todo,
            page=page,
            measured=f"{width:.3f} mm",
            limit=f"≥{limit:.3f} mm",
            source=it.scaled(it.source(name), "mm", limit),
            **gathered(found),
        )


class ThinLine(Rule):
    """Lines thinner than a limit in pt, of a kind of colour."""

    limit_name = ""
    fits: Fits

    def look(self, it: Look) -> Iterable[Finding]:
        limit = it.length(self.limit_name)
        if limit is None:
            return
        limit_mm = limit * PT
        for page in it.facts.pages:
            found = [one for one in lines(page, type(self).fits) if (one.line_mm or 0) < limit_mm - EPSILON]
            if found:
                width = min(one.line_mm or 0 for one in found)
                says = (
                    self.name
                    + T(f"只有 {width / PT:.2f} pt", f" of only {width / PT:.2f} pt")
                    + times(len(found))
                    + T("。", ".")
                )
                yield self.finding(
                    WARNING,
                    says,
                    T("加粗。", "Make it thicker."),
                    page=page.number,
                    measured=f"{width / PT:.2f} pt",
                    limit=f"≥{limit:.3g} pt",
                    source=it.scaled(it.source(self.limit_name), "pt", limit),
                    **gathered(found),
                )


@rule
class WhiteLine(ThinLine):
    """Reversed-out lines fill in."""

    code, limit_name, item = "white_line", "white_line_pt", "line_width"
    name = T("反白细线", "White line")
    sentence = T("反白线不细于下限。", "Reversed-out lines are not thinner than the limit.")
    fits = staticmethod(white)


@rule
class InkLine(ThinLine):
    """Thin lines in several inks show every misregister."""

    code, limit_name, item = "ink_line", "ink_line_pt", "line_width"
    name = T("多色细线", "Multi-ink line")
    sentence = T("多色叠印的线不细于下限。", "Lines of several inks are not thinner than the limit.")
    fits = staticmethod(several_inks)


@rule
class SafeZone(Rule):
    """Text stays clear of the trim."""

    code, answers, item = "safe_zone", ("ART-14",), "cropping"
    name = T("安全边距", "Safe zone")
    sentence = T("文字离裁切线不少于 3 mm。", "Text keeps 3 mm from the trim.")

    def look(self, it: Look) -> Iterable[Finding]:
        margin = it.length("safe_mm")
        if margin is None:
            return
        for page in it.facts.pages:
            text = [one for one in page.painted if one.words and inside(page, one) and near_edge(page, one.box, margin)]
            logos = [one for one in small_art(page) if near_edge(page, one.box, margin) and not off_page(page, one.box)]
            if text:
                yield self._one(it, page, text, margin, WARNING, TEXT_NEAR, T("往里移。", "Move it inward."))
            if logos:
                yield self._one(it, page, logos, margin, INFO, ART_NEAR, MOVE)

    def _one(
        self, it: Look, page: PageFacts, found: list[Painted], margin: float, severity: Severity, says: T, todo: T
    ) -> Finding:
        told = says.format(margin=f"{margin:.3g}") + times(len(found)) + T("。", ".")
        limit, source = f"≥{margin:.3g} mm", it.scaled(it.source("safe_mm"), "mm", margin)
        return self.finding(severity, told, todo, page=page.number, limit=limit, source=source, **gathered(found))


TEXT_NEAR = T("文字离裁切线不到 {margin} mm，可能被切到", "Text within {margin} mm of the trim may be cut")
ART_NEAR = T("图形离裁切线不到 {margin} mm", "Artwork within {margin} mm of the trim")
MOVE = T(
    "是标志或文字就往里移；是底图就拉出到出血。",
    "Move logos and outlined text inward; take backgrounds out to the bleed.",
)


def near_edge(page: PageFacts, box: Box, margin: float) -> bool:
    """Closer to the trim than the margin, or over it."""
    return not page.finished.grow(-margin).holds(box, EPSILON)


def off_page(page: PageFacts, box: Box) -> bool:
    """Reaches over the trim, as what bleeds does."""
    return not page.finished.holds(box, 0.05)


def small_art(page: PageFacts) -> list[Painted]:
    """Placed pictures and shapes of a logo's size: not backgrounds, not rules, not marks."""
    return [
        one for one in page.painted
        if one.what in ("image", "fill") and one.line_mm is None and min(one.box.width, one.box.height) > 8
        and max(one.box.width, one.box.height) < 80 and inside(page, one) and not (one.colour and one.colour.is_white)
    ]  # fmt: skip
