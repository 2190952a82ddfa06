"""What is too large for a mail or a chat is fetched from the desk itself, by a link for one of those it is sent to (SUB-03)."""

from __future__ import annotations

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..sharing import links
from ..sharing.models import ShareLink
from .models import Delivery
from .rights import WINDOW_SAYS, window

OPEN = ("sending", "uncertain", "sent")  # before it is sent the link shows nothing


@action(
    "delivery.share", "给下载链接", "Link to download", on="Delivery", who=window, who_says=WINDOW_SAYS,
    fields=(Field("contact", T("给谁", "For whom"), "ref", True, model="Contact"),),
)  # fmt: skip
def share(act: Act) -> ShareLink:
    """A link to the files for one of the people the delivery goes to; it opens once the delivery is sent."""
    it, contact = act.target, act.values["contact"]
    if it.state == "withdrawn":
        raise WrongState(T("已取消的发送没有链接。", "A delivery called off has no link."))
    if not it.files.exists():
        raise WrongState(T("还没有选文件。", "No file is chosen."))
    if not it.recipients.filter(contact=contact).exists():
        raise InvalidInput({"contact": T("链接只给这次发送的收件人。", "A link is for those the delivery goes to.")})
    made = links.make(act, it, contact)
    act.says = T(f"{it.number} 的下载链接给{contact}", f"{it.number}: a link to download for {contact}")
    return made


def fetched_from(act: Act, it: Delivery) -> list[tuple[str, str]]:
    """Name and address of a link for everybody the delivery goes to, for the mail that cannot carry the files."""
    found = []
    for row in it.recipients.select_related("contact").order_by("pk"):
        link = links.make(act, it, row.contact)
        found.append((row.contact.name, links.address_of(link)))
    act.changed.clear()  # salts are no news
    return found
