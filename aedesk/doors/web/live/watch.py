"""One look at the database for everybody who listens: what is new, for whom, and who may listen no longer."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Count, Max
from django.db.models.functions import Now

from aedesk.desk.clients.models import ClientMember
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.journal.models import Event, JournalHead
from aedesk.desk.notices.models import Notice
from aedesk.desk.people.models import Person
from aedesk.kit import clock
from aedesk.rulebook.roles import ROLES

REMEMBERED = 2000  # changes kept for pages that come back after a break
AT_MOST = 500  # events read in one look; after more than that every page is read again
OVERLAP = 100  # on PostgreSQL a row with a lower id may appear after one with a higher
NEARBY = 2000  # ms: another process may have noticed the same change a little later


@dataclass(slots=True)
class Listener:
    """A person at an open page. `password` is the stored hash: with a new one every old session ends."""

    person_id: int
    session_key: str
    password: str
    everything: bool = False
    client_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened: `about` names it ("job:12"), `client_id` its wall, `person_id` the one it is for."""

    at: int
    about: frozenset[str] = frozenset()
    client_id: int | None = None
    person_id: int | None = None

    def concerns(self, who: Listener) -> bool:
        """Whether it is for this person and behind no wall."""
        if self.person_id is not None:
            return self.person_id == who.person_id
        return self.client_id is None or who.everything or self.client_id in who.client_ids


@dataclass(slots=True)
class News:
    """What one look brought. `unread` holds the count of every listener's unread notices."""

    changes: list[Change] = field(default_factory=list)
    unread: dict[int, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


def now_ms() -> int:
    """The desk's clock in milliseconds, as the page's own `data-server-now`."""
    return int(clock.now().timestamp() * 1000)


class Watch:
    """Remembers what it has seen; `look` says what has come since. For one thread at a time."""

    def __init__(self) -> None:
        self.began = now_ms()
        self.recent: deque[Change] = deque(maxlen=REMEMBERED)
        self._seq = JournalHead.objects.values_list("seq", flat=True).first() or 0
        self._duties = self._newest_duties(0)
        self._notices: dict[int, tuple[int, int]] = {}

    def look(self, listeners: Collection[Listener]) -> News:
        """Ask once for everybody; the listeners' walls and rights are read anew."""
        news = News()
        at = now_ms()
        news.gone = self.learn(listeners)
        news.changes = [*self._events(at), *self._new_duties(at), *self._notices_of(listeners, at, news.unread)]
        self.recent.extend(news.changes)
        return news

    def since(self, moment: int, who: Listener) -> list[Change]:
        """What a page made at that moment has missed; an empty Change where nobody can tell any more."""
        moment -= NEARBY
        forgotten = self.recent[0].at if len(self.recent) == REMEMBERED else self.began
        if moment < forgotten - NEARBY:
            return [Change(now_ms())]
        return [change for change in self.recent if change.at >= moment and change.concerns(who)]

    def learn(self, listeners: Collection[Listener]) -> set[str]:
        """Read the listeners' rights and walls anew; the keys of sessions that are over."""
        self._read_walls(listeners)
        keys = {one.session_key for one in listeners}
        alive = set(Session.objects.filter(pk__in=keys, expire_date__gt=Now()).values_list("session_key", flat=True))
        rows = Person.objects.filter(pk__in={one.person_id for one in listeners}, is_active=True)
        people = {pk: (password, role) for pk, password, role in rows.values_list("pk", "password", "role")}
        gone = keys - alive
        for one in listeners:
            password, role = people.get(one.person_id, ("", ""))
            if password and password == one.password:
                one.everything = ROLES[role].agency_wide
            else:
                gone.add(one.session_key)
        return gone

    def _read_walls(self, listeners: Collection[Listener]) -> None:
        found: dict[int, set[int]] = {}
        rows = ClientMember.objects.filter(person__in={one.person_id for one in listeners}, ended_on=None)
        for person_id, client_id in rows.values_list("person_id", "client_id"):
            found.setdefault(person_id, set()).add(client_id)
        for one in listeners:
            one.client_ids = frozenset(found.get(one.person_id, ()))

    def _events(self, at: int) -> list[Change]:
        head = JournalHead.objects.values_list("seq", flat=True).first() or 0
        if head == self._seq:
            return []
        since, self._seq = self._seq, head
        if head - since > AT_MOST:
            return [Change(at)]
        rows = Event.objects.filter(seq__gt=since, seq__lte=head).order_by("seq")
        columns = ("noun", "object_id", "job_id", "project_id", "client_id", "person_id")
        return [_of_event(at, *row) for row in rows.values_list(*columns)]

    def _newest_duties(self, above: int) -> dict[int, int]:
        rows = DutyRow.objects.filter(pk__gt=above).order_by("-pk")
        return dict(rows.values_list("pk", "person_id")[: AT_MOST + OVERLAP])

    def _new_duties(self, at: int) -> list[Change]:
        """Duties that came without an event: the day's beats."""
        seen = self._duties
        self._duties = self._newest_duties(max(seen, default=0) - OVERLAP)
        people = {person for pk, person in self._duties.items() if pk not in seen}
        return [Change(at, frozenset({"duty"}), person_id=person) for person in people]

    def _notices_of(self, listeners: Collection[Listener], at: int, unread: dict[int, int]) -> list[Change]:
        people = {one.person_id for one in listeners}
        rows = (
            Notice.objects.filter(person__in=people, read_at=None)
            .values("person")
            .annotate(n=Count("pk"), newest=Max("pk"))
        )
        found = {row["person"]: (row["n"], row["newest"]) for row in rows}
        changes = []
        for person in people:
            now, before = found.get(person, (0, 0)), self._notices.get(person)
            unread[person] = now[0]
            if before is not None and now != before:
                changes.append(Change(at, frozenset({"notice"}), person_id=person))
        self._notices = {person: found.get(person, (0, 0)) for person in people}
        return changes


def _of_event(at: int, noun: str, pk: Any, job: Any, project: Any, client: Any, person: Any) -> Change:
    about = {f"{name}:{value}" for name, value in (("job", job), ("project", project), ("client", client)) if value}
    if client:
        return Change(at, frozenset(about | {f"{noun}:{pk}", noun}), client_id=client)
    # Outside every client's wall only the kind is told: a colleague's own things are not everybody's.
    return Change(at, frozenset({noun} if noun else ()))
