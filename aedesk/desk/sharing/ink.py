"""A drawn signature: strokes of points on a board of 1000 × 400, kept as JSON text and drawn as one SVG path."""

from __future__ import annotations

import json
from itertools import pairwise
from math import hypot
from typing import Any

from aedesk.kit.text import T

from ..errors import InvalidInput

WIDTH, HEIGHT = 1000, 400
MOST_POINTS, SHORTEST = 6000, 120  # points; length of the whole line in units of the board
Point = tuple[int, int]

UNREADABLE = T("签名读不出来，请清除后重签。", "The signature cannot be read; clear it and sign again.")
TOO_SHORT = T("签名太短，请写全名。", "The signature is too short; write the whole name.")


def read(text: str) -> str:
    """The strokes in their canonical form. Raises InvalidInput for anything but strokes of points on the board."""
    try:
        strokes = json.loads(text)
        drawn = [[_point(one) for one in stroke] for stroke in strokes if stroke]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InvalidInput({"ink": UNREADABLE}) from None
    if sum(map(len, drawn)) > MOST_POINTS:
        raise InvalidInput({"ink": UNREADABLE})
    if sum(_length(stroke) for stroke in drawn) < SHORTEST:
        raise InvalidInput({"ink": TOO_SHORT})
    return json.dumps(drawn, separators=(",", ":"))


def _point(raw: Any) -> Point:
    x, y = raw
    if type(x) is not int or type(y) is not int or not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        raise ValueError("not on the board")
    return x, y


def _length(stroke: list[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(stroke))


def path(ink: str) -> str:
    """The `d` of an SVG path; "" for none. Whole numbers only, whatever stands in the database."""
    if not ink:
        return ""
    parts = []
    for stroke in json.loads(ink):
        points = [f"{int(x)} {int(y)}" for x, y in stroke]
        parts.append(f"M{points[0]}" + "".join(f"L{one}" for one in points[1:] or points[:1]))
    return "".join(parts)


def svg(ink: str) -> str:
    """The signature as a picture of its own, for papers."""
    drawn = path(ink)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><path d="{drawn}" fill="none" '
        'stroke="#1e1c19" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
