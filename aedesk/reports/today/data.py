"""Today as plain data: what the API answers and the command line prints from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit.text import T

from .lines import Line, Progress, Sent, Tap, Today, Work


def words(text: T | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def day(it: Today) -> dict[str, Any]:
    """The whole day. `group` of a line: late, now, today, sheet, still, open or coming."""
    state = it.list_
    return {
        "now": it.now, "person": it.person.pk, "late": it.late, "kept": it.kept, "counted": it.counted,
        "list": {
            "due_at": state.due_at, "confirmed_at": state.confirmed_at, "late_seconds": state.late_seconds,
            "order": [dict(item) for item in state.items],
        },
        "items": [line(one, it.now, it) for one in it.lines],
        "new": [line(one, it.now, it) for one in it.new],
        "coming": [line(one, it.now, it) for one in it.coming],
        "waiting": [line(one, it.now, it) for one in it.waiting],
        "team": [line(one, it.now, it) for one in it.team],
        "work": [work(one) for one in it.work],
        "progress": [progress(one) for one in it.progress],
        "unanswered": [sent(one) for one in it.unanswered],
    }  # fmt: skip


def line(one: Line, now: datetime, it: Today) -> dict[str, Any]:
    """A line with the acts beside it; `do` and `target` are what POST /do/… takes."""
    return {
        "key": one.key, "rule": one.rule, "group": one.group(now, it.day), "tone": one.tone(now), "verb": words(one.verb),
        "says": words(one.what), "title": one.title, "client": one.place.client, "project": one.place.project,
        "job": one.place.job, "job_id": one.place.job_id, "project_id": one.place.project_id, "noun": one.noun, "id": one.pk,
        "due_at": one.due_at, "warn_at": one.warn_at, "client_at": one.client_at, "since_at": one.since_at, "planned": one.at,
        "owner": words(one.owner), "asked_by": words(one.asked_by), "hint": words(one.hint), "acts": [act(tap) for tap in one.taps if tap.kind != "page"],
    }  # fmt: skip


def act(tap: Tap) -> dict[str, Any]:
    """`needs_input`: the act asks for more than `body` holds."""
    return {
        "do": tap.code, "target": tap.pk, "label": words(tap.label), "body": dict(tap.data), "needs_input": tap.kind == "form"
    }  # fmt: skip


def work(one: Work) -> dict[str, Any]:
    return {
        "job_id": one.pk, "job": one.label, "title": one.title, "client": one.place.client, "project": one.place.project,
        "stage": words(one.stage), "due_at": one.due_at, "client_at": one.client_at, "percent": one.percent, "is_running": one.is_running,
    }  # fmt: skip


def progress(one: Progress) -> dict[str, Any]:
    return {
        "job_id": one.pk, "job": one.label, "title": one.title, "project": one.project, "percent": one.percent,
        "note": one.note, "noted_at": one.noted_at, "is_quiet": one.is_quiet, "asked_at": one.asked_at,
    }  # fmt: skip


def sent(one: Sent) -> dict[str, Any]:
    return {
        "delivery_id": one.pk, "number": one.number, "subject": one.subject, "client": one.place.client, "project": one.place.project,
        "job_id": one.sheet_id, "channel": words(one.channel), "sent_at": one.sent_at, "waits_hours": one.hours,
    }  # fmt: skip
