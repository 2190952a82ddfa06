"""Writing a job sheet on the web: opening it, filling it with the meter beside it, finding one to copy."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from aedesk.desk.contactlog.models import ContactNote
from aedesk.desk.jobsheets import inputs, terms
from aedesk.desk.jobsheets.models import JobSheet, Request
from aedesk.desk.jobsheets.writing import plain_rows
from aedesk.desk.library.shelves import materials
from aedesk.desk.projects.queries import basics, choices
from aedesk.kit import clock
from aedesk.rulebook.papers import JOB_SHEET, needed_columns

from ...links import anchor
from ...screen import screen, show
from ..clients.view import choices as picked
from ..jobs.context import doers, look

FOUND, SIZES, NOTES = 12, 80, 60


@screen("jobs/new/", "job_new")
def job_new(request: HttpRequest) -> HttpResponse:
    values: dict[str, Any] = request.GET.dict()
    asked = _asked(request)
    if asked is not None:
        values |= {"project": asked.project_id, "title": values.get("title") or asked.title}
    source = _sheet(request, values.get("copy_from", ""))
    if source is not None:
        values |= {
            "project": values.get("project") or source.project_id,
            "job_type": source.job_type,
            "title": values.get("title") or source.title,
        }
    last = _last_of(request, values.get("project", ""))
    return show(
        request, "sheet/new.html", nav="jobs", values=values, asked=asked, terms=terms, source=source, last=last,
        projects=choices(request.user),
    )  # fmt: skip


def _asked(request: HttpRequest) -> Request | None:
    """The request a sheet is opened from, if the address names one."""
    pk = request.GET.get("request", "")
    rows = Request.objects.visible_to(request.user).select_related("project__client", "note")
    return rows.filter(pk=pk).first() if pk.isdigit() and len(pk) < 19 else None


def _sheet(request: HttpRequest, pk: str) -> JobSheet | None:
    rows = JobSheet.objects.visible_to(request.user).select_related("project")
    return rows.filter(pk=pk).first() if str(pk).isdigit() and len(str(pk)) < 19 else None


def _last_of(request: HttpRequest, project: Any) -> JobSheet | None:
    """The project's last sheet that went out: the one most often copied."""
    if not str(project).isdigit() or len(str(project)) > 18:
        return None
    rows = JobSheet.objects.visible_to(request.user).filter(project_id=int(project), number__isnull=False)
    return rows.select_related("project").order_by("-id").first()


@screen("jobs/last/", "job_last", part_of="/jobs/new/")
def job_last(request: HttpRequest) -> HttpResponse:
    """The part of the opening form that offers the chosen project's last sheet."""
    return show(
        request, "sheet/_copy.html", values={}, source=None, last=_last_of(request, request.GET.get("project", ""))
    )


@screen("jobs/find/", "jobs_find")
def jobs_find(request: HttpRequest) -> HttpResponse:
    """Choices for a picker: sheets by number, title or project, the newest first."""
    rows = JobSheet.objects.visible_to(request.user).select_related("project")
    if q := request.GET.get("q", "").strip()[:60]:
        rows = rows.filter(
            Q(number__contains=q) | Q(title__icontains=q) | Q(project__code__iexact=q) | Q(project__name__icontains=q)
        )
    items = [(s.pk, str(s), str(s.project)) for s in rows.order_by("-id")[:FOUND]]
    return picked(request, items)


@screen("jobs/<int:pk>/sheet/", "job_sheet", about="JobSheet")
def job_sheet(request: HttpRequest, it: JobSheet) -> HttpResponse:
    if not it.is_editable:
        return redirect("job", pk=it.pk)
    return show(
        request, "sheet/page.html", nav="jobs", job=it, rows=plain_rows(it) or [{}], fields={f.name: f for f in inputs.SHEET},
        options=doers(it), notes=notes_of(request, it), terms=terms, needs=needed_columns(it.job_type),
        sizes=materials(request.user, project=str(it.project_id))[:SIZES], basics=basics(it.project),
        deciders=deciders_of(it), lately=lately(request, it), **meter_of(it, request.user),
    )  # fmt: skip


@screen("jobs/<int:pk>/completeness/", "job_completeness", about="JobSheet", part_of="/jobs/{pk}/sheet/")
def job_completeness(request: HttpRequest, it: JobSheet) -> HttpResponse:
    return show(request, "sheet/_meter.html", job=it, **meter_of(it, request.user))


def meter_of(job: JobSheet, person: Any) -> dict[str, Any]:
    """How far the sheet is, where each missing item is written, and what else would refuse submitting."""
    said, needed = JOB_SHEET.counted(job)
    return {
        "said": said, "needed": needed, "missing": [(item.label, anchor(item.field, job)) for item in JOB_SHEET.missing(job)],
        "others": [r for r in look(job, person)["refusals"] if r.gate.code != "sheet_complete"],
    }  # fmt: skip


def notes_of(request: HttpRequest, job: JobSheet) -> list[tuple[int, str]]:
    """Contact notes with this client to link as proof of the talk (SUB-01)."""
    rows = ContactNote.objects.visible_to(request.user).filter(client=job.client).select_related("contact")
    return [
        (n.pk, f"{clock.shanghai(n.ended_at):%m-%d %H:%M} {n.contact or ''} {n.subject}")
        for n in rows.order_by("-ended_at")[:NOTES]
    ]


def deciders_of(job: JobSheet) -> list[Any]:
    """Those who decide at the client, with what they like where they agreed to its being kept (BRF-08)."""
    rows = job.client.contacts.filter(is_active=True, role="decision_maker").order_by("id")
    return [one for one in rows if one.has_consent and (one.likes or one.dislikes)]


def lately(request: HttpRequest, job: JobSheet) -> list[JobSheet]:
    """The project's last sheets, to take over what this one does not say yet."""
    rows = JobSheet.objects.visible_to(request.user).filter(project=job.project).exclude(pk=job.pk)
    return list(rows.exclude(state="cancelled").order_by("-id")[:3])
