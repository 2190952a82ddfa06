"""What every import by file asks for and answers: fields of the act, the table opened, complaints by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from aedesk.kit.text import T

from ..errors import InvalidInput
from ..fields import Field
from . import sheets, table
from .sheets import Unreadable
from .table import Judged, Table

NOTHING = T("没有要导入的行。", "No row is left to import.")


@dataclass(frozen=True, slots=True)
class Intake:
    """One importer: the fields a column may mean, the headers known for each, the files it reads, and its key column."""

    columns: Mapping[str, Field]
    guesses: Mapping[str, Sequence[str]]
    reads: Callable[[str, bytes], Table]
    key_says: T
    key: str = "name"
    nameless: str = "表格"

    def fields(self, endings: str) -> tuple[Field, ...]:
        """The input of the act: a file, or the table its preview has read, with what the columns mean and corrections."""
        fix = (
            Field("row", T("行", "Row"), "integer", True),
            Field("column", T("列", "Column"), "choice", True, choices={n: f.label for n, f in self.columns.items()}),
            Field("value", T("内容", "Content"), longest=500),
        )
        return (
            Field("file", T(f"文件（{endings}）", f"File ({endings})"), "file", is_passing=True),
            Field("table", T("已读出的表格", "Table already read"), "long", longest=3_000_000),
            Field("columns", T("各列的含义", "Meaning of the columns"), "list"),
            Field("skip", T("不导入的行", "Rows left out"), "list"),
            Field("fix", T("改正", "Corrections"), "lines", lines=fix),
        )

    def open(self, values: Mapping[str, Any]) -> tuple[Table, list[str], str]:
        """The table, its columns' meaning and the file's name. Raises InvalidInput for what cannot be read."""
        file: UploadedFile | None = values["file"]
        try:
            if values["table"]:
                found, name = table.unpack(values["table"]), self.nameless
            elif file is None:
                raise Unreadable("请选择文件。", "Please choose a file.")
            else:
                found, name = self.reads(str(file.name), file.read(sheets.MOST_BYTES + 1)), str(file.name)
        except Unreadable as unreadable:
            raise InvalidInput({"file": unreadable.says}) from unreadable
        return found, list(values["columns"]) or table.guess(found.header, self.columns, self.guesses), name

    def misread(self, found: Table, meaning: list[str]) -> T | None:
        """What is wrong with the meaning of the columns, or None."""
        if len(meaning) != len(found.header):
            return T("请给每一列选一个含义。", "Give each column a meaning.")
        if any(name != table.IGNORE and meaning.count(name) > 1 for name in meaning):
            return T("两列不能是同一个含义。", "Two columns cannot mean the same.")
        return None if self.key in meaning else self.key_says

    def rows(self, values: Mapping[str, Any], found: Table, meaning: list[str]) -> list[Judged]:
        """The rows with their corrections, and which of them are left out; nothing is checked yet."""
        fixes = {(fix["row"], fix["column"]): fix["value"] for fix in values["fix"]}
        skip = [int(number) for number in values["skip"] if number.isdigit()]
        return table.rows_of(found, meaning, self.columns, fixes, skip)


def complaints(rows: list[Judged], allows_repeats: bool) -> T | None:
    """Why these rows cannot be taken in, the first five by line, or None."""
    bad = [(row, next(iter(row.wrong.values()))) for row in rows if row.wrong]
    if not allows_repeats:
        bad += [(r, T(f"与“{r.repeats}”重复。", f"repeats “{r.repeats}”.")) for r in rows if r.repeats and not r.wrong]
    if not rows:
        return NOTHING
    if not bad:
        return None
    zh = "".join(f"第 {row.number} 行：{says.zh}" for row, says in bad[:5])
    en = " ".join(f"Row {row.number}: {says.en}" for row, says in bad[:5])
    return T(
        f"{len(bad)} 行还不能导入，什么都没有导入。{zh}",
        f"{len(bad)} rows cannot be taken in; nothing was. {en}",
    )
