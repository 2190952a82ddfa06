"""What a rule can be: Gate, Duty, Rhythm, Watch, Countdown, and the pieces they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar


class Strength(StrEnum):
    """How hard a gate holds: STOP never opens by rank, APPROVAL opens for a role, WARN passes with a reason."""

    STOP = "stop"
    APPROVAL = "approval"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a rule that the agency may change from a date on.

    `unit` is one of minutes, hours, working_hours, days, working_days, percent, count, clock (HH:MM), characters.
    """

    key: str
    value: int | str
    unit: str
    label: T


Figures = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Example:
    """A case with its verdict: `holds` is True where the rule is kept (a gate lets through)."""

    says: T
    it: Any
    holds: bool


@dataclass(frozen=True, slots=True)
class Timed:
    """A case of a clock: begun at `at`, due at `due`, done at `done`, and so many begun minutes `late`.

    Moments are Shanghai texts, "2026-11-16 09:12"; a rhythm begins with its day. Without `due` nothing falls due.
    """

    says: T
    at: str
    due: str = ""
    done: str = ""
    late: int = 0
    it: Any = None

    @property
    def holds(self) -> bool:
        return not self.late


@dataclass(frozen=True, slots=True)
class Mend:
    """The way out of a refusal: the screen or action that puts it right, and the words on its button."""

    code: str
    label: T


@dataclass(frozen=True, slots=True)
class Rule:
    """What every rule has: a code, both names, the requirements it answers and the manual's clause."""

    code: str
    answers: tuple[str, ...]
    name: T
    clause: str
    figures: tuple[Figure, ...] = field(default=(), kw_only=True)
    note: T | None = field(default=None, kw_only=True)
    examples: tuple[Example | Timed, ...] = field(default=(), kw_only=True)

    @property
    def kind(self) -> str:
        return type(self).__name__.lower()

    def figure(self, key: str) -> int | str:
        """Return the default of a figure. Raises KeyError for an unknown key."""
        return {f.key: f.value for f in self.figures}[key]


@dataclass(frozen=True, slots=True)
class Gate(Rule):
    """What may not happen unless. `unless(it)` is True where the act may pass; `why(it)` names what is missing."""

    blocks: tuple[str, ...] = field(kw_only=True)
    unless: Callable[[Any], bool] = field(kw_only=True)
    strength: Strength = field(default=Strength.STOP, kw_only=True)
    opens_for: tuple[str, ...] = field(default=(), kw_only=True)
    why: Callable[[Any], Iterable[T]] | None = field(default=None, kw_only=True)
    mend: Mend | None = field(default=None, kw_only=True)
    mend_for: Callable[[Any], Mend] | None = field(default=None, kw_only=True)

    def way_out(self, it: Any) -> Mend | None:
        """What mends this refusal; `mend_for` leads elsewhere as the thing stands."""
        return self.mend_for(it) if self.mend_for else self.mend


@dataclass(frozen=True, slots=True)
class Due:
    """When a duty is due and when it turns amber; both aware UTC."""

    at: datetime
    warn_at: datetime


Count = Callable[[datetime, Any, Calendar, Figures], Due | None]


@dataclass(frozen=True, slots=True)
class Duty(Rule):
    """What must follow what, how soon.

    `starts` and `ends` are action codes. `due(start, it, calendar, figures)` counts the clock and returns None
    where the duty does not arise. `owner` names an attribute of the situation holding the person it falls to.
    `then` names who else is told when it turns late (lead, ae, taken_by), in the words of `late`. `does` is the act
    that fulfils it; `does_on` names another one for things of a noun. One that `renews` runs anew from an act that
    ends it.
    """

    starts: tuple[str, ...] = field(kw_only=True)
    ends: tuple[str, ...] = field(kw_only=True)
    due: Count = field(kw_only=True)
    owner: str = field(default="ae", kw_only=True)
    about: str = field(default="result", kw_only=True)
    by_owner: bool = field(default=False, kw_only=True)
    says: Callable[[Any], T] | None = field(default=None, kw_only=True)
    then: tuple[str, ...] = field(default=(), kw_only=True)
    late: T | None = field(default=None, kw_only=True)
    soft: bool = field(default=False, kw_only=True)
    does: str = field(default="", kw_only=True)
    does_on: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    renews: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Rhythm(Rule):
    """A daily, weekly or monthly beat that opens a duty for each of its subjects.

    `beat(day, calendar, figures)` returns when the beat of that day is due (aware UTC), or None on other days.
    `each` is what it is opened for: ae, client, project or contact. A beat that `lapses` ends with its day: it is
    missed, not made up for.
    """

    beat: Callable[[date, Calendar, Figures], Due | None] = field(kw_only=True)
    each: str = field(kw_only=True)
    ends: tuple[str, ...] = field(kw_only=True)
    does: str = field(default="", kw_only=True)
    then: tuple[str, ...] = field(default=(), kw_only=True)
    lapses: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Watch(Rule):
    """What Today looks for by itself: a state of things nobody reports, such as a job that stands still.

    `shows(it, calendar, figures)` is True where the thing belongs on the list at `it.now`; `does` is what mends it.
    """

    shows: Callable[[Any, Calendar, Figures], bool] = field(kw_only=True)
    does: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Countdown(Rule):
    """Steps before a meeting: each step names when it opens and when it is due, counted back from the start."""

    steps: tuple[tuple[T, Callable[[datetime, Calendar], Due]], ...] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A gate that stayed shut: the rule, what is missing, and the way out."""

    gate: Gate
    reasons: tuple[T, ...]
    mend: Mend | None = None

    @property
    def sentence(self) -> T:
        return self.gate.name
