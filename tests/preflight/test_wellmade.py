"""A well-made file is let through without a word; drawn smaller, its lines and type are judged as they print."""

from __future__ import annotations

from pathlib import Path

import pytest

from aedesk.preflight import check
from aedesk.preflight.profiles import PROFILES
from aedesk.preflight.spec import from_table

from .press import FILLED, HELVETICA, PT, Sheet, put, text
from .wellmade import WELL_MADE


def test_there_is_a_well_made_file_for_each_kind_of_printing() -> None:
    assert set(WELL_MADE) == set(PROFILES)


@pytest.mark.parametrize("kind", WELL_MADE)
def test_nothing_is_said_about_a_well_made_file(tmp_path: Path, kind: str) -> None:
    build, order = WELL_MADE[kind]
    verdict = check(build(tmp_path / "261119稿.pdf"), from_table({**order, "profile": kind}))
    assert verdict.failed == []
    assert [(one.rule, one.says.zh) for one in verdict.findings] == []


def found(path: Path, **order: object) -> dict[str, str]:
    return {one.rule: one.todo.en for one in check(path, from_table(order)).findings}


@pytest.mark.parametrize(("scale", "is_told"), [(1, True), (2, False)])
def test_lines_and_black_type_of_a_file_drawn_smaller_are_judged_as_they_print(
    tmp_path: Path, scale: int, is_told: bool
) -> None:
    stroke = f"0 0 0 1 K 0.3402 w {20 * PT} {60 * PT} m {60 * PT} {60 * PT} l S "  # 0.12 mm
    path = (
        Sheet()
        .page(FILLED + stroke + "0 0 0 1 k " + text("Small", 20, 20, 7), fonts=HELVETICA)
        .save(tmp_path / "261119稿.pdf")
    )
    told = found(path, scale=scale, text="embedded")
    assert ("line_width" in told) is is_told
    assert ("black_knockout" in told) is True  # 14 pt may knock out, a line of 0.68 pt not
    path = Sheet().page(FILLED + "0 0 0 1 k " + text("Small", 20, 20, 7), fonts=HELVETICA).save(path)
    assert ("black_knockout" in found(path, scale=scale, text="embedded")) is is_told


def test_the_way_out_names_the_width_to_draw_in_the_file(tmp_path: Path) -> None:
    stroke = f"0 0 0 1 K 0.02 w {20 * PT} {60 * PT} m {60 * PT} {60 * PT} l S "
    path = Sheet().page(FILLED + stroke).save(tmp_path / "261119稿.pdf")
    assert found(path, scale=10)["line_width"] == "Make it 0.020 mm."
    assert found(path)["line_width"] == "Make it 0.20 mm."


def test_limits_of_a_file_drawn_smaller_are_told_as_they_print_too(tmp_path: Path) -> None:
    stroke = f"0 0 0 1 K 0.02 w {20 * PT} {60 * PT} m {60 * PT} {60 * PT} l S "
    path = Sheet().page(FILLED + stroke + text("Near", 0.1, 40, 12), fonts=HELVETICA).save(tmp_path / "261119稿.pdf")
    told = {one.rule: one for one in check(path, from_table({"scale": 8, "text": "embedded"})).findings}
    assert told["line_width"].limit == "≥0.011 mm"
    assert told["line_width"].says.en == "Line too thin: 0.007 mm."
    assert told["line_width"].source.zh.endswith("；成品 0.08819 mm，文件按 1:8 绘制")
    assert told["safe_zone"].limit == "≥0.375 mm"
    assert told["safe_zone"].source.en.endswith("; 3 mm in print, the file is drawn at 1:8")
    assert (told["bleed"].measured, told["bleed"].limit) == ("0.00 mm", "0.375 mm"), "as fine as what is asked"
    (unscaled,) = (one for one in check(path).findings if one.rule == "line_width")
    assert "1:" not in unscaled.source.zh


def test_a_page_of_one_picture_is_judged_as_it_prints(tmp_path: Path) -> None:
    sheet = Sheet()
    path = sheet.page(put("Im", -3, -3, 106, 86), objects={"Im": sheet.image(1900, 1541)}).save(
        tmp_path / "261119稿.pdf"
    )
    assert "page_image" not in found(path, profile="packaging", scale=0.3)
    assert "page_image" in found(path, profile="packaging", scale=1)
