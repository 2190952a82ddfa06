"""Closes each finished day of the journal with a seal, in the database and in a file outside it."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError

from aedesk.kit import clock

from ..writing import writing
from .models import DaySeal, Event, JournalHead
from .writing import keyed, micros


def seal_hash(seal: DaySeal, before: str, last_hash: str) -> str:
    """The keyed hash of a seal; it takes in the seal before it and, through the last event's hash, all its events."""
    return keyed("seal", before, f"{seal.day}", seal.first_seq, seal.last_seq, micros(seal.sealed_at), last_hash)


def keep_sealed() -> None:
    """What the worker does: seal the days that are over, and note outside the database how far the journal goes."""
    while _seal_next(clock.today()):
        pass
    with writing():  # nobody adds an event or a line meanwhile
        head = JournalHead.objects.select_for_update().filter(pk=1).first()
        if head is not None and head.seq:
            _write_seals()
            _write_mark(head)


def _seal_next(today: date) -> bool:
    """Seal the earliest day that is over and has none; whether there was one."""
    before = DaySeal.objects.order_by("-day").first()
    start = before.last_seq + 1 if before else 1
    first = Event.objects.filter(seq__gte=start).order_by("seq").values_list("at", flat=True).first()
    if first is None:
        return False
    day = clock.shanghai(first).date()
    if before is not None and day <= before.day:  # written down after midnight by a slow hand
        day = before.day + timedelta(days=1)
    if day >= today:
        return False
    try:
        with writing():
            _seal(day, before, start)
    except IntegrityError:
        pass  # another worker did
    return True


def _seal(day: date, before: DaySeal | None, start: int) -> None:
    midnight = datetime.combine(day + timedelta(days=1), time.min, clock.SHANGHAI)
    rest = Event.objects.filter(seq__gte=start, at__gte=midnight).order_by("seq").values_list("seq", flat=True).first()
    rows = Event.objects.filter(seq__gte=start)
    last: Any = (rows if rest is None else rows.filter(seq__lt=rest)).order_by("-seq").first()
    if last is None:  # the day's own events are gone: `verify` says so
        last = rows.order_by("seq").first()
    seal = DaySeal(day=day, first_seq=start, last_seq=last.seq, sealed_at=clock.now())
    seal.hash = seal_hash(seal, before.hash if before else "", last.hash)
    seal.save(force_insert=True)


def seal_line(seal: DaySeal) -> str:
    return f"seal {seal.day} {seal.first_seq} {seal.last_seq} {seal.hash}"


def written() -> list[list[str]]:
    """The lines outside the database, each as its words."""
    try:
        return [line.split() for line in settings.SEALS.read_text(encoding="ascii").splitlines()]
    except FileNotFoundError:
        return []


def is_seal(line: list[str]) -> bool:
    return line[:1] == ["seal"] and len(line) == 5


def speaks_of(line: list[str]) -> int:
    """The last event that a line outside knows; 0 for an unreadable line."""
    with suppress(ValueError, IndexError):
        return int(line[{"seal": 3, "mark": 2}.get(line[0], 99)])
    return 0


def _write_seals() -> None:
    """Add the seals that are newer than the newest line: those made just now, or before a crash."""
    newest = max((line[1] for line in written() if is_seal(line)), default="")
    rows = DaySeal.objects.order_by("day")
    _append([seal_line(seal) for seal in (rows.filter(day__gt=newest) if newest else rows)])


def _write_mark(head: JournalHead) -> None:
    """Note the journal's end if it moved on: what is cut off behind it shows."""
    if max(map(speaks_of, written()), default=0) < head.seq:
        _append([f"mark {clock.now():%Y-%m-%dT%H:%M:%SZ} {head.seq} {head.hash}"])


def _append(lines: list[str]) -> None:
    if not lines:
        return
    with settings.SEALS.open("a", encoding="ascii") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
