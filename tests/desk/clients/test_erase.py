"""A contact erased on request, or what was kept for one purpose: gone everywhere but where the law has it stay."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from aedesk.desk.action import do
from aedesk.desk.clients import erasing, rights
from aedesk.desk.errors import InvalidInput, NotAllowed, WrongState
from aedesk.desk.journal.queries import timeline
from aedesk.desk.journal.verifying import verify
from aedesk.desk.library.searching import search
from aedesk.desk.models import Client, Contact, ContactNote, Decision, DutyRow, Event, JobSheet, Notice, Person
from aedesk.desk.tick import tick
from aedesk.kit import clock
from tests.requirements.doing import log, page, submitted

SECRETS = ("邬采薇", "wucaiwei", "100 0000 0071", "wu@example.com", "碧螺春", "11-19", "落地窗")


def wu(house: SimpleNamespace, **more: Any) -> Contact:
    facts = {
        "client": house.c1.pk, "name": "邬采薇", "role": "executor", "phone": "+86 100 0000 0071", "title": "主管",
        "email": "wu@example.com", "wechat": "wucaiwei-demo", "source": "名片", "birthday": "11-19", "drink": "碧螺春",
        "seat": "落地窗", "likes": "留白", "purpose": "接待", "consent_on": "2026-11-01",
    } | more  # fmt: skip
    return do("contact.add", house.lin, None, facts).result


def journal() -> str:
    return " ".join(Event.objects.values_list("payload", flat=True))


def talk(house: SimpleNamespace, contact: Contact, **more: Any) -> ContactNote:
    said = {
        "contact": contact.pk,
        "subject": "邬采薇要改主图",
        "client_words": "邬采薇：再亮一点",
        "points": ["邬采薇定稿"],
    }
    return log(house, **said | more)


def test_nothing_personal_is_left_on_the_card_in_the_search_or_in_notices(house: SimpleNamespace) -> None:
    contact = wu(house)
    note = talk(house, contact, client_promises=[{"what": "发数据", "due_at": "2026-11-16 10:00"}])
    with clock.at("2026-11-16 10:30"):
        tick()
    assert Notice.objects.filter(says_zh__contains="邬采薇").exists() and search(house.lin, "wcw")
    do("contact.erase", house.lin, contact, {"why": "asked"})
    contact.refresh_from_db()
    kept = {f.name: getattr(contact, f.name) for f in Contact._meta.fields if isinstance(getattr(contact, f.name), str)}
    assert kept == dict.fromkeys(kept, "") | {"role": "executor"}
    assert (contact.window_from, contact.consent_on, contact.keep_until, contact.is_active) == (None, None, None, False)
    assert str(contact) == "已删除的联系人"
    note.refresh_from_db()
    assert (note.subject, note.client_words, note.points) == ("×××要改主图", "×××：再亮一点", ["×××定稿"])
    assert not search(house.lin, "邬采薇") and not search(house.lin, "wcw") and not search(house.lin, "0071")
    assert not Notice.objects.filter(says_zh__contains="邬采薇").exists()
    assert not DutyRow.objects.filter(subject__contains="邬采薇").exists()


def test_no_table_of_the_desk_holds_the_person_any_more(house: SimpleNamespace) -> None:
    contact = wu(house)
    talk(house, contact)
    do("contact.edit", house.lin, contact, {"title": "经理", "phone": "+86 100 0000 0071 转 2"})
    do("slip.take", house.song, None, {"for_person": house.lin.pk, "client": house.c1.pk, "caller": "邬采薇", "phone": "+86 100 0000 0071 转 2", "matter": "回电"})  # fmt: skip
    do("contact.erase", house.lin, Contact.objects.get(pk=contact.pk), {"why": "asked"})
    for model in apps.get_app_config("desk").get_models():
        for row in model._default_manager.values_list():
            assert not any(secret in str(value) for value in row for secret in SECRETS), (model.__name__, row)


def test_the_journal_never_held_the_person_and_keeps_that_one_was_erased(house: SimpleNamespace) -> None:
    contact = wu(house)
    do("contact.edit", house.lin, contact, {"name": "邬采薇", "phone": "+86 100 0000 0072", "title": "副总"})
    note = talk(house, contact)
    do("note.confirm", house.lin, note, {"read_back_by": "邬采薇"})
    assert not any(secret in journal() for secret in (*SECRETS, "0072", "副总")), "while the card still stands"
    assert '"phone"' in journal() and '"title"' in journal(), "which fields were changed is kept"
    assert "邬采薇" in " ".join(str(line.what) for line in timeline(client=house.c1)), "read back while the card stands"
    do("contact.erase", house.lin, Contact.objects.get(pk=contact.pk), {"why": "asked", "reason": "邬采薇本人来信"})
    said = " ".join(str(line.what) for line in timeline(client=house.c1))
    assert "邬采薇" not in said and "已删除的联系人" in said and "本人要求删除" in said
    assert "邬采薇" not in journal() and verify() == []


def test_signed_papers_and_accounts_stay_and_the_page_counts_them(house: SimpleNamespace) -> None:
    contact = wu(house)
    note = talk(house, contact, decisions=[{"text": "主图定稿", "decided_by": "邬采薇"}, {"text": "再议", "decided_by": "邬采薇"}])  # fmt: skip
    signed, loose = note.decisions.order_by("pk")
    do("minutes.send", house.lin, signed, {"text": "邬采薇：主图定稿"})
    sheet = submitted(house, client_words="邬采薇要一张报纸")
    Client.objects.filter(pk=house.c1.pk).update(invoice_recipient="财务部 邬采薇")
    before = page(house.lin, f"/contacts/{contact.pk}/erase/")
    assert "已发出或签字的会议记录" in before and "已提交、签字的工作单" in before and "开票资料" in before
    assert {one.what.zh: one.count for one in erasing.kept(Contact.objects.get(pk=contact.pk))} == {
        "已发出或签字的会议记录": 1, "已提交、签字的工作单": 1, "开票资料里的收件人": 1,
    }  # fmt: skip
    do("contact.erase", house.lin, contact, {"why": "asked"})
    assert Decision.objects.get(pk=signed.pk).minutes_text == "邬采薇：主图定稿"
    assert Decision.objects.get(pk=loose.pk).decided_by == "×××"
    assert JobSheet.objects.get(pk=sheet.pk).client_words == "邬采薇要一张报纸"
    assert Client.objects.get(pk=house.c1.pk).invoice_recipient == "财务部 邬采薇"
    after = page(house.lin, f"/contacts/{contact.pk}/")
    assert "已于" in after and "依法保留" in after and "邬采薇" not in after


def test_a_namesake_keeps_the_name_in_texts_and_other_clients_are_not_touched(house: SimpleNamespace) -> None:
    first, second = wu(house), wu(house, phone="+86 100 0000 0088", wechat="", email="", client=house.c1.pk)
    note = talk(house, second)
    assert "同名" in page(house.lin, f"/contacts/{first.pk}/erase/")
    do("contact.erase", house.lin, first, {"why": "asked"})
    note.refresh_from_db()
    assert note.subject == "邬采薇要改主图" and str(note.contact) == "邬采薇"
    rival = ContactNote.objects.create(
        client=house.c3, person=house.shao, subject="邬采薇来访", ended_at=clock.now(), channel="phone"
    )
    do("contact.erase", house.lin, second, {"why": "asked"})
    note.refresh_from_db()
    rival.refresh_from_db()
    assert (note.subject, rival.subject) == ("×××要改主图", "邬采薇来访")


def test_what_is_erased_is_not_written_again(house: SimpleNamespace) -> None:
    contact = wu(house)
    do("contact.erase", house.lin, contact, {"why": "expired"})
    again = (("contact.edit", {"name": "邬采薇"}), ("contact.enable", {}), ("contact.erase", {"why": "asked"}), ("contact.forget", {}))  # fmt: skip
    for code, body in again:
        with pytest.raises(WrongState):
            do(code, house.lin, contact, body)
    assert "邬采薇" not in page(house.lin, "/contacts/?show=unused")


def test_the_ae_and_the_leads_erase_and_nobody_else(house: SimpleNamespace) -> None:
    contact = wu(house)
    able = {person.username for person in Person.objects.all() if rights.reads_notes(person)}
    assert able == {one.username for one in (house.lin, house.shao, house.qin, house.zhou, house.gu)}
    with pytest.raises(NotAllowed):
        do("contact.erase", house.fang, contact, {"why": "asked"})
    page(house.fang, f"/contacts/{contact.pk}/erase/", status=403)
    page(house.shao, f"/contacts/{contact.pk}/erase/", status=404)


def test_consent_taken_back_for_one_purpose_empties_that_and_leaves_the_rest(house: SimpleNamespace) -> None:
    contact = wu(house)
    with clock.at("2026-11-18 09:00"):
        tick()
    assert DutyRow.objects.filter(rule="birthday", object_id=contact.pk).exists()
    do("contact.withdraw", house.lin, contact, {"purpose": "greeting", "why": "withdrawn"})
    contact.refresh_from_db()
    assert (contact.birthday, contact.drink, contact.consent_on) == ("", "碧螺春", date(2026, 11, 1))
    assert not DutyRow.objects.filter(rule="birthday", object_id=contact.pk).exists()
    assert not Notice.objects.filter(rule="birthday", object_id=contact.pk).exists()
    assert "撤回同意" in page(house.lin, f"/contacts/{contact.pk}/")
    for name in ("reception", "taste"):
        do("contact.withdraw", house.lin, contact, {"purpose": name, "why": "ended"})
    contact.refresh_from_db()
    assert (contact.drink, contact.likes, contact.purpose, contact.consent_on) == ("", "", "", None)


def test_what_was_taken_back_comes_again_only_with_consent_of_a_later_day(house: SimpleNamespace) -> None:
    contact = wu(house)
    do("contact.withdraw", house.lin, contact, {"purpose": "greeting", "why": "withdrawn"})
    for day in ("2026-11-01", "2026-11-16"):
        with pytest.raises(InvalidInput) as wrong:
            do("contact.edit", house.lin, contact, {"birthday": "11-19", "consent_on": day})
        assert "撤回" in wrong.value.fields["consent_on"].zh
    with clock.at("2026-11-17 09:00"):
        do("contact.edit", house.lin, contact, {"birthday": "11-19", "consent_on": "2026-11-17"})
    contact.refresh_from_db()
    assert (contact.birthday, contact.withdrawn) == ("11-19", {})


def test_every_text_that_is_looked_through_is_one_the_desk_has() -> None:
    for model, fields, _ in erasing.TEXTS:
        assert {one.name for one in apps.get_model("desk", model)._meta.fields} >= set(fields), model


NOBODY_IN_IT = {  # the card itself, the journal of references, names of files and things, our own people, addresses sent to
    "Contact", "Event", "SearchEntry", "ShareLink", "DeliveryFile", "DeliveryTo", "Material", "PurchaseOrder", "Project",
}  # fmt: skip


def test_a_noun_of_a_client_says_whether_its_texts_may_name_people() -> None:
    known = {model for model, _, _ in erasing.TEXTS} | NOBODY_IN_IT
    assert {model.__name__ for model in apps.get_app_config("desk").get_models() if holds_text(model)} - known == set()


def holds_text(model: Any) -> bool:
    texts = [one for one in model._meta.fields if one.get_internal_type() in ("TextField", "CharField")]
    return hasattr(model, "client_id") and any((one.max_length or 999) >= 100 for one in texts)
