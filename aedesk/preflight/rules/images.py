"""Rules about pictures: resolution at the size placed, one-bit images, contrast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np

from aedesk.kit.text import T

from ..facts import PageFacts, Painted, Placed
from ..findings import Finding, Severity
from ..look import ERROR, INFO, WARNING, Look, Rule, inside, rule
from ..matrix import Box

BY_AREA = ((30.0, "area_small_ppi"), (180.0, "area_medium_ppi"), (float("inf"), "area_large_ppi"))  # m², 喷绘
TINY_PX = 16  # smaller images are rules and swatches (GWG 2022 R0031)


def pictures(page: PageFacts) -> list[Painted]:
    """Placed images that count for resolution; strips and tiles of one picture are one."""
    whole = merged([one for one in page.painted if one.image and inside(page, one)])
    return [one for one in whole if one.image and min(one.image.width_px, one.image.height_px) > TINY_PX]


def merged(placed: list[Painted]) -> list[Painted]:
    """Pictures cut into strips or tiles put together again: same resolution, edge to edge, one after another."""
    found: list[Painted] = []
    for one in placed:
        last = found[-1] if found else None
        if last is not None and _continues(last, one):
            _join(last, one)
        else:
            found.append(replace(one))
    return found


def _join(last: Painted, one: Painted) -> None:
    assert last.image and one.image
    box = last.box.join(one.box)
    across, down = last.image.ppi_x / 25.4, last.image.ppi_y / 25.4
    last.image = replace(last.image, width_px=round(box.width * across), height_px=round(box.height * down))
    last.box = box


def _continues(last: Painted, one: Painted) -> bool:
    a, b = last.image, one.image
    if a is None or b is None or abs(a.ppi - b.ppi) > 0.02 * a.ppi or a.model != b.model or a.bits != b.bits:
        return False
    below = abs(one.box.y0 - last.box.y1) < 0.1 and abs(one.box.x0 - last.box.x0) < 0.1
    beside = abs(one.box.x0 - last.box.x1) < 0.1
    return below or (beside and one.box.y0 >= last.box.y0 - 0.1 and one.box.y1 <= last.box.y1 + 0.1)


def needed(it: Look, name: str, page: PageFacts | None = None) -> tuple[float | None, T]:
    """A resolution limit in the file's own ppi, and its source.

    Large format by viewing distance: limit / distance in m × scale (GWG 2022 D0018); 喷绘 by area; else × scale.
    """
    scale, seen = it.printed_scale, name.replace("image_", "distance_")
    if it.spec.viewing_m and (near := it.limit(seen)) is not None:
        metres = f"（{it.spec.viewing_m:g} m）"
        return near / it.spec.viewing_m * scale, it.source(seen) + T(metres, metres)
    if name == "image_warning_ppi" and page is not None and it.limit("area_small_ppi") is not None:
        width, height = (side * scale / 1000 for side in page.size_mm)
        by_area, metres = area_limit(width * height), f"（{width * height:.0f} m²）"
        return (it.limit(by_area) or 0.0) * scale, it.source(by_area) + T(metres, metres)
    limit = it.limit(name)
    return None if limit is None else limit * scale, it.source(name)


def area_limit(square_metres: float) -> str:
    """Which limit 喷绘 of so many m² goes by."""
    return next(name for most, name in BY_AREA if square_metres <= most)


@rule
class Resolution(Rule):
    """Pictures are fine enough at the size they are placed."""

    code, answers, item = "resolution", ("ART-11",), "picture_resolution"
    name = T("图片精度", "Picture resolution")
    sentence = T("图片在实际大小下够精细。", "Pictures are fine enough at the size placed.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            least, source = needed(it, "image_error_ppi", page)
            wanted, why = needed(it, "image_warning_ppi", page)
            if least is None or wanted is None:
                return
            for one in pictures(page):
                if one.image and one.image.bits > 1 and one.image.ppi <= wanted:
                    severity = ERROR if one.image.ppi <= least else WARNING
                    limit = least if severity == ERROR else wanted
                    yield self._one(page, one, one.image, severity, limit, source if severity == ERROR else why)

    def _one(
        self, page: PageFacts, one: Painted, image: Placed, severity: Severity, limit: float, source: T
    ) -> Finding:
        says = T(
            f"图片只有 {image.ppi:.0f} ppi，要高于 {limit:.0f}。",
            f"A picture of only {image.ppi:.0f} ppi; more than {limit:.0f} is needed.",
        )
        todo = T(
            "换大图，或缩小置入尺寸；不要用软件放大。",
            "Use a larger picture or place it smaller; do not enlarge it by software.",
        )
        measured = f"{image.ppi:.0f} ppi（{image.width_px}×{image.height_px}）"
        return self.finding(
            severity,
            says,
            todo,
            page=page.number,
            box=one.box,
            measured=measured,
            limit=f">{limit:.0f} ppi",
            source=source,
        )


@rule
class BitmapResolution(Rule):
    """One-bit pictures are fine enough for their edges."""

    code, answers, item = "bitmap_resolution", ("ART-11",), "picture_resolution"
    name = T("位图线稿精度", "Resolution of one-bit images")
    sentence = T("黑白线稿够精细。", "One-bit images are fine enough.")

    def look(self, it: Look) -> Iterable[Finding]:
        least, source = needed(it, "bitmap_error_ppi")
        wanted, _ = needed(it, "bitmap_warning_ppi")
        if least is None or wanted is None:
            return
        for page in it.facts.pages:
            for one in pictures(page):
                if one.image and one.image.bits == 1 and one.image.ppi <= wanted:
                    severity, limit = (ERROR, least) if one.image.ppi <= least else (WARNING, wanted)
                    says = T(
                        f"黑白线稿只有 {one.image.ppi:.0f} ppi，边缘会有锯齿。",
                        f"A one-bit image of only {one.image.ppi:.0f} ppi will show steps.",
                    )
                    yield self.finding(
                        severity,
                        says,
                        T("重扫到 1200 ppi，或描成矢量。", "Scan it at 1200 ppi or trace it."),
                        page=page.number,
                        box=one.box,
                        measured=f"{one.image.ppi:.0f} ppi",
                        limit=f">{limit:.0f} ppi",
                        source=source,
                    )


@rule
class WholePageImage(Rule):
    """A page that is nothing but one picture is fine enough for the type in it."""

    code, answers, item = "page_image", ("ART-11",), "picture_resolution"
    name = T("整页一张图", "A page of one picture")
    sentence = T("整页是一张图时，要细到看得清字。", "A page of one picture is fine enough for its type.")

    def look(self, it: Look) -> Iterable[Finding]:
        (least, _), (wanted, source) = needed(it, "page_image_error_ppi"), needed(it, "page_image_warning_ppi")
        if least is None or wanted is None or it.facts.kind != "pdf":
            return
        for page in it.facts.pages:
            placed = pictures(page)
            others = [one for one in page.painted if one.image is None and inside(page, one)]
            if len(placed) == 1 and not others and placed[0].image and placed[0].image.ppi <= wanted:
                one, ppi = placed[0], placed[0].image.ppi
                severity, limit = (ERROR, least) if ppi <= least else (WARNING, wanted)
                says = T(
                    f"整页是一张 {ppi:.0f} ppi 的图，小字会糊。",
                    f"The page is one picture of {ppi:.0f} ppi; small type will blur.",
                )
                yield self.finding(
                    severity,
                    says,
                    T("导出带矢量文字的 PDF。", "Export a PDF with its type as vectors."),
                    page=page.number,
                    box=one.box,
                    measured=f"{ppi:.0f} ppi",
                    limit=f">{limit:.0f} ppi",
                    source=source,
                )


@rule
class Contrast(Rule):
    """A hint for the eye: pictures that look flat."""

    code, answers, item = "contrast", ("ART-13",), "contrast"
    name = T("图片对比度", "Picture contrast")
    sentence = T("图片不发灰。", "Pictures do not look flat.")
    needs_pixels = True

    def look(self, it: Look) -> Iterable[Finding]:
        span = it.limit("contrast_levels")  # of 255, between the 1st and 99th percentile of lightness
        if span is None:
            return
        for page in it.facts.pages:
            for one in pictures(page):
                if one.image is None or one.image.bits == 1 or one.box.area < 400:
                    continue
                pixels = it.pages.picture(page.number).cut(_core(one.box))
                if pixels.size < 3000:
                    continue
                light = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
                low, high = (float(value) for value in np.percentile(light, (1, 99)))
                if 4 < high - low < span:
                    says = T(
                        f"图片发灰：明暗只差 {high - low:.0f}/255。",
                        f"A flat picture: light and dark differ by {high - low:.0f} of 255.",
                    )
                    yield self.finding(
                        INFO,
                        says,
                        T("看一眼是否有意为之。", "See whether it is meant so."),
                        page=page.number,
                        box=one.box,
                        measured=f"{high - low:.0f}",
                        limit=f"{span:g}",
                        source=it.source("contrast_levels"),
                    )


def _core(box: Box) -> Box:
    """The middle of a picture, clear of what is set over its edges."""
    dx, dy = box.width * 0.1, box.height * 0.1
    return Box(box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy)


@rule
class Heavy(Rule):
    """What the printer's machine can still take."""

    code = "heavy"
    name = T("文件大小", "File size")
    sentence = T("大幅面文件不超过 400 MB。", "Large format files stay under 400 MB.")

    def look(self, it: Look) -> Iterable[Finding]:
        most = it.limit("file_mb")
        if most is not None and it.facts.size > most * 1_000_000:
            says = T(
                f"文件 {it.facts.size / 1e6:.0f} MB，喷绘机读不动。", f"The file has {it.facts.size / 1e6:.0f} MB."
            )
            yield self.finding(
                WARNING,
                says,
                T("按观看距离降低分辨率。", "Lower the resolution to what the distance needs."),
                measured=f"{it.facts.size / 1e6:.0f} MB",
                limit=f"{most:g} MB",
                source=it.source("file_mb"),
            )
