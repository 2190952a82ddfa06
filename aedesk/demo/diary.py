"""A diary: steps written down one after another, in working time; and dice that always fall the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from aedesk.desk.duties.figures import calendar
from aedesk.kit import clock

from .steps import Step


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A Shanghai clock time on a day."""
    return datetime.combine(day, time(hour, minute), clock.SHANGHAI)


class Dice(Random):
    """Dice seeded with a name: the same story every time, and one job's dice do not disturb another's."""

    def chance(self, percent: int) -> bool:
        return self.random() * 100 < percent

    def one(self, choices: Sequence[Any]) -> Any:
        return choices[self.randrange(len(choices))]

    def between(self, least: int, most: int) -> int:
        return self.randint(least, most)


class Diary:
    """Where we are in time, and what has been done so far."""

    def __init__(self, moment: datetime) -> None:
        self.now = calendar().next_working_start(moment)
        self.steps: list[Step] = []

    def wait(self, minutes: int) -> Diary:
        """Let working minutes pass."""
        self.now = calendar().add_working_minutes(self.now, minutes)
        return self

    def later(self, minutes: int) -> Diary:
        """Let minutes pass by the wall clock, lunch or not."""
        self.now += timedelta(minutes=minutes)
        return self

    def until(self, moment: datetime) -> Diary:
        """Wait for a moment, or for the next opening after it; a moment past is no wait."""
        if moment > self.now:
            self.now = calendar().next_working_start(moment)
        return self

    def act(self, who: str, code: str, on: str = "", name: str = "", **given: Any) -> Diary:
        """Write down an act at this moment."""
        self.steps.append(Step(self.now, who, code, on, given, name))
        return self
