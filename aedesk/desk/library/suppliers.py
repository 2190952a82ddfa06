"""What can be done with the supplier book (FIL-07): firms added, edited, taken in from a file."""

from __future__ import annotations

from typing import Any

from aedesk.kit import hanzi
from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput
from ..fields import Field
from ..finding import Words, findable, index, phone_words
from ..who import role
from .models import Supplier

CONTACT = (
    Field("services", T("服务", "Services"), longest=160),
    Field("contact", T("联系人", "Contact"), longest=60),
    Field("phone", T("电话", "Phone"), longest=40),
    Field("wechat", T("微信／企业微信", "WeChat or WeCom"), longest=60),
)
QQ = Field("qq", T("QQ", "QQ"), longest=20)  # comes in from old lists, and is asked of nobody
NAME = Field("name", T("公司", "Firm"), required=True, longest=120)
PRICES = Field("price_notes", T("价格备注", "Price notes"), "long", longest=5000, restricted=True)
RATING = Field("rating", T("评分（1–5）", "Rating (1–5)"), "integer", least=1, most=5)
SUPPLIER = (NAME, *CONTACT, PRICES, RATING)
HIDDEN = "***"
PERSONAL = ("contact", "phone", "wechat", "qq")
BUYERS = (
    "ae", "account_manager", "account_director", "general_manager", "production_manager", "media_manager",
    "finance_manager", "accountant", "admin",
)  # fmt: skip
buyers = role(*BUYERS)
BUYERS_SAY = T(
    "供应商由客户部、制作、媒介、财务或行政来管。", "Account, production, media, finance or the office keep suppliers."
)


def buys(act: Any) -> bool:
    """Those who keep the supplier book; price notes only from those who see money."""
    return bool(buyers(act)) and (act.person.sees_money or "price_notes" not in {k for k, v in act.values.items() if v})


def _values(act: Act) -> dict[str, Any]:
    return {name: value for name, value in act.values.items() if name != "reason"}


@findable("Supplier")
def supplier_found_by(it: Supplier) -> Words:
    """A firm by name and its sound, services, contact and telephone (FIL-07)."""
    names = f"{hanzi.sounds(it.name)} {phone_words(it.phone)}"
    return Words(
        it.name, it.services, names, f"{it.contact} {hanzi.sounds(it.contact)} {it.wechat} {it.qq}", it.created_at
    )


def _free(name: str, it: Supplier | None = None) -> None:
    if Supplier.objects.filter(name__iexact=name).exclude(pk=it.pk if it else 0).exists():
        raise InvalidInput({"name": T("这家公司已在供应商名录里。", "This firm is in the book already.")})


@action("supplier.add", "加供应商", "Add a supplier", who=buys, who_says=BUYERS_SAY, fields=SUPPLIER)
def add_supplier(act: Act) -> Supplier:
    _free(act.values["name"])
    made: Supplier = act.make(Supplier, **_values(act))
    index(made)
    act.says = T(f"加供应商 {made.name}", f"Supplier {made.name} added")
    return made


@action(
    "supplier.edit", "改供应商", "Edit the supplier", who=buys, who_says=BUYERS_SAY, on="Supplier", fields=SUPPLIER,
    partial=True, versioned=True,
)  # fmt: skip
def edit_supplier(act: Act) -> Supplier:
    it, values = act.target, _values(act)
    _free(values.get("name", it.name), it)
    notes = values.pop("price_notes", it.price_notes)
    act.set(it, **values)
    for name in set(PERSONAL) & set(act.changed):
        act.changed[name] = [HIDDEN, HIDDEN]
    if notes != it.price_notes:  # prices stay out of the journal
        it.price_notes = notes
        it.save(update_fields=["price_notes"])
    index(it)
    act.says = T(f"改供应商 {it.name}", f"Supplier {it.name} edited")
    return it
