"""Who may do what: small predicates that actions put together."""

from __future__ import annotations

from typing import Any

from aedesk.rulebook.roles import with_role


def anyone(act: Any) -> bool:
    """Any member of staff."""
    return bool(act.person.is_active)


def role(*codes: str) -> Any:
    """Persons of these roles, and nobody else."""
    allowed = with_role(*codes)

    def check(act: Any) -> bool:
        return act.person.is_active and act.person.role in allowed

    return check


def either(*checks: Any) -> Any:
    """One of several is enough."""

    def check(act: Any) -> bool:
        return any(one(act) for one in checks)

    return check


account_lead = role("account_manager", "account_director", "general_manager")
account = role("ae", "ae_assistant", "account_manager", "account_director", "general_manager")
finance = role("finance_manager", "accountant")
admin = role("admin", "general_manager")


def window(act: Any) -> bool:
    """The client's one window (ROL-01): the project's AE, a deputy in his days, or the AE's leads.

    Without a project, any account person.
    """
    project = act.project
    if project is None:
        return bool(account(act))
    return is_window(act.person, project, act.now) or bool(account_lead(act))


def is_window(person: Any, project: Any, at: Any) -> bool:
    """Whether a person is the project's AE or acts for the AE at that moment."""
    if not person.is_active:
        return False
    if project.ae_id == person.pk:
        return True
    return any(d.person_id == person.pk and d.acts_at(at) for d in project.deputies.all())
