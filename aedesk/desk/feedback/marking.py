"""Key words marked in the client's words, kept as spans of characters (SUB-11)."""

from __future__ import annotations

import re

from aedesk.kit.text import T

from ..errors import InvalidInput

SPAN = re.compile(r"^\s*(\d{1,6})\s*[-–]\s*(\d{1,6})\s*$")
MOST = 100


def spans(lines: list[str], words: str) -> list[list[int]]:
    """The spans as [[from, until]], in order, those that touch made one. Raises InvalidInput for one outside the words."""
    found = []
    for line in lines[: MOST + 1]:
        span = SPAN.match(line)
        if span is None or not int(span[1]) < int(span[2]) <= len(words):
            says = T(f"“{line}”不在原话之内；写成 0-4 这样。", f"“{line}” is not within the words; write it like 0-4.")
            raise InvalidInput({"marks": says})
        found.append([int(span[1]), int(span[2])])
    if len(found) > MOST:
        raise InvalidInput({"marks": T(f"最多标 {MOST} 处。", f"Mark {MOST} places at most.")})
    return merged(sorted(found))


def merged(found: list[list[int]]) -> list[list[int]]:
    kept: list[list[int]] = []
    for start, end in found:
        if kept and start <= kept[-1][1]:
            kept[-1][1] = max(kept[-1][1], end)
        else:
            kept.append([start, end])
    return kept
