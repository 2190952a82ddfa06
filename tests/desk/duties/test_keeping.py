"""How often a rule was kept: counted by month, behind the walls, in two statements."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aedesk.desk.action import do
from aedesk.desk.duties.keeping import kept, since
from aedesk.desk.duties.models import DutyRow, RefusalRow
from aedesk.desk.errors import Refused
from aedesk.kit import clock

RULE = "sign_sheet"


def a_duty(house: SimpleNamespace, due: str, state: str = "done", late: int = 0, **more: Any) -> DutyRow:
    at = clock.parse(due)
    facts = {"client_id": house.c1.pk, "rule": RULE, "person": house.tang} | more
    return DutyRow.objects.create(
        key=f"{DutyRow.objects.count()}", noun="jobsheet", object_id=1, says_zh="签", says_en="sign", state=state,
        started_at=at, due_at=at, warn_at=at, late_seconds=late, ended_at=at if state != "open" else None, **facts,
    )  # fmt: skip


def counts(person: Any, rule: str = RULE) -> dict[str, int]:
    found = kept(person, clock.now()).get(rule)
    return found.total if found else {}


def test_each_outcome_is_counted_once(house: SimpleNamespace) -> None:
    a_duty(house, "2026-11-10 10:00")
    a_duty(house, "2026-11-10 10:00", late=1)
    a_duty(house, "2026-11-10 10:00", "missed")
    a_duty(house, "2026-11-10 10:00", "waived", late=60)
    a_duty(house, "2026-11-10 10:00", "cancelled")
    a_duty(house, "2026-11-16 08:59", "open")  # it is 09:00
    a_duty(house, "2026-11-16 09:01", "open")
    a_duty(house, "2026-11-17 10:00")  # done before its time
    assert counts(house.lin) == {"kept": 2, "late": 2, "missed": 1, "waived": 1}
    found = kept(house.lin, clock.now())[RULE]
    assert found.timed == 5 and found.share == 40


def test_a_waived_duty_is_neither_kept_nor_late(house: SimpleNamespace) -> None:
    a_duty(house, "2026-11-10 10:00", "waived")
    assert kept(house.lin, clock.now())[RULE].share is None


def test_months_are_shanghais_and_all_of_them_are_named(house: SimpleNamespace) -> None:
    a_duty(house, "2026-10-31 23:59")
    a_duty(house, "2026-11-01 00:00", late=5)
    months = kept(house.lin, clock.now())[RULE].months
    assert list(months) == [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]
    assert (months[date(2026, 10, 1)], months[date(2026, 11, 1)]) == ({"kept": 1}, {"late": 1})
    assert months[date(2026, 9, 1)] == {}


def test_ninety_days_begin_at_midnight(house: SimpleNamespace) -> None:
    assert f"{clock.shanghai(since(clock.now())):%m-%d %H:%M}" == "08-19 00:00"
    a_duty(house, "2026-08-18 23:59")
    assert counts(house.lin) == {}
    a_duty(house, "2026-08-19 00:00")
    assert counts(house.lin) == {"kept": 1}


def test_a_refused_act_is_counted_behind_its_clients_wall(house: SimpleNamespace) -> None:
    for _ in range(2):
        with pytest.raises(Refused):
            do("promise.make", house.lin, None, promise(house))
    assert counts(house.lin, "accepted_before_promise") == {"refused": 2}
    assert counts(house.shao, "accepted_before_promise") == {}
    assert counts(house.gu, "accepted_before_promise") == {"refused": 2}
    assert RefusalRow.objects.values_list("client_id", flat=True).distinct().get() == house.c1.pk


def promise(house: SimpleNamespace) -> dict[str, Any]:
    request = do("request.open", house.lin, None, {"project": house.p02.pk, "title": "海报"}).result
    return {"request": request.pk, "project": house.p02.pk, "what": "初稿", "due_at": "2026-11-19 12:00"}


def test_the_rivals_duties_are_not_counted(house: SimpleNamespace) -> None:
    a_duty(house, "2026-11-10 10:00")
    a_duty(house, "2026-11-10 10:00", client_id=None)
    assert (counts(house.shao), counts(house.lin), counts(house.gu)) == ({"kept": 1}, {"kept": 2}, {"kept": 2})


def test_two_statements_whatever_has_happened(house: SimpleNamespace) -> None:
    for n in range(12):
        a_duty(house, f"2026-11-{n + 1:02d} 10:00", rule=f"rule_{n}", late=n % 2)
    house.lin.client_ids  # noqa: B018
    with CaptureQueriesContext(connection) as seen:
        assert len(kept(house.lin, clock.now())) == 12
    assert len(seen) == 2


def test_one_rule_alone_is_the_same_as_among_all(house: SimpleNamespace) -> None:
    a_duty(house, "2026-11-10 10:00")
    a_duty(house, "2026-11-10 10:00", rule="other")
    assert list(kept(house.lin, clock.now(), RULE)) == [RULE]
    assert kept(house.lin, clock.now(), RULE)[RULE].total == kept(house.lin, clock.now())[RULE].total


def test_the_window_moves_with_the_clock(house: SimpleNamespace, still: clock.Frozen) -> None:
    a_duty(house, "2026-11-10 10:00")
    still.set(clock.shanghai(clock.parse("2026-11-10 10:00") + timedelta(days=90)).strftime("%Y-%m-%d %H:%M"))
    assert counts(house.lin) == {}
