"""Opens, ends, waives and cancels duties as the rulebook says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import engine
from aedesk.rulebook.kinds import Due, Duty
from aedesk.rulebook.timing import late_seconds

from ..notices.models import Notice
from .figures import calendar, figures_of
from .models import DutyRow


def walk(it: Any, path: str) -> list[Any]:
    """Follow a dotted name from the situation; one thing or many come back as a list without None."""
    for name in path.split("."):
        it = getattr(it, name, None)
        if it is None:
            return []
        if callable(it) and not hasattr(it, "pk"):
            it = it()
    return [one for one in it if one is not None] if isinstance(it, list | tuple) else [it]


Falling = tuple[Duty, Any, Any, Due]


def falling(action: str, it: Any) -> Iterator[Falling]:
    """The duties an act starts: rule, owner, thing and when due; one for each owner and thing."""
    for rule in engine.duties_started_by(action):
        day = clock.shanghai(it.now).date()
        due = rule.due(it.now, it, calendar(), figures_of(rule, day))
        if due is not None:
            things = walk(it, rule.about)
            yield from ((rule, owner, thing, due) for thing in things for owner in walk(it, rule.owner))


def start(action: str, it: Any) -> list[DutyRow]:
    """Open the duties an act starts."""
    return [open_row(rule, it, owner, thing, due) for rule, owner, thing, due in falling(action, it)]


def open_row(rule: Duty, it: Any, owner: Any, thing: Any, due: Due) -> DutyRow:
    """Open one duty; opening the same again (same rule, thing, owner and start) gives the row that stands."""
    return _standing(**row_of(rule, it, owner, thing, due))


def row_of(rule: Duty, it: Any, owner: Any, thing: Any, due: Due) -> dict[str, Any]:
    """What the row of one duty holds."""
    says = rule.says(it) if rule.says else rule.name
    by = it.person if it.person.pk != owner.pk else it.ae  # who accepts a time owes it to the AE
    return described(
        rule.code, owner, thing, says=says, due=due, soft=rule.soft, does=rule.does_on.get(thing._meta.model_name, rule.does), at=it.now, job=it.job,
        by=by if by.pk != owner.pk else None,
    )  # fmt: skip


SUBJECTS = ("subject", "what", "issue", "text", "name", "title")


def subject_of(thing: Any) -> str:
    """What a thing is about in a few words: its own subject, or the first of its names that is filled."""
    return next((str(getattr(thing, name)) for name in SUBJECTS if getattr(thing, name, None)), "")[:160]


def _place(thing: Any, job: Any) -> dict[str, Any]:
    """Client, project and job that a duty belongs to, as near as the thing knows them."""
    noun, note = thing._meta.model_name, getattr(thing, "note", None)
    project = thing.pk if noun == "project" else getattr(thing, "project_id", None)
    return {
        "client_id": thing.pk if noun == "client" else getattr(thing, "client_id", None),
        "project_id": project or getattr(job, "project_id", None) or getattr(note, "project_id", None),
        "job_id": thing.pk if noun == "jobsheet" else getattr(thing, "sheet_id", None) or getattr(job, "pk", None),
    }


def open_duty(rule: str, owner: Any, thing: Any, **more: Any) -> DutyRow:
    """Open a duty row by hand (see `described`): rhythms use it with a `key` of their own, so a beat falls once."""
    return _standing(**described(rule, owner, thing, **more))


def _standing(key: str, **values: Any) -> DutyRow:
    return DutyRow.objects.get_or_create(key=key, defaults=values)[0]


def described(
    rule: str, owner: Any, thing: Any, *, says: T, due: Due, does: str = "", soft: bool = False,
    at: datetime | None = None, job: Any = None, key: str = "", by: Any = None,
) -> dict[str, Any]:  # fmt: skip
    """The values of a duty's row, its key among them; `by` is whoever waits for it to be done."""
    at = at or clock.now()
    return {
        "key": key or f"{rule}:{thing._meta.model_name}:{thing.pk}:{owner.pk}:{int(at.timestamp())}",
        "rule": rule, "person": owner, "noun": thing._meta.model_name, "object_id": thing.pk, **_place(thing, job),
        "subject": subject_of(thing), "asked_by": by, "says_zh": says.zh[:200], "says_en": says.en[:200],
        "does": does, "soft": soft, "started_at": at, "due_at": due.at, "warn_at": due.warn_at,
    }  # fmt: skip


def fulfilled(action: str, it: Any) -> Iterator[tuple[Any, Any]]:
    """The rules an act fulfils, each with the thing it is about."""
    for rule in engine.rules_ended_by(action):
        yield from ((rule, thing) for thing in walk(it, getattr(rule, "about", "result")) or [it.result])


def end(action: str, it: Any) -> list[DutyRow]:
    """End the duties an act fulfils and store how late, in whole seconds."""
    ended: list[DutyRow] = []
    for rule, thing in fulfilled(action, it):
        rows = open_about(thing).filter(rule=rule.code)
        if getattr(rule, "by_owner", False):
            rows = rows.filter(person=it.person)
        if getattr(rule, "renews", False):
            rows = rows.exclude(started_at=it.now)
        ended += _close(rows, DutyRow.DONE, it.person, it.now)
    return ended


def done(thing: Any, person: Any, at: datetime, *rules: str) -> None:
    """What an act did at a moment of its own, told only later: the duties of these rules ended then."""
    _close(open_about(thing).filter(rule__in=rules), DutyRow.DONE, person, at)


def open_about(thing: Any) -> Any:
    """The open duties about one thing."""
    return DutyRow.objects.filter(noun=thing._meta.model_name, object_id=thing.pk, state=DutyRow.OPEN)


def cancel(thing: Any, person: Any, rules: Iterable[str] = (), reason: str = "") -> None:
    """Drop the open duties about a thing that is no more wanted."""
    rows = open_about(thing)
    _close(rows.filter(rule__in=list(rules)) if rules else rows, DutyRow.CANCELLED, person, clock.now(), reason)


def cancel_job(job: Any, person: Any, reason: str = "") -> None:
    """Drop every open duty of a job that is closed or given up: signatures, lines, promises and questions alike."""
    rows = DutyRow.objects.filter(job_id=job.pk, state=DutyRow.OPEN)
    _close(rows, DutyRow.CANCELLED, person, clock.now(), reason)


def _close(rows: Any, state: str, person: Any, at: datetime, reason: str = "") -> list[DutyRow]:
    closed = list(rows.select_for_update())
    for row in closed:
        settle(row, state, person, at, reason)
        row.save(update_fields=["state", "ended_at", "ended_by", "reason", "late_seconds"])
    return closed


def settle(row: DutyRow, state: str, person: Any, at: datetime, reason: str = "") -> None:
    """Mark a row as over; what is cancelled has no lateness."""
    row.state, row.ended_at, row.ended_by, row.reason = state, at, person, reason[:400]
    if state != DutyRow.CANCELLED:
        row.late_seconds = late_seconds(row.due_at, at)


def waive(row: DutyRow, person: Any, reason: str) -> None:
    """Release somebody from a duty, with name and reason; its lateness stays (clock rule 10)."""
    _close(DutyRow.objects.filter(pk=row.pk, state=DutyRow.OPEN), DutyRow.WAIVED, person, clock.now(), reason)


def reopen(thing: Any, *rules: str) -> None:
    """A correction: what was marked done is not. The newest ended duty of each rule runs on from its old clock."""
    for rule in rules:
        rows = DutyRow.objects.filter(noun=thing._meta.model_name, object_id=thing.pk, rule=rule, state=DutyRow.DONE)
        if (row := rows.select_for_update().order_by("-ended_at").first()) is not None:
            row.state, row.ended_at, row.ended_by, row.late_seconds = DutyRow.OPEN, None, None, 0
            row.save(update_fields=["state", "ended_at", "ended_by", "late_seconds"])


def give_job(things: list[Any], job: Any) -> None:
    """The open duties about things that now have a job belong to it."""
    for noun in {thing._meta.model_name for thing in things}:
        ids = [thing.pk for thing in things if thing._meta.model_name == noun]
        DutyRow.objects.filter(noun=noun, object_id__in=ids, state=DutyRow.OPEN).update(job_id=job.pk)


def forget(thing: Any, rule: str) -> None:
    """Take out every duty and notice of a rule about a thing: personal facts that go on request (CRM-04)."""
    about = {"rule": rule, "noun": thing._meta.model_name, "object_id": thing.pk}
    DutyRow.objects.filter(**about).delete()
    Notice.objects.filter(**about).delete()


def lapse(rule: str, until: datetime, at: datetime, **only: Any) -> None:
    """Beats whose day is over are missed; how late they were at `until`, the day's end, stays."""
    rows = DutyRow.objects.filter(rule=rule, state=DutyRow.OPEN, due_at__lt=until, **only)
    for row in rows.select_for_update():
        row.state, row.ended_at, row.late_seconds = DutyRow.MISSED, at, late_seconds(row.due_at, until)
        row.save(update_fields=["state", "ended_at", "late_seconds"])
