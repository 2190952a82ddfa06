"""Projects: the one window, a named person for every function, deputies in their days, rivals kept apart."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Refused, Unknown, WrongState
from aedesk.desk.journal.queries import timeline
from aedesk.desk.models import ClientMember, Event, Person, Project, SearchEntry
from aedesk.desk.projects import queries
from aedesk.desk.who import is_window
from aedesk.kit import clock
from aedesk.rulebook.roles import FUNCTIONS


def again(person: Person) -> Person:
    """The person as the next request would read him."""
    return Person.objects.get(pk=person.pk)


def add(house: SimpleNamespace, **facts: Any) -> Project:
    given = {"client": house.c1.pk, "name": "澜庭三期", "ae": house.lin.pk} | facts
    return do("project.add", house.lin, None, given).result


def name(house: SimpleNamespace, project: Project, function: str, person: Person) -> None:
    do("project.set_member", house.lin, project, {"function": function, "person": person.pk})


def deputize(house: SimpleNamespace, person: Person, until: str, **more: Any) -> None:
    do("project.deputize", house.lin, house.p02, {"person": person.pk, "until_at": until} | more)


def test_a_project_gets_the_next_free_code(house: SimpleNamespace) -> None:
    codes = [add(house).code for _ in range(5)]
    assert codes == ["P01", "P03", "P04", "P06", "P07"]  # P02 and P05 stand


def test_a_code_of_ones_own_is_kept_and_not_given_twice(house: SimpleNamespace) -> None:
    assert add(house, code="p88").code == "P88"
    with pytest.raises(InvalidInput) as wrong:
        add(house, code="P88")
    assert list(wrong.value.fields) == ["code"]


def test_without_a_media_person_the_project_saves_and_shows_the_gap(house: SimpleNamespace) -> None:
    project = add(house)
    assert project.state == "setup"
    assert FUNCTIONS["media"] in project.gaps
    assert "媒介" not in [gap.zh for gap in project.compulsory_gaps]


def test_without_a_finance_person_it_cannot_leave_set_up(house: SimpleNamespace) -> None:
    project = add(house)
    name(house, project, "creative", house.xu)
    with pytest.raises(Refused) as refused:
        do("project.start", house.lin, project)
    assert refused.value.refusals[0].gate.code == "whole_team"
    assert [why.zh for why in refused.value.refusals[0].reasons] == ["财务 未指定。"]
    name(house, project, "finance", house.qian)
    do("project.start", house.lin, project)
    assert Project.objects.get(pk=project.pk).state == "running"


def test_a_disabled_person_leaves_the_function_open_again(house: SimpleNamespace) -> None:
    Person.objects.filter(pk=house.qian.pk).update(is_active=False)
    assert [gap.zh for gap in Project.objects.get(pk=house.p02.pk).compulsory_gaps] == ["财务"]


def test_the_rivals_ae_may_not_join_and_the_refusal_says_who(house: SimpleNamespace) -> None:
    with pytest.raises(Refused) as refused:
        name(house, house.p02, "account", house.shao)
    assert refused.value.refusals[0].gate.code == "rivals_apart"
    assert "邵一川" in refused.value.refusals[0].reasons[0].zh
    assert not ClientMember.objects.filter(client=house.c1, person=house.shao).exists()


def test_the_rivals_ae_may_not_lead_a_new_project_either(house: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        do("project.add", house.qin, None, {"client": house.c1.pk, "name": "三期", "ae": house.shao.pk})


def test_agency_wide_roles_work_for_both_sides_of_a_wall(house: SimpleNamespace) -> None:
    name(house, house.p02, "production", house.geng)
    do("project.set_member", house.shao, house.p05, {"function": "production", "person": house.geng.pk})


def test_joining_a_project_opens_the_clients_wall_and_leaving_the_last_one_shuts_it(house: SimpleNamespace) -> None:
    who = {"function": "copy", "person": house.ye.pk}
    do("project.drop_member", house.lin, house.p02, who)
    assert not again(house.ye).may_see_client(house.c1.pk)
    do("project.set_member", house.lin, house.p02, who)
    assert again(house.ye).may_see_client(house.c1.pk)


def test_who_still_has_an_open_sheet_keeps_seeing_the_client(house: SimpleNamespace) -> None:
    from aedesk.desk.models import JobSheet

    JobSheet.objects.create(client=house.c1, project=house.p02, title="开盘报纸", ae=house.lin, copywriter=house.ye)
    do("project.drop_member", house.lin, house.p02, {"function": "copy", "person": house.ye.pk})
    assert again(house.ye).may_see_client(house.c1.pk)


@pytest.mark.parametrize("who", ["fang", "tang", "qian", "song", "geng", "ding"])
def test_only_the_ae_and_the_leads_change_the_team(house: SimpleNamespace, who: str) -> None:
    with pytest.raises(NotAllowed):
        do("project.set_member", getattr(house, who), house.p02, {"function": "media", "person": house.shen.pk})


def test_another_clients_project_is_not_found(house: SimpleNamespace) -> None:
    for code, given in (("project.set_member", {"function": "media", "person": house.shen.pk}), ("project.end", {})):
        with pytest.raises(Unknown):
            do(code, house.shao, house.p02, given)


def test_the_ae_is_not_simply_taken_off(house: SimpleNamespace) -> None:
    with pytest.raises(WrongState):
        do("project.drop_member", house.lin, house.p02, {"function": "ae", "person": house.lin.pk})


def test_an_ae_is_an_account_person(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add(house, ae=house.tang.pk)
    assert list(wrong.value.fields) == ["ae"]


def test_a_deputy_acts_until_the_last_moment_and_not_a_minute_longer(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 11:05")
    deputize(house, house.fang, "2026-11-18 18:00")
    project = Project.objects.get(pk=house.p02.pk)
    assert is_window(house.fang, project, clock.parse("2026-11-17 11:10"))
    assert is_window(house.fang, project, clock.parse("2026-11-18 18:00"))
    assert not is_window(house.fang, project, clock.parse("2026-11-18 18:01"))
    assert not is_window(house.fang, project, clock.parse("2026-11-17 11:04"))


def test_what_a_deputy_does_says_for_whom(house: SimpleNamespace, still: clock.Frozen) -> None:
    deputize(house, house.fang, "2026-11-18 18:00")
    still.set("2026-11-17 11:10")
    do("request.open", house.fang, None, {"project": house.p02.pk, "title": "海报"})
    assert Event.objects.order_by("-seq").first().on_behalf_of_id == house.lin.pk
    assert timeline(project=house.p02)[0].what.startswith("代 林晓岚：")
    still.set("2026-11-18 18:01")
    with pytest.raises(NotAllowed):
        do("request.open", house.fang, None, {"project": house.p02.pk, "title": "再来一张"})


def test_a_designer_does_not_stand_in_for_the_ae(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        deputize(house, house.tang, "2026-11-18 18:00")
    assert list(wrong.value.fields) == ["person"]


def test_a_deputyship_ends_after_it_begins(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        deputize(house, house.fang, "2026-11-17 09:00", from_at="2026-11-17 09:00")
    assert list(wrong.value.fields) == ["until_at"]


def test_a_deputyship_taken_back_ends_at_once(house: SimpleNamespace) -> None:
    deputize(house, house.fang, "2026-11-18 18:00")
    do("project.undeputize", house.lin, house.p02, {"person": house.fang.pk})
    assert not is_window(house.fang, Project.objects.get(pk=house.p02.pk), clock.now())


def test_a_renamed_project_is_found_by_its_new_name_and_initials(house: SimpleNamespace) -> None:
    do("project.edit", house.lin, house.p02, {"name": "澜庭别院"}, version=1)
    project = Project.objects.get(pk=house.p02.pk)
    assert project.initials == "ltby"
    assert SearchEntry.objects.get(noun="project", object_id=project.pk).title == "P02 澜庭别院"
    assert list(queries.projects(house.lin, q="ltby")) == [project]
    assert not queries.projects(house.shao, q="ltby", tab="all").exists()


def test_projects_are_listed_by_city_tier(house: SimpleNamespace) -> None:
    do("project.edit", house.lin, house.p02, {"city_tier": "new_first"})
    assert [one.code for one in queries.projects(house.gu, tier="new_first")] == ["P02"]
    with pytest.raises(InvalidInput):
        do("project.edit", house.lin, house.p02, {"city_tier": "五线"})


def test_an_assistant_sets_no_budget_and_the_journal_keeps_no_amount(house: SimpleNamespace) -> None:
    do("project.edit", house.lin, house.p02, {"budget": "100000"})
    assert Project.objects.get(pk=house.p02.pk).budget == 100_000
    assert "100000" not in Event.objects.order_by("-seq").first().payload
    Project.objects.filter(pk=house.p02.pk).update(ae=house.fang)
    with pytest.raises(NotAllowed):
        do("project.edit", house.fang, house.p02, {"budget": "1"})


def test_the_team_list_numbers_its_statements(house: SimpleNamespace, django_assert_num_queries: Any) -> None:
    for number in range(12):
        add(house, name=f"项目{number}")
    with django_assert_num_queries(3):  # projects, members, persons
        assert all(one.gaps for one in queries.projects(house.gu, tab="setup"))
