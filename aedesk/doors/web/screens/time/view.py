"""My time of a week: by day and job, the running clock, posting, correcting and the xlsx."""

from __future__ import annotations

import io
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS
from aedesk.desk.jobsheets.terms import STAGES
from aedesk.desk.worklog.queries import Week, open_jobs, running_timer, week_of
from aedesk.kit import clock, filename
from aedesk.kit.text import T

from ...screen import screen, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked_week(request: HttpRequest) -> Week:
    """The week a day of the address lies in; this week where it names none."""
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        day = clock.today()
    return week_of(request.user, day if 2000 <= day.year <= 2100 else clock.today())


@screen("time/", "time")
def time_page(request: HttpRequest) -> HttpResponse:
    week = asked_week(request)
    return show(
        request, "time/page.html", nav="time", week=week,
        jobs=[(job.pk, str(job)) for job in open_jobs(request.user)],
        spec=ACTIONS["time.post"], running=running_timer(request.user), today=clock.today(), stages=STAGES,
        before=week.monday - timedelta(days=7), after=week.monday + timedelta(days=7),
        values=request.GET.dict(),
    )  # fmt: skip


@screen("time/export.xlsx", "time_export")
def time_export(request: HttpRequest) -> HttpResponse:
    week = asked_week(request)
    response = HttpResponse(workbook(week), content_type=XLSX)
    title = T("我的工时", "my time")
    response.headers["Content-Disposition"] = filename.content_disposition(f"{week.monday:%y%m%d}{title}.xlsx")
    return response


def workbook(week: Week) -> bytes:
    """The week's entries as a sheet: text stays text, whatever it starts with; minutes are numbers."""
    import xlsxwriter  # a slow import, seldom wanted

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(str(T("工时", "Time"))), book.add_format({"bold": True})
    heads = (
        T("日期", "Day"),
        T("工作单", "Job sheet"),
        T("标题", "Title"),
        T("环节", "Stage"),
        T("做了什么", "What"),
        T("分钟", "Minutes"),
    )
    for column, head in enumerate(heads):
        sheet.write_string(0, column, str(head), bold)
    for row, entry in enumerate(reversed(week.entries), 1):
        texts = (
            f"{entry.on}",
            entry.sheet.label,
            entry.sheet.title,
            str(STAGES.get(entry.stage, "")),
            entry.note,
        )
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
        sheet.write_number(row, 5, entry.minutes)
    last = len(week.entries) + 1
    sheet.write_string(last, 0, str(T("合计", "Total")), bold)
    sheet.write_number(last, 5, week.minutes, bold)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 4, 24)
    book.close()
    return out.getvalue()
