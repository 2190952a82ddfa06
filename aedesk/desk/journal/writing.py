"""Adds events to the journal: numbered without gaps and chained by a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from aedesk.kit import clock

from .models import Event, JournalHead
from .people import Cards, cards_of, without_people

FIELDS = (
    "seq", "at", "person_id", "on_behalf_of_id", "action", "noun", "object_id",
    "client_id", "project_id", "job_id", "via", "payload",
)  # fmt: skip


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def keyed(*values: Any) -> str:
    """The keyed hash (HMAC-SHA256, hex) of values that stand in JSON; the key lives outside the database."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(settings.SEAL_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def micros(at: datetime) -> int:
    """A moment as whole microseconds since 1970."""
    return (at - EPOCH) // timedelta(microseconds=1)


def digest(values: Sequence[Any], before: str) -> str:
    """The hash of an event, given by its FIELDS, and of the hash before it."""
    seq, at, *rest = values
    return keyed(before, seq, micros(at), *rest)


def record(*, at: datetime, person: Any, action: str, noun: str = "", payload: dict[str, Any], **about: Any) -> Event:
    """Add one event. Call it last in the transaction: it holds the journal's head row until the end."""
    head, _ = JournalHead.objects.select_for_update().get_or_create(pk=1)
    event = follow(head, at=at, person=person, action=action, noun=noun, payload=payload, **about)
    event.save(force_insert=True)
    JournalHead.objects.filter(pk=1).update(seq=head.seq, hash=head.hash)
    return event


def follow(head: JournalHead, *, payload: dict[str, Any], cards: Cards = cards_of, **about: Any) -> Event:
    """The event that comes after a head, numbered and hashed but not stored; the head moves on to it.

    `cards` tells the people of a client: what the event says of them is kept as references.
    """
    said = without_people(payload, about.get("client_id"), cards)
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    event = Event(seq=head.seq + 1, payload=text, **about)
    event.hash = digest([getattr(event, name) for name in FIELDS], head.hash)
    head.seq, head.hash = event.seq, event.hash
    return event


def event_of(act: Any) -> dict[str, Any]:
    """What the journal keeps of an act."""
    thing, job, says = act.result, act.job, act.says or act.action.name
    by = None if act.via == "portal" else act.person  # behind a link acts the client, not whoever made the link
    return dict(
        at=act.now, person=by, action=act.action.code, via=act.via,
        noun=thing._meta.model_name if thing is not None else "", object_id=getattr(thing, "pk", None),
        client_id=getattr(act.client, "pk", None), project_id=getattr(act.project, "pk", None),
        job_id=getattr(job, "pk", None), on_behalf_of_id=getattr(act.on_behalf_of, "pk", None),
        payload={"zh": says.zh, "en": says.en, "changed": act.changed, "reason": act.reason} | _edited(act),
    )  # fmt: skip


def _edited(act: Any) -> dict[str, Any]:
    """The version an edit made, and the fields it was given where the changes do not name them."""
    if not hasattr(act.result, "version"):
        return {}
    declared = {one.name for one in act.action.fields}
    given = (
        [name for name in act.values if name != "reason"] if not act.changed or act.changed.keys() - declared else []
    )
    return {"version": act.result.version} | ({"given": given} if act.action.versioned and given else {})


def plain(value: Any) -> Any:
    """A value as it can stand in JSON: moments in Shanghai time, things by id."""
    if hasattr(value, "pk"):
        return value.pk
    if isinstance(value, datetime):
        return clock.shanghai(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, bool | int) or value is None:
        return value
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
