"""Facts agree with what poppler and qpdf say about 200 pages drawn at random (the same ones every time)."""

from __future__ import annotations

import math
import random
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from aedesk.preflight.facts import FileFacts
from aedesk.preflight.pdf import read
from aedesk.preflight.render import Pages

from .judging import needs
from .press import PT, Sheet

PAGES = 200
FACES = ("Helvetica", "Times-Roman", "Courier", "Helvetica-Bold", "Times-Italic")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FileFacts]:
    """Images, text and strokes under random matrices, some inside forms, on 200 pages."""
    dice, sheet = random.Random(261119), Sheet(900, 900)
    images = {
        f"I{n}": sheet.image(dice.randint(20, 300), dice.randint(20, 300), dice.choice(["CMYK", "RGB", "Gray"]))
        for n in range(8)
    }
    fonts = {
        f"F{n}": sheet.pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{face}")))
        for n, face in enumerate(FACES)
    }
    for _ in range(PAGES):
        content = "1 0 0 1 800 800 cm " + "".join(_thing(dice) for _ in range(dice.randint(1, 6)))
        inner = sheet.form(
            _thing(dice),
            Resources=Dictionary(
                XObject=Dictionary({f"/{k}": v for k, v in images.items()}),
                Font=Dictionary({f"/{k}": v for k, v in fonts.items()}),
            ),
        )
        sheet.page(content + f"q {_matrix(dice)} cm /Fm Do Q ", objects={**images, "Fm": inner}, fonts=fonts)
    path = sheet.save(tmp_path_factory.mktemp("drawn") / "200.pdf")
    return path, read(path)


def _matrix(dice: random.Random) -> str:
    turn, scale = dice.uniform(0, 2 * math.pi), dice.uniform(0.5, 1.5)
    c, s = scale * math.cos(turn), scale * math.sin(turn)
    return f"{c:.6f} {s:.6f} {-s:.6f} {c:.6f} {dice.uniform(300, 500):.2f} {dice.uniform(300, 500):.2f}"


def _thing(dice: random.Random) -> str:
    if dice.random() < 0.5:
        width, height = dice.uniform(20, 200), dice.uniform(20, 200)
        return f"q {_matrix(dice)} cm {width:.3f} 0 0 {height:.3f} 0 0 cm /I{dice.randrange(8)} Do Q "
    return f"q {_matrix(dice)} cm BT /F{dice.randrange(5)} {dice.uniform(6, 40):.2f} Tf (Words) Tj ET Q "


def told(*command: str) -> list[list[str]]:
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line.split() for line in out.splitlines()[2:]]


@needs("pdfimages")
def test_every_image_has_the_resolution_poppler_gives_it(drawn: tuple[Path, FileFacts]) -> None:
    path, facts = drawn
    theirs = [
        (int(row[0]), int(row[3]), int(row[4]), int(row[12]), int(row[13]))
        for row in told("pdfimages", "-list", str(path))
    ]
    ours = [
        (page.number, one.image.width_px, one.image.height_px, round(one.image.ppi_x), round(one.image.ppi_y))
        for page in facts.pages for one in page.objects if one.image
    ]  # fmt: skip
    assert len(ours) == len(theirs) > 300
    off = [
        (a, b)
        for a, b in zip(ours, theirs, strict=True)
        if a[:3] != b[:3] or abs(a[3] - b[3]) > 1 or abs(a[4] - b[4]) > 1
    ]
    assert off == []


@needs("pdfimages")
def test_every_page_uses_the_fonts_poppler_lists(drawn: tuple[Path, FileFacts]) -> None:
    path, facts = drawn
    for number in range(1, PAGES + 1, 20):
        theirs = {row[0]: row[-5] for row in told("pdffonts", "-f", str(number), "-l", str(number), str(path))}
        ours = {use.name: "yes" if use.is_embedded else "no" for use in facts.pages[number - 1].fonts}
        assert set(ours) <= set(theirs) and all(theirs[name] == embedded for name, embedded in ours.items())


def test_pdfium_reads_the_words_that_are_shown(drawn: tuple[Path, FileFacts]) -> None:
    path, facts = drawn
    pages = Pages(path, facts)
    for page in facts.pages[::10]:
        shown = sum(one.words is not None for one in page.objects)
        assert sum(line.text.count("W") for line in pages.lines(page.number)) == shown
    pages.close()


def test_a_page_taken_out_and_qpdfs_copy_of_the_whole_say_the_same(
    drawn: tuple[Path, FileFacts], tmp_path: Path
) -> None:
    path, facts = drawn
    with pikepdf.open(path) as pdf, pikepdf.new() as single:
        single.pages.append(pdf.pages[41])
        single.save(tmp_path / "one.pdf", linearize=True)
    one = read(tmp_path / "one.pdf").pages[0]
    assert [(o.what, o.box) for o in one.objects] == [(o.what, o.box) for o in facts.pages[41].objects]


def test_a_long_page_of_many_operators_is_read_whole(tmp_path: Path) -> None:
    content = "0 0 0 1 k " + "".join(f"{n % 200} {n // 200} m {n % 200 + 1} {n // 200} l S " for n in range(20_000))
    page = read(Sheet().page(content).save(tmp_path / "long.pdf")).pages[0]
    assert page.operators > 60_000 and len(page.objects) == 20_000


def test_boxes_nest_and_units_multiply(tmp_path: Path) -> None:
    sheet = Sheet(100, 80)
    sheet.page("0 0 10 10 re f", UserUnit=10, Rotate=90, CropBox=Array([0, 0, 100 * PT, 80 * PT]))
    page = read(sheet.save(tmp_path / "unit.pdf")).pages[0]
    assert page.size_mm == pytest.approx((800, 1000), abs=0.1)
    assert page.objects[0].box.width == pytest.approx(100 / PT, abs=0.1)


def test_numbers_written_oddly_are_read_as_other_readers_do(tmp_path: Path) -> None:
    page = read(Sheet().page("q 1 0 0 1 --5 +5. cm .5 w 0 0 m 1.2.3 10 l S Q").save(tmp_path / "odd.pdf")).pages[0]
    assert [one.what for one in page.objects] == ["stroke"] and page.faults == []
