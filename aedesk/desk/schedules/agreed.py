"""What both sides signed last goes on being in force; what differs from it since is marked until both sign again (SCH-06)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .filing import said_by
from .hush import Hush
from .models import Schedule, ScheduleLine, ScheduleSign


@dataclass(frozen=True, slots=True)
class Since:
    """Changes since the edition that both signed at `at`: by line "new" or "changed", and items that are gone."""

    edition: int
    at: datetime
    marks: dict[int, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.marks) + len(self.gone)


def since_agreed(schedule: Schedule, lines: list[ScheduleLine]) -> Since | None:
    """What differs from the last edition with both names; None where there is no such edition or nothing differs."""
    last = last_agreed(schedule) if schedule.client.needs_both_signatures else None
    if last is None or not last.said:  # signed before what was said was kept
        return None
    before, now = _by_line(last.said), _by_line(said_by(lines))
    marks = {key: "changed" if key in before else "new" for key, row in now.items() if before.get(key) != row}
    hush = Hush(schedule.project.ae)
    gone = tuple(hush(row[1]) for key, row in before.items() if key not in now)
    return Since(last.edition, last.at, marks, gone) if marks or gone else None


def last_agreed(schedule: Schedule) -> ScheduleSign | None:
    """The later of the last two names under the same words, one of each side."""
    sides: dict[str, set[str]] = {}
    agreed = None
    for sign in sorted(schedule.signs.all(), key=lambda one: one.pk):
        both = sides.setdefault(sign.content_hash, set())
        both.add(sign.side)
        if len(both) == 2:
            agreed = sign
    return agreed


def _by_line(said: list[list[Any]]) -> dict[int, list[Any]]:
    return {row[0]: row for row in said}
