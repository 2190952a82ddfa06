"""From a finished draft to the client's words: chosen, checked, sent, told, heard, passed on; and nobody marks a wrong word."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from aedesk.desk.action import do
from aedesk.desk.deliveries import posting
from aedesk.desk.models import Delivery, Feedback
from aedesk.kit import clock
from tests.desk.deliveries.server import Post, serving
from tests.requirements.delivering import promised, ready
from tests.requirements.doing import issued, version

from .conftest import AtDesk, Look

WORDS = "王主管：标题再大一点，水线要连上。李总说整体不错😊，就是晚上看不清。"


@pytest.fixture(autouse=True)
def files_here(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def post(settings: Any, house: SimpleNamespace) -> Iterator[Post]:
    """A mail server that takes what it is given, and addresses to send to."""
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.DEFAULT_FROM_EMAIL = "desk@agency.example"
    house.wang.email = "wang@client.example"
    house.wang.save()
    with serving() as (found, port):
        settings.EMAIL_PORT = port
        yield found


def press(page: Page, name: str) -> None:
    page.locator(".next-acts").get_by_text(name, exact=True).click()


def look_over(page: Page, **found: str) -> None:
    """The three looks before sending, with what is wrong by item."""
    dialog = page.get_by_role("dialog")
    for item in ("尺寸", "错别字", "格式"):
        dialog.get_by_role("checkbox", name=f"{item}看过了").check()
    for item, what in found.items():
        dialog.locator(f"[name={item}_found]").fill(what)
    dialog.get_by_role("button", name="看过了").click()


def prepare(page: Page, look: Look) -> None:
    """From the job: two options, to whom, for which promise, and which we recommend."""
    page.get_by_role("link", name="发给客户").first.click()
    page.locator(".send-file", has_text="开盘报纸A").get_by_role("checkbox").check()
    page.locator(".chip", has_text="王主管").click()
    page.get_by_label("兑现哪项约定").select_option(index=1)
    page.get_by_label("附言").fill("王主管：两个方案，请看。")
    look(page, "send-form")
    page.get_by_role("button", name="存好，下一步检查").click()

    expect(page.locator(".next-words")).to_contain_text("写明推荐哪一个")
    press(page, "写推荐")
    page.get_by_label("几个方案时，推荐哪一个").select_option(label="261119开盘报纸A_设计稿_V1.pdf")
    page.get_by_label("推荐的理由").fill("临水的画面最先看到")
    page.get_by_role("button", name="保存").click()


def check(page: Page, look: Look) -> None:
    """One thing is found in the look before sending, and mended."""
    press(page, "检查")
    look(page, "send-check", full=False)
    look_over(page, typos="“临碧”应为“临璧”")
    expect(page.locator(".next-words")).to_contain_text("1 处检查意见要处理")
    look(page, "send-finding")
    page.get_by_role("button", name="已改").click()


def test_files_are_chosen_checked_and_sent_and_the_client_is_told(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int, still: clock.Frozen
) -> None:
    still.set("2026-11-19 11:20")
    sheet = issued(house)
    for name in ("261119开盘报纸A_设计稿_V1.pdf", "261119开盘报纸B_设计稿_V1.pdf"):
        version(house, sheet, name)
    promised(house, "2026-11-19 12:00")
    page = at_desk(house.lin, width)
    page.goto(f"/jobs/{sheet.pk}/")
    prepare(page, look)
    check(page, look)
    still.set("2026-11-19 11:40")
    press(page, "已用企业微信发出")

    expect(page.locator("main")).to_contain_text("早 20 分")
    expect(page.locator(".next-words")).to_contain_text("告诉客户")
    look(page, "send-sent")
    still.set("2026-11-19 11:58")
    press(page, "已打电话告知")
    expect(page.locator("#clocks")).to_contain_text("电话")
    it = Delivery.objects.get()
    assert (it.state, it.told_at, it.recommended.name[:10]) == (
        "sent",
        clock.parse("2026-11-19 11:58"),
        "261119开盘报纸",
    )  # type: ignore[union-attr]
    page.goto("/deliveries/")
    expect(page.locator("main")).to_contain_text(it.number)
    look(page, "send-list")


def test_a_mail_goes_through_the_outbox_and_only_then_counts_as_sent(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int, still: clock.Frozen, post: Post
) -> None:
    still.set("2026-11-19 11:39")
    it = ready(house, channel="mail", cover_note="王主管：初稿在附件，请看。")
    page = at_desk(house.lin, width)
    page.goto(f"/deliveries/{it.pk}/")
    press(page, "发送邮件")
    expect(page.locator(".next-words")).to_contain_text("邮件正在发送")
    look(page, "send-mail-under-way")
    still.set("2026-11-19 11:40")
    assert posting.send_mails() == 1
    page.reload()
    expect(page.locator(".next-words")).to_contain_text("告诉客户")
    expect(page.locator("#mail")).to_contain_text("queued")
    look(page, "send-mailed")
    assert post.got[0]["Subject"] == it.subject


def test_a_mail_nobody_can_tell_of_asks_for_one_of_three_ways(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int, still: clock.Frozen, post: Post
) -> None:
    still.set("2026-11-19 11:39")
    it = ready(house, channel="mail")
    do("delivery.send", house.lin, it)
    post.says["data"] = "drop"
    posting.send_mails()
    page = at_desk(house.lin, width)
    page.goto(f"/deliveries/{it.pk}/")
    expect(page.locator(".next-words")).to_contain_text("不确定邮件是否送达")
    for way in ("问过了，已收到", "没收到，再发一次", "换别的方式"):
        expect(page.locator(".next-acts").get_by_text(way, exact=True)).to_be_visible()
    look(page, "send-uncertain")
    press(page, "问过了，已收到")
    page.get_by_label("问了谁").fill("王主管")
    page.get_by_role("button", name="问过客户，已收到").click()
    expect(page.locator(".next-words")).not_to_contain_text("不确定")
    it.refresh_from_db()
    assert it.state == "sent"


def choose(page: Page, words: str) -> None:
    """Select words in the field of the client's own words, as a finger or a mouse leaves them selected."""
    page.locator("#f-words").evaluate(
        "(field, words) => { const at = field.value.indexOf(words); field.focus(); field.setSelectionRange(at, at + words.length); }",
        words,
    )


def test_key_words_are_marked_in_the_clients_own_words_and_the_team_reads_them_so(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int, still: clock.Frozen
) -> None:
    still.set("2026-11-17 16:40")
    sheet = issued(house)
    page = at_desk(house.lin, width)
    page.goto(f"/feedback/new/?sheet={sheet.pk}")
    page.fill("#f-words", WORDS)
    mark = page.get_by_role("button", name="标为关键词")
    mark.click()
    expect(page.locator("[data-shown] li")).to_have_count(0)  # nothing selected, nothing marked
    choose(page, "晚上看不清")
    mark.tap() if width < 768 else mark.click()
    choose(page, "标题再大一点")
    page.keyboard.press("Tab")  # by keys alone
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-shown] li")).to_have_text(["标题再大一点×", "晚上看不清×"])
    page.locator("#f-words").press("Control+Home")
    page.keyboard.type("今天")  # typed before them, the marks move along
    expect(page.locator("[data-shown] li")).to_have_text(["标题再大一点×", "晚上看不清×"])
    page.get_by_role("button", name="不再标“标题再大一点”").click()
    choose(page, "水线要连上")
    page.get_by_role("button", name="拆成修改项").click()
    expect(page.locator("[name=items-0-what]")).to_have_value("水线要连上")
    page.locator("[name=items-0-why]").fill("夜里路过也要认得出")
    page.get_by_label("客户肯定了什么").fill("整体不错")
    page.get_by_label("客户不满意什么").fill("晚上看不清")
    look(page, "feedback-form")
    page.get_by_role("button", name="保存，去转达").click()
    expect(page.locator("#words mark")).to_have_text("晚上看不清")
    look(page, "feedback-page")
    heard = Feedback.objects.get()
    assert heard.words == "今天" + WORDS


def test_the_team_reads_what_was_passed_on_and_the_ae_sees_who_has(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int, still: clock.Frozen
) -> None:
    still.set("2026-11-17 16:40")
    sheet = issued(house)
    said = {"sheet": sheet.pk, "contact": house.wang.pk, "words": WORDS, "marks": ["4-10"], "good": "整体不错", "bad": "晚上看不清",
            "items": [{"what": "标题放大", "why": "远处要看得清"}]}  # fmt: skip
    it = do("feedback.log", house.lin, None, said).result
    page, team = at_desk(house.lin, width), at_desk(house.tang, width)
    page.goto(f"/feedback/{it.pk}/")
    page.get_by_role("button", name="转达团队").click()
    look(page, "feedback-relay", full=False)
    page.get_by_role("dialog").get_by_role("button", name="转达", exact=True).click()
    expect(page.locator("#readers")).to_contain_text("还没看")
    team.goto(f"/feedback/{it.pk}/")
    expect(team.locator("#words mark")).to_have_text("标题再大一点")
    team.get_by_role("button", name="我看过了").click()
    expect(team.get_by_role("button", name="我看过了")).to_have_count(0)
    page.reload()
    expect(page.locator("#readers li", has_text=house.tang.name)).not_to_contain_text("还没看")
    look(page, "feedback-read")


@pytest.mark.parametrize("lang", ["en"])
def test_the_pages_of_sending_and_hearing_are_whole_in_english(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int, still: clock.Frozen, lang: str
) -> None:
    still.set("2026-11-19 11:39")
    it = ready(house)
    page = at_desk(house.lin, width, lang=lang)
    page.goto(f"/deliveries/{it.pk}/edit/")
    look(page, "send-form-en")
    page.goto(f"/deliveries/{it.pk}/")
    look(page, "send-page-en")
    do("delivery.send", house.lin, it)
    page.goto(f"/feedback/new/?delivery={it.pk}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    look(page, "feedback-form-en")
