"""The supplier book out of a file, and into one (FIL-07): all rows or none, and nothing known is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput
from ..fields import Field
from ..finding import index
from ..intake.sheets import Unreadable
from ..intake.table import Judged, Table, of_file, read_row
from ..intake.taking import Intake, complaints
from .models import Supplier
from .suppliers import BUYERS_SAY, CONTACT, NAME, PRICES, QQ, RATING, buyers

GUESSES = {
    "name": ("公司", "单位", "名称", "公司名称", "单位名称", "合作单位", "供应商", "供应商名称", "company", "supplier", "firm", "vendor"),
    "services": ("服务", "业务", "类别", "经营范围", "服务内容", "service", "services", "category"),
    "contact": ("联系人", "姓名", "负责人", "业务员", "contact", "contact person", "contact name"),
    "phone": ("电话", "手机", "手机号", "联系电话", "联系方式", "phone", "mobile", "tel", "telephone"),
    "wechat": ("微信", "微信号", "企业微信", "wechat", "wecom"),
    "qq": ("qq", "qq号", "qq号码"),
    "price_notes": ("价格备注", "价格", "报价", "价目", "备注价格", "price", "prices", "price notes"),
    "rating": ("评分", "评级", "星级", "rating", "stars"),
}  # fmt: skip


def table_of(name: str, content: bytes) -> Table:
    """Read an .xlsx or .csv file. Raises Unreadable."""
    found = of_file(name, content)
    if found is None:
        raise Unreadable("请上传 .xlsx 或 .csv 文件。", "Upload an .xlsx or a .csv file.")
    return found


def intake(*fields: Field) -> Intake:
    says = T("请指出哪一列是公司。", "Say which column holds the firm.")
    return Intake({one.name: one for one in fields}, GUESSES, table_of, says, nameless="供应商")


PLAIN = intake(NAME, *CONTACT, QQ, RATING)
PRICED = intake(NAME, *CONTACT, QQ, PRICES, RATING)


def intake_for(person: Any) -> Intake:
    """The columns a person may fill: price notes are for those who see money."""
    return PRICED if person.sees_money else PLAIN


ROWS = (Field("rows", T("名录", "Suppliers"), "lines", True, lines=(NAME, *CONTACT, QQ)),)


@action("supplier.import", "导入供应商", "Import suppliers", who=buyers, who_says=BUYERS_SAY, fields=ROWS)
def import_suppliers(act: Act) -> None:
    """Firms given as rows: all or none."""
    _take_in(act, act.values["rows"])


@action(
    "supplier.import_file", "按文件导入供应商", "Import suppliers from a file", who=buyers, who_says=BUYERS_SAY,
    fields=PRICED.fields(".xlsx, .csv"),
)  # fmt: skip
def import_file(act: Act) -> None:
    """Firms out of an xlsx or CSV: all rows or none. Price notes are read for those who see money."""
    taking = intake_for(act.person)
    table, meaning, _ = taking.open(act.values)
    if says := taking.misread(table, meaning):
        raise InvalidInput({"columns": says})
    rows = [row for row in judge(taking, taking.rows(act.values, table, meaning)) if not row.is_skipped]
    if wrong := complaints(rows, allows_repeats=False):
        raise InvalidInput({"file": wrong})
    _take_in(act, [row.values for row in rows])


def _take_in(act: Act, rows: list[dict[str, Any]]) -> None:
    """A firm that is known gets what it lacked; nothing it has is overwritten."""
    for row in rows:
        known = Supplier.objects.filter(name__iexact=row["name"]).first()
        if known is None:
            known = act.make(Supplier, **row)
        else:
            act.set(known, **lacked(known, row))
        index(known)
    act.changed.clear()
    act.facts["imported"] = len(rows)
    act.says = T(f"导入 {len(rows)} 家供应商", f"{len(rows)} suppliers imported")


def judge(taking: Intake, rows: list[Judged]) -> list[Judged]:
    """Every row read and checked: a firm stands once in a file; one in the book is told what it would gain."""
    book = {one.name.lower(): one for one in Supplier.objects.all()}
    seen: dict[str, str] = {}
    for row in rows:
        read_row(row, taking.columns, {})
        name = str(row.values.get("name") or "")
        row.repeats = seen.get(name.lower(), "") if name else ""
        if name and not row.is_skipped:
            seen.setdefault(name.lower(), name)
        if known := book.get(name.lower()):
            row.note = _gain(taking, lacked(known, row.values))
    return rows


def lacked(known: Supplier, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says that the book does not."""
    return {name: value for name, value in row.items() if value and not getattr(known, name)}


def _gain(taking: Intake, new: Mapping[str, Any]) -> T:
    if not new:
        return T("名录里已有，没有可补充的。", "In the book already; nothing to add.")
    labels = [taking.columns[name].label for name in new]
    zh, en = "、".join(one.zh for one in labels), ", ".join(one.en for one in labels)
    return T(f"名录里已有，补上{zh}。", f"In the book already; gains {en}.")


def header(person: Any) -> list[T]:
    """The headers of the book as a sheet, those that an import reads back."""
    return [one.label for one in intake_for(person).columns.values()]


def sheet_rows(person: Any, rows: Iterable[Supplier]) -> Iterator[list[Any]]:
    """The book as the lines of a sheet; price notes for those who see money."""
    names = intake_for(person).columns
    for one in rows:
        yield ["" if (value := getattr(one, name)) is None else value for name in names]
