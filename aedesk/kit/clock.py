"""The only clock: tests and the demo move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Frozen:
    """A clock that stands still until it is moved; `moment` is aware, in UTC."""

    def __init__(self, moment: datetime | str) -> None:
        self.moment = _utc(moment)

    def set(self, moment: datetime | str) -> None:
        """Put the clock to a moment; without a zone it is Shanghai time."""
        self.moment = _utc(moment)

    def move(self, **by: float) -> None:
        """Move by timedelta's own words: `move(minutes=30)`; negative goes back."""
        self.moment += timedelta(**by)


_frozen: list[Frozen] = []
_shift = timedelta()


def now() -> datetime:
    """The moment, aware, in UTC."""
    return _frozen[-1].moment if _frozen else datetime.now(UTC) + _shift


def shanghai(moment: datetime) -> datetime:
    """The same moment on a Shanghai clock; a naive one is taken to be Shanghai time already."""
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


def today() -> date:
    """The date in Shanghai."""
    return shanghai(now()).date()


def parse(text: str) -> datetime:
    """Read an ISO moment; without a zone it is Shanghai time. Aware, in UTC. Raises ValueError."""
    return shanghai(datetime.fromisoformat(text.strip())).astimezone(UTC)


@contextmanager
def at(moment: datetime | str) -> Iterator[Frozen]:
    """Freeze the clock, for every thread, at a moment; blocks nest. Raises ValueError for unreadable text."""
    frozen = Frozen(moment)
    _frozen.append(frozen)
    try:
        yield frozen
    finally:
        _frozen.remove(frozen)


@contextmanager
def moved(**by: float) -> Iterator[Frozen]:
    """Freeze the clock a span away from now: `moved(days=3)`."""
    with at(now() + timedelta(**by)) as frozen:
        yield frozen


def shift(by: timedelta) -> None:
    """Run the clock ahead or behind by a fixed span: the demo agency lives in its own November."""
    global _shift
    _shift = by


def _utc(moment: datetime | str) -> datetime:
    # astimezone() would read a naive moment in the machine's own zone.
    return parse(moment) if isinstance(moment, str) else shanghai(moment).astimezone(UTC)
