"""A good and a bad file for every rule, with the order each is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field

from pikepdf import Dictionary, Name

from .building import (
    Build,
    Order,
    coded,
    damaged,
    flat,
    foiled,
    folios,
    hidden,
    intent,
    locked,
    noted,
    one_image,
    pages,
    photographed,
    raw,
    said,
    see_through,
    spots,
    two_sizes,
)
from .press import FILLED, HELVETICA, line, overprint, put, rect, text, words


@dataclass(frozen=True)
class Sample:
    """Builders of a bad and a good file; `order` is the spec as a table, `name` the file's name."""

    bad: Build
    good: Build
    order: Order = field(default_factory=dict)
    name: str = "261119开盘报纸.pdf"
    good_name: str = ""


CLEAN = raw(FILLED + "0 0 0 1 k " + rect(20, 20, 30, 30))
ESTATE = {"is_property_ad": True, "text": "embedded"}
PERMIT = "临江房预售证第20260018号"
FACTS = {
    "address": "临江区澜庭路 18 号",
    "phones": ["0571-0000-0021"],
    "developer": "云栖湾置业(演示)有限公司",
    "permit": PERMIT,
}
SAYS = (FACTS["address"], f"电话 {FACTS['phones'][0]}", FACTS["developer"], PERMIT)
FULL = said(*SAYS)
OPEN = {"text": "embedded", "facts": FACTS}

SAMPLES: dict[str, Sample] = {
    "approved_version": Sample(
        CLEAN, CLEAN, {"approved_sha256": "0" * 64}
    ),  # the good one is approved by its own digest
    "file_name": Sample(CLEAN, CLEAN, name="开盘报纸终稿.pdf", good_name="261119开盘报纸.pdf"),
    "damage": Sample(damaged, CLEAN),
    "locked": Sample(locked, CLEAN),
    "hidden_layers": Sample(hidden(True), hidden(False)),
    "comments": Sample(noted("FreeText", 4), noted("Link", 4)),
    "transparency": Sample(see_through(Name.DeviceRGB), CLEAN),
    "output_intent": Sample(intent(b"RGB "), intent(b"CMYK")),
    "live_text": Sample(raw(FILLED + "0 0 0 1 k " + text("Live", 20, 20, 12), fonts=HELVETICA), CLEAN),
    "not_embedded": Sample(
        raw(FILLED + "0 0 0 1 k " + text("Live", 20, 20, 12), fonts=HELVETICA), FULL, {"text": "embedded"}
    ),
    "substituted": Sample(
        raw(
            FILLED + text("Live", 20, 20, 12),
            fonts={"F": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)},
        ),
        FULL,
    ),
    "font_pairs": Sample(
        lambda path: words(path, [[(20, 20, 12, "澜庭二期"), (20, 30, 12, "Lanting")]], latin="Times-Roman"),
        lambda path: words(path, [[(20, 20, 12, "澜庭二期"), (20, 30, 12, "Lanting")]], latin="Helvetica"),
        {"text": "embedded", "font_pairs": [["NotoSansSC", "Helvetica"]]},
    ),
    "rgb": Sample(
        raw(put("Im", 20, 20, 20, 15), objects=one_image(600, 450, "RGB")),
        raw(put("Im", 20, 20, 20, 15), objects=one_image(600, 450)),
    ),
    "spots": Sample(
        raw("/S cs 1 scn " + rect(20, 20, 30, 30), spaces=spots(S="PANTONE 185 C")), CLEAN, {"profile": "magazine"}
    ),
    "spot_twice": Sample(
        raw(
            "/S cs 1 scn " + rect(20, 20, 10, 10) + "/R cs 1 scn " + rect(40, 20, 10, 10),
            spaces=spots(S="PANTONE 185 C", R="Pantone 185 CVC"),
        ),
        raw(
            "/S cs 1 scn " + rect(20, 20, 10, 10) + "/R cs 1 scn " + rect(40, 20, 10, 10),
            spaces=spots(S="PANTONE 185 C", R="PANTONE 186 C"),
        ),
    ),
    "registration": Sample(
        raw("/A cs 1 scn " + rect(20, 20, 10, 10), spaces=spots(A="All")),
        raw("/A cs 1 scn " + rect(-9, 20, 6, 0.1), spaces=spots(A="All"), margin=12),
    ),
    "small_white_text": Sample(
        raw(FILLED + "0 0 0 0 k " + text("Small", 20, 20, 7.9), fonts=HELVETICA),
        raw(FILLED + "0 0 0 0 k " + text("Small", 20, 20, 8), fonts=HELVETICA),
    ),
    "small_ink_text": Sample(
        raw("1 1 0 0 k " + text("Small", 20, 20, 7.9), fonts=HELVETICA),
        raw("1 1 0 0 k " + text("Small", 20, 20, 8), fonts=HELVETICA),
    ),
    "rich_black_text": Sample(
        raw("0.7 0.7 0.6 1 k " + text("Black", 20, 20, 20), fonts=HELVETICA),
        raw("0.6 0.6 0.6 1 k " + text("Black", 20, 20, 20), fonts=HELVETICA),
    ),
    "white_overprint": Sample(
        raw(FILLED + "/O gs 0 0 0 0 k " + rect(20, 20, 10, 10), states={"O": overprint()}),
        raw(FILLED + "0 0 0 0 k " + rect(20, 20, 10, 10), states={"O": overprint()}),
    ),
    "black_knockout": Sample(
        raw(FILLED + "0 0 0 1 k " + text("Small", 20, 20, 11), fonts=HELVETICA),
        raw(FILLED + "/O gs 0 0 0 1 k " + text("Small", 20, 20, 11), fonts=HELVETICA, states={"O": overprint()}),
    ),
    "resolution": Sample(
        raw(put("Im", 20, 20, 30, 20), objects=one_image(176, 118)),
        raw(put("Im", 20, 20, 30, 20), objects=one_image(267, 178)),
    ),
    "bitmap_resolution": Sample(
        raw(put("Im", 20, 20, 20, 20), objects=one_image(600, 600, "Gray", 1)),
        raw(put("Im", 20, 20, 20, 20), objects=one_image(640, 640, "Gray", 1)),
    ),
    "page_image": Sample(
        raw(put("Im", -3, -3, 106, 86), objects=one_image(1000, 811)),
        raw(put("Im", -3, -3, 106, 86) + "0 0 0 1 k " + rect(20, 20, 5, 5), objects=one_image(1000, 811)),
        {"profile": "magazine"},
    ),
    "contrast": Sample(flat(100, 140), flat(5, 250)),
    "jpeg_quality": Sample(photographed(50), photographed(75)),
    "picture_cut_short": Sample(photographed(75, keep=0.5), photographed(75)),
    "alignment": Sample(
        raw("1 0 0 0 k " + rect(20, 45, 20, 15) + rect(20.8, 20, 25, 15)),
        raw("1 0 0 0 k " + rect(20, 45, 20, 15) + rect(20.3, 20, 25, 15)),
    ),
    "picture_edge": Sample(
        raw(put("Im", 0.6, 20, 40, 30), objects=one_image(480, 360)),
        raw(put("Im", 1, 20, 40, 30), objects=one_image(480, 360)),
    ),
    "register": Sample(foiled(20.5), foiled(20)),
    "line_width": Sample(raw("0 0 0 1 K " + line(20, 20, 30, 0.1)), raw("0 0 0 1 K " + line(20, 20, 30, 0.2))),
    "white_line": Sample(
        raw(FILLED + "0 0 0 0 K " + line(20, 20, 30, 0.08)), raw(FILLED + "0 0 0 0 K " + line(20, 20, 30, 0.09))
    ),
    "ink_line": Sample(raw("1 1 0 0 K " + line(20, 20, 30, 0.08)), raw("1 1 0 0 K " + line(20, 20, 30, 0.09))),
    "safe_zone": Sample(
        raw("0 0 0 1 k " + text("Edge", 2, 20, 12), fonts=HELVETICA),
        raw("0 0 0 1 k " + text("Edge", 3, 20, 12), fonts=HELVETICA),
    ),
    "size": Sample(
        pages(FILLED, width=350, height=480), pages(FILLED, width=350, height=490), {"width_mm": 350, "height_mm": 490}
    ),
    "trim_guessed": Sample(raw(FILLED, trim=False), CLEAN),
    "one_size": Sample(
        lambda path: two_sizes(path, 105),
        lambda path: two_sizes(path, 100),
    ),
    "user_unit": Sample(raw(FILLED, UserUnit=10), CLEAN),
    "bleed": Sample(raw("0.2 0.1 0 0 k " + rect(0, -3, 100, 86)), raw(FILLED)),
    "white_edge": Sample(CLEAN, CLEAN, {"profile": "penhui", "bleed_mm": 5}),
    "page_count": Sample(pages(FILLED, FILLED, FILLED), pages(FILLED, FILLED), {"pages": 2}),
    "blank_page": Sample(pages(FILLED, "0 0 0 0 k " + rect(0, 0, 10, 10)), pages(FILLED, FILLED)),
    "folios": Sample(folios(1, 2, 2, 4), folios(1, 2, 3, 4), {"text": "embedded"}),
    "folios_unread": Sample(pages(*[FILLED] * 8), folios(1, 2, 3, 4, 5, 6, 7, 8)),
    "ink_coverage": Sample(
        raw("0.9 0.9 0.8 0.7 k " + rect(10, 10, 40, 40)),
        raw("0.9 0.8 0.7 0.7 k " + rect(10, 10, 3, 3) + "0.8 0.7 0.6 1 k " + rect(50, 50, 20, 20)),
        {"profile": "newspaper", "paper": "新闻纸", "limits": {"ink_percent": 310}},
    ),
    "special_plates": Sample(
        CLEAN, raw(FILLED + "/F cs 1 scn " + rect(20, 20, 10, 10), spaces=spots(F="FOIL")), {"plates": ["烫金"]}
    ),
    "special_overprint": Sample(
        raw(FILLED + "/F cs 1 scn " + rect(20, 20, 10, 10), spaces=spots(F="烫金")),
        raw(FILLED + "/O gs /F cs 1 scn " + rect(20, 20, 10, 10), spaces=spots(F="烫金"), states={"O": overprint()}),
        {"plates": ["烫金"]},
    ),
    "line_start": Sample(
        said("澜庭二期开盘在即", "，诚邀品鉴"), said("澜庭二期开盘在即，", "诚邀品鉴"), {"text": "embedded"}
    ),
    "final_interpretation": Sample(said("最终解释权归开发商所有"), said("详情见售楼处公示"), {"text": "embedded"}),
    "estate_words": Sample(said("5分钟直达地铁"), said("距地铁站约800米"), ESTATE),
    "copy_differs": Sample(
        said("澜庭二期，十一月二十八日盛大开盘"),
        said("澜庭二期，十一月二十八日开盘"),
        {"text": "embedded", "copy": "澜庭二期，十一月二十八日开盘。"},
    ),
    "address_phone": Sample(said(SAYS[0], "电话 0571-0000-0012", *SAYS[2:]), FULL, OPEN),
    "developer": Sample(said(*SAYS[:2], "云栖湾置业公司", PERMIT), FULL, OPEN),
    "permit": Sample(said(*SAYS[:3]), FULL, {**OPEN, "is_property_ad": True}),
    "other_clients": Sample(said("好过南渡九里"), FULL, {"text": "embedded", "facts": {"others": ["南渡九里"]}}),
    "map": Sample(
        said("区位图"),
        said("区位图 审图号：浙S（2026）0018号"),
        {"text": "embedded", "facts": {"map_number": "浙S（2026）0018号"}},
    ),
    "qr": Sample(
        coded("https://a.example/x"), coded("https://a.example/ok"), {"facts": {"urls": ["https://a.example/ok"]}}
    ),
}
