"""Plates: what lies on each, however the file says it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from aedesk.preflight import check
from aedesk.preflight.inking import inks_of, is_estimate, plates, some_plates
from aedesk.preflight.inks import PROCESS
from aedesk.preflight.matrix import Box
from aedesk.preflight.pdf import read
from aedesk.preflight.render import Pages
from aedesk.preflight.spec import from_table

from .press import HELVETICA, Sheet, overprint, put, rect
from .samples import SAMPLES

HERE = Box(22, 42, 38, 58)  # inside a square of 20 mm at 20 mm from the left and from the foot
SQUARE = rect(20, 20, 20, 20)
UNDER = "1 0.5 0 0 k " + SQUARE
STATES = {"O": overprint(), "N": overprint(False)}


def lies(path: Path, box: Box = HERE) -> dict[str, int]:
    """Percent of each ink in the box, those that lie there."""
    facts = read(path)
    found = plates(Pages(path, facts), 1)
    means = {one.ink: round(float(one.picture.cut(box).mean()) / 2.55) for one in found}
    return {ink: mean for ink, mean in means.items() if mean}


@pytest.fixture
def draw(tmp_path: Path) -> Callable[..., dict[str, int]]:
    def drawn(content: str, sheet: Sheet | None = None, **more: Any) -> dict[str, int]:
        return lies((sheet or Sheet()).page(content, **more).save(tmp_path / "261119.pdf"))

    return drawn


Draw = Callable[..., dict[str, int]]


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("0.2 0.4 0.6 0.1 k", {"Cyan": 20, "Magenta": 40, "Yellow": 60, "Black": 10}),
        ("0.25 g", {"Black": 75}),
        ("/DeviceCMYK cs 0.2 0.4 0 0 scn", {"Cyan": 20, "Magenta": 40}),
        ("/DeviceCMYK cs", {"Black": 100}),  # a space begins with black
        ("/DeviceGray cs", {"Black": 100}),
        ("/Spot cs", {"烫金": 100}),
        ("/Spot cs 0.3 scn", {"烫金": 30}),
        ("/All cs 0.3 scn", {"Cyan": 30, "Magenta": 30, "Yellow": 30, "Black": 30, "烫金": 30}),
        ("1 0.5 0 rg", {"Magenta": 50, "Yellow": 100}),
        ("0.5 0.5 0.5 rg", {"Black": 50}),
    ],
)
def test_a_colour_lies_on_the_plates_it_names(draw: Draw, colour: str, expected: dict[str, int]) -> None:
    sheet = Sheet()
    spots = {"Spot": sheet.spot("烫金"), "All": sheet.spot("All")}
    others = "/Spot cs 1 scn " + rect(60, 20, 9, 9) + "1 1 1 1 k " + rect(80, 20, 9, 9)
    assert draw(f"q {others} Q {colour} {SQUARE}", sheet, spaces=spots) == pytest.approx(expected, abs=1)


def test_what_paints_over_knocks_out_and_what_overprints_does_not(draw: Draw) -> None:
    black = "0 0 0 1 k " + SQUARE
    assert draw(UNDER + black) == {"Black": 100}
    assert draw(UNDER + "/O gs " + black, states=STATES) == {"Cyan": 100, "Magenta": 50, "Black": 100}
    assert draw(UNDER + "/O gs /N gs " + black, states=STATES) == {"Black": 100}
    assert draw(UNDER + "/O gs 0 g " + SQUARE, states=STATES) == {"Black": 100}  # gray is process colour: table 148


def test_an_overprint_that_changes_some_plates_together_drawn_is_drawn_plate_by_plate(draw: Draw) -> None:
    assert draw(UNDER + "/O gs 0.2 0 0 0.7 k " + SQUARE, states=STATES) == {"Cyan": 20, "Magenta": 50, "Black": 70}


def test_a_spot_that_overprints_leaves_the_process_inks_and_one_that_does_not_takes_them_out(draw: Draw) -> None:
    for on, rest in (("/O gs ", {"Cyan": 100, "Magenta": 50}), ("", {})):
        sheet = Sheet()
        content = UNDER + on + "/S cs 1 scn " + SQUARE
        assert draw(content, sheet, spaces={"S": sheet.spot("烫金")}, states=STATES) == {**rest, "烫金": 100}


def test_overprint_and_colour_set_outside_a_form_hold_inside(draw: Draw) -> None:
    sheet = Sheet()
    content = UNDER + "/O gs 0 0 0 1 k /Fm Do"
    found = draw(content, sheet, states=STATES, objects={"Fm": sheet.form(SQUARE)})
    assert found == {"Cyan": 100, "Magenta": 50, "Black": 100}


def test_a_form_drawn_in_two_states_is_two_things(tmp_path: Path) -> None:
    sheet = Sheet()
    form = sheet.form("0 0 0 1 k " + SQUARE)
    right = "1 0 0 1 113.386 0 cm "  # 40 mm
    content = UNDER + "q /O gs /Fm Do Q q " + right + UNDER + "/Fm Do Q"
    path = sheet.page(content, states=STATES, objects={"Fm": form}).save(tmp_path / "261119.pdf")
    assert lies(path) == {"Cyan": 100, "Magenta": 50, "Black": 100}
    assert lies(path, Box(62, 42, 78, 58)) == {"Black": 100}


def test_a_path_whose_fill_alone_overprints_still_shows_its_stroke(draw: Draw) -> None:
    states = {"F": Dictionary(OP=False, op=True, OPM=1)}
    content = UNDER + "/F gs 0 0 0 1 k 0 0 1 0 K 60 w " + SQUARE.replace(" f ", " B ")
    # the stroke of 21 mm takes all of the square: cyan and magenta are knocked out by yellow
    assert draw(content, states=states) == {"Yellow": 100}


def test_text_after_some_that_overprints_keeps_its_mode(draw: Draw) -> None:
    words = "BT /F 90 Tf 50 60 Td 3 Tr /O gs 0 0 0 1 k (HHH) Tj (HHH) Tj ET"
    assert draw(UNDER + words, fonts=HELVETICA, states=STATES) == {"Cyan": 100, "Magenta": 50}


def test_an_image_that_overprints_lies_on_its_own_plates_only(draw: Draw) -> None:
    for on, rest in (("/O gs ", {"Cyan": 100, "Magenta": 50}), ("", {})):
        sheet = Sheet()
        image = plain(sheet, [102], sheet.spot("烫金"))
        content = UNDER + on + put("Im", 20, 20, 20, 20)
        assert draw(content, sheet, states=STATES, objects={"Im": image}) == {**rest, "烫金": 40}


def test_an_image_written_into_the_stream_is_seen(draw: Draw) -> None:
    inline = "q 56.69 0 0 56.69 56.69 56.69 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 /F /AHx ID 4d800000> EI Q"
    assert draw(inline) == pytest.approx({"Cyan": 30, "Magenta": 50}, abs=1)
    named = inline.replace("/CMYK", "/S").replace("4d800000", "4d")
    sheet = Sheet()
    assert draw(named, sheet, spaces={"S": sheet.spot("UV")}) == {"UV": 30}


def test_a_soft_mask_keeps_its_own_lights(draw: Draw) -> None:
    """A mask of half gray lets half of the ink through, on every plate alike."""
    sheet = Sheet()
    space = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = sheet.form("0.5 g -900 -900 1800 1800 re f", Group=space)
    state = Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=sheet.pdf.make_indirect(mask)))
    found = draw("/M gs 1 0.5 0 0 k " + SQUARE, sheet, states={"M": state})
    assert found == pytest.approx({"Cyan": 50, "Magenta": 25}, abs=1)


def test_an_image_with_a_soft_mask_keeps_it(draw: Draw) -> None:
    sheet = Sheet()
    image = plain(sheet, [255, 0, 0, 0], Name.DeviceCMYK)
    image.SMask = plain(sheet, [128], Name.DeviceGray)
    assert draw(put("Im", 20, 20, 20, 20), sheet, objects={"Im": image}) == {"Cyan": 50}


def test_a_tile_and_a_glyph_of_their_own_colours_lie_on_their_plates(draw: Draw) -> None:
    sheet = Sheet()
    tile = sheet.pdf.make_stream(
        b"0 1 0 0 k 0 0 20 10 re f 0 0 0 1 k 0 10 20 10 re f", Type=Name.Pattern, PatternType=1, PaintType=1,
        TilingType=1, BBox=Array([0, 0, 20, 20]), XStep=20, YStep=20, Resources=Dictionary(),
    )  # fmt: skip
    found = draw("/Pattern cs /P scn " + SQUARE, sheet, patterns={"P": sheet.pdf.make_indirect(tile)})
    assert found == pytest.approx({"Magenta": 50, "Black": 50}, abs=6)  # a tile is drawn in whole pixels
    sheet = Sheet()
    glyph = sheet.pdf.make_stream(b"1000 0 d0 0 0.5 0 0 k 0 0 1000 1000 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=glyph), Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97, LastChar=97, Widths=Array([1000]), Resources=Dictionary(),
    )  # fmt: skip
    words = "BT /F 60 Tf 56 56 Td (a) Tj ET"
    assert draw(words, sheet, fonts={"F": sheet.pdf.make_indirect(font)}) == {"Magenta": 50}


def test_a_smooth_shading_lies_on_the_plates_of_its_space(draw: Draw) -> None:
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 1, 0]), Extend=Array([True, True]),
        Function=Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0.6, 0, 0.2, 0]), N=1
        ),
    )  # fmt: skip
    content = f"q {SQUARE.replace(' f ', ' W n ')} /Sh sh Q"
    assert draw(content, shadings={"Sh": shading}) == pytest.approx({"Cyan": 60, "Yellow": 20}, abs=1)


# Two ways to an image's plates: its samples as numbers, or a calculator that PDFium asks for each pixel


def plain(sheet: Sheet, pixel: list[int], space: Any, **more: Any) -> Any:
    """An image of one colour, 40 × 40."""
    return sheet.pdf.make_stream(
        bytes(pixel) * 1600, Type=Name.XObject, Subtype=Name.Image, Width=40, Height=40, BitsPerComponent=8,
        ColorSpace=space, **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pixel", "space"),
    [
        ([51, 102, 153, 26], Name.DeviceCMYK), ([77], Name.DeviceGray), ([200, 100, 50], Name.DeviceRGB),
        ([0, 0, 0], Name.DeviceRGB), ([255, 255, 255], Name.DeviceRGB),
    ],
)  # fmt: skip
def test_the_samples_of_an_image_say_what_a_viewer_says(draw: Draw, pixel: list[int], space: Any) -> None:
    found = []
    never = [256] * 2 * len(pixel)  # a colour key no sample meets: such images are left to the viewer
    for more in ({}, {"Mask": Array(never)}):
        sheet = Sheet()
        image = plain(sheet, pixel, space, **more)
        found.append(draw(put("Im", 20, 20, 20, 20), sheet, objects={"Im": image}))
    assert found[0] == pytest.approx(found[1], abs=1)


@pytest.mark.parametrize("decode", [[0, 1] * 4, [1, 0] * 4])
def test_a_jpeg_is_read_as_a_viewer_reads_it_turned_round_or_not(draw: Draw, decode: list[int]) -> None:
    data = io.BytesIO()
    Image.new("CMYK", (64, 64), (51, 128, 0, 0)).save(data, "JPEG", quality=95)
    found = []
    for more in ({}, {"Mask": Array([256] * 8)}):
        sheet = Sheet()
        image = sheet.pdf.make_stream(
            data.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=64, Height=64, BitsPerComponent=8,
            ColorSpace=Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=Array(decode), **more,
        )  # fmt: skip
        found.append(draw(put("Im", 20, 20, 20, 20), sheet, objects={"Im": image}))
    assert found[0] == pytest.approx(found[1], abs=2)
    assert {round(found[0].get("Cyan", 0), -1), round(found[0].get("Magenta", 0), -1)} in ({20, 50}, {80, 50})


def test_a_large_image_is_reduced_and_weighs_the_same(tmp_path: Path) -> None:
    sheet = Sheet()
    image = sheet.image(2400, 1920)
    path = sheet.page(put("Im", 0, 0, 100, 80), objects={"Im": image}).save(tmp_path / "261119.pdf")
    box = Box(5, 5, 95, 75)
    expected = 99.4 / 2.55  # the mean of bytes that run through 0 to 199
    assert lies(path, box) == pytest.approx(dict.fromkeys(PROCESS, expected), abs=1.5)


@pytest.mark.parametrize("code", ["ink_coverage", "rgb", "spot_twice", "transparency", "black_knockout"])
def test_plates_drawn_together_are_those_drawn_one_by_one(tmp_path: Path, code: str) -> None:
    path = SAMPLES[code].bad(tmp_path / "261119.pdf")
    facts = read(path)
    together = plates(Pages(path, facts), 1)
    for one in together:
        alone = some_plates(Pages(path, facts), 1, [one.ink])[0]
        difference = abs(one.picture.pixels.astype(int) - alone.picture.pixels.astype(int))
        assert difference.max() <= 1, one.ink


def test_separating_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    path = SAMPLES["black_knockout"].bad(tmp_path / "261119.pdf")
    before = path.read_bytes()
    lies(path)
    assert path.read_bytes() == before


def test_a_form_that_draws_itself_ends(draw: Draw) -> None:
    sheet = Sheet()
    form = sheet.pdf.make_indirect(sheet.form("/Me Do 0.4 0 0 0 k " + SQUARE))
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    assert draw("/Fm Do", sheet, objects={"Fm": form}) == {"Cyan": 40}


def test_the_sum_of_inks_is_called_an_estimate_where_rgb_lies_on_the_page(tmp_path: Path) -> None:
    heavy = "1 1 1 0.6 k " + rect(20, 20, 40, 40)
    says = []
    for more in ("", "1 0 0 rg " + rect(70, 20, 5, 5)):
        path = Sheet().page(heavy + more).save(tmp_path / "261119.pdf")
        assert is_estimate(read(path).pages[0]) is bool(more)
        found = next(one for one in check(path, from_table({})).findings if one.rule == "ink_coverage")
        says.append((found.says.zh, found.says.en))
    assert "约 360%" in says[1][0] and "about 360 %" in says[1][1]
    assert "约" not in says[0][0] and "about" not in says[0][1]


@pytest.mark.parametrize(("knocks_out", "blend"), [(True, "Normal"), (False, "Luminosity"), (False, "Multiply")])
def test_plates_under_a_knockout_group_or_a_blend_of_all_inks_are_an_estimate(
    tmp_path: Path, knocks_out: bool, blend: str
) -> None:
    sheet = Sheet()
    group = Dictionary(S=Name.Transparency, K=knocks_out)
    form = sheet.form(
        "/B gs 1 0 0 0 k " + SQUARE,
        Group=group,
        Resources=Dictionary(ExtGState=Dictionary(B=Dictionary(BM=Name(f"/{blend}")))),
    )
    page = read(sheet.page("/Fm Do", objects={"Fm": form}).save(tmp_path / "261119.pdf")).pages[0]
    assert is_estimate(page) is (blend != "Multiply")


def test_an_ink_is_named_once_however_it_is_written(tmp_path: Path) -> None:
    sheet = Sheet()
    content = "/A cs 1 scn " + SQUARE + "/B cs 1 scn " + rect(60, 20, 9, 9)
    spaces = {"A": sheet.spot("UV "), "B": sheet.spot("UV")}
    path = sheet.page(content, spaces=spaces).save(tmp_path / "261119.pdf")
    assert inks_of(read(path).pages[0]) == ["UV"]
