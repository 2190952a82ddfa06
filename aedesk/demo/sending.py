"""What goes to clients in the story: the deliveries behind the old promises, and those of the main week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from aedesk.desk.action import ACTIONS
from aedesk.desk.artwork.models import Attachment, StoredFile
from aedesk.desk.artwork.storing import store
from aedesk.desk.deliveries.checks import DeliveryCheck
from aedesk.desk.deliveries.leaving import said_of
from aedesk.desk.deliveries.models import Delivery, DeliveryFile, DeliveryTo
from aedesk.desk.duties.figures import calendar
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.duties.rows import described
from aedesk.desk.notices.models import Notice
from aedesk.kit import clock
from aedesk.rulebook import sending as rules
from aedesk.rulebook import timing
from aedesk.rulebook.kinds import Due

from .ledger import Ledger, Written
from .papers import HOARDING, pdf
from .script import Moment, does, due, event, holds, on_time
from .steps import Known, Step

CHANNELS = ("onsite", "onsite", "courier")  # signed for on the spot, so that old cards could close
POSTER = clock.parse("2026-11-12 15:00")
LOOKED: dict[str, Any] = {"size": True, "typos": True, "format": True}
SCRIPT: list[list[Moment]] = [
    # Written into the ledger at its time (`poster`), for the journal runs in the order of time; here it is looked at.
    event("E005", "11-16 08:00", "林晓岚", "周四 15:00 企业微信发出户外大牌 V2；12 分钟后告知；18:00 没有反馈：未回",
        holds("15:00 发出，待补签", lambda known: fresh(known, "大牌的发送").receipt_state == "pending" and fresh(known, "大牌的发送").sent_at == clock.parse("2026-11-12 15:00")),
        on_time("tell_client", "大牌的发送"), holds("未回", lambda known: fresh(known, "大牌的发送").feedback_state == "none"),
        due("same_day_answer", "大牌的发送", "11-12 18:00")),
    event("E013", "11-16 10:00", "林晓岚", "大牌三天没有反馈：周一 10:00 到期，10:30 秦若谷也收到提醒",
        due("chase_answer", "大牌的发送", "11-16 10:00"),
        holds("还不迟", lambda known: not chased(known).is_late), holds("一过就红", lambda known: chased(known).is_late, at="10:01"),
        holds("上级也知道", lambda known: Notice.objects.filter(person=known["秦若谷"], rule="chase_answer").exists(), at="10:31")),
    event("E038", "11-16 15:30", "林晓岚", "打电话催大牌的意见，迟 5 小时 30 分",
        does("delivery.chase", "大牌的发送", how="phone", about="王主管说李总周四看"),
        holds("迟 330 分", lambda known: DutyRow.objects.get(rule="chase_answer", object_id=known["大牌的发送"].pk, state="done").late_seconds == 330 * 60)),
    event("E067", "11-18 10:15", "邵一川", "周一 09:50 发的年货礼盒（限周四 09:50），提前催了",
        does("delivery.chase", "礼盒的发送", how="phone"),
        holds("催得及时", lambda known: DutyRow.objects.get(rule="chase_answer", object_id=known["礼盒的发送"].pk, state="done").late_seconds == 0)),
]  # fmt: skip
OTHERS: list[list[Moment]] = [
    event("", "11-16 09:50", "邵一川", "年货礼盒初稿发给小何",
        does("attachment.keep", at="09:34", called="礼盒初稿", file=pdf("box1.pdf", "礼盒初稿"), project="P08", name="261116年货礼盒_设计稿_V1"),
        does("delivery.open", at="09:40", called="礼盒的发送", project="P08", files=["礼盒初稿"], recipients=["小何"], channel="wechat",
             cover_note="小何：三个规格同一只鹭，高度递减，请先看大盒。"),
        does("delivery.check", "礼盒的发送", at="09:45", **LOOKED), does("delivery.send", "礼盒的发送"),
        does("delivery.tell_client", "礼盒的发送", at="10:05", how="wechat")),
    event("", "11-18 10:20", "林晓岚", "夜景二稿准备好了，等检查",
        does("attachment.add", at="10:12", by="唐予", called="夜景二稿图", file=pdf("night2.pdf", "夜景二稿", HOARDING), sheet="P02-13", name="261118围墙夜景_设计稿_V2"),
        does("delivery.open", called="夜景的发送", sheet="P02-13", files=["夜景二稿图"], recipients=["王主管"], promise="夜景二稿", channel="wecom",
             cover_note="王主管：夜景二稿，灯带暖一度，A 段楼栋亮起来了。")),
]  # fmt: skip


def fresh(known: Known, name: str) -> Any:
    thing = known[name]
    return type(thing).objects.get(pk=thing.pk)


def chased(known: Known) -> DutyRow:
    """The first chase of the poster."""
    return DutyRow.objects.filter(rule="chase_answer", object_id=known["大牌的发送"].pk).earliest("pk")


def along(steps: Iterator[Step], book: Ledger) -> Iterator[Step]:
    """The steps, and behind each promise that was kept the delivery that kept it."""
    page, has_poster = store(pdf("page.pdf", "初稿"), "page.pdf"), False
    for step in steps:
        if not has_poster and step.at > POSTER:
            has_poster = bool(poster(book, page))
        yield step
        if step.code == "promise.keep" and book.known[step.on].sheet is not None:
            sent(book, book.known[step.on], step.at, page)


def poster(book: Ledger, page: StoredFile) -> Delivery:
    """E005: the second outdoor poster goes by WeCom, is told of after twelve minutes and not answered."""
    known, number = book.known, book.count("delivery:2611")
    lin, project, told = known["林晓岚"], known["P02"], POSTER + timedelta(minutes=12)
    about = {"client_id": project.client_id, "created_by": lin, "created_at": POSTER, "changed_at": told}
    it: Delivery = book.add(Delivery(
        **about, project=project, number=f"D-2611-{number:03d}", channel="wecom", subject="261112澜庭二期户外大牌_设计稿_V2", state="sent",
        cover_note="王主管：大牌第二波改好了，水线升到画面三分之二，落款是样板房开放时间。", sent_at=POSTER, sent_by=lin, told_at=told, told_how="phone",
        feedback_due_at=timing.same_day_close(POSTER, calendar()), chase_due_at=timing.chase_due(POSTER, calendar()), receipt_state="pending",
    ))  # fmt: skip
    _packed(book, it, about, page, f"{it.subject}.pdf", known["王主管"])
    clocks(book, it, told, None)
    _journal(book, it, POSTER)
    known["大牌的发送"] = it
    return it


def sent(book: Ledger, promise: Any, at: datetime, page: StoredFile) -> Delivery:
    """A first draft sent when its promise was kept; told within the half hour, answered by the next day."""
    number = book.count(f"delivery:{clock.shanghai(at):%y%m}")
    told, answered = at + timedelta(minutes=4 + number * 7 % 23), at + timedelta(minutes=70 + number * 53 % 900)
    about = {"client_id": promise.client_id, "created_by": promise.by, "created_at": at, "changed_at": at}
    it: Delivery = book.add(Delivery(
        **about, project=promise.project, sheet=promise.sheet, promise=promise, number=f"D-{clock.shanghai(at):%y%m}-{number:03d}",
        kind="strategy" if promise.sheet.job_type == "strategy" else "artwork", channel=CHANNELS[number % len(CHANNELS)], subject=promise.what,
        state="sent", sent_at=at, sent_by=promise.by, late_seconds=promise.late_seconds, told_at=told, told_how="phone",
        feedback_due_at=timing.same_day_close(at, calendar()), chase_due_at=timing.chase_due(at, calendar()), answered_at=answered, receipt_state="",
    ))  # fmt: skip
    name = f"{clock.shanghai(at):%y%m%d}{promise.sheet.title}_设计稿_V1.pdf".replace(" ", "")
    _packed(book, it, about, page, name, promise.to)
    clocks(book, it, told, answered)
    _journal(book, it, at)
    return it


def _packed(book: Ledger, it: Delivery, about: dict[str, Any], page: StoredFile, name: str, to: Any) -> None:
    """Its one file, whom it goes to, and that it was looked at."""
    file = book.add(Attachment(**about, project=it.project, sheet=it.sheet, file=page, name=name))
    row = book.add(DeliveryFile(**about, delivery=it, attachment=file, name=name, sha256=page.pk, state="draft"))
    person = book.add(DeliveryTo(**about, delivery=it, contact=to))
    at: Any = it.sent_at
    book.add(DeliveryCheck(**about, delivery=it, person=it.sent_by, at=at, files=""))
    vars(it)["_prefetched_objects_cache"] = {"files": [row], "recipients": [person]}


def clocks(book: Ledger, it: Delivery, told: datetime, answered: datetime | None) -> None:
    """The duties it started: ended when the client was told and when he answered, or open still."""
    sent_at: Any = it.sent_at
    ends: Any
    limit: Any
    for rule, ends, limit in (
        (rules.TELL_CLIENT, told, sent_at + timedelta(minutes=30)), (rules.SAME_DAY_ANSWER, answered, it.feedback_due_at),
        (rules.CHASE_ANSWER, answered, it.chase_due_at),
    ):  # fmt: skip
        values = described(
            rule.code, it.sent_by, it, says=rule.name, due=Due(limit, limit), does=rule.does, soft=rule.soft, at=sent_at
        )
        row = book.open_row(**values)
        if ends is not None:
            book.over(row, DutyRow.DONE, it.sent_by, ends)


def _journal(book: Ledger, it: Delivery, at: datetime) -> None:
    act = Written(ACTIONS["delivery.send"], it.sent_by, it, {}, at, "demo", result=it, book=book)
    act.facts["on_behalf_of"] = None
    act.says = said_of(it)
    book.journal(act)
