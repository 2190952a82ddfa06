"""Rules about the run of pages: how many, blank ones, their numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from aedesk.kit.text import T

from ..facts import PageFacts
from ..findings import Finding, Severity
from ..look import ERROR, INFO, WARNING, Look, Rule, inside, rule
from ..matrix import Box
from ..origins import JOB_SHEET, TRADE, gwg
from ..render import Line

FOLIO = re.compile(r"^[\s\-–—·|/P.p]*(\d{1,3})[\s\-–—·|/]*$")
BAND = 20.0  # mm from the upper or lower trim


@rule
class PageCount(Rule):
    """As many pages as ordered."""

    code, answers, item = "page_count", ("ART-24",), "page_numbers"
    name = T("页数", "Number of pages")
    sentence = T("页数与工作单一致。", "There are as many pages as ordered.")

    def look(self, it: Look) -> Iterable[Finding]:
        count, wanted = len(it.facts.pages), it.spec.pages
        if wanted is not None and count != wanted:
            says = T(
                f"文件 {count} 页，工作单订的是 {wanted} 页。", f"The file has {count} pages; {wanted} were ordered."
            )
            yield self.finding(
                ERROR,
                says,
                T("补齐或删去多余的页。", "Add what is missing or take out what is too many."),
                measured=str(count),
                limit=str(wanted),
                source=JOB_SHEET,
            )
        if it.spec.binding == "saddle" and count % 4:
            says = T(
                f"骑马钉要 4 的倍数，文件 {count} 页。",
                f"Saddle stitching takes multiples of four; the file has {count} pages.",
            )
            yield self.finding(
                ERROR,
                says,
                T("加减到 4 的倍数。", "Make it a multiple of four."),
                measured=str(count),
                limit="×4",
                source=TRADE,
            )
        if it.profile.one_page and count > 1 and wanted is None:
            says = T(f"这种稿一个文件只有一页，文件有 {count} 页。", f"Such a file has one page; this has {count}.")
            yield self.finding(
                Severity(it.profile.one_page),
                says,
                T("每页存一个文件。", "Save each page as a file of its own."),
                measured=str(count),
                limit="1",
                source=gwg("R0006"),
            )


@rule
class BlankPages(Rule):
    """No page is empty by mistake."""

    code, item = "blank_page", "page_numbers"
    name = T("空白页", "Blank pages")
    sentence = T("没有空白页。", "No page is blank.")

    def look(self, it: Look) -> Iterable[Finding]:
        if not it.profile.empty:
            return
        for page in it.facts.pages:
            if not any(inside(page, one) and not (one.colour and one.colour.is_white) for one in page.painted):
                severity = Severity(it.profile.empty) if len(it.facts.pages) == 1 else WARNING
                yield self.finding(
                    severity,
                    T("这一页是空白的。", "This page is blank."),
                    T("确认是不是有意留白（如封二）。", "See whether it is meant so, as inside a cover."),
                    page=page.number,
                    source=gwg("R0005"),
                )


def folio(page: PageFacts, lines: list[Line]) -> tuple[int, Box] | None:
    """The page number printed in the upper or lower margin, where there is just one."""
    height = page.finished.height
    found = [
        (int(match[1]), line.box) for line in lines
        if (line.box.y1 < BAND or line.box.y0 > height - BAND) and (match := FOLIO.match(line.text.strip()))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


@rule
class Folios(Rule):
    """Page numbers run on without gap or repeat."""

    code, answers, item = "folios", ("ART-24",), "page_numbers"
    name = T("页码", "Page numbers")
    sentence = T("页码连续，不缺不重。", "Page numbers run on without gap or repeat.")

    def look(self, it: Look) -> Iterable[Finding]:
        found = {page.number: one for page in it.facts.pages if (one := folio(page, it.pages.lines(page.number)))}
        if len(found) < 3:
            return
        offset, agreeing = Counter(number - page for page, (number, _) in found.items()).most_common(1)[0]
        if agreeing < len(found) * 0.6:
            return
        counted = Counter(number for number, _ in found.values())
        for page, (number, box) in found.items():
            if number - page == offset:
                continue
            again = (
                T(f"，{number} 出现了 {counted[number]} 次", f"; {number} stands {counted[number]} times")
                if counted[number] > 1
                else T("", "")
            )
            says = (
                T(f"页码是 {number}，应是 {page + offset}", f"The page number is {number}, not {page + offset}")
                + again
                + T("。", ".")
            )
            yield self.finding(
                ERROR,
                says,
                T("改页码。", "Put the number right."),
                page=page,
                box=box,
                measured=str(number),
                limit=str(page + offset),
            )


@rule
class FoliosUnread(Rule):
    """Outlined page numbers are for the eye."""

    code, answers, item = "folios_unread", ("ART-24",), "page_numbers"
    name = T("页码要人看", "Page numbers to be looked at")
    sentence = T(
        "页码转了曲线，机器读不出，要人核对。", "Outlined page numbers cannot be read; a person looks at them."
    )

    def look(self, it: Look) -> Iterable[Finding]:
        pages = it.facts.pages
        if len(pages) >= 8 and not any(folio(page, it.pages.lines(page.number)) for page in pages):
            yield self.finding(
                INFO,
                T("没读到页码（可能转了曲线）。", "No page numbers could be read; they may be outlined."),
                T("逐页看页码。", "Look at the numbers page by page."),
            )
