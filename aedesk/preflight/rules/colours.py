"""Rules about colour: process colours only, spots, registration colour, ink on small type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from aedesk.kit.text import T

from ..facts import PageFacts, Painted
from ..findings import Finding, Severity
from ..inks import ALL, alike, is_spot, means
from ..look import ERROR, INFO, WARNING, Look, Rule, gathered, inside, rule, times
from ..origins import gwg

FAMILIES = {"rgb": "RGB", "lab": "Lab"}


@rule
class ProcessColours(Rule):
    """Only the press's inks: no RGB, no Lab."""

    code, answers, item = "rgb", ("ART-12", "ART-09"), "colour"
    name = T("印刷色", "Process colours")
    sentence = T("颜色都是 CMYK 或专色。", "All colour is CMYK or spot.")

    def look(self, it: Look) -> Iterable[Finding]:
        severity = ERROR if it.profile.early else INFO
        for page in it.facts.pages:
            found: dict[tuple[str, str], list[Painted]] = defaultdict(list)
            for one in page.painted:
                if (model := one.model) in FAMILIES and inside(page, one):
                    found[FAMILIES[model], "image" if one.image else "object"].append(one)
            for (model, what), objects in found.items():
                kind = T("图片", "image") if what == "image" else T("对象", "object")
                count, many = len(objects), "s" * (len(objects) > 1)
                says = T(f"有 {count} 个 {model} {kind.zh}。", f"{count} {model} {kind.en}{many}.")
                todo = T("在原文件里转成 CMYK，再导出。", "Convert them to CMYK in the source file and export again.")
                yield self.finding(
                    severity,
                    says,
                    todo,
                    page=page.number,
                    measured=model,
                    limit="CMYK",
                    source=gwg(),
                    **gathered(objects),
                )


@rule
class SpotColours(Rule):
    """Spots are those ordered."""

    code, item = "spots", "plates"
    name = T("专色", "Spot colours")
    sentence = T("专色都是工作单上订的。", "Every spot colour is one ordered.")

    def look(self, it: Look) -> Iterable[Finding]:
        ordered = {alike(name) for name in it.spec.plates}
        for ink in sorted(ink for ink in it.facts.inks if is_spot(ink) and alike(ink) not in ordered):
            if any(means(ink, name) for name in it.spec.plates):
                continue
            severity = self._severity(it)
            if severity is None:
                continue
            page, objects = first_with(it, ink)
            says = T(f"用了没订的专色“{ink}”。", f"The spot colour “{ink}” was not ordered.")
            yield self.finding(
                severity,
                says,
                T("改成 CMYK，或在工作单的工艺里写上它。", "Make it CMYK, or put it among the job sheet's processes."),
                page=page,
                measured=ink,
                source=gwg("R0020"),
                **gathered(objects),
            )

    def _severity(self, it: Look) -> Severity | None:
        if it.profile.spots == "none":
            return ERROR
        return WARNING if it.profile.spots == "warn" or it.spec.plates else INFO


def first_with(it: Look, ink: str) -> tuple[int, list[Painted]]:
    """The first page that lays down an ink, and its objects that do."""
    for page in it.facts.pages:
        found = [one for one in page.painted if lays(one, ink)]
        if found:
            return page.number, found
    return 0, []


def lays(one: Painted, ink: str) -> bool:
    """Whether an object can put this ink on paper."""
    return ink in one.inked


@rule
class SpotTwice(Rule):
    """One spot has one name."""

    code = "spot_twice"
    name = T("专色重名", "One spot, two names")
    sentence = T("同一个专色只有一个名字。", "One spot colour has one name.")

    def look(self, it: Look) -> Iterable[Finding]:
        by_ink: dict[str, set[str]] = defaultdict(set)
        for ink in it.facts.inks:
            if is_spot(ink):
                by_ink[alike(ink)].add(ink)
        for names in by_ink.values():
            if len(names) > 1:
                both = sorted(names)
                says = T(
                    f"同一专色有几个名字：{'、'.join(both)}，会出成几块版。",
                    f"One spot under several names: {', '.join(both)}; each makes a plate.",
                )
                yield self.finding(
                    WARNING,
                    says,
                    T("在原文件里合并成一个色板。", "Merge the swatches in the source file."),
                    measured=", ".join(both),
                    source=gwg("R0021"),
                )


@rule
class RegistrationColour(Rule):
    """The registration colour stays outside the trim."""

    code, item = "registration", "registers"
    name = T("套版色", "Registration colour")
    sentence = T("套版色只用在裁切线外。", "The registration colour stays outside the trim.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            found = [one for one in page.painted if lays(one, ALL) and _well_inside(page, one)]
            if found:
                says = (
                    T("页面里用了套版色，每块版都会印上", "The registration colour prints on every plate")
                    + times(len(found))
                    + T("。", ".")
                )
                yield self.finding(
                    ERROR,
                    says,
                    T("改成单黑 K100。", "Make it K 100."),
                    page=page.number,
                    source=gwg("R0024"),
                    **gathered(found),
                )


def _well_inside(page: PageFacts, one: Painted) -> bool:
    """Not a mark that only touches the trim with its end."""
    return page.finished.grow(-1).touches(one.box)


class SmallType(Rule):
    """Type smaller than a limit in a kind of colour."""

    limit_name = ""

    def fits(self, one: Painted) -> bool:
        raise NotImplementedError

    def look(self, it: Look) -> Iterable[Finding]:
        limit = it.length(self.limit_name)
        if limit is None:
            return
        for page in it.facts.pages:
            found = [
                one
                for one in page.painted
                if one.words and one.words.size_pt < limit - 0.005 and inside(page, one) and self.fits(one)
            ]
            if found:
                yield self._one(it, page.number, found, limit)

    def _one(self, it: Look, page: int, found: list[Painted], limit: float) -> Finding:
        least = min(one.words.size_pt for one in found if one.words)
        text = next(one.words.says.strip()[:20] for one in found if one.words and one.words.size_pt == least)
        says = (
            self.name
            + T(f"只有 {least:.1f} pt：“{text}”", f" of only {least:.1f} pt: “{text}”")
            + times(len(found))
            + T("。", ".")
        )
        return self.finding(
            WARNING,
            says,
            T("放大，或改成单色。", "Enlarge it, or set it in one ink."),
            page=page,
            measured=f"{least:.1f} pt",
            limit=f"{limit:.3g} pt",
            source=it.scaled(it.source(self.limit_name), "pt", limit),
            **gathered(found),
        )


@rule
class SmallWhiteText(SmallType):
    """Small reversed-out type fills in on press."""

    code, limit_name, item = "small_white_text", "white_text_pt", "paper_colour"
    name = T("反白小字", "Small white text")
    sentence = T("反白字不小于下限。", "Reversed-out text is not smaller than the limit.")

    def fits(self, one: Painted) -> bool:
        return one.colour is not None and one.colour.is_white and one.words is not None and one.words.mode in (0, 2)


@rule
class SmallInkText(SmallType):
    """Small type in several inks shows every misregister."""

    code, limit_name, item = "small_ink_text", "ink_text_pt", "paper_colour"
    name = T("多色小字", "Small multi-ink text")
    sentence = T("多色叠印的字不小于下限。", "Text of several inks is not smaller than the limit.")

    def fits(self, one: Painted) -> bool:
        return one.colour is not None and one.colour.model in ("cmyk", "spot") and len(one.colour.inked) > 1


@rule
class RichBlackText(Rule):
    """Black text is black, not four inks."""

    code, item = "rich_black_text", "paper_colour"
    name = T("四色黑字", "Rich black text")
    sentence = T("黑字用单黑，不用四色黑。", "Black text is black alone, not rich black.")

    def look(self, it: Look) -> Iterable[Finding]:
        limit = it.limit("rich_black_percent")
        if limit is None:
            return
        for page in it.facts.pages:
            found = [
                one
                for one in page.painted
                if one.words
                and one.colour
                and one.colour.tint("Black") >= 0.85
                and one.colour.total * 100 > limit + 0.01
                and inside(page, one)
            ]
            if found:
                most = max(one.colour.total for one in found if one.colour) * 100
                says = (
                    T(f"文字用了四色黑，墨量 {most:.0f}%", f"Text in rich black, {most:.0f} % ink")
                    + times(len(found))
                    + T("。", ".")
                )
                yield self.finding(
                    WARNING,
                    says,
                    T("改成单黑 K100。", "Make it K 100."),
                    page=page.number,
                    measured=f"{most:.0f}%",
                    limit=f"{limit:.0f}%",
                    source=it.source("rich_black_percent"),
                    **gathered(found),
                )


def is_black(one: Painted) -> bool:
    """100 % black and nothing else."""
    return one.colour is not None and one.colour.tint("Black") >= 0.999 and one.colour.inked == ("Black",)
