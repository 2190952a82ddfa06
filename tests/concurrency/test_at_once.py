"""What many people do in the same moment: numbers without gaps, nothing overwritten, nothing done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.db import connection

from aedesk.desk.action import do
from aedesk.desk.duties.rows import open_duty
from aedesk.desk.errors import Conflict, DeskError, InvalidInput, WrongState
from aedesk.desk.journal.verifying import verify
from aedesk.desk.models import DoneOnce, Event, JobSheet, Notice, Request
from aedesk.desk.tick import remind
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.kinds import Due
from tests.desk.work import a_sheet


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act gives or the DeskError it raises, all begun in the same moment on connections of their own."""
    start = threading.Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except DeskError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_twenty_numbers_given_at_once_have_no_gap_and_no_double(house: SimpleNamespace) -> None:
    sheets = [a_sheet(house, state="submitted", signs="", number="") for _ in range(20)]
    at_once([lambda sheet=sheet: do("jobsheet.number", house.qian, sheet.pk) for sheet in sheets])  # type: ignore[misc]
    numbers = sorted(JobSheet.objects.values_list("number", flat=True))
    assert numbers == [f"261116-P02-{nnn:03}" for nnn in range(1, 21)]
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 21))


def test_fifty_editors_of_one_sheet_never_overwrite_each_other(house: SimpleNamespace) -> None:
    sheet = a_sheet(house, state="draft", signs="", number="")
    texts = [f"标题 {n}" for n in range(50)]
    answers = at_once(
        [
            lambda text=text: do("jobsheet.edit", house.lin, sheet.pk, {"title": text}, version=sheet.version)  # type: ignore[misc]
            for text in texts
        ]
    )
    refused = [one for one in answers if isinstance(one, Conflict)]
    kept = [text for text, one in zip(texts, answers, strict=True) if not isinstance(one, DeskError)]
    assert (len(kept), len(refused)) == (1, 49)
    assert [JobSheet.objects.get(pk=sheet.pk).title] == kept
    assert all(one.theirs["title"] == kept[0] for one in refused)


def test_the_same_request_sent_at_once_happens_once(house: SimpleNamespace) -> None:
    body = {"project": house.p02.pk, "title": "开盘海报"}
    answers = at_once([lambda: do("request.open", house.lin, None, body, key="k-1") for _ in range(10)])
    assert {one.result.pk for one in answers} == {Request.objects.get().pk}
    assert (DoneOnce.objects.count(), Event.objects.count()) == (1, 1)


def test_of_two_bodies_under_one_key_at_once_one_is_done_and_the_other_refused(house: SimpleNamespace) -> None:
    bodies = [{"project": house.p02.pk, "title": title} for title in ("开盘海报", "另一张") * 5]
    answers = at_once(
        [lambda body=body: do("request.open", house.lin, None, body, key="k-1") for body in bodies]  # type: ignore[misc]
    )
    made = Request.objects.get()
    for body, answer in zip(bodies, answers, strict=True):
        if body["title"] == made.title:
            assert answer.result.pk == made.pk
        else:
            assert isinstance(answer, InvalidInput) and set(answer.fields) == {"key"}


def test_a_sheet_is_issued_exactly_once(house: SimpleNamespace) -> None:
    sheet = a_sheet(house, state="submitted", signs="copy design")
    answers = at_once([lambda: do("jobsheet.review", house.song, sheet.pk) for _ in range(8)])
    assert sum(isinstance(one, WrongState) for one in answers) == 7
    sheet.refresh_from_db()
    assert sheet.state == "issued" and sheet.signatures.filter(sign="review").count() == 1
    assert Event.objects.count() == 1


def test_four_workers_warn_of_each_duty_once(house: SimpleNamespace, still: clock.Frozen) -> None:
    due = Due(clock.now() + timedelta(minutes=30), clock.now() + timedelta(minutes=20))
    for n in range(25):
        sheet = a_sheet(house, number=f"261116-P02-{n:03}")
        open_duty("sign_sheet", house.he, sheet, says=T(f"签 {n}", f"Sign {n}"), due=due, key=f"k{n}")
    still.move(minutes=29)
    at_once([remind] * 4)
    said = Notice.objects.filter(person=house.he).values_list("says_zh", flat=True)
    assert sorted(said) == sorted(f"快到时间：签 {n}：开盘报纸" for n in range(25))
    still.move(minutes=2)
    at_once([remind] * 4)
    late = list(Notice.objects.filter(person=house.he, says_zh__startswith="已超时").values_list("says_zh", flat=True))
    assert sorted(late) == sorted(f"已超时：签 {n}：开盘报纸" for n in range(25))


def test_the_journal_of_many_hands_is_whole(house: SimpleNamespace, settings: Any, tmp_path: Any) -> None:
    settings.SEALS = tmp_path / "seals.log"
    at_once(
        [
            lambda n=n: do("request.open", house.lin, None, {"project": house.p02.pk, "title": f"第 {n} 件"})  # type: ignore[misc]
            for n in range(20)
        ]
    )
    assert Event.objects.count() == 20
    assert verify() == []
