"""Who may read and write client and contact cards."""

from __future__ import annotations

from typing import Any

from ..who import account, account_lead
from . import inputs

EXPORTERS = frozenset({"ae", "ae_assistant", "account_manager", "account_director", "general_manager"})
LEADS = frozenset({"account_manager", "account_director", "general_manager"})
MONEY = frozenset(field.name for field in inputs.CLIENT if field.restricted)


def keeps_cards(act: Any) -> bool:
    """Account people; the wall has already kept out those of other clients."""
    hidden = {name for name in MONEY if act.values.get(name)} if act.target is None else MONEY & set(act.values)
    return bool(account(act)) and (act.person.sees_money or not hidden)


def is_lead(person: Any) -> bool:
    return bool(person.is_active and person.role in LEADS)


def reads_notes(person: Any) -> bool:
    """Restricted notes are for the AE and the account leads."""
    return bool(person.is_active and (person.role == "ae" or is_lead(person)))


def reads_preferences(person: Any) -> bool:
    """Birthday, drink and seat are for those who receive guests: account people and the office."""
    return bool(person.is_active and person.role in EXPORTERS | {"admin"})


def may_erase(act: Any) -> bool:
    """Erasing a person is for the AE and the account leads, who answer for the client."""
    return reads_notes(act.person)


def may_read_notes(act: Any) -> bool:
    return reads_notes(act.person)


__all__ = ["account_lead", "is_lead", "keeps_cards", "may_erase", "may_read_notes", "reads_notes", "reads_preferences"]
