"""Judges an act by the gates and finds the duties that it starts or ends."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any, TypeVar

from .kinds import Duty, Gate, Refusal, Rhythm, Rule, Strength


@cache
def rules() -> dict[str, Rule]:
    """Every rule of the house by its code. Raises ValueError where two rules share a code."""
    from . import (
        countdowns,
        duties,
        gates,
        hearing,
        output_gates,
        receipt_gates,
        rhythms,
        schedule_rules,
        sending,
        talk_gates,
        watches,
    )

    found: dict[str, Rule] = {}
    for module in (
        gates, output_gates, talk_gates, receipt_gates, schedule_rules, sending, hearing, duties, rhythms, watches, countdowns,
    ):  # fmt: skip
        for rule in vars(module).values():
            if isinstance(rule, Rule) and found.setdefault(rule.code, rule) is not rule:
                raise ValueError(f"two rules are called {rule.code}")
    return found


K = TypeVar("K", bound=Rule)


def of_kind(kind: type[K]) -> list[K]:
    """The rules of one kind, in the order they are written."""
    return [rule for rule in rules().values() if isinstance(rule, kind)]


@cache
def _by_action(attribute: str) -> dict[str, tuple[Any, ...]]:
    index: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules().values():
        for action in getattr(rule, attribute, ()):
            index[action].append(rule)
    return {action: tuple(found) for action, found in index.items()}


def gates_of(action: str) -> tuple[Gate, ...]:
    """The gates an action must pass."""
    return _by_action("blocks").get(action, ())


def duties_started_by(action: str) -> tuple[Duty, ...]:
    """The duties an action starts."""
    return _by_action("starts").get(action, ())


def rules_ended_by(action: str) -> tuple[Duty | Rhythm, ...]:
    """The duties and rhythms an action fulfils."""
    return _by_action("ends").get(action, ())


def judge(action: str, it: Any) -> list[Refusal]:
    """Return the gates that refuse the act in this situation, hardest first; empty where it may pass.

    A WARN gate passes once the person has given a reason (`it.reason`, five characters or more, ROL-09);
    an APPROVAL gate passes for the roles it opens for (`it.role`).
    """
    shut = [gate for gate in gates_of(action) if not _open(gate, it)]
    shut.sort(key=lambda gate: gate.strength != Strength.STOP)
    return [Refusal(gate, tuple(gate.why(it)) if gate.why else (), gate.way_out(it)) for gate in shut]


def _open(gate: Gate, it: Any) -> bool:
    if gate.unless(it):
        return True
    if gate.strength is Strength.WARN:
        return len((getattr(it, "reason", "") or "").strip()) >= 5
    return gate.strength is Strength.APPROVAL and getattr(it, "role", None) in gate.opens_for
