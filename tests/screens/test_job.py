"""The job page: what comes next for whom, what is shown as the job stands, and its fixed number of statements."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from aedesk.desk.action import do
from aedesk.desk.models import Promise
from aedesk.kit import clock
from tests.desk.work import a_request, a_sheet


def signed_in(person: Any) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


def page(person: Any, sheet: Any) -> str:
    answer = signed_in(person).get(f"/jobs/{sheet.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def next_of(person: Any, sheet: Any) -> str:
    """What stands in the panel of the next step."""
    text = page(person, sheet)
    return text[text.index('class="next"') : text.index("</section>", text.index('class="next"'))]


def test_the_ae_of_a_draft_is_told_how_much_is_missing(house: SimpleNamespace) -> None:
    sheet = a_sheet(house, state="draft", number="", signs="", title="开盘报纸")
    assert "轮到你" in next_of(house.lin, sheet)
    assert "项就能提交" in next_of(house.lin, sheet)
    assert "林晓岚在写工作单" in next_of(house.tang, sheet)


def test_each_signer_of_a_submitted_sheet_sees_their_own_button(house: SimpleNamespace) -> None:
    sheet = a_sheet(house, state="submitted", number="", signs="")
    assert "/do/jobsheet.sign/" in next_of(house.tang, sheet)
    assert "/do/jobsheet.number/" in next_of(house.qian, sheet)
    assert "/do/jobsheet.review/" in next_of(house.song, sheet)
    waiting = next_of(house.lin, sheet)
    assert "何一苇签字、唐予签字、财务编号、流程审评" in waiting
    assert "/do/" not in waiting


def test_a_change_sheet_comes_before_everything_else_for_those_it_touches(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    do("changesheet.write", house.lin, sheet, {"special_notes": "标志放大", "reason": "客户来电"})
    assert "修改单 CS-1 等你重签" in next_of(house.tang, sheet)
    assert "/do/changesheet.sign/" not in next_of(house.he, sheet)
    assert "标志放大" in page(house.he, sheet)


def test_a_hand_over_is_answered_by_its_receiver(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    do("handover.offer", house.he, sheet, {"to_stage": "design", "receiver": house.tang.pk, "note": "标题用第二版"})
    assert "何一苇把“设计”交给你" in next_of(house.tang, sheet)
    assert "标题用第二版" in next_of(house.tang, sheet)


def test_a_doer_starts_the_timer_from_the_next_step(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    assert "/do/timer.start/" in next_of(house.he, sheet)
    signed_in(house.he).post("/do/timer.start/", {"sheet": sheet.pk})
    assert "/do/timer.stop/" in next_of(house.he, sheet)


def test_the_ae_names_the_next_step_and_its_time(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    assert "还没有定下一步" in next_of(house.lin, sheet)
    do("job.next", house.lin, sheet, {"next_action": "交内审", "next_action_at": "2026-11-16 17:00"})
    assert "交内审" in next_of(house.lin, sheet)
    assert "11-16 17:00" in next_of(house.he, sheet) or "/do/timer.start/" in next_of(house.he, sheet)


def test_the_page_says_whose_court_and_who_owes_what(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    do("job.court", house.lin, sheet, {"court": "client", "waiting_for": "户型图"})
    do("progress.ask", house.lin, sheet)
    text = page(house.lin, sheet)
    assert "在客户" in text and "在等：户型图" in text
    assert "AE 询问进度" in text


@pytest.mark.parametrize(
    ("code", "shown"), [("timer.start", "开始计时"), ("attachment.add", "上传文件"), ("purchase.order", "下采购单")]
)
def test_before_it_is_issued_the_page_says_the_rule_and_what_is_missing(
    house: SimpleNamespace, code: str, shown: str
) -> None:
    sheet = a_sheet(house, state="submitted", number="", signs="copy")
    text = page(house.lin, sheet)
    assert "没有工作单，没有工作" in text and "P3§3-4" in text
    assert "设计 唐予 还没有签。" in text and "财务还没有给编号。" in text
    assert f"/do/{code}/" in text and shown in text


def test_the_number_of_statements_does_not_grow_with_rows(house: SimpleNamespace) -> None:
    request = a_request(house)
    sheet = a_sheet(house, request=request)
    browser = signed_in(house.lin)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(f"/jobs/{sheet.pk}/").status_code == 200
        return len(asked)

    fill(house, sheet, 1)
    few = statements()
    fill(house, sheet, 5)
    assert statements() <= few


def fill(house: SimpleNamespace, sheet: Any, times: int) -> None:
    """Rows of every kind that hangs on a job."""
    for n in range(times):
        do("line.propose", house.lin, None, {"sheet": sheet.pk, "what": f"图{n}", "step": "design", "doer": house.tang.pk, "due_at": "2026-11-18 12:00"})  # fmt: skip
        do("progress.note", house.tang, sheet, {"percent": n})
        do("time.post", house.he, None, {"sheet": sheet.pk, "on": f"{clock.today()}", "minutes": 5})
        do(
            "purchase.order",
            house.geng,
            None,
            {"sheet": sheet.pk, "supplier_name": "印务", "what": f"打样{n}", "amount": "1"},
        )
        change = do(
            "changesheet.write", house.lin, sheet, {"special_notes": f"{sheet.changes.count()}", "reason": "改"}
        ).result
        do("changesheet.sign", house.tang, change)
        handed = do("handover.offer", house.he, sheet, {"to_stage": "check", "receiver": house.tang.pk}).result
        do("handover.return", house.tang, handed, {"reason": "未齐"})


def listed(house: SimpleNamespace, sheet: Any) -> str:
    """The sheet's row on the job list."""
    text = signed_in(house.lin).get("/jobs/").content.decode()
    return text[text.index(f"/jobs/{sheet.pk}/") : text.index("</tr>", text.index(f"/jobs/{sheet.pk}/"))]


@pytest.mark.parametrize(
    ("known", "red"),
    [
        ({"stage": "copy"}, True), ({"stage": "client"}, True), ({"stage": "client", "court": "client"}, False),
        ({"stage": "artwork"}, False), ({"stage": "output"}, False), ({"stage": "copy", "state": "closed"}, False),
    ],
)  # fmt: skip
def test_what_the_client_has_is_not_late_for_the_client(
    house: SimpleNamespace, known: dict[str, str], red: bool
) -> None:
    sheet = a_sheet(house, client_due_at=clock.parse("2026-11-13 12:00"), **known)
    text = signed_in(house.lin).get("/jobs/", {"tab": "closed" if "state" in known else "issued"}).content.decode()
    row = text[text.index(f"/jobs/{sheet.pk}/") :]
    assert ("已迟" in row[: row.index("</tr>")]) is red


def test_a_kept_promise_takes_the_red_from_the_list(house: SimpleNamespace) -> None:
    sheet = a_sheet(house, stage="client", client_due_at=clock.parse("2026-11-13 12:00"))
    assert "已迟" in listed(house, sheet)
    about = {"client": house.c1, "project": house.p02, "sheet": sheet, "by": house.lin, "created_by": house.lin}
    Promise.objects.create(**about, what="初稿", due_at=clock.parse("2026-11-13 12:00"), state="kept")
    assert "已迟" not in listed(house, sheet)
    assert "已给客户" in listed(house, sheet)


def test_a_closed_card_offers_neither_times_nor_work(house: SimpleNamespace) -> None:
    text = page(house.lin, a_sheet(house, state="closed", stage="output"))
    assert "propose-line" not in text
    assert "make-promise" not in text
    assert "/do/progress.note/" not in text
    assert "copy_from=" in text


def test_an_english_page_says_names_in_english(house: SimpleNamespace) -> None:
    house.tang.name_en = "Yu Tang"
    house.tang.save(update_fields=["name_en"])
    sheet = a_sheet(house)
    do("progress.note", house.tang, sheet, {"percent": 40, "note": "half"})
    browser = signed_in(house.lin)
    browser.cookies["lang"] = "en"
    text = browser.get(f"/jobs/{sheet.pk}/").content.decode()
    assert "<b>Yu Tang</b>" in text
    assert [line.strip()[:200] for line in text.splitlines() if "唐予" in line] == []


def test_only_ones_own_lines_of_the_timeline_lead_to_their_correction(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    do("job.next", house.lin, sheet, {"next_action": "交内审", "next_action_at": "2026-11-16 17:00"})
    assert "/do/event.correct/" in page(house.lin, sheet)
    assert "/do/event.correct/" not in page(house.tang, sheet)
