"""The language of the script: events whose lines do something, are refused, or say what must hold then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aedesk.desk.duties.models import DutyRow
from aedesk.desk.errors import NotAllowed, Refused
from aedesk.kit import clock

from .playing import do_step, whole_day
from .steps import Known, Step, telling

Findings = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of an event: when, what happens, and whether it only looks."""

    event: str
    at: datetime
    happen: Callable[[Known], Any]
    looks: bool = False


Line = Callable[[str, datetime, str], Moment]


def event(number: str, when: str, who: str, says: str, *lines: Line) -> list[Moment]:
    """An event of the script: its number, month, day and time, who acts, the story in a sentence, and its lines."""
    del says  # for the reader
    at = clock.parse(f"2026-{when}")
    return [line(number, at, who) for line in lines]


def moment_at(at: datetime, clock_time: str) -> datetime:
    return clock.parse(f"{clock.shanghai(at):%Y-%m-%d} {clock_time}") if clock_time else at


def does(code: str, of: str = "", *, at: str = "", by: str = "", called: str = "", **given: Any) -> Line:
    """An act that is allowed: `of` names what it acts on, `called` names what comes of it."""

    def line(number: str, moment: datetime, who: str) -> Moment:
        step = Step(moment_at(moment, at), by or who, code, of, given, called)
        return Moment(number, step.at, lambda known: _do(step, known))

    return line


def _do(step: Step, known: Known) -> None:
    with telling(step):
        do_step(step, known, whole_day(known))


def knows(called: str, find: Callable[[], Any], *, at: str = "") -> Line:
    """Something that came of an act gets a name."""

    def look(known: Known) -> None:
        known[called] = find()

    return lambda number, moment, who: Moment(number, moment_at(moment, at), look)


def refused(code: str, *rules: str, of: str = "", at: str = "", by: str = "", **given: Any) -> Line:
    """An act that these rules refuse, in both languages; without rules, one that is not the person's to do."""

    def line(number: str, moment: datetime, who: str) -> Moment:
        step = Step(moment_at(moment, at), by or who, code, of, given)
        return Moment(number, step.at, lambda known: _refused(step, rules, known))

    return line


def _refused(step: Step, rules: tuple[str, ...], known: Known) -> None:
    try:
        do_step(step, known)
    except Refused as error:
        named = {refusal.gate.code for refusal in error.refusals}
        assert rules and set(rules) <= named, f"{step.code} refused by {sorted(named)}, not by {rules}"
        for refusal in error.refusals:
            texts = [refusal.sentence, *refusal.reasons]
            assert all(text.zh and text.en for text in texts), f"{refusal.gate.code} is silent in a language"
        return
    except NotAllowed as error:
        assert not rules and error.says.zh and error.says.en, f"{step.code} is not {step.who}'s to do"
        return
    raise AssertionError(f"{step.code} was not refused")


def holds(says: str, check: Callable[[Known], Any], *, at: str = "") -> Line:
    """Something that is true at this moment."""

    def look(known: Known) -> None:
        assert check(known), says

    return lambda number, moment, who: Moment(number, moment_at(moment, at), look, looks=True)


def duty(known: Known, rule: str, of: str, who: str = "") -> DutyRow:
    """The newest duty of a rule about a thing."""
    thing = known[of]
    rows = DutyRow.objects.filter(
        rule=rule, noun=thing._meta.model_name, object_id=thing.pk, started_at__lte=clock.now()
    )
    if who:
        rows = rows.filter(person=known[who])
    return rows.latest("started_at", "pk")


def minutes_late(row: DutyRow) -> float:
    """How late a duty is, in minutes: as stored, or so far."""
    if row.state == DutyRow.OPEN:
        return max(0.0, (clock.now() - row.due_at) / timedelta(minutes=1))
    return row.late_seconds / 60


def late(rule: str, of: str, minutes: int, *, at: str = "", who: str = "") -> Line:
    """A duty is so many minutes late, by now or for good."""

    def look(known: Known) -> None:
        found = minutes_late(duty(known, rule, of, who))
        assert found == minutes, f"{rule} of {of}: {found} minutes late, not {minutes}"

    return lambda number, moment, person: Moment(number, moment_at(moment, at), look, looks=True)


def on_time(rule: str, of: str, *, at: str = "", who: str = "") -> Line:
    """A duty is done, and in time."""

    def look(known: Known) -> None:
        row = duty(known, rule, of, who)
        assert (row.state, row.late_seconds) == (DutyRow.DONE, 0), f"{rule} of {of}: {row.state}, {row.late_seconds} s"

    return lambda number, moment, person: Moment(number, moment_at(moment, at), look, looks=True)


def due(rule: str, of: str, when: str, *, at: str = "", who: str = "") -> Line:
    """A duty is due at a month, day and time."""

    def look(known: Known) -> None:
        found = f"{clock.shanghai(duty(known, rule, of, who).due_at):%m-%d %H:%M}"
        assert found == when, f"{rule} of {of} is due {found}, not {when}"

    return lambda number, moment, person: Moment(number, moment_at(moment, at), look, looks=True)


def as_moments(steps: Iterable[Step]) -> list[Moment]:
    """Everybody else's acts of the same days."""
    return [Moment("", step.at, lambda known, step=step: _do(step, known)) for step in steps]  # type: ignore[misc]


def perform(moments: Iterable[Moment], known: Known, still: clock.Frozen, findings: Findings | None = None) -> None:
    """Play moments in the order of time. With `findings` every event is checked and what fails is written there."""
    for moment in sorted(moments, key=lambda one: one.at):
        still.set(moment.at)
        if findings is None:
            _leniently(moment, known)
            continue
        failed = findings.setdefault(moment.event, [])
        try:
            moment.happen(known)
        except Exception as error:  # one event that fails must not hide the others
            failed.append(f"{type(error).__name__}: {error} {' '.join(getattr(error, '__notes__', []))}")


def _leniently(moment: Moment, known: Known) -> None:
    """Play for the demo: nothing is checked, and an act that ought to be refused may be."""
    if not moment.looks:
        try:
            moment.happen(known)
        except AssertionError:
            return
