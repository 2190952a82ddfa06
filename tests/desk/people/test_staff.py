"""Staff and their keys: added, found by what they do, disabled at once, tokens shown once."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client as Browser

from aedesk.desk.action import do
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.errors import InvalidInput, NotAllowed, Unknown, WrongState
from aedesk.desk.models import ApiToken, Event, Person
from aedesk.desk.people import queries
from aedesk.kit import clock

GOOD = "qingyu-2026-demo"


def again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def add(house: SimpleNamespace, **facts: Any) -> Person:
    given = {"name": "江小白", "role": "ae_assistant", "username": "JiangXB", "password": GOOD, "lead": house.qin.pk}
    return do("person.add", house.ding, None, given | facts).result


def signed_in(person: Person) -> Browser:
    browser = Browser()
    person.set_password(GOOD)
    person.save()
    assert browser.post("/login/", {"username": person.username, "password": GOOD}).status_code == 302
    assert browser.get("/people/").status_code == 200
    return browser


def refused(person: Person) -> bool:
    answer = Browser().post("/login/", {"username": person.username, "password": GOOD})
    return bool(answer.status_code == 401)


def test_a_new_colleague_can_sign_in_and_is_found_by_initials(house: SimpleNamespace) -> None:
    made = add(house)
    assert (made.username, made.initials) == ("jiangxb", "jxb")
    assert made.check_password(GOOD)
    assert list(queries.directory(q="jxb")) == [made]


@pytest.mark.parametrize("password", ["short-one", "password123", ""])
def test_weak_passwords_are_refused_and_never_journaled(house: SimpleNamespace, password: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add(house, password=password)
    assert list(wrong.value.fields) == ["password"]


def test_no_password_stands_in_the_journal(house: SimpleNamespace) -> None:
    do("person.set_password", house.ding, add(house), {"password": "another-good-one"})
    for payload in Event.objects.values_list("payload", flat=True):
        assert GOOD not in payload and "another-good-one" not in payload and "argon2" not in payload


def test_a_user_name_is_given_once_whatever_its_case(house: SimpleNamespace) -> None:
    add(house)
    with pytest.raises(InvalidInput) as wrong:
        add(house, username="JIANGXB")
    assert list(wrong.value.fields) == ["username"]


@pytest.mark.parametrize("who", ["lin", "zhou", "qian", "song"])
def test_only_the_office_and_the_general_manager_keep_staff(house: SimpleNamespace, who: str) -> None:
    for code, target in (("person.add", None), ("person.disable", house.tang), ("person.set_password", house.gu)):
        with pytest.raises(NotAllowed):
            do(code, getattr(house, who), target, {})


def test_the_office_does_not_make_or_take_over_a_general_manager(house: SimpleNamespace) -> None:
    for code, target, given in (
        ("person.edit", house.tang, {"role": "general_manager"}),
        ("person.set_password", house.gu, {"password": GOOD}),
        ("person.disable", house.gu, {}),
        ("person.edit", house.gu, {"name": "顾"}),
    ):
        with pytest.raises(NotAllowed):
            do(code, house.ding, target, given)
    do("person.edit", house.gu, house.zhou, {"role": "general_manager"})


def test_nobody_changes_his_own_role_or_disables_himself(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput):
        do("person.edit", house.gu, house.gu, {"role": "ae"})
    with pytest.raises(WrongState):
        do("person.disable", house.gu, house.gu)


def test_disabling_ends_sessions_and_tokens_at_once_and_for_good(house: SimpleNamespace) -> None:
    browser = signed_in(house.tang)
    secret = do("token.make", house.tang, None, {"name": "脚本", "scope": "write"}).facts["secret"]
    do("person.disable", house.ding, house.tang)
    assert browser.get("/people/").status_code == 302
    assert refused(house.tang)
    assert ApiToken.objects.get(digest=hashlib.sha256(secret.encode()).hexdigest()).revoked_at is not None
    assert again(house.tang).may_see_client(house.c1.pk) is False
    do("person.enable", house.ding, house.tang, {"password": "a-new-password-1"})
    assert browser.get("/people/").status_code == 302  # the old session does not come back
    assert refused(house.tang)
    assert ApiToken.objects.get().revoked_at is not None


def test_setting_a_password_ends_the_sessions(house: SimpleNamespace) -> None:
    browser = signed_in(house.tang)
    do("person.set_password", house.ding, house.tang, {"password": "a-new-password-1"})
    assert browser.get("/people/").status_code == 302


def test_ones_own_password_asks_for_the_old_one(house: SimpleNamespace) -> None:
    me = house.lin
    me.set_password(GOOD)
    me.save()
    with pytest.raises(InvalidInput) as wrong:
        do("me.password", me, None, {"old": "not-this-one", "password": "a-new-password-1"})
    assert list(wrong.value.fields) == ["old"]
    do("me.password", me, None, {"old": GOOD, "password": "a-new-password-1"})
    assert again(me).check_password("a-new-password-1")


def test_printing_leads_to_the_production_manager_and_his_backup(house: SimpleNamespace) -> None:
    do("person.edit", house.ding, house.geng, {"duties_text": "印刷、打样、楼书", "backup": house.duan.pk})
    (found,) = queries.directory(q="印刷")
    assert (found.name, found.role_of.name.zh, found.backup.name) == ("耿实", "制作经理", "段可")


def test_a_department_without_a_person_is_named(house: SimpleNamespace) -> None:
    assert not queries.empty_disciplines()
    do("person.disable", house.ding, house.shen)
    assert [name.zh for name in queries.empty_disciplines()] == ["媒介"]


def test_an_agency_without_traffic_lacks_no_traffic(house: SimpleNamespace) -> None:
    from aedesk.desk.models import Agency

    do("person.disable", house.ding, house.song)
    assert [name.zh for name in queries.empty_disciplines()] == ["流程"]
    do("agency.edit", house.ding, Agency.objects.get(), {"has_traffic": "off"})
    assert not queries.empty_disciplines()


def test_a_new_account_person_reads_the_profile_within_four_working_days(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-02 09:00")
    made = add(house, joined_on="2026-11-02")
    duty = DutyRow.objects.get(rule="read_profile")
    assert (duty.person, f"{clock.shanghai(duty.due_at):%m-%d %H:%M}") == (made, "11-06 18:00")
    still.set("2026-11-05 16:00")
    do("profile.read", made)
    duty.refresh_from_db()
    assert (duty.state, duty.late_seconds) == (DutyRow.DONE, 0)
    assert queries.profile_read_at(made) == clock.now()


def test_a_designer_has_no_such_duty(house: SimpleNamespace) -> None:
    add(house, role="designer")
    assert not DutyRow.objects.filter(rule="read_profile").exists()


def test_out_of_office_lies_ahead_and_is_taken_back(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput):
        do("me.out", house.lin, None, {"out_until": "2026-11-16 09:00"})
    do("me.out", house.lin, None, {"out_until": "2026-11-16 14:00"})
    assert again(house.lin).out_until == clock.parse("2026-11-16 14:00")
    do("me.out", house.lin, None, {"out_until": ""})
    assert again(house.lin).out_until is None


def test_a_token_is_shown_once_and_kept_as_a_hash(house: SimpleNamespace) -> None:
    act = do("token.make", house.lin, None, {"name": "脚本", "expires_on": "2026-12-31"})
    secret, row = act.facts["secret"], ApiToken.objects.get()
    assert row.digest == hashlib.sha256(secret.encode()).hexdigest() and row.scope == "read"
    assert row.expires_at > clock.parse("2026-12-31 23:59")
    assert secret not in Event.objects.order_by("-seq").first().payload


def test_a_token_works_on_the_api_until_it_is_revoked(house: SimpleNamespace) -> None:
    act = do("token.make", house.lin, None, {"name": "脚本", "scope": "read"})
    headers = {"Authorization": f"Bearer {act.facts['secret']}"}
    browser = Browser()
    assert browser.get("/api/v1/projects", headers=headers).status_code == 200
    do("token.revoke", house.lin, act.result)
    assert browser.get("/api/v1/projects", headers=headers).status_code == 401


def test_a_colleague_does_not_revoke_my_token_but_the_office_does(house: SimpleNamespace) -> None:
    made = do("token.make", house.lin, None, {"name": "脚本"}).result
    with pytest.raises(Unknown):
        do("token.revoke", house.tang, made)
    do("token.revoke", house.ding, made)
    with pytest.raises(WrongState):
        do("token.revoke", house.lin, made)


def test_a_token_cannot_expire_yesterday(house: SimpleNamespace) -> None:
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(InvalidInput):
        do("token.make", house.lin, None, {"name": "脚本", "expires_on": yesterday.isoformat()})
