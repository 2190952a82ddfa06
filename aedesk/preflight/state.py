"""The graphics state of a content stream (ISO 32000-1, 8.4), as far as a check needs it."""

from __future__ import annotations

from typing import Any

from .colour import BLACK, Colour, Space, device
from .matrix import Box, Curve, Matrix, reach

GRAY = device("DeviceGray")


class State:
    """What q saves and Q brings back."""

    __slots__ = (
        "alpha", "blend", "clip", "ctm", "fill", "fill_space", "font", "is_soft_masked", "leading", "line_width", "mode",
        "opm", "overprint_fill", "overprint_stroke", "pattern", "rise", "size", "stretch", "stroke", "stroke_alpha",
        "stroke_pattern", "stroke_space", "tc", "tw",
    )  # fmt: skip

    def __init__(self, ctm: Matrix, clip: Box) -> None:
        self.ctm, self.clip = ctm, clip
        self.fill_space: Space = GRAY
        self.stroke_space: Space = GRAY
        self.fill: Colour = BLACK
        self.stroke: Colour = BLACK
        self.pattern: Any = None
        self.stroke_pattern: Any = None
        self.line_width = 1.0
        self.overprint_fill = self.overprint_stroke = False
        self.opm = 0
        self.blend = "Normal"
        self.alpha = self.stroke_alpha = 1.0
        self.is_soft_masked = False
        self.font: Any = None
        self.size = self.tc = self.tw = self.leading = self.rise = 0.0
        self.stretch = 1.0
        self.mode = 0

    def copy(self) -> State:
        new = State.__new__(State)
        # Written out: it is done for every q and every form, and a loop over the names takes three times as long.
        new.ctm, new.clip, new.blend, new.is_soft_masked = self.ctm, self.clip, self.blend, self.is_soft_masked
        new.fill_space, new.fill, new.pattern, new.alpha = self.fill_space, self.fill, self.pattern, self.alpha
        new.stroke_space, new.stroke, new.stroke_pattern = self.stroke_space, self.stroke, self.stroke_pattern
        new.stroke_alpha, new.line_width, new.opm = self.stroke_alpha, self.line_width, self.opm
        new.overprint_fill, new.overprint_stroke = self.overprint_fill, self.overprint_stroke
        new.font, new.size, new.mode, new.stretch = self.font, self.size, self.mode, self.stretch
        new.tc, new.tw, new.leading, new.rise = self.tc, self.tw, self.leading, self.rise
        return new

    def inside_group(self) -> State:
        """The state a transparency group begins with: its own blending, full alpha (11.6.6)."""
        new = self.copy()
        new.blend, new.alpha, new.stroke_alpha, new.is_soft_masked = "Normal", 1.0, 1.0, False
        return new


def overprint_of(found: Any) -> tuple[bool | None, bool | None, int | None]:
    """What an ExtGState says of overprint for fills and strokes, and of its mode; None where it says nothing (8.6.7)."""
    stroke, fill, mode = found.get("/OP"), found.get("/op", found.get("/OP")), found.get("/OPM")
    return (
        None if fill is None else bool(fill), None if stroke is None else bool(stroke), None if mode is None else int(mode),
    )  # fmt: skip


class Path:
    """The path being built: its points, already on the page, and at which of them each subpath starts."""

    __slots__ = ("bulges", "clips", "curved", "starts", "xs", "ys")

    def __init__(self) -> None:
        self.xs: list[float] = []
        self.ys: list[float] = []
        self.starts: list[int] = []
        self.bulges: list[tuple[Curve, Curve]] = []  # across and up, of curves that may reach beyond their ends
        self.curved = False
        self.clips = False

    @property
    def box(self) -> Box | None:
        """Around all that is drawn; None where nothing is."""
        xs, ys = self.xs, self.ys
        if not xs:
            return None
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        for across, up in self.bulges:
            # A curve lies between its ends and handles: most handles lie inside what is drawn anyway.
            if across[1] < x0 or across[2] < x0 or across[1] > x1 or across[2] > x1:
                x0, x1 = reach(x0, x1, across)
            if up[1] < y0 or up[2] < y0 or up[1] > y1 or up[2] > y1:
                y0, y1 = reach(y0, y1, up)
        return Box(x0, y0, x1, y1)

    @property
    def thin_side(self) -> float | None:
        """The short side of the thinnest clean rectangle that serves as a line: four right angles, over 10 times as long.

        Outlined glyphs give thousands of thin shapes; only a path of nothing but such rectangles counts.
        """
        if self.curved or len(self.xs) > 5 * len(self.starts):
            return None
        ends = [*self.starts[1:], len(self.xs)]
        sides = [
            _short_side(list(zip(self.xs[start:end], self.ys[start:end], strict=True)))
            for start, end in zip(self.starts, ends, strict=True)
        ]
        if not sides or any(side is None for side in sides):
            return None
        return min(side for side in sides if side is not None)

    @property
    def is_upright(self) -> bool:
        """Whether it is one rectangle whose sides lie along the page."""
        return (
            len(self.starts) == 1
            and 4 <= len(self.xs) <= 5
            and not self.curved
            and _is_upright(list(zip(self.xs, self.ys, strict=True)))
        )


Points = list[tuple[float, float]]


def _corners(points: Points) -> Points:
    """The corners of a four-sided path, closed or not; none where it has another number of sides."""
    if len(points) == 5 and points[0] == points[4]:
        points = points[:4]
    return points if len(points) == 4 else []


def _is_upright(points: Points) -> bool:
    """Whether four corners are a rectangle whose sides lie along the page."""
    if not (corners := _corners(points)):
        return False
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    slack = 1e-3 * (abs(cx - ax) + abs(cy - ay)) + 1e-9
    lying = abs(ay - by) < slack and abs(bx - cx) < slack and abs(cy - dy) < slack and abs(dx - ax) < slack
    standing = abs(ax - bx) < slack and abs(by - cy) < slack and abs(cx - dx) < slack and abs(dy - ay) < slack
    return lying or standing


def _short_side(points: Points) -> float | None:
    if not (corners := _corners(points)):
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    ux, uy, vx, vy = bx - ax, by - ay, cx - bx, cy - by
    first, second = (ux * ux + uy * uy) ** 0.5, (vx * vx + vy * vy) ** 0.5
    slack = 1e-3 * (first + second) + 1e-9
    if abs(cx - dx - ux) > slack or abs(cy - dy - uy) > slack:
        return None
    if abs(ux * vx + uy * vy) > 1e-3 * first * second + 1e-12:
        return None
    short, long = min(first, second), max(first, second)
    return short if long > 10 * short else None
