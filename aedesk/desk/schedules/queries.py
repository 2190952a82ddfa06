"""What can be asked of schedule lines, promises and extensions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from ..kept import kept
from . import terms
from .models import Extension, Promise, ScheduleLine


def ids_of(request: Any, sheet: Any) -> tuple[int | None, int | None]:
    """The request a sheet answers and the sheet, or the request alone."""
    return (sheet.request_id, sheet.pk) if sheet is not None else (request.pk, None)


def about(request: int | None, sheet: int | None) -> Q:
    """Rows of a request or sheet; a sheet answers for its request's rows, and a request for its sheets'."""
    if sheet is None:
        return Q(request=request) | Q(sheet__request=request)
    return Q(sheet=sheet) if request is None else Q(sheet=sheet) | Q(request=request, sheet=None)


@kept
def _lines(person: Any, request: int | None, sheet: int | None) -> Any:
    rows = ScheduleLine.objects.visible_to(person).filter(about(request, sheet))
    return rows.exclude(state="withdrawn").order_by("due_at", "id")


@kept
def _promises(person: Any, request: int | None, sheet: int | None) -> Any:
    return Promise.objects.visible_to(person).filter(about(request, sheet)).select_related("to").order_by("-id")


@kept
def _extensions(person: Any, request: int | None, sheet: int | None) -> Any:
    return Extension.objects.visible_to(person).filter(about(request, sheet)).order_by("-id")


def lines_for(person: Any, *, request: Any = None, sheet: Any = None) -> list[ScheduleLine]:
    """The lines that stand, soonest first; the page gives them their persons."""
    return _lines(person, *ids_of(request, sheet))


def promises_for(person: Any, *, request: Any = None, sheet: Any = None) -> list[Promise]:
    """Promises to the client, the open one first."""
    return sorted(_promises(person, *ids_of(request, sheet)), key=lambda one: one.state != "open")


def extensions_for(person: Any, *, request: Any = None, sheet: Any = None) -> list[Extension]:
    """Time won for the creatives, newest first."""
    return _extensions(person, *ids_of(request, sheet))


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
