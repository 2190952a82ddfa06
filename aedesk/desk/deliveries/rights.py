"""Who may prepare, send and look after a delivery."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from .. import who
from . import terms

WINDOW_SAYS = T(
    "由项目的 AE、代理期内的代理人或客户主管来做。",
    "The project's AE, a deputy within the dates, or the account leads do this.",
)
PREPARES_SAYS = T("由客户部的同事来做。", "Account people do this.")
HEADS_SAY = T("由专业负责人内审。", "The head of the profession reads it.")
DIRECTORS_SAY = T("由客户总监或总经理确认。", "The account director or the general manager confirms.")
prepares = who.account
window = who.window
directs = who.role("account_director", "general_manager")


def kind_of(it: Any) -> str:
    """What a delivery is, as SUB-15 looks at it: a strategy job's files are a strategy whatever they are called."""
    return "strategy" if it.sheet is not None and it.sheet.job_type == "strategy" else str(it.kind)


def reads(act: Any) -> bool:
    """The heads who read this kind before it goes out."""
    if act.target is None:
        return True
    return bool(act.person.is_active and act.person.role in terms.HEADS.get(kind_of(act.target), ()))
