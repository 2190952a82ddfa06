"""My time on the web: the week, its totals, the xlsx, and the partials of work on a real page."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from aedesk.desk.action import do
from aedesk.desk.jobsheets import terms
from aedesk.doors.web.screens.worklog.around import job_around, request_around
from aedesk.kit import clock
from aedesk.kit.text import speaking
from tests.desk.work import a_request, a_sheet

PARTIALS = (
    "schedules/_lines.html", "schedules/_promises.html", "worklog/_work.html", "worklog/_time.html",
    "worklog/_progress.html", "artwork/_files.html", "money/_orders.html", "jobsheets/_handovers.html",
)  # fmt: skip


def signed_in(person: Any) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


def test_the_week_shows_minutes_by_day_and_job_and_the_total(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    still.set("2026-11-18 17:00")
    for on, minutes in (("2026-11-16", 90), ("2026-11-17", 45)):
        do("time.post", house.tang, None, {"sheet": sheet.pk, "on": on, "minutes": minutes})
    page = signed_in(house.tang).get("/time/").content.decode()
    assert "1 小时 30 分" in page
    assert "2 小时 15 分" in page
    assert "261116-P02-014 开盘报纸" in page
    assert "2 小时 15 分" not in signed_in(house.he).get("/time/").content.decode()


def test_an_empty_week_says_what_to_do(house: SimpleNamespace) -> None:
    page = signed_in(house.tang).get("/time/?week=2026-10-12").content.decode()
    assert "这一周还没有工时" in page
    assert signed_in(house.tang).get("/time/?week=nonsense").status_code == 200


def test_the_running_timer_stands_on_top_and_stops_there(house: SimpleNamespace, still: clock.Frozen) -> None:
    do("timer.start", house.tang, None, {"sheet": a_sheet(house).pk})
    still.move(minutes=12)
    browser = signed_in(house.tang)
    assert 'action="/do/timer.stop/"' in browser.get("/time/").content.decode()
    assert browser.post("/do/timer.stop/", {"next": "/time/"}).status_code == 302
    assert "12 分" in browser.get("/time/").content.decode()


def test_posting_from_the_page_and_a_refusal_keep_the_words_typed(house: SimpleNamespace) -> None:
    draft, browser = a_sheet(house, state="draft", number="", signs=""), signed_in(house.tang)
    answer = browser.post("/do/time.post/", {"sheet": draft.pk, "on": "2026-11-16", "minutes": "30", "note": "画草图"})
    assert answer.status_code == 403
    assert "没有工作单，没有工作" in answer.content.decode()
    assert "画草图" in answer.content.decode()


def test_the_xlsx_holds_each_entry_and_text_stays_text(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 75, "note": "=1+1"})
    answer = signed_in(house.tang).get("/time/export.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[1] == ("2026-11-16", "261116-P02-014", "开盘报纸", "文案", "=1+1", 75)
    assert rows[-1][5] == 75


def test_the_time_page_asks_the_same_number_of_statements_for_many_entries(house: SimpleNamespace) -> None:
    sheet, browser = a_sheet(house), signed_in(house.tang)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get("/time/")
        return len(asked)

    do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 5})
    few = statements()
    for _ in range(8):
        do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 5})
    assert statements() <= few


def drawn(name: str, person: Any, **context: Any) -> str:
    """A partial as the person's page shows it."""
    values = {
        "me": person,
        "lang": "zh",
        "now": clock.now(),
        "terms": terms,
        "csrf_input": "",
        "csrf_token": "",
        **context,
    }
    return str(engines.all()[0].get_template(name).render(values))


@pytest.fixture
def job(house: SimpleNamespace) -> Any:
    request = a_request(house)
    sheet = a_sheet(house, request=request)
    line = do(
        "line.propose",
        house.lin,
        None,
        {
            "request": request.pk,
            "what": "版面",
            "step": "design",
            "doer": house.tang.pk,
            "due_at": "2026-11-18 12:00",
            "client_at": "2026-11-19 12:00",
        },
    ).result
    do("line.counter", house.tang, line, {"countered_at": "2026-11-18 18:00"})
    do("line.move", house.lin, line, {"due_at": "2026-11-18 18:00"})
    promise = do(
        "promise.make",
        house.lin,
        None,
        {"sheet": sheet.pk, "what": "初稿", "due_at": "2026-11-19 12:00", "extends_from": "2026-11-18 12:00"},
    ).result
    do("promise.keep", house.lin, promise)
    do("progress.note", house.tang, sheet, {"percent": 40, "note": "出了两稿"})
    do("time.post", house.tang, None, {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 30})
    do(
        "purchase.order",
        house.geng,
        None,
        {"sheet": sheet.pk, "supplier_name": "临江印务", "what": "打样", "amount": "880"},
    )
    do("handover.offer", house.he, sheet, {"to_stage": "design", "receiver": house.tang.pk})
    return sheet


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PARTIALS)
def test_every_partial_is_drawn_for_everybody_in_both_languages(
    house: SimpleNamespace, job: Any, name: str, language: str
) -> None:
    with speaking(language):
        for person in (house.lin, house.tang, house.song, house.qian):
            assert "sheet-body" in drawn(name, person, job=job, **job_around(job, person))


def test_the_designer_reads_the_clients_true_date_and_sees_no_amount(house: SimpleNamespace, job: Any) -> None:
    around = job_around(job, house.tang)
    assert "11-19 12:00" in drawn("schedules/_lines.html", house.tang, job=job, **around)
    assert "880" not in drawn("money/_orders.html", house.tang, job=job, **around)
    assert "880.00" in drawn("money/_orders.html", house.geng, job=job, **job_around(job, house.geng))


def test_the_refusal_stands_where_the_timer_button_would(house: SimpleNamespace, job: Any) -> None:
    text = drawn("worklog/_work.html", house.tang, job=job, **job_around(job, house.tang))
    assert "交接确认后，下一环节才开始" in text
    assert "/do/timer.start/" not in text
    assert "/do/timer.start/" in drawn("worklog/_work.html", house.he, job=job, **job_around(job, house.he))


def test_the_partials_ask_a_fixed_number_of_statements(house: SimpleNamespace, job: Any) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            around = job_around(job, house.lin)
            for name in PARTIALS:
                drawn(name, house.lin, job=job, **around)
        return len(asked)

    few = statements()
    for n in range(6):
        do(
            "line.propose",
            house.lin,
            None,
            {
                "sheet": job.pk,
                "what": f"图 {n}",
                "step": "design",
                "doer": house.tang.pk,
                "due_at": "2026-11-18 12:00",
            },
        )
        do("progress.note", house.tang, job, {"percent": n})
        do("time.post", house.he, None, {"sheet": job.pk, "on": "2026-11-16", "minutes": 5})
        do(
            "purchase.order",
            house.geng,
            None,
            {"sheet": job.pk, "supplier_name": "印务", "what": f"打样 {n}", "amount": "1"},
        )
    assert statements() <= few


def test_the_request_page_has_lines_and_promises(house: SimpleNamespace, job: Any) -> None:
    around = request_around(job.request, house.lin)
    assert "版面" in drawn("schedules/_lines.html", house.lin, **around)
    assert "早" in drawn("schedules/_promises.html", house.lin, **around)
