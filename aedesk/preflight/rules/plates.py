"""Rules that need separations: total ink, and special processes on plates of their own."""

from __future__ import annotations

from collections.abc import Iterable

from aedesk.kit.text import T

from ..findings import Finding
from ..inking import Plate, heaviest, inks_of, is_estimate, plates, some_plates, total
from ..inks import PROCESS, kind_of, means
from ..look import ERROR, WARNING, Look, Rule, gathered, rule, times
from ..origins import JOB_SHEET
from .colours import lays

# Papers as a job sheet names them, and the limit each goes by.
PAPERS = {
    "新闻纸": "newsprint", "newsprint": "newsprint", "胶版纸": "uncoated", "轻涂纸": "light", "铜版纸": "coated", "哑粉纸": "matt", "特种纸": "special",
}  # fmt: skip
ROUNDING = 3.0  # points: what rendering at 50 ppi costs


def plates_of(it: Look, number: int) -> list[Plate]:
    """A page's process plates, rendered once for all rules."""
    key = "plates", number
    if key not in it.kept:
        it.kept[key] = [one for one in plates(it.pages, number) if one.ink in PROCESS or it.profile.code == "packaging"]
    return list(it.kept[key])


def ink_limit(it: Look) -> tuple[float | None, T]:
    """The most ink the paper carries, in percent, else the profile's; and the source."""
    paper, name = next(
        ((word, f"ink_{kind}_percent") for word, kind in PAPERS.items() if word in it.spec.paper), ("", "")
    )
    general = "ink_percent" in it.spec.limits and name not in it.spec.limits
    if it.limit(name) is None or general:
        return it.limit("ink_percent"), it.source("ink_percent")
    return it.limit(name), it.source(name) + T(f"：{paper}", f": {paper}")


@rule
class InkCoverage(Rule):
    """No more ink than the paper carries."""

    code, answers, item = "ink_coverage", ("ART-09",), "paper_colour"
    name = T("总墨量", "Total ink")
    sentence = T("总墨量不超过纸张能承受的。", "There is no more ink than the paper carries.")
    needs_plates = True

    def look(self, it: Look) -> Iterable[Finding]:
        limit, source = ink_limit(it)
        if limit is None or not it.with_plates:
            return
        for page in it.facts.pages:
            summed = total(plates_of(it, page.number))
            if summed is None:
                continue
            most = heaviest(summed, page, limit + ROUNDING)
            if most.percent > limit + ROUNDING:
                about = T("约 ", "about ") if is_estimate(page) else T("", "")
                says = T(
                    f"总墨量{about.zh}{most.percent:.0f}%，这种纸最多 {limit:.0f}%。",
                    f"Total ink is {about.en}{most.percent:.0f} %; this paper takes {limit:.0f} %.",
                )
                todo = T(
                    "按印厂的曲线重新转 CMYK，或减黑版下的彩色。",
                    "Convert to CMYK anew with the printer's profile, or reduce colour under black.",
                )
                measured = f"{most.percent:.0f}%（{most.share_over:.0%}）"
                yield self.finding(
                    WARNING,
                    says,
                    todo,
                    page=page.number,
                    box=most.box,
                    measured=measured,
                    limit=f"{limit:.0f}%",
                    source=source,
                )


@rule
class SpecialPlates(Rule):
    """Each special process ordered has its own plate with something on it."""

    code, answers, item = "special_plates", ("ART-26",), "special_plates"
    name = T("特种工艺版", "Special process plates")
    sentence = T(
        "每种特种工艺都有自己的版，版上有内容。", "Each special process has a plate of its own with something on it."
    )
    needs_plates = True

    def look(self, it: Look) -> Iterable[Finding]:
        for ordered in it.spec.plates:
            inks = [ink for ink in it.facts.spots if means(ink, ordered)]
            used = [ink for ink in inks if ink in it.facts.inks]
            if not used:
                yield self._missing(it, ordered, inks)
            elif it.with_plates and not any(self._carries(it, ink) for ink in used):
                says = T(f"“{ordered}”的版是空的。", f"The plate for “{ordered}” is empty.")
                yield self.finding(
                    ERROR,
                    says,
                    T("把工艺图形填上这个专色 100%。", "Fill the shapes with this spot at 100 %."),
                    measured=used[0],
                    limit=ordered,
                    source=JOB_SHEET,
                )

    def _missing(self, it: Look, ordered: str, named: list[str]) -> Finding:
        layers = [name for name in it.facts.layers if means(name, ordered)]
        says = T(
            f"工作单订了“{ordered}”，文件里没有它的专色版。",
            f"“{ordered}” is ordered, but the file has no plate for it.",
        )
        if layers:
            says += T(f"只有图层“{layers[0]}”。", f" There is only a layer “{layers[0]}”.")
        elif named:
            says += T(f"色板“{named[0]}”没有用上。", f" The swatch “{named[0]}” is not used.")
        todo = T(
            "建一个以工艺命名的专色，工艺图形填 100% 并叠印。",
            "Make a spot colour named after the process, fill its shapes at 100 % and overprint.",
        )
        return self.finding(ERROR, says, todo, limit=ordered, source=JOB_SHEET)

    def _carries(self, it: Look, ink: str) -> bool:
        pages = [page.number for page in it.facts.pages if ink in inks_of(page)]
        return any(some_plates(it.pages, number, [ink])[0].inked > 0 for number in pages)


@rule
class SpecialOverprint(Rule):
    """Special plates print over the artwork; they do not cut holes into it."""

    code, answers, item = "special_overprint", ("ART-27",), "registers"
    name = T("工艺版叠印", "Special plates overprint")
    sentence = T("特种工艺的版设成叠印，不挖空底图。", "Special plates overprint and leave the artwork whole.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            for ink in sorted(
                {
                    ink
                    for one in page.painted
                    if one.colour
                    for ink in one.colour.inked
                    if kind_of(ink) and kind_of(ink) != "white"
                }
            ):
                found = [one for one in page.painted if lays(one, ink) and not one.overprints and one.image is None]
                if found:
                    says = (
                        T(f"“{ink}”没有叠印，会把底图挖空", f"“{ink}” does not overprint and knocks out the artwork")
                        + times(len(found))
                        + T("。", ".")
                    )
                    yield self.finding(
                        WARNING,
                        says,
                        T("把这个专色的对象设成叠印。", "Set this spot's objects to overprint."),
                        page=page.number,
                        measured=ink,
                        **gathered(found),
                    )
