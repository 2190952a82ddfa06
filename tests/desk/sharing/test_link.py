"""A link opens one thing for one contact, until it ends; the database alone opens nothing (T12)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import ACTIONS, Act, do
from aedesk.desk.errors import InvalidInput, Unknown, WrongState
from aedesk.desk.models import Contact, ShareLink
from aedesk.desk.sharing import links
from aedesk.kit import clock
from tests.desk.work import a_sheet


def a_link(house: SimpleNamespace, *, may: str = "sign", thing: Any = None, contact: Any = None) -> ShareLink:
    act = Act(ACTIONS["link.revoke"], house.lin, None, {}, clock.now())
    return links.make(act, thing or a_sheet(house), contact or house.wang, may=may)


def test_the_token_has_256_bits_and_the_database_keeps_only_its_hash(house: SimpleNamespace) -> None:
    link = a_link(house)
    token = links.token_of(link)
    assert len(token) == 43
    kept = " ".join(str(value) for value in ShareLink.objects.values_list().get())
    assert token not in kept
    assert links.opened(token, clock.now()) == link


def test_without_the_key_outside_the_database_no_token_comes_out_of_it(house: SimpleNamespace, settings: Any) -> None:
    link = a_link(house)
    token = links.token_of(link)
    settings.SECRET_KEY = "another"
    assert links.token_of(link) != token
    assert links.opened(token, clock.now()) == link  # what was handed out still opens


@pytest.mark.parametrize("token", ["", "x" * 43, "x" * 5000, "../../etc", "钥匙"])
def test_any_other_token_opens_nothing(house: SimpleNamespace, token: str) -> None:
    a_link(house)
    with pytest.raises(Unknown):
        links.opened(token, clock.now())


def test_a_link_lasts_to_its_last_moment(house: SimpleNamespace, still: clock.Frozen) -> None:
    token = links.token_of(a_link(house))
    still.set("2026-11-30 09:00")
    links.opened(token, clock.now())
    still.set("2026-11-30 09:00:01")
    with pytest.raises(Unknown):
        links.opened(token, clock.now())


def test_a_revoked_link_opens_nothing_at_once(house: SimpleNamespace) -> None:
    link = a_link(house)
    do("link.revoke", house.lin, link)
    with pytest.raises(Unknown):
        links.opened(links.token_of(link), clock.now())
    with pytest.raises(WrongState):
        do("link.revoke", house.lin, link)


def test_links_die_with_the_contact_and_with_whoever_made_them(house: SimpleNamespace) -> None:
    for gone in (house.wang, house.lin):
        link = a_link(house, thing=a_sheet(house, number=f"261116-P02-{gone.pk:03}"))
        gone.is_active = False
        gone.save()
        with pytest.raises(Unknown):
            links.opened(links.token_of(link), clock.now())
        gone.is_active = True
        gone.save()


def test_a_link_is_for_a_contact_of_the_same_client(house: SimpleNamespace) -> None:
    other = Contact.objects.create(client=house.c3, name="别家的人")
    with pytest.raises(InvalidInput):
        a_link(house, contact=other)


def test_the_code_goes_to_an_address_on_the_card(house: SimpleNamespace) -> None:
    link = a_link(house)
    act = do("link.code", house.lin, link, {"how": "phone"})
    link.refresh_from_db()
    assert (link.code_to, len(act.facts["code"])) == (house.wang.phone, 6)
    assert links.fits(link, act.facts["code"])
    with pytest.raises(InvalidInput) as wrong:
        do("link.code", house.lin, link, {"how": "email"})
    assert "how" in wrong.value.fields


def test_a_new_code_ends_the_one_before(house: SimpleNamespace) -> None:
    link = a_link(house)
    codes = {do("link.code", house.lin, link, {"how": "phone"}).facts["code"] for _ in range(3)}
    link.refresh_from_db()
    assert sum(links.fits(link, code) for code in codes) == 1


def test_a_code_ends_by_time_and_by_too_many_tries(house: SimpleNamespace, still: clock.Frozen) -> None:
    link = a_link(house)
    do("link.code", house.lin, link, {"how": "phone"})
    assert [links.count_try(link, clock.now(), 5) for _ in range(6)] == [True] * 5 + [False]
    do("link.code", house.lin, link, {"how": "phone"})
    still.move(minutes=30)
    assert links.count_try(link, clock.now(), 5)
    still.move(seconds=1)
    assert not links.count_try(link, clock.now(), 5)


def test_the_journal_holds_neither_token_nor_code(house: SimpleNamespace) -> None:
    from aedesk.desk.models import Event

    link = a_link(house)
    code = do("link.code", house.lin, link, {"how": "phone"}).facts["code"]
    link.refresh_from_db()
    told = "".join(Event.objects.values_list("payload", flat=True))
    assert not any(secret in told for secret in (code, links.token_of(link), link.salt, link.code_salt))
