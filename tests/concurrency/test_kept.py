"""A kept read asked by many at once: each gets the rows of what they asked with."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from aedesk.desk.kept import kept
from aedesk.desk.models import JobSheet, Person
from tests.desk.work import a_sheet

from .test_at_once import at_once


def test_each_of_many_at_once_gets_their_own_rows(house: SimpleNamespace) -> None:
    @kept
    def sheet(person: Any, number: str) -> Any:
        return JobSheet.objects.visible_to(person).filter(number=number).select_related("ae", "client")

    for n in range(12):
        a_sheet(house, number=f"261116-P02-{n:03}", title=f"第 {n} 张", signs="")

    def ask(n: int, who: str) -> list[str]:
        person = Person.objects.get(pk=getattr(house, who).pk)
        number = f"261116-P02-{n:03}"
        return [f"{one.title} {one.ae}" for _ in range(20) for one in sheet(person, number)]

    asked = [(n, who) for n in range(12) for who in ("lin", "gu", "shao")]
    given = at_once([lambda n=n, who=who: ask(n, who) for n, who in asked])  # type: ignore[misc]
    assert given == [[] if who == "shao" else [f"第 {n} 张 林晓岚"] * 20 for n, who in asked]
