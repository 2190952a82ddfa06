"""A rule is read in words by every door: nothing of it stays a code."""

from __future__ import annotations

import pytest

from aedesk.kit.text import T, speaking
from aedesk.rulebook import engine, reading
from aedesk.rulebook.kinds import Duty, Gate, Rhythm, Rule

RULES = list(engine.rules().values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_its_kind_strength_figures_owner_and_who_is_told(rule: Rule) -> None:
    """A new unit, owner or listener needs its words in aedesk/rulebook/reading.py."""
    said = [reading.kind(rule), reading.strength(rule), reading.falls_to(rule), reading.is_told(rule)]
    said += [reading.amount(figure) for figure in rule.figures]
    said += [text for _, says, verdict in reading.examples(rule) for text in (says, verdict)]
    assert all(text.zh and text.en for text in said if text is not None)
    assert (reading.falls_to(rule) is not None) == isinstance(rule, Duty | Rhythm)
    assert (reading.strength(rule) is not None) >= isinstance(rule, Gate)


def rule(code: str) -> Rule:
    return engine.rules()[code]


def test_figures_carry_their_units() -> None:
    assert reading.amount(rule("note_at_once").figures[0]) == T("15 分钟", "15 min")
    assert reading.amount(rule("sign_sheet").figures[0], 6) == T("6 个工作小时", "6 working hours")
    assert reading.amount(rule("daily_list").figures[1], "09:15") == T("09:15", "09:15")


def test_an_approval_names_the_roles_it_opens_for() -> None:
    assert reading.strength(rule("other_clients_unnamed")) == T(
        "需要批准：客户总监、总经理", "Needs approval: Account director, General manager"
    )


def test_a_late_case_says_the_limit_and_how_late() -> None:
    with speaking("zh"):
        said = [str(verdict) for _, _, verdict in reading.examples(rule("read_back"))]
    assert said == ["时限 18:00，准时", "时限 18:00，迟 15 小时 30 分", "不产生"]
    assert reading.examples(rule("minutes_of_decision"))[1][2].en == "due 11-18 19:00, 25 min late"


@pytest.mark.parametrize(
    ("words", "code"),
    [("没有工作", "no_job_sheet_no_work"), ("TEL-05", "note_at_once"), ("tel-05", "note_at_once"), ("§2-6-d", "decisions_on_paper"),
     ("deadline_none_such", ""), ("relay team", "relay"), ("note_at_once", "note_at_once")],
)  # fmt: skip
def test_a_rule_is_found_by_its_words_code_clause_and_requirement(words: str, code: str) -> None:
    found = [one.code for one in reading.find(words)]
    assert code in found if code else found == []


def test_without_words_every_rule_is_listed() -> None:
    assert reading.find("  ") == RULES
