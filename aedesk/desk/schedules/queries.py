"""What can be asked of schedule lines, promises and extensions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from . import terms
from .models import Extension, Promise, ScheduleLine


def about(*, request: Any = None, sheet: Any = None) -> Q:
    """Rows of a request or sheet; a sheet answers for its request's rows, and a request for its sheets'."""
    if sheet is not None:
        own = Q(sheet=sheet)
        return own | Q(request_id=sheet.request_id, sheet=None) if sheet.request_id else own
    return Q(request=request) | Q(sheet__request=request)


def lines_for(person: Any, *, request: Any = None, sheet: Any = None) -> list[ScheduleLine]:
    """The lines that stand, soonest first; the page gives them their persons."""
    rows = (
        ScheduleLine.objects.visible_to(person).filter(about(request=request, sheet=sheet)).exclude(state="withdrawn")
    )
    return list(rows.order_by("due_at", "id"))


def promises_for(person: Any, *, request: Any = None, sheet: Any = None) -> list[Promise]:
    """Promises to the client, the open one first."""
    rows = Promise.objects.visible_to(person).filter(about(request=request, sheet=sheet))
    return sorted(rows.select_related("to").order_by("-id"), key=lambda one: one.state != "open")


def extensions_for(person: Any, *, request: Any = None, sheet: Any = None) -> list[Extension]:
    """Time won for the creatives, newest first."""
    rows = Extension.objects.visible_to(person).filter(about(request=request, sheet=sheet))
    return list(rows.order_by("-id"))


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One line as the client may see it: what, by when, and the AE's name, nobody else's (SCH-01)."""

    what: str
    step: str
    at: datetime
    ae: str


def client_view(person: Any, project: Any) -> list[ClientLine]:
    """The accepted lines of a project by the client's date; unanswered ones are not there."""
    rows = ScheduleLine.objects.visible_to(person).filter(
        project=project, state__in=terms.SHOWN, client_at__isnull=False
    )
    lines = [
        ClientLine(row.what, row.step, row.client_at or row.due_at, row.project.ae.name)
        for row in rows.select_related("project__ae")
    ]
    return sorted(lines, key=lambda line: line.at)


def waiting_for(person: Any) -> list[ScheduleLine]:
    """Lines that wait for this person's answer."""
    rows = ScheduleLine.objects.visible_to(person).filter(doer=person, state="proposed")
    return list(rows.select_related("project", "request", "sheet").order_by("due_at", "id"))
