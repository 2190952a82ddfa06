"""The house's file names: a date YYMMDD and a name (FIL-04), safe on every system."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import quote

from .text import T

DATED = re.compile(r"(\d{6})(.*)", re.DOTALL)
# What an offered name sheds at its start: 20261119, 2026-11-19, 261119; and 261332, which was meant for one.
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
OLD_DATE = re.compile(rf"20\d{{2}}[-_.年]?{_MONTH}[-_.月]?{_DAY}日?|\d{{2}}{_MONTH}{_DAY}|\d{{6}}(?!\d)")
LAST_WORDS = re.compile(
    r"最终(?:确认)?[版稿]?|终稿|终版|定稿(?!件)|最新[版稿]?|最后一?[版稿]|副本"
    r"|(?<![a-z])v?[-_ ]?(?:final|latest|last|copy)(?![a-z])|[(（]\d+[)）]",
    re.IGNORECASE,
)
EDGES = " _-—·."
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
LONGEST = 255  # bytes of UTF-8 that a file system takes
WORDS_LONGEST = 180  # bytes left for the name between a date and any ending
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control, direction and line characters

UNDATED = T("文件名要以 6 位日期开头，例如 261119。", "A file name starts with a date of six digits, such as 261119.")
UNNAMED = T("日期后面要写名字，例如 开盘报纸。", "A name follows the date, such as 开盘报纸.")
CLAIMS_LAST = T("不要写“终稿、最终”，用日期和版本号。", "Leave out words such as final: the date and version say it.")


def check(name: str) -> list[T]:
    """What is wrong with a file name; empty where it is right."""
    stem = _parts(name)[0]
    found = DATED.match(stem)
    if found is None:
        return [UNDATED]
    problems = [] if _date(found[1]) else [T(f"{found[1]} 不是有效日期。", f"{found[1]} is not a date.")]
    if not found[2].strip(EDGES):
        problems.append(UNNAMED)
    if LAST_WORDS.search(found[2]):
        problems.append(CLAIMS_LAST)
    return problems


def offer(name: str, on: date, title: str = "") -> str:
    """The right name for a file: 开盘报纸终稿.pdf on 2026-11-19 → 261119开盘报纸.pdf.

    `title` stands in where nothing of the name is left. The offer always passes `check`.
    """
    stem, ending = _parts(safe(name))
    words = _bare(stem) or _bare(safe(title) if title else "") or "文件"
    return safe(f"{on:%y%m%d}{words}" + (f".{ending.lower()}" if ending else ""))


def safe(name: str) -> str:
    """A name without path, control or direction characters, at most 255 bytes; "file" if nothing is left."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = (c for c in name if unicodedata.category(c) not in UNSEEN and c not in '<>:"|?*')
    name = "".join(kept).strip(" .")
    if RESERVED.match(name):
        name = f"_{name}"
    stem, ending = _parts(name)
    tail = f".{ending}" if ending else ""
    stem = _cut(stem, LONGEST - len(tail.encode())).rstrip(" .")
    return f"{stem}{tail}" or "file"


def content_disposition(name: str, inline: bool = False) -> str:
    """The header of a download (RFC 6266, RFC 5987): an ASCII fall-back and the true name."""
    kind = "inline" if inline else "attachment"
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", safe(name))
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(safe(name), safe='')}"


def _parts(name: str) -> tuple[str, str]:
    """Stem and ending; a long "ending" is no ending but part of the name."""
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and stem and 0 < len(ending) <= 12 else (name, "")


def _cut(text: str, limit: int) -> str:
    return text.encode()[:limit].decode(errors="ignore")


def _bare(stem: str) -> str:
    """The name alone: no date before it, no word that claims to be the last."""
    before, stem = None, _cut(stem, WORDS_LONGEST)
    while stem != before:  # taking one word out may join another
        before = stem
        stem = LAST_WORDS.sub("", stem).strip(EDGES)
        found = OLD_DATE.match(stem)
        stem = stem[found.end() :].strip(EDGES) if found else stem
    return stem


def _date(digits: str) -> date | None:
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
