"""vCard 2.1, 3.0 and 4.0 as phones and WeChat write them: read into plain cards, written as 3.0."""

from __future__ import annotations

import quopri
import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..intake.sheets import Unreadable

QUOTED = re.compile(rb"quoted-printable", re.I)
GROUP = re.compile(r"^[A-Za-z0-9-]+\.(?=[A-Za-z])")
ESCAPED = re.compile(r"\\([\\,;nN:])")
BREAK = re.compile(r"(?<!\\)((?:\\\\)*);")
PLAIN = {
    "TITLE": "title",
    "EMAIL": "email",
    "BDAY": "birthday",
    "X-QQ": "qq",
    "X-WECHAT": "wechat",
    "ROLE": "title",
}
CHATS = {"X-MICROMSG": "wechat", "X-WEIXIN": "wechat", "X-TENCENT-QQ": "qq"}


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name, its parameters in upper case, and its decoded value."""

    name: str
    params: Mapping[str, str]
    value: str


def read(content: bytes) -> list[dict[str, str]]:
    """The cards of a file, each a mapping of contact field to text. Raises Unreadable."""
    cards: list[dict[str, str]] = []
    card: dict[str, str] | None = None
    for line in lines(content):
        if line.name == "BEGIN" and line.value.upper() == "VCARD":
            card = {}
        elif line.name == "END" and card is not None:
            cards.append(card)
            card = None
        elif card is not None:
            _put(card, line)
    if card is not None:
        raise Unreadable("文件在一张名片中间断了，请重新导出。", "The file breaks off inside a card; export it again.")
    if not cards:
        raise Unreadable("文件里没有 vCard 名片。", "There is no vCard in this file.")
    return cards


def lines(content: bytes) -> Iterator[Line]:
    """The properties of a file, unfolded and decoded."""
    for raw in _unfolded(_as_bytes(content)):
        head, colon, value = raw.partition(b":")
        if not colon:
            continue
        name, *params = head.decode("ascii", "replace").split(";")
        known = dict(_param(p) for p in params)
        yield Line(GROUP.sub("", name).strip().upper(), known, _decode(value, known))


def _as_bytes(content: bytes) -> bytes:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace").encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def _unfolded(content: bytes) -> Iterator[bytes]:
    whole: bytes | None = None
    soft = False
    for line in content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if soft and whole is not None:
            whole += line.lstrip(b" \t")
        elif line[:1] in (b" ", b"\t") and whole is not None:
            whole += line[1:]
        else:
            if whole:
                yield whole
            whole = line
        # Quoted-printable goes on after "=" at the line's end; base64 ends with "=" too, and must not.
        soft = bool(whole and whole.endswith(b"=") and QUOTED.search(whole.partition(b":")[0]))
        if soft and whole:
            whole = whole[:-1]
    if whole:
        yield whole


def _param(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if equals:
        return name.strip().upper(), value.strip().strip('"').upper()
    bare = name.strip().upper()  # vCard 2.1 writes CELL for TYPE=CELL
    return ("ENCODING", bare) if bare in ("QUOTED-PRINTABLE", "BASE64") else (f"TYPE-{bare}", bare)


def _decode(value: bytes, params: Mapping[str, str]) -> str:
    encoding = params.get("ENCODING", "")
    if encoding == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
    elif encoding in ("B", "BASE64"):
        try:
            value = b64decode(value)
        except (NoBase64, ValueError):
            return ""
    for charset in (params.get("CHARSET", ""), "utf-8", "gb18030"):
        try:
            return value.decode(charset).replace("\x00", "") if charset else value.decode("utf-8").replace("\x00", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return value.decode("utf-8", "replace")


def _put(card: dict[str, str], line: Line) -> None:
    value = _plain(line.value)
    if line.name == "FN":
        card["name"] = value
    elif line.name == "N":
        card.setdefault("name", _name(line.value))
    elif line.name == "ORG":
        card["company"], *rest = [_plain(part) for part in _parts(line.value)]
        card["department"] = " ".join(filter(None, rest))
    elif line.name == "TEL":
        _phone(card, line, value.removeprefix("tel:"))
    elif line.name in ("IMPP", "X-SOCIALPROFILE"):
        _chat(card, line, value)
    elif key := PLAIN.get(line.name) or CHATS.get(line.name):
        card.setdefault(key, value)
    if not card.get("name"):
        card.pop("name", None)


def _phone(card: dict[str, str], line: Line, value: str) -> None:
    """The mobile number before any other; a fax is no phone."""
    types = " ".join([*line.params, *line.params.values()])
    if "FAX" in types or not value:
        return
    if "phone" not in card or ("CELL" in types and not card.get("is_cell")):
        card["phone"] = value
        card["is_cell"] = "yes" if "CELL" in types else ""


def _chat(card: dict[str, str], line: Line, value: str) -> None:
    service, _, name = value.rpartition(":")
    words = f"{service} {' '.join(line.params.values())}".lower()
    if "wechat" in words or "weixin" in words:
        card.setdefault("wechat", name.lstrip("/"))
    elif "qq" in words:
        card.setdefault("qq", name.lstrip("/"))


def _parts(value: str) -> list[str]:
    return BREAK.sub("\\1\x1f", value).split("\x1f")


def _name(value: str) -> str:
    """Family name first and without a space, as Chinese names are; else given name first."""
    family, given, middle, *_ = [*(_plain(part) for part in _parts(value)), "", "", ""]
    joined = family + middle + given
    return joined if not joined.isascii() else " ".join(filter(None, (given, middle, family)))


def _plain(value: str) -> str:
    text = ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(text.split())


def write(cards: Iterable[Mapping[str, str]]) -> bytes:
    """Cards as one vCard 3.0 file in UTF-8, folded at 75 octets (RFC 2426)."""
    return b"".join(_fold(line) for card in cards for line in _written(card))


def _written(card: Mapping[str, str]) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"FN:{_escape(card['name'])}"
    yield f"N:{_escape(card['name'])};;;;"
    if card.get("company") or card.get("department"):
        yield f"ORG:{_escape(card.get('company', ''))};{_escape(card.get('department', ''))}"
    for name, key in (
        ("TITLE", "title"),
        ("TEL;TYPE=CELL", "phone"),
        ("EMAIL", "email"),
        ("X-WECHAT", "wechat"),
        ("X-QQ", "qq"),
    ):
        if card.get(key):
            yield f"{name}:{_escape(card[key])}"
    yield "END:VCARD"


def _escape(text: str) -> str:
    safe = " ".join(text.split())  # no line break gets out to start a property of its own
    return safe.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _fold(line: str) -> bytes:
    rows, row = [], b""
    for character in line:
        octets = character.encode("utf-8", "ignore")
        if len(row) + len(octets) > 74:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row]) + b"\r\n"
