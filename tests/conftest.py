"""What every test may use: the cast, and a still clock."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from aedesk.desk.duties import figures
from aedesk.kit import clock

from .cast import cast
from .rivals import rivals


@pytest.fixture(autouse=True)
def settings_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered from the test before, nor asked every two seconds: a count of statements would hold it or not."""
    figures._forget()
    monkeypatch.setitem(figures._seen, "checked", float("inf"))


@pytest.fixture
def still() -> Iterator[clock.Frozen]:
    """Monday 2026-11-16 09:00 in Shanghai; move it with `still.set("2026-11-16 11:30")`."""
    with clock.at("2026-11-16 09:00") as frozen:
        yield frozen


@pytest.fixture
def house(db: None, still: clock.Frozen) -> SimpleNamespace:
    """The sample agency's people and two rival clients."""
    return cast()


__all__ = ["house", "rivals", "settings_asked_once", "still"]
