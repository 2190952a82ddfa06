"""A file as a table: its columns guessed by their headers, its rows read one by one against declared fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aedesk.kit.text import T

from ..fields import Bad, Field
from . import commas, sheets
from .sheets import Unreadable

IGNORE = "-"
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+", re.I)
LOST = T(
    "这一格被表格软件写成了科学计数，号码已不全；请把该列设为文本再导出，或在这里改正。",
    "A spreadsheet wrote this cell as a power of ten and lost the number; export the column as text, or mend it here.",
)
Columns = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: the headers, and the rows with the line each stands on."""

    header: list[str]
    rows: list[sheets.Row]

    def packed(self) -> str:
        """The table as JSON, to travel from preview to import."""
        return json.dumps([self.header, self.rows], ensure_ascii=False, separators=(",", ":"))

    def samples(self) -> list[str]:
        """The first words of each column, to tell what it holds."""
        return [
            next((cells[place] for _, cells in self.rows if place < len(cells) and cells[place]), "")
            for place in range(len(self.header))
        ]


@dataclass(slots=True)
class Judged:
    """One row read: its values, what is wrong by column, whom it repeats, and what else is to say of it."""

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, T] = field(default_factory=dict)
    repeats: str = ""
    note: T | None = None
    is_skipped: bool = False


def too_big(content: bytes) -> None:
    """Raises Unreadable where a file is over the limit; the caller has read one byte more than that."""
    if len(content) > sheets.MOST_BYTES:
        raise Unreadable("文件超过 5 MB，请分几次导入。", "The file is over 5 MB; import in parts.")


def of_file(name: str, content: bytes) -> Table | None:
    """The table of an .xlsx or .csv file, or None for any other ending. Raises Unreadable."""
    too_big(content)
    ending = name.rpartition(".")[2].lower()
    if ending in ("xlsx", "xlsm"):
        return Table(*sheets.read(content))
    if ending in ("csv", "txt", "tsv"):
        return Table(*commas.read(content))
    return None


def unpack(text: str) -> Table:
    """A packed table back. Raises Unreadable where it is not one of ours."""
    try:
        header, rows = json.loads(text)
        table = Table([str(cell) for cell in header], [(int(n), [str(cell) for cell in cells]) for n, cells in rows])
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Unreadable(
            "表格内容不完整，请重新上传文件。", "The table is incomplete; upload the file again."
        ) from error
    if len(table.rows) > sheets.MOST_ROWS or len(table.header) > sheets.MOST_COLUMNS:
        raise sheets.too_many()
    return table


def guess(header: Iterable[str], columns: Columns, guesses: Mapping[str, Sequence[str]]) -> list[str]:
    """The field of each column, by its header; "-" where there is none or it is taken."""
    labels = {name: {spec.label.zh.lower(), spec.label.en.lower(), name} for name, spec in columns.items()}
    found: list[str] = []
    for text in header:
        words = text.strip().lower().strip(" *\uff0a:：")
        exact = next((name for name in columns if words in guesses.get(name, ()) or words in labels[name]), IGNORE)
        found.append(exact if exact not in found else IGNORE)
    return found


def rows_of(
    table: Table, meaning: Sequence[str], columns: Columns, fixes: Mapping[tuple[int, str], str], skip: Iterable[int]
) -> list[Judged]:
    """Every row with its cells by field and the corrections put in; nothing is checked yet."""
    left_out = set(skip)
    rows = []
    for number, cells in table.rows:
        named = {column: cell for column, cell in zip(meaning, cells, strict=False) if column in columns}
        mended = {column: text for (line, column), text in fixes.items() if line == number and column in columns}
        rows.append(Judged(number, named | mended, is_skipped=number in left_out))
    return rows


def read_row(row: Judged, columns: Columns, common: Mapping[str, Any]) -> None:
    """Read a row's cells into values; `common` fills what the row itself does not say."""
    for name, spec in columns.items():
        text = row.cells.get(name, "")
        if SCIENTIFIC.fullmatch(text):
            row.wrong[name] = LOST
            continue
        try:
            row.values[name] = spec.read(code_of(spec, text) or spec.default, None)
        except Bad as bad:
            if text or name not in common:
                row.wrong[name] = bad.says
    for name, value in common.items():
        row.values[name] = row.values.get(name) or value


def code_of(spec: Field, text: str) -> str:
    """The code of a choice written in words; other texts as they are."""
    if spec.kind == "date":
        return text.replace("/", "-").replace(".", "-")[:10]
    by_words = {
        str(word).lower(): code for code, label in (spec.choices or {}).items() for word in (label.zh, label.en)
    }
    return by_words.get(text.lower(), text)
