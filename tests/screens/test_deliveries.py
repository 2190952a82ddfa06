"""The delivery pages: what comes next stands first, from choosing files to the client's answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.models import Contact, Delivery, Mail
from aedesk.kit import clock
from tests.requirements.delivering import LOOKED, promised, ready, sent
from tests.requirements.doing import issued, page, version


@pytest.fixture(autouse=True)
def files(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


def next_of(html: str) -> str:
    """The panel that says what comes next."""
    return html.split('class="next"')[1].split("</section>")[0]


def test_from_the_job_one_comes_to_the_form_with_its_files_people_and_promise(house: SimpleNamespace) -> None:
    sheet = issued(house)
    made = version(house, sheet, "261119开盘报纸_设计稿_V1.pdf")
    promise = promised(house, "2026-11-19 12:00")
    promise.sheet = sheet
    promise.save()
    assert f"/deliveries/new/?sheet={sheet.pk}" in page(house.lin, f"/jobs/{sheet.pk}/")
    assert f"/deliveries/new/?file={made.pk}" in page(house.lin, f"/artwork/{made.pk}/")
    form = page(house.lin, f"/deliveries/new/?file={made.pk}")
    assert f'value="{made.pk}" checked' in form and "王主管" in form and "11-19 12:00 开盘报纸初稿" in form
    assert f'<option value="{promise.pk}" selected' in form
    assert "南渡" not in page(house.lin, "/deliveries/new/")


def test_each_step_of_a_draft_says_what_is_missing(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = issued(house)
    it = do("delivery.open", house.lin, None, {"sheet": sheet.pk}).result
    address = f"/deliveries/{it.pk}/"
    assert "先选文件" in next_of(page(house.lin, address))
    made = version(house, sheet, "261119开盘报纸_设计稿_V1.pdf")
    do("delivery.edit", house.lin, it, {"files": [made.pk]})
    assert "选发给谁" in next_of(page(house.lin, address))
    do("delivery.edit", house.lin, it, {"recipients": [house.wang.pk], "cover_note": "做法同南渡九里。"})
    assert "南渡九里" in next_of(page(house.lin, address))
    do("delivery.edit", house.lin, it, {"cover_note": "初稿请看。"})
    assert "尺寸、错别字、格式" in next_of(page(house.lin, address))
    do("delivery.check", house.lin, it, LOOKED | {"typos_found": ["少一个字"]})
    assert "1 处检查意见要处理" in next_of(page(house.lin, address))
    do("delivery.answer_finding", house.lin, it.checks.get().findings.get(), {"answer": "fixed"})
    assert "已用企业微信发出" in next_of(page(house.lin, address))
    assert "由林晓岚发送" in next_of(page(house.ye, address)) or "林晓岚在准备发送" in next_of(page(house.ye, address))
    do("delivery.send", house.lin, it)
    assert "告诉客户" in next_of(page(house.lin, address))
    do("delivery.tell_client", house.lin, it)
    assert "谈一谈创意点" in next_of(page(house.lin, address))
    do("delivery.talk", house.lin, it)
    assert "等客户反馈" in next_of(page(house.lin, address))
    assert it.subject in page(house.lin, f"/jobs/{sheet.pk}/")


def test_a_mail_in_doubt_offers_its_ways_out(house: SimpleNamespace) -> None:
    it = ready(house, channel="mail")
    assert "AEDESK_SMTP_HOST" in next_of(page(house.lin, f"/deliveries/{it.pk}/"))
    Delivery.objects.update(state="uncertain", sent_by=house.lin)
    Mail.objects.create(client=house.c1, delivery=it, message_id="<1@x>", sender="x", subject="x", state="uncertain")
    panel = next_of(page(house.lin, f"/deliveries/{it.pk}/"))
    assert "问过了，已收到" in panel and "再发一次" in panel


def test_the_list_is_searched_filtered_and_shows_how_long_nobody_answered(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    it = sent(house, still, "2026-11-12 15:00", name="261112户外大牌_设计稿_V2.pdf")
    other = ready(house, "261116海报.pdf")
    still.set("2026-11-14 17:00")
    listed = page(house.lin, "/deliveries/?state=unanswered&q=户外&sort=oldest")
    assert it.number in listed and "等了 2 天" in listed and other.number not in listed
    assert it.number in page(house.lin, f"/deliveries/?client={house.c1.pk}&channel=wecom&state=unsigned")
    assert it.number not in page(house.shao, "/deliveries/")
    page(house.shao, f"/deliveries/{it.pk}/", 404)
    assert "Waiting for the client" in page(
        house.lin, f"/deliveries/{it.pk}/", language="en"
    ) or "Tell the client" in page(house.lin, f"/deliveries/{it.pk}/", language="en")


def test_an_empty_list_says_what_it_is_for(house: SimpleNamespace) -> None:
    assert "这里还没有发送" in page(house.lin, "/deliveries/")
    assert "没有已下达的工作单" in page(house.lin, "/deliveries/new/")


def test_a_form_ticks_several_files_and_people(house: SimpleNamespace) -> None:
    from django.test import Client

    sheet = issued(house)
    made = [version(house, sheet, f"261119楼书_第{n}页.pdf").pk for n in (1, 2)]
    contact = Contact.objects.create(client=house.c1, name="赵专员")
    browser = Client()
    browser.force_login(house.lin, backend="django.contrib.auth.backends.ModelBackend")
    given = {
        "project": house.p02.pk,
        "sheet": sheet.pk,
        "files": ["", *made],
        "recipients": ["", house.wang.pk, contact.pk],
        "is_set": "on",
        "channel": "wechat",
        "kind": "artwork",
    }
    answer = browser.post("/do/delivery.open/", given | {"next": "/deliveries/{id}/"})
    it = Delivery.objects.get()
    assert answer["Location"] == f"/deliveries/{it.pk}/"
    assert it.given("files") == made and it.given("recipients") == [house.wang.pk, contact.pk] and it.is_set
    assert "第2页" in page(house.lin, f"/deliveries/{it.pk}/edit/")
    browser.post(f"/do/delivery.edit/{it.pk}/", {"files": ["", made[0]], "version": it.version})
    assert it.given("files") == made or [row.attachment_id for row in Delivery.objects.get().files.all()] == made[:1]
