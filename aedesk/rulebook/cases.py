"""What on time and late mean: the cases of every deadline and rhythm, by its code; the script's own where it has one."""

from __future__ import annotations

from types import SimpleNamespace as It

from aedesk.kit import clock
from aedesk.kit.text import T

from .kinds import Example, Rule, Timed


def _ended(text: str, **more: object) -> It:
    return It(result=It(ended_at=clock.parse(text), **more), decisions=more.get("decisions", []))


def _talk(text: str, is_milestone: bool = False) -> It:
    return It(said_at=clock.parse(text), project=It(in_milestone_mode=lambda at: is_milestone))


def _due(text: str, **more: object) -> It:
    return It(result=It(due_at=clock.parse(text), **more))


def _job(**more: object) -> It:
    return It(job=It(**more))


CASES: dict[str, tuple[Timed, ...]] = {
    "note_at_once": (
        Timed(T("09:12 挂断，09:15 记下", "ends 09:12, noted 09:15"), "2026-11-16 09:15", "2026-11-16 09:27", "2026-11-16 09:15", 0, _ended("2026-11-16 09:12")),
        Timed(T("14:00 挂断，15:10 才记", "ends 14:00, noted 15:10"), "2026-11-20 15:10", "2026-11-20 14:15", "2026-11-20 15:10", 55, _ended("2026-11-20 14:00")),
    ),
    "read_back": (
        Timed(T("11:16 记下 3 点未复述，当天 17:30 发消息确认", "3 points noted 11:16 unconfirmed, confirmed by message 17:30"), "2026-11-16 11:16", "2026-11-16 18:00", "2026-11-16 17:30", 0, _ended("2026-11-16 11:10", is_read_back=False, points=["一"])),
        Timed(T("次日 09:30 才确认", "confirmed at 09:30 the next day"), "2026-11-16 11:16", "2026-11-16 18:00", "2026-11-17 09:30", 930, _ended("2026-11-16 11:10", is_read_back=False, points=["一"])),
        Timed(T("当场已复述确认", "read back on the spot"), "2026-11-16 11:16", it=_ended("2026-11-16 11:10", is_read_back=True, points=["一"])),
    ),
    "minutes_of_decision": (
        Timed(T("周一 09:12 电话里定下，周二 08:58 发纪要", "decided by phone Mon 09:12, minutes Tue 08:58"), "2026-11-16 09:15", "2026-11-17 09:12", "2026-11-17 08:58", 0, _ended("2026-11-16 09:12", decisions=["开盘提前"])),
        Timed(T("周二 19:00 定下，周三 19:25 才补", "decided Tue 19:00, filed Wed 19:25"), "2026-11-17 19:00", "2026-11-18 19:00", "2026-11-18 19:25", 25, _ended("2026-11-17 19:00", decisions=["海报标题"])),
        Timed(T("没有决定", "nothing was decided"), "2026-11-16 09:15", it=_ended("2026-11-16 09:12")),
    ),
    "relay": (
        Timed(T("16:40 客户反馈，17:20 转达", "feedback 16:40, passed on 17:20"), "2026-11-17 16:45", "2026-11-17 17:40", "2026-11-17 17:20", 0, _talk("2026-11-17 16:40")),
        Timed(T("11:15 的反馈 12:40 才转达", "feedback of 11:15 passed on 12:40"), "2026-11-18 11:20", "2026-11-18 12:15", "2026-11-18 12:40", 25, _talk("2026-11-18 11:15")),
        Timed(T("节点值班期间 21:30 的消息，22:05 转达", "milestone mode: 21:30, passed on 22:05"), "2026-11-18 21:32", "2026-11-18 22:30", "2026-11-18 22:05", 0, _talk("2026-11-18 21:30", True)),
        Timed(T("平时 21:40 的消息，次日 09:35 转达", "otherwise 21:40, passed on 09:35 the next day"), "2026-11-18 21:42", "2026-11-19 10:00", "2026-11-19 09:35", 0, _talk("2026-11-18 21:40")),
    ),
    "ask_why": (
        Timed(T("10:00 标为待问，次日 10:00 问到", "to be asked at 10:00, answered at 10:00 the next day"), "2026-11-16 10:00", "2026-11-17 10:00", "2026-11-17 10:00", 0, It(questions=["Logo 放大"])),
        Timed(T("次日 10:30 才问到", "answered at 10:30"), "2026-11-16 10:00", "2026-11-17 10:00", "2026-11-17 10:30", 30, It(questions=["Logo 放大"])),
        Timed(T("每一项都有理由", "every change has its reason"), "2026-11-16 10:00", it=It(questions=[])),
    ),
    "read_relay": (
        Timed(T("10:00 转达，11:30 看过", "passed on 10:00, read 11:30"), "2026-11-17 10:00", "2026-11-17 12:00", "2026-11-17 11:30", 0),
        Timed(T("17:20 转达，次日 10:40 才看", "passed on 17:20, read 10:40 the next day"), "2026-11-17 17:20", "2026-11-18 10:20", "2026-11-18 10:40", 20),
    ),
    "call_back": (
        Timed(T("10:20 留言，唐予 11:30 回来，11:45 回电", "slip 10:20, back 11:30, called 11:45"), "2026-11-16 10:20", "2026-11-16 12:00", "2026-11-16 11:45", 0, It(result=It(back_at=clock.parse("2026-11-16 11:30")))),
        Timed(T("12:01 还没回", "not called by 12:01"), "2026-11-16 10:20", "2026-11-16 12:00", "2026-11-16 12:01", 1, It(result=It(back_at=clock.parse("2026-11-16 11:30")))),
        Timed(T("不知何时回来：16:00 的留言到 18:20 未回", "back unknown: slip 16:00, not called by 18:20"), "2026-11-19 16:00", "2026-11-19 18:00", "2026-11-19 18:20", 20, It(result=It(back_at=None))),
    ),
    "tell_decision": (
        Timed(T("15:40 决定，15:55 告知客户", "decided 15:40, client told 15:55"), "2026-11-18 15:40", "2026-11-18 16:40", "2026-11-18 15:55", 0),
        Timed(T("16:50 才告知", "told at 16:50"), "2026-11-18 15:40", "2026-11-18 16:40", "2026-11-18 16:50", 10),
    ),
    "answer_escalation": (
        Timed(T("15:05 请示，15:40 决定", "raised 15:05, decided 15:40"), "2026-11-18 15:05", "2026-11-18 17:05", "2026-11-18 15:40", 0),
        Timed(T("17:20 才决定", "decided at 17:20"), "2026-11-18 15:05", "2026-11-18 17:05", "2026-11-18 17:20", 15),
    ),
    "client_keeps_word": (
        Timed(T("答应周二 15:00 给数字，15:00 收到", "figures promised for Tue 15:00, received 15:00"), "2026-11-16 09:12", "2026-11-17 15:00", "2026-11-17 15:00", 0, _due("2026-11-17 15:00")),
        Timed(T("15:01 还没有，提醒去要", "not there at 15:01: ask"), "2026-11-16 09:12", "2026-11-17 15:00", "2026-11-17 15:01", 1, _due("2026-11-17 15:00")),
    ),
    "answer_line": (
        Timed(T("10:00 排给唐予，11:48 接受", "proposed 10:00, accepted 11:48"), "2026-11-16 10:00", "2026-11-16 14:00", "2026-11-16 11:48", 0, It(result=It(state="proposed"))),
        Timed(T("14:20 才答复", "answered at 14:20"), "2026-11-16 10:00", "2026-11-16 14:00", "2026-11-16 14:20", 20, It(result=It(state="proposed"))),
        Timed(T("自己排给自己，当场接受", "for oneself, accepted at once"), "2026-11-16 10:00", it=It(result=It(state="accepted"))),
    ),
    "answer_counter": (
        Timed(T("10:00 另提时间，11:30 答复", "another time 10:00, answered 11:30"), "2026-11-16 10:00", "2026-11-16 12:00", "2026-11-16 11:30", 0),
        Timed(T("12:10 才答复", "answered at 12:10"), "2026-11-16 10:00", "2026-11-16 12:00", "2026-11-16 12:10", 10),
    ),
    "deliver_line": (
        Timed(T("约定周三 12:00，11:40 交稿", "agreed Wed 12:00, delivered 11:40"), "2026-11-16 11:40", "2026-11-18 12:00", "2026-11-18 11:40", 0, _due("2026-11-18 12:00", state="accepted")),
        Timed(T("12:30 才交", "delivered 12:30"), "2026-11-16 11:40", "2026-11-18 12:00", "2026-11-18 12:30", 30, _due("2026-11-18 12:00", state="accepted")),
    ),
    "keep_promise": (
        Timed(T("约定周四 12:00，11:40 发出", "agreed Thu 12:00, sent 11:40"), "2026-11-16 11:55", "2026-11-19 12:00", "2026-11-19 11:40", 0, _due("2026-11-19 12:00")),
        Timed(T("约定周二 17:00，17:50 才发", "agreed Tue 17:00, sent 17:50"), "2026-11-16 10:00", "2026-11-17 17:00", "2026-11-17 17:50", 50, _due("2026-11-17 17:00")),
    ),
    "urgent_talk": (
        Timed(T("11:58 提交急件（客户要求），17:00 谈过时间", "urgent by the client 11:58, talked 17:00"), "2026-11-16 11:58", "2026-11-16 18:00", "2026-11-16 17:00", 0, _job(is_urgent=True, urgent_reason="client")),
        Timed(T("次日 09:00 才谈", "talked at 09:00 the next day"), "2026-11-16 11:58", "2026-11-16 18:00", "2026-11-17 09:00", 900, _job(is_urgent=True, urgent_reason="client")),
        Timed(T("内部延误造成的急件", "urgent by our own delay"), "2026-11-16 11:58", it=_job(is_urgent=True, urgent_reason="internal")),
    ),
    "give_number": (
        Timed(T("11:58 提交，12:05 给号", "submitted 11:58, numbered 12:05"), "2026-11-16 11:58", "2026-11-16 12:58", "2026-11-16 12:05", 0),
        Timed(T("13:30 才给", "numbered 13:30"), "2026-11-16 11:58", "2026-11-16 12:58", "2026-11-16 13:30", 32),
    ),
    "sign_sheet": (
        Timed(T("11:58 提交，13:52 签字", "submitted 11:58, signed 13:52"), "2026-11-16 11:58", "2026-11-16 15:58", "2026-11-16 13:52", 0),
        Timed(T("16:10 才签", "signed 16:10"), "2026-11-16 11:58", "2026-11-16 15:58", "2026-11-16 16:10", 12),
    ),
    "review_sheet": (
        Timed(T("11:58 提交，13:55 通过", "submitted 11:58, passed 13:55"), "2026-11-16 11:58", "2026-11-16 15:58", "2026-11-16 13:55", 0),
        Timed(T("16:30 才审", "reviewed 16:30"), "2026-11-16 11:58", "2026-11-16 15:58", "2026-11-16 16:30", 32),
    ),
    "mend_returned": (
        Timed(T("10:00 退回，11:35 重新提交", "returned 10:00, submitted again 11:35"), "2026-11-16 10:00", "2026-11-16 12:00", "2026-11-16 11:35", 0),
        Timed(T("14:00 才提交", "submitted 14:00"), "2026-11-16 10:00", "2026-11-16 12:00", "2026-11-16 14:00", 120),
    ),
    "settle_time": (
        Timed(T("10:00 另提时间，10:40 定下", "another time 10:00, settled 10:40"), "2026-11-16 10:00", "2026-11-16 12:00", "2026-11-16 10:40", 0),
        Timed(T("12:30 才定", "settled 12:30"), "2026-11-16 10:00", "2026-11-16 12:00", "2026-11-16 12:30", 30),
    ),
    "sign_change": (
        Timed(T("14:00 改尺寸，17:58 重签", "size changed 14:00, signed again 17:58"), "2026-11-16 14:00", "2026-11-16 18:00", "2026-11-16 17:58", 0),
        Timed(T("次日 09:20 才签", "signed 09:20 the next day"), "2026-11-16 14:00", "2026-11-16 18:00", "2026-11-17 09:20", 920),
    ),
    "sign_brief": (
        Timed(T("15:00 讨论，15:20 罗知行批准", "discussed 15:00, approved 15:20"), "2026-11-16 15:00", "2026-11-17 10:00", "2026-11-16 15:20", 0),
        Timed(T("次日 10:30 才批", "approved 10:30 the next day"), "2026-11-16 15:00", "2026-11-17 10:00", "2026-11-17 10:30", 30),
    ),
    "sign_version": (
        Timed(T("10:00 送签，13:40 签", "asked at 10:00, signed 13:40"), "2026-11-18 10:00", "2026-11-18 14:00", "2026-11-18 13:40", 0),
        Timed(T("14:30 才签", "signed at 14:30"), "2026-11-18 10:00", "2026-11-18 14:00", "2026-11-18 14:30", 30),
    ),
    "accept_hand_over": (
        Timed(T("周五 17:00 交接，周一 10:20 蒋小满确认", "handed over Fri 17:00, accepted Mon 10:20"), "2026-11-13 17:00", "2026-11-16 12:00", "2026-11-16 10:20", 0),
        Timed(T("10:00 交接，14:15 还没确认", "handed over 10:00, not accepted by 14:15"), "2026-11-17 10:00", "2026-11-17 14:00", "2026-11-17 14:15", 15),
    ),
    "take_over_project": (
        Timed(T("周一 10:00 移交，当天 17:00 接收完", "handed over Mon 10:00, all accepted 17:00"), "2026-11-16 10:00", "2026-11-16 18:00", "2026-11-16 17:00", 0),
        Timed(T("周二 09:30 才接收完", "accepted Tue 09:30"), "2026-11-16 10:00", "2026-11-16 18:00", "2026-11-17 09:30", 930),
    ),
    "read_profile": (
        Timed(T("方小棠 11-02 入职，11-05 读完", "joined 2 Nov, read 5 Nov"), "2026-11-02 09:00", "2026-11-06 18:00", "2026-11-05 15:00", 0, It(result=It(discipline="account", joined_on=None))),
        Timed(T("11-06 18:30 才读", "read 6 Nov 18:30"), "2026-11-02 09:00", "2026-11-06 18:00", "2026-11-06 18:30", 30, It(result=It(discipline="account", joined_on=None))),
        Timed(T("不是客户部", "not an account person"), "2026-11-02 09:00", it=It(result=It(discipline="design", joined_on=None))),
    ),
    "answer_nudge": (
        Timed(T("10:00 询问，11:00 写一句", "asked 10:00, noted 11:00"), "2026-11-16 10:00", "2026-11-16 12:00", "2026-11-16 11:00", 0),
        Timed(T("13:40 才写", "noted 13:40"), "2026-11-16 10:00", "2026-11-16 12:00", "2026-11-16 13:40", 100),
    ),
    "daily_list": (
        Timed(T("周一 08:52 确认", "confirmed Mon 08:52"), "2026-11-16", "2026-11-16 09:30", "2026-11-16 08:52", 0),
        Timed(T("周二 09:41 才确认", "confirmed Tue 09:41"), "2026-11-17", "2026-11-17 09:30", "2026-11-17 09:41", 11),
        Timed(T("国庆节不用确认", "none on National Day"), "2026-10-01"),
        Timed(T("补班的周六照常", "a make-up Saturday as usual"), "2026-10-10", "2026-10-10 09:30", "2026-10-10 09:30", 0),
    ),
    "monday_call": (
        Timed(T("周一 09:00 打", "phoned Mon 09:00"), "2026-11-16", "2026-11-16 09:30", "2026-11-16 09:00", 0),
        Timed(T("10:40 才打", "phoned 10:40"), "2026-11-16", "2026-11-16 09:30", "2026-11-16 10:40", 70),
        Timed(T("国庆后的第一个工作日，周四 09:05", "after the holiday: Thu 09:05"), "2026-10-08", "2026-10-08 09:30", "2026-10-08 09:05", 0),
        Timed(T("节后的周五没有", "none on the Friday after"), "2026-10-09"),
    ),
    "birthday": (
        Timed(T("王主管 11-18 生日，当天 09:00 问候", "birthday 18 Nov, greeted 09:00"), "2026-11-18", "2026-11-18 18:00", "2026-11-18 09:00", 0),
        Timed(T("次日才问候", "greeted the next day"), "2026-11-18", "2026-11-18 18:00", "2026-11-19 09:00", 900),
    ),
}  # fmt: skip


def examples_of(rule: Rule) -> tuple[Example | Timed, ...]:
    """The examples of a rule: its own, or the cases of its clock."""
    return rule.examples or CASES.get(rule.code, ())
