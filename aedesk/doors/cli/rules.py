"""aedesk rules: the rules of the house and the manual beside them, as the page shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aedesk.desk.action import ACTIONS
from aedesk.desk.duties.figures import figures_of
from aedesk.desk.duties.keeping import DAYS, Kept, kept
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import engine, manual, reading
from aedesk.rulebook.kinds import Rule

Say = Callable[[Any], None]
COLON = T("：", ": ")
BEFORE, STARTS = T("挡在这些事前面", "Stands before"), T("从什么起算", "Starts with")
COUNTED = {
    "kept": T("准时", "on time"),
    "late": T("迟", "late"),
    "missed": T("错过", "missed"),
    "waived": T("免除", "waived"),
    "refused": T("拒绝", "refused"),
}


def tell_rules(asked: str, person: Any, say: Say) -> bool:
    """Say one rule or requirement in full, or every rule in a line; False where there is none by that name."""
    counts = kept(person, clock.now()) if person is not None else {}
    one = manual.requirements().get(asked.upper())
    if one is not None:
        _requirement(one, say)
    rules = [
        rule for rule in engine.rules().values() if not asked or asked == rule.code or asked.upper() in rule.answers
    ]
    for rule in rules:
        say(_line(rule, counts.get(rule.code)))
        if asked:
            _whole(rule, say)
    if not asked:
        say(" · ".join(f"{manual.STATES[state]} {count}" for state, count in manual.counts().items()))
    elif not rules and one is None:
        say(T(f"没有“{asked}”；用 aedesk rules 看全部。", f"There is no “{asked}”; see aedesk rules."))
    return bool(rules or one)


def _requirement(one: manual.Requirement, say: Say) -> None:
    say(f"{one.id}  {one.words}（{one.clause}）  {manual.STATES[one.state]}")
    if one.how is not None:
        say(f"    {one.how}")
    if one.waits:
        waits = str(T("；", "; ")).join(str(wait) for wait in one.waits)
        say(f"    {T('还等：', 'Awaits: ')}{waits}")


def _line(rule: Rule, counts: Kept | None) -> str:
    now = figures_of(rule, clock.today())
    figures = ", ".join(f"{one.label} {reading.amount(one, now[one.key])}" for one in rule.figures)
    parts = [f"{rule.code}  [{', '.join(rule.answers)}]  {reading.kind(rule)}  {rule.name}（{rule.clause}）", figures]
    if counts is not None:
        told = ", ".join(f"{name} {counts.total[code]}" for code, name in COUNTED.items() if counts.total.get(code))
        parts.append(f"{T(f'近 {DAYS} 天', f'{DAYS} days')}{COLON}{told}" if told else "")
    return "  ".join(part for part in parts if part)


def _whole(rule: Rule, say: Say) -> None:
    said = (
        (T("强度", "Strength"), reading.strength(rule)),
        (BEFORE if rule.kind == "gate" else STARTS, _names(reading.acts(rule))),
        (T("怎样算完成", "Ends with"), _names(reading.ends(rule))),
        (T("谁来做", "Falls to"), reading.falls_to(rule)),
        (T("迟了告诉谁", "Told when late"), reading.is_told(rule)),
        (T("说明", "Note"), rule.note),
    )
    for label, text in said:
        if text:
            say(f"    {label}{COLON}{text}")
    for holds, says, verdict in reading.examples(rule):
        say(f"    {'✓' if holds else '✗'} {says} — {verdict}")


def _names(codes: tuple[str, ...]) -> str:
    return str(T("、", ", ")).join(str(ACTIONS[code].name) for code in codes if code in ACTIONS)
