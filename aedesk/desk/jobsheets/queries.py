"""What can be asked of job sheets: the list, one page, its signatures and who owes it something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from aedesk.kit.text import T

from ..duties.models import DutyRow
from ..people.models import Person
from ..people.queries import with_people
from . import state, terms
from .models import JobSheet

OPEN = ("draft", "submitted", "returned", "issued")
TABS = {
    "open": (T("进行中", "Open"), Q(state__in=OPEN)),
    "draft": (T("草稿与退回", "Drafts and returned"), Q(state__in=("draft", "returned"))),
    "submitted": (T("待签", "Awaiting signatures"), Q(state="submitted")),
    "issued": (T("已下达", "Issued"), Q(state="issued")),
    "closed": (T("已了结", "Closed"), Q(state__in=("closed", "cancelled"))),
}
SORTS = {"new": "-id", "due": "client_due_at", "stalled": "last_event_at"}
NAMED = ("ae", "copywriter", "designer", "finished_artist", "closed_by")
LISTED = (
    "id", "number", "title", "job_type", "state", "stage", "court", "is_urgent", "client_due_at", "issued_at",
    "client__short_name", "client__name", "project__code", "project__name", "ae__name", "copywriter__name",
    "copywriter__name_en", "designer__name", "designer__name_en",
)  # fmt: skip


AFTER_CLIENT = ("artwork", "check", "output")


def client_has(row: dict[str, Any]) -> bool:
    """Whether a row of the list is in the client's hands or past them: its date for the client cannot run late any more."""
    return row["court"] == "client" or row["stage"] in AFTER_CLIENT or (row["stage"] == "client" and row["was_given"])


def jobs(
    person: Person, *, tab: str = "open", q: str = "", mine: bool = False, project: str = "", sort: str = "new"
) -> Any:
    """The job list a person may see, as plain rows (dicts of LISTED and `was_given`)."""
    rows = JobSheet.objects.visible_to(person).filter(TABS.get(tab, TABS["open"])[1])
    if mine:
        rows = rows.filter(Q(ae=person) | Q(copywriter=person) | Q(designer=person) | Q(finished_artist=person))
    if project.isdigit():
        rows = rows.filter(project_id=int(project))
    if q.strip():
        rows = rows.filter(Q(number__contains=q.strip()) | Q(title__icontains=q.strip()))
    kept = JobSheet.objects.filter(pk=OuterRef("pk"), promises__state="kept")
    return rows.order_by(SORTS.get(sort, "-id")).annotate(was_given=Exists(kept)).values(*LISTED, "was_given")


def page(person: Person, pk: int) -> JobSheet | None:
    """One sheet with all that its page shows, in a fixed number of statements."""
    rows = JobSheet.objects.visible_to(person).select_related("client", "project", "request__note")
    gathered = ("spec_rows", "signatures", "changes__signatures", "project__deputies")
    found = next(iter(rows.prefetch_related(*gathered).filter(pk=pk)), None)
    if found is None:
        return None
    found.project.client, changes = found.client, found.changes.all()
    signed = [*found.signatures.all(), *(one for change in changes for one in change.signatures.all())]
    with_people(([found], NAMED), ([found.project], ("ae",)), (signed, ("person",)), (changes, ("created_by",)))
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a signature: who gives it, and how it stands (waiting, signed, returned, negotiating)."""

    sign: str
    role: T
    person: Any
    state: str
    at: Any = None
    note: str = ""
    proposed_at: Any = None


def places(job: JobSheet) -> list[Place]:
    """The signature places of a sheet in their order."""
    live = state.live_signatures(job)
    proposed = {s.sign: s for s in job.signatures.all() if s.decision == "proposed" and s.void_at is None}
    found = []
    people = {"copy": job.copywriter, "design": job.designer}
    for sign in (*state.wanted_signs(job), "finance", "review", "creative_director", "account_director"):
        if sign in live:
            found.append(Place(sign, terms.SIGNS[sign], live[sign].person, "signed", live[sign].at))
        elif sign == "finance" and job.has_number:
            found.append(Place(sign, terms.SIGNS[sign], None, "signed"))
        elif sign in proposed:
            found.append(
                Place(
                    sign,
                    terms.SIGNS[sign],
                    proposed[sign].person,
                    "negotiating",
                    proposed[sign].at,
                    proposed[sign].reason,
                    proposed[sign].proposed_at,
                )
            )
        elif sign not in ("creative_director", "account_director"):
            found.append(Place(sign, terms.SIGNS[sign], people.get(sign), "waiting"))
    return found


def waits(job: JobSheet) -> list[DutyRow]:
    """Who owes the job something, the most pressing first: its open duties with their persons."""
    rows = DutyRow.objects.filter(job_id=job.pk, state=DutyRow.OPEN).select_related("person")
    return list(rows.order_by("due_at", "id")[:20])
