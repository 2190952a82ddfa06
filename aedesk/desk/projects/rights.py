"""Who may change projects and their teams."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from ..who import account, account_lead

AE_SAYS = T("由项目的 AE 或客户主管来做。", "The project's AE or the account leads do this.")
ACCOUNT_SAYS = T("由客户部的同事来做。", "Account people do this.")
LEADING = ("account", "management")


def leads_project(act: Any) -> bool:
    """The project's AE, or an account lead; a deputy speaks for the AE but does not build the team."""
    if act.target is None:
        return bool(account(act))
    return bool(act.person.is_active and (act.project.ae_id == act.person.pk or account_lead(act)))


def starts_projects(act: Any) -> bool:
    """AEs and account leads; an assistant does not."""
    return bool(account(act)) and act.person.role != "ae_assistant"


def may_lead(person: Any) -> bool:
    """Whether a person can be a client's window: account people, and the general manager."""
    return bool(person.is_active and person.discipline in LEADING)


def keeps_budget(act: Any) -> bool:
    """Whether the budget, where it is given, may be given by this person."""
    return bool(act.person.sees_money) or not act.values.get("budget")
