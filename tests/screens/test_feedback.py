"""Feedback on the web: the form filled in from where one comes, the list, the page, the screenshot."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from aedesk.desk.action import do
from aedesk.desk.models import ChangeItem, Feedback
from aedesk.kit import clock
from tests.desk.hearing import a_delivery, hear, tell
from tests.desk.work import a_sheet
from tests.requirements.doing import fresh, log, page

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def signed_in(person: Any) -> Browser:
    browser = Browser()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def typed(house: SimpleNamespace, **more: Any) -> dict[str, Any]:
    return {
        "project": house.p02.pk, "contact": house.wang.pk, "channel": "wecom", "words": "Logo 放大。\r\n水线别动。",
        "marks": "0-7", "good": "水线", "bad": "Logo 小", "items-0-what": "Logo 放大", "items-0-must_ask": "on", "items": "",
    } | more  # fmt: skip


def test_the_form_keeps_words_marks_changes_and_the_screenshot(
    house: SimpleNamespace, settings: Any, tmp_path: Any
) -> None:
    settings.FILES = tmp_path
    browser = signed_in(house.lin)
    shot = SimpleUploadedFile("IMG_1.jpg", PNG, content_type="text/html")
    answer = browser.post("/do/feedback.log/", typed(house, picture=shot))
    it = Feedback.objects.get()
    assert answer.status_code == 302 and answer.headers["Location"] == f"/feedback/{it.pk}/"
    assert (it.words, it.marks, it.items.get().must_ask) == ("Logo 放大。\n水线别动。", [[0, 7]], True)
    shown = browser.get(f"/feedback/{it.pk}/picture/")
    assert (shown.headers["Content-Type"], shown.content) == ("image/png", PNG), "a picture by its bytes, not its name"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert signed_in(house.shao).get(f"/feedback/{it.pk}/picture/").status_code == 404


@pytest.mark.parametrize("content", [b"<html><script>", b"\xff\xd8", b"RIFF0000AVI "])
def test_what_is_no_picture_comes_back_beside_its_field_and_nothing_is_lost(
    house: SimpleNamespace, content: bytes
) -> None:
    shot = SimpleUploadedFile("a.png", content, content_type="image/png")
    answer = signed_in(house.lin).post("/do/feedback.log/", typed(house, picture=shot))
    text = answer.content.decode()
    assert answer.status_code == 422 and "请选择 PNG、JPG 或 WebP 图片。" in text and "水线别动" in text
    assert not Feedback.objects.exists()


def test_a_contact_note_fills_the_form_in(house: SimpleNamespace) -> None:
    note = log(house, client_words="B 段再亮一点。", real_need="夜里要认得出")
    shown = page(house.lin, f"/feedback/new/?note={note.pk}")
    assert all(text in shown for text in ("B 段再亮一点。", "夜里要认得出", f'name="note" value="{note.pk}"'))
    assert f"/feedback/new/?note={note.pk}" in page(house.lin, f"/log/{note.pk}/")


def test_a_delivery_fills_the_form_in_however_old_it_is(house: SimpleNamespace, still: clock.Frozen) -> None:
    delivery = a_delivery(house, at="2026-08-03 10:00")
    assert f'value="{delivery.pk}" selected' in page(house.lin, f"/feedback/new/?delivery={delivery.pk}")
    page(house.shao, f"/feedback/new/?delivery={delivery.pk}", status=404)


def test_the_list_is_searched_and_filtered_by_what_is_still_to_do(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    do("client.edit", house.lin, house.c1, {"included_rounds": 1})
    first = hear(house, sheet=sheet.pk, words="水线别动")
    tell(house, first)
    second = hear(house, sheet=sheet.pk, words="电话放大", items=[{"what": "电话放大", "must_ask": True}])
    wanted = {"q=电话": [second], "show=unrelayed": [second], "show=asking": [second], "show=beyond": [second],
              "show=open": [first, second], "from=2026-11-17": [], f"project={house.p02.pk}": [first, second]}  # fmt: skip
    for asked, found in wanted.items():
        shown = page(house.lin, f"/feedback/?{asked}")
        assert [it for it in (first, second) if f'href="/feedback/{it.pk}/"' in shown] == found, asked
    assert "水线别动" not in page(house.shao, "/feedback/"), "the rival's account executive sees none of it"
    assert "水线别动" in page(house.lin, f"/jobs/{sheet.pk}/")


def test_a_doer_reads_but_does_not_write(house: SimpleNamespace) -> None:
    relay = tell(house, hear(house, sheet=a_sheet(house).pk))
    shown = page(house.tang, f"/feedback/{relay.feedback_id}/")
    assert (
        f"/do/relay.read/{relay.pk}/" in shown
        and "/do/changeitem.add/" not in shown
        and "/do/feedback.relay/" not in shown
    )
    assert (
        signed_in(house.tang).get(f"/feedback/relays/{relay.pk}/").headers["Location"]
        == f"/feedback/{relay.feedback_id}/"
    )


def test_what_was_split_wrongly_goes_as_long_as_nobody_has_heard_it(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    it = hear(house, items=[{"what": "水线连上了", "must_ask": True}, {"what": "B 段再亮", "why": "看不清"}])
    wrong, right = ChangeItem.objects.filter(feedback=it).order_by("position")
    do("changeitem.remove", house.lin, wrong)
    tell(house, it)
    browser = signed_in(house.lin)
    assert browser.post(f"/do/changeitem.remove/{right.pk}/", {}).status_code == 409
    still.set("2026-11-16 09:30")
    do("changeitem.add", house.lin, fresh(it), {"what": "再加一句", "why": "漏了"})
    assert "有新内容没转达" in page(house.lin, f"/feedback/{it.pk}/")
