"""Two versions: a file saved anew shows nothing, one changed letter shows, and a changed word is one change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from aedesk.preflight.comparing import PageChange, compare
from aedesk.preflight.drawing import beside
from aedesk.preflight.matrix import Box

from .press import FILLED, HELVETICA, Sheet, rect, text

BLACK = "0 0 0 1 k "
Changes = Callable[[str, str], PageChange]
LINES = BLACK + text("Opening day", 20, 60, 20) + text("Saturday at ten", 20, 40, 12)


def version(path: Path, content: str) -> Path:
    return Sheet().page(FILLED + content, fonts=HELVETICA).save(path)


@pytest.fixture
def changes(tmp_path: Path) -> Changes:
    def between(before: str, after: str) -> PageChange:
        old, new = version(tmp_path / "a.pdf", before), version(tmp_path / "b.pdf", after)
        return compare(old, new).pages[0]

    return between


def test_a_file_saved_anew_is_the_same(tmp_path: Path) -> None:
    path = version(tmp_path / "a.pdf", LINES)
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "b.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    assert compare(path, tmp_path / "b.pdf").is_same


def test_one_changed_letter_shows_where_it_stands(changes: Changes) -> None:
    found = changes(LINES, LINES.replace("ten", "tan"))
    assert len(found.boxes) == 1
    box = found.boxes[0]
    assert 40 < box.x0 < box.x1 < 60 and 35 < box.y0 < box.y1 < 45  # 80 - 40 mm from above
    assert [(sign, says) for sign, says, _ in found.text] == [("-", "Saturday at ten"), ("+", "Saturday at tan")]


def test_a_word_that_came_is_one_change_and_one_far_beside_it_another(changes: Changes) -> None:
    found = changes("", BLACK + text("Opening", 10, 60, 16) + text("Sale", 75, 60, 16))
    assert len(found.boxes) == 2
    assert found.boxes[0].width > 15 and found.boxes[1].width > 8


def test_a_word_beside_a_tall_picture_is_a_change_of_its_own(changes: Changes) -> None:
    found = changes("", "1 0 0 0 k " + rect(10, 10, 30, 60) + BLACK + text("Sale", 48, 40, 12))
    assert len(found.boxes) == 2


def test_lines_under_each_other_are_changes_of_their_own(changes: Changes) -> None:
    found = changes("", LINES)
    assert len(found.boxes) == 2 and found.boxes[0].y1 < found.boxes[1].y0


def test_a_change_of_colour_alone_shows(changes: Changes) -> None:
    found = changes("0.5 0.2 0 0 k " + rect(10, 10, 40, 40), "0.43 0.2 0 0 k " + rect(10, 10, 40, 40))
    assert len(found.boxes) == 1 and found.text == []


def test_numbers_of_close_boxes_on_the_marked_page_lie_beside_each_other() -> None:
    taken: list[Box] = []
    places = [beside(taken, Box(10, 20, 30, 40)) for _ in range(3)]
    assert [one.x0 for one in places] == [10, 31, 52] and {one.width for one in places} == {20}
    assert beside(taken, Box(10, 50, 30, 70)).x0 == 10  # another line
