"""A signature behind a link: the code that was told must fit, and is used up by it (T12)."""

from __future__ import annotations

from aedesk.kit import clock
from aedesk.rulebook.receipt_gates import CODE_BEFORE_SIGNING

from ..action import Act
from ..duties.figures import figures_of
from ..facts import fact
from . import links
from .models import ShareLink


def use_up(act: Act) -> ShareLink:
    """The link that a signature came by; its code signs no second time."""
    link: ShareLink = act.values["link"]
    act.set(link, code_salt="", code_until=None)
    return link


@fact("code_fits")
def code_fits(act: Act) -> bool:
    """Whether the act came by a link to this very thing that may sign, with the code that was told."""
    link, thing = act.values.get("link"), act.target
    if link is None or thing is None or link.may != "sign":
        return False
    if (link.noun, link.object_id) != (thing._meta.model_name, thing.pk):
        return False
    tries = int(figures_of(CODE_BEFORE_SIGNING, clock.shanghai(act.now).date())["tries"])
    stands = link.is_open(act.now) and link.code_until is not None and act.now <= link.code_until
    return bool(stands and link.code_tries <= tries and links.fits(link, act.values.get("code") or ""))
