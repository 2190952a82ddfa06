"""What everybody settles for themselves: language, password, absence, API tokens, the agency's profile read."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, time
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import LANGUAGES, T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..who import admin, anyone
from . import inputs
from .models import ApiToken, Person
from .staff import checked_password

PREFIX = "aed_"


@action(
    "me.language", "换语言", "Change the language", who=anyone,
    fields=(Field("language", T("语言", "Language"), "choice", True, choices=LANGUAGES),),
)  # fmt: skip
def language(act: Act) -> Person:
    act.says = T("换语言", "Language changed")
    return act.set(act.person, language=act.values["language"])


@action(
    "me.password", "改密码", "Change the password", who=anyone,
    fields=(
        Field("old", T("现在的密码", "Present password"), required=True, longest=200),
        Field("password", T("新密码", "New password"), required=True, longest=200, help=inputs.PASSWORD.help),
    ),
)  # fmt: skip
def password(act: Act) -> Person:
    """A new password; every session of the person ends, this one too."""
    me: Person = act.person
    if not me.check_password(act.values["old"]):
        raise InvalidInput({"old": T("密码不对。", "That is not the password.")})
    me.set_password(checked_password(act.values["password"], me))
    me.save(update_fields=["password"])
    act.says = T("改密码", "Password changed")
    return me


@action(
    "me.out", "外出", "Out of office", who=anyone,
    fields=(Field("out_until", T("外出到", "Out until"), "datetime", help=T("留空表示已回来。", "Empty: back.")),),
)  # fmt: skip
def out(act: Act) -> Person:
    """Absent until a moment: message slips count from there (TEL-03). Empty: back at work."""
    until = act.values["out_until"]
    if until is not None and until <= act.now:
        raise InvalidInput({"out_until": T("时间要晚于现在。", "It lies ahead.")})
    shown = f"{clock.shanghai(until):%m-%d %H:%M}" if until else ""
    act.says = T(f"外出到 {shown}", f"Out until {shown}") if until else T("回来了", "Back")
    return act.set(act.person, out_until=until)


@action("profile.read", "已阅读公司核心业务", "Profile read", who=anyone)
def profile_read(act: Act) -> Person:
    """A new account person confirms having read what the agency does and charges (ROL-08)."""
    act.says = T("已阅读公司核心业务", "Has read the agency's profile")
    return act.person


@action("token.make", "发令牌", "Make a token", who=anyone, fields=inputs.TOKEN)
def make_token(act: Act) -> ApiToken:
    """A key to the API; `act.facts["secret"]` holds it this once, the desk keeps only its sha256."""
    ends: Any = act.values["expires_on"]
    if ends is not None and ends < clock.today():
        raise InvalidInput({"expires_on": T("到期日已经过了。", "That day is past.")})
    secret = PREFIX + secrets.token_urlsafe(32)
    act.facts["secret"] = secret
    act.says = T(f"发令牌：{act.values['name']}", f"Token made: {act.values['name']}")
    return ApiToken.objects.create(
        person=act.person, name=act.values["name"], scope=act.values["scope"], created_at=act.now,
        digest=hashlib.sha256(secret.encode()).hexdigest(),
        expires_at=datetime.combine(ends, time.max, clock.SHANGHAI) if ends else None,
    )  # fmt: skip


def owns_token(act: Any) -> bool:
    return act.target is None or act.target.person_id == act.person.pk or bool(admin(act))


@action(
    "token.revoke", "作废令牌", "Revoke the token", who=owns_token, on="ApiToken",
    confirm=T("用它的程序立刻不能再访问。作废吗？", "Programs using it are shut out at once. Revoke?"),
)  # fmt: skip
def revoke_token(act: Act) -> ApiToken:
    it: ApiToken = act.target
    if it.revoked_at:
        raise WrongState(T("已经作废了。", "Revoked already."))
    act.says = T(f"作废令牌：{it.name}", f"Token revoked: {it.name}")
    return act.set(it, revoked_at=act.now)
