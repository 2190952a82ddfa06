"""Clients, contacts and walls (客户数据库, 保密): the acceptance examples of CRM-01 to CRM-04, CRM-21 and CPL-01."""

from __future__ import annotations

import io
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.test import Client as Browser
from openpyxl import load_workbook

from aedesk.desk.action import do
from aedesk.desk.models import Client, Contact, DutyRow, Event
from aedesk.desk.tick import open_rhythms
from aedesk.kit import clock

from .doing import duty, fresh, local, log, page, refused


def test_crm_01_two_cards_of_one_credit_code_are_proposed_for_merging_and_a_merge_is_undone(
    house: SimpleNamespace,
) -> None:
    twin = Client.objects.create(code="C9", name="云栖湾（新）", credit_code=house.c1.credit_code, status="active")
    guest = Contact.objects.create(client=twin, name="赵专员", phone="+86 100 0000 0099")
    assert "把本卡并入 C1" in page(house.qin, f"/clients/{twin.pk}/")
    do("client.merge", house.qin, twin, {"into": house.c1.pk})
    assert fresh(guest).client == house.c1
    assert "撤销合并" in page(house.qin, f"/clients/{house.c1.pk}/")
    do("client.unmerge", house.qin, twin)
    assert (fresh(guest).client, fresh(twin).status, fresh(house.wang).client) == (twin, "active", house.c1)


def test_crm_02_the_role_is_set_per_project_and_a_proposal_without_the_decider_warns(house: SimpleNamespace) -> None:
    do("project.set_contact", house.lin, house.p02, {"contact": house.wang.pk, "role": "influencer"})
    assert fresh(house.wang).role == "executor", "the card keeps its own"
    assert "影响者" in page(house.lin, f"/projects/{house.p02.pk}/").split('id="contacts"')[1]
    meeting = {
        "client": house.c1.pk,
        "project": house.p02.pk,
        "channel": "meeting",
        "aim": "提案",
        "contact": house.wang.pk,
    }
    prep = do("prep.write", house.lin, None, meeting).result
    assert "没有邀请决定者：李总" in page(house.lin, f"/log/prep/{prep.pk}/")


def test_crm_03_a_birthday_of_11_18_reminds_on_monday_and_on_the_day(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    for day in (13, 15, 16, 17, 18):
        still.set(f"2026-11-{day} 08:00")
        open_rhythms(date(2026, 11, day))
    row = DutyRow.objects.get(rule="birthday", object_id=house.wang.pk)
    assert (local(row.started_at)[:5], local(row.warn_at), local(row.due_at)[:5]) == ("11-16", "11-18 09:00", "11-18")


def test_crm_04_preferences_go_on_request_and_the_audit_keeps_no_value(house: SimpleNamespace) -> None:
    assert "龙井" in page(house.lin, f"/projects/{house.p02.pk}/")
    do("contact.forget", house.lin, house.wang)
    assert "龙井" not in page(house.lin, f"/projects/{house.p02.pk}/")
    event = Event.objects.get(action="contact.forget")
    assert "drink" in event.payload and "龙井" not in event.payload


def test_crm_21_a_promise_of_the_client_reminds_when_its_time_has_come(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    note = log(house, client_promises=[{"what": "到访数据", "due_at": "2026-11-17 15:00"}])
    row = duty("client_keeps_word", note.client_promises.get())
    still.set("2026-11-17 15:00:00")
    assert not row.is_late
    still.set("2026-11-17 15:01")
    assert row.is_late and row.person == house.lin


def test_cpl_01_a_text_to_one_client_that_names_another_waits_for_the_account_director(house: SimpleNamespace) -> None:
    decision = log(house, decisions=[{"text": "开盘提前"}]).decisions.get()
    said = {"text": "参照南渡九里的做法"}
    with refused("other_clients_unnamed") as reasons:
        do("minutes.send", house.lin, decision, said)
    assert "南渡九里" in reasons()[0]
    assert do("minutes.send", house.zhou, decision, said)


def test_a_contact_who_asks_gets_all_that_is_kept_about_them_and_nobody_elses(house: SimpleNamespace) -> None:
    do("contact.note_privately", house.lin, house.wang, {"restricted_notes": "与李总是同学"})
    log(house, subject="开盘报纸")
    told = data_of(house.lin, house.wang)
    assert {"王主管", "+86 100 0000 0032", "11-18", "龙井，不加糖", "与李总是同学"} <= set(told)
    assert any("开盘报纸" in cell for cell in told) and "李总" not in told
    assert "与李总是同学" not in data_of(house.fang, house.wang)
    page(house.shao, f"/contacts/{house.wang.pk}/data/", 404)
    page(house.tang, f"/contacts/{house.wang.pk}/data/", 403)
    do("contact.forget", house.lin, house.wang)
    assert not {"11-18", "龙井，不加糖", "与李总是同学"} & set(data_of(house.lin, house.wang))


def data_of(person: Any, contact: Contact) -> list[str]:
    """Every cell of the copy that is handed over."""
    browser = Browser()
    browser.force_login(person)
    answer = browser.get(f"/contacts/{contact.pk}/data/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    book = load_workbook(io.BytesIO(answer.content))
    return [str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None]
