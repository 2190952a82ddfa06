"""Promises to the client: after the doers, kept early or late, with the time won (SCH-02, SCH-08, SUB-03)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, Refused, WrongState
from aedesk.desk.models import DutyRow, Extension, Promise, Request
from aedesk.kit import clock
from tests.desk.schedules.test_accept import ask
from tests.desk.work import a_request, refusing


def promise(house: SimpleNamespace, request: Request, due_at: str, by: Any = None, **more: Any) -> Promise:
    given = {"request": request.pk, "to": house.wang.pk, "what": "开盘报纸初稿", "due_at": due_at} | more
    return do("promise.make", by or house.lin, None, given).result


def why(refused: pytest.ExceptionInfo[Refused], code: str) -> list[str]:
    return [reason.zh for one in refused.value.refusals if one.gate.code == code for reason in one.reasons]


def test_at_11_12_nobody_has_accepted_and_the_promise_is_refused(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 11:12")
    request = a_request(house)
    with pytest.raises(Refused) as refused:
        promise(house, request, "2026-11-18 12:00")
    assert refusing(refused) == {"accepted_before_promise"}
    assert why(refused, "accepted_before_promise") == ["还没有一条被接受的时间。"]
    ask(house, request, house.he, "2026-11-18 11:00")
    with pytest.raises(Refused) as refused:
        promise(house, request, "2026-11-18 12:00")
    assert why(refused, "accepted_before_promise") == ["“文案”：何一苇还没有接受。"]


def test_at_11_55_thursday_noon_is_promised_and_the_day_won_is_logged(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    request = a_request(house)
    copy = ask(house, request, house.he, "2026-11-18 12:00", client_at="2026-11-19 12:00")
    layout = ask(
        house,
        request,
        house.tang,
        "2026-11-18 18:00",
        what="版面",
        step="design",
        client_at="2026-11-19 12:00",
    )
    ask(
        house, request, house.duan, "2026-11-20 15:00", what="完稿", step="artwork"
    )  # unanswered, and due after the promise
    do("line.accept", house.he, copy)
    do("line.accept", house.tang, layout)
    still.set("2026-11-16 11:55")
    made = promise(house, request, "2026-11-19 12:00", extends_from="2026-11-18 12:00", reason="文案周三才交")
    extension = Extension.objects.get()
    assert (extension.to_at - extension.from_at).days == 1
    assert (extension.created_at, extension.request) == (clock.now(), request)
    assert DutyRow.objects.get(rule="keep_promise").due_at == made.due_at


def test_the_unanswered_artwork_forbids_promising_the_artwork_itself(house: SimpleNamespace) -> None:
    request = a_request(house)
    do("line.accept", house.he, ask(house, request, house.he, "2026-11-18 12:00"))
    ask(house, request, house.duan, "2026-11-20 15:00", what="完稿", step="artwork")
    with pytest.raises(Refused) as refused:
        promise(house, request, "2026-11-20 15:00")
    assert why(refused, "accepted_before_promise") == ["“完稿”：段可还没有接受。"]


def test_a_promise_before_the_accepted_delivery_names_the_late_line(house: SimpleNamespace) -> None:
    request = a_request(house)
    do(
        "line.accept",
        house.tang,
        ask(house, request, house.tang, "2026-11-18 18:00", what="版面", step="design"),
    )
    with pytest.raises(Refused) as refused:
        promise(house, request, "2026-11-18 17:59")
    assert why(refused, "accepted_before_promise") == ["“版面”：唐予 11-18 18:00 才交稿，晚于要承诺的时间。"]
    assert promise(house, request, "2026-11-18 18:00").state == "open"


def test_the_designer_does_not_promise_the_client_anything(house: SimpleNamespace) -> None:
    request = a_request(house)
    do("line.accept", house.tang, ask(house, request, house.tang, "2026-11-18 18:00", step="design"))
    with pytest.raises(Refused) as refused:
        promise(house, request, "2026-11-19 12:00", by=house.tang)
    assert refusing(refused) == {"one_window"}


@pytest.mark.parametrize(
    ("sent", "late"), [("2026-11-19 11:40", -20 * 60), ("2026-11-19 12:00", 0), ("2026-11-19 12:50", 50 * 60)]
)
def test_a_promise_keeps_how_early_or_late_it_was_kept(
    house: SimpleNamespace, still: clock.Frozen, sent: str, late: int
) -> None:
    request = a_request(house)
    do("line.accept", house.he, ask(house, request, house.he, "2026-11-18 12:00"))
    made = promise(house, request, "2026-11-19 12:00")
    still.set(sent)
    do("promise.keep", house.lin, made)
    made.refresh_from_db()
    assert (made.state, made.late_seconds) == ("kept", late)
    assert DutyRow.objects.get(rule="keep_promise").late_seconds == max(0, late)
    with pytest.raises(WrongState):
        do("promise.keep", house.lin, made)


def test_a_replaced_promise_is_neither_kept_nor_late(house: SimpleNamespace) -> None:
    request = a_request(house)
    do("line.accept", house.he, ask(house, request, house.he, "2026-11-18 12:00"))
    made = promise(house, request, "2026-11-19 12:00")
    do("promise.withdraw", house.lin, made, {"reason": "客户改到周五"})
    assert DutyRow.objects.get(rule="keep_promise").state == DutyRow.CANCELLED


def test_an_extension_runs_forward(house: SimpleNamespace) -> None:
    given = {
        "request": a_request(house).pk,
        "from_at": "2026-11-19 12:00",
        "to_at": "2026-11-19 12:00",
        "reason": "多给半天",
    }
    with pytest.raises(InvalidInput):
        do("extension.log", house.lin, None, given)
    made = do("extension.log", house.lin, None, given | {"to_at": "2026-11-19 12:01"}).result
    assert (made.to_at - made.from_at).total_seconds() == 60
