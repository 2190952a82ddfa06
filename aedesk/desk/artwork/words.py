"""By which words a file is found: name, job, kind, day, and for a photo its category, place and taker."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock, hanzi

from ..finding import Words, findable
from . import terms
from .models import Attachment


@findable("Attachment", "project__client", "sheet", "created_by", "photo__taker")
def found_by(it: Attachment) -> Words | None:
    """A file that was removed is not found."""
    if it.removed_at is not None:
        return None
    photo: Any = getattr(it, "photo", None)
    stem, day = it.name.rpartition(".")[0] or it.name, clock.shanghai(it.created_at).date()
    kind = terms.PHOTO_CATEGORIES[photo.category] if photo else terms.FILE_STATES[it.state]
    more = f"照片 photo {photo.place} {photo.taker.name if photo.taker else ''}" if photo else ""
    if photo and photo.taken_on:
        day = photo.taken_on
    where = str(it.sheet) if it.sheet else str(it.project)
    job = f"J-{it.sheet.number.rsplit('-', 1)[-1]}" if it.sheet and it.sheet.number else ""
    names = f"{stem[6:]} {stem[:6]} {hanzi.sounds(stem[6:])} {day:%y%m%d} {job}"
    by = it.created_by.name if it.created_by else ""
    words = f"{it.project} {it.project.client} {kind.en} {more} {day:%Y-%m-%d} {it.note} {by}"
    return Words(it.name, f"{kind.zh} · {where}", names, words, it.created_at)
