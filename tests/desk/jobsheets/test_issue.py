"""From a complete sheet to issued work, each gate refused and allowed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import Conflict, NotAllowed, Refused, WrongState
from aedesk.desk.models import ContactNote, DutyRow, Event, JobSheet, Person
from aedesk.kit import clock
from tests.cast import sheet_facts


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {refusal.gate.code for refusal in refused.value.refusals}


def a_note(house: SimpleNamespace, **more: Any) -> ContactNote:
    facts = {
        "subject": "开盘报纸",
        "client_words": "周三 12 点前要",
        "real_need": "提前开盘",
        "our_view": "先讲理由",
    } | more
    return ContactNote.objects.create(
        client=house.c1, project=house.p02, contact=house.wang, person=house.lin, ended_at=clock.now(), **facts
    )


def draft(house: SimpleNamespace, **more: Any) -> JobSheet:
    sheet = do(
        "jobsheet.open", house.lin, None, {"project": house.p02.pk, "title": "开盘报纸", "job_type": "newspaper"}
    ).result
    facts = sheet_facts(copywriter=house.he.pk, designer=house.tang.pk, alignment=a_note(house).pk) | more
    return do("jobsheet.edit", house.lin, sheet, facts).result


def test_submitting_lists_exactly_the_missing_fields(house: SimpleNamespace) -> None:
    sheet = draft(house, effect="")
    with pytest.raises(Refused) as refused:
        do("jobsheet.submit", house.lin, sheet)
    complete = next(r for r in refused.value.refusals if r.gate.code == "sheet_complete")
    assert [reason.zh for reason in complete.reasons] == ["出街后效果"]


def test_no_role_overrides_an_incomplete_urgent_sheet(house: SimpleNamespace) -> None:
    sheet = draft(house, effect="", is_urgent="on")
    for person in (house.lin, house.qin, house.zhou, house.gu):
        with pytest.raises(Refused):
            do("jobsheet.submit", person, sheet)


def test_a_sheet_without_a_contact_note_is_refused(house: SimpleNamespace) -> None:
    sheet = draft(house, alignment="")
    with pytest.raises(Refused) as refused:
        do("jobsheet.submit", house.lin, sheet)
    assert codes(refused) == {"client_first"}


def test_a_sheet_from_a_note_without_the_real_need_names_it(house: SimpleNamespace) -> None:
    sheet = draft(house, alignment=a_note(house, real_need="").pk)
    with pytest.raises(Refused) as refused:
        do("jobsheet.submit", house.lin, sheet)
    assert codes(refused) == {"own_view"}
    assert "真实需求" in refused.value.refusals[0].reasons[0].zh


def test_the_morning_of_16_november_ends_in_issued_work(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-16 11:58")
    sheet = draft(house)
    for _ in range(13):
        from aedesk.desk.models import Counter

        Counter.take("job:P02")
    do("jobsheet.submit", house.lin, sheet)
    assert DutyRow.objects.filter(rule="sign_sheet", state="open").count() == 2
    still.set("2026-11-16 12:05")
    sheet = do("jobsheet.number", house.qian, sheet).result
    assert sheet.number == "261116-P02-014"
    still.set("2026-11-16 13:40")
    do("jobsheet.sign", house.he, sheet)
    still.set("2026-11-16 13:52")
    do("jobsheet.sign", house.tang, sheet)
    sheet.refresh_from_db()
    assert sheet.state == "submitted"
    still.set("2026-11-16 13:55")
    do("jobsheet.review", house.song, sheet)
    sheet.refresh_from_db()
    assert sheet.state == "issued"
    assert not DutyRow.objects.filter(
        job_id=sheet.pk, rule__in=["sign_sheet", "review_sheet", "give_number"], state="open"
    )
    assert Event.objects.filter(job_id=sheet.pk).count() >= 6


def test_only_finance_gives_the_number(house: SimpleNamespace) -> None:
    sheet = draft(house)
    do("jobsheet.submit", house.lin, sheet)
    with pytest.raises(NotAllowed):
        do("jobsheet.number", house.lin, sheet)


def test_numbers_run_on_without_gaps_and_a_returned_sheet_keeps_its_own(house: SimpleNamespace) -> None:
    first, second = draft(house), draft(house)
    for sheet in (first, second):
        do("jobsheet.submit", house.lin, sheet)
        do("jobsheet.number", house.qian, sheet)
    do("jobsheet.return", house.tang, first, {"reason": "尺寸没有写清楚"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.number, second.number) == ("261116-P02-001", "261116-P02-002")
    assert first.state == "returned"


def test_a_designer_who_proposes_another_time_sends_the_sheet_back_to_the_ae(house: SimpleNamespace) -> None:
    sheet = draft(house)
    do("jobsheet.submit", house.lin, sheet)
    do("jobsheet.propose_time", house.tang, sheet, {"proposed_at": "2026-11-18 18:00", "reason": "周三有提案"})
    assert DutyRow.objects.filter(rule="settle_time", person=house.lin, state="open").exists()
    do("jobsheet.settle", house.lin, sheet, {"draft_due_at": "2026-11-18 18:00"})
    assert DutyRow.objects.filter(rule="sign_sheet", person=house.tang, state="open").exists()


def test_a_pitch_without_an_approved_brief_is_not_issued(house: SimpleNamespace) -> None:
    sheet = draft(house, job_type="pitch")
    do("jobsheet.submit", house.lin, sheet)
    do("jobsheet.number", house.qian, sheet)
    for person in (house.he, house.tang):
        do("jobsheet.sign", person, sheet)
    do("jobsheet.review", house.song, sheet)
    with pytest.raises(Refused) as refused:
        do("jobsheet.issue", house.lin, sheet)
    assert codes(refused) == {"pitch_needs_brief"}


def test_an_issued_sheet_changes_only_by_change_sheet_signed_again(house: SimpleNamespace) -> None:
    sheet = issued(house)
    with pytest.raises(Refused) as refused:
        do("jobsheet.edit", house.lin, sheet, {"content": "新内容"})
    assert codes(refused) == {"change_by_sheet"}
    rows = [
        {
            "kind": "报纸半版",
            "publication": "临江日报 半版",
            "width_mm": "390",
            "height_mm": "540",
            "quantity": "1",
            "usage": "开盘",
        }
    ]
    change = do("changesheet.write", house.lin, sheet, {"spec_rows": rows, "reason": "版面改为整栏"}).result
    assert (change.number, change.touches) == (1, ["design"])
    assert change.lines[0]["old"][0]["width_mm"] == "350"
    with pytest.raises(NotAllowed):
        do("changesheet.sign", house.he, change)
    do("changesheet.sign", house.tang, change)
    sheet.refresh_from_db()
    assert sheet.spec_rows.get().width_mm == 390


def issued(house: SimpleNamespace) -> JobSheet:
    sheet = draft(house)
    do("jobsheet.submit", house.lin, sheet)
    do("jobsheet.number", house.qian, sheet)
    for person in (house.he, house.tang):
        do("jobsheet.sign", person, sheet)
    do("jobsheet.review", house.song, sheet)
    sheet = JobSheet.objects.get(pk=sheet.pk)
    assert sheet.state == "issued"
    return sheet


def test_two_people_editing_one_sheet_get_both_texts(house: SimpleNamespace) -> None:
    sheet = draft(house)
    read = sheet.version
    do("jobsheet.edit", house.lin, sheet, {"content": "一"}, version=read)
    with pytest.raises(Conflict) as conflict:
        do("jobsheet.edit", house.qin, sheet, {"content": "二"}, version=read)
    assert (conflict.value.yours, conflict.value.theirs, conflict.value.by) == (
        {"content": "二"},
        {"content": "一"},
        "林晓岚",
    )


def test_signing_twice_is_told_and_the_rival_sees_nothing(house: SimpleNamespace) -> None:
    sheet = draft(house)
    do("jobsheet.submit", house.lin, sheet)
    do("jobsheet.sign", house.he, sheet)
    with pytest.raises(WrongState):
        do("jobsheet.sign", house.he, sheet)
    assert not JobSheet.objects.visible_to(house.shao).exists()
    assert JobSheet.objects.visible_to(Person.objects.get(pk=house.tang.pk)).exists()


def test_two_people_editing_different_fields_do_not_disturb_each_other(house: SimpleNamespace) -> None:
    sheet = draft(house)
    read = sheet.version
    do("jobsheet.edit", house.lin, sheet, {"content": "一"}, version=read)
    both = do("jobsheet.edit", house.qin, sheet, {"tone": "清晰"}, version=read).result
    assert (both.content, both.tone) == ("一", "清晰")


def test_the_specification_is_compared_row_by_row(house: SimpleNamespace) -> None:
    sheet = draft(house)
    read, row = sheet.version, sheet_facts()["spec_rows"][0]
    do("jobsheet.edit", house.lin, sheet, {"spec_rows": [row | {"width_mm": "390"}]}, version=read)
    same = do("jobsheet.edit", house.qin, sheet, {"spec_rows": [row | {"width_mm": "390.0"}]}, version=read)
    assert same.changed == {}
    with pytest.raises(Conflict) as conflict:
        do("jobsheet.edit", house.qin, sheet, {"spec_rows": [row], "tone": "新"}, version=read)
    assert conflict.value.clash == {"spec_rows"}
    assert conflict.value.theirs["spec_rows"][0]["width_mm"] == "390"
    assert conflict.value.yours == {"spec_rows": conflict.value.yours["spec_rows"], "tone": "新"}
