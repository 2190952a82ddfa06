"""What is done with a link that stands: tell its contact the code, or revoke it. Each noun makes links of its own."""

from __future__ import annotations

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.receipt_gates import CODE_BEFORE_SIGNING

from .. import who
from ..action import Act, action
from ..duties.figures import figures_of
from ..errors import WrongState
from ..fields import Field
from . import links, terms
from .models import ShareLink


@action(
    "link.code", "告知签收码", "Tell the code", on="ShareLink", who=who.account,
    fields=(Field("how", T("怎么告诉对方", "How it reaches the contact"), "choice", True, choices=terms.WAYS),),
)  # fmt: skip
def tell_code(act: Act) -> ShareLink:
    """A code of six digits for an address that stands on the contact's card; `act.facts["code"]` holds it."""
    link: ShareLink = act.target
    if link.may != "sign" or link.revoked_at is not None:
        raise WrongState(T("这个链接不能签。", "This link does not sign."))
    figures = figures_of(CODE_BEFORE_SIGNING, clock.shanghai(act.now).date())
    act.facts["code"] = links.new_code(act, link, act.values["how"], minutes=int(figures["minutes"]))
    act.changed.clear()  # the salt is no news
    way = terms.WAYS[link.code_how]
    act.says = T(f"签收码{way.zh}{link.contact}", f"The code told to {link.contact} {way.en.lower()}")
    return link


@action(
    "link.revoke", "作废链接", "Revoke the link", on="ShareLink", who=who.account,
    confirm=T("对方马上打不开这个链接。作废吗？", "The contact can no longer open it. Revoke?"),
)  # fmt: skip
def revoke(act: Act) -> ShareLink:
    link: ShareLink = act.target
    if link.revoked_at is not None:
        raise WrongState(T("已经作废了。", "Revoked already."))
    act.set(link, revoked_at=act.now)
    act.says = T(f"作废给{link.contact}的链接", f"The link for {link.contact} revoked")
    return link
