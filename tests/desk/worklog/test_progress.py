"""Progress, the AE's question, whose court, next action, hand-overs (RHY-04, ROL-04, ROL-05, MIN-08)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Refused, WrongState
from aedesk.desk.models import ContactNote, Decision, DutyRow, Event
from aedesk.desk.worklog.queries import is_stale, progress_of
from aedesk.kit import clock
from tests.desk.work import a_sheet, refusing


def test_asking_nudges_each_doer_and_each_answers_for_himself(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    do("progress.ask", house.lin, sheet)
    nudged = DutyRow.objects.filter(rule="answer_nudge", state=DutyRow.OPEN)
    assert {duty.person for duty in nudged} == {house.he, house.tang, house.duan}
    assert Event.objects.filter(action="progress.ask", job_id=sheet.pk).count() == 1
    do("progress.note", house.tang, sheet, {"percent": 60, "note": "版面出了两稿"})
    assert {duty.person for duty in nudged.all()} == {house.he, house.duan}


def test_a_job_without_a_word_for_a_whole_working_day_is_stale(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    do("progress.note", house.tang, sheet, {"percent": 30})
    for moment, stale in (("2026-11-17 23:59", False), ("2026-11-18 00:00", True)):
        still.set(moment)
        assert is_stale(sheet, progress_of(sheet, house.lin), clock.now()) is stale


@pytest.mark.parametrize("percent", ["-1", "101", "", "半"])
def test_progress_is_a_number_from_0_to_100(house: SimpleNamespace, percent: str) -> None:
    with pytest.raises(InvalidInput):
        do("progress.note", house.tang, a_sheet(house), {"percent": percent})


def test_the_job_says_whose_court_it_is_in_and_what_comes_next(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    do("job.court", house.lin, sheet, {"court": "client", "waiting_for": "户型图"})
    do("job.next", house.lin, sheet, {"next_action": "催户型图", "next_action_at": "2026-11-17 10:00"})
    sheet.refresh_from_db()
    assert (sheet.court, sheet.waiting_for, sheet.next_action) == ("client", "户型图", "催户型图")
    with pytest.raises(NotAllowed):
        do("job.court", house.ye, sheet, {"court": "ours"})


def test_the_design_stage_starts_once_the_hand_over_is_accepted(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-13 17:00")
    sheet = a_sheet(house, designer=house.jiang)
    made = do("handover.offer", house.he, sheet, {"to_stage": "design", "receiver": house.jiang.pk}).result
    duty = DutyRow.objects.get(rule="accept_hand_over")
    assert (duty.person, duty.due_at) == (house.jiang, clock.parse("2026-11-16 12:00"))
    still.set("2026-11-16 10:05")
    with pytest.raises(Refused) as refused:
        do("timer.start", house.jiang, None, {"sheet": sheet.pk})
    assert refusing(refused) == {"hand_over_accepted"}
    still.set("2026-11-16 10:20")
    do("handover.accept", house.jiang, made)
    sheet.refresh_from_db()
    assert sheet.stage == "design"
    assert do("timer.start", house.jiang, None, {"sheet": sheet.pk}).result.sheet == sheet
    with pytest.raises(WrongState):
        do("handover.accept", house.jiang, made)


def test_a_hand_over_goes_back_only_with_a_reason_and_the_stage_stays(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    made = do("handover.offer", house.he, sheet, {"to_stage": "design", "receiver": house.tang.pk}).result
    with pytest.raises(WrongState):
        do("handover.offer", house.lin, sheet, {"to_stage": "check", "receiver": house.song.pk})
    with pytest.raises(NotAllowed):
        do("handover.accept", house.he, made)
    with pytest.raises(InvalidInput):
        do("handover.return", house.tang, made)
    do("handover.return", house.tang, made, {"reason": "缺价格版本"})
    sheet.refresh_from_db()
    assert sheet.stage == "copy"
    assert not DutyRow.objects.filter(rule="accept_hand_over", state=DutyRow.OPEN).exists()


def test_a_draft_is_not_handed_over(house: SimpleNamespace) -> None:
    draft = a_sheet(house, state="draft", number="", signs="")
    with pytest.raises(Refused) as refused:
        do("handover.offer", house.lin, draft, {"to_stage": "design", "receiver": house.tang.pk})
    assert refusing(refused) == {"no_job_sheet_no_work"}


def test_a_decision_a_day_old_without_minutes_stops_the_next_stage(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    note = ContactNote.objects.create(
        client=house.c1, project=house.p02, person=house.lin, ended_at=clock.now(), subject="标题"
    )
    decision = Decision.objects.create(
        client=house.c1, note=note, text="海报标题", decided_at=clock.parse("2026-11-17 19:00")
    )
    given = {"to_stage": "design", "receiver": house.tang.pk}
    still.set("2026-11-18 19:00:01")
    with pytest.raises(Refused) as refused:
        do("handover.offer", house.he, sheet, given)
    assert refusing(refused) == {"decisions_on_paper"}
    still.set("2026-11-18 19:25")
    Decision.objects.filter(pk=decision.pk).update(minutes_sent_at=clock.now())
    assert do("handover.offer", house.he, sheet, given).result.state == "offered"


def test_at_24_hours_sharp_the_decision_does_not_stop_it_yet(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    note = ContactNote.objects.create(
        client=house.c1, project=house.p02, person=house.lin, ended_at=clock.now(), subject="标题"
    )
    Decision.objects.create(client=house.c1, note=note, text="海报标题", decided_at=clock.parse("2026-11-17 19:00"))
    still.set("2026-11-18 19:00:00")
    assert (
        do("handover.offer", house.he, sheet, {"to_stage": "design", "receiver": house.tang.pk}).result.state
        == "offered"
    )
