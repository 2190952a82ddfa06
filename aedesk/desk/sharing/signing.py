"""A signature behind a link: the code that was told must fit, and is used up by it (T12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.receipt_gates import CODE_BEFORE_SIGNING

from ..action import Act
from ..duties.figures import figures_of
from ..facts import fact
from ..notices.models import Notice
from ..writing import writing
from . import links
from .models import ShareLink

AGAIN = timedelta(minutes=5)  # how often a code may be asked for


def use_up(act: Act) -> ShareLink:
    """The link that a signature came by; its code signs no second time."""
    link: ShareLink = act.values["link"]
    act.set(link, code_salt="", code_until=None)
    return link


def tries() -> int:
    """How often a code may be tried before it ends."""
    return int(figures_of(CODE_BEFORE_SIGNING, clock.today())["tries"])


@fact("code_fits")
def code_fits(act: Act) -> bool:
    """Whether the act came by a link to this very thing that may sign, with the code that was told."""
    link, thing = act.values.get("link"), act.target
    if link is None or thing is None or link.may != "sign":
        return False
    if (link.noun, link.object_id) != (thing._meta.model_name, thing.pk):
        return False
    stands = link.is_open(act.now) and link.code_until is not None and act.now <= link.code_until
    return bool(stands and link.code_tries <= tries() and links.fits(link, act.values.get("code") or ""))


def tell_keeper(link: ShareLink, keeper: Any, name: T) -> None:
    """Word to whoever keeps the thing that its contact waits for the code; asked again at once, it is told once."""
    with writing():
        rows = Notice.objects.filter(
            person=keeper, noun=link.noun, object_id=link.object_id, rule=CODE_BEFORE_SIGNING.code
        )
        if rows.filter(at__gt=clock.now() - AGAIN).exists():
            return
        Notice.objects.create(
            person=keeper, at=clock.now(), rule=CODE_BEFORE_SIGNING.code, tone="warn", noun=link.noun, object_id=link.object_id,
            says_zh=f"{link.contact}在等 {name.zh} 的签收码，请打电话或发消息告诉他",
            says_en=f"{link.contact} waits for the code to sign {name.en}; tell it by phone or message",
        )  # fmt: skip
