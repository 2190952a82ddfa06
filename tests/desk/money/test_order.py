"""Purchase orders: only on numbered, issued, open jobs; amounts for those who see money (JOB-07, JOB-08)."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, Refused, WrongState
from aedesk.desk.models import Event, JobSheet, PurchaseOrder
from aedesk.desk.money.queries import orders_for
from aedesk.kit import clock
from tests.desk.work import a_sheet, refusing


def order(person: Any, sheet: JobSheet, **more: Any) -> PurchaseOrder:
    given = {"sheet": sheet.pk, "supplier_name": "临江印务", "what": "打样", "amount": "1280.50"} | more
    return do("purchase.order", person, None, given).result


def test_at_12_01_an_order_without_the_finance_number_is_refused(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 12:01")
    sheet = a_sheet(house, state="submitted", number="", signs="")
    with pytest.raises(Refused) as refused:
        order(house.geng, sheet)
    assert {"finance_number", "no_job_sheet_no_work"} <= refusing(refused)
    assert not PurchaseOrder.objects.exists()


def test_an_order_on_a_closed_number_is_told_it_is_closed(house: SimpleNamespace) -> None:
    sheet = a_sheet(house, state="closed", number="J-002")
    with pytest.raises(Refused) as refused:
        order(house.geng, sheet)
    closed = next(one for one in refused.value.refusals if one.gate.code == "open_number")
    assert closed.reasons[0].zh == "J-002 已截卡。"


def test_an_open_order_keeps_the_card_open_until_it_is_received(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    made = order(house.geng, sheet)
    assert len(sheet.open_ends) == 1
    do("purchase.receive", house.geng, made)
    assert JobSheet.objects.get(pk=sheet.pk).open_ends == []
    with pytest.raises(WrongState):
        do("purchase.cancel", house.geng, made, {"reason": "重复下单"})


def test_those_who_see_no_money_neither_order_nor_read_amounts(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    made = order(house.geng, sheet)
    with pytest.raises(NotAllowed):
        order(house.tang, sheet)
    assert orders_for(house.tang, sheet)[0].amount is None
    assert orders_for(house.geng, sheet)[0].amount == made.amount == Decimal("1280.50")
    assert orders_for(house.shao, sheet) == []
    assert "1280" not in Event.objects.get(action="purchase.order").payload


@pytest.mark.parametrize("amount", ["0", "-1", "1.001", "一千", ""])
def test_an_amount_is_positive_with_two_decimals(house: SimpleNamespace, amount: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        order(house.geng, a_sheet(house), amount=amount)
    assert set(wrong.value.fields) == {"amount"}
