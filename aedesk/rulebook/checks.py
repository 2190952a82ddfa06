"""出品检查: the artwork checklist of 24 items (ART-04 to ART-27), each by machine, by person or both."""

from __future__ import annotations

from dataclasses import dataclass

from aedesk.kit.text import T

MACHINE, BOTH, PERSON = "machine", "both", "person"
BY = {
    MACHINE: T("机器", "Machine"),
    BOTH: T("机器和人", "Machine and person"),
    PERSON: T("人", "Person"),
}
ANSWERS = {
    "pass": T("通过", "Passed"),
    "problem": T("有问题", "Problem"),
    "na": T("不适用", "Not applicable"),
}


WANTED = {
    "edition": T("地图版本", "Map version"),
    "proofed_on": T("打样日期", "Proof date"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One item: the machine's rules name it by `code`; `by` tells whose answer counts.

    A machine's item is answered by a check without an open finding; an item of both or of a person by the checker's name.
    """

    code: str
    answers: str
    name: T
    by: str
    wants: str = ""  # what a pass must name: WANTED


def _item(number: int, code: str, zh: str, en: str, by: str, wants: str = "") -> Check:
    return Check(code, f"ART-{number:02}", T(zh, en), by, wants)


CHECKS = (
    _item(4, "approved", "所有内容都是确认稿、签字稿", "All content is confirmed and signed", BOTH),
    _item(5, "typos", "没有错字别字", "No typos", PERSON),
    _item(6, "line_start", "标点不在行首", "No punctuation at a line's start", BOTH),
    _item(7, "latin_face", "英文字体与中文相配", "Latin face belongs to the Chinese one", BOTH),
    _item(8, "outlined", "文字都转了曲线，包括镶嵌的", "All text outlined, placed files too", MACHINE),
    _item(9, "paper_colour", "颜色按纸张调整过", "Colour adjusted to the paper", BOTH),
    _item(10, "picture_text", "图片与文字相配", "Pictures and words match", PERSON),
    _item(11, "picture_resolution", "图片精度够", "Picture resolution", MACHINE),
    _item(12, "colour", "图片色彩", "Picture colour", MACHINE),
    _item(13, "contrast", "图片对比度", "Picture contrast", PERSON),
    _item(14, "cropping", "图片裁减", "Picture cropping", BOTH),
    _item(15, "alignment", "该对齐、居中、等分的都对", "Aligned, centred, equally spaced", PERSON),
    _item(16, "line_width", "线条不细于 0.2 mm", "No line under 0.2 mm", MACHINE),
    _item(17, "translation", "英文翻译正确", "English translation is right", PERSON),
    _item(18, "address_phone", "地址电话", "Address and phone", BOTH),
    _item(19, "developer", "开发商全称", "Developer's full name", BOTH),
    _item(20, "permit", "销售许可证号", "Sales permit number", BOTH),
    _item(21, "final_interpretation", "没有“最终解释权”", "No “right of final interpretation”", BOTH),
    _item(22, "map", "地图、路名、标志", "Map, road names, signs", PERSON, "edition"),
    _item(23, "bleed", "每页都有出血", "Bleed on every page", MACHINE),
    _item(24, "page_numbers", "页码正确", "Page numbers", BOTH),
    _item(25, "page_size", "页面尺寸与工作单一致", "Page size as ordered", MACHINE),
    _item(26, "special_plates", "特种工艺有自己的版", "Special processes have their plates", MACHINE),
    _item(27, "registers", "套准", "Registration", PERSON, "proofed_on"),
)  # fmt: skip
BY_CODE = {one.code: one for one in CHECKS}
