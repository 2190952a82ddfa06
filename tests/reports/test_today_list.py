"""The morning list holds through the day, and the page costs the same number of statements however long it is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aedesk.desk.action import ACTIONS, do
from aedesk.desk.duties.rows import open_duty
from aedesk.desk.models import DutyRow, JobSheet, MessageSlip, Person, ProgressNote, SalesMilestone
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.reports.today import data, today
from aedesk.reports.today.lines import Today
from aedesk.reports.today.taps import KNOWN, ways_of
from aedesk.rulebook import engine
from aedesk.rulebook.kinds import Due, Duty, Rhythm
from tests.desk.work import a_request, a_sheet

from .days import of_rule, promised, titles

WITHOUT_A_LINE = {"note_at_once", "daily_list"}


def order_of(it: Today) -> list[str]:
    return [line.key for line in it.lines]


def test_the_confirmed_order_holds_and_what_comes_later_stands_below(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    requests = [a_request(house, number=number) for number in (21, 22, 23)]
    still.set("2026-11-16 08:52")
    assert today(house.lin).list_.is_wanted
    wanted = [f"request:{requests[n].pk}" for n in (2, 0, 1)]
    items = [{"key": key, "at": at} for key, at in zip(wanted, ("09:30", "", "14:00"), strict=True)]
    do("today.confirm", house.lin, None, {"items": items})
    still.set("2026-11-16 10:00")
    new = a_request(house, number=24)
    it = today(house.lin)
    assert order_of(it) == wanted
    assert [line.at for line in it.lines] == ["09:30", "", "14:00"]
    assert [line.key for line in it.new] == [f"request:{new.pk}"]
    assert (it.list_.is_wanted, it.list_.late_seconds) == (False, 0)
    do("request.drop", house.lin, requests[2], {"reason": "不做了"})
    assert order_of(today(house.lin)) == wanted[1:]


def test_the_next_morning_starts_with_a_fresh_list(house: SimpleNamespace, still: clock.Frozen) -> None:
    request = a_request(house)
    do("today.confirm", house.lin, None, {"items": [{"key": f"request:{request.pk}"}]})
    still.set("2026-11-17 08:30")
    it = today(house.lin)
    assert it.list_.is_wanted and it.list_.items == ()
    assert (it.list_.warn_at, it.list_.due_at) == (clock.parse("2026-11-17 08:45"), clock.parse("2026-11-17 09:30"))


def test_an_order_not_yet_confirmed_is_shown_but_still_wanted(house: SimpleNamespace) -> None:
    one, two = a_request(house, number=21), a_request(house, number=22)
    do("today.order", house.lin, None, {"items": [{"key": f"request:{two.pk}"}, {"key": f"request:{one.pk}"}]})
    it = today(house.lin)
    assert it.list_.is_wanted
    assert order_of(it) == [f"request:{two.pk}", f"request:{one.pk}"]


@pytest.mark.parametrize(("who", "at", "asked"), [
    ("lin", "2026-11-16 08:30", True), ("qin", "2026-11-16 08:30", True), ("tang", "2026-11-16 08:30", False),
    ("qian", "2026-11-16 08:30", False), ("lin", "2026-11-21 08:30", False),
])  # fmt: skip
def test_the_list_is_asked_of_aes_on_working_days(
    house: SimpleNamespace, still: clock.Frozen, who: str, at: str, asked: bool
) -> None:
    still.set(at)
    assert (today(getattr(house, who)).list_.due_at is not None) is asked


def test_every_duty_has_a_verb_of_its_own_and_buttons_that_can_be_pressed() -> None:
    for rule in engine.rules().values():
        if isinstance(rule, Duty | Rhythm) and rule.code not in WITHOUT_A_LINE:
            assert rule.code in KNOWN, rule.code
    for rule, (_, ways) in KNOWN.items():
        assert rule.partition(":")[0] in engine.rules(), rule
        assert ways, rule
        for way in ways:
            if way.kind != "page":
                spec = ACTIONS[way.code]
                needed = [field.name for field in spec.fields if field.required and field.default is None]
                assert way.kind == "form" or not needed, (rule, way.code)


def test_a_rule_nobody_described_still_gets_the_button_of_its_own_act() -> None:
    assert [(way.kind, way.code) for way in ways_of("brand_new", "job.next")] == [("form", "job.next")]
    assert [(way.kind, way.code) for way in ways_of("brand_new", "line.accept")] == [("post", "line.accept")]
    assert ways_of("brand_new", "no.such") == ()


def crowd(house: SimpleNamespace, numbers: range) -> None:
    """One of everything that Today shows an AE, for each number."""
    at = Due(clock.parse("2026-11-16 12:00"), clock.parse("2026-11-16 11:00"))
    old = clock.parse("2026-11-10 09:00")
    for n in numbers:
        request = a_request(house, number=1000 + n)
        job = a_sheet(house, number=f"261116-P02-{n + 100}", request=request, last_event_at=old)
        fresh = a_sheet(house, number=f"261116-P02-{n + 500}")
        ProgressNote.objects.create(client=house.c1, sheet=fresh, person=house.tang, percent=n)
        JobSheet.objects.create(client=house.c1, project=house.p02, ae=house.lin, title=f"草稿 {n}")
        SalesMilestone.objects.create(client=house.c1, project=house.p02, on=clock.today(), name=f"节点 {n}")
        slip = MessageSlip.objects.create(
            client=house.c1, for_person=house.lin, taken_by=house.ding, caller=f"来电 {n}", matter="事"
        )
        open_duty("call_back", house.lin, slip, says=T("回电", "Call"), due=at, does="slip.answer")
        open_duty("sign_sheet", house.tang, job, says=T("签字", "Sign"), due=at, does="jobsheet.sign", by=house.lin)


def statements(person: Any) -> int:
    # A fresh person, as a request brings one: what was remembered would hide a statement.
    with CaptureQueriesContext(connection) as spent:
        data.day(today(Person.objects.get(pk=person.pk)))
    # The first reads the person; the settings' own counter is asked by the wall clock, every two seconds.
    return sum("desk_counter" not in query["sql"] for query in spent.captured_queries) - 1


def test_twenty_times_the_lines_cost_no_more_statements(
    house: SimpleNamespace, still: clock.Frozen, capsys: pytest.CaptureFixture[str]
) -> None:
    promised(house, "2026-11-16 17:00", "2026-11-16 15:00")
    crowd(house, range(1))
    still.set("2026-11-16 12:30")
    people = {
        "AE": house.lin,
        "director": house.zhou,
        "designer": house.tang,
        "traffic": house.song,
        "finance": house.qian,
    }
    today(house.lin)  # reads settings and calendar, which are kept
    one = {role: statements(person) for role, person in people.items()}
    crowd(house, range(1, 20))
    many = {role: statements(person) for role, person in people.items()}
    with capsys.disabled():
        print("\n  Today, SQL statements: " + ", ".join(f"{role} {count}" for role, count in many.items()))
    assert many == one
    assert max(one.values()) <= 28
    assert len(today(house.lin).lines) > 60


def test_the_data_of_a_day_carries_what_the_page_shows(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    still.set("2026-11-16 12:30")
    told = data.day(today(house.lin))
    (promise,) = [item for item in told["items"] if item["rule"] == "keep_promise"]
    assert (promise["group"], promise["tone"], promise["title"]) == ("late", "late", "开盘报纸初稿 → 王主管")
    assert promise["acts"][0]["do"] == "promise.keep" and promise["acts"][0]["needs_input"] is False
    assert told["late"] == 1
    assert titles(today(house.lin).lines)[0] == promise["title"]


def test_the_look_ahead_ends_with_the_third_day(house: SimpleNamespace) -> None:
    promised(house, "2026-11-19 23:59", "2026-11-19 17:00")
    promised(house, "2026-11-20 09:00", "2026-11-19 17:00", number=22)
    assert [line.due_at for line in of_rule(today(house.lin).coming, "keep_promise")] == [
        clock.parse("2026-11-19 23:59")
    ]
    assert DutyRow.objects.filter(rule="keep_promise").count() == 2
