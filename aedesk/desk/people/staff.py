"""Staff: added, edited, disabled at once, and their sign-in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from aedesk.kit import hanzi
from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..finding import Words, findable, index, phone_words
from ..who import admin
from . import inputs
from .models import ApiToken, Person

ADMIN_SAYS = T("由行政或总经理来做。", "The office administrator or the general manager does this.")
ABOVE_ADMIN = "general_manager"


def keeps_staff(act: Any) -> bool:
    """Administrators; only a general manager touches a general manager or makes one."""
    if not admin(act):
        return False
    above = act.values.get("role") == ABOVE_ADMIN or getattr(act.target, "role", "") == ABOVE_ADMIN
    return bool(act.person.role == ABOVE_ADMIN or not above)


def checked_password(text: str, person: Person | None = None, field: str = "password") -> str:
    """The password itself. Raises InvalidInput where it is too short or too common."""
    try:
        validate_password(text, person)
    except ValidationError as weak:
        short = any(error.code == "password_too_short" for error in weak.error_list)
        says = T("密码至少 10 个字符。", "The password needs 10 characters or more.")
        common = T("这个密码太常见，请换一个。", "This password is too common; choose another.")
        raise InvalidInput({field: says if short else common}) from weak
    return text


def free_username(text: str) -> str:
    """The user name as it is kept. Raises InvalidInput where it is taken or holds spaces."""
    name = text.strip().lower()
    if Person.objects.filter(username__iexact=name).exists():
        raise InvalidInput({"username": T("这个用户名已在用。", "This user name is in use.")})
    if any(c.isspace() for c in name):
        raise InvalidInput({"username": T("用户名里不能有空格。", "A user name has no spaces.")})
    return name


def _given(act: Act) -> dict[str, Any]:
    return {name: value for name, value in act.values.items() if name not in ("reason", "username", "password")}


@findable("Person", "backup")
def found_by(it: Person) -> Words | None:
    """A colleague by name and its sound, phone, role and what to ask for (ROL-07); nobody who has left."""
    if not it.is_active:
        return None
    role = it.role_of.name
    subtitle = " · ".join(part for part in (role.zh, it.duties_text) if part)
    names = f"{it.name_en} {hanzi.sounds(it.name)} {phone_words(it.phone)}"
    return Words(it.name, subtitle, names, f"{it.department} {role.en} {it.email}")


@action(
    "person.add", "加同事", "Add a colleague", who=keeps_staff, who_says=ADMIN_SAYS,
    fields=(*inputs.PERSON, inputs.USERNAME, inputs.PASSWORD),
)  # fmt: skip
def add(act: Act) -> Person:
    """A new colleague, who can sign in from now on."""
    made = Person(**_given(act), username=free_username(act.values["username"]))
    made.initials = hanzi.initials(made.name)[:20]
    made.set_password(checked_password(act.values["password"], made))
    made.save()
    index(made)
    act.says = T(f"加同事 {made}", f"Colleague {made} added")
    return made


@action(
    "person.edit", "改同事资料", "Edit a colleague", who=keeps_staff, who_says=ADMIN_SAYS, on="Person",
    fields=inputs.PERSON, partial=True, versioned=True,
)  # fmt: skip
def edit(act: Act) -> Person:
    it, values = act.target, _given(act)
    if it.pk == act.person.pk and values.get("role", it.role) != it.role:
        raise InvalidInput({"role": T("自己的角色由别人改。", "Somebody else changes your own role.")})
    for name in ("backup", "lead"):
        if values.get(name) == it:
            raise InvalidInput({name: T("请选另一位同事。", "Choose somebody else.")})
    if "name" in values:
        values["initials"] = hanzi.initials(values["name"])[:20]
    act.set(it, **values)
    index(it)
    act.says = T(f"改同事资料 {it}", f"Colleague {it} edited")
    return it


@action(
    "person.disable", "停用", "Disable", who=keeps_staff, who_says=ADMIN_SAYS, on="Person",
    confirm=T("停用后立刻退出所有登录，令牌全部作废。停用吗？", "All sessions and tokens end at once. Disable?"),
)  # fmt: skip
def disable(act: Act) -> Person:
    """Sessions, tokens and the password are dead at once, and stay so when the person is enabled again (T3)."""
    it: Person = act.target
    if it.pk == act.person.pk:
        raise WrongState(T("不能停用自己。", "One does not disable oneself."))
    if not it.is_active:
        raise WrongState(T("已经停用了。", "Disabled already."))
    it.set_unusable_password()  # a session is bound to the password: no copy of it, cached or stored, comes back
    it.save(update_fields=["password"])
    ApiToken.objects.filter(person=it, revoked_at=None).update(revoked_at=act.now)
    act.set(it, is_active=False)
    index(it)
    act.says = T(f"停用 {it}", f"{it} disabled")
    return it


@action("person.enable", "启用", "Enable", who=keeps_staff, who_says=ADMIN_SAYS, on="Person", fields=(inputs.PASSWORD,))
def enable(act: Act) -> Person:
    """Back at work, with a new password."""
    it: Person = act.target
    if it.is_active:
        raise WrongState(T("没有停用。", "Not disabled."))
    it.set_password(checked_password(act.values["password"], it))
    it.save(update_fields=["password"])
    act.set(it, is_active=True)
    index(it)
    act.says = T(f"启用 {it}", f"{it} enabled")
    return it


@action(
    "person.set_password", "重设密码", "Set a password", who=keeps_staff, who_says=ADMIN_SAYS, on="Person",
    fields=(inputs.PASSWORD,),
)  # fmt: skip
def set_password(act: Act) -> Person:
    """A new password for a colleague; every session of his ends."""
    it: Person = act.target
    if not it.is_active:
        raise WrongState(T("这位同事已停用。", "This colleague is disabled."))
    it.set_password(checked_password(act.values["password"], it))
    it.save(update_fields=["password"])
    act.says = T(f"重设 {it} 的密码", f"Password of {it} set")
    return it
