"""Every figure that artwork is judged by: its name, its unit, and the bounds within which an agency may set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aedesk.kit.text import T


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of limit. `below` names the limit that this one may not pass: an error line stays under its warning line."""

    name: T
    unit: str
    least: float
    most: float
    below: str = ""


GROUPS: Mapping[T, Mapping[str, Measure]] = {
    T("图片", "Pictures"): {
        "image_error_ppi": Measure(T("图片精度：不高于就是错误", "Picture resolution: an error if not above"), "ppi", 1, 2400, "image_warning_ppi"),
        "image_warning_ppi": Measure(T("图片精度：不高于就警告", "Picture resolution: a warning if not above"), "ppi", 1, 2400),
        "distance_error_ppi": Measure(T("图片精度（按 1 米观看）：错误", "Resolution seen from 1 m: error"), "ppi", 1, 2400, "distance_warning_ppi"),
        "distance_warning_ppi": Measure(T("图片精度（按 1 米观看）：警告", "Resolution seen from 1 m: warning"), "ppi", 1, 2400),
        "area_small_ppi": Measure(T("30 m² 以内的图片精度：警告", "Resolution up to 30 m²: warning"), "ppi", 1, 600),
        "area_medium_ppi": Measure(T("180 m² 以内的图片精度：警告", "Resolution up to 180 m²: warning"), "ppi", 1, 600, "area_small_ppi"),
        "area_large_ppi": Measure(T("180 m² 以上的图片精度：警告", "Resolution above 180 m²: warning"), "ppi", 1, 600, "area_medium_ppi"),
        "bitmap_error_ppi": Measure(T("黑白线稿：不高于就是错误", "One-bit images: an error if not above"), "ppi", 1, 4800, "bitmap_warning_ppi"),
        "bitmap_warning_ppi": Measure(T("黑白线稿：不高于就警告", "One-bit images: a warning if not above"), "ppi", 1, 4800),
        "page_image_error_ppi": Measure(T("整页一张图：不高于就是错误", "Page of one picture: an error if not above"), "ppi", 1, 4800, "page_image_warning_ppi"),
        "page_image_warning_ppi": Measure(T("整页一张图：不高于就警告", "Page of one picture: a warning if not above"), "ppi", 1, 4800),
        "jpeg_quality": Measure(T("JPEG 压缩质量：小于就提示", "JPEG quality: a hint if lower"), "/100", 1, 100),
        "contrast_levels": Measure(T("明暗差：小于就提示", "Light and dark: a hint if closer than"), "/255", 1, 254),
    },
    T("文字", "Type"): {
        "white_text_pt": Measure(T("反白字：小于就警告", "Reversed-out text: a warning if smaller"), "pt", 0.5, 72),
        "ink_text_pt": Measure(T("多色字：小于就警告", "Multi-ink text: a warning if smaller"), "pt", 0.5, 72),
        "black_text_pt": Measure(T("黑字：小于就要叠印", "Black text: overprints if smaller"), "pt", 0.5, 144),
        "rich_black_percent": Measure(T("黑字的墨量：超过就警告", "Ink of black text: a warning above"), "%", 100, 400),
    },
    T("线条", "Lines"): {
        "line_error_mm": Measure(T("线条：细于就是错误", "Lines: an error if thinner"), "mm", 0, 5, "line_warning_mm"),
        "line_warning_mm": Measure(T("线条：细于就警告", "Lines: a warning if thinner"), "mm", 0, 5),
        "white_line_pt": Measure(T("反白线：细于就警告", "Reversed-out lines: a warning if thinner"), "pt", 0, 10),
        "ink_line_pt": Measure(T("多色线：细于就警告", "Multi-ink lines: a warning if thinner"), "pt", 0, 10),
        "black_line_pt": Measure(T("黑线：细于就要叠印", "Black lines: overprint if thinner"), "pt", 0, 20),
    },
    T("墨量", "Ink"): {
        "ink_percent": Measure(T("总墨量：超过就警告", "Total ink: a warning above"), "%", 100, 400),
        "ink_newsprint_percent": Measure(T("总墨量：新闻纸", "Total ink: newsprint"), "%", 100, 400),
        "ink_uncoated_percent": Measure(T("总墨量：胶版纸", "Total ink: uncoated"), "%", 100, 400),
        "ink_light_percent": Measure(T("总墨量：轻涂纸", "Total ink: light coated"), "%", 100, 400),
        "ink_coated_percent": Measure(T("总墨量：铜版纸", "Total ink: coated"), "%", 100, 400),
        "ink_matt_percent": Measure(T("总墨量：哑粉纸", "Total ink: matt"), "%", 100, 400),
        "ink_special_percent": Measure(T("总墨量：特种纸", "Total ink: special papers"), "%", 100, 400),
    },
    T("页面", "Pages"): {
        "size_mm": Measure(T("成品尺寸可差", "Finished size may differ by"), "mm", 0.05, 20),
        "size_percent": Measure(T("成品尺寸可差", "Finished size may differ by"), "%", 0.05, 10),
        "bleed_mm": Measure(T("出血（工作单没写时）", "Bleed, where the job sheet names none"), "mm", 0, 200),
        "safe_mm": Measure(T("安全边距：小于就警告", "Safe zone: a warning if closer"), "mm", 0, 500),
        "border_mm": Measure(T("图片离裁切线：不到边又小于就警告", "Pictures short of the trim: a warning if closer"), "mm", 0, 50),
        "align_mm": Measure(T("对齐：差得比这少不提示", "Alignment: no hint up to"), "mm", 0, 20, "align_most_mm"),
        "align_most_mm": Measure(T("对齐：差得比这多是有意的", "Alignment: meant so above"), "mm", 0, 50),
        "qr_mm": Measure(T("二维码边长：小于就警告", "QR code: a warning if smaller"), "mm", 3, 1000),
        "file_mb": Measure(T("文件大小：超过就警告", "File size: a warning above"), "MB", 1, 4000),
    },
}  # fmt: skip
MEASURES: Mapping[str, Measure] = {name: one for group in GROUPS.values() for name, one in group.items()}


def said(value: float) -> str:
    """A figure without idle zeros, to a thousandth."""
    return f"{round(value, 3):g}"


def wrong(name: str, value: float) -> T | None:
    """What is wrong with a figure; None where it is within its bounds. Raises KeyError for no limit at all."""
    one = MEASURES[name]
    if one.least <= value <= one.most:
        return None
    within = f"{one.least:g}–{one.most:g} {one.unit}"
    return T(f"“{one.name.zh}”要在 {within} 之间。", f"“{one.name.en}” lies within {within}.")


def crossed(values: Mapping[str, float]) -> T | None:
    """What contradicts itself: an error line above its warning line. None where nothing does."""
    for name, one in MEASURES.items():
        if one.below in values and name in values and values[name] > values[one.below]:
            other, value, most = MEASURES[one.below].name, said(values[name]), said(values[one.below])
            return T(
                f"“{one.name.zh}”{value} 不能高过“{other.zh}”{most}。",
                f"“{one.name.en}”, {value}, may not pass “{other.en}”, {most}.",
            )
    return None
