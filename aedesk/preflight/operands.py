"""Operands written back into a content stream (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .tokens import Name

SPECIAL = re.compile(rb"[^!-~]|[#/()<>\[\]{}%]")


def numbers(values: Iterable[Any]) -> str:
    """The numbers among some operands."""
    return " ".join(f"{value:.6g}" for value in values if isinstance(value, float))


def written(args: list[Any]) -> bytes:
    """Operands as they stand before their operator."""
    return b"".join(one(arg) + b" " for arg in args)


def one(arg: Any) -> bytes:
    """An operand as bytes."""
    if isinstance(arg, float):
        return f"{arg:.6f}".rstrip("0").rstrip(".").encode() or b"0"
    if isinstance(arg, bool):
        return b"true" if arg else b"false"
    if isinstance(arg, Name):
        return b"/" + SPECIAL.sub(lambda found: b"#%02X" % found[0][0], arg.encode())
    if isinstance(arg, bytes):
        return b"<" + arg.hex().encode() + b">"
    if isinstance(arg, list):
        return b"[" + b" ".join(one(item) for item in arg) + b"]"
    if isinstance(arg, dict):
        return b"<<" + b" ".join(one(Name(key)) + b" " + one(value) for key, value in arg.items()) + b">>"
    return b"null"
