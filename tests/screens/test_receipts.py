"""The pages of receipts: the list, one receipt, the hand-over page, what is taken away; and the command that checks them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aedesk.desk.action import do
from aedesk.desk.library.searching import search
from aedesk.desk.models import Person, Receipt, ReceiptSeal
from aedesk.desk.receipts.gathering import lines_of
from aedesk.doors.cli.main import run
from tests.desk.receipts.sent import DRAWN, a_sending, opened, signed
from tests.desk.work import a_sheet


def as_(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def receipt(house: SimpleNamespace) -> Receipt:
    a_sending(house, "261112大牌_设计稿_V2.jpg")
    return opened(house)


def test_the_list_leads_to_what_is_owed_and_finds_by_file_and_signer(house: SimpleNamespace, receipt: Receipt) -> None:
    browser = as_(house.lin)
    assert "云栖湾置业" in browser.get("/receipts/").content.decode()
    for word in ("R-2611", "大牌", "云栖湾"):
        assert receipt.number in browser.get("/receipts/", {"q": word}).content.decode(), word
    assert "没有符合的签收单" in browser.get("/receipts/", {"q": "南渡"}).content.decode()
    assert receipt.number not in as_(house.shao).get("/receipts/").content.decode()


def test_the_search_finds_a_receipt_by_number(house: SimpleNamespace, receipt: Receipt) -> None:
    assert [hit.pk for group in search(house.lin, "R-2611-01") for hit in group.hits if group.noun == "receipt"] == [
        receipt.pk
    ]
    assert not any(group.hits for group in search(house.shao, "R-2611-01"))


def test_a_file_sent_meanwhile_is_on_the_page_before_anything_is_written(
    house: SimpleNamespace, receipt: Receipt
) -> None:
    a_sending(house, "261113海报.jpg")
    page = as_(house.lin).get(f"/receipts/{receipt.pk}/").content.decode()
    assert "261113海报.jpg" in page and receipt.lines.count() == 1


def test_the_hand_over_page_is_for_account_people_and_shows_nothing_of_the_desk(
    house: SimpleNamespace, receipt: Receipt
) -> None:
    assert as_(house.tang).get(f"/receipts/{receipt.pk}/sign/").status_code == 403
    assert as_(house.shao).get(f"/receipts/{receipt.pk}/sign/").status_code == 404
    page = as_(house.lin).get(f"/receipts/{receipt.pk}/sign/").content.decode()
    assert "side-nav" not in page and "/jobs/" not in page and "签收确认" in page


def test_what_was_filled_in_stays_when_something_is_missing(house: SimpleNamespace, receipt: Receipt) -> None:
    key = lines_of(receipt)[0].key
    given = {
        "answers-0-item": key,
        "answers-0-decision": "refused",
        "answers-0-feedback": "字太小",
        "signer_name": "王主管",
        "how": "drawn",
        "ink": DRAWN,
    }
    answer = as_(house.lin).post(f"/receipts/{receipt.pk}/sign/", given)
    page = answer.content.decode()
    assert answer.status_code == 422 and "请写原因" in page
    assert "字太小" in page and "王主管" in page and "[[[100,200]" in page.replace(" ", "").replace("&#34;", '"')


def test_the_scan_of_a_signed_paper_comes_in_by_the_form_and_out_as_a_download(
    house: SimpleNamespace, receipt: Receipt, settings: Any, tmp_path: Path
) -> None:
    settings.FILES = tmp_path
    browser, scan = as_(house.lin), SimpleUploadedFile("签字.png", b"\x89PNG\r\n\x1a\n picture")
    given = {"signer_name": "王主管", "no_remarks": "on", "file": scan}
    assert browser.post(f"/receipts/{receipt.pk}/sign/?how=paper", given).status_code == 302
    answer = browser.get(f"/receipts/{receipt.pk}/scan/")
    assert answer.content.startswith(b"\x89PNG") and "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_signed_receipt_is_taken_away_with_its_verifier(house: SimpleNamespace, receipt: Receipt) -> None:
    browser = as_(house.lin)
    assert browser.get(f"/receipts/{receipt.pk}/export/").status_code == 409
    signed(house, receipt)
    with zipfile.ZipFile(io.BytesIO(browser.get(f"/receipts/{receipt.pk}/export/").content)) as archive:
        assert {"receipt.json", "seal.json", "verify_receipt.py"} == set(archive.namelist())
        assert archive.read("receipt.json").decode() == ReceiptSeal.objects.get().body


def test_a_refused_closing_names_each_open_end_with_its_button(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    do(
        "purchase.order",
        house.geng,
        None,
        {"sheet": sheet.pk, "supplier_name": "印务", "what": "打样", "amount": "800"},
    )
    a_sending(house, "261112大牌.jpg", sheet=sheet)
    page = as_(house.lin).post(f"/do/jobsheet.close/{sheet.pk}/").content.decode()
    for words in (
        "采购单“打样”还没有收货。",
        "“261112大牌.jpg”客户还没有签收。",
        f"/jobs/{sheet.pk}/#orders",
        f"/clients/{house.c1.pk}/#receipts",
        "去收货",
        "去签收",
    ):
        assert words in page, words


def test_job_and_client_pages_say_how_each_file_stands(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    sent = a_sending(house, "261112大牌.jpg", "261112海报.jpg", sheet=sheet)
    receipt, browser = opened(house), as_(house.lin)
    assert receipt.number in browser.get(f"/clients/{house.c1.pk}/").content.decode()
    signed(house, receipt, **{f"F{sent[1].pk}": ("refused", "颜色不对")})
    page = browser.get(f"/jobs/{sheet.pk}/").content.decode()
    assert "已签收" in page and "R-2611-02" in page


def test_the_command_line_checks_the_receipts(house: SimpleNamespace, receipt: Receipt, capsys: Any) -> None:
    signed(house, receipt)
    assert run(["verify-receipts", "--quick"]) == 0
    assert "签收单完整" in capsys.readouterr().out
    assert run(["--lang", "en", "verify-receipts"]) == 1  # the test's file has no bytes on disk
    assert "a file is missing" in capsys.readouterr().out
