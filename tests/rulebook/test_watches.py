"""What Today looks for: each watch holds in its own examples, on the boundary too."""

from __future__ import annotations

from datetime import date

import pytest

from aedesk.kit import clock
from aedesk.kit.workdays import Calendar
from aedesk.rulebook import engine
from aedesk.rulebook.kinds import Example, Watch
from aedesk.rulebook.watches import is_discussion, note_wanted_since

CASES = [(watch, example) for watch in engine.of_kind(Watch) for example in watch.examples]


@pytest.mark.parametrize(("watch", "example"), CASES, ids=lambda it: it.code if isinstance(it, Watch) else it.says.en)
def test_a_watch_shows_what_its_examples_say(watch: Watch, example: Example) -> None:
    figures = {figure.key: figure.value for figure in watch.figures}
    assert watch.shows(example.it, Calendar(), figures) is example.holds


def test_every_watch_has_an_example_each_way() -> None:
    for watch in engine.of_kind(Watch):
        assert {example.holds for example in watch.examples} == {True, False}, watch.code


def test_a_whole_working_day_without_a_note_is_counted_over_the_weekend() -> None:
    monday = note_wanted_since(date(2026, 11, 16), Calendar())
    assert monday == clock.parse("2026-11-13 00:00")


def test_what_is_said_in_person_or_called_a_proposal_is_a_discussion() -> None:
    assert is_discussion("meeting", "")
    assert is_discussion("phone", "谈方案")
    assert not is_discussion("phone", "催回款")
