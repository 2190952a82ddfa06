"""Reads a table out of a CSV file: UTF-8 with or without its mark, GB18030 as Excel in Chinese writes it, UTF-16."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from . import sheets
from .sheets import Row, Unreadable

DELIMITERS = ",;\t"
AS_FORMULA = re.compile(r'="(.*)"', re.S)  # how exports keep a leading zero
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(content: bytes) -> tuple[list[str], list[Row]]:
    """The header and the rows, each with its number as a spreadsheet counts. Raises Unreadable."""
    text = decoded(content)
    lines: list[Row] = []
    for number, cells in _records(text):
        texts = sheets.trimmed([_plain(cell) for cell in cells[: sheets.MOST_COLUMNS]])
        if texts:
            lines.append((number, texts))
        if len(lines) > sheets.MOST_ROWS + 1:
            raise sheets.too_many()
    return sheets.headed(lines)


def decoded(content: bytes) -> str:
    """The text of a file by its mark, as UTF-8, else as GB18030. Raises Unreadable."""
    marked = [name for mark, name in MARKS if content.startswith(mark)]
    for name in marked or ("utf-8", "gb18030"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(
        "读不出这个 CSV 的文字，请另存为“CSV UTF-8”或 xlsx。",
        "The text of this CSV cannot be read; save it as “CSV UTF-8” or as xlsx.",
    )


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, cells
    except csv.Error as error:
        raise Unreadable(
            f"第 {number + 1} 行读不了，多半是引号没有成对；什么都没有导入。",
            f"Row {number + 1} cannot be read, most likely for a quote without its pair; nothing was taken in.",
        ) from error


def _delimiter(text: str) -> str:
    """The sign that parts the header's words most often; a comma where there is but one column."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def _plain(cell: str) -> str:
    held = AS_FORMULA.fullmatch(cell.strip())
    return sheets.as_text(held[1] if held else cell)
