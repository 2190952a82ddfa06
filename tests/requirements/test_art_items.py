"""Items of the 24 that name something, hint at something, or end by a time: ART-15, ART-22, ART-27, ART-28."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.checks import running
from aedesk.desk.errors import InvalidInput
from aedesk.desk.models import ArtworkCheck, DutyRow
from aedesk.kit import clock
from tests.preflight.press import FILLED, rect

from .doing import checked, page, version
from .test_art import folders as folders
from .test_art import newspaper, ready, uploaded


def test_art_22_an_older_map_than_the_project_s_does_not_pass(house: SimpleNamespace) -> None:
    base = {"kind": "map", "value": "区位图", "edition": "v2026-10", "as_of": "2026-11-03"}
    do("project.set_base", house.lin, house.p02, base)
    it = version(house, newspaper(house))
    for given, word in (({}, "写明地图版本"), ({"edition": "v2026-08"}, "是 v2026-10，稿上是 v2026-08")):
        with pytest.raises(InvalidInput) as wrong:
            do("check.answer", house.jiang, it, {"item": "map", "answer": "pass"} | given)
        assert word in wrong.value.fields["edition"].zh
    do("check.answer", house.jiang, it, {"item": "map", "answer": "problem", "note": "还是 v2026-08"})
    do("check.answer", house.jiang, it, {"item": "map", "answer": "pass", "edition": "V2026-10"})
    assert "V2026-10" in page(house.jiang, f"/artwork/{it.pk}/check/")


def test_art_27_registration_passes_by_the_day_of_a_proof(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = version(house, newspaper(house))
    for given in ({}, {"proofed_on": "2026-11-17"}):
        with pytest.raises(InvalidInput) as wrong:
            do("check.answer", house.jiang, it, {"item": "registers", "answer": "pass"} | given)
        assert set(wrong.value.fields) == {"proofed_on"}
    do("check.answer", house.jiang, it, {"item": "registers", "answer": "pass", "proofed_on": "2026-11-16"})
    assert it.answers.get(item="registers").person == house.jiang


@pytest.mark.parametrize(("at", "late"), [("17:35", 0), ("18:00:00", 0), ("18:00:01", 1), ("18:20", 1200)])
def test_art_28_output_ends_by_six(house: SimpleNamespace, still: clock.Frozen, at: str, late: int) -> None:
    it = version(house, newspaper(house))
    checked(house, it)
    ready(house, it)
    still.set(f"2026-11-16 {at}")
    made = do("artwork.release", house.lin, it, {"to": "临江日报"}).result
    row = DutyRow.objects.get(rule="released_by_six", object_id=made.pk)
    assert (row.late_seconds, row.person, row.state) == (late, house.lin, DutyRow.DONE)


def test_art_15_a_hint_stands_beside_the_person_s_item(house: SimpleNamespace) -> None:
    boxes = FILLED + "1 0 0 0 k " + rect(40, 60, 20, 15) + rect(40.8, 20, 25, 15)
    it = uploaded(house, newspaper(house), boxes)
    running.check_artwork()
    found = next(one for one in ArtworkCheck.objects.get().findings if one["rule"] == "alignment")
    assert (found["severity"], found["measured"], found["item"]) == ("info", "0.80 mm", "alignment")
    assert page(house.jiang, f"/artwork/{it.pk}/check/").count("边没有对齐，差 0.80 mm") == 2
