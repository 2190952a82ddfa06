"""A brand client signs its schedule behind the link, with the code that was told (SCH-06, T12)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from aedesk.desk.action import do
from aedesk.desk.errors import WrongState
from aedesk.desk.models import DutyRow, Event, Notice, ScheduleSign, ShareLink
from aedesk.desk.schedules.filing import content_hash, lines_of, standing
from aedesk.desk.sharing.links import path_of
from aedesk.papers.schedule import schedule as paper_of
from tests.desk.receipts.sent import DRAWN
from tests.papers.paper import words
from tests.requirements.doing import fresh
from tests.requirements.schedules import accepted, brand, filed


@pytest.fixture
def guest(house: SimpleNamespace) -> SimpleNamespace:
    """王主管 with the link and the code for a schedule that 周以恒 has signed for us."""
    line = accepted(brand(house), "开盘报纸初稿")
    paper = filed(house)
    do("schedule.sign", house.zhou, paper)
    link = do("schedule.share", house.lin, paper, {"contact": house.wang.pk}).result
    code = do("link.code", house.lin, link, {"how": "phone"}).facts["code"]
    return SimpleNamespace(paper=fresh(paper), line=line, link=link, code=code, path=path_of(link), browser=Client())


def post(guest: SimpleNamespace, **more: str) -> Any:
    seen = content_hash(lines_of(guest.paper))
    given = {"how": "drawn", "ink": DRAWN, "code": guest.code, "seen": seen} | more
    kind = "application/x-www-form-urlencoded"
    return guest.browser.post(guest.path + "sign/", urlencode(given), content_type=kind)


def test_with_the_second_name_drawn_on_the_link_it_is_in_force(guest: SimpleNamespace, house: SimpleNamespace) -> None:
    assert "请您签字" in guest.browser.get(guest.path).content.decode()
    assert post(guest).status_code == 302
    sign = ScheduleSign.objects.get(side="client")
    assert (sign.name, sign.how, bool(sign.ink)) == ("王主管", "link", True)
    assert (fresh(guest.paper).state, standing(fresh(guest.paper))) == ("in_force", "in_force")
    after = guest.browser.get(guest.path).content.decode()
    assert "王主管的签名" in after and "请您签字" not in after
    assert Event.objects.get(action="schedule.link_sign").person_id is None
    assert Notice.objects.filter(person=house.lin, noun="schedule", says_zh__contains="王主管，生效").exists()
    assert not DutyRow.objects.filter(rule="client_signs_schedule", state="open").exists()
    assert "王主管" in words(paper_of(house.lin, guest.paper.pk, "zh").content)


def test_a_wrong_code_signs_nothing_and_five_end_it(guest: SimpleNamespace) -> None:
    for _ in range(5):
        assert post(guest, code="x").status_code == 403
    assert post(guest).status_code == 403
    assert not ScheduleSign.objects.filter(side="client").exists()


def test_what_changed_after_it_was_read_is_not_signed(guest: SimpleNamespace, house: SimpleNamespace) -> None:
    read = content_hash(lines_of(guest.paper))
    accepted(house, "加一条")
    assert "请您签字" not in guest.browser.get(guest.path).content.decode()
    assert post(guest, seen=read).status_code == 302
    assert not ScheduleSign.objects.filter(side="client").exists()


def test_a_name_typed_is_enough_and_a_dot_is_not(guest: SimpleNamespace) -> None:
    answer = post(guest, ink="[[[1,1]]]")
    assert answer.status_code == 422 and "签名太短" in answer.content.decode()
    assert post(guest, how="typed", ink="").status_code == 302
    assert ScheduleSign.objects.get(side="client").ink == ""


def test_the_ae_cannot_sign_for_the_client_with_the_client_s_link(
    guest: SimpleNamespace, house: SimpleNamespace
) -> None:
    given = {"link": guest.link.pk, "code": guest.code, "how": "typed", "seen": content_hash(lines_of(guest.paper))}
    with pytest.raises(WrongState):
        do("schedule.link_sign", house.lin, guest.paper, given)


def test_before_we_have_signed_and_for_other_clients_the_link_only_shows(house: SimpleNamespace) -> None:
    accepted(house)
    link = do("schedule.share", house.lin, filed(house), {"contact": house.wang.pk}).result
    assert ShareLink.objects.get().may == "see" and "请您签字" not in Client().get(path_of(link)).content.decode()
    paper = filed(brand(house))
    link = do("schedule.share", house.lin, paper, {"contact": house.wang.pk}).result
    assert link.may == "sign" and "请您签字" not in Client().get(path_of(link)).content.decode()
    kind = "application/x-www-form-urlencoded"
    assert Client().post(path_of(link) + "sign/", "code=1", content_type=kind).status_code == 302
    assert not ScheduleSign.objects.exists()


def test_asking_for_the_code_tells_the_ae_once(guest: SimpleNamespace, house: SimpleNamespace) -> None:
    for _ in range(3):
        guest.browser.post(guest.path + "code/", "", content_type="application/x-www-form-urlencoded")
    assert Notice.objects.filter(person=house.lin, rule="code_before_signing", noun="schedule").count() == 1
