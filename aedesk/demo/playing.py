"""Plays steps as people do them: by acts, through every gate, with the clock set to each step's moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import time
from typing import Any

from aedesk.desk.action import do
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.people.models import Person
from aedesk.kit import clock
from aedesk.reports.today import today

from .steps import Known, Step, resolved, telling


def play(steps: Iterable[Step], known: Known, still: clock.Frozen) -> None:
    """Do the steps in their order."""
    for step in steps:
        still.set(step.at)
        with telling(step):
            do_step(step, known)


Lines = Callable[[str], list[dict[str, Any]]]


def do_step(step: Step, known: Known, lines: Lines | None = None) -> Any:
    """Do one step now and keep its result under its name; `lines` gives what stands on a morning list."""
    person: Person = known[step.who]
    vars(person).pop("client_ids", None)  # clients change
    target = known[step.on] if step.on else None
    result = do(step.code, person, target, resolved(step, known, lines or open_lines(known)), via="demo").result
    if step.name:
        known[step.name] = result
    return result


def open_lines(known: Known) -> Lines:
    """A function: a person's name → the open duties of the day as lines of the morning list, half an hour apart."""

    def lines(name: str) -> list[dict[str, Any]]:
        rows = DutyRow.objects.filter(person=known[name], state=DutyRow.OPEN).order_by("due_at", "pk")
        return spaced([row.pk for row in rows])

    return lines


def whole_day(known: Known) -> Lines:
    """A function: a person's name → everything that stands on their Today, each line at its time or before it."""

    def lines(name: str) -> list[dict[str, Any]]:
        day = [line for line in today(known[name]).lines]
        found = spaced([line.key for line in day])
        for item, line in zip(found, day, strict=True):
            if item["at"] and line.due_at and not line.undated and not line.is_late(clock.now()):
                item["at"] = min(item["at"], clock.shanghai(line.due_at).time())
        return found

    return lines


def spaced(keys: Iterable[int | str]) -> list[dict[str, Any]]:
    """Lines of the morning list from 09:30, half an hour each, the midday break left out; twelve have a time."""
    moments = [time(9, 30), time(10), time(10, 30), time(11), time(11, 30)]
    moments += [time(13 + (30 + 30 * n) // 60, (30 + 30 * n) % 60) for n in range(7)]
    return [
        {"key": key if isinstance(key, str) else f"duty:{key}", "at": moments[place] if place < len(moments) else None}
        for place, key in enumerate(keys)
    ]
