"""Chinese text made findable: search words, pinyin and its initials."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HANZI = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
WORD = re.compile(f"[{HANZI}]|[^\\W_{HANZI}]+")
RUN = re.compile(f"[{HANZI}]+|[^{HANZI}]+")
WORD_OF_HANZI = re.compile(f"[{HANZI}]")
ONLY_HANZI = re.compile(f"[{HANZI}]{{2,4}}")

# pypinyin reads these as common words; as surnames they sound otherwise.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "翟": "zhai", "覃": "qin",
    "缪": "miao", "朴": "piao", "区": "ou", "谌": "chen", "盖": "ge", "乜": "nie",
    "尉迟": "yuchi", "单于": "chanyu",
}  # fmt: skip


def tokens(text: str) -> str:
    """One word per hanzi and lower-case run of letters or digits, spaced: for FTS5 and tsvector."""
    return " ".join(query_tokens(text))


def query_tokens(text: str) -> list[str]:
    """The words of a query, cut as `tokens` cuts; empty where there is nothing to search for."""
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def initials(name: str) -> str:
    """First letters of the pinyin: 林晓岚 → lxl; letters and digits stay, all else goes."""
    return "".join(word if word.isdigit() or latin else word[:1] for word, latin in _syllables(name))


def pinyin(name: str) -> str:
    """The pinyin without tones or spaces: 林晓岚 → linxiaolan; ü is v, as it is typed."""
    return "".join(word for word, _ in _syllables(name))


def sounds(name: str, most: int = 12) -> str:
    """What a Chinese name may be typed as: 林晓岚 → lxl linxiaolan xiaolan lan; empty where there is no hanzi.

    `most` is how many syllables are read.
    """
    syllables = _syllables(name)[:most]
    if all(latin for _, latin in syllables):
        return ""
    tails = ("".join(word for word, _ in syllables[first:]) for first in range(len(syllables)))
    return " ".join([initials(name), *tails])


@lru_cache(maxsize=4096)
def _syllables(name: str) -> tuple[tuple[str, bool], ...]:
    """Syllables in a-z, each with whether it stood there as latin text."""
    from pypinyin import lazy_pinyin

    text = unicodedata.normalize("NFKC", name)
    surname = _surname(text)
    found = [(SURNAMES[surname], False)] if surname else []
    for word in RUN.findall(text[len(surname) :]):
        latin = not WORD_OF_HANZI.match(word)
        found += [(_plain(s), latin) for s in ([word] if latin else lazy_pinyin(word))]
    return tuple((word, latin) for word, latin in found if word)


def _surname(text: str) -> str:
    """The surname read its own way; none where the characters begin a common word (解放路, 单元楼)."""
    if not ONLY_HANZI.fullmatch(text):
        return ""
    if text[:2] in SURNAMES:
        return text[:2]
    return text[0] if len(text) < 4 and text[0] in SURNAMES and not _begins_word(text) else ""


def _begins_word(text: str) -> bool:
    from pypinyin.constants import PHRASES_DICT

    return text[:2] in PHRASES_DICT or text[:3] in PHRASES_DICT


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.lower().replace("ü", "v"))
    return "".join(c for c in parts if c.isascii() and c.isalnum())
