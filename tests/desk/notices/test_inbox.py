"""One's own notices: unread first, read one by one or all, taken back; nobody else's."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import Unknown
from aedesk.desk.models import Event, Notice
from aedesk.desk.notices.queries import inbox, unread_count


def tell(person: Any, *texts: str) -> list[Notice]:
    return [Notice.objects.create(person=person, says_zh=text, says_en=text) for text in texts]


def texts(person: Any, **options: Any) -> list[str]:
    return [notice.says_zh for notice in inbox(person, **options)]


def test_unread_come_first_and_each_part_newest_first(house: SimpleNamespace) -> None:
    first, _, third, _ = tell(house.lin, "一", "二", "三", "四")
    do("notice.read", house.lin, third)
    do("notice.read", house.lin, first)
    assert texts(house.lin) == ["四", "二", "三", "一"]
    assert texts(house.lin, unread_only=True) == ["四", "二"]
    assert unread_count(house.lin.pk) == 2


def test_reading_and_unreading_one(house: SimpleNamespace, still: Any) -> None:
    (it,) = tell(house.lin, "一")
    do("notice.read", house.lin, it)
    read_at = Notice.objects.get().read_at
    still.move(hours=1)
    do("notice.read", house.lin, it)
    assert Notice.objects.get().read_at == read_at  # read when it was first read
    do("notice.unread", house.lin, it)
    assert unread_count(house.lin.pk) == 1


def test_reading_all_is_taken_back_for_exactly_those(house: SimpleNamespace, still: Any) -> None:
    early, *_rest = tell(house.lin, "早", "二", "三")
    do("notice.read", house.lin, early)
    still.move(seconds=1)
    act = do("notice.read_all", house.lin)
    assert (act.facts["count"], unread_count(house.lin.pk)) == (2, 0)
    back = do("notice.unread_all", house.lin, None, {"at": act.now.isoformat()})
    assert back.facts["count"] == 2
    assert texts(house.lin, unread_only=True) == ["三", "二"]


def test_nobody_reads_or_marks_the_notices_of_another(house: SimpleNamespace) -> None:
    (it,) = tell(house.lin, "给林晓岚")
    assert texts(house.gu) == []
    for code in ("notice.read", "notice.unread"):
        with pytest.raises(Unknown):
            do(code, house.gu, it)
    do("notice.read_all", house.gu)
    assert unread_count(house.lin.pk) == 1


def test_reading_leaves_no_trace_in_the_journal(house: SimpleNamespace) -> None:
    (it,) = tell(house.lin, "一")
    do("notice.read", house.lin, it)
    do("notice.read_all", house.lin)
    assert not Event.objects.exists()
