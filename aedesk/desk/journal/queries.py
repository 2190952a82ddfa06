"""What happened to a client, a project, a job or one thing: its timeline, newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aedesk.kit.text import T

from ..people.models import Person
from .models import Event
from .people import named


@dataclass(frozen=True, slots=True)
class Line:
    """One event as read: who did it, for whom, what and when."""

    at: datetime
    who: Person | None
    on_behalf_of: Person | None
    says: T
    action: str
    noun: str
    object_id: int | None
    seq: int = 0
    is_corrected: bool = False

    @property
    def what(self) -> str:
        """The sentence in the current language; a deputy's names whom he acted for (ROL-01)."""
        if self.on_behalf_of is None:
            return str(self.says)
        return str(T(f"代 {self.on_behalf_of}：", f"for {self.on_behalf_of}: ") + self.says)


def timeline(
    *, client: Any = None, project: Any = None, job: Any = None, thing: Any = None, most: int = 40
) -> list[Line]:
    """The newest events about a thing the caller has already read through its wall.

    Raises ValueError where nothing is named: the whole journal has no timeline.
    """
    about = {"client_id": client, "project_id": project, "job_id": job}
    wanted = {name: one.pk for name, one in about.items() if one is not None}
    if thing is not None:
        wanted |= {"noun": thing._meta.model_name, "object_id": thing.pk}
    if not wanted:
        raise ValueError("a timeline is about something")
    events = list(Event.objects.filter(**wanted).select_related("person").order_by("-seq")[:most])
    stood_for = {event.on_behalf_of_id for event in events if event.on_behalf_of_id}
    people = Person.objects.in_bulk(stood_for) if stood_for else {}
    corrected = {seq for event in events if (seq := json.loads(event.payload).get("corrects"))}
    lines = [_line(event, people, event.seq in corrected) for event in events]
    read = named(line.says for line in lines)
    return [replace(line, says=read(line.says)) for line in lines]


def _line(event: Event, people: dict[int, Person], is_corrected: bool = False) -> Line:
    told = json.loads(event.payload)
    says = T(told.get("zh") or event.action, told.get("en") or event.action)
    behalf = people.get(event.on_behalf_of_id) if event.on_behalf_of_id else None
    return Line(
        event.at, event.person, behalf, says, event.action, event.noun, event.object_id, event.seq, is_corrected
    )


def last_editor(thing: Any) -> str:
    """The name of whoever changed a thing last."""
    rows = Event.objects.filter(noun=thing._meta.model_name, object_id=thing.pk).order_by("-seq")
    event = rows.select_related("person").first()
    return event.person.name if event and event.person else "同事"
