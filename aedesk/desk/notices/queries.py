"""A person's inbox: what waits unread, then what was read."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from .models import Notice

MANY = 100


def unread_count(person_id: int) -> int:
    """How many notices a person has not read; counted up to 100."""
    return int(Notice.objects.filter(person_id=person_id, read_at=None).order_by()[:MANY].count())


def inbox(person: Any, *, unread_only: bool = False) -> Any:
    """All notices of a person: the unread first, each part newest first."""
    rows = Notice.objects.visible_to(person)
    if unread_only:
        return rows.filter(read_at=None).order_by("-at", "-id")
    is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    return rows.annotate(is_read=is_read).order_by("is_read", "-at", "-id")
