"""Rules about the page's size and boxes."""

from __future__ import annotations

from collections.abc import Iterable

from aedesk.kit.text import T

from ..facts import PageFacts
from ..findings import Finding
from ..look import ERROR, INFO, WARNING, Look, Rule, rule
from ..origins import JOB_SHEET, gwg
from ..placing import trim_by

SEEN_AS = {
    "ArtBox": T("ArtBox", "the ArtBox"), "CropBox": T("CropBox", "the CropBox"), "MediaBox": T("整个页面", "the whole page"),
    "marks": T("裁切线", "the crop marks"), "order": T("订的尺寸加出血", "the ordered size plus bleed"),
    "resolution": T("图片的分辨率", "the image's resolution"), "pixels": T("72 ppi（文件没写分辨率）", "72 ppi, as the file names none"),
}  # fmt: skip


def told(width: float, height: float) -> str:
    """350 × 490 mm, without needless decimals."""
    return f"{width:.1f}×{height:.1f} mm".replace(".0×", "×").replace(".0 mm", " mm")


def tolerance(it: Look, side: float) -> float:
    """How far a side may be off, in mm of the print: ±0.5 mm; large format 1 %."""
    percent = it.limit("size_percent")
    return side * percent / 100 if percent is not None else it.limit("size_mm") or 0.5


def is_size(it: Look, size: tuple[float, float], wanted: tuple[float, float]) -> bool:
    """Whether a size in mm of the print is the one ordered."""
    return all(abs(a - b) <= tolerance(it, b) + 1e-6 for a, b in zip(size, wanted, strict=True))


def fits(it: Look) -> bool:
    """Whether every page has the ordered size, or none is ordered; asked before the pages are placed by an order."""
    spec = it.spec
    if spec.width_mm is None or spec.height_mm is None:
        return True
    for page in it.facts.pages:
        width, height = (side * it.printed_scale for side in page.seen_mm(trim_by(page, spec) or page.trim))
        if not is_size(it, (width, height), (spec.width_mm, spec.height_mm)):
            return False
    return True


@rule
class FinishedSize(Rule):
    """The finished size is the one ordered."""

    code, answers, item = "size", ("ART-25",), "page_size"
    name = T("成品尺寸", "Finished size")
    sentence = T("成品尺寸与工作单一致。", "The finished size is the one on the job sheet.")

    def look(self, it: Look) -> Iterable[Finding]:
        wanted = it.spec.width_mm, it.spec.height_mm
        if wanted[0] is None or wanted[1] is None:
            return
        for page in it.facts.pages:
            width, height = (side * it.printed_scale for side in page.size_mm)
            if not is_size(it, (width, height), (wanted[0], wanted[1])):
                yield self._one(it, page, (width, height), (wanted[0], wanted[1]))

    def _one(self, it: Look, page: PageFacts, size: tuple[float, float], wanted: tuple[float, float]) -> Finding:
        says = T(
            f"成品尺寸 {told(*size)}，工作单订的是 {told(*wanted)}。",
            f"The finished size is {told(*size)}; {told(*wanted)} was ordered.",
        )
        todo = T(
            "按工作单改文档尺寸再导出；不要只缩放。",
            "Set the document to the ordered size and export again; do not merely scale it.",
        )
        if is_size(it, (size[1], size[0]), wanted):
            todo = T("横竖反了，转过来再导出。", "It lies on its side; turn it and export again.")
        elif (factor := round(wanted[0] / size[0])) > 1 and is_size(it, (size[0] * factor, size[1] * factor), wanted):
            todo = T(
                f"像是按 1:{factor} 做的，在工作单上写明比例。",
                f"It seems drawn 1:{factor}; write the scale on the job sheet.",
            )
        return self.finding(
            ERROR, says, todo, page=page.number, measured=told(*size), limit=told(*wanted), source=JOB_SHEET
        )


@rule
class TrimGuessed(Rule):
    """The file says itself where it is cut."""

    code, item = "trim_guessed", "page_size"
    name = T("裁切框", "Trim box")
    sentence = T("文件写明裁切框。", "The file names its trim box.")

    def look(self, it: Look) -> Iterable[Finding]:
        guessed = [page for page in it.facts.pages if page.trim_from in SEEN_AS]
        if guessed and it.facts.kind == "pdf":
            seen = SEEN_AS[guessed[0].trim_from]
            says = T(f"文件没写裁切框，按{seen.zh}算。", f"The file names no trim box; {seen.en} was taken.")
            yield self.finding(
                INFO,
                says,
                T("导出时带上裁切框（TrimBox）。", "Export with the trim box."),
                page=guessed[0].number,
                measured=guessed[0].trim_from,
                count=len(guessed),
            )
        if it.facts.pages and it.facts.pages[0].trim_from == "pixels":
            yield self.finding(
                WARNING,
                T("图片没写分辨率，尺寸量不准。", "The image names no resolution, so its size is unknown."),
                T("在软件里写上分辨率再存。", "Set the resolution and save again."),
            )


@rule
class OneSize(Rule):
    """All pages have one size and lie the same way."""

    code, item = "one_size", "page_size"
    name = T("页面一致", "Pages alike")
    sentence = T("各页尺寸、方向一致。", "All pages have one size and lie the same way.")

    def look(self, it: Look) -> Iterable[Finding]:
        pages = it.facts.pages
        if len(pages) < 2 or it.spec.width_mm is not None:
            return
        first = pages[0].size_mm
        for page in pages[1:]:
            if any(abs(a - b) > 0.5 for a, b in zip(page.size_mm, first, strict=True)):
                says = T(
                    f"这一页是 {told(*page.size_mm)}，第一页是 {told(*first)}。",
                    f"This page is {told(*page.size_mm)}, the first {told(*first)}.",
                )
                yield self.finding(
                    WARNING,
                    says,
                    T("确认是折页或跨页，否则改成一样。", "Make them alike unless it folds out."),
                    page=page.number,
                    measured=told(*page.size_mm),
                    limit=told(*first),
                )


@rule
class UserUnit(Rule):
    """Only large format files count in units of their own."""

    code = "user_unit"
    name = T("页面单位", "User unit")
    sentence = T("大幅面以外不用 UserUnit。", "UserUnit is for large format only.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            if page.user_unit != 1 and it.profile.code not in ("large", "penhui", "xiezhen"):
                says = T(
                    f"页面单位是 {page.user_unit:g}，有的软件会按 1 算。",
                    f"The user unit is {page.user_unit:g}; some programs take it as 1.",
                )
                yield self.finding(
                    WARNING,
                    says,
                    T("按 1:1 重新导出。", "Export again at 1:1."),
                    page=page.number,
                    measured=f"{page.user_unit:g}",
                    limit="1",
                    source=gwg(),
                )
