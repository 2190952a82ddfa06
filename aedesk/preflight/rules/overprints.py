"""Rules about what prints over what: white that vanishes, black that knocks out."""

from __future__ import annotations

from collections.abc import Iterable

from aedesk.kit.text import T

from ..facts import PageFacts, Painted
from ..findings import Finding
from ..look import ERROR, WARNING, Look, Rule, gathered, inside, rule, times
from ..matrix import Box
from ..origins import gwg
from .colours import is_black

CELL = 20.0  # mm


class Beneath:
    """What was painted before an object and lies under it; boxes kept by square so that large pages stay quick."""

    def __init__(self, page: PageFacts) -> None:
        self.cells: dict[tuple[int, int], list[Painted]] = {}
        self.wide: list[Painted] = []
        for one in page.painted:
            if one.image is None and (one.colour is None or one.colour.is_white):
                continue
            cells = list(_cells(one.box))
            for cell in cells[:200]:
                self.cells.setdefault(cell, []).append(one)
            if len(cells) > 200:
                self.wide.append(one)

    def of(self, one: Painted) -> bool:
        """Whether anything with ink lies under the object."""
        inner = Box(one.box.x0 + 0.05, one.box.y0 + 0.05, one.box.x1 - 0.05, one.box.y1 - 0.05)
        if inner.x0 >= inner.x1 or inner.y0 >= inner.y1:
            inner = one.box
        near = (other for cell in list(_cells(one.box))[:200] for other in self.cells.get(cell, ()))
        return any(other.rank < one.rank and other.box.touches(inner) for other in (*self.wide, *near))


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    for column in range(int(box.x0 // CELL), min(int(box.x1 // CELL), int(box.x0 // CELL) + 400) + 1):
        for row in range(int(box.y0 // CELL), min(int(box.y1 // CELL), int(box.y0 // CELL) + 400) + 1):
            yield column, row


@rule
class WhiteOverprint(Rule):
    """White that overprints is not printed at all."""

    code, item = "white_overprint", "registers"
    name = T("白色叠印", "White overprint")
    sentence = T("白色不叠印。", "White does not overprint.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            white = [one for one in page.painted if _vanishes(one) and inside(page, one)]
            if not white:
                continue
            beneath = Beneath(page)
            found = [one for one in white if beneath.of(one)]
            if found:
                says = (
                    T("白色设了叠印，印出来就没有了", "White set to overprint will vanish")
                    + times(len(found))
                    + T("。", ".")
                )
                yield self.finding(
                    ERROR,
                    says,
                    T("取消叠印。", "Switch overprint off."),
                    page=page.number,
                    source=gwg("R0007/R0008"),
                    **gathered(found),
                )


def _vanishes(one: Painted) -> bool:
    """White in the inks it overprints with: CMYK with overprint mode 1, gray, or a spot of tint 0."""
    if not one.overprints or one.colour is None or not one.colour.is_white or one.image is not None:
        return False
    return one.colour.model in ("gray", "spot") or (one.colour.model == "cmyk" and one.opm == 1)


def prints_over(one: Painted) -> bool:
    """Whether what lies beneath stays: gray knocks out whatever is set, CMYK in overprint mode 0 too (ISO 32000, 8.6.7)."""
    if not one.overprints or one.colour is None:
        return False
    return one.colour.model == "spot" or (one.colour.model == "cmyk" and one.opm == 1)


@rule
class BlackKnockout(Rule):
    """Small black text and fine black lines print over what lies beneath."""

    code, item = "black_knockout", "registers"
    name = T("黑字镂空", "Black that knocks out")
    sentence = T("小黑字和细黑线叠印。", "Small black text and fine black lines overprint.")

    def look(self, it: Look) -> Iterable[Finding]:
        text, line = it.length("black_text_pt"), it.length("black_line_pt")
        if text is None or line is None:
            return
        for page in it.facts.pages:
            black = [
                one
                for one in page.painted
                if not prints_over(one) and is_black(one) and self._fine(one, text, line) and inside(page, one)
            ]
            if not black:
                continue
            beneath = Beneath(page)
            found = [one for one in black if beneath.of(one)]
            if found:
                says = (
                    T(
                        "小黑字或细黑线没有叠印，套不准会露白",
                        "Small black text or lines knock out and may show white edges",
                    )
                    + times(len(found))
                    + T("。", ".")
                )
                yield self.finding(
                    WARNING,
                    says,
                    T(
                        "用 CMYK 的 K100（不用灰度），设成叠印，导出时保留叠印模式 1。",
                        "Use K 100 of CMYK, not gray, set it to overprint, and export with overprint mode 1.",
                    ),
                    page=page.number,
                    limit=f"{text:.3g} pt / {line:.3g} pt",
                    source=it.scaled(it.source("black_text_pt"), "pt", text, line),
                    **gathered(found),
                )

    def _fine(self, one: Painted, text: float, line: float) -> bool:
        if one.words is not None:
            return one.words.size_pt < text
        return one.line_mm is not None and one.line_mm * 72 / 25.4 < line
