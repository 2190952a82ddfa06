"""Kept reads: the rows of the plain read, behind the same walls, whoever asks with whatever values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import Count, Q
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from aedesk.desk.kept import Kept, kept
from aedesk.desk.models import ClientMember, JobSheet, Person, Project
from aedesk.kit import clock
from tests.house import crowd

from .work import a_sheet


@kept
def sheets(person: Any, *, order: str = "pk") -> Any:
    return JobSheet.objects.visible_to(person).order_by(order)


def titles(person: Any, **named: Any) -> list[str]:
    return [one.title for one in sheets(person, **named)]


@pytest.fixture
def two(house: SimpleNamespace) -> SimpleNamespace:
    """A sheet of each of the two rivals."""
    house.ours = a_sheet(house, title="云栖湾")
    about = {"client": house.c3, "project": house.p05, "ae": house.shao}
    house.theirs = JobSheet.objects.create(title="南渡", number="261116-P05-001", **about)
    return house


def test_each_person_reads_behind_their_own_wall(two: SimpleNamespace) -> None:
    for _ in range(2):
        assert titles(two.lin) == ["云栖湾"]
        assert titles(two.shao) == ["南渡"]
        assert titles(two.gu) == ["云栖湾", "南渡"]
        assert titles(None) == []


def test_a_wall_moves_with_the_clients_of_a_person(two: SimpleNamespace) -> None:
    assert titles(two.lin) == ["云栖湾"]
    ClientMember.objects.create(client=two.c3, person=two.lin)
    del two.lin.client_ids
    assert titles(two.lin) == ["云栖湾", "南渡"]
    ClientMember.objects.filter(person=two.lin).update(ended_on=date(2026, 11, 1))
    del two.lin.client_ids
    assert titles(two.lin) == []


def test_who_is_disabled_reads_nothing(two: SimpleNamespace) -> None:
    assert titles(two.lin) and titles(two.gu)
    two.lin.is_active = two.gu.is_active = False
    assert titles(two.lin) == titles(two.gu) == []


def test_what_is_named_belongs_to_the_shape(two: SimpleNamespace) -> None:
    assert titles(two.gu, order="-pk") == ["南渡", "云栖湾"]
    assert titles(two.gu, order="pk") == ["云栖湾", "南渡"]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 600])
def test_a_list_of_any_length_finds_its_rows(house: SimpleNamespace, count: int) -> None:
    @kept
    def persons(ids: list[int]) -> Any:
        return Person.objects.filter(pk__in=ids).order_by("pk")

    ids = list(Person.objects.order_by("pk").values_list("pk", flat=True))[:count]
    many = ids + [10**6 + n for n in range(count - len(ids))]
    assert [one.pk for one in persons(many)] == ids


def test_text_days_and_moments_change_places_with_others(house: SimpleNamespace) -> None:
    @kept
    def begun(code: str, day: date, moment: datetime, none: int | None) -> Any:
        about = Q(code=code, started_on__gte=day, created_at__lte=moment)
        return Project.objects.filter(about | Q(pk=none) if none is not None else about).values_list("code", flat=True)

    now, day = clock.now(), date(2026, 9, 7)
    assert begun("P02", day, now, None) == begun("P02", day - timedelta(days=9), now, None) == ["P02"]
    assert begun("P05", day, now, None) == ["P05"]
    assert begun("P02", day + timedelta(days=1), now, None) == []
    assert begun("P02", day, now - timedelta(seconds=1), None) == []
    assert begun("no", day, now, house.p05.pk) == ["P05"]
    assert begun("' OR 1=1 --", day, now, None) == begun("%s", day, now, None) == []


def test_a_number_no_row_can_have_finds_nothing(two: SimpleNamespace) -> None:
    @kept
    def sheet(pk: int) -> Any:
        return JobSheet.objects.filter(pk=pk)

    assert [len(sheet(pk)) for pk in (two.ours.pk, 0, -1, 2**31, 10**30)] == [1, 0, 0, 0, 0]


def test_sums_and_relations_come_as_from_the_plain_read(two: SimpleNamespace) -> None:
    @kept
    def led(person: Any) -> Any:
        rows = Project.objects.visible_to(person).select_related("client", "ae").annotate(many=Count("job_sheets"))
        return rows.filter(ae=person)

    with CaptureQueriesContext(connection) as asked:
        ((one,), (two_,)) = led(two.lin), led(two.shao)
        assert (one.client, one.ae, one.many) == (two.c1, two.lin, 1)
        assert (two_.client, two_.ae, two_.many) == (two.c3, two.shao, 1)
    assert len(asked) == 4  # the clients of each, and the read


def moved(number: int) -> Any:
    return JobSheet.objects.filter(pk=number + 1)


def fixed(number: int) -> Any:
    return JobSheet.objects.filter(pk=number, created_at__lte=clock.now())


def within(word: str) -> Any:
    return JobSheet.objects.filter(title__icontains=word)


def nearby(number: int) -> Any:
    return JobSheet.objects.filter(pk=number).prefetch_related("signatures")


def spoken(person: Any) -> Any:
    return JobSheet.objects.filter(title=person.language)


@pytest.mark.parametrize(
    ("read", "value"), [(moved, 1), (fixed, 1), (within, "词"), (nearby, 1), (moved, 1.5), (moved, object())]
)
def test_what_cannot_be_kept_says_so_at_once(db: None, read: Callable[..., Any], value: Any) -> None:
    with pytest.raises(TypeError):
        kept(read)(value)


def test_a_read_that_looks_at_more_of_a_person_than_walls_do_fails(house: SimpleNamespace) -> None:
    with pytest.raises(Person.DoesNotExist):
        kept(spoken)(house.lin)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Every kept read is asked a second time as Django words it; the names of those that were compared and had rows."""
    seen: set[str] = set()
    ask = Kept.__call__

    def both(read: Kept, *asked: Any, **named: Any) -> list[Any]:
        rows, plain = ask(read, *asked, **named), list(read.plain(*asked, **named))
        assert [facts(one) for one in rows] == [facts(one) for one in plain], read.plain.__qualname__
        if rows:
            seen.add(f"{read.plain.__module__}.{read.plain.__name__}")
        return rows

    monkeypatch.setattr(Kept, "__call__", both)
    yield seen


def facts(row: Any) -> Any:
    """A row with the rows joined to it, as plain data."""
    if not isinstance(row, models.Model):
        return row
    near = {name: facts(one) for name, one in row._state.fields_cache.items()}
    return type(row).__name__, {name: value for name, value in vars(row).items() if name != "_state"}, near


@pytest.mark.slow
def test_the_busy_pages_read_what_the_plain_reads_give(
    house: SimpleNamespace, still: clock.Frozen, compared: set[str]
) -> None:
    still.set("2026-11-18 10:30")
    ids = crowd.first(house)
    ours = (f"/jobs/{ids['JobSheet']}/", f"/requests/{ids['Request']}/")
    for turn in (1, 2):
        for who in ("lin", "gu", "zhou", "tang", "jiang", "shao", "qian"):
            browser = Browser()
            browser.force_login(getattr(house, who))
            assert {path: browser.get(path).status_code for path in ("/", "/jobs/")} == {"/": 200, "/jobs/": 200}
            assert {browser.get(path).status_code for path in ours} == {404 if who == "shao" else 200}, who
        crowd.more(house, turn)
    assert len(compared) > 20
