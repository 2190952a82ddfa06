"""The client signs line by line; after that nobody changes a word, not even with the database in hand."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, WrongState
from aedesk.desk.models import Event, Receipt, ReceiptLine, ReceiptSeal
from aedesk.desk.receipts import queries
from aedesk.desk.receipts.gathering import lines_of, seen_of
from aedesk.desk.receipts.verifying import verify
from aedesk.desk.sharing import ink
from aedesk.kit import clock
from aedesk.kit.text import speaking

from .sent import DRAWN, a_sending, answers, body, opened, signed


@pytest.fixture
def receipt(house: SimpleNamespace) -> Receipt:
    """Three files sent from afar."""
    a_sending(house, "261112大牌_V2.jpg")
    a_sending(house, "261113海报_V3.jpg", at="2026-11-13 10:00")
    a_sending(house, "261114折页.pdf", at="2026-11-14 10:00")
    return opened(house)


def test_every_line_needs_feedback_and_none_is_offered(house: SimpleNamespace, receipt: Receipt) -> None:
    given = body(receipt)
    given["answers"][1]["feedback"] = ""
    with pytest.raises(InvalidInput) as wrong:
        do("receipt.sign", house.lin, receipt, given)
    assert wrong.value.fields["answers"].zh == "第 2 行没有意见，请写“无”。"
    do("receipt.sign", house.lin, receipt, given | {"no_remarks": True})
    assert list(receipt.lines.values_list("feedback", flat=True)) == ["无"] * 3


def test_refusing_or_leaving_a_line_needs_a_reason_and_carries_it_over(
    house: SimpleNamespace, receipt: Receipt
) -> None:
    first, second, third = lines_of(receipt)
    with pytest.raises(InvalidInput) as wrong:
        signed(house, receipt, **{second.key: ("refused", ""), third.key: ("next", "")})
    assert wrong.value.fields["answers"].en.count("give the reason") == 2
    act = signed(house, receipt, **{second.key: ("refused", "标题字太小"), third.key: ("next", "李总下次签")})
    assert "其余转到 R-2611-02" in act.says.zh  # type: ignore[union-attr]
    following = queries.open_receipt_of(house.c1)
    assert following is not None
    carried = {line.name: line.carried_from.reason for line in lines_of(following) if line.carried_from}
    assert carried == {"261113海报_V3.jpg": "标题字太小", "261114折页.pdf": "李总下次签"}
    assert [line.sent_at for line in lines_of(following)] == [second.sent_at, third.sent_at]  # they age on
    assert first.name not in carried


def test_a_receipt_signed_whole_opens_no_other(house: SimpleNamespace, receipt: Receipt) -> None:
    signed(house, receipt)
    assert Receipt.objects.get().state == "signed"


def test_who_reads_an_older_list_is_asked_to_look_again(house: SimpleNamespace, receipt: Receipt) -> None:
    given = body(receipt) | {"seen": seen_of(lines_of(receipt))}
    a_sending(house, "261115新图.jpg", at="2026-11-15 10:00")
    with pytest.raises(WrongState):
        do("receipt.sign", house.lin, receipt, given)
    assert Receipt.objects.get().is_open
    do("receipt.sign", house.lin, receipt, body(receipt) | {"seen": seen_of(lines_of(receipt))})
    assert Receipt.objects.get().lines.count() == 4


@pytest.mark.parametrize(
    "drawn",
    ["", "不是笔画", "[]", "[[[1,2]]]", "[[[1,2],[3,4]]]", '[[["1",2],[900,300]]]', "[[[1,2],[99999,3]]]", "[[[1.5,2],[900,300]]]",
     "[[[true,2],[900,300]]]", "{}", "[[[0,0],[900,NaN]]]", "[" * 5000, json.dumps([[[n % 1000, n % 400] for n in range(7000)]]), "[[[1,2,3],[900,300,1]]]"],
)  # fmt: skip
def test_what_is_no_signature_is_not_taken(house: SimpleNamespace, receipt: Receipt, drawn: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        do("receipt.sign", house.lin, receipt, body(receipt) | {"ink": drawn})
    assert "ink" in wrong.value.fields
    assert Receipt.objects.get().is_open


def test_a_typed_name_does_where_nobody_can_draw(house: SimpleNamespace, receipt: Receipt) -> None:
    do("receipt.sign", house.lin, receipt, body(receipt) | {"how": "typed", "ink": ""})
    assert (Receipt.objects.get().how, Receipt.objects.get().ink) == ("typed", "")


def test_the_drawn_lines_become_one_path_of_whole_numbers(house: SimpleNamespace) -> None:
    assert ink.path(ink.read("[ [[1, 2], [400, 300]], [], [[5,5]] ]")) == "M1 2L400 300M5 5L5 5"
    assert ink.path("") == ""


def test_an_empty_receipt_is_not_signed(house: SimpleNamespace) -> None:
    with pytest.raises(WrongState):
        do("receipt.sign", house.lin, opened(house), {"signer_name": "王主管", "how": "drawn", "ink": DRAWN})


def test_an_answer_to_a_line_that_is_not_there_is_named(house: SimpleNamespace, receipt: Receipt) -> None:
    given = body(receipt)
    given["answers"].append({"item": "F999", "decision": "signed", "feedback": "无"})
    with pytest.raises(InvalidInput) as wrong:
        do("receipt.sign", house.lin, receipt, given)
    assert "F999" in wrong.value.fields["answers"].zh


def test_it_is_signed_once(house: SimpleNamespace, receipt: Receipt) -> None:
    given = body(receipt)
    do("receipt.sign", house.lin, receipt, given)
    with pytest.raises(WrongState):
        do("receipt.sign", house.lin, receipt, given)
    assert ReceiptSeal.objects.count() == Event.objects.filter(action="receipt.sign").count() == 1


def test_the_signed_paper_is_kept_by_its_hash(
    house: SimpleNamespace, receipt: Receipt, settings: Any, tmp_path: Any
) -> None:
    settings.FILES = tmp_path
    given = {
        "signer_name": "王主管", "on_behalf": "李总", "signed_at": "2026-11-16 08:30", "answers": answers(receipt),
        "file": SimpleUploadedFile("签字.jpg", b"\xff\xd8\xff\xe0 a photo"),
    }  # fmt: skip
    do("receipt.sign_paper", house.lin, receipt, given)
    kept = Receipt.objects.get()
    assert (kept.how, kept.signed_at, kept.on_behalf) == ("paper", clock.parse("2026-11-16 08:30"), "李总")
    assert kept.scan_id in ReceiptSeal.objects.get().body


@pytest.mark.parametrize("data", [b"MZ program", b"<svg onload=alert(1)>", b"%PD", b"GIF89a"])
def test_a_scan_is_a_picture_or_a_pdf(house: SimpleNamespace, receipt: Receipt, data: bytes) -> None:
    with pytest.raises(InvalidInput) as wrong:
        do("receipt.sign_paper", house.lin, receipt, {
            "signer_name": "王主管", "answers": answers(receipt), "file": SimpleUploadedFile("签字.jpg", data)})  # fmt: skip
    assert "file" in wrong.value.fields


def test_paper_is_not_signed_tomorrow(house: SimpleNamespace, receipt: Receipt) -> None:
    with pytest.raises(InvalidInput) as wrong:
        do("receipt.sign_paper", house.lin, receipt, {
            "signer_name": "王", "answers": answers(receipt), "signed_at": "2026-11-16 09:01",
            "file": SimpleUploadedFile("签字.pdf", b"%PDF-1.7")})  # fmt: skip
    assert "signed_at" in wrong.value.fields


def tampering(receipt: Receipt, line: ReceiptLine) -> dict[str, Any]:
    """Ways to change what was signed, one for each table and kind."""
    return {
        "the receipt": lambda: Receipt.objects.filter(pk=receipt.pk).update(signer_name="别人"),
        "its state": lambda: Receipt.objects.filter(pk=receipt.pk).update(state="open"),
        "a line": lambda: ReceiptLine.objects.filter(pk=line.pk).update(decision="refused"),
        "a line's receipt": lambda: ReceiptLine.objects.filter(pk=line.pk).update(receipt=Receipt.objects.get(state="open")),
        "an open line moved onto it": lambda: ReceiptLine.objects.filter(receipt__state="open").update(receipt=receipt),
        "a line added": lambda: ReceiptLine.objects.create(
            client_id=receipt.client_id, receipt=receipt, project_id=line.project_id, name="x", sha256="", channel="onsite", sent_at=clock.now()
        ),
        "a line deleted": lambda: ReceiptLine.objects.filter(pk=line.pk)._raw_delete("default"),
        "the receipt deleted": lambda: Receipt.objects.filter(pk=receipt.pk)._raw_delete("default"),
        "the seal": lambda: ReceiptSeal.objects.update(body="{}"),
        "the seal deleted": lambda: ReceiptSeal.objects.all()._raw_delete("default"),
    }  # fmt: skip


WAYS = [
    "the receipt", "its state", "a line", "a line's receipt", "an open line moved onto it", "a line added", "a line deleted",
    "the receipt deleted", "the seal", "the seal deleted",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_the_database_itself_refuses_to_change_what_was_signed(
    house: SimpleNamespace, receipt: Receipt, way: str
) -> None:
    line = lines_of(receipt)[0]
    signed(house, receipt, **{lines_of(receipt)[1].key: ("refused", "标题字太小")})
    change = tampering(Receipt.objects.get(pk=receipt.pk), ReceiptLine.objects.get(pk=line.pk))[way]
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        change()
    assert verify(files=False) == []


def test_two_cards_of_one_client_merge_with_signed_receipts_on_both(house: SimpleNamespace, receipt: Receipt) -> None:
    from aedesk.desk.models import Client

    twin = Client.objects.create(code="C7", name="云栖湾(重复)")
    signed(house, receipt)
    do("client.merge", house.zhou, house.c1, {"into": twin.pk})
    assert Receipt.objects.get(pk=receipt.pk).client == twin
    assert verify(files=False) == []


def test_the_seal_says_what_was_signed_and_never_claims_more(house: SimpleNamespace, receipt: Receipt) -> None:
    signed(house, receipt)
    said = json.loads(ReceiptSeal.objects.get().body)
    assert said["receipt"]["number"] == "R-2611-01"
    assert [line["name"] for line in said["receipt"]["lines"]] == [
        "261112大牌_V2.jpg",
        "261113海报_V3.jpg",
        "261114折页.pdf",
    ]
    assert "签收确认" in said["statement"] and "可靠电子签名" not in json.dumps(said, ensure_ascii=False)


def test_english_speakers_write_none(house: SimpleNamespace, receipt: Receipt) -> None:
    given = body(receipt) | {"no_remarks": True, "answers": []}
    with speaking("en"):
        do("receipt.sign", house.lin, receipt, given)
    assert set(receipt.lines.values_list("feedback", flat=True)) == {"none"}
