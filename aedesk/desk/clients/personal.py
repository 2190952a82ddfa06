"""What must hold of a contact's personal information: a channel, purpose and consent (CRM-04)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from .inputs import PREFERENCES, PREFERRED, REACHED
from .terms import PURPOSE_FIELDS, PURPOSES

MONTH_DAY = re.compile(r"(?:(?:19|20)\d\d\s*[-/.年]?\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
COMPACT = re.compile(r"(?:(?:19|20)\d\d|--)?(\d\d)-?(\d\d)(?:T.*)?")  # vCard's 19901118 and --1118
MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
YEARS_KEPT = 3


def month_day(text: str) -> str:
    """A birthday as MM-DD, however written; a year is dropped. Raises ValueError where it is no day."""
    words = text.strip()
    found = COMPACT.fullmatch(words) or MONTH_DAY.fullmatch(words.split(" 00:00")[0].split("T")[0])
    if found is None:
        raise ValueError(text)
    day = date(2000, int(found[1]), int(found[2]))  # 2000 had a 29 February
    return f"{day:%m-%d}"


def keep_until(today: date) -> date:
    """The retention date where none is given: three years on."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + YEARS_KEPT, day=day)


def digits(phone: str) -> str:
    """The last eleven digits of a number, for comparing +86 138… with 138…."""
    return re.sub(r"\D", "", phone)[-11:]


def tidy(values: dict[str, Any]) -> dict[str, T]:
    """Put a contact's values into their stored form; returns what is wrong, by field."""
    wrong: dict[str, T] = {}
    if values.get("birthday"):
        try:
            values["birthday"] = month_day(values["birthday"])
        except ValueError:
            wrong["birthday"] = T("生日写成月日，如 11-18。", "Write the birthday as month-day, such as 11-18.")
    if values.get("email") and not MAIL.fullmatch(values["email"]):
        wrong["email"] = T("邮箱写法如 name@example.com。", "Write the email like name@example.com.")
    if values.get("phone") and not 5 <= len(re.sub(r"\D", "", values["phone"])) <= 20:
        wrong["phone"] = T("电话应有 5 到 20 位数字。", "A phone number has 5 to 20 digits.")
    return wrong


def lacking(values: Mapping[str, Any], touched: Mapping[str, Any]) -> dict[str, T]:
    """What a whole card lacks, where the fields in question were touched."""
    wrong: dict[str, T] = {}
    if set(REACHED) & set(touched) and not any(values.get(name) for name in REACHED):
        wrong["phone"] = T("电话、微信、邮箱、QQ 至少填一项。", "Give at least one of phone, WeChat, email, QQ.")
    if {"window_from", "window_until"} & set(touched):
        start, end = values.get("window_from"), values.get("window_until")
        if (start is None) != (end is None) or (start and end and start >= end):
            wrong["window_until"] = T("时间窗要有起止，且止晚于起。", "The window needs a start and a later end.")
    if {*PREFERRED, "purpose", "consent_on"} & set(touched):
        wrong |= unconsented(values)
    return wrong


def unconsented(values: Mapping[str, Any]) -> dict[str, T]:
    """Preferences without purpose or consent are not stored (个人信息保护法 art. 6)."""
    wrong: dict[str, T] = {}
    given = [field.label for field in PREFERENCES if values.get(field.name)]
    if given and not values.get("purpose"):
        wrong["purpose"] = _needs(given, T("用途", "a purpose"))
    if given and not values.get("consent_on"):
        wrong["consent_on"] = _needs(given, T("同意日期", "the day consent was given"))
    if values.get("consent_on") and values["consent_on"] > clock.today():
        wrong["consent_on"] = T("同意日期不能晚于今天。", "Consent cannot be given in the future.")
    return wrong or taken_back(values)


def taken_back(values: Mapping[str, Any]) -> dict[str, T]:
    """What a person took back is kept again only with consent given on a later day (个人信息保护法 art. 15)."""
    on = values.get("consent_on")
    for purpose, day in (values.get("withdrawn") or {}).items():
        kept = any(values.get(name) for name in PURPOSE_FIELDS[purpose])
        if kept and (on is None or on.isoformat() <= day):
            name = PURPOSES[purpose]
            return {
                "consent_on": T(
                    f"本人于 {day} 撤回了“{name.zh}”的同意；再次同意之后，请填那天的日期。",
                    f"Consent to “{name.en}” was taken back on {day}; once it is given again, enter that later day.",
                )
            }
    return {}


def still_withdrawn(values: Mapping[str, Any]) -> dict[str, str]:
    """The purposes that stay taken back: those of which nothing is kept."""
    withdrawn: Mapping[str, str] = values.get("withdrawn") or {}
    return {p: day for p, day in withdrawn.items() if not any(values.get(name) for name in PURPOSE_FIELDS[p])}


def _needs(given: list[T], what: T) -> T:
    zh, en = "、".join(label.zh for label in given), ", ".join(label.en for label in given)
    return T(
        f"要保存“{zh}”，请填{what.zh}；不填则不保存。",
        f"To keep {en}, give {what.en}; without it they are not kept.",
    )
