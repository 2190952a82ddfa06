"""A client signs behind a link: the link shows, the code signs, once, and nothing else opens (T12)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from aedesk.desk.action import do
from aedesk.desk.journal.queries import timeline
from aedesk.desk.models import Contact, Event, Notice, Receipt, ReceiptLine, ReceiptSeal, ShareLink
from aedesk.desk.receipts.gathering import lines_of, seen_of
from aedesk.desk.receipts.sealing import short
from aedesk.desk.sharing.links import path_of
from aedesk.kit import clock
from tests.desk.receipts.sent import DRAWN, a_sending, opened

from .test_door import state


@pytest.fixture
def guest(house: SimpleNamespace) -> SimpleNamespace:
    """王主管 with the link and the code for C1's receipt of two files."""
    sent = a_sending(house, "261112大牌_V2.jpg", "261112海报_V3.jpg")
    receipt = opened(house)
    link = do("receipt.share", house.lin, receipt, {"contact": house.wang.pk}).result
    code = do("link.code", house.lin, link, {"how": "phone"}).facts["code"]
    return SimpleNamespace(receipt=receipt, link=link, code=code, path=path_of(link), browser=Client(), sent=sent)


def form(guest: SimpleNamespace, **more: str) -> dict[str, str]:
    given = {"signer_name": "王主管", "how": "drawn", "ink": DRAWN, "code": guest.code, "no_remarks": "on"}
    given["seen"] = seen_of(lines_of(guest.receipt))
    return given | more


def post(guest: SimpleNamespace, where: str = "sign/", **more: str) -> Any:
    return guest.browser.post(
        guest.path + where, urlencoded(form(guest, **more)), content_type="application/x-www-form-urlencoded"
    )


def urlencoded(data: dict[str, str]) -> str:
    from urllib.parse import urlencode

    return urlencode(data)


def test_the_link_shows_the_files_and_the_agency_in_both_languages(guest: SimpleNamespace) -> None:
    page = guest.browser.get(guest.path).content.decode()
    for words in ("R-2611-01", "261112大牌_V2.jpg", "261112海报_V3.jpg", "青屿演示广告有限公司", "签收确认"):
        assert words in page
    assert "可靠电子签名" not in page
    english = guest.browser.get(guest.path + "?lang=en").content.decode()
    assert "Delivery receipt" in english and "Confirmation of receipt" in english


def test_with_the_code_the_client_signs_and_sees_the_fingerprint(guest: SimpleNamespace) -> None:
    answer = post(guest)
    assert (answer.status_code, answer.headers["Location"]) == (302, guest.path)
    kept = Receipt.objects.get()
    assert (kept.state, kept.via, kept.signer_name, kept.signer_id) == (
        "signed",
        "portal",
        "王主管",
        guest.link.contact_id,
    )
    assert short(ReceiptSeal.objects.get().fingerprint) in guest.browser.get(guest.path).content.decode()


def test_the_journal_says_the_client_signed_not_whoever_made_the_link(
    guest: SimpleNamespace, house: SimpleNamespace
) -> None:
    post(guest)
    event = Event.objects.get(action="receipt.sign")
    assert (event.person_id, event.via) == (None, "portal")
    assert "R-2611-01 由王主管签收" in timeline(thing=guest.receipt)[0].says.zh
    assert Notice.objects.filter(person=house.lin, noun="receipt", says_zh__contains="R-2611-01 由王主管签收").exists()


@pytest.mark.parametrize("code", ["", "000000", "abc", "\uff11\uff12\uff13\uff14\uff15\uff16", "9" * 500])
def test_without_the_code_nothing_is_signed_and_what_was_written_is_kept(guest: SimpleNamespace, code: str) -> None:
    if code == guest.code:
        code = "111111"
    answer = post(guest, code=code, signer_title="市场主管")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "签收码不对或已失效" in page and "市场主管" in page
    assert Receipt.objects.get().is_open


def test_after_five_wrong_codes_the_right_one_is_too_late(guest: SimpleNamespace, house: SimpleNamespace) -> None:
    for _ in range(5):
        assert post(guest, code="x").status_code == 403
    assert post(guest).status_code == 403
    assert Receipt.objects.get().is_open
    guest.code = do("link.code", house.lin, guest.link.pk, {"how": "phone"}).facts["code"]
    assert post(guest).status_code == 302


def test_a_code_is_used_up_by_a_signature_and_a_second_press_only_shows(guest: SimpleNamespace) -> None:
    assert [post(guest).status_code for _ in range(2)] == [302, 302]
    assert ReceiptSeal.objects.count() == Event.objects.filter(action="receipt.sign").count() == 1
    assert ShareLink.objects.get().code_salt == ""


def test_a_link_signs_its_own_receipt_and_no_other(guest: SimpleNamespace, house: SimpleNamespace) -> None:
    """Another link of the same client, its code against this receipt's page."""
    li = Contact.objects.get(pk=house.li.pk)
    other = do("receipt.share", house.lin, guest.receipt, {"contact": li.pk}).result
    theirs = do("link.code", house.lin, other, {"how": "phone"}).facts["code"]
    if theirs != guest.code:
        assert post(guest, code=theirs).status_code == 403
    assert Receipt.objects.get().is_open


@pytest.mark.parametrize("way", ["revoked", "ended", "contact gone", "maker gone", "other client"])
def test_a_dead_link_neither_shows_nor_signs(
    guest: SimpleNamespace, house: SimpleNamespace, still: clock.Frozen, way: str
) -> None:
    if way == "revoked":
        do("link.revoke", house.lin, guest.link.pk)
    elif way == "ended":
        still.move(days=14, seconds=1)
    elif way == "contact gone":
        Contact.objects.filter(pk=house.wang.pk).update(is_active=False)
    elif way == "maker gone":
        house.lin.is_active = False
        house.lin.save()
    else:
        Receipt.objects.update(client=house.c3)
    assert guest.browser.get(guest.path).status_code == 404
    assert post(guest).status_code == 404
    assert Receipt.objects.get().is_open


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("where", ["", "sign/", "code/"])
def test_bots_that_only_look_change_nothing(guest: SimpleNamespace, method: str, where: str) -> None:
    before = state(ShareLink, Receipt, ReceiptLine, ReceiptSeal, Notice)
    guest.browser.generic(method, guest.path + where)
    assert state(ShareLink, Receipt, ReceiptLine, ReceiptSeal, Notice) == before


def test_a_changed_list_is_read_again_before_it_is_signed(guest: SimpleNamespace, house: SimpleNamespace) -> None:
    given = form(guest)
    a_sending(house, "261116新图.jpg", at="2026-11-16 08:59")
    answer = guest.browser.post(
        guest.path + "sign/", urlencoded(given), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 409
    assert "261116新图.jpg" in answer.content.decode()
    assert post(guest).status_code == 302
    assert Receipt.objects.get().lines.count() == 3


def test_the_client_may_refuse_a_line_and_must_say_why(guest: SimpleNamespace) -> None:
    key = f"F{guest.sent[1].pk}"
    said = {"answers-1-item": key, "answers-1-decision": "refused"}
    assert "请写原因" in post(guest, **said).content.decode()
    assert post(guest, **said, **{"answers-1-reason": "标题字太小"}).status_code == 302
    assert ReceiptLine.objects.get(delivery_file=guest.sent[1], receipt=guest.receipt).reason == "标题字太小"


def test_the_code_is_asked_for_and_the_account_executive_told_once(
    guest: SimpleNamespace, house: SimpleNamespace
) -> None:
    for _ in range(3):
        answer = post(guest, "code/")
        assert answer.status_code == 302 and answer.headers["Location"].endswith("asked=1")
    notice = Notice.objects.get(person=house.lin, rule="code_before_signing")
    assert "王主管在等 R-2611-01 的签收码" in notice.says_zh


def test_fields_that_the_page_does_not_have_are_left_alone(guest: SimpleNamespace, house: SimpleNamespace) -> None:
    assert post(guest, signer=str(house.li.pk), state="open", via="web", link="1", ae="1").status_code == 302
    assert Receipt.objects.get().signer_id == house.wang.pk


def test_no_file_comes_in_by_this_door(guest: SimpleNamespace) -> None:
    assert guest.browser.post(guest.path + "sign/", form(guest)).status_code == 415


def test_the_page_says_nothing_of_other_clients_or_of_the_desk(guest: SimpleNamespace, house: SimpleNamespace) -> None:
    a_sending(house, "261112南渡.jpg", client=house.c3, project=house.p05)
    page = guest.browser.get(guest.path).content.decode()
    assert "南渡" not in page and "/jobs/" not in page and "/receipts/" not in page
