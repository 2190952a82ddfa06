"""Every example that the rules page shows is run through the engine: it holds or breaks as written."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.kit import clock
from aedesk.kit.clock import SHANGHAI
from aedesk.rulebook import engine
from aedesk.rulebook.cases import CASES, examples_of
from aedesk.rulebook.kinds import Due, Duty, Example, Gate, Rhythm, Rule, Timed
from aedesk.rulebook.timing import late_minutes, late_seconds

from ..kit.year import YEAR

GATES = [(gate, example) for gate in engine.of_kind(Gate) for example in gate.examples]
CLOCKS: list[Duty | Rhythm] = [*engine.of_kind(Duty), *engine.of_kind(Rhythm)]
TIMED = [(rule, case) for rule in CLOCKS for case in examples_of(rule) if isinstance(case, Timed)]


def named(it: Any) -> str:
    return it.code if isinstance(it, Rule) else it.says.en


@pytest.mark.parametrize(("gate", "example"), GATES, ids=named)
def test_a_gate_opens_and_shuts_as_its_examples_say(gate: Gate, example: Example) -> None:
    assert engine._open(gate, example.it) is example.holds
    if not example.holds and gate.why is not None:
        assert all(str(reason) for reason in gate.why(example.it)), "a refusal says why"


def figures(rule: Rule) -> dict[str, int | str]:
    return {figure.key: figure.value for figure in rule.figures}


def due_of(rule: Duty | Rhythm, case: Timed) -> Due | None:
    if isinstance(rule, Rhythm):
        return rule.beat(date.fromisoformat(case.at), YEAR, figures(rule))
    return rule.due(clock.parse(case.at), case.it or SimpleNamespace(), YEAR, figures(rule))


def shanghai(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(("rule", "case"), TIMED, ids=named)
def test_a_clock_counts_as_its_cases_say(rule: Duty | Rhythm, case: Timed) -> None:
    due = due_of(rule, case)
    if not case.due:
        assert due is None
        return
    assert due is not None and shanghai(due.at) == case.due
    assert late_minutes(due.at, clock.parse(case.done)) == case.late
    assert due.warn_at <= due.at, "it turns amber before it turns red"


@pytest.mark.parametrize(("rule", "case"), TIMED, ids=named)
def test_the_moment_itself_is_on_time_and_the_second_after_is_late(rule: Duty | Rhythm, case: Timed) -> None:
    if due := due_of(rule, case):
        assert late_seconds(due.at, due.at) == 0
        assert late_seconds(due.at, due.at + timedelta(seconds=1)) == 1


@pytest.mark.parametrize("rule", CLOCKS, ids=named)
def test_every_clock_has_a_case_on_time_and_one_late(rule: Duty | Rhythm) -> None:
    verdicts = {case.holds for case in examples_of(rule) if isinstance(case, Timed) and case.due}
    assert verdicts == {True, False}, f"add cases of {rule.code} to aedesk/rulebook/cases.py"


@pytest.mark.parametrize("gate", engine.of_kind(Gate), ids=named)
def test_every_gate_has_an_example_each_way(gate: Gate) -> None:
    assert {example.holds for example in gate.examples} == {True, False}, gate.code


def test_no_case_is_left_of_a_rule_that_is_gone() -> None:
    assert set(CASES) <= set(engine.rules())
