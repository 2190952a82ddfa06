"""QR codes and barcodes: readable, large enough, and leading where the job says."""

from __future__ import annotations

from collections.abc import Iterable

from aedesk.kit.text import T

from ..barcodes import Code, codes
from ..facts import PageFacts
from ..findings import Finding
from ..look import ERROR, WARNING, Look, Rule, rule
from ..matrix import Box
from ..origins import JOB_SHEET, QR

COARSE, FINE = 150.0, 300.0  # ppi


@rule
class Codes(Rule):
    """A code reads, and leads to the job's own address."""

    code, item = "qr", "qr"
    name = T("二维码", "QR code")
    sentence = T(
        "二维码扫得出，内容是工作单上的网址，够大、留白够。",
        "The QR code reads, leads to the job's address, is large enough and has its quiet zone.",
    )
    needs_pixels = True

    def look(self, it: Look) -> Iterable[Finding]:
        read: list[str] = []
        for page in it.facts.pages:
            for one in self._codes(it, page):
                read.append(one.text)
                yield from self._judge(it, page, one.text, one.box, one.is_quiet)
        for url in it.spec.facts.urls if it.spec.is_code_ordered else ():
            if url not in read:
                says = T(f"没扫到内容为“{url}”的二维码。", f"No code that reads “{url}” was found.")
                yield self.finding(
                    ERROR,
                    says,
                    T("换上正确、清晰的二维码。", "Place the right code, sharp enough to read."),
                    limit=url,
                    source=JOB_SHEET,
                )

    def _codes(self, it: Look, page: PageFacts) -> list[Code]:
        """Where a code may be, coarse first: most are read at 150 ppi, tiny ones need 300."""
        wanted = bool(it.spec.facts.urls)
        if not wanted and not may_hold_code(page):
            return []
        return codes(it.pages, page.number, COARSE) or (codes(it.pages, page.number, FINE) if wanted else [])

    def _judge(self, it: Look, page: PageFacts, text: str, box: Box, quiet: bool) -> Iterable[Finding]:
        if it.spec.facts.urls and text not in it.spec.facts.urls:
            says = T(f"二维码的内容不对：“{text[:80]}”。", f"The code leads elsewhere: “{text[:80]}”.")
            yield self.finding(
                ERROR,
                says,
                T("换成工作单上的网址重新生成。", "Make it anew from the job sheet's address."),
                page=page.number,
                box=box,
                measured=text[:80],
                limit=it.spec.facts.urls[0],
                source=JOB_SHEET,
            )
        least, side = (it.limit("qr_mm") or 10.0), min(box.width, box.height) * it.printed_scale
        if side < least - 0.2:
            yield self.finding(
                WARNING,
                T(f"二维码只有 {side:.0f} mm，难扫。", f"A code of only {side:.0f} mm is hard to scan."),
                T(f"放大到 {least:.0f} mm 以上。", f"Make it {least:.0f} mm or more."),
                page=page.number,
                box=box,
                measured=f"{side:.1f} mm",
                limit=f"≥{least:g} mm",
                source=it.source("qr_mm"),
            )
        if not quiet:
            yield self.finding(
                WARNING,
                T("二维码四周留白不够。", "The code's quiet zone is too narrow."),
                T("四周留 4 个码格的浅色边。", "Leave four modules of light around it."),
                page=page.number,
                box=box,
                source=QR,
            )


def may_hold_code(page: PageFacts) -> bool:
    """Worth a look: a small square picture, or many small filled squares."""
    squares = [one for one in page.painted if one.what in ("image", "fill") and _squarish(one.box)]
    return (
        any(one.image and 5 < one.box.width < 120 for one in squares) or sum(one.box.width < 3 for one in squares) > 100
    )


def _squarish(box: Box) -> bool:
    return 0.9 < box.width / (box.height or 1e-9) < 1.1
