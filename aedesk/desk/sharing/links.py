"""Makes links, opens them, and makes and checks the code that a signature asks for (T12).

Nothing that opens a link stands in the database: token and code are computed from random salts and the key outside it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.receipt_gates import CODE_BEFORE_SIGNING

from ..duties.figures import figures_of
from ..errors import InvalidInput, Unknown, WrongState
from ..writing import writing
from .models import ShareLink

LONGEST = 64  # characters of a token worth looking up


def make(act: Any, thing: Any, contact: Any, *, may: str = "see") -> ShareLink:
    """A link to one thing for one contact, for as many days as the rule says. Raises InvalidInput for somebody else's contact."""
    if contact.client_id != thing.client_id or not contact.is_active:
        raise InvalidInput(
            {"contact": T("请选这家客户在用的联系人。", "Choose a contact of this client who is in use.")}
        )
    days = int(figures_of(CODE_BEFORE_SIGNING, clock.shanghai(act.now).date())["days"])
    salt = secrets.token_hex(32)
    made: ShareLink = act.make(
        ShareLink, client_id=thing.client_id, contact=contact, noun=thing._meta.model_name, object_id=thing.pk, may=may,
        salt=salt, token_hash=_sha256(_token(salt)), expires_at=act.now + timedelta(days=days),
    )  # fmt: skip
    return made


def token_of(link: ShareLink) -> str:
    """The secret part of a link's address: 256 bits."""
    return _token(link.salt)


def path_of(link: ShareLink) -> str:
    """Where the client finds it."""
    return f"/s/{token_of(link)}/"


def address_of(link: ShareLink) -> str:
    """The whole address, to be sent or printed as a code."""
    return settings.BASE_URL.rstrip("/") + path_of(link)


def opened(token: str, now: datetime) -> ShareLink:
    """The link of a token. Raises Unknown, and never says why, where it is wrong, ended, revoked, or its people are gone."""
    rows = ShareLink.objects.select_related("contact", "client", "created_by")
    link: ShareLink | None = rows.filter(token_hash=_sha256(token)).first() if len(token) <= LONGEST else None
    if link is None or not link.is_open(now) or not link.contact.is_active:
        raise Unknown
    maker = link.created_by
    if maker is None or not maker.may_see_client(link.client_id):
        raise Unknown
    return link


def thing_of(link: ShareLink) -> Any:
    """What the link shows. Raises Unknown where it is no more."""
    rows: Any = apps.get_model("desk", link.noun)._default_manager
    found = rows.filter(pk=link.object_id, client_id=link.client_id).first()
    if found is None:
        raise Unknown
    return found


def links_of(thing: Any, now: datetime) -> list[ShareLink]:
    """The links to a thing that still open, newest first; for pages of people who may see the thing."""
    rows = ShareLink.objects.filter(
        noun=thing._meta.model_name, object_id=thing.pk, revoked_at=None, expires_at__gte=now
    )
    return list(rows.select_related("contact", "created_by").order_by("-pk"))


def new_code(act: Any, link: ShareLink, how: str, *, minutes: int) -> str:
    """A fresh code for the link, to be told to an address on the contact's card. Raises InvalidInput where there is none."""
    to = str(getattr(link.contact, how, "") or "")
    if not to:
        raise InvalidInput(
            {"how": T("名片上没有这一项，请先补上或换一种方式。", "The card has none; add it or choose another way.")}
        )
    if not link.is_open(act.now):
        raise WrongState(T("链接已失效，请重新生成。", "The link has ended; make a new one."))
    until = act.now + timedelta(minutes=minutes)
    act.set(link, code_salt=secrets.token_hex(32), code_how=how, code_to=to[:160], code_until=until, code_tries=0)
    return code_of(link)


def code_of(link: ShareLink) -> str:
    """The code now in use: six digits; "" for none."""
    return f"{int(_keyed(f'code:{link.code_salt}').hex(), 16) % 1_000_000:06d}" if link.code_salt else ""


def code_stands(link: ShareLink, now: datetime, tries: int) -> bool:
    """Whether a code is out that has neither ended nor been guessed at too often."""
    return bool(link.code_salt and link.code_until and now <= link.code_until and link.code_tries < tries)


def count_try(link: ShareLink, now: datetime, tries: int) -> bool:
    """Count one try before the code is looked at, in a transaction of its own; False where no more are allowed."""
    with writing():
        row = ShareLink.objects.select_for_update().get(pk=link.pk)
        if not code_stands(row, now, tries):
            return False
        ShareLink.objects.filter(pk=link.pk).update(code_tries=row.code_tries + 1)
        return True


def fits(link: ShareLink, code: str) -> bool:
    """Whether this is the code, compared in constant time."""
    wanted = code_of(link)
    return bool(wanted) and hmac.compare_digest(wanted.encode(), code.strip().encode())


def _token(salt: str) -> str:
    return base64.urlsafe_b64encode(_keyed(f"share:{salt}")).decode().rstrip("=")


def _keyed(text: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).digest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
