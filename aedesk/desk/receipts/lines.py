"""An open receipt: opened, added to, and every file on it until it is signed for or given up with a name."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..finding import Words, findable, index
from ..people.models import Counter
from ..sharing import links
from ..sharing.models import ShareLink
from . import inputs, terms
from .gathering import gather, mark_deliveries
from .models import Receipt, ReceiptLine

director = who.role("account_director", "general_manager")


@action("receipt.open", "开签收单", "Open a receipt", on="Client", who=who.account)
def open_receipt(act: Act) -> Receipt:
    """The client's next receipt, with every file sent since the last one on it (SUB-09)."""
    client = act.target
    standing = Receipt.objects.filter(client=client, state="open").first()
    if standing is not None:
        raise WrongState(T(f"已有一张待签的 {standing.number}。", f"{standing.number} is open already."))
    receipt = new_receipt(act, client.pk)
    count = len(gather(act, receipt))
    act.says = T(f"开签收单 {receipt.number}，{count} 个文件", f"Receipt {receipt.number} opened with {count} files")
    return receipt


def new_receipt(act: Act, client_id: int) -> Receipt:
    """R-YYMM-nn, numbered within the month without gaps."""
    month = f"{clock.shanghai(act.now):%y%m}"
    number = f"R-{month}-{Counter.take(f'receipt:{month}'):02d}"
    made: Receipt = act.make(Receipt, client_id=client_id, number=number, ae=act.person)
    index(made)
    return made


@findable("Receipt", "client")
def _words(it: Receipt) -> Words:
    names = list(it.lines.values_list("name", flat=True)[:40]) if it.pk else []
    return Words(
        f"{it.number} {it.client}", terms.STATES[it.state].zh, names=it.number, words=" ".join(names), at=it.created_at
    )


@action("receipt.add", "加现场文件", "Add a file handed over", on="Receipt", who=who.account, fields=inputs.ADD)
def add(act: Act) -> Receipt:
    """A file given on site or by courier; what went by mail or chat is there by itself."""
    receipt, given = still_open(act), act.values
    it, handed_at = given["attachment"], given["handed_at"] or act.now
    if it.client_id != receipt.client_id or it.removed_at is not None:
        raise InvalidInput({"attachment": T("请选这家客户的文件。", "Choose a file of this client.")})
    if handed_at > act.now:
        raise InvalidInput({"handed_at": T("还没有到这个时间。", "That time has not come yet.")})
    act.make(
        ReceiptLine, client_id=receipt.client_id, receipt=receipt, project_id=it.project_id, sheet_id=it.sheet_id,
        attachment=it, name=it.name, sha256=it.file_id, state=it.state, copies=given["copies"] or 1,
        medium=given["medium"], channel=given["channel"], sent_at=handed_at,
    )  # fmt: skip
    index(receipt)
    act.says = T(f"{receipt.number} 加 {it.name}", f"{it.name} added to {receipt.number}")
    return receipt


@action(
    "receipt.describe", "改份数和介质", "Copies and medium", on="Receipt", who=who.account,
    fields=(inputs.ITEM, inputs.COPIES, inputs.MEDIUM),
)  # fmt: skip
def describe(act: Act) -> Receipt:
    receipt = still_open(act)
    line = line_named(act, receipt)
    act.set(line, copies=act.values["copies"] or line.copies, medium=act.values["medium"] or line.medium)
    act.says = T(
        f"{line.name}：{line.copies} 份，{line.medium_name.zh}", f"{line.name}: {line.copies} × {line.medium_name.en}"
    )
    return receipt


@action(
    "receipt.take_off", "从签收单拿下", "Take off the receipt", on="Receipt", who=who.account, fields=(inputs.ITEM, inputs.WHY),
)  # fmt: skip
def take_off(act: Act) -> Receipt:
    """Off this receipt, with a reason; it comes back on the next (SUB-09)."""
    receipt = still_open(act)
    line = line_named(act, receipt)
    if not line.is_listed:
        raise WrongState(T("这一行已经拿下。", "That line is off already."))
    act.set(line, taken_off_at=act.now, taken_off_why=act.reason)
    act.says = T(
        f"{receipt.number} 拿下 {line.name}：{act.reason}", f"{line.name} taken off {receipt.number}: {act.reason}"
    )
    return receipt


@action(
    "receipt.put_back", "放回签收单", "Put back on the receipt", on="Receipt", who=who.account, fields=(inputs.ITEM,)
)
def put_back(act: Act) -> Receipt:
    receipt = still_open(act)
    line = line_named(act, receipt)
    if line.is_listed:
        raise WrongState(T("这一行就在签收单上。", "That line is on the receipt."))
    act.set(line, taken_off_at=None, taken_off_why="", given_up_at=None, given_up_why="")
    act.says = T(f"{line.name} 放回 {receipt.number}", f"{line.name} put back on {receipt.number}")
    return receipt


@action(
    "receipt.give_up", "不再要求签收", "Give up a signature", on="Receipt", who=director, fields=(inputs.ITEM, inputs.WHY),
    who_says=T("只有客户总监可以免去一个文件的签收。", "Only the account director gives up a signature."),
)  # fmt: skip
def give_up(act: Act) -> Receipt:
    """The account director gives up a file's signature, with a reason; it ages no more and comes back no more."""
    receipt = still_open(act)
    line = line_named(act, receipt)
    if line.given_up_at is not None:
        raise WrongState(T("这一行已经免去。", "That line is given up already."))
    if not act.reason:
        raise InvalidInput({"reason": T("请写明原因。", "Give the reason.")})
    act.set(line, given_up_at=act.now, given_up_why=act.reason)
    mark_deliveries(receipt.client_id)
    act.says = T(f"{line.name} 不再要求签收：{act.reason}", f"{line.name}: signature given up: {act.reason}")
    return receipt


@action("receipt.share", "发签收链接", "Make a link to sign", on="Receipt", who=who.account, fields=(inputs.CONTACT,))
def share(act: Act) -> ShareLink:
    """A link for one contact to read and sign this receipt; signing asks for the code as well."""
    receipt: Receipt = act.target
    link = links.make(act, receipt, act.values["contact"], may="sign")
    act.says = T(f"{receipt.number} 的签收链接给{link.contact}", f"Link to {receipt.number} for {link.contact}")
    return link


def still_open(act: Act) -> Receipt:
    receipt: Receipt = act.target
    if not receipt.is_open:
        raise WrongState(
            T(f"{receipt.number} 已经签收，不能再改。", f"{receipt.number} is signed and no longer changes.")
        )
    return receipt


def line_named(act: Act, receipt: Receipt) -> ReceiptLine:
    """The line an act names, what was sent meanwhile included. Raises InvalidInput where there is none."""
    found: Any = next((one for one in gather(act, receipt) if one.key == act.values["item"]), None)
    if found is None:
        raise InvalidInput({"item": T("签收单上没有这一行。", "There is no such line on the receipt.")})
    return ReceiptLine.objects.select_for_update(of=("self",)).get(pk=found.pk)
