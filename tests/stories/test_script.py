"""Every event of the script is played as written, or named with what it comes with."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from aedesk.demo import week

from . import later

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SPEC = Path(__file__).resolve().parents[3] / "shared" / "spec" / "sample-agency.md"
MOMENTS = [one for part in (*week.SCRIPT, later.SCRIPT) for lines in part for one in lines if one.event]
PLAYED = sorted({one.event for one in MOMENTS})
WAITING = " ".join(later.COMES_WITH.values()).split()


@pytest.mark.parametrize("number", PLAYED)
def test_an_event_goes_as_it_is_written(script: SimpleNamespace, number: str) -> None:
    assert script.findings[number] == []


def test_what_else_happens_in_the_main_week_is_allowed(script: SimpleNamespace) -> None:
    assert script.findings[""] == []


def test_an_event_is_played_or_waits_and_never_both() -> None:
    assert sorted(set(PLAYED) & set(WAITING)) == []
    assert len(WAITING) == len(set(WAITING))


def test_every_event_from_e001_to_e139_is_played_or_named() -> None:
    assert sorted({*PLAYED, *WAITING}) == [f"E{number:03d}" for number in range(1, 140)]


@pytest.mark.skipif(not SPEC.exists(), reason="the spec does not lie beside the checkout")
def test_the_events_are_those_of_the_spec() -> None:
    told = set(re.findall(r"^\| (E\d{3}) \|", SPEC.read_text(encoding="utf-8"), re.MULTILINE))
    assert told == {*PLAYED, *WAITING}


def test_a_line_that_fails_is_found(script: SimpleNamespace) -> None:
    """The checks can fail: an act that nobody refuses is told as such."""
    from aedesk.demo.script import event, perform, refused
    from aedesk.kit import clock

    findings: dict[str, list[str]] = {}
    wrong = event("E999", "11-18 10:31", "林晓岚", "没有人会拒绝", refused("today.order", "no_job_sheet_no_work"))
    with clock.at("2026-11-18 10:31") as still:
        perform(wrong, script.known, still, findings)
    assert "was not refused" in findings["E999"][0]
