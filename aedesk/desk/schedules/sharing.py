"""A schedule is opened to one contact of the client by a link (SCH-05)."""

from __future__ import annotations

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..fields import Field
from ..sharing import links
from ..sharing.models import ShareLink
from .models import name_of


@action(
    "schedule.share", "给客户链接", "Link for the client", on="Schedule", who=who.window,
    fields=(Field("contact", T("给谁", "For whom"), "ref", True, model="Contact"),),
)  # fmt: skip
def share(act: Act) -> ShareLink:
    """A link to the client's copy as it stands when it is opened; a brand client signs on it, with the code as well."""
    may = "sign" if act.target.client.needs_both_signatures else "see"
    link = links.make(act, act.target, act.values["contact"], may=may)
    name = name_of(act.target.kind, act.target.month)
    act.says = T(f"{name.zh}的链接给{link.contact}", f"{name.en}: a link for {link.contact}")
    return link
