"""The timeline of a thing: newest first, in the reader's language."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.journal.queries import timeline
from aedesk.kit.text import speaking


def test_events_come_newest_first_in_both_languages(house: SimpleNamespace) -> None:
    do("project.edit", house.lin, house.p02, {"city": "临江"})
    do("project.set_fact", house.qin, house.p02, {"kind": "far", "value": "2.2"})
    lines = timeline(project=house.p02)
    assert [line.who for line in lines] == [house.qin, house.lin]
    assert lines[0].what == "项目资料：容积率"
    with speaking("en"):
        assert lines[0].what == "Fact set: floor area ratio"


def test_each_thing_has_its_own_and_the_client_all_of_them(house: SimpleNamespace) -> None:
    do("project.edit", house.lin, house.p02, {"city": "临江"})
    do("project.edit", house.shao, house.p05, {"city": "临江"})
    assert len(timeline(project=house.p02)) == len(timeline(client=house.c1)) == len(timeline(thing=house.p02)) == 1


def test_the_whole_journal_has_no_timeline(db: None) -> None:
    with pytest.raises(ValueError, match="about something"):
        timeline()


def test_its_statements_do_not_grow_with_the_events(house: SimpleNamespace, django_assert_num_queries: Any) -> None:
    do("project.deputize", house.lin, house.p02, {"person": house.fang.pk, "until_at": "2026-11-18 18:00"})
    for number in range(9):
        do("request.open", house.fang, None, {"project": house.p02.pk, "title": f"第 {number} 件"})
    with django_assert_num_queries(2):
        assert all(line.what for line in timeline(project=house.p02, most=5))
