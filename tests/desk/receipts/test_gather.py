"""No file sent from afar is left off the client's next receipt (SUB-09)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Refused, Unknown, WrongState
from aedesk.desk.models import DeliveryFile, Receipt, ReceiptLine
from aedesk.desk.receipts import queries
from aedesk.desk.receipts.gathering import lines_of
from aedesk.kit import clock
from tests.desk.work import a_sheet, refusing

from .sent import a_file, a_sending, answers, opened, signed


def names(receipt: Receipt) -> list[str]:
    return [line.name for line in lines_of(receipt) if line.is_listed]


@pytest.mark.parametrize("channel", ["wecom", "wechat", "mail", "netdisk", "qq"])
def test_a_file_of_every_remote_channel_is_on_the_receipt_by_itself(house: SimpleNamespace, channel: str) -> None:
    a_sending(house, "261112大牌_V2.jpg", channel=channel)
    assert names(opened(house)) == ["261112大牌_V2.jpg"]


@pytest.mark.parametrize(
    ("channel", "state"),
    [
        ("onsite", "sent"),
        ("courier", "sent"),
        ("mail", "draft"),
        ("mail", "uncertain"),
        ("mail", "failed"),
        ("wecom", "withdrawn"),
    ],
)
def test_what_was_handed_over_or_never_left_is_not(house: SimpleNamespace, channel: str, state: str) -> None:
    a_sending(house, "261112大牌.jpg", channel=channel, state=state)
    assert names(opened(house)) == []


def test_what_is_sent_after_the_receipt_was_opened_joins_it_by_itself(house: SimpleNamespace) -> None:
    receipt = opened(house)
    a_sending(house, "261113海报.jpg")
    assert names(receipt) == ["261113海报.jpg"]
    assert not ReceiptLine.objects.exists()  # reading writes nothing
    do("receipt.describe", house.lin, receipt, {"item": lines_of(receipt)[0].key, "copies": 2})
    assert ReceiptLine.objects.get().copies == 2


def test_the_rivals_files_stay_on_the_rivals_receipt(house: SimpleNamespace) -> None:
    a_sending(house, "261112南渡.jpg", client=house.c3, project=house.p05)
    a_sending(house, "261112澜庭.jpg")
    assert names(opened(house)) == ["261112澜庭.jpg"]
    assert names(opened(house, client=house.c3, by=house.shao)) == ["261112南渡.jpg"]
    with pytest.raises(Unknown):
        do("receipt.open", house.shao, house.c1)


def test_a_client_has_one_open_receipt_and_numbers_run_on_within_the_month(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    first = opened(house)
    with pytest.raises(WrongState) as twice:
        opened(house)
    assert first.number == "R-2611-01" in twice.value.says.zh
    assert opened(house, client=house.c3, by=house.shao).number == "R-2611-02"
    still.set("2026-12-01 09:00")
    a_sending(house, "261130海报.jpg", at="2026-11-30 15:00")
    signed(house, first)
    assert opened(house).number == "R-2612-01"


def test_taking_off_a_sent_file_needs_a_reason_and_it_comes_back_on_the_next(house: SimpleNamespace) -> None:
    [sent] = a_sending(house, "261112大牌.jpg")
    a_sending(house, "261113海报.jpg")
    receipt, key = opened(house), f"F{sent.pk}"
    for reason in ("", "不要"):
        with pytest.raises(Refused) as refused:
            do("receipt.take_off", house.lin, receipt, {"item": key, "reason": reason})
        assert refusing(refused) == {"stays_on_the_receipt"}
    do("receipt.take_off", house.lin, receipt, {"item": key, "reason": "客户要求下周和新版一起签"})
    assert names(receipt) == ["261113海报.jpg"]
    signed(house, receipt)
    following = queries.open_receipt_of(house.c1)
    assert following is not None and names(following) == ["261112大牌.jpg"]


def test_a_file_taken_off_can_be_put_back_on_the_same_receipt(house: SimpleNamespace) -> None:
    [sent] = a_sending(house, "261112大牌.jpg")
    receipt, given = opened(house), {"item": f"F{sent.pk}"}
    do("receipt.take_off", house.lin, receipt, given | {"reason": "客户要求下周再签"})
    do("receipt.put_back", house.lin, receipt, given)
    assert names(receipt) == ["261112大牌.jpg"]
    with pytest.raises(WrongState):
        do("receipt.put_back", house.lin, receipt, given)


def test_only_the_account_director_gives_a_signature_up_and_it_never_comes_back(house: SimpleNamespace) -> None:
    [sent] = a_sending(house, "261112大牌.jpg")
    a_sending(house, "261113海报.jpg")
    receipt, given = opened(house), {"item": f"F{sent.pk}", "reason": "项目已停，客户不再需要"}
    with pytest.raises(NotAllowed):
        do("receipt.give_up", house.lin, receipt, given)
    do("receipt.give_up", house.zhou, receipt, given)
    signed(house, receipt)
    assert queries.open_receipt_of(house.c1) is None
    assert [place.lines for place in queries.owing(house.lin)] == []


def test_a_file_handed_over_is_added_by_hand_and_taken_off_without_a_reason(house: SimpleNamespace) -> None:
    receipt, it = opened(house), a_file(house, "261119打样.pdf")
    do("receipt.add", house.lin, receipt, {"attachment": it.pk, "copies": 2, "medium": "proof"})
    [line] = lines_of(receipt)
    assert (line.channel, line.copies, line.medium) == ("onsite", 2, "proof")
    do("receipt.take_off", house.lin, receipt, {"item": line.key})
    assert names(receipt) == []


def test_another_clients_file_is_not_added(house: SimpleNamespace) -> None:
    it = a_file(house, "261119南渡.pdf", client=house.c3, project=house.p05)
    with pytest.raises(InvalidInput):
        do("receipt.add", house.gu, opened(house), {"attachment": it.pk})


def test_a_line_that_does_not_stand_there_is_named(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        do("receipt.put_back", house.lin, opened(house), {"item": "F999"})
    assert "item" in wrong.value.fields


def test_a_signed_receipt_takes_nothing_more(house: SimpleNamespace) -> None:
    a_sending(house, "261112大牌.jpg")
    receipt = opened(house)
    signed(house, receipt)
    with pytest.raises(WrongState):
        do("receipt.add", house.lin, receipt, {"attachment": a_file(house, "261119打样.pdf").pk})
    a_sending(house, "261120海报.jpg", at="2026-11-16 08:00")
    assert names(Receipt.objects.get(pk=receipt.pk)) == ["261112大牌.jpg"]
    assert names(opened(house)) == ["261120海报.jpg"]


def test_unsigned_files_are_asked_for_by_client_job_and_meeting(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-19 09:00")
    sheet = a_sheet(house)
    sent = [
        *a_sending(house, "261112大牌.jpg", sheet=sheet),
        *a_sending(house, "261118海报.jpg", at="2026-11-18 10:00"),
    ]
    [place] = queries.owing(house.lin)
    assert (place.client, place.receipt, place.days(clock.now())) == (house.c1, None, 7)
    assert [line.name for line in queries.unsigned_of_job(sheet)] == ["261112大牌.jpg"]
    files = [one.attachment for one in sent]
    assert queries.unsigned_files(files) == files
    receipt = opened(house)
    assert queries.owing(house.lin)[0].receipt == receipt
    assert queries.owing(house.shao) == []
    signed(house, receipt, **{f"F{sent[1].pk}": ("next", "李总周五再签")})
    assert queries.unsigned_of_job(sheet) == []
    assert queries.unsigned_files(files) == []  # signed, or left with its reason
    assert [line.name for place in queries.owing(house.lin) for line in place.lines] == ["261118海报.jpg"]


def test_each_file_of_a_delivery_says_how_it_stands(house: SimpleNamespace) -> None:
    sent = a_sending(house, "261112大牌.jpg", "261112海报.jpg")
    [handed] = a_sending(house, "261112打样.pdf", channel="onsite")
    rows = DeliveryFile.objects.select_related("delivery")
    assert [state for state, _ in queries.status_of(rows).values()] == ["waiting", "waiting", ""]
    receipt = opened(house)
    signed(house, receipt, **{f"F{sent[1].pk}": ("refused", "颜色不对")})
    found = queries.status_of(rows)
    assert found[sent[0].pk] == ("signed", receipt)
    assert found[sent[1].pk] == ("waiting", queries.open_receipt_of(house.c1))  # on the next one
    assert found[handed.pk][0] == ""
    assert answers(found[sent[1].pk][1])[0]["item"] == f"F{sent[1].pk}"  # type: ignore[arg-type]
