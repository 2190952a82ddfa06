"""Limits by kind of printing, each with its source; an agency overrides figures by name.

Sources: GWG 2022 (Ghent Workgroup specification, rule numbers R…), the agency's manual, Chinese trade practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aedesk.kit.text import T

from .origins import MANUAL, TRADE, gwg, own
from .spec import Spec


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure and where it comes from. Units are in the name: _ppi, _pt, _mm, _percent (see limits.py)."""

    value: float
    source: T


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of printing. `early` allows no RGB at all; a limit that is missing is not judged."""

    code: str
    name: T
    limits: Mapping[str, Limit]
    early: bool = True  # no RGB, Lab or ICC-based RGB anywhere
    spots: str = "any"  # none, warn, any
    one_page: str = ""  # error or warning where more than one page
    empty: str = "warning"
    hidden_layers: str = "warning"

    def limit(self, name: str, spec: Spec) -> Limit | None:
        """A limit, the order's own figure before the profile's; None where nothing is judged."""
        if name in spec.limits:
            return Limit(float(spec.limits[name]), own(spec.since.get(name, "")))
        return self.limits.get(name)


def _limits(**values: float) -> dict[str, Limit]:
    return {name: Limit(value, gwg(RULES.get(name, ""))) for name, value in values.items()}


RULES = {
    "image_error_ppi": "R0031", "image_warning_ppi": "R0031", "bitmap_error_ppi": "R0032", "bitmap_warning_ppi": "R0032",
    "page_image_error_ppi": "R0033", "page_image_warning_ppi": "R0033", "ink_percent": "R0026", "white_text_pt": "R0016",
    "ink_text_pt": "R0017", "white_line_pt": "R0018", "ink_line_pt": "R0019", "rich_black_percent": "R0015",
    "black_text_pt": "R0009", "black_line_pt": "R0010",
}  # fmt: skip
# The manual's 0.2 is read as millimetres (0.567 pt); below a quarter point nothing prints for certain.
COMMON = {
    "line_warning_mm": Limit(0.2, MANUAL), "line_error_mm": Limit(0.25 * 25.4 / 72, gwg("R0018")),
    "qr_mm": Limit(10.0, TRADE), "align_mm": Limit(0.3, TRADE), "align_most_mm": Limit(0.8, TRADE),
    "jpeg_quality": Limit(60.0, TRADE), "contrast_levels": Limit(70.0, TRADE),
}  # fmt: skip
PRINTED = {**COMMON, "safe_mm": Limit(3.0, TRADE), "size_mm": Limit(0.5, TRADE)}
BLED = {"bleed_mm": Limit(3.0, TRADE), "border_mm": Limit(1.0, TRADE)}
OUTDOOR = {
    **COMMON, "safe_mm": Limit(30.0, TRADE), "size_percent": Limit(1.0, TRADE), "bleed_mm": Limit(0.0, TRADE), "file_mb": Limit(400.0, TRADE),
    "distance_error_ppi": Limit(239.0, gwg("R0037")), "distance_warning_ppi": Limit(299.0, gwg("R0037")),
}  # fmt: skip
# Ink by paper, where the job sheet names one; the printer's own figure goes first.
PAPERS = {
    f"ink_{paper}_percent": Limit(percent, TRADE)
    for paper, percent in (("newsprint", 240.0), ("uncoated", 280.0), ("light", 290.0), ("coated", 320.0), ("matt", 300.0), ("special", 280.0))
}  # fmt: skip


def _offset(image: tuple[float, float], ink: float, text: tuple[float, float], **more: float) -> dict[str, Limit]:
    named = _limits(
        image_error_ppi=image[0], image_warning_ppi=image[1], bitmap_error_ppi=549, bitmap_warning_ppi=799,
        ink_percent=ink, white_text_pt=text[0], ink_text_pt=text[1], white_line_pt=0.25, ink_line_pt=0.25,
        black_text_pt=12, black_line_pt=2, rich_black_percent=280,
    )  # fmt: skip
    return {**PRINTED, **PAPERS, **named, **_limits(**more)}


MAGAZINE = Profile(
    "magazine", T("杂志", "Magazine"),
    {**_offset((149, 224), 305, (9, 9), page_image_error_ppi=149, page_image_warning_ppi=449), **BLED},
    spots="none", one_page="error", empty="error",
)  # fmt: skip
NEWSPAPER = Profile(
    "newspaper", T("报纸", "Newspaper"),
    _offset((99, 149), 245, (10, 10), page_image_error_ppi=99, page_image_warning_ppi=449, rich_black_percent=220),
    spots="none", one_page="error", empty="error",
)  # fmt: skip
SHEETFED = Profile("sheetfed", T("单张纸胶印", "Sheetfed offset"), {**_offset((149, 224), 320, (8, 8)), **BLED})
DIGITAL = Profile(
    "digital", T("数码印刷", "Digital printing"),
    {**PRINTED, **BLED, **PAPERS, **_limits(
        image_error_ppi=95, image_warning_ppi=149, bitmap_error_ppi=349, bitmap_warning_ppi=599, white_text_pt=5, ink_text_pt=5,
        white_line_pt=0.25, ink_line_pt=0.25, rich_black_percent=280,
    )},
    spots="warn", early=False, empty="",
)  # fmt: skip
LARGE = Profile(
    "large", T("大幅面（按观看距离）", "Large format, by viewing distance"),
    {**OUTDOOR, **_limits(
        image_error_ppi=239, image_warning_ppi=299, bitmap_error_ppi=549, bitmap_warning_ppi=799, white_text_pt=5, ink_text_pt=5,
        white_line_pt=0.15, ink_line_pt=0.15,
    )},
    early=True, hidden_layers="error",
)  # fmt: skip
PENHUI = Profile(
    "penhui", T("喷绘", "Solvent banner (喷绘)"),
    {**OUTDOOR, "image_error_ppi": Limit(11.25, TRADE), "area_small_ppi": Limit(45.0, TRADE), "area_medium_ppi": Limit(22.5, TRADE),
     "area_large_ppi": Limit(11.25, TRADE)},
    early=True, hidden_layers="error",
)  # fmt: skip
XIEZHEN = Profile(
    "xiezhen", T("写真", "Indoor poster (写真)"),
    {**OUTDOOR, "image_error_ppi": Limit(71.0, TRADE), "image_warning_ppi": Limit(95.0, TRADE)},
    early=False, hidden_layers="error",
)  # fmt: skip
PACKAGING = Profile(
    "packaging", T("包装", "Packaging"),
    {**_offset((239, 299), 320, (5, 8), page_image_error_ppi=449, page_image_warning_ppi=1199), **BLED,
     "white_line_pt": Limit(0.15, gwg("R0018")), "ink_line_pt": Limit(0.3, gwg("R0019"))},
    one_page="warning",
)  # fmt: skip
PROFILES = {one.code: one for one in (MAGAZINE, NEWSPAPER, SHEETFED, DIGITAL, LARGE, PENHUI, XIEZHEN, PACKAGING)}
# What the manual asks of pictures beyond the trade: 300 ppi in print, 200 in newspapers; a picture of just so many passes.
MANUAL_PPI = {"magazine": 299.0, "newspaper": 199.0, "sheetfed": 299.0, "digital": 299.0, "packaging": 299.0}


def in_house(press: str) -> dict[str, Limit]:
    """A profile's limits as the house keeps them before it sets any of its own: the manual's go first."""
    ppi = {"image_warning_ppi": Limit(MANUAL_PPI[press], MANUAL)} if press in MANUAL_PPI else {}
    return {**PROFILES[press].limits, **ppi}
