"""What was read of a file is kept under its digest; another order is judged without opening the file again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aedesk.preflight import caching, check
from aedesk.preflight.coding import down, up
from aedesk.preflight.pdf import digest, read
from aedesk.preflight.spec import from_table

from .press import FILLED, HELVETICA, Sheet, put, rect, text
from .samples import SAMPLES, coded

ORDERS = (
    {"width_mm": 100, "height_mm": 80},
    {"width_mm": 120, "height_mm": 80, "profile": "newspaper", "text": "embedded"},
)


def full(path: Path) -> Path:
    """A page with something for every reader: text, an image, a spot, a code, bleed."""
    sheet = Sheet()
    content = FILLED + put("Im", 10, 10, 30, 20) + "/S cs 0.4 scn " + rect(50, 10, 20, 20) + text("Words", 10, 60, 11)
    return sheet.page(
        content, fonts=HELVETICA, spaces={"S": sheet.spot("烫金 ")}, objects={"Im": sheet.image(300, 200)}
    ).save(path)


@pytest.mark.parametrize("code", ["hidden_layers", "transparency", "live_text", "rgb", "spot_twice", "user_unit"])
def test_facts_written_down_are_the_same_to_the_last_digit(tmp_path: Path, code: str) -> None:
    facts = read(SAMPLES[code].bad(tmp_path / "261119.pdf"))
    assert up(down(facts)) == facts


@pytest.mark.parametrize("build", [full, coded("https://a.example/x")])
def test_a_file_read_once_is_judged_by_any_order_without_being_there(tmp_path: Path, build: object) -> None:
    path, cache = build(tmp_path / "261119开盘报纸.pdf"), tmp_path / "kept"  # type: ignore[operator]
    sha256, specs = digest(path), [from_table(one) for one in ORDERS]
    fresh = [check(path, spec) for spec in specs]
    check(path, specs[0], cache=cache)
    path.unlink()
    again = [check(path, spec, cache=cache, sha256=sha256) for spec in specs]
    assert [one.findings for one in again] == [one.findings for one in fresh]
    assert again[0].failed == again[1].failed == []


def test_a_file_without_trim_is_placed_by_each_order_anew(tmp_path: Path) -> None:
    path = Sheet(trim=False).page("0.2 0.1 0 0 k " + rect(-3, -3, 106, 86)).save(tmp_path / "261119.pdf")
    order = {"width_mm": 100, "height_mm": 80, "bleed_mm": 3}
    for spec, sides in ((order, (100, 80)), ({}, (106, 86)), (order, (100, 80))):
        facts = check(path, from_table(spec), cache=tmp_path / "kept").facts
        assert facts is not None and facts.pages[0].size_mm == pytest.approx(sides, abs=0.01)


def test_of_several_orders_the_first_that_fits_is_taken_else_the_first(tmp_path: Path) -> None:
    path = Sheet(120, 80).page(FILLED).save(tmp_path / "261119.pdf")
    specs = [from_table({"width_mm": width, "height_mm": 80}) for width in (100, 120, 120.4)]
    assert check(path, specs).order == 1
    verdict = check(path, specs[:1])
    assert verdict.order == 0 and "size" in {one.rule for one in verdict.findings}


def test_a_piece_that_is_torn_is_made_again(tmp_path: Path) -> None:
    path, cache = full(tmp_path / "261119.pdf"), tmp_path / "kept"
    first = check(path, cache=cache)
    pieces = [one for one in cache.rglob("*") if one.is_file()]
    assert len(pieces) >= 4
    for one in pieces:
        one.write_bytes(one.read_bytes()[:20])
    assert check(path, cache=cache).findings == first.findings


def test_what_another_engine_read_what_nobody_wants_and_what_is_too_much_is_swept(tmp_path: Path) -> None:
    cache = tmp_path / "kept"
    for n in range(4):
        folder = cache / "aa" / f"aa{n}" / (caching.engine() if n else "older")
        folder.mkdir(parents=True)
        (folder / "facts.json.z").write_bytes(bytes(100))
        os.utime(folder, (1e9 + n, 1e9 + n))
    far = {"days": 1e9}
    assert caching.sweep(cache, **far) == 1
    assert caching.sweep(cache, **far, wanted=lambda sha256: sha256 != "aa1") == 1
    assert caching.sweep(cache, **far, most=150) == 1
    assert [one.name for one in (cache / "aa").iterdir()] == ["aa3"]
    assert caching.sweep(cache) == 1 and not (cache / "aa").exists()
