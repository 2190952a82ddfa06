"""A version is judged by the signed copy, the project's addresses and faces; and anew by itself when the order changes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import do
from aedesk.desk.checks import anew, running
from aedesk.desk.errors import InvalidInput, WrongState
from aedesk.desk.models import ArtworkCheck, Attachment, ContentPart, Release
from aedesk.kit import clock
from tests.preflight import press
from tests.preflight.press import FILLED, HELVETICA, Sheet
from tests.requirements.doing import page
from tests.requirements.test_art import newspaper, uploaded

COPY = "Opening on Saturday at ten. The river is yours."
SHOWN = "Opening on Saturday at ten. The river is yours"


@pytest.fixture(autouse=True)
def folders(tmp_path: Any, settings: Any) -> None:
    settings.FILES, settings.PREVIEWS = tmp_path / "files", tmp_path / "previews"


def put(house: SimpleNamespace, sheet: Any, out: Sheet, name: str = "261119开盘报纸.pdf") -> Attachment:
    out.pdf.save(path := running.Path(running.settings.FILES).parent / "made.pdf")
    file = SimpleUploadedFile(name, path.read_bytes())
    return do("attachment.add", house.tang, None, {"file": file, "sheet": sheet.pk, "name": name}).result


def saying(words: str, fonts: Any = HELVETICA) -> Sheet:
    return Sheet(350, 490).page(FILLED + f"0 0 0 1 k BT /F 24 Tf 60 900 Td ({words}) Tj ET", fonts=fonts)


def listed(house: SimpleNamespace, sheet: Any, words: str = COPY) -> ContentPart:
    made: ContentPart = do("content.list", house.lin, sheet, {"kind": "copy", "name": "V5", "words": words}).result
    return made


def approve(house: SimpleNamespace, part: ContentPart) -> None:
    do("content.approve", house.lin, part, {"client_name": "王主管", "way": "signature"})


def told(rule: str) -> list[str]:
    """What the rule says of the last version, looked at anew."""
    running.check_artwork()
    return [one["says"]["zh"] for one in ArtworkCheck.objects.latest("pk").findings if one["rule"] == rule]


def based(house: SimpleNamespace, kind: str, value: str) -> None:
    do("project.set_base", house.lin, house.p02, {"kind": kind, "value": value})


def test_the_words_of_a_version_are_compared_with_the_copy_once_the_client_has_signed_it(
    house: SimpleNamespace,
) -> None:
    sheet = newspaper(house)
    part = listed(house, sheet)
    put(house, sheet, saying("Opening on Sunday at ten."))
    assert told("copy_differs") == []  # not signed yet: nothing to hold it against
    approve(house, part)
    assert anew.renew() == 1
    says = told("copy_differs")
    assert len(says) == 2 and "Opening on Saturday at ten" in says[0]
    put(house, sheet, saying(SHOWN), name="261120开盘报纸.pdf")
    assert told("copy_differs") == []


def test_with_the_approval_taken_back_the_copy_counts_no_more_and_may_be_written_again(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    part = listed(house, sheet)
    approve(house, part)
    put(house, sheet, saying("Opening on Sunday at ten."))
    assert told("copy_differs")
    with pytest.raises(WrongState, match="先收回确认"):
        do("content.write", house.lin, part, {"words": "别的"})
    do("content.reopen", house.lin, part, {"reason": "改开盘日"})
    do("content.write", house.lin, part, {"words": "Opening on Sunday at ten"})
    assert anew.renew() == 1 and told("copy_differs") == []
    approve(house, part)
    assert anew.renew() == 1 and told("copy_differs") == []


def test_only_copy_has_words(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        do("content.list", house.lin, newspaper(house), {"kind": "picture", "name": "P3", "words": "x"})
    assert "words" in wrong.value.fields


def test_nothing_is_judged_anew_while_the_order_stands(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    put(house, sheet, saying(SHOWN))
    assert anew.renew() == 0  # it waits for its first verdict
    running.check_artwork()
    assert anew.renew() == 0 and ArtworkCheck.objects.count() == 1


def test_a_client_s_approval_of_a_picture_makes_no_verdict_old(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    picture = do("content.list", house.lin, sheet, {"kind": "picture", "name": "P3"}).result
    put(house, sheet, saying(SHOWN))
    running.check_artwork()
    do("content.approve", house.lin, picture, {"client_name": "王主管", "way": "link"})
    assert anew.renew() == 0


def test_a_phone_put_right_and_a_limit_s_day_each_ask_for_one_new_verdict(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-16 10:00")
    uploaded(house, newspaper(house), FILLED)
    running.check_artwork()
    based(house, "phone", "0755-8888 0000")
    assert (anew.renew(), anew.renew()) == (1, 0)  # it waits once, however often the worker looks
    running.check_artwork()
    given = {"press": "newspaper", "figure": "line_warning_mm", "value": "0.15", "from_on": "2026-11-17"}
    do("limit.set", house.ding, None, given)
    assert anew.renew() == 0
    still.set("2026-11-17 00:00")
    assert anew.renew() == 1


def test_what_is_released_or_replaced_keeps_its_verdict(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    old, new = put(house, sheet, saying("One")), put(house, sheet, saying("Two"), name="261120开盘报纸.pdf")
    running.check_artwork()
    Attachment.objects.filter(pk=new.pk).update(replaces=old)
    Release.objects.create(client=house.c1, attachment=new, to="临江日报", sha256=new.file_id, person=house.lin)
    based(house, "phone", "0755-8888 0000")
    assert anew.renew() == 0


def test_a_code_must_lead_to_the_project_s_address_and_is_wanted_where_the_sheet_orders_one(
    house: SimpleNamespace,
) -> None:
    based(house, "url", "https://p02.example/k")
    sheet = newspaper(house)
    put(house, sheet, coded("https://p02.example/k"))
    assert told("qr") == []
    put(house, sheet, coded("https://rival.example/"), name="261120开盘报纸.pdf")
    assert any("二维码的内容不对" in one for one in told("qr"))
    put(house, sheet, saying(SHOWN), name="261121开盘报纸.pdf")
    assert told("qr") == []  # the sheet orders none
    type(sheet.spec_rows.get()).objects.update(usage="开盘，带二维码")
    assert anew.renew() == 3
    assert any("没扫到" in one for one in told("qr"))


def coded(address: str) -> Sheet:
    sheet = Sheet(350, 490)
    placed = press.placed_png(sheet, press.qr(address))
    return sheet.page(FILLED + "0 0 0 0 k 250 250 240 240 re f q 200 0 0 200 270 270 cm /Q Do Q", objects={"Q": placed})


def test_latin_words_keep_to_the_face_that_the_project_names(house: SimpleNamespace) -> None:
    based(house, "faces", "NotoSansSC + Inter；SourceHanSerif + Garamond")
    sheet = newspaper(house)
    put(house, sheet, saying(SHOWN))
    assert told("font_pairs") == []  # no Chinese beside it
    assert ArtworkCheck.objects.latest("pk").order["font_pairs"] == [
        ["NotoSansSC", "Inter"],
        ["SourceHanSerif", "Garamond"],
    ]
    put(house, sheet, lines("Times-Roman"), name="261120开盘报纸.pdf")
    assert told("font_pairs") == ["英文用了 Times-Roman，应配 Inter。"]
    put(house, sheet, lines(""), name="261121开盘报纸.pdf")
    assert told("font_pairs") == []  # the Chinese face's own letters are nobody's mistake


def lines(latin: str) -> Sheet:
    """A Chinese line and a Latin one, in a face of its own or in the Chinese one's."""
    path = running.Path(running.settings.FILES).parent / "lines.pdf"
    press.words(path, [[(30, 60, 20, "江与澜庭开盘"), (30, 90, 20, "Opening day")]], width=350, height=490, latin=latin)
    made = Sheet()
    made.pdf = press.pikepdf.open(path)
    return made


def test_the_check_page_shows_the_copy_and_where_it_is_written(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    part = listed(house, sheet)
    it = put(house, sheet, saying(SHOWN))
    running.check_artwork()
    shown = page(house.lin, f"/artwork/{it.pk}/check/")
    assert COPY in shown and f"/do/content.write/{part.pk}/" in shown
