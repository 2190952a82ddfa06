"""False alarms are worse than silence: each rule's known traps."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary

from aedesk.preflight import check
from aedesk.preflight.spec import from_table

from . import press
from .building import foiled, one_image, photographed
from .press import FILLED, HELVETICA, PT, Sheet, overprint, put, rect, text, words


def codes(path: Path, **order: object) -> set[str]:
    verdict = check(path, from_table(order))
    assert verdict.failed == []
    return {one.rule for one in verdict.findings}


def raw(folder: Path, content: str, *, name: str = "261119稿.pdf", **more: object) -> Path:
    return Sheet().page(content, **more).save(folder / name)  # type: ignore[arg-type]


def test_outlined_glyphs_are_no_thin_lines(tmp_path: Path) -> None:
    glyph = "0 0 0 1 k " + "".join(
        f"{100 + n} 100 m {100.1 + n} 100 l {100.12 + n} 108 l {100.02 + n} 108 l h f " for n in range(50)
    )
    curved = "0 0 0 1 k 20 20 m 20 20 120 20.1 120 20.2 c 120 20.3 20 20.2 20 20.2 c h f "
    assert "line_width" not in codes(raw(tmp_path, curved))
    assert "line_width" not in codes(raw(tmp_path, glyph.replace(" 100 l", " 100.4 l")))


@pytest.mark.parametrize(("ink", "thin"), [("模切", False), ("压痕", False), ("Die Cut", False), ("烫金", True)])
def test_a_die_is_as_fine_as_its_maker_wants_and_foil_is_not(tmp_path: Path, ink: str, thin: bool) -> None:
    sheet = Sheet()
    line = FILLED + "/F CS 1 SCN 0.28 w 60 60 m 200 60 l S "  # 0.1 mm
    path = sheet.page(line, spaces={"F": sheet.spot(ink)}).save(tmp_path / "261119稿.pdf")
    assert ("line_width" in codes(path, plates=[ink])) is thin


def test_white_that_overprints_on_paper_hurts_nobody(tmp_path: Path) -> None:
    content = "0 0 0 1 k " + rect(60, 60, 10, 10) + "/O gs 0 0 0 0 k " + rect(10, 10, 20, 20)
    assert "white_overprint" not in codes(raw(tmp_path, content, states={"O": overprint()}))


def test_black_text_on_paper_need_not_overprint(tmp_path: Path) -> None:
    assert "black_knockout" not in codes(raw(tmp_path, "0 0 0 1 k " + text("Small", 20, 20, 9), fonts=HELVETICA))


def test_white_text_in_overprint_mode_zero_knocks_out_and_is_right(tmp_path: Path) -> None:
    content = FILLED + "/O gs 0 0 0 0 k " + rect(10, 10, 20, 20)
    assert "white_overprint" not in codes(raw(tmp_path, content, states={"O": overprint(mode=0)}))


def test_crop_marks_in_the_bleed_are_neither_art_nor_thin_lines_on_the_page(tmp_path: Path) -> None:
    marks = "0.1 w 0 0 0 1 K " + "".join(
        f"{x * PT} {y * PT} m {x * PT} {(y - 5) * PT} l S " for x in (0, 100) for y in (-3, 88)
    )
    path = Sheet(margin=10).page(marks + "0.5 0 0 0 k " + rect(10, 10, 80, 60)).save(tmp_path / "261119稿.pdf")
    assert codes(path, bleed_mm=3) == set()


def test_a_near_white_photograph_that_runs_into_the_bleed_is_bled(tmp_path: Path) -> None:
    sheet = Sheet()
    data = bytes((n % 1060) // 530 * 90 for n in range(1060 * 860))  # half paper white, half gray ink … of a gray image
    image = sheet.pdf.make_stream(
        bytes(255 - b for b in data),
        Type=press.Name.XObject,
        Subtype=press.Name.Image,
        Width=1060,
        Height=860,
        ColorSpace=press.Name.DeviceGray,
        BitsPerComponent=8,
    )
    path = sheet.page(put("Im", -3, -3, 106, 86), objects={"Im": image}).save(tmp_path / "261119稿.pdf")
    assert "bleed" not in codes(path, bleed_mm=3)


def test_a_page_whose_art_keeps_clear_of_the_edge_needs_no_bleed(tmp_path: Path) -> None:
    path = Sheet(bleed=0).page("0.5 0 0 0 k " + rect(10, 10, 80, 60)).save(tmp_path / "261119稿.pdf")
    assert codes(path, bleed_mm=3) == set()


def test_bleed_is_judged_edge_by_edge_as_ordered(tmp_path: Path) -> None:
    path = Sheet().page("0.5 0 0 0 k " + rect(0, -3, 103, 86)).save(tmp_path / "261119稿.pdf")
    spine = {"top": 3, "right": 3, "bottom": 3, "left": 0}
    assert codes(path, bleed_mm=spine) == set()
    verdict = check(path, from_table({"bleed_mm": 3}))
    assert [(one.rule, one.page, one.says.zh[:2]) for one in verdict.findings] == [("bleed", 1, "左边")]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["澜庭二期开盘在即", "，诚邀品鉴"], True),
        (["澜庭二期开盘在即，", "诚邀品鉴"], False),
        (["，"], False),  # an ornament of its own
        (["Floor area", ".com"], False),  # Latin text
    ],
)
def test_only_a_line_that_continues_chinese_text_is_judged_by_its_first_mark(
    tmp_path: Path, lines: list[str], found: bool
) -> None:
    path = words(tmp_path / "261119稿.pdf", [[(20, 20 + n * 5, 10, line) for n, line in enumerate(lines)]])
    assert ("line_start" in codes(path, text="embedded")) is found


def test_a_second_column_or_a_larger_title_continues_nothing(tmp_path: Path) -> None:
    path = words(
        tmp_path / "261119稿.pdf",
        [
            [
                (8, 20, 10, "左栏第一行的文字"),
                (60, 25, 10, "，右栏自成一段"),
                (8, 34, 24, "大标题"),
                (8, 42, 8, "。小字"),
            ]
        ],
    )
    assert "line_start" not in codes(path, text="embedded")


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("5分钟直达地铁", True),
        ("到地铁站只需5分钟", True),
        ("距地铁站约800米", False),
        ("营业时间每天9点至18点", False),
        ("活动时长30分钟", False),
        ("升值潜力无限", True),
        ("增值税发票", False),
        ("年化收益8%", True),
        ("建筑面积约 98㎡", False),
        ("98㎡三房", True),
        ("学区保证", True),
        ("临近实验小学", False),
    ],
)
def test_estate_words_are_known_from_harmless_ones(tmp_path: Path, says: str, found: bool) -> None:
    path = words(tmp_path / "261119稿.pdf", [[(8, 20, 10, says)]])
    assert ("estate_words" in codes(path, text="embedded", is_property_ad=True)) is found


def test_estate_words_only_bind_property_ads(tmp_path: Path) -> None:
    path = words(tmp_path / "261119稿.pdf", [[(8, 20, 10, "5分钟直达地铁")]])
    assert "estate_words" not in codes(path, text="embedded")


def test_forbidden_words_are_found_across_a_line_break(tmp_path: Path) -> None:
    path = words(tmp_path / "261119稿.pdf", [[(8, 20, 10, "本活动最终解"), (8, 25, 10, "释权归开发商所有")]])
    assert "final_interpretation" in codes(path, text="embedded")


def test_a_phone_is_the_same_however_it_is_spaced_and_a_price_is_none(tmp_path: Path) -> None:
    facts = {"phones": ["0571-0000-0021"]}
    for printed in ("0571 00000021", "（0571）0000 0021", "0571-0000-0021", "+86 0571-0000-0021"):
        path = words(
            tmp_path / "261119稿.pdf", [[(8, 20, 10, f"热线 {printed}"), (8, 30, 10, "总价 12800000 元 2026.11.28")]]
        )
        assert "address_phone" not in codes(path, text="embedded", facts=facts), printed


def test_another_permit_number_is_an_error_and_the_same_in_other_brackets_is_not(tmp_path: Path) -> None:
    order = {"text": "embedded", "is_property_ad": True, "facts": {"permit": "临江房预售证第20260018号"}}
    other = words(
        tmp_path / "261119稿.pdf", [[(8, 20, 10, "临江房预售证第20260018号"), (8, 30, 10, "临江房预售证第20250003号")]]
    )
    assert "permit" in codes(other, **order)
    same = words(tmp_path / "261119稿.pdf", [[(8, 20, 10, "预售证：临江房预售证第20260018号")]])
    assert "permit" not in codes(same, **order)


def test_an_ad_of_the_name_alone_needs_no_permit(tmp_path: Path) -> None:
    path = words(tmp_path / "261119稿.pdf", [[(8, 20, 24, "澜庭二期")]])
    assert (
        codes(path, text="embedded", is_property_ad=True, is_name_only=True, facts={"developer": "云栖湾置业有限公司"})
        == set()
    )


def test_a_rule_about_words_says_when_it_cannot_read_them(tmp_path: Path) -> None:
    path = raw(tmp_path, FILLED)
    verdict = check(path, from_table({"facts": {"phones": ["0571-0000-0021"]}}))
    assert [(one.rule, str(one.severity)) for one in verdict.findings] == [("address_phone", "info")]


def test_large_format_is_judged_at_the_distance_it_is_seen_from(tmp_path: Path) -> None:
    sheet = Sheet(1000, 500, 0)
    order = {"width_mm": 10000, "height_mm": 5000, "scale": 10, "profile": "large", "viewing_m": 20}
    path = sheet.page(put("Im", 0, 0, 1000, 500), objects={"Im": sheet.image(5950, 2975)}).save(
        tmp_path / "261119大牌.pdf"
    )
    assert "resolution" not in codes(path, **order)  # 151 ppi in the file, 299 / 20 × 10 = 149.5 wanted
    assert "resolution" in codes(path, **{**order, "viewing_m": 19})


def test_the_size_may_differ_by_half_a_millimetre_and_no_more(tmp_path: Path) -> None:
    for height, wrong in ((490.5, False), (490.6, True), (489.5, False), (489.4, True)):
        path = Sheet(350, height).page(FILLED).save(tmp_path / "261119稿.pdf")
        assert ("size" in codes(path, width_mm=350, height_mm=490)) is wrong, height


def test_an_empty_plate_is_no_plate(tmp_path: Path) -> None:
    sheet = Sheet()
    content = FILLED + "/F cs 0.001 scn " + rect(20, 20, 10, 10)
    path = sheet.page(
        content.replace("0.001", "0.0015"), spaces={"F": sheet.spot("烫金")}, states={"O": Dictionary()}
    ).save(tmp_path / "261119稿.pdf")
    assert "special_plates" in codes(path, plates=["烫金"])


def test_a_plate_that_is_only_a_layer_or_an_unused_swatch_is_missing(tmp_path: Path) -> None:
    sheet = Sheet()
    group = sheet.layer("模切")
    path = sheet.page(
        FILLED + "/F cs 1 0 0 0 k " + rect(20, 20, 10, 10), spaces={"F": sheet.spot("刀版")}, properties={"L": group}
    ).save(tmp_path / "261119稿.pdf")
    verdict = check(path, from_table({"plates": ["模切"]}))
    assert [one.rule for one in verdict.findings] == ["special_plates"]


def test_names_written_in_gbk_by_older_programs_are_read_as_meant(tmp_path: Path) -> None:
    sheet, parsed = Sheet(), pikepdf.Object.parse
    song = parsed(b"<< /Type /Font /Subtype /TrueType /BaseFont /#CB#CE#CC#E5 /Encoding /WinAnsiEncoding >>")
    content = (FILLED + text("Hi", 20, 20, 12) + "/烫金 cs 1 scn " + rect(40, 20, 10, 10)).encode("gbk")
    sheet.page(content, fonts={"F": song}, spaces={"X": 1})
    foil, spaces = sheet.spot("X"), parsed(b"<< /#CC#CC#BD#F0 1 >>")
    foil[1] = parsed(b"/#CC#CC#BD#F0")
    spaces[next(iter(spaces.keys()))] = foil
    sheet.pdf.pages[0].Resources.ColorSpace = spaces
    verdict = check(sheet.save(tmp_path / "261119稿.pdf"), from_table({"plates": ["烫金"]}))
    found = {one.rule: one.measured for one in verdict.findings}
    assert verdict.facts is not None and "烫金" in verdict.facts.spots and verdict.failed == []
    assert found["not_embedded"] == "宋体" and "special_plates" not in found


def test_black_that_overprints_in_gray_or_mode_zero_still_knocks_out(tmp_path: Path) -> None:
    for black, mode, knocks in (("0 0 0 1 k", 1, False), ("0 0 0 1 k", 0, True), ("0 g", 1, True)):
        content = FILLED + f"/O gs {black} " + text("Small", 20, 20, 9)
        found = codes(raw(tmp_path, content, fonts=HELVETICA, states={"O": overprint(mode=mode)}))
        assert ("black_knockout" in found) is knocks


def test_frames_that_share_a_middle_or_lie_far_off_are_meant_so(tmp_path: Path) -> None:
    for second in (rect(19.6, 20, 20.8, 15), rect(21, 20, 25, 15), rect(20.05, 20, 25, 15)):
        assert "alignment" not in codes(raw(tmp_path, "1 0 0 0 k " + rect(20, 45, 20, 15) + second))


def test_three_frames_in_a_row_with_uneven_gaps_are_hinted_at(tmp_path: Path) -> None:
    for last, hinted in ((60.8, True), (60.2, False), (63, False)):
        row = "1 0 0 0 k " + rect(10, 45, 15, 15) + rect(35, 45, 15, 15) + rect(last, 45, 15, 15)
        assert ("alignment" in codes(raw(tmp_path, row))) is hinted


def test_a_frame_half_a_millimetre_off_the_middle_is_hinted_at(tmp_path: Path) -> None:
    for x, hinted in ((40.5, True), (40, False), (42, False)):
        assert ("alignment" in codes(raw(tmp_path, "1 0 0 0 k " + rect(x, 20, 20, 10)))) is hinted


def test_outlined_letters_give_no_hint_of_alignment(tmp_path: Path) -> None:
    glyphs = "0 0 0 1 k " + "".join(
        f"{x} {y} m {x + 20} {y} l {x + 20} {y + 40} {x} {y + 40} {x} {y + 20} c h f "
        for x, y in ((60, 60), (61.5, 110), (90, 60), (122, 61))
    )
    assert "alignment" not in codes(raw(tmp_path, glyphs))


def test_a_picture_near_the_trim_over_a_bled_ground_leaves_no_sliver(tmp_path: Path) -> None:
    sheet = Sheet()
    path = sheet.page(FILLED + put("Im", 0.6, 20, 40, 30), objects=one_image(480, 360)(sheet)).save(tmp_path / "a.pdf")
    assert "picture_edge" not in codes(path)
    bare = Sheet()
    path = bare.page(put("Im", 0.6, 20, 40, 30), objects=one_image(480, 360)(bare)).save(tmp_path / "b.pdf")
    assert "picture_edge" in codes(path, profile="sheetfed")
    assert "picture_edge" not in codes(path, profile="newspaper")


def test_foil_alone_or_exactly_on_its_shape_is_in_register(tmp_path: Path) -> None:
    for x, found in ((20.3, True), (20.09, False), (24, False)):
        assert ("register" in codes(foiled(x)(tmp_path / "a.pdf"))) is found


def test_what_a_camera_leaves_behind_a_jpeg_s_end_is_no_missing_part(tmp_path: Path) -> None:
    assert "picture_cut_short" not in codes(photographed(80, tail=b"\0" * 500)(tmp_path / "a.pdf"))
    assert "picture_cut_short" in codes(photographed(80, keep=0.99)(tmp_path / "b.pdf"))
