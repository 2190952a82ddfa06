"""Schedule lines: asked, accepted, answered with another time, moved, delivered (SCH-01, SCH-09, RHY-07)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Refused, Unknown, WrongState
from aedesk.desk.models import DutyRow, ScheduleLine
from aedesk.desk.people.queries import with_people
from aedesk.desk.schedules.queries import client_view, lines_for
from aedesk.kit import clock
from tests.desk.work import a_request, a_sheet, refusing


def ask(house: SimpleNamespace, request: Any, doer: Any, due_at: str, **more: Any) -> ScheduleLine:
    given = {"request": request.pk, "what": "文案", "step": "copy", "doer": doer.pk, "due_at": due_at} | more
    return do("line.propose", house.lin, None, given).result


def open_duties(rule: str, line: ScheduleLine) -> list[DutyRow]:
    return list(DutyRow.objects.filter(rule=rule, object_id=line.pk, noun="scheduleline", state=DutyRow.OPEN))


def test_the_copy_line_of_21_is_accepted_at_11_40_and_becomes_a_duty_to_deliver(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 11:20")
    line = ask(house, a_request(house), house.he, "2026-11-18 12:00", client_at="2026-11-19 12:00")
    assert [duty.person for duty in open_duties("answer_line", line)] == [house.he]
    still.set("2026-11-16 11:40")
    do("line.accept", house.he, line)
    line.refresh_from_db()
    assert (line.state, line.answered_at) == ("accepted", clock.parse("2026-11-16 11:40"))
    assert open_duties("answer_line", line) == []
    assert open_duties("deliver_line", line)[0].due_at == clock.parse("2026-11-18 12:00")


def test_only_the_doer_answers_and_only_once(house: SimpleNamespace) -> None:
    line = ask(house, a_request(house), house.he, "2026-11-18 12:00")
    for other in (house.lin, house.tang, house.gu):
        with pytest.raises(NotAllowed):
            do("line.accept", other, line)
    do("line.accept", house.he, line)
    with pytest.raises(WrongState):
        do("line.accept", house.he, line)


def test_an_unanswered_line_is_not_in_the_client_view_and_no_doer_is_named_there(
    house: SimpleNamespace,
) -> None:
    request = a_request(house)
    copy = ask(house, request, house.he, "2026-11-18 12:00", client_at="2026-11-19 12:00")
    ask(house, request, house.duan, "2026-11-20 15:00", what="完稿", step="artwork")
    do("line.accept", house.he, copy)
    shown = client_view(house.lin, house.p02)
    assert [(one.what, one.ae, one.at) for one in shown] == [("文案", "林晓岚", clock.parse("2026-11-19 12:00"))]
    assert len(lines_for(house.lin, request=request)) == 2


def test_the_doer_sees_the_clients_true_date_beside_the_internal_one(house: SimpleNamespace) -> None:
    request = a_request(house)
    ask(house, request, house.tang, "2026-11-19 10:00", step="design", client_at="2026-11-19 12:00")
    line = lines_for(house.tang, request=request)[0]
    assert (line.due_at, line.client_at) == (clock.parse("2026-11-19 10:00"), clock.parse("2026-11-19 12:00"))


def test_an_internal_time_after_the_clients_is_a_false_date_and_refused(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        ask(house, a_request(house), house.he, "2026-11-19 12:01", client_at="2026-11-19 12:00")
    assert set(wrong.value.fields) == {"due_at"}


def test_taking_the_doers_own_proposal_accepts_it_at_once(house: SimpleNamespace) -> None:
    line = ask(house, a_request(house), house.tang, "2026-11-18 12:00", step="design")
    do("line.counter", house.tang, line, {"countered_at": "2026-11-18 18:00", "answer_note": "周三有提案"})
    assert [duty.person for duty in open_duties("answer_counter", line)] == [house.lin]
    do("line.move", house.lin, line, {"due_at": "2026-11-18 18:00"})
    line.refresh_from_db()
    assert (line.state, line.due_at) == ("accepted", clock.parse("2026-11-18 18:00"))
    assert open_duties("answer_counter", line) == open_duties("answer_line", line) == []
    assert len(open_duties("deliver_line", line)) == 1


def test_any_other_time_asks_the_doer_again(house: SimpleNamespace, still: clock.Frozen) -> None:
    line = ask(house, a_request(house), house.tang, "2026-11-18 12:00", step="design")
    do("line.accept", house.tang, line)
    still.move(minutes=10)
    do("line.move", house.lin, line, {"due_at": "2026-11-18 15:00"})
    line.refresh_from_db()
    assert line.state == "proposed"
    assert open_duties("deliver_line", line) == []
    assert len(open_duties("answer_line", line)) == 1
    assert not DutyRow.objects.filter(rule="deliver_line", state=DutyRow.DONE).exists()


@pytest.mark.parametrize("due_at", ["2026-11-18 18:00:01", "2026-11-18 18:25", "2026-11-21 10:00"])
def test_a_time_after_hours_is_kept_only_with_a_reason(house: SimpleNamespace, due_at: str) -> None:
    request = a_request(house)
    with pytest.raises(Refused) as refused:
        ask(house, request, house.he, due_at)
    assert refusing(refused) == {"after_sunset"}
    assert ask(house, request, house.he, due_at, reason="客户晚上审稿").state == "proposed"


def test_18_00_sharp_is_in_time(house: SimpleNamespace) -> None:
    assert ask(house, a_request(house), house.he, "2026-11-18 18:00:00").state == "proposed"


def test_delivering_late_is_counted_from_the_accepted_time(house: SimpleNamespace, still: clock.Frozen) -> None:
    line = ask(house, a_request(house), house.he, "2026-11-18 12:00")
    do("line.accept", house.he, line)
    still.set("2026-11-18 12:25")
    line = do("line.deliver", house.he, line).result
    assert line.delivered_at == clock.now()
    assert DutyRow.objects.get(rule="deliver_line", object_id=line.pk).late_seconds == 25 * 60


def test_withdrawing_drops_what_was_asked_of_the_doer(house: SimpleNamespace) -> None:
    line = ask(house, a_request(house), house.he, "2026-11-18 12:00")
    do("line.withdraw", house.lin, line, {"reason": "客户取消"})
    assert open_duties("answer_line", line) == []
    with pytest.raises(WrongState):
        do("line.accept", house.he, line)


def test_a_rivals_designer_is_neither_asked_nor_sees_the_line(house: SimpleNamespace) -> None:
    request = a_request(house)
    with pytest.raises(InvalidInput):
        ask(house, request, house.bai, "2026-11-18 12:00")
    line = ask(house, request, house.he, "2026-11-18 12:00")
    for rival in (house.shao, house.bai):
        with pytest.raises(Unknown):
            do("line.withdraw", rival, line, {"reason": "看一看"})


def test_a_designer_does_not_ask_for_times_himself(house: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        do(
            "line.propose",
            house.tang,
            None,
            {
                "request": a_request(house).pk,
                "what": "x",
                "step": "copy",
                "doer": house.he.pk,
                "due_at": "2026-11-18 12:00",
            },
        )


def test_a_sheet_shows_the_lines_of_its_request_with_a_fixed_number_of_statements(
    house: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    request = a_request(house)
    for _ in range(5):
        ask(house, request, house.he, "2026-11-18 12:00")
    sheet = a_sheet(house, request=request)
    with django_assert_num_queries(2):
        lines = lines_for(house.lin, sheet=sheet)
        with_people((lines, ("doer",)))
        assert {line.doer.name for line in lines} == {"何一苇"}
    assert len(lines) == 5
