"""What holds when something goes to the client: 门槛 before it is sent, 时限 once it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace as It
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar

from . import timing
from .kinds import Due, Duty, Example, Figure, Figures, Gate, Mend, Strength, Timed

TO_DELIVERY = Mend("delivery.page", T("回到这次发送", "Back to the delivery"))
TO_CHECK = Mend("delivery.check", T("去检查", "Check it"))
TALKED_THROUGH = frozenset(
    {"strategy", "newspaper", "brochure", "packaging"}
)  # job types whose points are talked (SUB-05)
CONSIDERED = frozenset({"strategy", "plan", "quotation"})  # kinds that the head reads first (SUB-15)

CHECKED_BEFORE_SENDING = Gate(
    "checked_before_sending", ("SUB-02",), T("发送前检查：尺寸、错别字、格式", "Check before sending: size, typos, format"), "P3§2-3",
    blocks=("delivery.send",), unless=lambda it: not it.unchecked, why=lambda it: it.unchecked, mend=TO_CHECK,
    note=T("换了文件，要重新检查。", "Another file is checked anew."),
    examples=(
        Example(T("11:25 还有一处错别字没处理", "11:25 one typo is open"), It(unchecked=[T("错别字：“静奢近水”少了间隔号。", "Typos: a dot is missing.")]), False),
        Example(T("11:38 改好了", "11:38 it is mended"), It(unchecked=[]), True),
    ),
)  # fmt: skip

CONSIDERED_FIRST = Gate(
    "considered_first", ("SUB-15",), T("没有考虑细致的东西不给客户", "Nothing goes out that was not considered carefully"), "P2-篇3",
    blocks=("delivery.send",), unless=lambda it: not it.unread_by_head, why=lambda it: it.unread_by_head,
    mend=Mend("delivery.review", T("请负责人内审", "Ask the head to read it")),
    examples=(
        Example(T("09:30 月度策略没有策略总监的签字", "09:30 a strategy without the director's sign"), It(unread_by_head=[T("罗知行还没有内审 261119月度策略.pdf。", "罗知行 has not read it.")]), False),
        Example(T("10:00 罗知行签过", "10:00 罗知行 has signed"), It(unread_by_head=[]), True),
    ),
)  # fmt: skip

RECOMMEND_ONE = Gate(
    "recommend_one", ("SUB-16",), T("从不“让客户去看看如何”：多个方案要有推荐和理由", "Never “let the client have a look”: options go with a recommendation"),
    "P3§4-4", blocks=("delivery.send",), unless=lambda it: not it.unrecommended, why=lambda it: it.unrecommended, mend=TO_DELIVERY,
    examples=(
        Example(T("三个版面，没说推荐哪个", "three layouts, none recommended"), It(unrecommended=[T("发了 3 个方案，写明推荐哪一个、为什么。", "3 options: say which and why.")]), False),
        Example(T("推荐 B：临水的画面最先看到", "B is recommended: the water is seen first"), It(unrecommended=[]), True),
    ),
)  # fmt: skip

REMOVAL_CONFIRMED = Gate(
    "removal_confirmed", ("CPL-01",), T("出现过别的客户，客户总监确认删去后才发", "Where another client was named, the director confirms that it is gone"), "P2-篇3",
    blocks=("delivery.send",), strength=Strength.APPROVAL, opens_for=("account_director", "general_manager"),
    unless=lambda it: not it.removal_open,
    why=lambda it: [T("这次发送被拦下过：删去之后，请客户总监确认。", "It was stopped once: with the name gone, ask the account director.")],
    mend=Mend("delivery.page", T("请总监确认", "Ask the director")),
    examples=(
        Example(T("删了“南渡九里”，还没确认", "the name is gone, nobody has confirmed"), It(removal_open=True, role="ae"), False),
        Example(T("周以恒确认后", "once 周以恒 confirms"), It(removal_open=False, role="ae"), True),
    ),
)  # fmt: skip


def _sent(it: Any) -> datetime | None:
    """When it left; nothing runs for what has not."""
    return it.result.sent_at if it.result.state == "sent" else None


def _tell(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    at = _sent(it)
    if at is None or it.result.told_at is not None:
        return None
    return Due(timing.within(at, minutes=int(figures["within"])), timing.within(at, minutes=int(figures["warn"])))


def _talk(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    at, job = _sent(it), it.job
    is_talked = it.result.kind == "strategy" or (job is not None and job.job_type in TALKED_THROUGH)
    if at is None or not is_talked or it.result.talked_at is not None:
        return None
    due = timing.same_day_close(at, calendar)
    return Due(due, max(at, due - timedelta(hours=1)))


def _same_day(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    at = _sent(it)
    if at is None or it.result.answered_at is not None:
        return None
    due = timing.same_day_close(at, calendar)
    return Due(due, max(at, due - timedelta(hours=1)))


def _chase(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due | None:
    at = _sent(it)
    if at is None or it.result.answered_at is not None:
        return None
    due = timing.chase_due(it.result.chased_at or at, calendar, days=int(figures["days"]))
    return Due(due, max(at, due - timedelta(hours=2)))


def _working_hours(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    due = timing.working_hours_later(start, calendar, int(figures["within"]))
    return Due(due, start + (due - start) * 0.75)


def _soon(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    return Due(timing.within(start, minutes=int(figures["within"])), start)


def _case(text: str, **more: object) -> It:
    at = clock.parse(text)
    job = It(job_type=more.pop("job_type", "newspaper"))
    facts = {
        "state": "sent",
        "kind": "artwork",
        "told_at": None,
        "talked_at": None,
        "answered_at": None,
        "chased_at": None,
    }
    return It(result=It(sent_at=at, **(facts | more)), job=job)


TELL_CLIENT = Duty(
    "tell_client", ("SUB-04",), T("文件发出 30 分钟内告诉客户", "Tell the client within 30 minutes of sending"), "P3§2-3",
    starts=("delivery.send", "delivery.confirm_sent"), ends=("delivery.tell_client",), due=_tell, owner="result.sent_by", does="delivery.tell_client", then=("lead",),
    figures=(Figure("within", 30, "minutes", T("时限", "Within")), Figure("warn", 20, "minutes", T("提醒", "Warn at"))),
    note=T("不停表，午休也算。当面交的，当场就知道。", "The wall clock, lunch counted. What is handed over on site is known at once."),
    examples=(
        Timed(T("11:40 发出，11:58 打电话告知", "sent 11:40, phoned 11:58"), "2026-11-19 11:40", "2026-11-19 12:10", "2026-11-19 11:58", 0, _case("2026-11-19 11:40")),
        Timed(T("10:05 发出，10:50 才告知", "sent 10:05, told 10:50"), "2026-11-17 10:05", "2026-11-17 10:35", "2026-11-17 10:50", 15, _case("2026-11-17 10:05")),
        Timed(T("当面交的", "handed over on site"), "2026-11-19 14:30", it=_case("2026-11-19 14:30", told_at=clock.parse("2026-11-19 14:30"))),
    ),
)  # fmt: skip

TALK_POINTS = Duty(
    "talk_points", ("SUB-05",), T("当天与客户谈创意点", "Talk the creative points through the same day"), "P3§2-3",
    starts=("delivery.send", "delivery.confirm_sent"), ends=("delivery.talk",), due=_talk, owner="ae", does="delivery.talk", then=("lead",),
    note=T("策略、报纸、楼书、包装要谈；下班后发出的，下一个工作日 18:00 前。", "For strategies, newspaper ads, brochures and packaging; sent after hours: by 18:00 of the next working day."),
    examples=(
        Timed(T("11:40 发出，14:30 谈过", "sent 11:40, talked 14:30"), "2026-11-19 11:40", "2026-11-19 18:00", "2026-11-19 14:30", 0, _case("2026-11-19 11:40")),
        Timed(T("14:00 发出，18:10 还没谈", "sent 14:00, not talked by 18:10"), "2026-11-19 14:00", "2026-11-19 18:00", "2026-11-19 18:10", 10, _case("2026-11-19 14:00", job_type="packaging")),
        Timed(T("户外大牌不用谈", "an outdoor poster needs none"), "2026-11-19 14:00", it=_case("2026-11-19 14:00", job_type="outdoor")),
    ),
)  # fmt: skip

SAME_DAY_ANSWER = Duty(
    "same_day_answer", ("SUB-06",), T("反馈尽量当天确认", "Feedback is confirmed the same day if possible"), "P3§2-3",
    starts=("delivery.send", "delivery.confirm_sent"), ends=(), due=_same_day, owner="ae", soft=True, does="",
    note=T("软时限：隔日不算违规，只记状态 当日确认／隔日／未回。", "Soft: the next day is no breach; only the state is kept."),
    examples=(
        Timed(T("10:05 发出，16:40 有反馈", "sent 10:05, feedback 16:40"), "2026-11-17 10:05", "2026-11-17 18:00", "2026-11-17 16:40", 0, _case("2026-11-17 10:05")),
        Timed(T("16:30 发出，次日 09:20 才有", "sent 16:30, feedback 09:20 the next day"), "2026-11-18 16:30", "2026-11-18 18:00", "2026-11-19 09:20", 920, _case("2026-11-18 16:30")),
    ),
)  # fmt: skip

CHASE_ANSWER = Duty(
    "chase_answer", ("SUB-10",), T("三天没有反馈，去催", "No feedback after three days: chase it"), "P3§2-1-a",
    starts=("delivery.send", "delivery.confirm_sent", "delivery.chase"), ends=("delivery.chase",), renews=True, due=_chase, owner="ae", does="delivery.chase",
    then=("lead",), figures=(Figure("days", 3, "days", T("多少天后", "After")),),
    note=T("3×24 小时；不在工作时间的，顺延到下一个工作日 10:00。催过仍没有，再过三天再催。", "Three times 24 hours; outside working time the next working day 10:00. Still nothing: again three days later."),
    examples=(
        Timed(T("周四 15:00 发出，周一 10:00 前催", "sent Thu 15:00, chased by Mon 10:00"), "2026-11-12 15:00", "2026-11-16 10:00", "2026-11-16 10:00", 0, _case("2026-11-12 15:00")),
        Timed(T("周一 15:30 才催", "chased Mon 15:30"), "2026-11-12 15:00", "2026-11-16 10:00", "2026-11-16 15:30", 330, _case("2026-11-12 15:00")),
        Timed(T("已有反馈", "answered already"), "2026-11-12 15:00", it=_case("2026-11-12 15:00", answered_at=clock.parse("2026-11-12 16:00"))),
    ),
)  # fmt: skip

READ_DELIVERY = Duty(
    "read_delivery", ("SUB-15",), T("有文件等你内审，才能发给客户", "Files wait for your reading before they go out"), "P2-篇3",
    starts=("delivery.ask_review",), ends=("delivery.review", "delivery.withdraw"), due=_working_hours, owner="heads", does="delivery.review",
    then=("ae",), figures=(Figure("within", 4, "working_hours", T("时限", "Within")),),
    examples=(
        Timed(T("09:35 送审，10:00 罗知行签", "asked 09:35, signed 10:00"), "2026-11-19 09:35", "2026-11-19 13:35", "2026-11-19 10:00", 0),
        Timed(T("14:00 才签", "signed 14:00"), "2026-11-19 09:35", "2026-11-19 13:35", "2026-11-19 14:00", 25),
    ),
)  # fmt: skip

CONFIRM_REMOVAL = Duty(
    "confirm_removal", ("CPL-01",), T("发给客户的内容提到过别的客户，请确认", "A delivery named another client: please confirm"), "P2-篇3",
    starts=("delivery.ask_clear",), ends=("delivery.clear", "delivery.withdraw"), due=_working_hours, owner="directors", does="delivery.clear",
    then=("ae",), figures=(Figure("within", 2, "working_hours", T("时限", "Within")),),
    examples=(
        Timed(T("09:00 请示，09:10 确认", "asked 09:00, confirmed 09:10"), "2026-11-20 09:00", "2026-11-20 11:00", "2026-11-20 09:10", 0),
        Timed(T("11:20 才确认", "confirmed 11:20"), "2026-11-20 09:00", "2026-11-20 11:00", "2026-11-20 11:20", 20),
    ),
)  # fmt: skip

SETTLE_MAIL = Duty(
    "settle_mail", ("SUB-03",), T("邮件没有发出，或不知是否送达：请处理", "A mail was not sent, or nobody knows: settle it"), "P3§2-3",
    starts=(), ends=("delivery.confirm_sent", "delivery.send_again", "delivery.stop_mail", "delivery.send", "delivery.withdraw"), due=_soon,
    owner="result.sent_by", does="delivery.confirm_sent", then=("lead",), figures=(Figure("within", 15, "minutes", T("时限", "Within")),),
    note=T("由发信的程序开出：服务器没收下，或交接时断了线。从不自己重发。", "Opened by the outbox: the server refused, or the line broke while it was handed over. Nothing is sent again by itself."),
    examples=(
        Timed(T("11:41 断线，11:50 问过客户，已收到", "the line broke 11:41, the client has it, asked 11:50"), "2026-11-19 11:41", "2026-11-19 11:56", "2026-11-19 11:50", 0),
        Timed(T("12:10 才问", "asked 12:10"), "2026-11-19 11:41", "2026-11-19 11:56", "2026-11-19 12:10", 14),
    ),
)  # fmt: skip
