"""Inks: process and spot names, and when two names mean the same ink."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ALL, NONE = "All", "None"
# The suffixes by which one spot goes under several names (GWG 2022, R0021).
SUFFIX = re.compile(r"\s+(C|CP|CVC|CVP|CVS|CVU|EC|HC|M|PC|U|UP|TC|TCX|TPX|V)$", re.IGNORECASE)


def tidy(name: str) -> str:
    """An ink's name without stray space, in one Unicode form; "PANTONE 3582 C.  " is "PANTONE 3582 C"."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).rstrip(".").rstrip()


def alike(name: str) -> str:
    """What two names of one ink have in common: no suffix, no case."""
    return SUFFIX.sub("", tidy(name)).casefold()


# What a process on a job sheet is called as an ink, in the trade's usual names.
PROCESSES = {
    "foil": ("烫金", "烫银", "烫印", "烫黑", "foil", "hotfoil", "hot foil", "hotstamp"),
    "uv": ("uv", "局部uv", "局部 uv", "spotuv", "spot uv", "gloss", "varnish", "上光", "光油"),
    "emboss": ("击凸", "起凸", "凹凸", "压凸", "压凹", "emboss", "deboss", "embossing"),
    "diecut": ("模切", "刀模", "刀版", "刀线", "die", "dieline", "diecut", "die cut", "cutcontour", "cut", "kiss cut"),
    "crease": ("压痕", "折线", "crease", "fold", "score"),
    "white": ("白墨", "白版", "white", "whiteink", "white ink", "opaque white"),
}


@lru_cache(1000)
def kind_of(name: str) -> str:
    """The special process an ink or an order's word means; "" where it is none of them."""
    plain = alike(name)
    for kind, words in PROCESSES.items():
        if any(plain == word or ((len(word) > 3 or not word.isascii()) and word in plain) for word in words):
            return kind
    return ""


def is_tool(ink: str) -> bool:
    """Whether an ink draws a tool's path, not a print: a die or a crease is as fine as its maker wants it."""
    return kind_of(ink) in ("diecut", "crease")


def means(ink: str, ordered: str) -> bool:
    """Whether an ink of the file is what a word of the order asks for."""
    kind = kind_of(ordered)
    return alike(ink) == alike(ordered) or (kind != "" and kind == kind_of(ink))


def is_spot(name: str) -> bool:
    return name not in PROCESS and name not in (ALL, NONE)
