"""With whom one speaks on a project: each contact's role there, and whether anybody decides (CRM-02)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..clients.models import Contact
from ..errors import InvalidInput
from ..who import account
from . import inputs, terms
from .models import Project, ProjectContact
from .rights import ACCOUNT_SAYS

DECIDES = "decision_maker"


@action(
    "project.set_contact", "定联系人角色", "Set a contact's role", who=account, who_says=ACCOUNT_SAYS, on="Project",
    fields=inputs.CONTACT,
)  # fmt: skip
def set_contact(act: Act) -> Project:
    """Who decides, influences or carries out on this project; the card keeps its own."""
    project, contact, role = act.target, act.values["contact"], act.values["role"]
    if contact.client_id != project.client_id:
        raise InvalidInput({"contact": T("不属于这个客户。", "It belongs to another client.")})
    known = ProjectContact.objects.filter(project=project, contact=contact).first()
    if known is None:
        act.make(ProjectContact, client_id=project.client_id, project=project, contact=contact, role=role)
    else:
        act.set(known, role=role)
    word = terms.PROJECT_ROLES[role]
    act.says = T(f"{contact}：{word.zh}", f"{contact}: {word.en.lower()}")
    return project


@dataclass(frozen=True, slots=True)
class Spoken:
    """A contact with the role on one project; `is_own` where the project says so, not the card."""

    contact: Contact
    role: str
    is_own: bool

    @property
    def name(self) -> T:
        return terms.PROJECT_ROLES[self.role]


def contacts_of(person: Any, project: Project, *, everyone: bool = False) -> list[Spoken]:
    """The client's contacts as they stand on a project, those who decide first; those not on it only on request."""
    own = dict(ProjectContact.objects.filter(project=project).values_list("contact_id", "role"))
    rows = Contact.objects.visible_to(person).filter(client_id=project.client_id, is_active=True)
    found = [Spoken(one, own.get(one.pk, one.role), one.pk in own) for one in rows.order_by("-is_senior", "pk")]
    order = list(terms.PROJECT_ROLES)
    found.sort(key=lambda one: order.index(one.role))
    return found if everyone else [one for one in found if one.role != "out"]


def nobody_decides(found: list[Spoken]) -> bool:
    return not any(one.role == DECIDES for one in found)


def uninvited_deciders(person: Any, project: Project, invited: Contact | None) -> list[str]:
    """Who decides on a project but is not the one met: a proposal goes to them (CRM-02)."""
    deciders = [one.contact for one in contacts_of(person, project) if one.role == DECIDES]
    return [] if invited in deciders else [one.name for one in deciders]
