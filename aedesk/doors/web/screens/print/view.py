"""Papers to print: the job sheet, its brief, a project's contact sheet; shown in the browser's own PDF reader."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from aedesk.desk.clients.rights import EXPORTERS
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.projects.models import Project
from aedesk.desk.receipts.models import Receipt
from aedesk.desk.schedules.models import Schedule
from aedesk.kit import filename
from aedesk.papers.brief import creative_brief
from aedesk.papers.contacts import contact_sheet, contact_table
from aedesk.papers.jobsheet import job_sheet
from aedesk.papers.receipt import receipt
from aedesk.papers.schedule import schedule
from aedesk.papers.words import Printed

from ...screen import screen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def handed(paper: Printed, kind: str = "application/pdf") -> HttpResponse:
    """A paper under its right name (FIL-04); a PDF opens, anything else is saved."""
    named = filename.content_disposition(paper.name, inline=kind == "application/pdf")
    return HttpResponse(paper.content, content_type=kind, headers={"Content-Disposition": named})


def lang(request: HttpRequest) -> str:
    """The language asked for; both, Chinese first, unless one is."""
    return request.GET.get("lang", "both")


@screen("jobs/<int:pk>/print/", "job_print", about="JobSheet")
def job_print(request: HttpRequest, it: JobSheet) -> HttpResponse:
    return handed(job_sheet(request.user, it.pk, lang(request)))


@screen("jobs/<int:pk>/brief/print/", "brief_print", about="JobSheet")
def brief_print(request: HttpRequest, it: JobSheet) -> HttpResponse:
    return handed(creative_brief(request.user, it.pk, lang(request)))


@screen("projects/<int:pk>/contacts/print/", "contacts_print", roles=EXPORTERS, about="Project")
def contacts_print(request: HttpRequest, it: Project) -> HttpResponse:
    if request.GET.get("as") == "xlsx":
        return handed(contact_table(request.user, it.pk, lang(request)), XLSX)
    return handed(contact_sheet(request.user, it.pk, lang(request)))


@screen("receipts/<int:pk>/print/", "receipt_print", about="Receipt")
def receipt_print(request: HttpRequest, it: Receipt) -> HttpResponse:
    return handed(receipt(request.user, it.pk, lang(request)))


@screen("schedules/<int:pk>/print/", "schedule_print", about="Schedule")
def schedule_print(request: HttpRequest, it: Schedule) -> HttpResponse:
    return handed(schedule(request.user, it.pk, lang(request)))
