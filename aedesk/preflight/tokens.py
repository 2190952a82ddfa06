"""Content streams cut into operators with their operands (ISO 32000-1, 7.2 and 7.8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from aedesk.kit.text import T

from .errors import TooMuch

DEEPEST = 100  # arrays and dictionaries inside each other
TOKEN = re.compile(
    rb"""(?:[\x00\t\n\f\r ]+|%[^\r\n]*)*+(?:
    ([+-]?(?:\d+\.?\d*+|\.\d+)(?=[\x00\t\n\f\r \[\]<>()/{}%]|$)) # 1 number
    |([A-Za-z'"*][A-Za-z0-9*'"]*+)                               # 2 operator or true, false, null
    |/([^\x00\t\n\f\r \[\]<>()/{}%]*+)                           # 3 name
    |\(((?:[^()\\]++|\\.)*+)\)                                   # 4 string without brackets inside
    |<([0-9A-Fa-f\x00\t\n\f\r ]*+)>                              # 5 hex string
    |(\[)|(\])|(<<)|(>>)|(\()                                    # 6 7 8 9 10
    |([^\x00\t\n\f\r \[\]<>()/{}%]++)                            # 11 anything else, such as a bad number
    |([)}{>]|<)                                                  # 12 a stray bracket
    )""",
    re.VERBOSE | re.DOTALL,
)
# Most of a stream is numbers and their operator: read at one go, everything else token by token.
PLAIN = re.compile(
    rb"""[\t\n\f\r ]*+((?:[+-]?(?:\d++\.?\d*+|\.\d++)[\t\n\f\r ]++)*+)([A-Za-z'"*][A-Za-z0-9*'"]*+)
    (?=[\x00\t\n\f\r\ \[\]<>()/{}%]|$)""".replace(b"\n    ", b"")
)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
WORDS = {b"true": True, b"false": False, b"null": None}
LOOSE_NUMBER = re.compile(rb"[+-]*(\d*\.?\d*)")


class Name(str):
    """A name such as /Cs8, without its slash."""

    __slots__ = ()


class InlineImage:
    """BI … ID … EI: its dictionary by short or long keys, and its raw bytes."""

    __slots__ = ("data", "keys")

    def __init__(self, keys: dict[str, Any], data: bytes) -> None:
        self.keys, self.data = keys, data


Span = tuple[str, list[Any], int, int]


def spans(data: bytes, most: int) -> Iterator[Span]:
    """Each operator, its operands, and where the operation begins and ends; an inline image comes as ("EI", [InlineImage]).

    Broken operands are passed over as other readers do. Raises TooMuch after `most` operators.
    """
    reader, operands, count, start = _Reader(data), list[Any](), 0, 0
    plain, known = PLAIN.match, _KNOWN.get
    while True:
        found = plain(data, reader.at)
        if found is not None and (text := known(found[2]) or _learn(found[2])):
            operands += map(float, found[1].split())
            reader.at = found.end()
        else:
            token = reader.next()
            if token is END:
                return
            if type(token) is not _Word:
                operands.append(token)
                continue
            text = token.text
            if text == "BI":
                text, operands = "EI", [reader.inline_image()]
        count += 1
        if count > most:
            raise TooMuch(
                T(f"一页超过 {most:,} 个操作，不读了。", f"More than {most:,} operators on a page; not read.")
            )
        yield text, operands, start, reader.at
        operands, start = [], reader.at


class _Word:
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


END: Any = object()
CLOSE: Any = object()
_WORDS: dict[bytes, _Word] = {}
_KNOWN: dict[bytes, str] = {}


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.depth = data, 0, 0
        self._match = TOKEN.match

    def next(self) -> Any:
        """The next operand, operator word, CLOSE or END."""
        found = self._match(self.data, self.at)
        if found is None:
            return END
        self.at = found.end()
        kind = found.lastindex or 12
        if kind == 1:
            return float(found[1])
        if kind == 2:
            word = found[2]
            return WORDS[word] if word in WORDS else _word(word)
        return self._rare(kind, found)

    def _rare(self, kind: int, found: re.Match[bytes]) -> Any:
        if kind == 3:
            return name(found[3])
        if kind == 4:
            return _unescaped(found[4])
        if kind == 5:
            return _unhex(found[5])
        if kind in (6, 8):
            return self._inside(kind)
        if kind == 10:
            return self._nested_string()
        if kind == 11:
            return _loose_number(found[11])
        return CLOSE if kind in (7, 9) else self.next()

    def _inside(self, kind: int) -> Any:
        """An array or dictionary up to its close."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooMuch(T("内容嵌套太深，不读了。", "Content is nested too deeply; not read."))
        items = []
        while (item := self.next()) is not END and item is not CLOSE:
            items.append(item)
        self.depth -= 1
        if kind == 6:
            return items
        return {str(key): value for key, value in zip(items[::2], items[1::2], strict=False)}

    def _nested_string(self) -> bytes:
        depth, start, data = 1, self.at, self.data
        at = start
        while depth and at < len(data):
            byte = data[at]
            at += 2 if byte == 0x5C else 1
            depth += (byte == 0x28) - (byte == 0x29)
        self.at = at
        return _unescaped(data[start : at - 1])

    def inline_image(self) -> InlineImage:
        """What stands between BI and EI; the end is the first EI between white space that operators follow."""
        pairs: list[Any] = []
        while (token := self.next()) is not END and not (type(token) is _Word and token.text == "ID"):
            pairs.append(token.text if type(token) is _Word else token)
        start = self.at + 1
        for found in re.finditer(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r /\[(<]|$)", self.data[start:]):
            if _looks_like_operators(self.data[start + found.end() : start + found.end() + 40]):
                self.at = start + found.end()
                break
        else:
            found = None
            self.at = len(self.data)
        data = self.data[start : start + found.start()] if found else self.data[start:]
        return InlineImage({str(k): v for k, v in zip(pairs[::2], pairs[1::2], strict=False)}, data)


def _learn(word: bytes) -> str:
    """An operator's text; "" for words that are no plain operators."""
    if word in WORDS or word == b"BI":
        return ""
    text = word.decode("latin-1")
    if len(_KNOWN) < 500:
        _KNOWN[word] = text
    return text


def _word(word: bytes) -> _Word:
    found = _WORDS.get(word)
    if found is None:
        found = _Word(word.decode("latin-1"))
        if len(_WORDS) < 500:
            _WORDS[word] = found
    return found


def name(raw: bytes) -> Name:
    """A name's bytes as text; #xx codes undone, UTF-8 where it is UTF-8."""
    if b"#" in raw:
        raw = NAME_CODE.sub(lambda code: bytes([int(code[1], 16)]), raw)
    try:
        return Name(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Name(raw.decode("gb18030", "replace"))


def _unescaped(raw: bytes) -> bytes:
    if b"\\" not in raw:
        return raw
    return ESCAPE.sub(_escape, raw)


def _escape(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return ESCAPES.get(code, code)


def _unhex(raw: bytes) -> bytes:
    digits = b"".join(raw.split()).replace(b"\x00", b"")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _loose_number(raw: bytes) -> Any:
    """What other readers make of "--5", "1.2.3" or "12-3": the number it begins with, else nothing."""
    found = LOOSE_NUMBER.match(raw)
    if found is None or found[1] in (b"", b"."):
        return _word(raw)
    return -float(found[1]) if raw[:1] == b"-" else float(found[1])


def _looks_like_operators(data: bytes) -> bool:
    """Whether text rather than image bytes follows."""
    return all(byte in b"\t\n\f\r" or 32 <= byte < 127 for byte in data[:20])
