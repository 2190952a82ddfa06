"""A process of its own: what is hostile ends there, in time, with all it started; whoever asked lives on and knows why."""

from __future__ import annotations

import os
import select
from pathlib import Path
from typing import Any

import pytest

from aedesk.kit.apart import Answer, Ended, Fence, run

FENCE = Fence(seconds=20, memory=1_000_000_000, written=1_000_000)


def asked(do: str, fence: Fence = FENCE, **more: Any) -> Answer:
    return run("tests.kit.child", {"do": do, **more}, fence)


def is_gone(pid: int) -> bool:
    """Whether a process has ended, or ends now."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 5)[0])
    finally:
        os.close(handle)


def test_it_answers_with_data_and_tells_how_far_it_is() -> None:
    heard: list[str] = []
    came = run("tests.kit.child", {"do": "greet"}, FENCE, told=heard.append)
    assert (came.ended, came.data["heard"], heard) == (Ended.DONE, "greet", ["half way\n"])


def test_it_knows_no_secret_and_leaves_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AEDESK_SECRET_KEY", "secret")
    came = asked("greet")
    assert not any(name.startswith(("AEDESK", "DJANGO")) for name in came.data["knows"])
    assert not os.path.exists(came.data["at"])


def test_one_that_goes_on_for_ever_is_stopped() -> None:
    assert asked("spin", Fence(seconds=1)).ended == Ended.SLOW


def test_what_it_started_is_stopped_with_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    assert asked("sleep", Fence(seconds=3), pid=str(told)).ended == Ended.SLOW
    assert is_gone(int(told.read_text()))


def test_what_it_left_behind_does_not_outlive_it() -> None:
    assert is_gone(asked("leave").data["pid"])


@pytest.mark.parametrize(
    ("do", "ended", "why"),
    [("eat", Ended.MEMORY, ""), ("abort", Ended.MEMORY, ""), ("break", Ended.BROKE, "ValueError: not a picture")],
)
def test_how_it_ended_is_known(do: str, ended: Ended, why: str) -> None:
    came = asked(do)
    assert (came.ended, came.why, came.data) == (ended, why, {})


def test_it_writes_no_file_larger_than_allowed(tmp_path: Path) -> None:
    came = asked("write", to=str(tmp_path / "large"))
    assert came.ended == Ended.BROKE and "too large" in came.why
