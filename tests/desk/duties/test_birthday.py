"""Birthdays are recalled three days ahead, on a working day, and at nine on the day itself (CRM-03)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import NotAllowed
from aedesk.desk.models import DutyRow, Notice
from aedesk.desk.tick import open_rhythms, tick
from aedesk.kit import clock


def rows() -> list[DutyRow]:
    return list(DutyRow.objects.filter(rule="birthday"))


def test_the_eighteenth_is_recalled_on_monday_the_sixteenth_and_on_the_day_at_nine(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    for day in ("2026-11-13 09:00", "2026-11-15 09:00"):
        still.set(day)
        tick()
    assert rows() == []  # the 15th is a Sunday
    still.set("2026-11-16 00:01")
    tick()
    (row,) = rows()
    assert (row.person, row.says_zh) == (house.lin, "王主管生日 11-18")
    assert (row.warn_at, row.due_at) == (clock.parse("2026-11-18 09:00"), clock.parse("2026-11-18 18:00"))
    told = Notice.objects.filter(person=house.lin, rule="birthday")
    assert [notice.says_zh for notice in told] == ["提醒：王主管生日 11-18"]
    still.set("2026-11-18 08:59:59")
    tick()
    assert told.all().count() == 1
    still.set("2026-11-18 09:00")
    tick()
    assert told.all().count() == 2


def test_a_day_on_which_nothing_ran_does_not_lose_the_birthday(house: SimpleNamespace) -> None:
    open_rhythms(date(2026, 11, 18))
    open_rhythms(date(2026, 11, 18))
    assert len(rows()) == 1


def test_greeting_ends_it_and_the_ae_does_it(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-18 09:05")
    open_rhythms(clock.today())
    with pytest.raises(NotAllowed):
        do("birthday.greeted", house.tang, house.wang)
    do("birthday.greeted", house.lin, house.wang)
    (row,) = rows()
    assert (row.state, row.late_seconds) == (DutyRow.DONE, 0)


def test_without_consent_nothing_is_recalled_and_forgetting_takes_the_reminder_out(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 09:00")
    open_rhythms(clock.today())
    assert len(rows()) == 1
    do("contact.forget", house.lin, house.wang)
    assert rows() == []
    assert not Notice.objects.filter(rule="birthday").exists()
    open_rhythms(clock.today())
    assert rows() == []


def test_a_birthday_of_29_february_falls_on_the_28th_in_common_years(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    house.wang.birthday = "02-29"
    house.wang.save()
    still.set("2027-02-25 09:00")
    open_rhythms(clock.today())
    (row,) = rows()
    assert clock.shanghai(row.due_at).date() == date(2027, 2, 28)
