"""How a rule is read: its kind, strength, figures, whom it falls to and who is told, in words for every door."""

from __future__ import annotations

from aedesk.kit import clock
from aedesk.kit.text import T

from .cases import examples_of
from .engine import rules
from .kinds import Duty, Example, Figure, Gate, Rhythm, Rule, Strength, Timed, Watch
from .roles import ROLES

KINDS = {
    "gate": T("门槛", "Gate"),
    "duty": T("时限", "Deadline"),
    "rhythm": T("节奏", "Rhythm"),
    "watch": T("守望", "Watch"),
    "countdown": T("倒计时", "Countdown"),
}
ABOUT = {
    "gate": T("什么不能做，除非……", "What may not happen unless …"),
    "duty": T("什么之后必须跟上什么，多快", "What must follow what, how soon"),
    "rhythm": T("每天、每周、每月的节拍", "Daily, weekly and monthly beats"),
    "watch": T("今日页自己去找的事和给的提示", "What Today looks for by itself, and hints"),
    "countdown": T("会议之前的步骤", "Steps before a meeting"),
}
STRENGTHS = {
    Strength.STOP: T("不可以", "Not allowed"),
    Strength.APPROVAL: T("需要批准", "Needs approval"),
    Strength.WARN: T("写明原因可以通过", "Passes with a reason"),
}
UNITS = {
    "minutes": T("{n} 分钟", "{n} min"),
    "hours": T("{n} 小时", "{n} h"),
    "working_hours": T("{n} 个工作小时", "{n} working hours"),
    "days": T("{n} 天", "{n} days"),
    "working_days": T("{n} 个工作日", "{n} working days"),
    "percent": T("{n}%", "{n} %"),
    "count": T("{n} 次", "{n}"),
    "characters": T("{n} 个字", "{n} characters"),
    "mm": T("{n} mm", "{n} mm"),
    "ppi": T("{n} ppi", "{n} ppi"),
    "hundredths_mm": T("{n}/100 mm", "{n}/100 mm"),
    "clock": T("{n}", "{n}"),
}
AE = T("项目的 AE", "The project's AE")
OWNERS = {
    "ae": AE,
    "person": T("做这件事的人", "Whoever did it"),
    "asked": T("被问的人", "Whoever is asked"),
    "signers": T("要签字的人", "Those who sign"),
    "stage_signers": T("这一环节要签字的人", "Those who sign the stage"),
    "told": T("转达到的每个人", "Everybody who was told"),
    "finance_person": T("财务", "Finance"),
    "schedule_signer": T("客户总监", "The account director"),
    "reviewer": T("流程（没有流程岗时为客户总监）", "Traffic, or the account director where there is none"),
    "result": T("本人", "The person"),
    "result.by": T("作出承诺的人", "Whoever promised"),
    "result.doer": T("承担这条时间的人", "The doer of the line"),
    "result.for_person": T("留言的对象", "Whom the message is for"),
    "result.raised_by": T("请示的人", "Whoever raised it"),
    "result.sent_by": T("发送的人", "Whoever sent it"),
    "heads": T("专业负责人", "The head of the profession"),
    "directors": T("客户总监", "The account director"),
    "result.asked": T("被请示的人", "Whoever was asked"),
    "result.receiver": T("接手的人", "The receiver"),
    "result.taker": T("接手项目的 AE", "The AE who takes over"),
}
EACH = {
    "ae": T("每位 AE", "Every AE"),
    "client": T("每个进行中的客户，由其 AE", "Every client at work, by its AE"),
    "project": T("每个进行中的项目，由其 AE", "Every running project, by its AE"),
    "contact": T("每位联系人，由项目的 AE", "Every contact, by the project's AE"),
}
TOLD = {
    "lead": T("直接上级", "the lead"),
    "ae": T("项目的 AE", "the project's AE"),
    "taken_by": T("记留言的人", "whoever took the message"),
}


def kind(rule: Rule) -> T:
    """门槛, 时限, 节奏, 守望 or 倒计时."""
    return KINDS[rule.kind]


def amount(figure: Figure, value: int | str | None = None) -> T:
    """A figure with its unit: 15 分钟, 15 min; a clock as it stands."""
    return UNITS[figure.unit].format(n=figure.value if value is None else value)


def strength(rule: Rule) -> T | None:
    """How hard a gate holds, and for whom an approval opens it; None for rules that shut nothing."""
    if not isinstance(rule, Gate):
        return T("软性提醒，不计违规", "A soft reminder, no violation") if getattr(rule, "soft", False) else None
    says = STRENGTHS[rule.strength]
    if not rule.opens_for:
        return says
    names = [ROLES[code].name for code in rule.opens_for]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return T(f"{says.zh}：{zh}", f"{says.en}: {en}")


def falls_to(rule: Rule) -> T | None:
    """Whose business it is; None where a rule asks nothing of anybody."""
    if isinstance(rule, Duty):
        return OWNERS[rule.owner]
    return EACH[rule.each] if isinstance(rule, Rhythm) else None


def is_told(rule: Rule) -> T | None:
    """Who hears when it turns late, besides the person themselves."""
    if not isinstance(rule, Duty | Rhythm):
        return None
    others = [TOLD[code] for code in rule.then]
    zh = "、".join(["本人", *(one.zh for one in others)])
    en = ", ".join(["the person", *(one.en for one in others)])
    return T(zh, en)


def acts(rule: Rule) -> tuple[str, ...]:
    """The actions a rule stands before (a gate) or is started by (a deadline)."""
    if isinstance(rule, Gate):
        return rule.blocks
    return rule.starts if isinstance(rule, Duty) else ()


def ends(rule: Rule) -> tuple[str, ...]:
    """The actions that fulfil a deadline or rhythm."""
    return rule.ends if isinstance(rule, Duty | Rhythm) else ()


def examples(rule: Rule) -> list[tuple[bool, T, T]]:
    """Each example as ✓ or ✗, its words, and the verdict: allowed, refused, on time, late by, shown, not shown."""
    return [(one.holds, one.says, _verdict(rule, one)) for one in examples_of(rule)]


def _verdict(rule: Rule, example: Example | Timed) -> T:
    if isinstance(example, Timed):
        return _timely(example)
    if isinstance(rule, Watch):
        return T("出现", "shown") if example.holds else T("不出现", "not shown")
    return T("可以", "allowed") if example.holds else T("不可以", "refused")


def _timely(case: Timed) -> T:
    if not case.due:
        return T("不产生", "does not arise")
    due = clock.shanghai(clock.parse(case.due))
    day = "" if case.due[:10] == case.at[:10] else f"{due:%m-%d} "
    limit = T(f"时限 {day}{due:%H:%M}", f"due {day}{due:%H:%M}")
    if not case.late:
        return limit + T("，准时", ", on time")
    hours, minutes = divmod(case.late, 60)
    return limit + T(f"，迟 {_span(hours, minutes, '小时', '分')}", f", {_span(hours, minutes, 'h', 'min')} late")


def _span(hours: int, minutes: int, h: str, m: str) -> str:
    return " ".join(part for part in (f"{hours} {h}" if hours else "", f"{minutes} {m}" if minutes else "") if part)


def find(words: str) -> list[Rule]:
    """The rules whose name, code, clause or requirement holds every word; all of them where nothing is asked."""
    wanted = words.lower().split()
    return [rule for rule in rules().values() if all(word in _text(rule) for word in wanted)]


def _text(rule: Rule) -> str:
    note = f"{rule.note.zh} {rule.note.en}" if rule.note else ""
    return f"{rule.code} {' '.join(rule.answers)} {rule.name.zh} {rule.name.en} {rule.clause} {note}".lower()
