"""近三天已发未回: what went to the client in the last three working days and has no answer yet (RHY-02)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from aedesk.desk.deliveries.queries import Waiting, waiting
from aedesk.desk.deliveries.terms import CHANNELS

from .lines import Place, Sent


def unanswered(person: Any, mine: Q, now: datetime) -> list[Sent]:
    """Deliveries without an answer, the longest waiting first; one statement."""
    return [_sent(one) for one in waiting(person, now, mine)]


def _sent(one: Waiting) -> Sent:
    it = one.it
    place = Place(str(it.client), str(it.project), client_id=it.client_id, project_id=it.project_id)
    assert it.sent_at is not None
    return Sent(it.pk, it.number, it.subject, place, CHANNELS[it.channel], it.sent_at, one.hours, it.sheet_id)
