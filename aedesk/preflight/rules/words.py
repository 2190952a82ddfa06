"""Rules about the words where text is live: line starts, words the law forbids, the signed copy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aedesk.kit.text import T

from ..facts import PageFacts
from ..findings import Finding, Severity
from ..look import ERROR, INFO, WARNING, Look, Rule, rule
from ..matrix import Box
from ..origins import AD_LAW, CONSUMERS, ESTATE_ADS, LINE_STARTS, SIGNED_COPY
from ..render import Char, Line

NOT_FIRST = set(
    "，。、；：！？）》〉」』】〕”’％℃,.;:!?)]}%"
)  # 避头尾 (clreq 3.1.7; — … · are often ornaments and left out)
NOT_LAST = set("（《〈「『【〔“‘([{")
HANZI = re.compile(r"[\u3400-\u9fff]")
SENTENCES = re.compile(r"[\n。！？；]+|[.!?;]+(?=\s|$)")


def runs(lines: list[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Each horizontal line with the one it continues: just above, same size, same column. Vertical text is left out."""
    plain = [line for line in lines if not upright(line)]
    for line in plain:
        yield line, above(line, plain)


def upright(line: Line) -> bool:
    """A line that runs downward, or a single character of a vertical run."""
    box = line.box
    visible = [one for one in line.chars if not one.text.isspace()]
    return len(visible) > 1 and box.height > 1.6 * box.width


def above(line: Line, lines: list[Line]) -> Line | None:
    """The line that this one continues, or None where it begins a text of its own.

    A title centred over another, a second column or a caption does not continue anything.
    """
    box, size = line.box, line.height
    best = None
    for other in lines:
        up = box.y0 - other.box.y1
        if other is line or not -0.5 * size <= up <= 1.2 * size or abs(other.height - size) > 0.35 * size:
            continue
        if other.box.y0 >= box.y0 or other.box.x1 < box.x0 or other.box.x0 > box.x1 + 2 * size:
            continue
        if abs(other.box.x0 - box.x0) <= 2.2 * size and (best is None or other.box.y1 > best.box.y1):
            best = other
    return best


def first_visible(line: Line) -> Char:
    return next(one for one in line.chars if not one.text.isspace())


@rule
class LineStart(Rule):
    """No line begins with a mark that belongs to the line before."""

    code, answers, item = "line_start", ("ART-06",), "line_start"
    name = T("行首标点", "Punctuation at a line's start")
    sentence = T(
        "行首没有逗号、句号一类的标点，行尾没有前括号。",
        "No line begins with a comma or stop, none ends with an opening bracket.",
    )

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            for number, (line, before) in enumerate(runs(it.pages.lines(page.number)), 1):
                first = first_visible(line)
                if before is not None and first.text in NOT_FIRST and HANZI.search(before.text):
                    yield self._one(
                        page,
                        first,
                        number,
                        T(
                            f"第 {number} 行以“{first.text}”开头：{line.text.strip()[:12]}。",
                            f"Line {number} begins with “{first.text}”: {line.text.strip()[:12]}.",
                        ),
                    )
                last = [one for one in line.chars if not one.text.isspace()][-1]
                if last.text in NOT_LAST and HANZI.search(line.text) and last is not first:
                    yield self._one(
                        page,
                        last,
                        number,
                        T(f"第 {number} 行以“{last.text}”结尾。", f"Line {number} ends with “{last.text}”."),
                    )

    def _one(self, page: PageFacts, at: Char, number: int, says: T) -> Finding:
        return self.finding(
            WARNING,
            says,
            T("调字距或断行。", "Adjust tracking or the line break."),
            page=page.number,
            box=at.box,
            measured=at.text,
            source=LINE_STARTS,
        )


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Words an ad may not use: pattern, severity, what is wrong, what to do, and the law."""

    pattern: re.Pattern[str]
    severity: Severity
    says: T
    todo: T
    source: T


def _words(pattern: str, severity: Severity, says: T, todo: T, source: T) -> Forbidden:
    return Forbidden(re.compile(pattern), severity, says, todo, source)


LAST_WORD = _words(
    r"(?:最终|最后)的?解释(?:说明)?权", ERROR, T("不能写“最终解释权”", "The right of final interpretation may not be claimed"),
    T("改成“活动详情见售楼处公示”一类的说明。", "Say where the full terms are displayed instead."), CONSUMERS,
)  # fmt: skip
LAW = AD_LAW + T("第二十六条", "art. 26")
ESTATE = (
    _words(r"(?:约|仅需?|只需|步行|车程|驾车)?\s*[0-9０-９一二三四五六七八九十半]+\s*(?:分钟|小时|分|min)[^，。；！\n]{0,6}?(?:直达|到达?|抵达|可达|直通|即达|生活圈|交通圈)", ERROR,
           T("用时间表示位置", "Place told by travelling time"), T("改成实际距离，例如“距地铁站约 800 米”。", "Give the distance, such as “about 800 m from the metro”."), LAW + T("第二项", " (2)")),
    _words(r"(?:直达|到达?|抵达|可达)[^，。；！\n]{0,8}?(?:仅|只需|约)?\s*[0-9０-９一二三四五六七八九十半]+\s*(?:分钟|min)", ERROR,
           T("用时间表示位置", "Place told by travelling time"), T("改成实际距离。", "Give the distance."), LAW + T("第二项", " (2)")),
    _words(r"升值(?!税)|增值(?!税|服务)|投资回报|回报率|包租|稳赚|保值|年化|租金回报|坐享收益", ERROR,
           T("承诺升值或投资回报", "A promise of rising value or return"), T("删去。", "Take it out."), LAW + T("第一项", " (1)")),
    _words(r"(?:学区|学位)(?:房)?(?:保证|承诺|无忧|名额)|(?:保证|承诺|直升|免费|优先)[^，。\n]{0,4}(?:入学|学位|名校)|买房(?:即)?(?:送|落)户|办理?入户|包入户", ERROR,
           T("承诺入学、落户", "A promise of schooling or residence"), T("删去。", "Take it out."), ESTATE_ADS + T("第十八条", "art. 18")),
    _words(r"国家级|最高级|最佳|最优|最好|最低价|全(?:国|市|城|网)(?:第一|最)|第一(?:品牌|名盘|楼盘)|唯一|顶级|绝版|独一无二|王者|至尊|首选", WARNING,
           T("绝对化用语", "A superlative"), T("删去，或写明可查证的范围与来源。", "Take it out, or give a range and source that can be checked."), AD_LAW + T("第九条第三项", "art. 9 (3)")),
    _words(r"风水|龙脉|聚财|旺铺|招财", ERROR, T("有封建迷信的内容", "Superstition"), T("删去。", "Take it out."), ESTATE_ADS + T("第八条", "art. 8")),
)  # fmt: skip
AREA = re.compile(
    r"(?:约\s*)?[0-9０-９]+(?:\.[0-9]+)?(?:\s*[-–—~～至]\s*[0-9０-９]+(?:\.[0-9]+)?)?\s*(?:㎡|m²|M2|平方米|平米|平方)"
)
AREA_SAID = re.compile(r"建筑面积|套内|建面|占地|用地|绿地|总建")


def hits(page: PageFacts, lines: list[Line], pattern: re.Pattern[str]) -> Iterator[tuple[str, Box]]:
    """Each place where a pattern matches a page's text, line breaks notwithstanding."""
    text, places = joined(lines)
    for found in pattern.finditer(text):
        boxes = [places[at] for at in range(found.start(), found.end()) if places[at] is not None]
        if boxes:
            box = boxes[0]
            for one in boxes[1:]:
                box = box.join(one)
            yield found[0], box


def joined(lines: list[Line]) -> tuple[str, list[Box]]:
    """A page's text: a line that continues another runs on, others begin anew."""
    plain = [line for line in lines if line.text.strip()]
    text, places = "", list[Box]()
    for line in plain:
        if text:
            text, places = (text, places) if above(line, plain) is not None else (text + "\n", [*places, line.box])
        for one in line.chars:
            text += one.text
            places.append(one.box)
    return text, places


@rule
class LastWord(Rule):
    """The advertiser's “right of final interpretation” is void and may not be claimed."""

    code, answers, item = "final_interpretation", ("ART-21",), "final_interpretation"
    name = T("最终解释权", "Right of final interpretation")
    sentence = T("不写“最终解释权归…所有”。", "No right of final interpretation is claimed.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            for words, box in hits(page, it.pages.lines(page.number), LAST_WORD.pattern):
                yield self.finding(
                    ERROR,
                    LAST_WORD.says + T(f"：“{words}”。", f": “{words}”."),
                    LAST_WORD.todo,
                    page=page.number,
                    box=box,
                    measured=words,
                    source=LAST_WORD.source,
                )


@rule
class EstateWords(Rule):
    """Property ads keep to the advertising law."""

    code, answers, item = "estate_words", ("ART-29",), "law"
    name = T("房地产广告用语", "Words of property ads")
    sentence = T(
        "房地产广告不用时间表示位置，不承诺升值、回报、入学，不用绝对化用语。",
        "Property ads tell no travelling time, promise no return or schooling, use no superlative.",
    )

    def look(self, it: Look) -> Iterable[Finding]:
        if not it.spec.is_property_ad:
            return
        for page in it.facts.pages:
            lines = it.pages.lines(page.number)
            taken: list[Box] = []
            for one in ESTATE:
                for words, box in hits(page, lines, one.pattern):
                    if not any(box.touches(other) and one.severity == ERROR for other in taken):
                        taken.append(box)
                        yield self.finding(
                            one.severity,
                            one.says + T(f"：“{words}”。", f": “{words}”."),
                            one.todo,
                            page=page.number,
                            box=box,
                            measured=words,
                            source=one.source,
                        )
            yield from self._areas(page, lines)

    def _areas(self, page: PageFacts, lines: list[Line]) -> Iterable[Finding]:
        text, _ = joined(lines)
        if AREA_SAID.search(text):
            return
        for words, box in list(hits(page, lines, AREA))[:1]:
            says = T(
                f"面积“{words}”没写明是建筑面积还是套内。",
                f"The area “{words}” does not say whether it is gross or net.",
            )
            yield self.finding(
                ERROR,
                says,
                T("写上“建筑面积约”或“套内约”。", "Say gross floor area or net."),
                page=page.number,
                box=box,
                measured=words,
                source=LAW,
            )


@rule
class CopyDiffers(Rule):
    """The words of the file are those of the signed copy."""

    code, answers, item = "copy_differs", ("ART-04", "ART-05"), "approved"
    name = T("与签字文稿一致", "Words as signed")
    sentence = T("文件里的字与客户签字的文稿一致。", "The file's words are those the client signed.")

    def look(self, it: Look) -> Iterable[Finding]:
        if not it.spec.copy.strip():
            return
        text = it.text()
        if not text.strip():
            yield self.finding(
                INFO,
                T("文字转了曲线，机器对不了文稿。", "The text is outlined; it cannot be compared with the copy."),
                T("拿转曲前的 PDF 来对，或人工校对。", "Check the file before outlining, or proofread by eye."),
            )
            return
        there = squeezed(text)
        for sentence in SENTENCES.split(it.spec.copy):
            if len(wanted := squeezed(sentence)) >= 4 and wanted not in there:
                says = T(
                    f"签字文稿里的这句没找到：“{sentence.strip()[:40]}”。",
                    f"A sentence of the signed copy is not in the file: “{sentence.strip()[:40]}”.",
                )
                yield self.finding(
                    ERROR,
                    says,
                    T("对照文稿改正，或请客户重签文稿。", "Correct it by the copy, or have the copy signed anew."),
                    measured="",
                    limit=sentence.strip()[:60],
                    source=SIGNED_COPY,
                )


def squeezed(text: str) -> str:
    """Text without white space, full-width digits and letters as plain ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())
