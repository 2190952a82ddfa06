"""Purchase orders by job number: placed, received, cancelled; amounts in CNY, net of tax."""

from __future__ import annotations

from decimal import Decimal

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from . import ends as ends
from .models import PurchaseOrder


def buyer(act: Act) -> bool:
    """Those who see money: account, production, media, finance and their heads."""
    return bool(act.person.is_active and act.person.sees_money)


@action(
    "purchase.order", "下采购单", "Place a purchase order", who=buyer,
    fields=(
        Field("sheet", T("工作单", "Job sheet"), "ref", True, model="JobSheet"),
        Field("supplier", T("供应商", "Supplier"), "ref", model="Supplier"),
        Field("supplier_name", T("供应商名称", "Supplier's name"), longest=120,
              help=T("供应商名录里没有时填写。", "Where the supplier book has none.")),
        Field("what", T("采购内容", "What"), required=True, longest=200),
        Field("amount", T("金额（元，不含税）", "Amount, CNY net"), "decimal", True,
              least=Decimal("0.01"), most=Decimal("9999999999"), restricted=True),
        Field("due_at", T("交货时间", "Delivery by"), "datetime"),
    ),
)  # fmt: skip
def order(act: Act) -> PurchaseOrder:
    """Order on an issued, numbered and open job; the rules say no before (JOB-01, JOB-07, JOB-08)."""
    given, sheet = act.values, act.values["sheet"]
    if given["supplier"] is None and not given["supplier_name"]:
        raise InvalidInput({"supplier": T("请选择供应商，或填写名称。", "Choose a supplier or give the name.")})
    if given["amount"] != round(given["amount"], 2):
        raise InvalidInput({"amount": T("金额最多两位小数。", "Two decimals at most.")})
    name = given["supplier_name"] or str(given["supplier"])
    made: PurchaseOrder = act.make(
        PurchaseOrder, client_id=sheet.client_id, sheet=sheet, supplier=given["supplier"],
        supplier_name=name[:120], what=given["what"], amount=given["amount"], due_at=given["due_at"],
    )  # fmt: skip
    act.says = T(f"下采购单“{made.what}”（{name}）", f"Purchase order “{made.what}” to {name}")
    return made


@action("purchase.receive", "已收货", "Received", on="PurchaseOrder", who=buyer)
def receive(act: Act) -> PurchaseOrder:
    made = _open(act)
    act.set(made, received_at=act.now)
    act.says = T(f"采购单“{made.what}”已收货", f"Purchase order “{made.what}” received")
    return made


@action(
    "purchase.cancel", "取消采购单", "Cancel the purchase order", on="PurchaseOrder", who=buyer,
    fields=(Field("reason", T("原因", "Reason"), required=True, longest=300),),
)  # fmt: skip
def cancel(act: Act) -> PurchaseOrder:
    made = _open(act)
    act.set(made, cancelled_at=act.now)
    act.says = T(f"取消采购单“{made.what}”：{act.reason}", f"Purchase order “{made.what}” cancelled: {act.reason}")
    return made


def _open(act: Act) -> PurchaseOrder:
    made: PurchaseOrder = act.target
    if not made.is_open:
        raise WrongState(T("这张采购单已经了结。", "This order is settled already."))
    return made
