"""What Today is made of: a line, the buttons beside it, and where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.watches import NO_SHEET_YET

SOON = timedelta(hours=1)
FAR = clock.parse("9000-01-01")
LATE, NOW, TODAY, SHEET, STILL, OPEN, COMING = "late", "now", "today", "sheet", "still", "open", "coming"
GROUPS = {
    LATE: T("已迟", "Late"),
    NOW: T("现在", "Now"),
    TODAY: T("今天", "Later today"),
    SHEET: T("还没有工作单", "No job sheet yet"),
    STILL: T("停了的", "Standing still"),
    OPEN: T("其他", "Other"),
    COMING: T("后三天", "The next three days"),
}


@dataclass(frozen=True, slots=True)
class Tap:
    """A button beside a line. `kind`: post does the act at once, form asks a little more, page opens a page.

    `code` is the action, or the word of the page; `pk` its target; `data` is what is posted with it.
    """

    kind: str
    code: str
    label: T
    pk: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    confirm: T | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """For whom a line is: client, project, job; empty where it has none."""

    client: str = ""
    project: str = ""
    job: str = ""
    title: str = ""
    client_id: int | None = None
    project_id: int | None = None
    job_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of Today. `key` names it for the morning list; moments are aware UTC.

    `owner` is whose it is where it is not one's own, `asked_by` who waits, `client_at` the client's true time.
    One that `waits` is in others' hands; an `undated` one may have a time in sight but is to be done now; one that
    stands still does so since `since_at`. A soft one is never late: its time past, it is only the next to do (SUB-06).
    """

    key: str
    rule: str
    verb: T
    what: T
    place: Place = Place()
    noun: str = ""
    pk: int | None = None
    subject: str = ""
    due_at: datetime | None = None
    warn_at: datetime | None = None
    taps: tuple[Tap, ...] = ()
    hint: T | None = None
    client_at: datetime | None = None
    owner: T | None = None
    asked_by: T | None = None
    nudged_at: datetime | None = None
    undated: bool = False
    is_soft: bool = False
    since_at: datetime | None = None
    waits: bool = False
    at: str = ""

    @property
    def title(self) -> str:
        """What it is about: its own words, else the job's."""
        return self.subject or self.place.title or self.place.project or self.place.client or str(self.what)

    @property
    def where(self) -> list[str]:
        """Client, project, and the job where the title does not say it."""
        job = self.place.job
        if self.place.title and self.place.title != self.title:
            job = f"{job} {self.place.title}".strip()
        return [part for part in (self.place.client, self.place.project, job) if part and part != self.title]

    @property
    def tap(self) -> Tap | None:
        return self.taps[0] if self.taps else None

    def is_late(self, now: datetime) -> bool:
        """On the boundary is on time (clock rule 9)."""
        return self.due_at is not None and not self.undated and not self.is_soft and now > self.due_at

    def tone(self, now: datetime) -> str:
        """late, warn or calm."""
        if self.is_late(now):
            return LATE
        return "warn" if self.warn_at is not None and self.warn_at <= now else "calm"

    def group(self, now: datetime, today: date) -> str:
        """Late, now, later today, without a sheet, standing still, or coming."""
        if self.rule == NO_SHEET_YET.code:
            return SHEET
        if self.since_at is not None:
            return STILL
        if self.is_late(now):
            return LATE
        if self.due_at is None or self.undated:
            return OPEN
        if self.due_at - now <= SOON or (self.warn_at is not None and self.warn_at <= now):
            return NOW
        return TODAY if clock.shanghai(self.due_at).date() <= today else COMING

    @property
    def order(self) -> tuple[bool, datetime, str]:
        return (self.undated or self.due_at is None, self.due_at or FAR, self.key)


@dataclass(frozen=True, slots=True)
class Done:
    """Something settled today, and the correction where it was marked by mistake."""

    what: T
    title: str
    at: datetime
    late_seconds: int
    href: tuple[str, int | None]
    undo: Tap | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A job one works on now: the time inside (None once one's own part is done), the client's true time, the clock on it."""

    pk: int
    label: str
    title: str
    place: Place
    stage: T
    due_at: datetime | None
    client_at: datetime | None
    percent: int | None
    is_running: bool
    is_mine_now: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the creatives are with a job (RHY-04); `is_quiet` 未更新, `asked_at` when the AE asked."""

    pk: int
    label: str
    title: str
    project: str
    doers: T
    percent: int | None
    note: str
    noted_at: datetime | None
    is_quiet: bool
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sent:
    """Something sent of late that the client has not answered; `hours` it waits, whole ones (RHY-02)."""

    pk: int
    number: str
    subject: str
    place: Place
    channel: T
    sent_at: datetime
    hours: int
    sheet_id: int | None


@dataclass(frozen=True, slots=True)
class DayState:
    """The morning list: when it is due, when it was confirmed and how late; `due_at` None where none is asked."""

    due_at: datetime | None = None
    warn_at: datetime | None = None
    confirmed_at: datetime | None = None
    late_seconds: int = 0
    items: tuple[dict[str, str], ...] = ()

    @property
    def is_wanted(self) -> bool:
        return self.due_at is not None and self.confirmed_at is None


@dataclass(slots=True)
class Today:
    """A person's day: one answer for the page, the API and the command line."""

    person: Any
    now: datetime
    day: date
    lines: list[Line] = field(default_factory=list)
    new: list[Line] = field(default_factory=list)
    coming: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    team: list[Line] = field(default_factory=list)
    unfinished: list[Line] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    projects: list[tuple[Any, list[Any]]] = field(default_factory=list)
    unanswered: list[Sent] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    list_: DayState = DayState()
    kept: int = 0
    counted: int = 0
    more: int = 0

    @property
    def groups(self) -> list[tuple[str, T, list[Line]]]:
        """The lines by time: late, now, later today, without a time."""
        found: dict[str, list[Line]] = {code: [] for code in GROUPS}
        for line in self.lines:
            found[line.group(self.now, self.day)].append(line)
        return [(code, GROUPS[code], rows) for code, rows in found.items() if rows]

    @property
    def owed(self) -> list[list[Line]]:
        """What one waits for, tied together by job; a request whose sheet is being signed goes with its signatures."""
        ties: dict[Any, list[Line]] = {}
        for line in self.waiting:
            ties.setdefault(line.place.job_id or line.key, []).append(line)
        return [[line for line in tied if not line.waits] or tied for tied in ties.values()]

    @property
    def late_by_person(self) -> list[tuple[T, list[Line]]]:
        """What one's people are late with, the one with most first."""
        found: dict[str, list[Line]] = {}
        for line in self.team:
            found.setdefault(line.owner.zh if line.owner else "", []).append(line)
        rows = [(lines[0].owner or T("", ""), lines) for lines in found.values()]
        return sorted(rows, key=lambda one: -len(one[1]))

    @property
    def late(self) -> int:
        return sum(line.is_late(self.now) for line in [*self.lines, *self.new])

    @property
    def is_calm(self) -> bool:
        return not (self.lines or self.new)
