"""Papers to fetch: the job sheet, its brief and receipts as PDFs, under their right names."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from aedesk.kit import filename
from aedesk.papers.brief import creative_brief
from aedesk.papers.jobsheet import job_sheet
from aedesk.papers.receipt import receipt
from aedesk.papers.schedule import schedule
from aedesk.papers.words import Printed

from .shapes import PROBLEMS, Problem

Lang = Literal["zh", "en", "both"]
PDF: dict[str, Any] = {
    "responses": {
        200: {"description": "PDF", "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
    }
}


def handed(paper: Printed) -> HttpResponse:
    named = {"Content-Disposition": filename.content_disposition(paper.name)}
    return HttpResponse(paper.content, content_type="application/pdf", headers=named)


def add_to(api: NinjaAPI) -> None:
    """Add the papers of a job."""

    @api.get(
        "/jobs/{pk}/print", operation_id="print_jobs", tags=["jobs"], summary="工作单 PDF / Job sheet as a PDF",
        response={**PROBLEMS, 404: Problem}, openapi_extra=PDF,
    )  # fmt: skip
    def print_job(request: HttpRequest, pk: int, lang: Lang = "both") -> HttpResponse:
        return handed(job_sheet(request.person, pk, lang))  # type: ignore[attr-defined]

    @api.get(
        "/jobs/{pk}/brief/print", operation_id="print_briefs", tags=["jobs"], summary="创意简报 PDF / Brief as a PDF",
        response={**PROBLEMS, 404: Problem}, openapi_extra=PDF,
    )  # fmt: skip
    def print_brief(request: HttpRequest, pk: int, lang: Lang = "both") -> HttpResponse:
        return handed(creative_brief(request.person, pk, lang))  # type: ignore[attr-defined]

    @api.get(
        "/receipts/{pk}/print", operation_id="print_receipts", tags=["receipts"], summary="签收单 PDF / Receipt as a PDF",
        response={**PROBLEMS, 404: Problem}, openapi_extra=PDF,
    )  # fmt: skip
    def print_receipt(request: HttpRequest, pk: int, lang: Lang = "both") -> HttpResponse:
        return handed(receipt(request.person, pk, lang))  # type: ignore[attr-defined]

    @api.get(
        "/schedules/{pk}/print", operation_id="print_schedules", tags=["schedules"],
        summary="工作时间表 PDF（给客户的一份） / Schedule as a PDF, the client's copy",
        response={**PROBLEMS, 404: Problem}, openapi_extra=PDF,
    )  # fmt: skip
    def print_schedule(request: HttpRequest, pk: int, lang: Lang = "both") -> HttpResponse:
        return handed(schedule(request.person, pk, lang))  # type: ignore[attr-defined]
