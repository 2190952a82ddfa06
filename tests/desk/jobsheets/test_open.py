"""What a new sheet starts with: the request's words, people and times, the type's sentences, and what the last one said."""

from __future__ import annotations

from types import SimpleNamespace

from aedesk.desk.action import do
from aedesk.desk.jobsheets.templates import TEXTS
from aedesk.desk.jobsheets.terms import JOB_TYPES
from aedesk.desk.models import JobSheet, Request
from aedesk.kit import clock
from aedesk.rulebook.papers import BLANK, JOB_SHEET
from tests.cast import sheet_facts


def a_request_with_times(house: SimpleNamespace) -> Request:
    note = do("note.log", house.lin, None, {
        "client": house.c1.pk, "project": house.p02.pk, "contact": house.wang.pk, "subject": "开盘报纸",
        "client_words": "周三 12 点前要", "real_need": "推到访", "opens_request": "on", "request_wanted_at": "2026-11-18 12:00",
    }).result  # fmt: skip
    request: Request = note.requests.get()
    for what, step, doer, due in (("文案", "copy", house.he, "18 12:00"), ("版面", "design", house.tang, "18 17:00")):
        line = do("line.propose", house.lin, None, {
            "request": request.pk, "what": what, "step": step, "doer": doer.pk, "due_at": f"2026-11-{due}",
        }).result  # fmt: skip
        do("line.accept", doer, line)
    do("promise.make", house.lin, None, {"request": request.pk, "what": "初稿", "due_at": "2026-11-19 12:00"})
    return request


def opened(house: SimpleNamespace, **more: object) -> JobSheet:
    given = {"project": house.p02.pk, "title": "开盘报纸", "job_type": "newspaper"} | more
    sheet: JobSheet = do("jobsheet.open", house.lin, None, given).result
    return sheet


def shown(at: object) -> str:
    return f"{clock.shanghai(at):%m-%d %H:%M}"  # type: ignore[arg-type]


def test_a_sheet_from_a_request_knows_words_people_and_times(house: SimpleNamespace) -> None:
    sheet = opened(house, request=a_request_with_times(house).pk)
    assert (sheet.client_words, sheet.real_need) == ("周三 12 点前要", "推到访")
    assert (sheet.copywriter, sheet.designer) == (house.he, house.tang)
    assert shown(sheet.draft_due_at) == "11-18 17:00"
    assert shown(sheet.client_due_at) == "11-19 12:00"
    assert shown(sheet.output_due_at) == "11-20 17:30"


def test_a_templates_blank_is_not_said_until_it_is_filled(house: SimpleNamespace) -> None:
    sheet = opened(house)
    assert BLANK in sheet.effect
    assert "effect" in {item.field for item in JOB_SHEET.missing(sheet)}
    sheet = do("jobsheet.edit", house.lin, sheet, {"effect": "来电 +30%"}).result
    assert "effect" not in {item.field for item in JOB_SHEET.missing(sheet)}


def test_every_type_has_its_sentences() -> None:
    assert TEXTS.keys() == JOB_TYPES.keys()


def test_blanks_are_filled_from_another_sheet_and_nothing_written_is_lost(house: SimpleNamespace) -> None:
    source = do("jobsheet.edit", house.lin, opened(house), sheet_facts(copywriter=house.he.pk)).result
    sheet = do("jobsheet.edit", house.lin, opened(house), {"purpose": "自己写的"}).result
    sheet = do("jobsheet.fill_from", house.lin, sheet, {"copy_from": source.pk}).result
    assert (sheet.purpose, sheet.effect, sheet.copywriter) == ("自己写的", "来电 +30%", house.he)
    assert sheet.spec_rows.get().width_mm == 350
    assert sheet.client_due_at is None


def test_a_copy_takes_texts_rows_and_people_but_never_times(house: SimpleNamespace) -> None:
    source = do("jobsheet.edit", house.lin, opened(house), sheet_facts(designer=house.tang.pk)).result
    sheet = opened(house, copy_from=source.pk, job_type="outdoor")
    assert (sheet.job_type, sheet.effect, sheet.designer) == ("newspaper", "来电 +30%", house.tang)
    assert sheet.draft_due_at is None


def test_linking_a_note_brings_the_clients_words_where_there_are_none(house: SimpleNamespace) -> None:
    note = do(
        "note.log",
        house.lin,
        None,
        {"client": house.c1.pk, "subject": "电话", "client_words": "要快", "real_need": "开盘"},
    ).result
    sheet = do("jobsheet.edit", house.lin, opened(house), {"alignment": note.pk}).result
    assert (sheet.client_words, sheet.real_need) == ("要快", "开盘")
    kept = do("jobsheet.edit", house.lin, opened(house), {"alignment": note.pk, "client_words": "自己写"}).result
    assert kept.client_words == "自己写"
