"""What the rules ask about projects: the one window, who acts for the AE, rivals, items accepted."""

from __future__ import annotations

from typing import Any

from ..clients.models import ClientMember
from ..clients.walling import rivals
from ..facts import fact
from ..people.models import Person
from ..who import account, account_lead
from ..who import is_window as stands_in


def _project_of(act: Any) -> Any:
    """The act's project; a decision's is its note's."""
    return act.project or getattr(getattr(act.target, "note", None), "project", None)


@fact("is_window")
def is_window(act: Any) -> bool:
    """Whether the person speaks to the client: AE, deputy in his days, or a lead (ROL-01)."""
    project = _project_of(act)
    if project is None:
        return bool(account(act))
    return stands_in(act.person, project, act.now) or bool(account_lead(act))


@fact("on_behalf_of")
def on_behalf_of(act: Any) -> Person | None:
    """Whom a deputy acts for at this moment, so that the journal says 方小棠 代 林晓岚."""
    project = _project_of(act)
    if project is None or act.person.pk == project.ae_id or act.person.discipline != "account":
        return None
    acting = project.deputies.filter(person=act.person, from_at__lte=act.now, until_at__gte=act.now)
    found = acting.select_related("acts_for").first()
    return found.acts_for if found else None


@fact("rival_of")
def rival_of(act: Any) -> list[str]:
    """Names of the persons in the act who work for a client walled off from this one (CPL-01)."""
    named = [one for one in act.values.values() if isinstance(one, Person) and not one.sees_every_client]
    if act.client is None or not named:
        return []
    rows = ClientMember.objects.filter(client_id__in=rivals(act.client), person__in=named, ended_on=None)
    torn = set(rows.values_list("person_id", flat=True))
    return [one.name for one in named if one.pk in torn]


@fact("items_all_accepted")
def items_all_accepted(act: Any) -> bool:
    """Every item of the hand-over has been accepted (ROL-14)."""
    return bool(act.target.is_all_accepted)
