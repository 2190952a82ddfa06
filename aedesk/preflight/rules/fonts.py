"""Rules about type: outlines, embedding, substitutes, faces that go together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aedesk.kit.text import T

from ..facts import FontUse, PageFacts, Painted
from ..findings import Finding
from ..look import ERROR, INFO, WARNING, Look, Rule, gathered, rule, times
from ..origins import gwg

LATIN = re.compile(r"[A-Za-z]{2,}")
HANZI = re.compile(r"[\u3400-\u9fff]")


def texts(page: PageFacts, *, hidden: bool = False) -> list[Painted]:
    """The pieces of live text of a page; unseen ones (render modes 3 and 7) count, those on hidden layers apart."""
    return [one for one in page.objects if one.words is not None and one.is_hidden == hidden]


def where(use: FontUse) -> T:
    """In which part of the file a font is used, for placed files and the like."""
    if "form" in use.place or "pattern" in use.place or "annotation" in use.place:
        return T("（在置入的文件里）", " (in a placed file)")
    return T("", "")


@rule
class LiveText(Rule):
    """All text is outlined, placed files too."""

    code, answers, item = "live_text", ("ART-08",), "outlined"
    name = T("转曲线", "Outlined text")
    sentence = T("文字都转了曲线，包括置入的文件。", "All text is outlined, in placed files too.")

    def look(self, it: Look) -> Iterable[Finding]:
        if it.spec.text != "outlined":
            return
        todo = T(
            "全选文字转曲线（置入的文件也要打开转），再导出。",
            "Convert all text to outlines, in placed files too, and export again.",
        )
        for page in it.facts.pages:
            by_font: dict[str, FontUse] = {use.name: use for use in page.fonts if not use.is_hidden}
            for name, use in by_font.items():
                found = [one for one in texts(page) if one.words and one.words.font == name]
                says = (
                    T(f"文字没有转曲线：{name}", f"Live text: {name}") + where(use) + times(len(found)) + T("。", ".")
                )
                place = gathered(found) if found else {}
                yield self.finding(ERROR, says, todo, page=page.number, measured=name, **place)
            if hidden := texts(page, hidden=True):
                says = T(
                    f"隐藏图层里有 {len(hidden)} 处活字。",
                    f"{len(hidden)} piece{'s' * (len(hidden) > 1)} of live text on hidden layers.",
                )
                yield self.finding(
                    INFO, says, T("删掉隐藏图层。", "Delete the hidden layers."), page=page.number, **gathered(hidden)
                )


@rule
class NotEmbedded(Rule):
    """Every font used is inside the file."""

    code, answers, item = "not_embedded", ("ART-08",), "outlined"
    name = T("字体嵌入", "Embedded fonts")
    sentence = T("用到的字体都嵌在文件里。", "Every font used is embedded.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            for name in sorted({use.name for use in page.fonts if not use.is_embedded and not use.is_hidden}):
                found = [one for one in texts(page) if one.words and one.words.font == name]
                yield self.finding(
                    ERROR, T(f"字体没有嵌入：{name}，换台机器就变样。", f"The font {name} is not embedded and will be replaced."),
                    T("嵌入字体或转曲线。", "Embed the font or outline the text."), page=page.number, measured=name,
                    **(gathered(found) if found else {}),
                )  # fmt: skip


@rule
class Substituted(Rule):
    """No font stands in for a missing one."""

    code = "substituted"
    name = T("字体替换", "Font substitution")
    sentence = T("没有被替换的字体和认不出的字。", "No substituted font and no character without a name.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            for use in page.fonts:
                if use.is_hidden:
                    continue
                if use.name.lower().startswith("courier"):
                    says = T(
                        f"出现 {use.name}，常是缺字体时的替身。", f"{use.name} often stands in for a missing font."
                    )
                    yield self.finding(
                        WARNING,
                        says,
                        T("打开原文件看缺了什么字体。", "See in the source file which font is missing."),
                        page=page.number,
                        measured=use.name,
                        source=gwg("R0014"),
                    )


@rule
class FontPairs(Rule):
    """Latin letters are set in the face that belongs to the Chinese one."""

    code, answers, item = "font_pairs", ("ART-07",), "latin_face"
    name = T("中英文字体", "Chinese and Latin faces")
    sentence = T("英文字体与中文字体相配。", "The Latin face belongs to the Chinese one.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            chinese = {one.words.font for one in texts(page) if one.words and HANZI.search(one.words.says)}
            latin = [
                one
                for one in texts(page)
                if one.words and LATIN.search(one.words.says) and not HANZI.search(one.words.says)
            ]
            yield from self._pairs(it, page, chinese, latin)

    def _pairs(self, it: Look, page: PageFacts, chinese: set[str], latin: list[Painted]) -> Iterable[Finding]:
        ours = [allowed for face, allowed in it.spec.font_pairs if any(same_face(face, one) for one in chinese)]
        for name in sorted({one.words.font for one in latin if one.words}):
            found = [one for one in latin if one.words and one.words.font == name]
            if ours and name not in chinese and not any(same_face(allowed, name) for allowed in ours):
                says = T(
                    f"英文用了 {name}，应配 {ours[0]}。", f"Latin letters are set in {name}; {ours[0]} belongs here."
                )
                yield self.finding(
                    WARNING,
                    says,
                    T("换成配对的英文字体。", "Set them in the paired face."),
                    page=page.number,
                    measured=name,
                    limit=ours[0],
                    **gathered(found),
                )


def same_face(wanted: str, name: str) -> bool:
    """Whether a font's PostScript name is of the face wanted, whatever its weight."""
    plain = re.sub(r"[\s_-]", "", name).casefold()
    return plain.startswith(re.sub(r"[\s_-]", "", wanted).casefold())
