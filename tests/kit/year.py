"""The working calendar of 2026 as the library knows it, moments in Shanghai, and a machine set elsewhere."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from hypothesis import strategies

from aedesk.kit.clock import SHANGHAI, parse
from aedesk.kit.workdays import Calendar, seed_from_chinesecalendar

ROWS, UNKNOWN = seed_from_chinesecalendar([2026, 2027])
YEAR = Calendar({row.day: row.is_workday for row in ROWS}, known_years=frozenset({2026}))

# Moments to the minute from the summer of 2026 into 2027, over every holiday and make-up day between.
moments = strategies.integers(0, 250 * 24 * 60).map(lambda n: parse("2026-06-01 00:00") + timedelta(minutes=n))
# Working moments, each span with its opening but not its closing; and with its closing but not its opening.
_minutes = strategies.integers(1, 60_000)
before_closing = _minutes.map(lambda n: YEAR.next_working_start(YEAR.add_working_minutes(sh("06-01 00:00"), n)))
after_opening = _minutes.map(lambda n: YEAR.add_working_minutes(sh("06-01 00:00"), n))
days = moments.map(lambda moment: moment.astimezone(SHANGHAI).date())


def sh(text: str) -> datetime:
    """A Shanghai moment of the script: "11-16 09:00", or with its year."""
    return parse(text if text[4] == "-" else f"2026-{text}")


def spoken(moment: datetime) -> str:
    """How the script writes a moment; it fails where the moment is not given in UTC."""
    assert moment.tzinfo is UTC
    local = moment.astimezone(SHANGHAI)
    return f"{local:%Y-%m-%d %H:%M}" if local.year != 2026 else f"{local:%m-%d %H:%M}"


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    """The machine's own clock set to another zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
