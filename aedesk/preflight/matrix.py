"""Plane geometry of a page: matrices as PDF writes them, boxes, and what a matrix does to a length."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt
from typing import Any, NamedTuple

PT_PER_MM = 72 / 25.4


class Matrix(NamedTuple):
    """An affine map [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, m: Matrix) -> Matrix:
        """The map that does this one first and `m` after it."""
        a, b, c, d, e, f = self
        return Matrix(
            a * m[0] + b * m[2], a * m[1] + b * m[3], c * m[0] + d * m[2], c * m[1] + d * m[3],
            e * m[0] + f * m[2] + m[4], e * m[1] + f * m[3] + m[5],
        )  # fmt: skip

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def axes(self) -> tuple[float, float]:
        """Lengths of the images of (1, 0) and (0, 1)."""
        return hypot(self.a, self.b), hypot(self.c, self.d)

    @property
    def smallest_stretch(self) -> float:
        """The smallest singular value: how much a pen's line is thinned at most."""
        a, b, c, d = self[:4]
        half = (a * a + b * b + c * c + d * d) / 2
        det = a * d - b * c
        return sqrt(max(half - sqrt(max(half * half - det * det, 0.0)), 0.0))

    @property
    def scale(self) -> float:
        """The square root of the area of the image of the unit square."""
        return sqrt(abs(self.a * self.d - self.b * self.c))


IDENTITY = Matrix()


Curve = tuple[float, float, float, float]  # one coordinate of a cubic curve's ends and handles


def reach(low: float, high: float, curve: Curve) -> tuple[float, float]:
    """A stretch made long enough for a curve, which reaches furthest where its derivative is 0."""
    p0, p1, p2, p3 = curve
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    under = b * b - 4 * a * c
    if under < 0:
        return low, high
    far = -(b + (sqrt(under) if b >= 0 else -sqrt(under))) / 2  # no digits are lost where a is small
    for above, below in ((far, a), (c, far)):
        if 0 < abs(above) < abs(below) and (above > 0) == (below > 0):
            t = above / below
            u = 1 - t
            at = u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3
            low, high = min(low, at), max(high, at)
    return low, high


class Box(NamedTuple):
    """A rectangle by its sides; the unit is the caller's (pt on the page, mm in facts)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def is_empty(self) -> bool:
        return self.x1 <= self.x0 or self.y1 <= self.y0

    def meet(self, other: Box) -> Box:
        """The part both share; empty where they do not touch."""
        return Box(max(self[0], other[0]), max(self[1], other[1]), min(self[2], other[2]), min(self[3], other[3]))

    def join(self, other: Box) -> Box:
        return Box(min(self[0], other[0]), min(self[1], other[1]), max(self[2], other[2]), max(self[3], other[3]))

    def grow(self, by: float) -> Box:
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        return (
            other.x0 >= self.x0 - slack and other.y0 >= self.y0 - slack
            and other.x1 <= self.x1 + slack and other.y1 <= self.y1 + slack
        )  # fmt: skip

    def touches(self, other: Box) -> bool:
        """Whether they overlap by more than an edge; a line without width counts where it lies inside."""
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.y0 <= other.y1 and other.y0 <= self.y1


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box around points. Raises ValueError where there are none."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def corners(box: Box, m: Matrix) -> list[tuple[float, float]]:
    """The four corners of a box under a matrix, in order."""
    return [m.point(box.x0, box.y0), m.point(box.x1, box.y0), m.point(box.x1, box.y1), m.point(box.x0, box.y1)]


def image_of(box: Box, m: Matrix) -> Box:
    return around(corners(box, m))


# As a file writes them


def number(thing: Any, otherwise: float = 0.0) -> float:
    try:
        return float(thing)
    except (TypeError, ValueError):
        return otherwise


def box_of(array: Any) -> Box:
    """Four numbers as a box with its sides in order. Raises ValueError or TypeError where they are none."""
    a, b, c, d = (float(one) for one in array)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def matrix_of(array: Any) -> Matrix:
    """A /Matrix entry; the identity where it is missing or malformed."""
    try:
        return Matrix(*(float(one) for one in array)) if array is not None and len(array) == 6 else IDENTITY
    except (TypeError, ValueError):
        return IDENTITY
