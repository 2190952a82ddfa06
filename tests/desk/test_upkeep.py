"""The search index is kept in few pieces and nothing is lost over it; the planner knows its tables."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection

from aedesk.desk.finding import reindex
from aedesk.desk.library.searching import search
from aedesk.desk.models import Client
from aedesk.desk.upkeep import count_tables, join_search_pieces

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps itself in order")


def pieces() -> int:
    """How many pieces the index has: the rows of its own directory, each piece under its own number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM desk_search_fts_idx")
        return int(cursor.fetchone()[0])


def grown(house: SimpleNamespace) -> None:
    """An index that grew one thing at a time."""
    list(reindex())
    for n in range(12):
        Client.objects.create(code=f"N{n}", name=f"南渡文旅{n}(演示)有限公司", short_name=f"南渡{n}")
        list(reindex())


@on_sqlite
def test_many_pieces_become_few(house: SimpleNamespace) -> None:
    grown(house)
    before = pieces()
    assert join_search_pieces() > 0
    assert pieces() < before
    assert pieces() <= 4


@on_sqlite
def test_an_index_in_order_is_left_alone(house: SimpleNamespace) -> None:
    grown(house)
    join_search_pieces()
    assert join_search_pieces() == 0


def test_a_search_finds_the_same_before_and_after(house: SimpleNamespace) -> None:
    grown(house)
    before = search(house.gu, "南渡")
    assert before
    join_search_pieces()
    assert search(house.gu, "南渡") == before


@on_sqlite
def test_the_planner_learns_of_an_index_made_since(house: SimpleNamespace) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("CREATE INDEX made_since ON desk_person (name_en)")
        count_tables()
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE idx = 'made_since'")
        assert cursor.fetchone()[0]
