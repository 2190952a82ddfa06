"""The dossier, facts with a date, base material, milestones and the three lights of a project."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.duties.rows import open_duty
from aedesk.desk.errors import Conflict, InvalidInput, NotAllowed, Unknown, WrongState
from aedesk.desk.models import (
    BaseMaterial,
    JobSheet,
    Project,
    ProjectFact,
    PurchaseOrder,
    Request,
    SalesMilestone,
    Signature,
)
from aedesk.desk.projects import dossier, queries
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.kinds import Due


def fresh(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def tones(project: Project, **facts: bool) -> list[str]:
    known = queries.counts([fresh(project)])[project.pk]
    return [light.tone for light in queries.lights(known, money=True)]


def write(house: SimpleNamespace, **parts: Any) -> Project:
    return do("project.dossier", house.lin, house.p02, parts).result


def fact(house: SimpleNamespace, **given: Any) -> None:
    do("project.set_fact", house.lin, house.p02, {"kind": "progress", "value": "主体封顶"} | given)


def test_four_of_four_fields_make_the_background_full(house: SimpleNamespace) -> None:
    parts = ("culture", "people", "brand", "problem")
    write(house, **{f"background_{part}": "有" for part in parts})
    block = dossier.blocks(fresh(house.p02))[0]
    assert (block.filled, block.wanted) == (4, 4)
    write(house, background_problem="")
    assert dossier.blocks(fresh(house.p02))[0].filled == 3
    assert fresh(house.p02).problem == ""


def test_the_product_form_comes_from_the_list(house: SimpleNamespace) -> None:
    write(house, product_form="high_rise")
    shown = {part: text for part, _, text in dossier.blocks(fresh(house.p02))[2].parts}
    assert shown["form"] == "高层住宅"
    with pytest.raises(InvalidInput):
        write(house, product_form="城堡")


def test_a_persona_without_income_is_saved_as_six_of_seven(house: SimpleNamespace) -> None:
    seven = ("region", "background", "age", "status", "occupation", "family", "income")
    full = dict.fromkeys(seven, "有") | {"name": "A"}
    write(house, personas=[full, full | {"name": "B", "income": ""}])
    assert [(one["name"], one["filled"]) for one in dossier.personas(fresh(house.p02))] == [("A", 7), ("B", 6)]


def test_rival_cards_keep_the_day_they_were_last_seen(house: SimpleNamespace) -> None:
    write(house, rivals=[{"name": "望江府", "kind": "regional", "seen_on": "2026-11-02"}, {"name": "云上"}])
    assert [(one["name"], one["seen_on"]) for one in dossier.rivals(fresh(house.p02))] == [
        ("望江府", "2026-11-02"),
        ("云上", "2026-11-16"),
    ]


def test_what_an_edit_does_not_name_stays(house: SimpleNamespace) -> None:
    write(house, background_culture="临江文化")
    assert fresh(house.p02).dossier["tone"]["tone"] == "静奢·近水"


def test_two_who_write_the_same_block_are_told(house: SimpleNamespace) -> None:
    do("project.dossier", house.lin, house.p02, {"tone_tone": "明亮"}, version=1)
    with pytest.raises(Conflict) as conflict:
        do("project.dossier", house.qin, house.p02, {"tone_tone": "沉稳"}, version=1)
    assert (conflict.value.yours["tone_tone"], conflict.value.theirs["tone_tone"]) == ("沉稳", "明亮")
    assert fresh(house.p02).dossier["tone"]["tone"] == "明亮"


def test_progress_dated_10_10_is_stale_on_11_10_and_not_the_day_before(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    fact(house, as_of="2026-10-10")
    row = ProjectFact.objects.get()
    for day, stale in (("2026-11-09 23:59", False), ("2026-11-10 00:00", True)):
        still.set(day)
        assert row.is_stale is stale


def test_a_fact_written_again_replaces_the_old_one(house: SimpleNamespace) -> None:
    fact(house, as_of="2026-10-10")
    fact(house, value="园林施工")
    row = ProjectFact.objects.get()
    assert (row.value, row.as_of, row.version) == ("园林施工", date(2026, 11, 16), 2)


def test_a_fact_is_not_true_in_the_future(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        fact(house, as_of="2026-11-17")
    assert list(wrong.value.fields) == ["as_of"]


def test_a_fact_behind_the_wall_cannot_be_dropped(house: SimpleNamespace) -> None:
    fact(house)
    with pytest.raises(Unknown):
        do("project.drop_fact", house.shao, ProjectFact.objects.get())
    do("project.drop_fact", house.lin, ProjectFact.objects.get())
    assert not ProjectFact.objects.exists()


def test_a_new_map_version_awaits_the_clients_word_again(house: SimpleNamespace) -> None:
    base = {"kind": "map", "value": "区位图", "edition": "v2026-10", "as_of": "2026-11-03"}
    do("project.set_base", house.lin, house.p02, base)
    row = BaseMaterial.objects.get()
    do("project.confirm_base", house.lin, row, {"confirmed_by": "王主管"})
    row.refresh_from_db()
    assert (row.confirmed_on, row.as_of) == (date(2026, 11, 16), date(2026, 11, 16))
    do("project.set_base", house.lin, house.p02, base | {"edition": "v2026-11"})
    row.refresh_from_db()
    assert (row.confirmed_on, row.confirmed_by) == (None, "")


def test_the_checklist_names_the_seven_and_shows_what_is_missing(house: SimpleNamespace) -> None:
    do("project.set_base", house.lin, house.p02, {"kind": "phone", "value": "000-0000-0021"})
    rows = queries.basics(house.p02)
    assert sum(one.is_basic for one in rows) == 7
    assert [one.kind for one in rows if one.row] == ["phone"]


def test_a_designer_does_not_write_facts(house: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        do("project.set_fact", house.tang, house.p02, {"kind": "far", "value": "2.2"})


@pytest.mark.parametrize("lacking", ["milestone_until", "milestone_on_call", "milestone_from"])
def test_no_round_the_clock_duty_without_roster_and_end(house: SimpleNamespace, lacking: str) -> None:
    given = {
        "milestone_from": "2026-11-18 00:00",
        "milestone_until": "2026-11-28 23:59:59",
        "milestone_on_call": "林晓岚轮值",
    }
    with pytest.raises(InvalidInput) as wrong:
        do("project.milestone_mode", house.lin, house.p02, {k: v for k, v in given.items() if k != lacking})
    assert list(wrong.value.fields) == [lacking]


def test_milestone_mode_runs_between_its_moments(house: SimpleNamespace, still: clock.Frozen) -> None:
    given = {
        "milestone_from": "2026-11-18 00:00",
        "milestone_until": "2026-11-28 23:59:59",
        "milestone_on_call": "林晓岚轮值",
    }
    do("project.milestone_mode", house.lin, house.p02, given)
    for moment, on in (
        ("2026-11-17 23:59:59", False),
        ("2026-11-18 00:00", True),
        ("2026-11-28 23:59:59", True),
        ("2026-11-29 00:00", False),
    ):
        still.set(moment)
        assert fresh(house.p02).in_milestone_mode() is on


def test_a_forecast_becomes_a_request_three_days_ahead(house: SimpleNamespace, still: clock.Frozen) -> None:
    do("milestone.add", house.lin, house.p02, {"on": "2026-11-19", "name": "样板房开放", "may_need": "导视/邀请函?"})
    still.set("2026-11-15 10:00")
    assert not queries.milestones_ahead(house.lin).exists()
    still.set("2026-11-16 10:00")
    (ahead,) = queries.milestones_ahead(house.lin)
    assert not queries.milestones_ahead(house.shao).exists()
    do("milestone.confirm", house.lin, ahead)
    request = Request.objects.get()
    assert (request.title, request.project) == ("样板房开放：导视/邀请函", house.p02)
    assert not queries.milestones_ahead(house.lin).exists()
    with pytest.raises(WrongState):
        do("milestone.dismiss", house.lin, ahead)


def test_a_dismissed_forecast_opens_nothing(house: SimpleNamespace) -> None:
    made = do("milestone.add", house.lin, house.p02, {"on": "2026-11-19", "name": "样板房开放"}).result
    do("milestone.dismiss", house.lin, made)
    assert SalesMilestone.objects.get().answer == "dismissed" and not Request.objects.exists()


def test_one_item_due_18_00_turns_the_time_light_red_at_18_01(house: SimpleNamespace, still: clock.Frozen) -> None:
    due = clock.parse("2026-11-17 18:00")
    open_duty(
        "deliver_line", house.tang, house.p02, says=T("交稿", "Deliver"), due=Due(due, clock.parse("2026-11-17 16:00"))
    )
    for moment, tone in (
        ("2026-11-17 15:59", "ok"),
        ("2026-11-17 16:00", "warn"),
        ("2026-11-17 18:00", "warn"),
        ("2026-11-17 18:01", "late"),
    ):
        still.set(moment)
        assert tones(house.p02)[0] == tone, moment


def order(house: SimpleNamespace, amount: int, **more: Any) -> None:
    sheet = JobSheet.objects.create(client=house.c1, project=house.p02, title="楼书", ae=house.lin)
    PurchaseOrder.objects.create(client=house.c1, sheet=sheet, what="印刷", amount=amount, **more)


def test_82_000_and_21_000_of_100_000_turn_the_money_light_red_at_103_percent(house: SimpleNamespace) -> None:
    assert tones(house.p02)[2] == "neutral"
    Project.objects.filter(pk=house.p02.pk).update(budget=100_000)
    order(house, 82_000, received_at=clock.now())
    assert tones(house.p02)[2] == "ok"
    order(house, 50_000, cancelled_at=clock.now())
    order(house, 18_000)
    assert tones(house.p02)[2] == "warn"  # 100 %: all of it, not over it
    order(house, 3_000)
    known = queries.counts([fresh(house.p02)])[house.p02.pk]
    assert known.share == 103
    red = queries.lights(known, money=True)[2]
    assert (red.tone, red.says.zh) == ("late", "已用 103%：已发生 82,000，已下单 21,000，预算 100,000")
    assert "103" not in queries.lights(known, money=False)[2].says.zh


def test_a_returned_sheet_turns_the_quality_light_red_until_it_is_mended(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    sheet = JobSheet.objects.create(client=house.c1, project=house.p02, title="海报", ae=house.lin, state="returned")
    Signature.objects.create(sheet=sheet, sign="copy", person=house.he, decision="returned", at=clock.now())
    assert tones(house.p02)[1] == "late"
    JobSheet.objects.filter(pk=sheet.pk).update(state="submitted")
    assert tones(house.p02)[1] == "warn"
    still.move(days=31)
    assert tones(house.p02)[1] == "ok"
