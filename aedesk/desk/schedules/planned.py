"""What can be asked of schedules: the lines of a window of days, the papers filed, how each stands."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from aedesk.kit import clock

from .filing import GONE, falls_in, standing
from .models import Schedule, ScheduleLine

AROUND = timedelta(days=45)  # a line whose first draft lies further off does not reach into a window
MOST = 400


def plan_lines(person: Any, first: date, last: date, **only: Any) -> list[ScheduleLine]:
    """The lines whose bars touch the days from first to last, soonest first; `only` filters by client, project, doer."""
    begin, end = (datetime.combine(day, at, clock.SHANGHAI) for day, at in ((first, time.min), (last, time.max)))
    rows = ScheduleLine.objects.visible_to(person).filter(due_at__range=(begin - AROUND, end + AROUND))
    rows = rows.filter(**{f"{name}_id": value for name, value in only.items() if value}).exclude(GONE)
    touch = Q(due_at__range=(begin, end)) | Q(client_at__range=(begin, end)) | Q(output_at__range=(begin, end))
    spans = (
        Q(due_at__lt=begin, output_at__gt=end)
        | Q(start_at__lte=end, due_at__gte=begin)
        | Q(due_at__lte=begin, final_at__gte=begin)
    )
    rows = rows.filter(touch | spans).select_related("doer", "project__ae", "project__client", "sheet", "request")
    return list(rows.order_by("due_at", "pk")[:MOST])


SORTS = {
    "new": ("-filed_at", "-pk"), "project": ("project__code", "kind", "-month"), "month": ("-month", "project__code"),
    "client": ("client__code", "project__code", "-month"),
}  # fmt: skip


def schedules(
    person: Any, *, q: str = "", state: str = "", kind: str = "", project: str = "", sort: str = "new"
) -> Any:
    """Schedules filed, behind the walls."""
    rows = Schedule.objects.visible_to(person).select_related("project__ae", "client", "filed_by")
    if q:
        words = Q(project__name__icontains=q) | Q(project__code__icontains=q) | Q(project__initials__istartswith=q)
        rows = rows.filter(words | Q(client__short_name__icontains=q) | Q(client__name__icontains=q))
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if project.isdigit():
        rows = rows.filter(project_id=int(project))
    return rows.prefetch_related("signs").order_by(*SORTS.get(sort, SORTS["new"]))


def states_of(papers: list[Schedule]) -> dict[int, str]:
    """How each stands now; the lines of brand clients' projects are read in one statement."""
    signed = [one for one in papers if one.client.needs_both_signatures]
    rows = (
        ScheduleLine.objects.filter(project_id__in={one.project_id for one in signed}).exclude(GONE) if signed else ()
    )
    lines = list(rows)
    return {
        one.pk: standing(
            one, [line for line in lines if line.project_id == one.project_id and falls_in(line, one.month)]
        )
        for one in papers
    }
