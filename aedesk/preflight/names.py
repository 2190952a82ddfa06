"""Names and texts of a PDF as people read them: UTF-8 where they are, else GB 18030 as older Chinese programs write."""

from __future__ import annotations

from typing import Any

import pikepdf

from .tokens import name as of_bytes

BOMS = (b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")


def said(name: Any) -> str:
    """A name object without its slash; a plain text as it is."""
    if isinstance(name, pikepdf.Name):
        return str(of_bytes(name.unparse().lstrip(b"/")))
    return str(name).lstrip("/")


def entry(table: Any, name: str) -> Any:
    """What a dictionary of the file holds under a name, however its bytes are meant; None where there is nothing."""
    found = table.get(f"/{name}")
    if found is None and not name.isascii():
        found = next((table[key] for key in table.keys() if key_said(key) == name), None)  # noqa: SIM118
    return found


def key_said(key: str) -> str:
    """A dictionary's key without its slash; pikepdf hands over bytes that are no UTF-8 as surrogates."""
    raw = key.encode("utf-8", "surrogateescape").removeprefix(b"/")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def text_of(string: Any) -> str:
    """A text string; one that is GB 18030 without saying so is read as meant."""
    raw = bytes(string) if isinstance(string, pikepdf.String) else b""
    if raw.isascii() or raw.startswith(BOMS):
        return str(string)
    try:
        meant = raw.decode("gb18030")
    except UnicodeDecodeError:
        return str(string)
    return meant if any("\u4e00" <= one <= "\u9fff" for one in meant) else str(string)
