"""Writes old history quickly: the rows that the acts would have written, made in memory and stored at the end.

The ledger asks the same rulebook and runs the same actions; only what reads or writes the database is done here in
its stead (`ledger_acts`). A test plays a sample both ways and compares every row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Max

from aedesk.desk.action import ACTIONS, Act, Action
from aedesk.desk.duties.figures import calendar, figures_of
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.duties.rows import described, falling, fulfilled, row_of, settle
from aedesk.desk.jobsheets.models import JobSheet, Request
from aedesk.desk.journal.models import Event, JournalHead
from aedesk.desk.journal.people import cards_of
from aedesk.desk.journal.writing import event_of, follow
from aedesk.desk.people.models import Counter
from aedesk.desk.schedules.models import Extension, Promise, ScheduleLine
from aedesk.desk.tick import SUBJECTS
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import engine
from aedesk.rulebook.kinds import Rhythm
from aedesk.rulebook.timing import late_seconds

from . import ledger_plans, ledger_sheets  # noqa: F401  their ways are registered with them
from .ledger_acts import CANCELS, OWN
from .playing import spaced
from .steps import Known, Step, resolved, telling
from .storing import store


@dataclass(slots=True)
class Written(Act):
    """An act whose things go into the ledger instead of the database."""

    book: Any = None

    def save(self, thing: Any, names: list[str]) -> None:
        self.book.keep(thing)

    def add(self, thing: Any) -> Any:
        return self.book.add(thing)


class Ledger:
    """Rows in the making, by model; the open duties by what they are about; the journal's head."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.made: dict[type, list[Any]] = defaultdict(list)
        self.changed: dict[tuple[type, int], Any] = {}
        self.new: set[tuple[type, int]] = set()
        self.open: dict[tuple[str, int], list[DutyRow]] = defaultdict(list)
        self.counts = dict(Counter.objects.values_list("key", "value"))
        self.head = JournalHead.objects.get_or_create(pk=1)[0]
        self.came_out: dict[str, Any] = {}
        self.day: date | None = None
        self.cards = cache(lambda client_id: list(cards_of(client_id)))

    def play(self, steps: Iterable[Step], still: clock.Frozen) -> None:
        """Write the steps in their order."""
        for step in steps:
            still.set(step.at)
            self.begin(clock.today())
            with telling(step):
                self.write(step)

    def write(self, step: Step) -> None:
        """Write one step, and know its result by its name."""
        self.came_out = {}
        body = resolved(step, self.known, self.open_lines)
        target = self.known[step.on] if step.on else None
        result = self.act(step.code, self.known[step.who], target, body)
        if step.name:
            named = {f"{step.name}/{part}": thing for part, thing in self.came_out.items() if thing is not None}
            self.known |= {step.name: result} | named

    def act(self, code: str, person: Any, target: Any = None, body: dict[str, Any] | None = None) -> Any:
        """One act as the doorway does it: change, duties, event."""
        spec = ACTIONS[code]
        act = Written(spec, person, target, filled(spec, body or {}, person), clock.now(), "demo", book=self)
        act.facts["on_behalf_of"] = None
        if code == "jobsheet.submit":
            act.facts |= {
                "finance_person": None if target.number else self.known["钱衡"],
                "reviewer": self.known["宋时"],
            }
        act.result = OWN.get(code, spec.change)(act) or target
        if code in CANCELS:
            self.cancel(act.result, person, CANCELS[code], act.reason)
        for rule, owner, thing, due in falling(code, act):
            self.open_row(**row_of(rule, act, owner, thing, due))
        self.end(act)
        if not spec.quiet:
            self.journal(act)
        return act.result

    def add(self, thing: Any) -> Any:
        """Number a new thing and keep it for storing."""
        model = type(thing)
        if thing.pk is None:
            rows = self.made[model]
            last = rows[-1].pk if rows else model.objects.aggregate(last=Max("pk"))["last"] or 0
            thing.pk = last + 1
        self.made[model].append(thing)
        self.new.add((model, thing.pk))
        return thing

    def keep(self, thing: Any) -> None:
        """Remember a thing of the database that has changed."""
        mark = (type(thing), thing.pk)
        if mark not in self.new:
            self.changed[mark] = thing

    def adopt(self, sheet: JobSheet, request: Request) -> None:
        """A request's lines, promises and extensions go with its sheet."""
        for model in (ScheduleLine, Promise, Extension):
            for row in self.made[model]:
                if row.request_id == request.pk and row.sheet_id is None:
                    row.sheet = sheet
                    self.give_job(row, sheet)

    def give_job(self, thing: Any, sheet: JobSheet) -> None:
        """The open duties about a thing that now has a sheet belong to it."""
        for row in self.open[(thing._meta.model_name, thing.pk)]:
            row.job_id = sheet.pk

    def strategy_of(self, project: Any) -> str:
        """The strategy the project's last sheets followed."""
        rows = (row for row in reversed(self.made[JobSheet]) if row.project_id == project.pk and row.strategy)
        return next((row.strategy for row in rows), "")

    def count(self, key: str) -> int:
        """The next number of a row of numbers."""
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]

    def journal(self, act: Act) -> None:
        """The act's event, and the job's last event."""
        if act.job is not None:
            act.job.last_event_at = act.now
        self.made[Event].append(follow(self.head, cards=self.cards, **event_of(act)))

    # Duties

    def open_row(self, **values: Any) -> DutyRow:
        row = DutyRow(**values)
        self.open[(row.noun, row.object_id)].append(row)
        return self.add(row)

    def end(self, act: Act) -> None:
        for rule, thing in fulfilled(act.action.code, act):
            for row in list(self.open[(thing._meta.model_name, thing.pk)]):
                if row.rule == rule.code and not (getattr(rule, "by_owner", False) and row.person_id != act.person.pk):
                    self.over(row, DutyRow.DONE, act.person, act.now)

    def over(self, row: DutyRow, state: str, person: Any, at: datetime, reason: str = "") -> None:
        """End a duty; the worker has warned and told of it on the way."""
        settle(row, state, person, at, reason)
        self.open[(row.noun, row.object_id)].remove(row)
        if row.warn_at < at:
            row.warned_at = row.warn_at
        if row.due_at < at and not row.soft:
            row.told_late_at = row.due_at

    def cancel(self, thing: Any, person: Any, rules: tuple[str, ...], reason: str = "") -> None:
        """Drop the open duties about a thing; of a sheet that is given up or closed, all its job's."""
        rows = list(self.open[(thing._meta.model_name, thing.pk)])
        if getattr(thing, "state", "") in ("cancelled", "closed"):
            rows = [row for found in self.open.values() for row in found if row.job_id == thing.pk]
        for row in rows:
            if not rules or row.rule in rules:
                self.over(row, DutyRow.CANCELLED, person, clock.now(), reason)

    def open_lines(self, name: str) -> list[dict[str, Any]]:
        """A person's open duties as lines of the morning list."""
        person = self.known[name]
        mine = [row for rows in self.open.values() for row in rows if row.person_id == person.pk]
        return spaced([row.pk for row in sorted(mine, key=lambda row: (row.due_at, row.pk))])

    # Days

    def begin(self, day: date) -> None:
        """Open the beats of every day up to this one."""
        while self.day is None or self.day < day:
            self.day = day if self.day is None else self.day + timedelta(days=1)
            for rule in engine.of_kind(Rhythm):
                self.open_beats(rule, self.day)

    def open_beats(self, rule: Rhythm, day: date) -> None:
        start = datetime.combine(day, datetime.min.time(), clock.SHANGHAI)
        if rule.lapses:
            self.lapse(rule.code, start)
        figures = figures_of(rule, day)
        if rule.beat(day, calendar(), figures) is None:
            return
        standing = {row.key for row in self.made[DutyRow] if row.rule == rule.code}
        for beat in SUBJECTS[rule.each](rule, day):
            key, due = f"{rule.code}:{beat.on}:{beat.thing.pk}:{beat.owner.pk}", rule.beat(beat.on, calendar(), figures)
            if key not in standing and due is not None:
                says: T = beat.says
                values = described(
                    rule.code, beat.owner, beat.thing, says=says, due=due, does=rule.does, key=key, at=start
                )
                self.open_row(**values)

    def lapse(self, rule: str, until: datetime) -> None:
        """Beats whose day is over are missed."""
        for rows in list(self.open.values()):
            for row in [row for row in rows if row.rule == rule and row.due_at < until]:
                self.over(row, DutyRow.MISSED, None, until)
                row.late_seconds = late_seconds(row.due_at, until)

    def close(self) -> None:
        """Store everything."""
        store(connection, self)


def filled(spec: Action, body: dict[str, Any], person: Any) -> dict[str, Any]:
    """The action's values as the doorway reads them; references are things already."""
    values: dict[str, Any] = {"reason": str(body.get("reason") or "").strip()}
    for one in spec.fields:
        if spec.partial and one.name not in body:
            continue
        raw = body.get(one.name, one.default)
        values[one.name] = (raw or None) if one.kind == "ref" else one.read(raw, person)
    return values
