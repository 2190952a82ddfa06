"""docs/artwork.md, written from the artwork check's own rules and limits."""

from __future__ import annotations

from collections.abc import Iterator

import aedesk.preflight.rules  # noqa: F401  declares every rule
from aedesk.kit.text import T
from aedesk.preflight.limits import MEASURES, said
from aedesk.preflight.look import RULES
from aedesk.preflight.profiles import PROFILES, in_house

INTRO = T(
    "印刷文件按自己的工作单来查：尺寸、出血、专色版、纸张、观看距离取自规格行，字取自客户签过的文稿，电话、地址、许可证号、二维码、字体搭配取自项目的基础物料。"
    "错误挡住出品，警告写明原因放行，提示不追问。订单改了，没出品的版本自己重查。",
    "A print file is judged by its own job sheet: size, bleed, plates, paper and viewing distance come from the spec row, words from the copy "
    "the client signed, phone, address, permit, QR addresses and faces from the project's base material. Errors block release, warnings are "
    "waived by name and reason, hints ask nothing. When the order changes, versions not yet released are judged anew by themselves.",
)
CANNOT = (
    T("错别字、翻译、图文是否相配、裁切是否伤到人脸：由人答。", "Typos, translation, whether pictures fit the words, faces cut by the crop: answered by people."),
    T("转曲后的字：机器读不了，只能查大小和位置。", "Outlined words: the machine cannot read them, only their size and place."),
    T("分色在镂空组、部分混合模式和 RGB 图上是估算，总墨量因此只是警告。", "Plates are estimates under knockout groups, some blend modes and RGB pictures; ink coverage is therefore a warning only."),
    T("法律用语是词表，不是法律意见。", "Words of the law are a list of words, not a legal opinion."),
)  # fmt: skip


def artwork() -> str:
    """Every rule of the check with its requirements, then every limit by kind of printing with its source."""
    lines = ["# Artwork check · 稿件检查", "", INTRO.zh, "", INTRO.en, "", f"## Rules · 规则 ({len(RULES)})", ""]
    lines += ["| code | 规则 · rule | 查什么 · what must hold | answers |", "|---|---|---|---|"]
    lines += [
        f"| `{one.code}` | {one.name.zh} · {one.name.en} | {one.sentence.zh} {one.sentence.en} | {', '.join(one.answers)} |"
        for one in RULES.values()
    ]
    lines += ["", "## Limits by kind of printing · 各种印刷的限值", "", *_limits()]
    lines += ["## What it cannot judge · 查不了的", "", *(f"- {one.zh} {one.en}" for one in CANNOT), ""]
    return "\n".join(lines)


def _limits() -> Iterator[str]:
    yield "An administrator sets each of them from a day on under 设置 → 限值 (Settings → Limits)."
    yield ""
    for code, press in PROFILES.items():
        yield f"### {press.name.zh} · {press.name.en} (`{code}`)"
        yield ""
        yield "| 限值 · limit | | 出处 · source |"
        yield "|---|---|---|"
        for name, one in in_house(code).items():
            measure = MEASURES[name]
            yield f"| {measure.name.zh} · {measure.name.en} | {said(one.value)} {measure.unit} | {one.source.zh} · {one.source.en} |"
        yield ""
