"""Reads a table out of an .xlsx somebody sent, within limits, and writes one that holds no formulas."""

from __future__ import annotations

import datetime as moments
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from aedesk.kit.text import T

MOST_BYTES = 5 * 1024 * 1024
MOST_EXPANDED = 40 * 1024 * 1024
MOST_ENTRIES = 300
MOST_ROWS = 2000
MOST_COLUMNS = 40
MOST_CHARACTERS = 500

Row = tuple[int, list[str]]


class Unreadable(ValueError):
    """A file that cannot be read, with the way to put it right."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.says = T(zh, en)


def read(content: bytes) -> tuple[list[str], list[Row]]:
    """The header and the rows (with their line in the sheet) of the first sheet. Raises Unreadable."""
    import openpyxl  # here, for it takes a quarter of the start-up of every command

    _weigh(content)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        lines = _lines(sheet)
    except Unreadable:
        raise
    except Exception as error:  # a broken file fails anywhere inside openpyxl
        raise Unreadable(
            "这个 xlsx 文件读不了，请用 Excel 或 WPS 重新另存一次。",
            "This xlsx cannot be read; save it again from Excel or WPS.",
        ) from error
    return headed(lines)


def headed(lines: list[Row]) -> tuple[list[str], list[Row]]:
    """The first line as the header, all lines of one width. Raises Unreadable where there is nothing below it."""
    if len(lines) < 2:
        raise Unreadable(
            "表格要有一行表头，下面至少一行数据。", "The sheet needs a header and at least one row below it."
        )
    (_, header), *rows = lines
    if len(rows) > MOST_ROWS:
        raise too_many()
    width = max(len(cells) for _, cells in lines)
    return _padded(header, width), [(number, _padded(cells, width)) for number, cells in rows]


def too_many() -> Unreadable:
    return Unreadable(
        f"一次最多 {MOST_ROWS} 行，请分几次导入。", f"At most {MOST_ROWS} rows at a time; import in parts."
    )


def _weigh(content: bytes) -> None:
    """Refuse what is no xlsx or unpacks to too much, before anything is unpacked (T6)."""
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable(
            "这是旧版 .xls 或加密的文件，请另存为不加密的 .xlsx。",
            "This is an old .xls or a locked file; save it as a plain .xlsx.",
        )
    try:
        entries = ZipFile(BytesIO(content)).infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(
            "这不是 xlsx 文件，请检查后重新上传。", "This is not an xlsx file; check it and upload again."
        ) from error
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_EXPANDED:
        raise Unreadable(
            "文件解压后太大，已拒绝；请只留要导入的那张表。",
            "The file unpacks to too much and was refused; keep only the sheet you import.",
        )


def _lines(sheet: Any) -> list[Row]:
    found: list[Row] = []
    scanned = sheet.iter_rows(max_row=MOST_ROWS * 5, max_col=MOST_COLUMNS, values_only=True)
    for number, cells in enumerate(scanned, 1):
        texts = trimmed([as_text(cell) for cell in cells])
        if texts:
            found.append((number, texts))
        if len(found) > MOST_ROWS + 1:
            raise too_many()
    return found


def trimmed(texts: list[str]) -> list[str]:
    """Cells without the empty ones at the end."""
    while texts and not texts[-1]:
        texts.pop()
    return texts


def as_text(cell: Any) -> str:
    """A cell as one would type it: whole numbers without .0, days as 2026-11-18."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, moments.datetime):
        return f"{cell:%Y-%m-%d}"
    return " ".join(str(cell).replace("\x00", "").split())[:MOST_CHARACTERS]


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def write(title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A sheet whose texts are texts, whatever they begin with (T9); numbers stay numbers."""
    import xlsxwriter

    out = BytesIO()
    # strings_to_formulas off: a name such as =HYPERLINK(…) must stay what somebody typed.
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title[:31])
    bold, wrap = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, bold)
        sheet.set_column(column, column, 18)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, "" if value is None else str(value), wrap)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
