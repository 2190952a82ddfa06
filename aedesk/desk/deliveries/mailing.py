"""When a mail is in trouble: mark it as delivered after asking, send it again knowingly, or take another way."""

from __future__ import annotations

from aedesk.kit.text import T

from ..action import Act, action
from ..duties.rows import cancel
from ..errors import WrongState
from ..fields import Field
from . import inputs, terms
from .leaving import leave, said_of
from .mails import Mail
from .models import Delivery
from .posting import UNDER_WAY
from .rights import WINDOW_SAYS, window


def mail_of(act: Act, *states: str) -> tuple[Delivery, Mail]:
    """The delivery and its mail under way, in one of these states. Raises WrongState."""
    it: Delivery = act.target
    mail = Mail.objects.select_for_update().filter(delivery=it, state__in=UNDER_WAY).first()
    if mail is None or mail.state not in states:
        name = terms.STATES[it.state]
        raise WrongState(
            T(f"{it.number} {name.zh}，不用这样处理。", f"{it.number}: {name.en.lower()}; this does not apply.")
        )
    return it, mail


@action(
    "delivery.confirm_sent", "问过客户，已收到", "The client has got it", on="Delivery", who=window, who_says=WINDOW_SAYS,
    fields=(inputs.HOW, Field("asked", T("问了谁", "Whom we asked"), required=True, longest=60)),
)  # fmt: skip
def confirm_sent(act: Act) -> Delivery:
    """The uncertain mail came through: it counts as sent when it was handed over; asking was telling."""
    it, mail = mail_of(act, "uncertain")
    at = mail.handed_at or act.now
    act.set(mail, state="accepted", accepted_at=at, answer=f"confirmed by asking {act.values['asked']}")
    act.changed.clear()
    leave(act, it, at)
    act.set(it, told_at=act.now, told_how=act.values["how"])
    how = terms.TOLD_HOW[act.values["how"]]
    act.says = said_of(it) + T(
        f"（{how.zh}问过{act.values['asked']}，已收到）", f" ({act.values['asked']} has got it, asked {how.en.lower()})"
    )
    return it


@action(
    "delivery.send_again", "再发一次", "Send it again", on="Delivery", who=window, who_says=WINDOW_SAYS,
    confirm=T("上一封可能已经送达，客户可能收到两封。再发一次？", "The first may have come through; the client may get it twice. Send it again?"),
)  # fmt: skip
def send_again(act: Act) -> Delivery:
    """The same mail once more, knowingly, under the same Message-ID."""
    it, mail = mail_of(act, "uncertain")
    act.set(mail, state="queued", claim="", next_at=act.now, tries=0)
    act.set(it, state="sending")
    act.says = T(f"{it.number} 明知可能重复，再发一次", f"{it.number} is sent again, knowing that it may come twice")
    return it


@action("delivery.stop_mail", "不用邮件发了", "Not by mail after all", on="Delivery", who=window, who_says=WINDOW_SAYS)
def stop_mail(act: Act) -> Delivery:
    """The mail still waits, or nobody knows of it: it is given up and the delivery is a draft again."""
    it, mail = mail_of(act, "queued", "uncertain")
    act.set(mail, state="cancelled")
    act.set(it, state="draft", sent_by=None, sent_for=None)
    cancel(it, act.person)
    act.says = T(f"{it.number} 不用邮件发了", f"{it.number} does not go by mail after all")
    return it
