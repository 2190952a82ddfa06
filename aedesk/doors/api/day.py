"""Today over the API: the shapes of its lines, and the answer made by the same function as the page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from aedesk.reports.today import data
from aedesk.reports.today import today as day_of

from .lists import answer
from .shapes import Words


class Act(BaseModel):
    """An act beside a line: POST /do/{do}/{target} with `body`; `needs_input` where it asks for more."""

    do: str
    target: int | None
    label: Words
    body: dict[str, Any]
    needs_input: bool


class Line(BaseModel):
    """A line of the day. `group` is late, now, today, sheet, still, open or coming; `since_at` says how long nothing moved."""

    key: str
    rule: str
    group: str
    tone: str
    verb: Words
    says: Words
    title: str
    client: str
    project: str
    job: str
    job_id: int | None
    project_id: int | None
    noun: str
    id: int | None
    due_at: datetime | None
    warn_at: datetime | None
    client_at: datetime | None
    since_at: datetime | None
    planned: str
    owner: Words | None
    asked_by: Words | None
    hint: Words | None
    acts: list[Act]


class Work(BaseModel):
    """A job I work on; `percent` by my last note."""

    job_id: int
    job: str
    title: str
    client: str
    project: str
    stage: Words
    due_at: datetime | None
    client_at: datetime | None
    percent: int | None
    is_running: bool


class Progress(BaseModel):
    """How far a job of mine is; `is_quiet` where a note is wanted."""

    job_id: int
    job: str
    title: str
    project: str
    percent: int | None
    note: str
    noted_at: datetime | None
    is_quiet: bool
    asked_at: datetime | None


class Sent(BaseModel):
    """Something sent in the last three working days without an answer; `waits_hours` whole hours."""

    delivery_id: int
    number: str
    subject: str
    client: str
    project: str
    job_id: int | None
    channel: Words
    sent_at: datetime
    waits_hours: int


class Listed(BaseModel):
    """The morning list: until when it is to be confirmed, when it was, and its order."""

    due_at: datetime | None
    confirmed_at: datetime | None
    late_seconds: int | None
    order: list[dict[str, Any]]


class Today(BaseModel):
    """My day: my lines in order, what came since the list was confirmed, the next days, what I wait for, late ones of my team."""

    now: datetime
    person: int
    late: int
    kept: int
    counted: int
    list: Listed
    items: list[Line]  # type: ignore[valid-type]
    new: list[Line]  # type: ignore[valid-type]
    coming: list[Line]  # type: ignore[valid-type]
    waiting: list[Line]  # type: ignore[valid-type]
    team: list[Line]  # type: ignore[valid-type]
    work: list[Work]  # type: ignore[valid-type]
    progress: list[Progress]  # type: ignore[valid-type]
    unanswered: list[Sent]  # type: ignore[valid-type]


def today(request: HttpRequest) -> HttpResponse:
    """The day as the page shows it."""
    return answer(data.day(day_of(request.person)))  # type: ignore[attr-defined]
