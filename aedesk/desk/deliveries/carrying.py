"""One mail over SMTP, step by step, so that it is known how far it came when something breaks."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from ipaddress import ip_address

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from aedesk.kit.text import T

DOT = re.compile(rb"(?m)^\.")


class NotTaken(Exception):
    """The server did not take it: certainly not sent. `for_good`: trying again will not help."""

    def __init__(self, says: str, for_good: bool = False) -> None:
        super().__init__(says)
        self.says, self.for_good = says[:300], for_good


class Unsure(Exception):
    """It was on its way when the line broke: it may or may not have been sent."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says[:300]


@dataclass(frozen=True, slots=True)
class Taken:
    """What the server answered, and the addresses it would not have."""

    answer: str
    refused: list[str] = field(default_factory=list)


def missing() -> list[T]:
    """What must be set before mail leaves from here; empty where all is well. Never tells a value."""
    found = []
    if not settings.EMAIL_HOST:
        found.append(T("AEDESK_SMTP_HOST：邮件服务器", "AEDESK_SMTP_HOST: the mail server"))
    if not settings.DEFAULT_FROM_EMAIL:
        found.append(T("AEDESK_MAIL_FROM：发件地址", "AEDESK_MAIL_FROM: the sender's address"))
    if settings.EMAIL_HOST_USER and not _is_safe():
        found.append(
            T(
                "AEDESK_SMTP_TLS：有密码就要用 starttls 或 ssl",
                "AEDESK_SMTP_TLS: starttls or ssl, where there is a password",
            )
        )
    return found


def _is_safe() -> bool:
    """A password goes over an encrypted line, or no further than this machine."""
    if settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL or settings.EMAIL_HOST == "localhost":
        return True
    try:
        return ip_address(settings.EMAIL_HOST).is_loopback
    except ValueError:
        return False


def carry(message: EmailMessage, addresses: Sequence[str], before_handing: Callable[[], None]) -> Taken:
    """Hand one mail to the server. `before_handing` is called once every address is agreed, before the text goes.

    Raises NotTaken where the server certainly has not got it, Unsure where nobody can tell.
    """
    text = DOT.sub(b"..", message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]  # Django's own message takes it
    backend = EmailBackend(timeout=settings.EMAIL_TIMEOUT, fail_silently=False)
    try:
        line = _open(backend)
        refused = _agree(line, message.from_email, addresses)
        before_handing()
        return Taken(_hand(line, text), refused)
    finally:
        backend.connection, line_open = None, backend.connection
        _close(line_open)


def _open(backend: EmailBackend) -> smtplib.SMTP:
    try:
        backend.open()
    except smtplib.SMTPAuthenticationError as error:
        raise NotTaken(f"{error.smtp_code} authentication failed", for_good=False) from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(_said(error)) from None
    if backend.connection is None:
        raise NotTaken("no connection")
    return backend.connection


def _agree(line: smtplib.SMTP, sender: str, addresses: Sequence[str]) -> list[str]:
    """Sender and recipients; returns those it would not have. Raises NotTaken where none is left."""
    refused: list[str] = []
    answers: list[tuple[int, bytes]] = []
    try:
        line.ehlo_or_helo_if_needed()
        code, said = line.mail(parseaddr(sanitize_address(sender, "utf-8"))[1])
        if code != 250:
            raise NotTaken(_words(code, said), for_good=code >= 500)
        for address in addresses:
            code, said = line.rcpt(parseaddr(sanitize_address(address, "utf-8"))[1])
            answers.append((code, said))
            if code not in (250, 251):
                refused.append(address)
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(_said(error)) from None
    if len(refused) == len(addresses):
        code, said = answers[-1]
        raise NotTaken(_words(code, said), for_good=all(one >= 500 for one, _ in answers))
    return refused


def _hand(line: smtplib.SMTP, text: bytes) -> str:
    """DATA. What the server answers after the last dot decides; no answer leaves it open."""
    try:
        code, said = line.docmd("DATA")
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(_said(error)) from None
    if code != 354:
        raise NotTaken(_words(code, said), for_good=code >= 500)
    try:
        line.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        line.send(b".\r\n")
        code, said = line.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise Unsure(_said(error)) from None
    if code != 250:
        raise NotTaken(_words(code, said), for_good=code >= 500)
    return _words(code, said)


def _close(line: smtplib.SMTP | None) -> None:
    """What was answered stands, however the good-bye goes."""
    if line is None:
        return
    try:
        line.quit()
    except (smtplib.SMTPException, OSError):
        line.close()


def _words(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}".strip()


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
