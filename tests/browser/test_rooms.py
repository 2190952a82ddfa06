"""Every page of the work: readable for everybody, no wider than its window, without an error of its own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.models import JobSheet
from tests.desk.work import a_request, a_sheet

from .conftest import AtDesk, Look

PAGES = {
    "jobs": "/jobs/", "requests": "/requests/", "request-new": "/requests/new/", "job-new": "/jobs/new/", "log": "/log/",
    "prep": "/log/prep/new/", "slips": "/log/slips/", "slip-new": "/slips/new/", "escalations": "/log/escalations/",
    "time": "/time/", "job": "/jobs/{job}/", "change": "/jobs/{job}/change/", "note": "/log/{note}/", "note-edit": "/log/{note}/edit/",
    "do-hand-over": "/do/handover.offer/{job}/", "do-order": "/do/purchase.order/?sheet={job}", "do-post-time": "/do/time.post/?sheet={job}",
    "do-correct-time": "/do/time.correct/{entry}/?next=/time/", "do-line": "/do/line.move/{line}/", "do-escalate": "/do/escalation.raise/",
    "do-minutes": "/do/minutes.send/{decision}/", "do-cancel": "/do/jobsheet.cancel/{job}/", "do-request": "/do/request.edit/{request}/",
}  # fmt: skip


@pytest.fixture
def numbers(house: SimpleNamespace) -> dict[str, int]:
    """A job in work with a long title, and the ids of what hangs on it."""
    title = "机场高速大牌换画面：老业主专访系列第三张（含夜间灯光版），与临江日报整版同步见报"
    request = a_request(house, 21)
    job = a_sheet(house, request=request, title=title)
    note = do("note.log", house.lin, None, {
        "client": house.c1.pk, "project": house.p02.pk, "contact": house.wang.pk, "subject": title, "points": ["半版", "周三"],
        "client_words": "周三要", "decisions": [{"text": "开盘改到 11-28"}], "escalation": "能否加价", "escalate_to": house.zhou.pk,
        "client_promises": [{"what": "户型图", "due_at": "2026-11-17 12:00"}],
    }).result  # fmt: skip
    line = do("line.propose", house.lin, None, {"sheet": job.pk, "what": title, "step": "design", "doer": house.tang.pk, "due_at": "2026-11-18 12:00", "client_at": "2026-11-19 12:00"}).result  # fmt: skip
    entry = do(
        "time.post", house.lin, None, {"sheet": job.pk, "on": "2026-11-16", "minutes": 90, "note": title[:40]}
    ).result
    do("purchase.order", house.geng, None, {"sheet": job.pk, "supplier_name": "临江印务（演示）有限公司", "what": "数码打样", "amount": "128000"})  # fmt: skip
    do("changesheet.write", house.lin, job, {"special_notes": "标志放大", "reason": "客户来电"})
    do("handover.offer", house.he, job, {"to_stage": "design", "receiver": house.tang.pk, "note": "标题用第二版"})
    do("progress.note", house.he, job, {"percent": 40, "note": "标题三个方向"})
    do("slip.take", house.fang, None, {"for_person": house.lin.pk, "caller": "王主管", "matter": "问初稿时间"})
    assert JobSheet.objects.count() == 1
    return {
        "job": job.pk, "note": note.pk, "line": line.pk, "entry": entry.pk, "request": request.pk,
        "decision": note.decisions.get().pk,
    }  # fmt: skip


def test_every_page_of_the_work_is_fit_to_be_seen(
    house: SimpleNamespace, numbers: dict[str, int], at_desk: AtDesk, look: Look, width: int
) -> None:
    page = at_desk(house.lin, width)
    for name, address in PAGES.items():
        answer = page.goto(address.format(**numbers))
        assert answer is not None and answer.status == 200, address
        look(page, f"room-{name}")


def test_the_job_page_in_english_is_fit_to_be_seen(
    house: SimpleNamespace, numbers: dict[str, int], at_desk: AtDesk, look: Look, width: int
) -> None:
    page = at_desk(house.tang, width, lang="en")
    page.goto(f"/jobs/{numbers['job']}/")
    look(page, "room-job-en")
