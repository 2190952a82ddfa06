"""Contacts: channels, purpose and consent, what is forgotten, who reads restricted notes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.clients import personal, queries, rights
from aedesk.desk.errors import InvalidInput, NotAllowed, Unknown, WrongState
from aedesk.desk.models import Contact, Event, Person, SearchEntry


def card(house: SimpleNamespace, **more: Any) -> dict[str, Any]:
    facts = {
        "client": house.c1.pk,
        "name": "陈经理",
        "role": "influencer",
        "phone": "+86 100 0000 0033",
        "source": "10-12 交换名片",
    }
    return facts | more


def add(house: SimpleNamespace, by: Person | None = None, **more: Any) -> Contact:
    return do("contact.add", by or house.lin, None, card(house, **more)).result


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("11-18", "11-18"),
        ("11月18日", "11-18"),
        ("1/5", "01-05"),
        ("1990-11-18", "11-18"),
        ("19901118", "11-18"),
        ("--1118", "11-18"),
        ("2-29", "02-29"),
        ("1990年2月9日", "02-09"),
        ("1985/7/1", "07-01"),
        ("--11-18", "11-18"),
    ],
)
def test_a_birthday_is_kept_as_month_and_day_only(written: str, kept: str) -> None:
    assert personal.month_day(written) == kept


@pytest.mark.parametrize("written", ["02-30", "13-01", "0-5", "明天", "11", "1118199", "11-18-1990-1"])
def test_what_is_no_day_is_no_birthday(written: str) -> None:
    with pytest.raises(ValueError):
        personal.month_day(written)


@pytest.mark.parametrize(
    "preference",
    [
        {"birthday": "11-18"},
        {"drink": "龙井"},
        {"seat": "靠窗"},
        {"likes": "留白"},
        {"dislikes": "大面积绿色"},
    ],
)
def test_no_preference_is_stored_without_purpose_and_consent(
    house: SimpleNamespace, preference: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add(house, **preference)
    assert set(wrong.value.fields) == {"purpose", "consent_on"}
    with pytest.raises(InvalidInput) as wrong:
        add(house, purpose="会议接待", **preference)
    assert set(wrong.value.fields) == {"consent_on"}
    made = add(house, purpose="会议接待", consent_on="2026-11-16", **preference)
    assert all(getattr(made, name) == value for name, value in preference.items())


def test_consent_is_not_given_in_the_future(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add(house, drink="茶", purpose="接待", consent_on="2026-11-17")
    assert set(wrong.value.fields) == {"consent_on"}


def test_taking_consent_away_alone_is_refused_while_preferences_stand(house: SimpleNamespace) -> None:
    made = add(house, drink="茶", purpose="接待", consent_on="2026-11-16")
    with pytest.raises(InvalidInput):
        do("contact.edit", house.lin, made, {"consent_on": ""})


def test_one_channel_and_a_source_are_enough_and_needed(house: SimpleNamespace) -> None:
    assert add(house, phone="", wechat="chenjl").wechat == "chenjl"
    with pytest.raises(InvalidInput) as wrong:
        add(house, phone="")
    assert set(wrong.value.fields) == {"phone"}
    with pytest.raises(InvalidInput) as wrong:
        add(house, source="")
    assert set(wrong.value.fields) == {"source"}


@pytest.mark.parametrize(("field", "value"), [("email", "no-at-sign"), ("phone", "12"), ("window_until", "08:00")])
def test_what_cannot_be_used_is_refused_beside_its_field(house: SimpleNamespace, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add(house, window_from="08:50", **{field: value})
    assert field in wrong.value.fields


def test_a_contact_is_kept_three_years_unless_said_otherwise(house: SimpleNamespace) -> None:
    assert str(add(house).keep_until) == "2029-11-16"
    assert str(add(house, name="甲", keep_until="2027-01-01").keep_until) == "2027-01-01"


def test_forgetting_leaves_no_value_on_the_card_or_in_the_journal(house: SimpleNamespace) -> None:
    made = add(
        house,
        drink="碧螺春不加糖",
        birthday="11-18",
        seat="主位右手",
        purpose="接待",
        consent_on="2026-11-16",
    )
    do("contact.edit", house.lin, made, {"drink": "手冲瑰夏"})
    do("contact.note_privately", house.lin, made, {"restricted_notes": "与总经理不和"})
    do("contact.forget", house.lin, made)
    made.refresh_from_db()
    assert (made.drink, made.birthday, made.seat, made.purpose, made.consent_on, made.restricted_notes) == (
        "",
        "",
        "",
        "",
        None,
        "",
    )
    said = " ".join(Event.objects.values_list("payload", flat=True))
    for secret in ("碧螺春", "瑰夏", "主位右手", "不和", '"11-18"'):
        assert secret not in said
    assert Event.objects.filter(action="contact.forget", object_id=made.pk).exists()
    assert '"drink"' in said


def test_restricted_notes_are_for_the_ae_and_the_leads(house: SimpleNamespace) -> None:
    readers = {p.username for p in Person.objects.all() if rights.reads_notes(p)}
    assert readers == {p.username for p in (house.lin, house.shao, house.qin, house.zhou, house.gu)}
    with pytest.raises(NotAllowed):
        do("contact.note_privately", house.fang, house.wang, {"restricted_notes": "x"})
    with pytest.raises(Unknown):
        do("contact.note_privately", house.shao, house.wang, {"restricted_notes": "x"})


def test_only_account_people_of_the_client_edit_its_contacts(house: SimpleNamespace) -> None:
    do("contact.edit", house.fang, house.wang, {"title": "营销主管"})
    with pytest.raises(NotAllowed):
        do("contact.edit", house.tang, house.wang, {"title": "x"})
    with pytest.raises(Unknown):
        do("contact.edit", house.shao, house.wang, {"title": "x"})
    with pytest.raises(InvalidInput):
        add(house, by=house.shao)


def test_an_edit_of_the_phone_does_not_ask_for_consent_again(house: SimpleNamespace) -> None:
    assert do("contact.edit", house.lin, house.wang, {"phone": "+86 100 0000 0099"}).result.phone.endswith("99")


def test_a_disabled_contact_leaves_the_pickers_and_comes_back(house: SimpleNamespace) -> None:
    assert queries.find_contacts(house.lin, "王")
    do("contact.disable", house.lin, house.wang)
    assert not queries.find_contacts(house.lin, "王")
    with pytest.raises(WrongState):
        do("contact.disable", house.lin, house.wang)
    do("contact.enable", house.lin, house.wang)
    assert queries.find_contacts(house.lin, "王")


def test_contacts_are_found_by_name_initials_phone_and_company(house: SimpleNamespace) -> None:
    made = add(house, company="联行演示代理")
    for q in ("陈经", "cjl", "0033", "联行"):
        assert made.pk in [pk for pk, *_ in queries.find_contacts(house.lin, q)]
    entry = SearchEntry.objects.get(noun="contact", object_id=made.pk)
    assert entry.client_id == house.c1.pk and "cjl" in entry.names
    assert not SearchEntry.objects.visible_to(house.shao).filter(noun="contact").exists()
