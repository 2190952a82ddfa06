"""The outbox at work: a delivery becomes a mail, a worker takes it, and what came of it is marked; no act is repeated unseen."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db.models import F, Q

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.kinds import Due
from aedesk.rulebook.sending import SETTLE_MAIL

from ..action import ACTIONS, Act, journal
from ..artwork.storing import path_of
from ..duties import rows as duties
from ..duties.figures import agency, calendar, figures_of
from ..errors import InvalidInput
from ..notices.models import Notice
from ..writing import writing
from .carrying import NotTaken, Taken, Unsure, carry, missing
from .leaving import leave, said_of
from .mails import Mail
from .models import Delivery
from .sharing import fetched_from
from .wording import mail_text

LEASE = timedelta(minutes=10)  # longer than any conversation: EMAIL_TIMEOUT bounds each of its steps
WAITS = (1, 2, 5, 10, 20, 30, 60)  # minutes before the next try
UNDER_WAY = ("queued", "taken", "handing", "uncertain")
MACHINE = socket.gethostname()[:40]


def token() -> str:
    """Which process holds a mail: machine, process, and a word of its own, for process numbers come again."""
    return f"{MACHINE}:{os.getpid()}:{_word()}"


_words: dict[int, str] = {}


def _word() -> str:
    return _words.setdefault(os.getpid(), secrets.token_hex(8))


def addresses(it: Delivery) -> list[list[str]]:
    """Name and address of everybody it goes to. Raises InvalidInput naming whose address is missing or wrong."""
    found, wrong = [], []
    for row in it.recipients.select_related("contact"):
        try:
            validate_email(row.contact.email)
            found.append([row.contact.name, row.contact.email])
        except ValidationError:
            wrong.append(row.contact.name)
    if wrong:
        names = "、".join(wrong)
        raise InvalidInput(
            {
                "recipients": T(
                    f"{names}没有可用的邮箱，请先补在名片上。",
                    f"{names}: no mail address that works; put it on the card first.",
                )
            }
        )
    return found


def size_of(it: Delivery) -> int:
    """Bytes of all files together."""
    return sum(row.attachment.file.size for row in it.files.select_related("attachment__file"))


def not_set_up(lacking: list[T]) -> T:
    """Why no mail leaves from here, and the two ways out."""
    zh, en = "、".join(one.zh for one in lacking), ", ".join(one.en for one in lacking)
    return T(
        f"这里还不能发邮件（要设 {zh}）：用自己的邮箱发出后勾选这一项，或请管理员设置。",
        f"No mail leaves from here yet (to be set: {en}): send it with your own program and tick this, or ask the administrator.",
    )


def queue(act: Act, it: Delivery) -> Mail:
    """Write the mail and leave it to the worker; the delivery is on its way."""
    if lacking := missing():
        raise InvalidInput({"own_program": not_set_up(lacking)})
    most = settings.MAIL_MOST_MB * 1024 * 1024
    fits, us, me, people = size_of(it) <= most, agency(), act.person, addresses(it)
    own = [] if fits or it.link else fetched_from(act, it)
    _, _, domain = settings.DEFAULT_FROM_EMAIL.strip(">").rpartition("@")
    made: Mail = act.make(
        Mail, client_id=it.client_id, delivery=it, message_id=f"<{it.number.lower()}.{secrets.token_hex(12)}@{domain}>",
        sender=formataddr((f"{me.name} · {us.name}" if us else me.name, settings.DEFAULT_FROM_EMAIL))[:200], reply_to=me.email,
        recipients=people, subject=it.subject, body=mail_text(it, me, with_files=fits, links=own), with_files=fits, next_at=act.now,
    )  # fmt: skip
    act.set(it, state="sending", sent_by=me, sent_for=act.on_behalf_of)
    return made


def send_mails() -> int:
    """The worker's chore: what waits is sent, what a dead worker left is sorted out. Returns how many were taken."""
    recover()
    taken = 0
    for pk in list(_waiting().values_list("pk", flat=True)[:20]):
        taken += send_one(pk)
    return taken


def _waiting() -> Any:
    return Mail.objects.filter(state="queued", next_at__lte=clock.now()).order_by("next_at", "pk")


def send_one(pk: int) -> bool:
    """Claim, send outside of any transaction, mark. False where another worker was quicker."""
    mine, now = token(), clock.now()
    with writing():
        claim = {"state": "taken", "claim": mine, "claimed_until": now + LEASE, "tries": F("tries") + 1}
        if not Mail.objects.filter(pk=pk, state="queued", next_at__lte=now).update(**claim):
            return False
    mail = Mail.objects.select_related("delivery").get(pk=pk)
    try:
        taken = carry(message_of(mail), [address for _, address in mail.recipients], lambda: _handing(pk, mine))
    except NotTaken as error:
        not_taken(pk, mine, error)
    except Unsure as error:
        unsure(pk, error.says, claim=mine)
    except OSError as error:  # a file that cannot be read is no server's fault
        not_taken(pk, mine, NotTaken(f"{type(error).__name__}: {error.strerror}"))
    else:
        accepted(pk, mine, taken)
    return True


def message_of(mail: Mail) -> EmailMessage:
    """The mail as it goes over the line; the files are read from disk now."""
    message = EmailMessage(
        mail.subject, mail.body, mail.sender, [formataddr((name, address)) for name, address in mail.recipients],
        reply_to=[mail.reply_to] if mail.reply_to else None, headers={"Message-ID": mail.message_id},
    )  # fmt: skip
    if mail.with_files:
        for row in mail.delivery.files.select_related("attachment__file").order_by("pk"):
            kind = row.attachment.file.media_type or "application/octet-stream"
            message.attach(row.name, path_of(row.sha256).read_bytes(), kind)
    return message


def _handing(pk: int, mine: str) -> None:
    """From here on a crash leaves it open whether it was sent; committed before the first byte of the text."""
    with writing():
        held = Mail.objects.filter(pk=pk, state="taken", claim=mine)
        if not held.update(state="handing", handed_at=clock.now()):
            raise NotTaken("another worker took it over")


def accepted(pk: int, mine: str, taken: Taken) -> None:
    """The server has it: the mail is accepted, the delivery is sent, and its clocks start."""
    with writing():
        mail = Mail.objects.select_for_update().get(pk=pk)
        if mail.claim != mine or mail.state not in ("handing", "uncertain"):
            return
        mail.state, mail.accepted_at, mail.answer, mail.refused = (
            "accepted",
            clock.now(),
            taken.answer[:300],
            taken.refused,
        )
        mail.save(update_fields=["state", "accepted_at", "answer", "refused"])
        left(mail)


def left(mail: Mail) -> None:
    """The delivery of an accepted mail leaves, in the name of who sent it."""
    it = Delivery.objects.select_for_update().get(pk=mail.delivery_id)
    if it.state == "sent":
        return
    act = Act(ACTIONS["delivery.send"], it.sent_by, it, {}, clock.now(), "mail", result=it)
    act.facts["on_behalf_of"] = it.sent_for
    leave(act, it, mail.accepted_at or act.now)
    act.says = said_of(it)
    duties.done(it, it.sent_by, act.now, SETTLE_MAIL.code)
    duties.start("delivery.send", act)
    journal(act)
    if mail.refused:
        names = "、".join(mail.refused)
        _notice(
            it,
            "warn",
            T(
                f"{it.number}：{names} 被对方服务器拒收，请换方式告知",
                f"{it.number}: the server refused {names}; reach them another way",
            ),
        )


def not_taken(pk: int, mine: str, error: NotTaken) -> None:
    """Certainly not sent: again later, or failed where that is no use."""
    with writing():
        mail = Mail.objects.select_for_update().get(pk=pk)
        if mail.claim != mine or mail.state not in ("taken", "handing"):
            return
        if not error.for_good and mail.tries <= len(WAITS):
            again = clock.now() + timedelta(minutes=WAITS[mail.tries - 1])
            mail.state, mail.next_at, mail.claim, mail.answer = "queued", again, "", error.says
            mail.save(update_fields=["state", "next_at", "claim", "answer"])
            return
        mail.state, mail.answer = "failed", error.says
        mail.save(update_fields=["state", "answer"])
        trouble(mail, "failed", T("邮件没有发出", "The mail was not sent"))


def unsure(pk: int, says: str, *, claim: str) -> None:
    """Nobody can tell: the AE is asked, and nothing is sent again by itself."""
    with writing():
        mail = Mail.objects.select_for_update().get(pk=pk)
        if mail.claim != claim or mail.state != "handing":
            return
        mail.state, mail.answer = "uncertain", says[:300]
        mail.save(update_fields=["state", "answer"])
        trouble(
            mail,
            "uncertain",
            T("不确定邮件是否送达，请问客户", "It is uncertain whether the mail left; ask the client"),
        )


def trouble(mail: Mail, state: str, says: T) -> None:
    """The delivery stands in trouble; its sender has a duty and hears of it."""
    it = Delivery.objects.select_for_update().get(pk=mail.delivery_id)
    it.state, it.version, it.changed_at = state, it.version + 1, clock.now()
    it.save(update_fields=["state", "version", "changed_at"])
    now = clock.now()
    figures = figures_of(SETTLE_MAIL, clock.shanghai(now).date())
    due = SETTLE_MAIL.due(now, None, calendar(), figures) or Due(now, now)
    duties.open_duty(SETTLE_MAIL.code, it.sent_by, it, says=says, due=due, does=SETTLE_MAIL.does, at=now)
    _notice(it, "late", T(f"{it.number} {says.zh}", f"{it.number}: {says.en}"))
    act = Act(ACTIONS["delivery.send"], it.sent_by, it, {}, now, "mail", result=it)
    act.says = T(f"{it.number} {says.zh}：{mail.answer}", f"{it.number}: {says.en}: {mail.answer}")
    journal(act)


def _notice(it: Delivery, tone: str, says: T) -> None:
    Notice.objects.create(
        person=it.sent_by, at=clock.now(), rule=SETTLE_MAIL.code, tone=tone, noun="delivery", object_id=it.pk,
        says_zh=says.zh[:240], says_en=says.en[:240],
    )  # fmt: skip


def recover() -> int:
    """Sort out what dead workers held: connecting goes back into the queue, handing over is uncertain."""
    held = Mail.objects.filter(Q(state="taken") | Q(state="handing")).values_list(
        "pk", "claim", "claimed_until", "state"
    )
    found = 0
    for pk, claim, until, state in list(held):
        if not _is_dead(claim, until):
            continue
        found += 1
        if state == "taken":
            with writing():
                Mail.objects.filter(pk=pk, state="taken", claim=claim).update(
                    state="queued", claim="", next_at=clock.now()
                )
        else:
            unsure(pk, "the worker stopped while handing it over", claim=claim)
    return found


def _is_dead(claim: str, until: datetime | None) -> bool:
    """Whether the process that held it is gone: its number on this machine, else when its time is over."""
    machine, _, rest = claim.partition(":")
    number, _, word = rest.partition(":")
    if machine == MACHINE and number.isdigit() and os.name == "posix":
        if int(number) == os.getpid():
            return word != _word()
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass
    return until is None or until < clock.now()
