"""How an action declares its input: one declaration feeds form, API, CLI and error messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.apps import apps

from aedesk.kit import clock
from aedesk.kit.text import T

MOST_REFS = 200
REQUIRED = T("此项必填。", "This field is required.")


class Bad(ValueError):
    """A value that cannot be read, with the way to put it right."""

    def __init__(self, says: T) -> None:
        super().__init__(says.zh)
        self.says = says


@dataclass(frozen=True, slots=True)
class Field:
    """One input. `kind`: text, long, choice, bool, integer, decimal, date, time, datetime, ref, refs, list, lines, file.

    `model` names what a ref points to ("Contact"), or each of several refs; `longest` counts characters; `least` and `most` bound numbers.
    `lines` are the columns of a table. A `list` is a list of texts.
    """

    name: str
    label: T
    kind: str = "text"
    required: bool = False
    choices: Mapping[str, T] | None = None
    model: str = ""
    help: T | None = None
    longest: int = 20_000
    least: Decimal | int | None = None
    most: Decimal | int | None = None
    lines: tuple[Field, ...] = ()
    default: Any = None
    restricted: bool = False
    is_passing: bool = False  # a file that is read once and never stored

    @property
    def empty(self) -> Any:
        """What the field holds when nothing was given."""
        if self.kind in ("text", "long", "choice"):
            return ""
        return {"bool": False, "list": [], "lines": [], "refs": []}.get(self.kind)

    def read(self, raw: Any, person: Any) -> Any:
        """Turn form text or JSON into a value. Raises Bad naming what is wrong."""
        if raw is None or raw == "" or raw == []:
            if self.required:
                raise Bad(REQUIRED)
            return self.empty
        value = READERS[self.kind](self, raw, person)
        if self.required and value in ("", None, []):
            raise Bad(REQUIRED)
        return value


def _text(field: Field, raw: Any, person: Any) -> str:
    if not isinstance(raw, str):
        raise Bad(T("请填写文字。", "Please give text."))
    text = raw.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > field.longest:
        raise Bad(
            T(
                f"最多 {field.longest} 个字，现在 {len(text)} 个。",
                f"At most {field.longest} characters; there are {len(text)}.",
            )
        )
    if field.kind == "text" and "\n" in text:
        text = " ".join(text.split("\n"))
    return text


def _choice(field: Field, raw: Any, person: Any) -> str:
    if str(raw) not in (field.choices or {}):
        raise Bad(T("请从列表中选择。", "Please choose from the list."))
    return str(raw)


def _bool(field: Field, raw: Any, person: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    if str(raw).lower() in ("on", "true", "1", "yes", "是"):
        return True
    if str(raw).lower() in ("off", "false", "0", "no", "否"):
        return False
    raise Bad(T("请选“是”或“否”。", "Please answer yes or no."))


def _number(field: Field, raw: Any, person: Any) -> Decimal | int:
    try:
        number = Decimal(str(raw).replace(",", "").replace("，", "").strip())
        if not number.is_finite() or isinstance(raw, bool):
            raise InvalidOperation
    except InvalidOperation:
        raise Bad(T("请填写数字，例如 350 或 12.5。", "Please give a number such as 350 or 12.5.")) from None
    if field.kind == "integer" and number != number.to_integral_value():
        raise Bad(T("请填写整数。", "Please give a whole number."))
    if field.least is not None and number < field.least:
        raise Bad(T(f"不能小于 {field.least}。", f"Not less than {field.least}."))
    if number > (field.most if field.most is not None else 2_000_000_000):
        raise Bad(T(f"不能大于 {field.most or 2_000_000_000}。", f"Not more than {field.most or 2_000_000_000}."))
    return int(number) if field.kind == "integer" else number


def _moment(field: Field, raw: Any, person: Any) -> Any:
    wants = {"date": date, "time": time, "datetime": datetime}[field.kind]
    if isinstance(raw, wants) and not (wants is date and isinstance(raw, datetime)):
        return clock.parse(raw.isoformat()) if isinstance(raw, datetime) else raw
    try:
        if field.kind == "datetime":
            return clock.parse(str(raw))
        return wants.fromisoformat(str(raw).strip())  # type: ignore[attr-defined]
    except ValueError:
        example = {"date": "2026-11-19", "time": "09:10", "datetime": "2026-11-19 12:00"}[field.kind]
        raise Bad(T(f"时间写法如 {example}。", f"Write it like {example}.")) from None


def _ref(field: Field, raw: Any, person: Any) -> Any:
    model = apps.get_model("desk", field.model)
    rows: Any = model._default_manager.all()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(person)
    if isinstance(raw, model):
        raw = raw.pk
    found = rows.filter(pk=raw).first() if str(raw).isdigit() and len(str(raw)) < 19 else None
    if found is None:
        raise Bad(T("没有找到，请重新选择。", "Not found; please choose again."))
    return found


def _refs(field: Field, raw: Any, person: Any) -> list[Any]:
    """Several things, each once, in the order they were named."""
    if isinstance(raw, str):
        raw = raw.replace("，", ",").split(",")
    rows = raw if isinstance(raw, list | tuple) else [raw]
    wanted = [row.strip() if isinstance(row, str) else row for row in rows if row is not None and row != ""]
    if len(wanted) > MOST_REFS:
        raise Bad(T(f"一次最多 {MOST_REFS} 个。", f"At most {MOST_REFS} at a time."))
    found = [_ref(field, one, person) for one in wanted]
    return list({one.pk: one for one in found}.values())


def _list(field: Field, raw: Any, person: Any) -> list[str]:
    rows = raw if isinstance(raw, list) else str(raw).splitlines()
    return [_text(Field("", T("", ""), longest=500), row, person) for row in rows if str(row).strip()]


def _lines(field: Field, raw: Any, person: Any) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or not all(isinstance(row, Mapping) for row in raw):
        raise Bad(T("请按行填写。", "Please give a list of lines."))
    rows = []
    for number, row in enumerate(raw, 1):
        if not any(row.get(column.name) not in (None, "", False) for column in field.lines):
            continue
        line = {}
        for column in field.lines:
            try:
                line[column.name] = column.read(row.get(column.name), person)
            except Bad as bad:
                raise Bad(
                    T(
                        f"第 {number} 行“{column.label.zh}”：{bad.says.zh}",
                        f"Line {number}, {column.label.en}: {bad.says.en}",
                    )
                ) from None
        rows.append(line)
    return rows


def _file(field: Field, raw: Any, person: Any) -> Any:
    if not hasattr(raw, "chunks"):
        raise Bad(T("请选择文件。", "Please choose a file."))
    if not raw.size:
        raise Bad(T("文件是空的，请检查后重新上传。", "The file is empty; check it and upload again."))
    return raw


READERS = {
    "text": _text, "long": _text, "choice": _choice, "bool": _bool, "integer": _number, "decimal": _number,
    "date": _moment, "time": _moment, "datetime": _moment, "ref": _ref, "refs": _refs, "list": _list, "lines": _lines, "file": _file,
}  # fmt: skip
