"""Reads the whole journal against its hashes, its seals and the lines outside the database; names what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from .models import DaySeal, Event, JournalHead
from .sealing import is_seal, seal_hash, seal_line, speaks_of, written
from .writing import FIELDS, digest

CHUNK = 1000
SETTLED = timedelta(minutes=10)  # by then the line of a new seal is written
SAYS = {
    "altered": T("被改动。", "altered."),
    "missing": T("缺失。", "missing."),
    "added": T("不是系统写的，是后加的。", "added; the desk did not write it."),
    "cut": T("末尾被截掉，库外的记录知道有过。", "cut off the end; there once was, as noted elsewhere."),
    "head": T("日志末端的登记与最后一条不符。", "the journal's end as registered does not fit its last event."),
    "seal": T("这一天的封存被改动、缺失或是后加的。", "the seal of this day is altered, missing or added."),
    "line": T("库外的封存行被改动或缺失。", "the line outside the database is altered or missing."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as the desk wrote it: the events `first` to `last`, or what `where` names."""

    kind: str
    first: int = 0
    last: int = 0
    where: str = ""

    @property
    def says(self) -> T:
        if self.where:
            return T(f"{self.where}：", f"{self.where}: ") + SAYS[self.kind]
        span = f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"
        return T(f"第 {span} 条：", f"Event {span}: ") + SAYS[self.kind]

    def __str__(self) -> str:
        return str(self.says)


def verify() -> list[Finding]:
    """Everything that was altered, is missing, was added or cut off; empty where the journal is whole.

    May run while the desk is in use: it judges what stood when it began.
    """
    lines = written()
    head = JournalHead.objects.filter(pk=1).first() or JournalHead()
    chain = Chain(head, lines)
    events = list(joined(chain.findings()))
    return [*events, *_of_head(chain), *_of_seals(chain), *_of_lines(chain, lines)]


def joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Neighbours of one kind become one span."""
    open_one: Finding | None = None
    for one in findings:
        if open_one and not one.where and (one.kind, one.first) == (open_one.kind, open_one.last + 1):
            open_one = Finding(one.kind, open_one.first, one.last)
            continue
        if open_one:
            yield open_one
        open_one = one
    if open_one:
        yield open_one


class Chain:
    """The events in the order of their numbers, and the hashes of those that seals and lines speak of."""

    def __init__(self, head: JournalHead, lines: list[list[str]]) -> None:
        self.head = head
        self.last = 0
        self.genuine = 0  # the last event whose hash fits
        self.hashes: dict[int, str] = {}
        self._end = max(head.seq, *map(speaks_of, lines), 0)
        sealed = DaySeal.objects.values_list("last_seq", flat=True)
        self._wanted = {head.seq, *sealed, *map(speaks_of, lines)}

    def findings(self) -> Iterator[Finding]:
        """Events altered, added, missing between others, and cut off the end."""
        before: tuple[str, ...] = ("",)
        for row in _rows():
            seq, stored = row[0], row[-1]
            if not isinstance(seq, int) or seq < 1:
                yield Finding("added", where=f"seq {seq}")
                continue
            if seq > self.last + 1:
                if self.last < self._end:
                    yield Finding("missing", self.last + 1, min(seq - 1, self._end))
                before = ()  # with the one before it gone, its own hash cannot be judged
            possible = [_digest(row, one) for one in before]
            fits = stored in possible or (not before and seq <= self._end + 1)
            if not fits:
                yield Finding("altered" if seq <= self.head.seq else "added", seq, seq)
            # Whether its words or its hash were changed, the next one still fits one of the two.
            before = (stored,) if fits else (stored, *possible[:1])
            self._remember(seq, stored, fits)
        if self.last < self._end:
            yield Finding("cut", self.last + 1, self._end)

    def _remember(self, seq: int, stored: str, fits: bool) -> None:
        self.last = seq
        if fits:
            self.genuine = seq
        if seq in self._wanted:
            self.hashes[seq] = stored


def _digest(row: tuple[Any, ...], before: str) -> str:
    try:
        return digest(row[:-1], before)
    except TypeError:  # no moment any more
        return ""


def _rows() -> Iterator[tuple[Any, ...]]:
    """FIELDS and hash of every event; of one that cannot be read any more only its number."""
    rows = Event.objects.order_by("seq")
    after = None
    while True:
        part = rows if after is None else rows.filter(seq__gt=after)
        found = _readable(part) or [_one(seq) for seq in part.values_list("seq", flat=True)[:CHUNK]]
        yield from found
        numbers = [row[0] for row in found if isinstance(row[0], int)]
        if not numbers:
            return
        after = max(numbers)


def _readable(part: Any) -> list[tuple[Any, ...]]:
    try:
        return list(part.values_list(*FIELDS, "hash")[:CHUNK])
    except (ValueError, TypeError):
        return []


def _one(seq: Any) -> tuple[Any, ...]:
    found = _readable(Event.objects.filter(seq=seq)) if isinstance(seq, int) else []
    return found[0] if found else (seq, *[None] * len(FIELDS))


def _of_head(chain: Chain) -> Iterator[Finding]:
    """The registered end: behind genuine events, or with another hash than its event."""
    now = JournalHead.objects.filter(pk=1).first() or JournalHead()
    fits = chain.hashes.get(chain.head.seq, chain.head.hash) == chain.head.hash
    if not fits or chain.genuine > now.seq or JournalHead.objects.exclude(pk=1).exists():
        yield Finding("head", where=f"seq {chain.head.seq}")


def _of_seals(chain: Chain) -> Iterator[Finding]:
    """Each seal continues the one before it and fits its last event."""
    before, first = "", 1
    for seal in DaySeal.objects.order_by("day"):
        last_hash = chain.hashes.get(seal.last_seq)
        follows = seal.first_seq == first <= seal.last_seq
        if not follows or (last_hash is not None and seal.hash != seal_hash(seal, before, last_hash)):
            yield Finding("seal", where=f"{seal.day}")
        before, first = seal.hash, seal.last_seq + 1


def _of_lines(chain: Chain, lines: list[list[str]]) -> Iterator[Finding]:
    """Each line fits what it speaks of, and every seal has its line."""
    seals = {f"{seal.day}": seal for seal in DaySeal.objects.all()}
    for number, line in enumerate(lines, 1):
        if is_seal(line):
            seal = seals.get(line[1])
            if seal is None or seal_line(seal).split() != line:
                yield Finding("seal" if seal is None else "line", where=line[1])
        elif len(line) != 4 or line[0] != "mark" or chain.hashes.get(speaks_of(line), line[3]) != line[3]:
            yield Finding("line", where=f"seals.log {number}")
    settled = clock.now() - SETTLED
    have = {line[1] for line in lines if is_seal(line)}
    yield from (
        Finding("line", where=day) for day, seal in seals.items() if day not in have and seal.sealed_at < settled
    )
    if any(later < earlier for earlier, later in pairwise(speaks_of(line) for line in lines)):
        yield Finding("line", where="seals.log")
