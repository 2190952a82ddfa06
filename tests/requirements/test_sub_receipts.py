"""What is sent is signed for: SUB-08, SUB-09, and the card that closes only then (JOB-16), by their examples."""

from __future__ import annotations

from types import SimpleNamespace

from aedesk.desk.action import do
from aedesk.desk.models import JobSheet, Receipt
from aedesk.desk.receipts import queries
from aedesk.desk.receipts.gathering import lines_of
from aedesk.doors.web.links import end_links
from aedesk.kit import clock
from tests.desk.receipts.sent import a_file, a_sending, opened, signed
from tests.desk.work import a_sheet

from .doing import refused


def test_sub_08_of_four_files_of_a_proposal_three_are_signed_and_the_fourth_goes_on_with_its_reason(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    """Meeting 11-19 with 4 files, 3 signed → close blocked; 4th marked 下次签收 → carried over, closes with flag."""
    still.set("2026-11-19 15:30")
    shown = [a_file(house, f"261119提案{n}.pdf") for n in range(4)]
    receipt = opened(house)
    for it in shown:
        do("receipt.add", house.lin, receipt, {"attachment": it.pk})
    assert queries.unsigned_files(shown) == shown  # the meeting is not closed with these
    last = next(line.key for line in lines_of(receipt) if line.name == "261119提案3.pdf")
    signed(house, receipt, **{last: ("next", "李总要再看一遍，下次签")})
    assert queries.unsigned_files(shown) == []
    [carried] = lines_of(Receipt.objects.get(state="open"))
    assert (carried.name, carried.carried_from and carried.carried_from.reason) == (
        "261119提案3.pdf",
        "李总要再看一遍，下次签",
    )


def test_sub_09_three_wecom_dispatches_are_on_the_next_receipt_and_stay_without_a_reason(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    """3 WeCom dispatches 11-12…11-17 → receipt R-2611-07 opened 11-19 lists all 3; removing one needs reason."""
    for day in (12, 13, 17):
        a_sending(house, f"2611{day}稿.jpg", at=f"2026-11-{day} 15:00", channel="wecom")
    still.set("2026-11-19 09:00")
    receipt = opened(house)
    assert [line.name for line in lines_of(receipt)] == ["261112稿.jpg", "261113稿.jpg", "261117稿.jpg"]
    key = lines_of(receipt)[1].key
    with refused("stays_on_the_receipt"):
        do("receipt.take_off", house.lin, receipt, {"item": key})
    do("receipt.take_off", house.lin, receipt, {"item": key, "reason": "客户要求与新版一起签"})
    assert len([line for line in lines_of(receipt) if line.is_listed]) == 2


def test_job_16_every_open_end_is_named_with_the_place_where_it_is_settled(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    """Open order, time not posted, running timer, unsigned file: each with its button; then it closes, and stays closed."""
    sheet = a_sheet(house, state="issued")
    order = do(
        "purchase.order",
        house.geng,
        None,
        {"sheet": sheet.pk, "supplier_name": "印务", "what": "打样", "amount": "800"},
    ).result
    do("progress.note", house.tang, sheet, {"percent": 40, "note": "版面出来了"})
    do("timer.start", house.he, None, {"sheet": sheet.pk})
    a_sending(house, "261112大牌.jpg", sheet=sheet)
    still.move(minutes=30)
    with refused("no_open_ends") as reasons:
        do("jobsheet.close", house.lin, sheet)
    assert sorted(reasons()) == sorted([
        "采购单“打样”还没有收货。", "何一苇 的计时还在走。", "唐予报过进度 40%，没有记工时。", "“261112大牌.jpg”客户还没有签收。"])  # fmt: skip
    ways = {str(says): to for says, _, to in end_links(SimpleNamespace(job=JobSheet.objects.get(pk=sheet.pk)))}
    assert ways["采购单“打样”还没有收货。"] == f"/jobs/{sheet.pk}/#orders"
    assert ways["唐予报过进度 40%，没有记工时。"] == f"/jobs/{sheet.pk}/#work"
    assert ways["“261112大牌.jpg”客户还没有签收。"] == f"/clients/{house.c1.pk}/#receipts"
    do("purchase.receive", house.geng, order)
    do("timer.stop", house.he)
    do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 90})
    receipt = opened(house)
    with refused("no_open_ends"):
        do("jobsheet.close", house.lin, sheet)
    signed(house, receipt)
    do("jobsheet.close", house.lin, sheet)
    still.move(minutes=30)
    for code, who, given in (
        ("purchase.order", house.geng, {"supplier_name": "印务", "what": "加印", "amount": "10"}),
        ("timer.start", house.tang, {}),
        ("time.post", house.tang, {"on": "2026-11-16", "minutes": 30}),
    ):
        with refused("open_number"):
            do(code, who, None, {"sheet": sheet.pk} | given)


def test_job_16_a_file_given_up_or_refused_with_its_reason_still_says_how_it_stands(house: SimpleNamespace) -> None:
    """A refused file goes on to the next receipt and keeps the card open; given up by the director, it does not."""
    sheet = a_sheet(house, state="issued")
    [sent] = a_sending(house, "261112大牌.jpg", sheet=sheet)
    signed(house, opened(house), **{f"F{sent.pk}": ("refused", "颜色不对")})
    with refused("no_open_ends"):
        do("jobsheet.close", house.lin, sheet)
    following = Receipt.objects.get(state="open")
    do("receipt.give_up", house.zhou, following, {"item": f"F{sent.pk}", "reason": "已由新版代替"})
    do("jobsheet.close", house.lin, sheet)
