"""Facts are true however a thing is drawn: turned, scaled, nested in forms, written anew."""

from __future__ import annotations

import math
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from aedesk.preflight import check
from aedesk.preflight.facts import FileFacts, Painted
from aedesk.preflight.pdf import read
from aedesk.preflight.spec import from_table

from .press import HELVETICA, PT, Sheet, put, rect, text
from .samples import SAMPLES

QUIET = settings(max_examples=40, deadline=None)
angles = st.floats(0, 360)
scales = st.floats(0.05, 20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("facts")


def facts(folder: Path, sheet: Sheet) -> FileFacts:
    return read(sheet.save(folder / "one.pdf"))


def only(made: FileFacts, what: str) -> Painted:
    return next(one for one in made.pages[0].objects if one.what == what)


def cm(a: float, b: float, c: float, d: float, e: float = 100, f: float = 100) -> str:
    return f"{a:.8f} {b:.8f} {c:.8f} {d:.8f} {e} {f} cm "


def turn(angle: float, sx: float, sy: float) -> str:
    """Scaled by sx and sy, then turned."""
    rad = math.radians(angle)
    return cm(sx * math.cos(rad), sx * math.sin(rad), -sy * math.sin(rad), sy * math.cos(rad))


@given(angle=angles, sx=scales, sy=scales, width=st.floats(0.05, 10))
@QUIET
def test_a_stroke_scaled_by_any_matrix_reports_its_true_width(
    folder: Path, angle: float, sx: float, sy: float, width: float
) -> None:
    made = facts(folder, Sheet(900, 900).page(f"q {turn(angle, sx, sy)} {width:.8f} w 0 0 m 1 0 l S Q"))
    assert only(made, "stroke").width_mm == pytest.approx(width * min(sx, sy) / PT, rel=1e-4)


@given(angle=angles, width=st.floats(5, 80), height=st.floats(5, 80), skew=st.floats(-1, 1))
@QUIET
def test_an_images_ppi_is_right_turned_skewed_and_nested(
    folder: Path, angle: float, width: float, height: float, skew: float
) -> None:
    sheet = Sheet(400, 400)
    inner = sheet.form(
        f"q {width * PT:.6f} 0 {skew * width * PT:.6f} {height * PT:.6f} 0 0 cm /Im Do Q",
        Resources=Dictionary(XObject=Dictionary(Im=sheet.image(240, 180))),
    )
    made = facts(folder, sheet.page(f"q {turn(angle, 1, 1)} /Fm Do Q", objects={"Fm": inner}))
    image = only(made, "image").image
    assert image is not None
    down = math.hypot(skew * width, height)
    assert image.ppi == pytest.approx(min(240 / width, 180 / down) * 25.4, rel=1e-3)


def test_a_placed_file_may_hold_its_text_three_forms_deep(folder: Path) -> None:
    sheet = Sheet()
    inner = sheet.form("0 0 0 1 k " + text("Deep", 20, 20, 12), Resources=Dictionary(Font=Dictionary(F=HELVETICA["F"])))
    for _ in range(3):
        inner = sheet.form("/In Do", Resources=Dictionary(XObject=Dictionary(In=inner)))
    made = facts(folder, sheet.page("/Fm Do", objects={"Fm": inner}))
    assert only(made, "text").words.says == "Deep"  # type: ignore[union-attr]
    assert only(made, "text").place == "form/form/form/form"


def test_text_size_is_what_is_seen_whatever_matrices_say(folder: Path) -> None:
    made = facts(folder, Sheet().page("q 2 0 0 2 0 0 cm BT /F 1 Tf 6 0 0 6 20 20 Tm (Twelve) Tj ET Q", fonts=HELVETICA))
    assert only(made, "text").words.size_pt == pytest.approx(12)  # type: ignore[union-attr]


def test_text_in_patterns_glyphs_and_annotations_counts_as_text(folder: Path) -> None:
    sheet = Sheet()
    tile = sheet.pdf.make_stream(
        b"BT /F 8 Tf 1 1 Td (tile) Tj ET",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 20, 20]),
        XStep=20,
        YStep=20,
        Resources=Dictionary(Font=Dictionary(F=HELVETICA["F"])),
    )
    made = facts(folder, sheet.page("/Pattern cs /P scn " + rect(10, 10, 30, 30), patterns={"P": tile}))
    found = only(made, "text")
    assert found.place == "pattern" and found.box.width == pytest.approx(30, abs=0.1)


def test_what_a_clip_hides_is_not_painted(folder: Path) -> None:
    made = facts(
        folder,
        Sheet().page(
            f"q {rect(10, 10, 20, 20).replace('f', 'W n')} 0 0 0 1 k {rect(50, 50, 10, 10)} {rect(15, 15, 50, 2)} Q"
        ),
    )
    assert [round(one.box.width) for one in made.pages[0].objects] == [15]


def test_what_a_soft_mask_draws_is_no_artwork(folder: Path) -> None:
    sheet = Sheet()
    mask = sheet.form("0.5 g 0 0 300 300 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    made = facts(
        folder,
        sheet.page(
            "/M gs 0 0 0 1 k " + rect(10, 10, 20, 20),
            states={"M": Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))},
        ),
    )
    assert [(one.what, one.is_transparent) for one in made.pages[0].objects] == [("fill", True)]


def test_a_layer_that_only_shows_on_screen_is_hidden_in_print(folder: Path) -> None:
    sheet = Sheet()
    group = sheet.layer("屏幕")
    group.Usage = Dictionary(Print=Dictionary(PrintState=Name.OFF))
    sheet.pdf.Root.OCProperties.D.AS = Array([Dictionary(Event=Name.Print, OCGs=Array([group]))])
    made = facts(folder, sheet.page("/OC /L BDC " + rect(10, 10, 5, 5) + "EMC", properties={"L": group}))
    assert made.layers == {"屏幕": False} and made.pages[0].objects[0].is_hidden


def test_a_file_without_trim_box_is_cut_at_its_crop_marks(folder: Path) -> None:
    w, h = 100, 80
    marks = ""
    for x in (0, w):
        marks += f"{x * PT:.3f} {-3 * PT:.3f} m {x * PT:.3f} {-8 * PT:.3f} l S {x * PT:.3f} {(h + 3) * PT:.3f} m {x * PT:.3f} {(h + 8) * PT:.3f} l S "
    for y in (0, h):
        marks += f"{-3 * PT:.3f} {y * PT:.3f} m {-8 * PT:.3f} {y * PT:.3f} l S {(w + 3) * PT:.3f} {y * PT:.3f} m {(w + 8) * PT:.3f} {y * PT:.3f} l S "
    page = facts(folder, Sheet(margin=10, trim=False).page("0.25 w " + marks)).pages[0]
    assert page.trim_from == "marks" and page.size_mm == pytest.approx((100, 80), abs=0.05)


def test_a_page_as_large_as_ordered_with_bleed_is_cut_there(folder: Path) -> None:
    path = Sheet(trim=False).page("0.2 0.1 0 0 k " + rect(-3, -3, 106, 86)).save(folder / "261119开盘报纸.pdf")
    verdict = check(path, from_table({"width_mm": 100, "height_mm": 80, "bleed_mm": 3}))
    assert {one.rule for one in verdict.findings} == {"trim_guessed"}


def test_spot_names_are_one_whatever_their_spaces_and_suffixes() -> None:
    from aedesk.preflight.inks import alike, means

    assert alike("PANTONE 3582 C.  ") == alike("Pantone 3582 CVC") == alike("pantone 3582")
    assert (
        means("FOIL", "烫金") and means("Spot UV", "局部UV") and means("Dieline", "模切") and not means("Cyan", "烫金")
    )


@pytest.mark.parametrize(
    "code", ["live_text", "rgb", "white_overprint", "line_width", "resolution", "bleed", "spot_twice", "hidden_layers"]
)
def test_saving_a_file_again_changes_no_finding(tmp_path: Path, code: str) -> None:
    sample = SAMPLES[code]
    path = sample.bad(tmp_path / sample.name)
    first = check(path, from_table(sample.order))
    again = tmp_path / "again" / sample.name
    again.parent.mkdir()
    with pikepdf.open(path) as pdf:
        pdf.remove_unreferenced_resources()
        pdf.save(
            again, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, normalize_content=False
        )
    second = check(again, from_table(sample.order))
    assert [one.mark for one in first.findings] == [one.mark for one in second.findings]


def test_an_inline_image_is_an_image_like_any_other(folder: Path) -> None:
    data = (
        b"q 56.7 0 0 56.7 20 20 cm BI /W 20 /H 20 /BPC 8 /CS /CMYK ID " + bytes(1600) + b" EI Q 0 0 0 1 k 0 0 5 5 re f"
    )
    made = facts(folder, Sheet().page(data))
    assert [one.what for one in made.pages[0].objects] == ["image", "fill"]
    assert only(made, "image").image.ppi == pytest.approx(25.4, rel=0.01)  # type: ignore[union-attr]


def test_strips_of_one_picture_count_as_one(folder: Path) -> None:
    sheet = Sheet()
    strips = "".join(put("Im", 20, 60 - n * 4, 40, 4) for n in range(10))
    path = sheet.page(strips, objects={"Im": sheet.image(160, 16)}).save(folder / "261119条带.pdf")
    verdict = check(path, from_table({}))
    found = [one for one in verdict.findings if one.rule == "resolution"]
    assert len(found) == 1 and found[0].box is not None and found[0].box.height == pytest.approx(40, abs=0.1)
