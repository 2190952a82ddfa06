"""Reports: urgent jobs by client, briefs and their marks, where jobs slip, projects by city tier."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from aedesk.desk.jobsheets import terms as job_terms
from aedesk.desk.schedules import risks
from aedesk.desk.schedules import terms as schedule_terms
from aedesk.reports import briefs, months, tiers, urgent

from ...screen import screen, show


@screen("reports/", "reports")
def report_page(request: HttpRequest) -> HttpResponse:
    month = months.read(request.GET.get("month", ""))
    slips = [(name, risks.hints(code)) for code, name in job_terms.JOB_TYPES.items()]
    return show(
        request, "reports/page.html", nav="settings", month=month, months=months.lately(),
        urgent=urgent.by_client(request.user, month), reasons=job_terms.URGENT_REASONS,
        briefs=briefs.of_month(request.user, month), slips=[pair for pair in slips if pair[1]], steps=schedule_terms.STEPS,
        tiers=tiers.by_tier(request.user),
    )  # fmt: skip
