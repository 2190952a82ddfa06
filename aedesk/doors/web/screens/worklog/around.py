"""What the partials of dates, work, hand-overs, files and orders need on the job and request pages."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.artwork.queries import files_for, readable
from aedesk.desk.artwork.terms import FILE_STATES
from aedesk.desk.clients.models import Contact
from aedesk.desk.deliveries import queries as deliveries
from aedesk.desk.deliveries import terms as delivery_terms
from aedesk.desk.feedback.queries import about as feedback_about
from aedesk.desk.jobsheets.handovers import hand_overs_of
from aedesk.desk.jobsheets.terms import STAGES
from aedesk.desk.money.queries import orders_for
from aedesk.desk.people.models import Person
from aedesk.desk.people.queries import with_people
from aedesk.desk.receipts.queries import standing
from aedesk.desk.receipts.terms import STANDINGS
from aedesk.desk.schedules import queries as schedules
from aedesk.desk.schedules import terms as schedule_terms
from aedesk.desk.schedules.lines import in_house
from aedesk.desk.schedules.risks import hints, type_of
from aedesk.desk.who import window
from aedesk.desk.worklog import queries as worklog
from aedesk.kit import clock
from aedesk.rulebook.engine import judge
from aedesk.rulebook.roles import CREATIVE, ROLES

# They work for every client without being on its team.
FOR_EVERYBODY = ("production_manager", "strategy_director", "creative_director")


def job_around(job: Any, person: Any) -> dict[str, Any]:
    """The context of every partial on the job page, in a fixed number of statements."""
    now = clock.now()
    notes = worklog.progress_of(job, person)
    order = Act(ACTIONS["purchase.order"], person, None, {"sheet": job}, now)
    work = worklog.work_on(job, person)
    hand_overs, entries = hand_overs_of(job), worklog.time_on(job, person)
    dates = dates_around(person, job.project, sheet=job)
    with_people(*dated(dates), (notes, ("person",)), (entries, ("person",)), (hand_overs, ("giver", "receiver")))
    return {
        **dates,
        "work": work, "running_timer": work.timer, "work_act": work.act, "entries": entries, "notes": notes,
        "is_stale": worklog.is_stale(job, notes, now), "does": does(job, person, hand_overs),
        "files": files_for(person, sheet=job), "file_states": FILE_STATES, "readable": readable,
        "file_day": f"{clock.today():%y%m%d}", "stages_of": STAGES,
        "work_refusals": judge("progress.note", Act(ACTIONS["progress.note"], person, job, {}, now)),
        "sent": deliveries.of_sheet(person, job), "sent_terms": delivery_terms, "order_act": order, "order_refusals": judge("purchase.order", order) if person.sees_money else [],
        "orders": orders_for(person, job), "hand_overs": hand_overs, "standing": standing(person, sheet=job), "standings": STANDINGS, "feedback": feedback_about(person, sheet=job),
    }  # fmt: skip


def does(job: Any, person: Any, hand_overs: list[Any]) -> bool:
    """Whether a person works on the job: named on the sheet, or the stage was handed to them."""
    if person.pk in {job.copywriter_id, job.designer_id, job.finished_artist_id}:
        return True
    return any(one.receiver_id == person.pk and one.state == "accepted" for one in hand_overs)


def request_around(request: Any, person: Any) -> dict[str, Any]:
    """The context of the line and promise partials on the request page."""
    dates = dates_around(person, request.project, request=request)
    with_people(*dated(dates))
    return dates


def dated(dates: dict[str, Any]) -> list[tuple[list[Any], tuple[str, ...]]]:
    """What among the dates names persons."""
    return [(dates["lines"], ("doer",)), (dates["promises"], ("by",)), (dates["extensions"], ("created_by",))]


def dates_around(person: Any, project: Any, *, request: Any = None, sheet: Any = None) -> dict[str, Any]:
    """Lines, promises and extensions with those who may be asked and spoken to."""
    lines = schedules.lines_for(person, request=request, sheet=sheet)
    asking = Act(ACTIONS["line.propose"], person, None, {"project": project}, clock.now())
    leads, is_over = window(asking), sheet is not None and sheet.is_closed
    return {
        "lines": lines, "offer": offer(lines, request or sheet.request, sheet),
        "promises": schedules.promises_for(person, request=request, sheet=sheet),
        "extensions": schedules.extensions_for(person, request=request, sheet=sheet),
        "leads": leads, "is_over": is_over, "may_ask": in_house(asking) and not is_over, "doers": team(project), "project": project,
        "contacts": list(Contact.objects.filter(client_id=project.client_id, is_active=True).order_by("id").values_list("pk", "name")) if leads else [],
        "schedule_terms": schedule_terms, "wanted_at": sheet.client_due_at if sheet is not None else request.wanted_at,
        "risks": hints(type_of(sheet or request)) if leads and not (sheet and sheet.issued_at) else [],
        "lines_about": {"sheet": sheet.pk} if sheet is not None else {"request": request.pk},
        "back": f"/jobs/{sheet.pk}/" if sheet is not None else f"/requests/{request.pk}/",
    }  # fmt: skip


def offer(lines: list[Any], request: Any, sheet: Any) -> dict[str, Any]:
    """What the promise is likely to say: the thing asked for, no sooner than the last accepted line."""
    wanted = request.wanted_at if request is not None else None
    ready = [line.client_at or line.due_at for line in lines if line.state in ("accepted", "delivered")]
    return {
        "what": (request or sheet).title, "due_at": max(ready, default=None), "first": wanted,
        "to": request.note.contact_id if request is not None and request.note is not None else "",
    }  # fmt: skip


def team(project: Any) -> list[tuple[int, str]]:
    """Who may be asked for a time: the client's people, then those who work for every client; each with the role."""
    on_it = Q(client_memberships__client_id=project.client_id, client_memberships__ended_on=None)
    rows = Person.objects.filter(on_it | Q(role__in=FOR_EVERYBODY), is_active=True).order_by("id").distinct()
    found = sorted(
        rows.only("name", "name_en", "role"), key=lambda one: (ROLES[one.role].discipline not in CREATIVE, one.pk)
    )
    return [(one.pk, f"{one.called} · {ROLES[one.role].name}") for one in found]
