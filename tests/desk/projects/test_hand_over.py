"""A project goes to another AE only with every open item accepted (ROL-14)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Refused, Unknown, WrongState
from aedesk.desk.models import ClientMember, ContactNote, DutyRow, JobSheet, OwnerChange, Person, Project, Request
from aedesk.kit import clock


@pytest.fixture
def chen(house: SimpleNamespace) -> Person:
    """Another AE, who knows nothing of the client yet."""
    return Person.objects.create(username="chen", name="陈一", role="ae", password="!")


@pytest.fixture
def change(house: SimpleNamespace, chen: Person) -> OwnerChange:
    """P02 handed to 陈一 with six open items: four requests, a sheet and a duty."""
    for title in ("海报", "围墙", "楼书", "单页"):
        do("request.open", house.lin, None, {"project": house.p02.pk, "title": title})
    JobSheet.objects.create(client=house.c1, project=house.p02, title="报纸", ae=house.lin, state="issued")
    JobSheet.objects.create(client=house.c1, project=house.p02, title="旧稿", ae=house.lin, state="closed")
    note = ContactNote.objects.create(
        client=house.c1, project=house.p02, person=house.lin, contact=house.wang, subject="户型图", ended_at=clock.now()
    )
    do("clientpromise.add", house.lin, note, {"what": "户型图", "due_at": "2026-11-17 12:00"})
    return hand(house, chen).result


def hand(house: SimpleNamespace, taker: Person, by: Person | None = None) -> Any:
    return do("project.hand_over", by or house.lin, house.p02, {"taker": taker.pk, "note": "客户要快"})


def accept(person: Person, change: OwnerChange, *numbers: int) -> None:
    for number in numbers:
        do("project.accept_item", person, change, {"item": number})


def test_every_open_item_is_listed_and_nothing_that_is_over(change: OwnerChange) -> None:
    assert [item["noun"] for item in change.items] == ["jobsheet", *["request"] * 4, "duty"]
    assert not any("旧稿" in item["what"] for item in change.items)


def test_the_ae_changes_only_after_all_six(house: SimpleNamespace, chen: Person, change: OwnerChange) -> None:
    accept(chen, change, 1, 2, 3, 4, 5)
    with pytest.raises(Refused) as refused:
        do("project.take_over", chen, change)
    assert refused.value.refusals[0].gate.code == "all_items_accepted"
    assert Project.objects.get(pk=house.p02.pk).ae == house.lin
    accept(chen, change, 6)
    do("project.take_over", chen, change)
    assert Project.objects.get(pk=house.p02.pk).ae == chen


def test_open_duties_requests_and_sheets_go_with_it(house: SimpleNamespace, chen: Person, change: OwnerChange) -> None:
    accept(chen, change, 1, 2, 3, 4, 5, 6)
    do("project.take_over", chen, change)
    assert DutyRow.objects.get(rule="client_keeps_word").person == chen
    assert set(Request.objects.values_list("ae", flat=True)) == {chen.pk}
    assert dict(JobSheet.objects.values_list("title", "ae")) == {"报纸": chen.pk, "旧稿": house.lin.pk}
    assert DutyRow.objects.get(rule="take_over_project").state == DutyRow.DONE


def test_the_giver_leaves_the_clients_wall(house: SimpleNamespace, chen: Person, change: OwnerChange) -> None:
    accept(chen, change, 1, 2, 3, 4, 5, 6)
    do("project.take_over", chen, change)
    assert Person.objects.get(pk=chen.pk).may_see_client(house.c1.pk)
    # 林晓岚 is AE of the closed sheet only, so nothing holds her here.
    assert not Person.objects.get(pk=house.lin.pk).may_see_client(house.c1.pk)


def test_nobody_else_accepts(house: SimpleNamespace, change: OwnerChange) -> None:
    for person in (house.lin, house.qin, house.gu):
        with pytest.raises(NotAllowed):
            accept(person, change, 1)


def test_an_item_is_accepted_once_and_must_exist(chen: Person, change: OwnerChange) -> None:
    accept(chen, change, 1)
    with pytest.raises(WrongState):
        accept(chen, change, 1)
    for number in (0, 7):
        with pytest.raises(InvalidInput):
            accept(chen, change, number)


def test_a_withdrawn_hand_over_leaves_everything_as_it_was(
    house: SimpleNamespace, chen: Person, change: OwnerChange
) -> None:
    do("project.keep", house.lin, change)
    with pytest.raises(Unknown):  # the taker is outside the wall again
        accept(Person.objects.get(pk=chen.pk), change, 1)
    assert Project.objects.get(pk=house.p02.pk).ae == house.lin
    assert not ClientMember.objects.filter(client=house.c1, person=chen, ended_on=None).exists()
    assert DutyRow.objects.get(rule="take_over_project").state == DutyRow.DONE
    hand(house, chen)  # and it can begin anew


def test_one_hand_over_at_a_time(house: SimpleNamespace, chen: Person, change: OwnerChange) -> None:
    with pytest.raises(WrongState):
        hand(house, house.fang)


def test_it_goes_to_no_rival_no_designer_and_not_to_oneself(house: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        hand(house, house.shao)
    for person in (house.tang, house.lin):
        with pytest.raises(InvalidInput):
            hand(house, person)


def test_a_deputy_may_not_give_the_project_away(house: SimpleNamespace, chen: Person) -> None:
    do("project.deputize", house.lin, house.p02, {"person": house.fang.pk, "until_at": "2026-11-18 18:00"})
    with pytest.raises(NotAllowed):
        hand(house, chen, by=house.fang)
