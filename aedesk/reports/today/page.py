"""Puts the day together: the sources, the morning list's order, what is done, what was kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import Q

from aedesk.desk.duties.figures import calendar, figures_of
from aedesk.desk.duties.models import DayList, DutyRow
from aedesk.desk.projects import queries as projects
from aedesk.desk.projects.models import Deputy, Project
from aedesk.desk.worklog.models import Timer
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.rhythms import DAILY_LIST
from aedesk.rulebook.watches import LOOK_AHEAD, SUNSET

from . import duties, house, receipts, sent, watches, work
from .lines import COMING, DayState, Done, Line, Today
from .taps import undo_of

LISTS = frozenset({"ae", "account_manager"})  # who writes the list of the day (RHY-01)
ACCOUNT = ("account", "management")
FEW, MOST = 12, 200
# Not open, in the words of the index duty_ended, so that the database takes it.
SETTLED: Any = DutyRow.objects.filter(~Q(state="open"), ~Q(state="cancelled")).order_by("-ended_at").values(
    "state", "does", "rule", "says_zh", "says_en", "subject", "noun", "object_id", "job_id", "ended_at", "late_seconds", "soft",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """What is one's own: projects led, and projects one stands in for as deputy."""

    led: dict[int, Project]
    deputised: dict[int, Project]

    @property
    def ids(self) -> list[int]:
        return [*self.led, *self.deputised]

    @property
    def is_empty(self) -> bool:
        return not (self.led or self.deputised)

    def rows(self, person: Any, field: str = "ae") -> Q:
        """Rows of one's own projects; a job and a request name their AE themselves."""
        own = Q(**{field: person})
        return own | Q(project_id__in=list(self.deputised)) if self.deputised else own


def today(person: Any) -> Today:
    """A person's lines in the order of time, each with its one-tap action; the number of statements is fixed."""
    now = clock.now()
    day = clock.shanghai(now).date()
    ahead = int(figures_of(LOOK_AHEAD, day)["days"])
    until = clock.parse(f"{day + timedelta(days=ahead + 1)}")
    it = Today(person, now, day)
    reach = reach_of(person, now)
    _duties(it, reach, until)
    _watches(it, reach, until)
    _work(it, reach)
    _settle(it)
    _done(it)
    it.unfinished = [line for line in (*it.lines, *it.new, *it.waiting) if _unfinished(line, it)]
    return it


def reach_of(person: Any, now: datetime) -> Reach:
    """The projects one leads or deputises for now, not those that ended."""
    if person.discipline not in ACCOUNT:
        return Reach({}, {})
    stands_in = Deputy.objects.filter(person=person, from_at__lte=now, until_at__gte=now).values("project_id")
    rows = Project.objects.visible_to(person).filter(Q(ae=person) | Q(pk__in=stands_in)).exclude(state="ended")
    found = list(rows.only("code", "name", "ae_id", "state", "budget").order_by("code"))
    led = {one.pk: one for one in found if one.ae_id == person.pk}
    return Reach(led, {one.pk: one for one in found if one.pk not in led})


def _duties(it: Today, reach: Reach, until: datetime) -> None:
    own = duties.own_rows(it.person, reach.deputised, until)
    own = list({row["pk"]: row for row in own}.values())
    mine = {row["pk"] for row in own}
    waiting = [row for row in duties.waiting_rows(it.person, reach.ids, until) if row["pk"] not in mine]
    known = mine | {row["pk"] for row in waiting}
    team = [row for row in duties.team_rows(it.person, it.now) if row["pk"] not in known]
    read = duties.Reader(it.person, [*own, *waiting, *team])
    it.lines = [read.line(row) for row in own]
    it.waiting = [read.others(row, leads=False) for row in waiting]
    it.team = [read.others(row, leads=True) for row in team]
    it.more = max(0, len(own) - duties.MOST + 1)


def _watches(it: Today, reach: Reach, until: datetime) -> None:
    if it.person.role == "traffic":
        it.lines += watches.moving(it.person, Q(), it.now)
    if it.person.discipline == "admin":
        it.lines += house.gaps(it.day)
    if it.person.discipline not in ACCOUNT:
        it.lines += watches.talks(it.person, it.now, until)
        return
    jobs = reach.rows(it.person)
    found = watches.requests(it.person, jobs) + watches.drafts(it.person, jobs)
    found += watches.moving(it.person, jobs, it.now, until) + watches.talks(it.person, it.now, until)
    if not reach.is_empty:
        of_project = Q(project_id__in=reach.ids)
        found += watches.unplanned(it.person, of_project) + watches.milestones(it.person, of_project, it.day)
        it.unanswered = sent.unanswered(it.person, of_project, it.now)
        found += receipts.unsigned(it.person, reach.ids, it.now)
    it.lines += [line for line in found if not line.waits]
    it.waiting += [line for line in found if line.waits]


def _work(it: Today, reach: Reach) -> None:
    if it.person.discipline in ACCOUNT:
        stalled = {line.pk for line in it.lines if line.key.startswith("job:") and line.pk}
        it.progress = work.progress_of(it.person, reach.rows(it.person), it.now, stalled)
        _lights(it, reach)
        return
    if it.person.is_creative:
        running = Timer.objects.filter(person=it.person).values_list("sheet_id", flat=True).first()
        it.work = work.work_of(it.person, running, it.lines)


def _lights(it: Today, reach: Reach) -> None:
    """Time, quality and money of each project one leads (ROL-03)."""
    rows = [one for one in reach.led.values() if one.state == "running"][:FEW]
    if rows:
        known = projects.counts(rows)
        it.projects = [(one, projects.lights(known[one.pk], money=it.person.sees_money)) for one in rows]


def _settle(it: Today) -> None:
    """Sort by time, or by the morning list once it is confirmed; what came since stands apart."""
    it.list_ = day_state(it.person, it.day)
    lines = sorted(it.lines, key=lambda line: line.order)
    it.coming = [line for line in lines if line.group(it.now, it.day) == COMING or line.key.startswith("milestone:")]
    apart = {line.key for line in it.coming}
    it.lines = [line for line in lines if line.key not in apart]
    places = {item["key"]: n for n, item in enumerate(it.list_.items)}
    times = {item["key"]: item["at"] for item in it.list_.items}
    timed = [replace(line, at=times[line.key]) if line.key in times else line for line in it.lines]
    if it.list_.confirmed_at is None:
        it.lines = sorted(timed, key=lambda line: places.get(line.key, len(places))) if places else timed
        return
    listed = [line for line in timed if line.key in places]
    it.lines = sorted(listed, key=lambda line: places[line.key])
    it.new = [line for line in timed if line.key not in places]


def day_state(person: Any, day: date) -> DayState:
    """The morning list of a day, and when it is due for those who write one."""
    row = DayList.objects.filter(person=person, day=day).first()
    due = DAILY_LIST.beat(day, calendar(), figures_of(DAILY_LIST, day)) if person.role in LISTS else None
    return DayState(
        due_at=due.at if due else None, warn_at=due.warn_at if due else None,
        confirmed_at=row.confirmed_at if row else None, late_seconds=row.late_seconds if row else 0,
        items=tuple(row.items) if row else (),
    )  # fmt: skip


def _done(it: Today) -> None:
    """What was settled today, and how many of the day's clocks were kept (RHY-19)."""
    start = clock.parse(f"{it.day}")
    rows = SETTLED.visible_to(it.person).filter(person=it.person, ended_at__gte=start)
    found = list(rows[:MOST])
    it.done = [_settled(row) for row in found if row["state"] == "done"]
    timed = [row for row in found if row["state"] in ("done", "missed") and not row["soft"]]
    late_now = [line for line in (*it.lines, *it.new) if line.key.startswith("duty:") and line.is_late(it.now)]
    late_today = sum(1 for line in late_now if line.owner is None and line.due_at and line.due_at >= start)
    it.kept = sum(row["late_seconds"] == 0 for row in timed)
    it.counted = len(timed) + late_today


def _settled(row: dict[str, Any]) -> Done:
    href = ("jobsheet", row["job_id"]) if row["job_id"] else (row["noun"], row["object_id"])
    what = T(row["says_zh"], row["says_en"])
    return Done(what, row["subject"], row["ended_at"], row["late_seconds"], href, undo_of(row))


def _unfinished(line: Line, it: Today) -> bool:
    if line.due_at is None or line.undated:
        return False
    facts = SimpleNamespace(now=it.now, due_at=line.due_at)
    return SUNSET.shows(facts, calendar(), figures_of(SUNSET, it.day))
