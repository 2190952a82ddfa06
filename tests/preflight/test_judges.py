"""Outside judges: poppler draws strokes as wide as the facts say, qpdf names the same spot inks and the same damage."""

from __future__ import annotations

import json
import math
import random
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aedesk.preflight.errors import Unreadable
from aedesk.preflight.facts import FileFacts
from aedesk.preflight.inks import is_spot, tidy
from aedesk.preflight.pdf import read

from .building import locked
from .judging import needs
from .press import FILLED, PT, Sheet, rect
from .samples import SAMPLES

PAGES = 200
PPI = 72
INKS = ("烫金", "PANTONE 485 C", "UV", "White Ink", "模切", "Pantone 300 U")


@pytest.fixture(scope="module")
def stroked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FileFacts, list[float]]:
    """A stroke under a random matrix on each of 200 pages, some in forms; and how long each is, in mm."""
    dice, sheet, lengths = random.Random(261119), Sheet(200, 200, 0), []
    for _ in range(PAGES):
        turn, scale = dice.uniform(0, 2 * math.pi), dice.uniform(0.3, 3)
        c, s, flip = scale * math.cos(turn), scale * math.sin(turn), dice.choice((1, -1))
        length, width = dice.uniform(80, 160) * PT / scale, dice.uniform(6, 30) / scale
        content = (
            f"q {c:.6f} {s:.6f} {-s * flip:.6f} {c * flip:.6f} {100 * PT:.3f} {100 * PT:.3f} cm "
            f"0 0 0 1 K {width:.5f} w {-length / 2:.5f} 0 m {length / 2:.5f} 0 l S Q "
        )
        lengths.append(length * scale / PT)
        if dice.random() < 0.5:
            sheet.page("/Fm Do ", objects={"Fm": sheet.form(content)})
        else:
            sheet.page(content)
    path = sheet.save(tmp_path_factory.mktemp("stroked") / "strokes.pdf")
    return path, read(path), lengths


@needs("pdftoppm")
def test_every_stroke_is_as_wide_as_poppler_draws_it(
    stroked: tuple[Path, FileFacts, list[float]], tmp_path: Path
) -> None:
    path, facts, lengths = stroked
    subprocess.run(["pdftoppm", "-gray", "-r", str(PPI), str(path), str(tmp_path / "p")], check=True)
    off = []
    for page, length, picture in zip(facts.pages, lengths, sorted(tmp_path.glob("p-*.pgm")), strict=True):
        ink = (255 - np.asarray(Image.open(picture), float)).sum() / 255 * (25.4 / PPI) ** 2
        ours, theirs = page.objects[0].width_mm or 0, ink / length
        if abs(ours - theirs) > 0.03 * theirs + 0.02:
            off.append((page.number, round(ours, 3), round(theirs, 3)))
    assert off == []


@needs("qpdf")
def test_every_spot_ink_qpdf_finds_is_named(tmp_path: Path) -> None:
    dice, sheet, drawn = random.Random(7), Sheet(), []
    for _ in range(20):
        inks = dice.sample(INKS, dice.randint(1, 3))
        spaces = {f"S{n}": sheet.spot(ink) for n, ink in enumerate(inks)}
        sheet.page("".join(f"/S{n} cs 1 scn {rect(10 + 20 * n, 10, 9, 9)}" for n in range(len(inks))), spaces=spaces)
        drawn.append(set(inks))
    path = sheet.save(tmp_path / "spots.pdf")
    facts = read(path)
    assert [{ink for one in page.objects for ink in one.inked} for page in facts.pages] == drawn
    assert set(facts.spots) == _named_by_qpdf(path) == set().union(*drawn)


def _named_by_qpdf(path: Path) -> set[str]:
    """Every Separation of the file, wherever it stands."""
    out = subprocess.run(["qpdf", "--json", "--json-key=qpdf", str(path)], capture_output=True, check=True).stdout
    found: set[str] = set()

    def walk(thing: object) -> None:
        if isinstance(thing, list):
            if len(thing) == 4 and thing[0] == "/Separation" and is_spot(str(thing[1])[1:]):
                found.add(tidy(str(thing[1])[1:]))
            for one in thing:
                walk(one)
        elif isinstance(thing, dict):
            for one in thing.values():
                walk(one)

    walk(json.loads(out))
    return found


@needs("qpdf")
@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_what_qpdf_calls_damaged_is_called_so_and_nothing_else(tmp_path: Path, code: str) -> None:
    for build in (SAMPLES[code].bad, SAMPLES[code].good):
        path = build(tmp_path / "261119.pdf")
        if path.read_bytes()[:5] != b"%PDF-":
            continue
        theirs = subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode
        facts = read(path)
        torn = any(one.image and one.image.is_cut_short for page in facts.pages for one in page.objects)
        assert (bool(facts.problems) or torn) is (theirs != 0), code


@needs("qpdf")
def test_a_file_of_half_its_bytes_is_damaged_for_both(tmp_path: Path) -> None:
    path = Sheet().page(FILLED).save(tmp_path / "261119.pdf")
    path.write_bytes(path.read_bytes()[:200])
    assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode == 2
    with pytest.raises(Unreadable):
        read(path)
    assert read(locked(path)).is_encrypted  # with an owner's password alone it opens
