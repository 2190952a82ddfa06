"""The tick: warns, tells when something turns late, and opens the day's rhythms. Safe with several workers."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import engine
from aedesk.rulebook.kinds import Duty, Rhythm
from aedesk.rulebook.schedule_rules import month_due_day

from .clients.models import Contact
from .contactlog.models import MessageSlip
from .duties.figures import calendar, figures_of
from .duties.models import DutyRow
from .duties.rows import lapse, open_duty
from .notices.models import Notice
from .people.models import Person
from .projects.models import Project
from .schedules.dates import next_month
from .schedules.models import Schedule
from .writing import writing

LONGEST_HOLIDAY = 12  # days off in a row, weekends included


def tick() -> int:
    """Do what is due now; returns how many notices were written."""
    open_today()
    return remind()


def open_today() -> None:
    """Open the beats of today."""
    open_rhythms(clock.today())


def remind() -> int:
    """Warn of what turns amber and tell of what turned late; returns how many notices were written."""
    return warn() + tell_late()


def _claim(rows: Any, mark: str) -> list[DutyRow]:
    """Take rows by conditional UPDATE: of several workers one gets each row."""
    taken = []
    for row in rows.order_by("due_at")[:200]:
        with writing():
            if DutyRow.objects.filter(pk=row.pk, state=DutyRow.OPEN, **{mark: None}).update(**{mark: clock.now()}):
                taken.append(row)
    return taken


def warn() -> int:
    """Remind owners of duties that turn amber."""
    at = clock.now()
    rows = DutyRow.objects.filter(
        state=DutyRow.OPEN, warned_at=None, warn_at__lte=at, due_at__gte=at, warn_at__lt=F("due_at")
    ).select_related("person")
    return sum(_tell(row, row.person, T("快到时间：", "Soon due: ")) for row in _claim(rows, "warned_at"))


def tell_late() -> int:
    """Tell the owner, and whom the rule names, about duties that turned late."""
    rows = DutyRow.objects.overdue(clock.now()).filter(told_late_at=None)
    written = 0
    for row in _claim(rows.select_related("person__lead"), "told_late_at"):
        rule = engine.rules().get(row.rule)
        written += _tell(row, row.person, T("已超时：", "Late: "))
        for person in _others(row, rule) - {row.person}:
            written += _tell(row, person, *_told_of(row, rule))
    return written


def _told_of(row: DutyRow, rule: Any) -> tuple[T, T]:
    """What others hear of somebody's late duty: the rule's own words, else the duty's, with the name."""
    late = getattr(rule, "late", None)
    name = T(row.person.name, row.person.name_en or row.person.name)
    return (late + "：", name) if late else (T("已超时（", "Late (") + name + T("）：", "): "), row.says)


def _others(row: DutyRow, rule: Any) -> set[Person]:
    """Who else hears: the owner's lead, the AE of the project or client, whoever took the message."""
    then = rule.then if isinstance(rule, Duty | Rhythm) else ()
    people = set()
    if "lead" in then and row.person.lead is not None:
        people.add(row.person.lead)
    if "ae" in then and (ae := _ae_of(row)):
        people.add(ae)
    if "taken_by" in then and (slip := MessageSlip.objects.filter(pk=row.object_id).first()):
        people.add(slip.taken_by)
    return people


def _ae_of(row: DutyRow) -> Person | None:
    rows = Project.objects.select_related("ae")
    if row.project_id:
        return rows.get(pk=row.project_id).ae
    first = rows.filter(client_id=row.client_id, state="running").order_by("code").first() if row.client_id else None
    return first.ae if first else None


def _tell(row: DutyRow, person: Person, how: T, says: T | None = None) -> int:
    text = how + (says or row.says) + _about(row)
    Notice.objects.create(
        person=person, at=clock.now(), rule=row.rule, noun=row.noun, object_id=row.object_id,
        says_zh=text.zh[:240], says_en=text.en[:240],
    )  # fmt: skip
    return 1


def _about(row: DutyRow) -> T:
    """What the duty is about, where its own words do not say so already."""
    if not row.subject or row.noun == "person" or row.subject in row.says_zh:
        return T("", "")
    return T(f"：{row.subject}", f": {row.subject}")


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat of a rhythm: to whom it falls, about what, and on which day it is due."""

    owner: Person
    thing: Any
    says: T
    on: date


def open_rhythms(day: date) -> None:
    """Open the beats of a day; a beat that stands is left alone, so the tick may come often."""
    for rule in engine.of_kind(Rhythm):
        if rule.lapses:
            with writing():
                lapse(rule.code, datetime.combine(day, datetime.min.time(), clock.SHANGHAI), clock.now())
        if rule.beat(day, calendar(), figures_of(rule, day)) is None:
            continue
        beats = {
            f"{rule.code}:{beat.on}:{beat.thing.pk}:{beat.owner.pk}": beat for beat in SUBJECTS[rule.each](rule, day)
        }
        standing = set(DutyRow.objects.filter(key__in=beats).values_list("key", flat=True)) if beats else set()
        for key, beat in beats.items():
            if key not in standing:
                _open(rule, key, beat, day)


def _open(rule: Rhythm, key: str, beat: Beat, day: date) -> None:
    due = rule.beat(beat.on, calendar(), figures_of(rule, day))
    if due is None:
        return
    start = datetime.combine(day, datetime.min.time(), clock.SHANGHAI)
    with writing():
        row = open_duty(rule.code, beat.owner, beat.thing, says=beat.says, due=due, does=rule.does, key=key, at=start)
        if beat.on > day:  # told now, and again when it warns
            _tell(row, beat.owner, T("提醒：", "Reminder: "))


def _each_ae(rule: Rhythm, day: date) -> list[Beat]:
    people = Person.objects.filter(is_active=True, role__in=["ae", "account_manager"])
    return [Beat(person, person, rule.name, day) for person in people]


def _each_client(rule: Rhythm, day: date) -> list[Beat]:
    rows: dict[int, Beat] = {}
    for project in Project.objects.filter(state="running", client__status="active").select_related("ae", "client"):
        client = project.client
        says = T(f"周一 9:00 致电 {client}", f"Monday 9:00, phone {client}")
        rows.setdefault(client.pk, Beat(project.ae, client, says, day))
    return list(rows.values())


def _reminded_on(birthday: date, before: int) -> date:
    """Three days ahead, or the next working day where that is a day off; never after the birthday."""
    day = birthday - timedelta(days=before)
    while day < birthday and not calendar().is_workday(day):
        day += timedelta(days=1)
    return day


def _each_contact(rule: Rhythm, day: date) -> list[Beat]:
    """Contacts whose birthday comes and whose reminder has fallen due."""
    before = int(figures_of(rule, day)["before"])
    ahead = (day + timedelta(days=n) for n in range(before + 1))
    marks = {mark: on for on in ahead if _reminded_on(on, before) <= day for mark in _marks(on)}
    found: list[Beat] = []
    contacts = Contact.objects.filter(birthday__in=marks, is_active=True, consent_on__isnull=False)
    for contact in contacts.select_related("client"):
        project = Project.objects.filter(client=contact.client, state="running").select_related("ae").first()
        if project is not None:
            on = marks[contact.birthday]
            says = T(f"{contact}生日 {on:%m-%d}", f"{contact}'s birthday, {on:%d %b}")
            found.append(Beat(project.ae, contact, says, on))
    return found


def _marks(on: date) -> list[str]:
    """How a day is written on the cards; 29 February falls on the 28th in common years."""
    leap_too = (on.month, on.day) == (2, 28) and not isleap(on.year)
    return [f"{on:%m-%d}", "02-29"] if leap_too else [f"{on:%m-%d}"]


def _each_project(rule: Rhythm, day: date) -> list[Beat]:
    """Projects that go on next month, unless its schedule is filed or asked for already."""
    month = next_month(day)
    on = month_due_day(month, calendar())
    done = Schedule.objects.filter(kind="month", month=month).values("project_id")
    asked = DutyRow.objects.filter(rule=rule.code, key__startswith=f"{rule.code}:{on}:").values("project_id")
    running = Project.objects.filter(state="running").exclude(ends_on__lt=month).exclude(pk__in=done)
    says = T(f"交{month.month}月工作时间表", f"File the schedule of {month:%Y-%m}")
    rows = running.exclude(pk__in=asked).select_related("ae").order_by("pk")
    return [Beat(one.ae, one, says, on) for one in rows]


SUBJECTS = {"ae": _each_ae, "client": _each_client, "contact": _each_contact, "project": _each_project}
