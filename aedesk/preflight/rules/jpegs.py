"""Rules about JPEG pictures: squeezed until it shows, or cut short."""

from __future__ import annotations

from collections.abc import Iterable

from aedesk.kit.text import T

from ..findings import Finding
from ..look import INFO, WARNING, Look, Rule, gathered, rule, times
from .images import pictures


@rule
class JpegQuality(Rule):
    """A hint for the eye: pictures compressed so hard that blocks may show."""

    code, answers, item = "jpeg_quality", ("ART-11",), "picture_resolution"
    name = T("JPEG 压缩", "JPEG compression")
    sentence = T("图片没有压得太狠。", "Pictures are not compressed too hard.")

    def look(self, it: Look) -> Iterable[Finding]:
        least = it.limit("jpeg_quality")
        if least is None:
            return
        for page in it.facts.pages:
            found = [one for one in pictures(page) if one.image and 0 < one.image.jpeg_quality < least]
            if found:
                worst = min(one.image.jpeg_quality for one in found if one.image)
                says = T(f"JPEG 压缩质量约 {worst}，可能看得出方块", f"JPEG quality is about {worst}; blocks may show")
                yield self.finding(
                    INFO, says + times(len(found)) + T("。", "."),
                    T("换成原图，或存成高质量 JPEG 再置入。", "Place the original, or a JPEG of high quality."),
                    page=page.number, measured=f"{worst}", limit=f"≥{least:g}", source=it.source("jpeg_quality"), **gathered(found),
                )  # fmt: skip


@rule
class CutShort(Rule):
    """A picture whose data ends too early prints gray or not at all below that row."""

    code, answers, item = "picture_cut_short", ("ART-11",), "picture_resolution"
    name = T("图片数据不全", "Picture data cut short")
    sentence = T("图片的数据是完整的。", "A picture's data is complete.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            found = [one for one in page.painted if one.image and one.image.is_cut_short]
            if found:
                yield self.finding(
                    WARNING, T("图片数据没有结尾，可能印不全", "A picture's data has no end; part of it may not print") + times(len(found)) + T("。", "."),
                    T("重新置入原图再导出。", "Place the original again and export."), page=page.number, **gathered(found),
                )  # fmt: skip
