"""Client cards: credit codes, duplicates, merging and walls."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from aedesk.desk.action import do
from aedesk.desk.clients import credit, queries
from aedesk.desk.clients.carding import twins
from aedesk.desk.errors import Conflict, InvalidInput, NotAllowed, Unknown, WrongState
from aedesk.desk.models import Client, ClientMember, Contact, Event, Person, Project, SearchEntry, Wall

DEMO_CODES = (
    "91000000MADEM00112",
    "91000000MADEM002XR",
    "91000000MADEM0038R",
    "91000000MADEM0046L",
    "91000000MADEM0054F",
    "91000000MADEM0062A",
    "91000000MADEM00705",
    "91000000MADEM00892",
    "91000000MADEM0097W",
    "91000000MADEM010XD",
)


def again(person: Person) -> Person:
    """The person as the next request would read him."""
    return Person.objects.get(pk=person.pk)


def add(person: Person, **facts: Any) -> Client:
    return do("client.add", person, None, {"name": "松间文旅(演示)有限公司", "kind": "project"} | facts).result


@pytest.mark.parametrize("code", DEMO_CODES)
def test_every_code_of_the_sample_agency_passes(code: str) -> None:
    assert credit.problem(code) is None


@given(place=some.integers(0, 17), other=some.sampled_from(credit.ALPHABET))
def test_any_single_wrong_character_is_caught(place: int, other: str) -> None:
    code = DEMO_CODES[1]
    changed = code[:place] + other + code[place + 1 :]
    assert (credit.problem(changed) is None) == (changed == code)


def test_a_wrong_check_digit_is_named_in_both_languages(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add(house.lin, credit_code="91000000MADEM002XA")
    says = wrong.value.fields["credit_code"]
    assert "统一社会信用代码" in says.zh and "第 18 位" in says.zh
    assert "credit code" in says.en


@pytest.mark.parametrize("code", ["91000000MADEM002X", "91000000MADEM002XR1", "91000000MADEI002XR"])
def test_codes_too_short_too_long_or_with_alien_letters_are_refused(house: SimpleNamespace, code: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add(house.lin, credit_code=code)
    assert list(wrong.value.fields) == ["credit_code"]


def test_spaces_lower_case_and_full_width_are_put_right(house: SimpleNamespace) -> None:
    assert add(house.lin, credit_code="\uff19\uff11000000 madem-0054f").credit_code == "91000000MADEM0054F"


def test_an_ae_who_adds_a_client_is_on_its_team(house: SimpleNamespace) -> None:
    made = add(house.lin)
    assert ClientMember.objects.filter(client=made, person=house.lin, ended_on=None).exists()
    assert again(house.lin).may_see_client(made.pk)
    assert not again(house.shao).may_see_client(made.pk)
    assert made.code.startswith("C") and made.initials


def test_house_codes_are_given_without_collision(house: SimpleNamespace) -> None:
    codes = {add(house.lin, name=f"客户{n}").code for n in range(4)}
    assert codes.isdisjoint({"C1", "C3"}) and len(codes) == 4


def test_designers_and_finance_add_no_clients(house: SimpleNamespace) -> None:
    for person in (house.tang, house.qian, house.ding):
        with pytest.raises(NotAllowed):
            add(person)


def test_a_second_card_with_the_same_code_is_held_up_with_the_way_to_the_first(
    house: SimpleNamespace,
) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add(house.lin, credit_code=house.c1.credit_code)
    assert f"/clients/{house.c1.pk}/" in wrong.value.fields["credit_code"].zh
    made = add(house.lin, credit_code=house.c1.credit_code, is_no_duplicate="on")
    assert [twin.pk for twin in twins(house.zhou, made, credit_code=made.credit_code)] == [house.c1.pk]


def test_the_duplicate_check_says_nothing_of_a_client_behind_the_wall(house: SimpleNamespace) -> None:
    made = add(house.shao, name=house.c1.name, credit_code=house.c1.credit_code)
    assert list(twins(again(house.shao), made, credit_code=made.credit_code)) == []
    assert [twin.pk for twin in twins(house.zhou, made, credit_code=made.credit_code)] == [house.c1.pk]


def test_merging_moves_contacts_and_projects_and_keeps_the_old_card(house: SimpleNamespace) -> None:
    twin = add(house.lin, credit_code=house.c1.credit_code, is_no_duplicate="on")
    do("client.merge", house.zhou, house.c1, {"into": twin.pk})
    house.c1.refresh_from_db()
    assert (house.c1.status, house.c1.merged_into_id) == ("merged", twin.pk)
    assert set(Contact.objects.values_list("client_id", flat=True)) == {twin.pk}
    assert Project.objects.get(pk=house.p02.pk).client_id == twin.pk
    assert again(house.tang).may_see_client(twin.pk)
    assert not SearchEntry.objects.filter(noun="client", object_id=house.c1.pk).exists()
    assert house.c1 not in queries.clients(house.zhou)


def test_a_merged_card_is_neither_merged_again_nor_edited(house: SimpleNamespace) -> None:
    twin = add(house.lin, name="云栖湾二")
    do("client.merge", house.zhou, twin, {"into": house.c1.pk})
    for code, facts in (("client.merge", {"into": house.c1.pk}), ("client.edit", {"industry": "地产"})):
        with pytest.raises(WrongState):
            do(code, house.zhou, twin, facts)
    with pytest.raises(WrongState):
        do(
            "contact.add",
            house.zhou,
            None,
            {"client": twin.pk, "name": "甲", "phone": "10000", "source": "名片"},
        )


def test_rivals_and_a_card_itself_cannot_be_merged(house: SimpleNamespace) -> None:
    for into in (house.c3, house.c1):
        with pytest.raises(InvalidInput):
            do("client.merge", house.zhou, house.c1, {"into": into.pk})


def test_merging_keeps_walls_and_opens_none(house: SimpleNamespace) -> None:
    twin = add(house.lin, name="云栖湾二")
    do("client.merge", house.zhou, house.c1, {"into": twin.pk})
    assert Wall.objects.filter(left=twin, right=house.c3).exists()
    of_shao = add(house.shao, name="南渡二")
    ClientMember.objects.create(client=of_shao, person=house.tang)
    with pytest.raises(InvalidInput) as torn:
        do("client.merge", house.zhou, of_shao, {"into": house.c3.pk})
    assert "唐予" in torn.value.fields["into"].zh


def test_only_leads_merge_and_only_directors_set_walls(house: SimpleNamespace) -> None:
    for code in ("client.merge", "client.set_wall"):
        with pytest.raises(NotAllowed):
            do(code, house.lin, house.c1, {})
    with pytest.raises(NotAllowed):
        do("client.set_wall", house.qin, house.c1, {})


def test_a_wall_is_set_once_and_dropped_with_a_reason(house: SimpleNamespace) -> None:
    made = add(house.lin)
    do("client.set_wall", house.zhou, house.c3, {"other": made.pk, "reason": "同城竞品"})
    with pytest.raises(WrongState):
        do("client.set_wall", house.gu, made, {"other": house.c3.pk, "reason": "同城竞品"})
    with pytest.raises(InvalidInput):
        do("client.drop_wall", house.zhou, made, {"other": house.c3.pk})
    do("client.drop_wall", house.zhou, made, {"other": house.c3.pk, "reason": "退出本市"})
    with pytest.raises(WrongState):
        do("client.drop_wall", house.zhou, made, {"other": house.c3.pk, "reason": "再来"})


def test_a_wall_does_not_go_through_a_person_who_serves_both(house: SimpleNamespace) -> None:
    made = add(house.lin)
    ClientMember.objects.create(client=made, person=house.bai)
    with pytest.raises(InvalidInput) as torn:
        do("client.set_wall", house.zhou, house.c3, {"other": made.pk, "reason": "竞品"})
    assert "白川" in torn.value.fields["other"].zh


def test_the_journal_of_a_wall_never_names_the_rival(house: SimpleNamespace) -> None:
    made = add(house.lin)
    do("client.set_wall", house.zhou, made, {"other": house.c3.pk, "reason": "竞品"})
    said = json.loads(Event.objects.order_by("-seq")[0].payload)
    assert "南渡" not in said["zh"] and "C3" not in said["zh"] and "C3" not in said["en"]


def test_the_rivals_ae_finds_nothing(house: SimpleNamespace) -> None:
    for q in ("云栖湾", "C1", house.c1.credit_code):
        assert not queries.clients(house.shao, q=q) and not queries.find_clients(house.shao, q)
    assert not queries.find_contacts(house.shao, "王主管")
    for code, thing in (
        ("client.edit", house.c1),
        ("contact.edit", house.wang),
        ("contact.forget", house.wang),
    ):
        with pytest.raises(Unknown):
            do(code, house.shao, thing, {})


def test_a_client_is_found_by_initials_code_and_two_characters(house: SimpleNamespace) -> None:
    made = add(house.lin, short_name="松间文旅")
    for q in ("sjwl", made.code, "文旅"):
        assert [pk for pk, *_ in queries.find_clients(again(house.lin), q)] == [made.pk]


def test_two_editors_of_one_card_never_overwrite_each_other_silently(house: SimpleNamespace) -> None:
    do("client.edit", house.lin, house.c1, {"taboos": "忌红"}, version=1)
    with pytest.raises(Conflict) as clash:
        do("client.edit", house.qin, house.c1, {"taboos": "忌黑"}, version=1)
    assert (clash.value.yours["taboos"], clash.value.theirs["taboos"]) == ("忌黑", "忌红")


def test_the_assistant_does_not_see_or_write_fees(house: SimpleNamespace) -> None:
    do("client.edit", house.fang, house.c1, {"industry": "地产"})
    with pytest.raises(NotAllowed):
        do("client.edit", house.fang, house.c1, {"fee_model": "0"})


def test_the_client_list_costs_the_same_however_long_it_is(
    house: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    for n in range(8):
        add(house.lin, name=f"客户{n}")
    with django_assert_num_queries(1):
        rows = list(queries.clients(house.zhou))
    assert len(rows) == 10 and next(row for row in rows if row == house.c1).contact_count == 2
