"""Acceptance of SCH-04: a whole schedule at the start, a month's before the month; in time, late, on the boundary."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from aedesk.desk import tick
from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, WrongState
from aedesk.desk.models import (
    DutyRow,
    Notice,
    Project,
    Schedule,
    ScheduleLine,
)
from aedesk.desk.schedules.load import findings, loads
from aedesk.kit import clock
from tests.cast import join
from tests.desk.work import a_sheet

from .doing import local
from .schedules import at, beat, filed, plan

# SCH-04 总工作时间表和每月的时间表


def begun(house: SimpleNamespace, still: clock.Frozen, when: str = "2026-11-16 08:40") -> Project:
    """P14 as it is set up, with its team, and started."""
    p14 = Project.objects.create(client=house.c1, code="P14", name="青芷湾竞稿", ae=house.lin, is_pitch=True)
    for function, person in {"account": house.qin, "copy": house.he, "design": house.tang, "creative": house.xu, "finance": house.qian,
                             "strategy": house.luo, "production": house.geng, "media": house.shen, "traffic": house.song}.items():  # fmt: skip
        join(p14, person, function)
    still.set(when)
    return do("project.start", house.lin, p14).result


def total(project: Project) -> DutyRow:
    return DutyRow.objects.get(rule="total_schedule", object_id=project.pk, noun="project")


def test_sch_04_p14_begins_on_monday_and_its_schedule_is_due_on_wednesday(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    p14 = begun(house, still)
    assert (total(p14).person, local(total(p14).due_at)) == (house.lin, "11-18 18:00")
    still.set("2026-11-18 17:10")
    filed(house, "", project=p14, note="竞稿，三条线见简报")
    assert (total(p14).state, total(p14).late_seconds) == ("done", 0)


@pytest.mark.parametrize(("when", "late"), [("2026-11-18 18:00:00", 0), ("2026-11-18 18:00:01", 1)])
def test_sch_04_at_six_it_is_in_time_and_a_second_later_it_is_not(
    house: SimpleNamespace, still: clock.Frozen, when: str, late: int
) -> None:
    p14 = begun(house, still)
    still.set(when)
    filed(house, "", project=p14, note="竞稿，三条线见简报")
    assert total(p14).late_seconds == late


def test_sch_04_a_monthly_schedule_does_not_stand_in_for_the_whole_one(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    p14 = begun(house, still)
    filed(house, project=p14, note="十一月只有竞稿")
    assert total(p14).state == "open"


def test_sch_04_december_is_due_on_monday_the_thirtieth_and_asked_for_a_week_before(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-20 09:00")
    tick.open_today()
    assert not DutyRow.objects.filter(rule="month_schedule").exists()
    for day in ("2026-11-23 00:10", "2026-11-24 00:10", "2026-11-30 00:10"):
        still.set(day)
        tick.open_today()
    assert (beat(house.p02).person, local(beat(house.p02).due_at), beat(house.p02).says_zh) == (
        house.lin,
        "11-30 18:00",
        "交12月工作时间表",
    )
    assert Notice.objects.filter(person=house.lin, rule="month_schedule").count() == 1
    plan(house, due_at="2026-12-02 18:00", client_at="2026-12-03 18:00")
    still.set("2026-11-30 17:00")
    filed(house, "2026-12-15")
    assert (beat(house.p02).state, beat(house.p02).late_seconds) == ("done", 0)
    still.set("2026-12-01 10:00")
    filed(house, "2026-12-01", by=house.shao, project=house.p05, note="十二月只收款")
    assert beat(house.p05).late_seconds == 16 * 3600


def test_sch_04_another_months_schedule_leaves_december_owed(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-23 09:00")
    tick.open_today()
    plan(house)
    filed(house, "2026-11-01")
    filed(house, "2027-01-05", note="一月还没有安排")
    assert beat(house.p02).state == "open"


def test_sch_04_one_filed_before_it_is_asked_for_is_not_asked_for(house: SimpleNamespace, still: clock.Frozen) -> None:
    filed(house, "2026-12-01", note="十二月只有收尾")
    still.set("2026-11-23 09:00")
    tick.open_today()
    assert list(DutyRow.objects.filter(rule="month_schedule").values_list("object_id", flat=True)) == [house.p05.pk]


def test_sch_04_a_project_that_ends_before_the_month_owes_none(house: SimpleNamespace, still: clock.Frozen) -> None:
    Project.objects.filter(pk=house.p02.pk).update(ends_on=date(2026, 11, 30))
    Project.objects.filter(pk=house.p05.pk).update(ends_on=date(2026, 12, 1))
    still.set("2026-11-30 09:00")
    tick.open_today()
    assert list(DutyRow.objects.filter(rule="month_schedule").values_list("object_id", flat=True)) == [house.p05.pk]


def test_sch_04_an_empty_schedule_says_why_and_a_month_names_itself(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        filed(house)
    assert "note" in wrong.value.fields
    with pytest.raises(InvalidInput) as wrong:
        do("schedule.file", house.lin, None, {"project": house.p02.pk, "kind": "month"})
    assert "month" in wrong.value.fields
    assert not Schedule.objects.exists()


def test_sch_04_filed_again_it_is_the_next_edition_of_the_same(house: SimpleNamespace) -> None:
    plan(house)
    one, two = filed(house), filed(house)
    assert (one.pk, two.edition, two.state) == (two.pk, 2, "in_force")


def test_sch_04_a_first_schedule_is_drafted_from_what_is_asked_for(house: SimpleNamespace) -> None:
    a_sheet(house, client_due_at=at("2026-11-26 18:00"), draft_due_at=at("2026-11-24 18:00"))
    house.p02.milestones.create(client=house.c1, on=date(2026, 12, 19), name="开盘", may_need="导视?")
    do("schedule.propose", house.lin, house.p02)
    found = list(ScheduleLine.objects.order_by("due_at"))
    assert [(one.what, one.state, one.doer) for one in found] == [
        ("开盘报纸", "planned", house.tang),
        ("开盘：导视", "planned", house.tang),
    ]
    assert local(found[0].due_at) == "11-24 18:00"
    assert local(found[1].client_at) == "12-15 18:00"  # four working days before the day itself
    assert findings(found, loads(found)) == []
    with pytest.raises(WrongState):
        do("schedule.propose", house.lin, house.p02)
