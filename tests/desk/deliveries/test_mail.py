"""Mail really sent: accepted, refused, broken off; never called sent unless taken, never twice unseen (T27)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.deliveries import posting
from aedesk.desk.deliveries.mails import Mail
from aedesk.desk.errors import InvalidInput, WrongState
from aedesk.desk.journal.queries import timeline
from aedesk.desk.models import Delivery, DutyRow, Notice
from aedesk.kit import clock
from tests.requirements.delivering import LOOKED, promised, ready
from tests.requirements.doing import duty, fresh, issued, version

from .server import Post, free_port, serving


@pytest.fixture(autouse=True)
def set_up(tmp_path: Any, settings: Any, house: SimpleNamespace) -> None:
    settings.FILES = tmp_path / "files"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = "127.0.0.1", False, 5
    settings.DEFAULT_FROM_EMAIL = "desk@agency.example"
    house.wang.email, house.li.email = "wang@client.example", "li@client.example"
    house.wang.save()
    house.li.save()
    house.lin.email = "lin@agency.example"
    house.lin.save()


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    with serving() as (found, port):
        settings.EMAIL_PORT = port
        yield found


def queued(house: SimpleNamespace, **more: Any) -> Delivery:
    it = ready(house, channel="mail", **more)
    return do("delivery.send", house.lin, it).result


def test_a_mail_carries_the_note_the_files_and_the_senders_name(
    house: SimpleNamespace, still: clock.Frozen, post: Post
) -> None:
    still.set("2026-11-19 11:39")
    promise = promised(house, "2026-11-19 12:00")
    it = queued(house, promise=promise.pk, cover_note="王主管：\n初稿在附件，请看。")
    assert it.state == "sending" and not DutyRow.objects.filter(rule="tell_client").exists(), (
        "not sent yet: no clock runs"
    )
    still.set("2026-11-19 11:40")
    assert posting.send_mails() == 1
    message = post.got[0]
    assert post.envelopes == [("desk@agency.example", ["wang@client.example"])]
    assert message["Subject"] == "261119开盘报纸_设计稿_V1" and message["Reply-To"] == "lin@agency.example"
    assert "林晓岚" in str(message["From"])
    body, file = list(message.iter_parts())
    assert "初稿在附件，请看。" in body.get_content() and "林晓岚" in body.get_content()
    assert file.get_filename() == "261119开盘报纸_设计稿_V1.pdf" and file.get_content().startswith(b"%PDF-1.7")
    it, mail = fresh(it), Mail.objects.get()
    assert (it.state, it.sent_by, it.late_minutes, mail.state) == ("sent", house.lin, -20, "accepted")
    assert mail.message_id == message["Message-ID"]
    assert duty("tell_client", it).due_at == clock.parse("2026-11-19 12:10")
    assert fresh(promise).state == "kept"


def test_the_recommendation_is_printed_in_the_note(house: SimpleNamespace, post: Post) -> None:
    sheet = issued(house)
    layouts = [version(house, sheet, f"261119版面{letter}.pdf") for letter in "AB"]
    facts = {
        "sheet": sheet.pk,
        "files": [one.pk for one in layouts],
        "recipients": [house.wang.pk, house.li.pk],
        "channel": "mail",
    }
    it = do(
        "delivery.open",
        house.lin,
        None,
        facts | {"recommended": layouts[1].pk, "recommended_why": "临水的画面最先看到"},
    ).result
    do("delivery.check", house.lin, it, LOOKED)
    do("delivery.send", house.lin, it)
    posting.send_mails()
    assert "我们推荐：261119版面B。临水的画面最先看到" in next(post.got[0].iter_parts()).get_content()
    assert len(post.got) == 1 and len(post.envelopes[0][1]) == 2, "one mail to both"


@pytest.mark.parametrize(
    ("step", "answer"),
    [("mail", "451 try later"), ("rcpt", "450 busy"), ("data", "452 full"), ("mail", "drop"), ("rcpt", "drop")],
)
def test_what_the_server_does_not_take_is_tried_again_later(
    house: SimpleNamespace, still: clock.Frozen, post: Post, step: str, answer: str
) -> None:
    it = queued(house)
    post.says[step] = answer
    posting.send_mails()
    mail = Mail.objects.get()
    assert (mail.state, mail.tries, fresh(it).state) == ("queued", 1, "sending") and mail.next_at > clock.now()
    first = mail.message_id
    assert posting.send_mails() == 0, "not before its time"
    post.says.clear()
    still.move(minutes=1)
    posting.send_mails()
    assert fresh(it).state == "sent" and [one["Message-ID"] for one in post.got][-1:] == [first]


def test_a_server_that_is_not_there_is_tried_again_and_in_the_end_it_failed(
    house: SimpleNamespace, still: clock.Frozen, settings: Any
) -> None:
    settings.EMAIL_PORT = free_port()
    it = queued(house)
    for _ in range(len(posting.WAITS) + 1):
        posting.send_mails()
        still.move(minutes=60)
    assert (Mail.objects.get().state, fresh(it).state) == ("failed", "failed")
    assert "邮件没有发出" in Notice.objects.latest("pk").says_zh
    assert duty("settle_mail", it).person == house.lin


def test_a_mailbox_that_does_not_exist_fails_at_once_and_another_way_is_taken(
    house: SimpleNamespace, post: Post
) -> None:
    post.refuses.add("wang@client.example")
    it = queued(house)
    posting.send_mails()
    assert (Mail.objects.get().state, fresh(it).state, post.got) == ("failed", "failed", [])
    assert "550 no such mailbox" in Mail.objects.get().answer
    do("delivery.edit", house.lin, it, {"channel": "wecom"})
    assert do("delivery.send", house.lin, it).result.state == "sent"
    assert duty("settle_mail", it).state == "done"


def test_one_refused_address_of_two_is_told_to_the_ae(house: SimpleNamespace, post: Post) -> None:
    post.refuses.add("li@client.example")
    it = queued(house, recipients=[house.wang.pk, house.li.pk])
    posting.send_mails()
    assert fresh(it).state == "sent" and Mail.objects.get().refused == ["li@client.example"]
    assert "li@client.example 被对方服务器拒收" in Notice.objects.latest("pk").says_zh


def uncertain(house: SimpleNamespace, post: Post) -> Delivery:
    """The line broke after the text: the server has it, we do not know."""
    it = queued(house)
    post.says["data"] = "drop"
    posting.send_mails()
    post.says.clear()
    return fresh(it)


def test_a_line_that_breaks_after_the_text_leaves_it_uncertain_and_nothing_is_sent_again(
    house: SimpleNamespace, still: clock.Frozen, post: Post
) -> None:
    it = uncertain(house, post)
    assert (it.state, Mail.objects.get().state) == ("uncertain", "uncertain")
    for _ in range(5):
        still.move(hours=2)
        assert posting.send_mails() == 0
    assert len(post.got) == 1 and fresh(it).sent_at is None, "not called sent, not sent twice"
    assert duty("settle_mail", it).person == house.lin


def test_the_ae_asks_and_marks_it_as_delivered(house: SimpleNamespace, still: clock.Frozen, post: Post) -> None:
    still.set("2026-11-19 11:40")
    it = uncertain(house, post)
    still.set("2026-11-19 11:50")
    do("delivery.confirm_sent", house.lin, it, {"asked": "王主管", "how": "phone"})
    it = fresh(it)
    assert (it.state, it.sent_at, it.told_at) == (
        "sent",
        clock.parse("2026-11-19 11:40"),
        clock.parse("2026-11-19 11:50"),
    )
    assert duty("settle_mail", it).state == "done" and duty("chase_answer", it).state == "open"
    assert "王主管，已收到" in timeline(thing=it)[0].what


def test_the_ae_sends_it_again_knowingly_under_the_same_message_id(house: SimpleNamespace, post: Post) -> None:
    it = uncertain(house, post)
    do("delivery.send_again", house.lin, it)
    posting.send_mails()
    first, second = (one["Message-ID"] for one in post.got)
    assert first == second and fresh(it).state == "sent"


def test_a_mail_that_still_waits_can_be_called_off(house: SimpleNamespace, post: Post) -> None:
    it = queued(house)
    do("delivery.stop_mail", house.lin, it)
    assert posting.send_mails() == 0 and fresh(it).state == "draft"
    do("delivery.send", house.lin, it)
    posting.send_mails()
    with pytest.raises(WrongState):
        do("delivery.stop_mail", house.lin, it)


@pytest.mark.parametrize(("state", "after"), [("taken", "queued"), ("handing", "uncertain")])
def test_what_a_dead_worker_held_is_sorted_out(house: SimpleNamespace, post: Post, state: str, after: str) -> None:
    it = queued(house)
    gone = f"{posting.MACHINE}:4194304:dead"  # no process has this number
    Mail.objects.update(state=state, claim=gone, claimed_until=clock.now() + posting.LEASE)
    assert posting.recover() == 1
    assert Mail.objects.get().state == after
    assert fresh(it).state == ("uncertain" if after == "uncertain" else "sending")


def test_a_worker_elsewhere_is_left_alone_until_its_time_is_over(
    house: SimpleNamespace, still: clock.Frozen, post: Post
) -> None:
    queued(house)
    Mail.objects.update(state="handing", claim="elsewhere:1:x", claimed_until=clock.now() + posting.LEASE)
    assert posting.recover() == 0
    still.move(minutes=11)
    assert posting.recover() == 1 and Mail.objects.get().state == "uncertain"


def test_without_settings_the_ae_is_told_what_to_set_and_may_send_with_her_own_program(
    house: SimpleNamespace, settings: Any
) -> None:
    settings.EMAIL_HOST = ""
    it = ready(house, channel="mail")
    with pytest.raises(InvalidInput) as wrong:
        do("delivery.send", house.lin, it)
    assert "AEDESK_SMTP_HOST" in wrong.value.fields["own_program"].zh
    assert do("delivery.send", house.lin, it, {"own_program": True}).result.state == "sent"
    assert not Mail.objects.exists()


def test_a_password_never_goes_over_an_open_line(house: SimpleNamespace, settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = (
        "mail.example",
        "desk",
        "hunter2hunter2",
    )
    with pytest.raises(InvalidInput) as wrong:
        do("delivery.send", house.lin, ready(house, channel="mail"))
    assert "AEDESK_SMTP_TLS" in wrong.value.fields["own_program"].zh


def test_the_password_is_in_no_log_and_no_row(house: SimpleNamespace, settings: Any, post: Post, caplog: Any) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "desk", "hunter2hunter2"  # the server knows no AUTH
    caplog.set_level(logging.DEBUG)
    queued(house)
    posting.send_mails()
    mail = Mail.objects.get()
    assert mail.state == "queued" and mail.answer
    assert "hunter2" not in caplog.text + mail.answer + mail.body


def test_a_contact_without_an_address_is_named(house: SimpleNamespace) -> None:
    house.wang.email = "王主管"
    house.wang.save()
    with pytest.raises(InvalidInput) as wrong:
        do("delivery.send", house.lin, ready(house, channel="mail"))
    assert wrong.value.fields["recipients"].zh.startswith("王主管没有可用的邮箱")


@pytest.mark.parametrize("subject", ["开盘\r\nBcc: rival@other.example", "a\nb"])
def test_no_header_is_smuggled_in(house: SimpleNamespace, post: Post, subject: str) -> None:
    queued(house, subject=subject)
    posting.send_mails()
    assert post.got[0]["Bcc"] is None and post.envelopes[0][1] == ["wang@client.example"]
