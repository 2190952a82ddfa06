"""How programs read the desk: lists with filters, sorting and pages, and one thing with its parts, behind the walls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Q

from aedesk.desk.errors import InvalidInput, NotAllowed, Unknown
from aedesk.desk.fields import Bad, Field
from aedesk.kit.text import T

# A token makes no other tokens, and the agency's first run has no person yet.
NOT_BY_PROGRAM = frozenset({"token.make", "agency.first_run"})
MOST = 200
LIMIT = Field("limit", T("每页行数", "Rows on a page"), "integer", least=1, most=MOST, default=50)
OFFSET = Field(
    "offset", T("从第几行起（0 为第一行）", "First row, from 0"), "integer", least=0, most=1_000_000, default=0
)
Q_ = Field("q", T("查找", "Find"), longest=60)
TOTAL = Field("total", T("一并返回总行数", "Count all rows, too"), "bool")
NO_MONEY = T("你的角色看不到金额。", "Your role does not see money.")


@dataclass(frozen=True, slots=True)
class Filter:
    """A query parameter and the lookup it stands for."""

    field: Field
    lookup: str


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong to one thing and are read with it: spec rows of a sheet, facts of a project."""

    name: str
    model: str
    by: str
    fields: tuple[str, ...]
    order: str = "pk"


@dataclass(frozen=True, slots=True)
class Read:
    """A noun as programs read it. `fields` stand in lists, `whole` and `parts` only where one thing is read.

    `money` are null for those who see no money; with `is_money` the whole list is theirs alone. `rows` says which rows
    a person reads where that is more than the client wall.
    """

    name: str
    model: str
    title: T
    fields: tuple[str, ...]
    whole: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    finds: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    sorts: tuple[str, ...] = ("id",)
    money: frozenset[str] = frozenset()
    is_money: bool = False
    rows: Callable[[Any], Any] | None = None

    @property
    def table(self) -> Any:
        return apps.get_model("desk", self.model)

    @property
    def sort(self) -> Field:
        """The orders a list may be asked for; newest first unless it says otherwise."""
        orders = {sign + one: T(one, one) for one in self.sorts for sign in ("-", "")}
        return Field("sort", T("排序，- 表示倒序", "Order; - turns it round"), "choice", choices=orders)

    @property
    def asks(self) -> tuple[Field, ...]:
        """Every parameter that the list understands."""
        find = (Q_,) if self.finds else ()
        return (LIMIT, OFFSET, self.sort, TOTAL, *find, *(one.field for one in self.filters))


@dataclass(slots=True)
class Page:
    """Rows of a list, where the next page starts (None on the last), and how many there are in all, if asked."""

    items: list[dict[str, Any]]
    limit: int
    offset: int
    next_offset: int | None
    total: int | None = field(default=None)


def visible(read: Read, person: Any) -> Any:
    """The rows a person may know of. Raises NotAllowed where the list is about money and the person sees none."""
    if read.is_money and not person.sees_money:
        raise NotAllowed(NO_MONEY)
    return read.rows(person) if read.rows else read.table._default_manager.visible_to(person)


def page(read: Read, person: Any, given: Mapping[str, str]) -> Page:
    """A page of plain rows. Raises InvalidInput for a parameter that is unknown or cannot be read."""
    asked = understood(read.asks, given, person)
    rows = visible(read, person)
    for one in read.filters:
        if one.field.name in given:
            rows = rows.filter(**{one.lookup: asked[one.field.name]})
    if asked.get("q"):
        wanted = Q()
        for find in read.finds:
            wanted |= Q(**{find: asked["q"]})
        rows = rows.filter(wanted)
    limit, offset, order = asked["limit"], asked["offset"], asked["sort"] or "-id"
    tie = () if order.lstrip("-") in ("id", "pk") else ("-pk",)
    items = list(rows.order_by(order, *tie).values(*read.fields)[offset : offset + limit + 1])
    more = len(items) > limit
    total = rows.count() if asked["total"] else None
    return Page(masked(read, person, items[:limit]), limit, offset, offset + limit if more else None, total)


def understood(asks: tuple[Field, ...], given: Mapping[str, str], person: Any) -> dict[str, Any]:
    """The parameters as values. Raises InvalidInput naming every one that is wrong."""
    known = {one.name for one in asks}
    wrong = {name: T("没有这个参数。", "There is no such parameter.") for name in given if name not in known}
    values = {}
    for one in asks:
        try:
            values[one.name] = one.read(given.get(one.name, one.default), person)
        except Bad as bad:
            wrong[one.name] = bad.says
    if wrong:
        raise InvalidInput(wrong)
    return values


def one(read: Read, person: Any, pk: int) -> dict[str, Any]:
    """One thing with its parts. Raises Unknown where there is none or it stands behind a wall."""
    found = visible(read, person).filter(pk=pk).values(*read.fields, *read.whole).first()
    if found is None:
        raise Unknown
    for part in read.parts:
        rows = apps.get_model("desk", part.model)._default_manager.filter(**{part.by: pk})
        found[part.name] = list(rows.order_by(part.order).values(*part.fields))
    return masked(read, person, [found])[0]


def masked(read: Read, person: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their money taken out for those who see none."""
    if read.money and not person.sees_money:
        for row in rows:
            row.update({name: None for name in read.money if name in row})
    return rows
