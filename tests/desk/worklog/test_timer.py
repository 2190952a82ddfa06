"""Timers and time: refused before, started after, corrected openly (JOB-01, 05, 06, 13, 16; QUO-09)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Refused, Unknown, WrongState
from aedesk.desk.models import Signature, TimeEntry, Timer
from aedesk.desk.worklog.queries import minutes_by_role, running_timer, week_of, work_on
from aedesk.kit import clock
from tests.desk.work import a_request, a_sheet, refusing


def test_a_timer_on_request_21_is_refused_no_job_sheet_no_work(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 11:30")
    request = a_request(house)
    for person in (house.tang, house.lin, house.gu):
        with pytest.raises(Refused) as refused:
            do("timer.start", person, None, {"request": request.pk})
        assert refusing(refused) == {"no_job_sheet_no_work"}
    assert refused.value.says.zh == "没有工作单，没有工作"


def test_no_time_runs_or_is_posted_on_a_draft(house: SimpleNamespace) -> None:
    draft = a_sheet(house, state="draft", number="", signs="")
    for code, given in (("timer.start", {}), ("time.post", {"on": "2026-11-16", "minutes": 30})):
        with pytest.raises(Refused) as refused:
            do(code, house.lin, None, {"sheet": draft.pk, **given})
        assert "no_job_sheet_no_work" in refusing(refused)


def test_each_signature_opens_its_own_work_and_the_review_opens_it_all(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 13:30")
    sheet = a_sheet(house, state="submitted", signs="")

    def gates(person: Any) -> set[str]:
        with pytest.raises(Refused) as refused:
            do("timer.start", person, None, {"sheet": sheet.pk})
        return refusing(refused)

    assert "copy_signs" in gates(house.he)
    Signature.objects.create(sheet=sheet, sign="copy", person=house.he)
    assert "copy_signs" not in gates(house.he)
    assert "design_signs" in gates(house.tang)
    Signature.objects.create(sheet=sheet, sign="design", person=house.tang)
    assert "design_signs" not in gates(house.tang)
    assert "process_review" in gates(house.tang)
    Signature.objects.create(sheet=sheet, sign="review", person=house.song)
    assert gates(house.tang) == {"no_job_sheet_no_work"}
    sheet.state, sheet.issued_at = "issued", clock.parse("2026-11-16 13:55")
    sheet.save()
    still.set("2026-11-16 14:00")
    assert do("timer.start", house.tang, None, {"sheet": sheet.pk}).result.started_at == clock.now()


def test_a_timer_posts_whole_minutes_and_at_least_one(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    minutes = []
    for seconds in (5, 89, 90, 3600):
        do("timer.start", house.tang, None, {"sheet": sheet.pk})
        still.move(seconds=seconds)
        minutes.append(do("timer.stop", house.tang, None, {"note": "版面"}).result.minutes)
    assert minutes == [1, 1, 2, 60]
    assert running_timer(house.tang) is None
    with pytest.raises(WrongState):
        do("timer.stop", house.tang)


def test_starting_another_timer_stops_and_posts_the_first(house: SimpleNamespace, still: clock.Frozen) -> None:
    first, second = a_sheet(house), a_sheet(house, number="261116-P02-015")
    do("timer.start", house.tang, None, {"sheet": first.pk})
    with pytest.raises(WrongState):
        do("timer.start", house.tang, None, {"sheet": first.pk})
    still.move(minutes=25)
    do("timer.start", house.tang, None, {"sheet": second.pk})
    assert (TimeEntry.objects.get().sheet, TimeEntry.objects.get().minutes) == (first, 25)
    assert Timer.objects.get().sheet == second


def test_a_refused_second_timer_leaves_the_first_running(house: SimpleNamespace) -> None:
    first, draft = a_sheet(house), a_sheet(house, state="draft", number="", signs="")
    do("timer.start", house.tang, None, {"sheet": first.pk})
    with pytest.raises(Refused):
        do("timer.start", house.tang, None, {"sheet": draft.pk})
    assert Timer.objects.get().sheet == first
    assert not TimeEntry.objects.exists()


def test_time_is_posted_by_minutes_or_by_a_span(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    still.set("2026-11-16 17:00")
    span = {"sheet": sheet.pk, "on": "2026-11-16", "from_time": "14:00", "to_time": "15:30"}
    assert do("time.post", house.tang, None, span).result.minutes == 90
    assert (
        do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": "45"}).result.minutes == 45
    )
    assert work_on(sheet, house.tang).minutes == 135


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"on": "2026-11-16"}, "minutes"),
        ({"on": "2026-11-17", "minutes": 30}, "on"),
        ({"on": "2026-11-13", "minutes": 30}, "on"),
        ({"on": "2026-11-16", "from_time": "08:00", "to_time": "08:30"}, "on"),
        ({"on": "2026-11-16", "from_time": "15:00", "to_time": "15:00"}, "to_time"),
        ({"on": "2026-11-16", "from_time": "16:30", "to_time": "17:01"}, "to_time"),
        ({"on": "2026-11-16", "minutes": 1441}, "minutes"),
        ({"on": "2026-11-16", "minutes": 0}, "minutes"),
    ],
)  # fmt: skip
def test_time_neither_ahead_nor_before_the_issue_nor_without_length(
    house: SimpleNamespace, still: clock.Frozen, given: dict[str, Any], wrong: str
) -> None:
    sheet = a_sheet(house)
    still.set("2026-11-16 17:00")
    with pytest.raises(InvalidInput) as refused:
        do("time.post", house.tang, None, {"sheet": sheet.pk, **given})
    assert set(refused.value.fields) == {wrong}


def test_after_the_card_is_closed_time_is_refused(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    entry = do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 30}).result
    type(sheet).objects.update(state="closed", closed_at=clock.parse("2026-11-18 11:20"))
    still.set("2026-11-18 12:30")
    with pytest.raises(Refused) as refused:
        do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-18", "minutes": 30})
    assert "open_number" in refusing(refused)
    with pytest.raises(Refused) as refused:
        do("time.correct", house.tang, entry, {"on": "2026-11-16", "minutes": 20, "reason": "记错了"})
    assert refusing(refused) == {"open_number"}


def test_a_correction_keeps_the_old_entry_and_counts_the_new(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    old = do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 90}).result
    new = do("time.correct", house.tang, old, {"on": "2026-11-16", "minutes": 60, "reason": "午休算进去了"}).result
    old.refresh_from_db()
    assert (old.is_replaced, old.minutes, new.replaces) == (True, 90, old)
    assert week_of(house.tang, clock.today()).minutes == 60
    with pytest.raises(WrongState):
        do("time.correct", house.tang, old, {"on": "2026-11-16", "minutes": 50, "reason": "再改一次"})
    with pytest.raises(InvalidInput):
        do("time.correct", house.tang, new, {"on": "2026-11-16", "minutes": 50})
    with pytest.raises(NotAllowed):
        do("time.correct", house.he, new, {"on": "2026-11-16", "minutes": 50, "reason": "不是我的"})


def test_minutes_are_summed_by_role_for_the_cost_of_a_job(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    for person, minutes in ((house.tang, 600), (house.tang, 300), (house.he, 120)):
        do("time.post", person, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": minutes})
    assert minutes_by_role(sheet) == [("art_director", 900), ("copy_head", 120)]


def test_the_page_knows_the_refusal_before_the_button_is_pressed(house: SimpleNamespace) -> None:
    draft = a_sheet(house, state="draft", number="", signs="")
    assert "no_job_sheet_no_work" in {refusal.gate.code for refusal in work_on(draft, house.tang).refusals}
    assert not work_on(a_sheet(house), house.tang).refusals


def test_a_rival_cannot_time_a_job_he_may_not_know_of(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    with pytest.raises(InvalidInput):
        do("time.post", house.bai, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 30})
    with pytest.raises(Unknown):
        do("progress.note", house.bai, sheet, {"percent": 10})
