"""What clients said about work in the main week: rounds, questions, one round too many, and who has read it."""

from __future__ import annotations

from typing import Any

from aedesk.desk.action import do
from aedesk.desk.people.models import Person

from .script import Line, Moment, does, event, moment_at
from .steps import Known

WALL: dict[str, Any] = {"sheet": "P02-13", "contact": "王主管"}


def read(of: str, *, at: str, but: tuple[str, ...] = ()) -> Line:
    """Everybody who was told has read it, except some."""

    def line(number: str, moment: Any, who: str) -> Moment:
        return Moment(number, moment_at(moment, at), lambda known: _read(known, of, but))

    return line


def _read(known: Known, of: str, but: tuple[str, ...]) -> None:
    for person in Person.objects.filter(pk__in=known[of].told).exclude(name__in=but).order_by("pk"):
        do("relay.read", person, known[of], via="demo")


WEEK: list[list[Moment]] = [
    event("", "11-16 10:12", "林晓岚", "围墙第一轮：要看得见楼",
        does("feedback.log", called="围墙一轮", **WALL, channel="wecom", received_at="2026-11-16 10:06", words="A 段全是水，楼在哪里？李总路过要能看到房子。", marks=["7-11", "16-22"],
             good="水的气质对", bad="A 段看不到楼", behind="要让路过的人知道这里有现房", our_view="楼露三分之一，水线不断",
             items=[{"what": "A 段露出楼栋", "why": "李总要路过时看到房子"}]),
        does("feedback.relay", "围墙一轮", at="10:20", called="围墙一轮转达"), read("围墙一轮转达", at="11:05")),
    event("", "11-16 14:26", "邵一川", "经销商大会主视觉：一次通过",
        does("feedback.log", called="大会反馈", sheet="P08-12", contact="郑经理", channel="meeting", received_at="2026-11-16 14:10", words="方向对，郑经理说就按这个走，别再加东西。", good="方向对，画面干净"),
        does("feedback.relay", "大会反馈", at="14:40", called="大会转达", one_sided=True), read("大会转达", at="15:30")),
    event("", "11-16 15:34", "林晓岚", "目录：电话错了一位，是我们自己的错",
        does("feedback.log", called="目录反馈", sheet="P10-06", contact="冯女士", channel="phone", received_at="2026-11-16 15:28", words="封底电话错了一位，其他都好，印前千万改过来。", marks=["0-8"],
             good="整本她很满意", bad="封底电话错一位", our_view="正稿再校一遍数字", items=[{"what": "封底电话改成 0139", "why": "印错会接到别人家", "cause": "ours"}]),
        does("feedback.relay", "目录反馈", at="15:45", called="目录转达"), read("目录转达", at="16:20")),
    event("", "11-17 09:50", "林晓岚", "围墙第二轮：水线断了",
        does("feedback.log", called="围墙二轮", **WALL, channel="wechat", received_at="2026-11-17 09:44", words="水线断在立柱那里，看着别扭，能连上吗？", marks=["0-8"],
             good="楼露得刚好", bad="水线断了", behind="两段要像一幅画", our_view="立柱处补一段暗部，不移楼",
             items=[{"what": "水线在立柱处连上", "why": "两段要像一幅画"}]),
        does("feedback.relay", "围墙二轮", at="09:58", called="围墙二轮转达"), read("围墙二轮转达", at="10:30")),
    event("", "11-17 11:12", "邵一川", "倒计时海报：字小，陆画还没看到",
        does("feedback.log", called="倒计时反馈", sheet="P04-10", contact="赵专员", channel="wecom", received_at="2026-11-17 11:02", words="灯好看。数字小了，三楼往下看不清，另外夜市两个字能不能再大一点？", marks=["4-8"],
             good="灯的光感", bad="数字小", behind="三楼往下也要一眼看到还剩几天", our_view="数字放大一倍，其余不动",
             items=[{"what": "倒计时数字放大", "why": "从三楼往下看"}, {"what": "“夜市”两字放大", "must_ask": True}]),
        does("feedback.relay", "倒计时反馈", at="11:40", called="倒计时转达"), read("倒计时转达", at="13:40", but=("陆画", "白川"))),
    event("", "11-17 17:40", "林晓岚", "围墙第三轮定了：接受", does("changeitem.settle", "围墙 V3 的反馈/change", outcome="accepted"),
        read("围墙 V3 转达", at="17:35")),
    event("", "11-18 10:20", "林晓岚", "围墙第四轮，超出合同三轮，还没转达",
        does("feedback.log", called="围墙四轮", **WALL, channel="phone", received_at="2026-11-18 10:14", words="李总今早又看了一遍，想要 logo 再大一点，B 段亮度改回昨天上午那样。", marks=["13-22"],
             bad="Logo 不够醒目，B 段太亮", items=[{"what": "Logo 放大", "must_ask": True}, {"what": "B 段亮度改回 V2", "why": "白天路过觉得刺眼"}])),
]  # fmt: skip
