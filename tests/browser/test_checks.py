"""The artwork check from the upload to the release: findings with their boxes, plates, layers, answers, two versions."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Page, expect

from aedesk.desk.action import do
from aedesk.desk.checks import running
from aedesk.desk.models import Attachment, Release
from aedesk.rulebook.checks import CHECKS
from tests.preflight.press import FILLED, HELVETICA, Sheet, line, rect, text
from tests.requirements.doing import issued
from tests.samples import passing

SPEC = {
    "kind": "半版", "publication": "临江日报", "width_mm": 350, "height_mm": 490, "bleed_mm": 3, "scale": 1, "usage": "开盘",
    "quantity": 1, "colour": "CMYK",
}  # fmt: skip
DARK = "0 0 0 1 k "


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Any) -> None:
    settings.FILES, settings.PREVIEWS = tmp_path / "files", tmp_path / "previews"


@pytest.fixture
def sheet(house: SimpleNamespace) -> Any:
    return issued(house, spec_rows=[SPEC])


def added(house: SimpleNamespace, sheet: Any, made: Sheet, name: str) -> Attachment:
    """A file of 唐予's on the job, seen by the machine."""
    running.Path(running.settings.FILES).mkdir(exist_ok=True)
    made.pdf.save(path := Path(running.settings.FILES).parent / "made.pdf")
    upload = SimpleUploadedFile(name, path.read_bytes())
    it: Attachment = do("attachment.add", house.tang, None, {"file": upload, "sheet": sheet.pk, "name": name}).result
    assert running.check_artwork() == 1
    return it


def too_low() -> Sheet:
    """Two pages 10 mm too low, a line too thin on each, with live text."""
    content = FILLED + "0 0 0 1 K " + line(40, 60, 80, 0.1) + DARK + text("Opening day", 40, 300, 30)
    return Sheet(350, 480).page(content, fonts=HELVETICA).page(content, fonts=HELVETICA)


def layered(hidden: str = DARK + rect(120, 200, 80, 80)) -> Sheet:
    """Right in all but a hidden layer with a black square on it, and the shown layer of the map."""
    made = Sheet(350, 490)
    layers = {"H": made.layer("旧价格", hidden=True), "M": made.layer("区位图")}
    shown = "/OC /M BDC 0.6 0 0.2 0 k " + rect(60, 60, 100, 60) + "EMC "
    return made.page(FILLED + shown + "/OC /H BDC " + hidden + "EMC", properties=layers)


def middle(page: Page) -> tuple[int, ...]:
    """The colour in the middle of the black square of `layered`, in the picture that is shown."""
    return tuple(
        page.locator("[data-picture]").evaluate(
            """async (picture) => {
                await picture.decode();
                const canvas = Object.assign(document.createElement("canvas"), { width: picture.naturalWidth, height: picture.naturalHeight });
                const pen = canvas.getContext("2d");
                pen.drawImage(picture, 0, 0);
                const x = ((160 + 3) / 356) * canvas.width, y = ((490 - 240 + 3) / 496) * canvas.height;
                return [...pen.getImageData(x, y, 1, 1).data].slice(0, 3);
            }"""
        )
    )


def test_a_layer_is_switched_on_by_one_tap_and_seen(
    house: SimpleNamespace, sheet: Any, at_desk: Any, look: Any, width: int
) -> None:
    it, page = added(house, sheet, layered(), "261119开盘报纸.pdf"), at_desk(house.jiang, width)
    page.goto(f"/artwork/{it.pk}/check/")
    box = page.locator("[data-layers]")
    expect(box).to_contain_text("隐藏，不印")
    before = middle(page)
    box.get_by_label("旧价格").check()
    expect(page.locator("[data-picture]")).to_have_attribute("src", re.compile("/layers/1/11/$"))
    assert max(middle(page)) < 60 < min(before)
    box.get_by_label("旧价格").press("Space")
    expect(page.locator("[data-picture]")).not_to_have_attribute("src", re.compile("/layers/"))
    box.get_by_label("区位图").uncheck()
    expect(page.locator("[data-picture]")).to_have_attribute("src", re.compile("/layers/1/00/$"))
    box.get_by_role("button", name="全部显示").click()
    expect(page.locator("[data-picture]")).to_have_attribute("src", re.compile("/layers/1/11/$"))
    expect(page.locator("[data-layers-say]")).to_have_text("")
    look(page, "check-layers")


def stops(page: Page) -> list[str | None]:
    """What stands before the release, by its codes."""
    return [one.get_attribute("data-stop") for one in page.locator(".stop").all()]


def signed(house: SimpleNamespace, it: Attachment) -> None:
    """Confirmed and signed by everybody but the director."""
    do("attachment.confirm", house.xu, it)
    for stage, person in (
        ("copy", house.he),
        ("design", house.tang),
        ("check", house.ye),
        ("client", house.lin),
    ):
        do("artwork.sign", person, it, {"stage": stage, "client_name": "王主管" if stage == "client" else ""})


def test_an_error_stands_on_top_and_leads_to_its_box(
    house: SimpleNamespace, sheet: Any, at_desk: Any, look: Any, width: int
) -> None:
    it, page = added(house, sheet, too_low(), "261119开盘报纸.pdf"), at_desk(house.jiang, width)
    page.goto(f"/artwork/{it.pk}/check/")
    expect(page.get_by_role("heading", name=re.compile("离出品还差"))).to_be_visible()
    assert stops(page)[0] == "errors"
    expect(page.locator(".standing .act-primary")).to_have_count(1)
    page.get_by_role("link", name="看第一个错误").click()
    expect(page.locator(".viewer-box.is-here").first).to_be_focused()
    group = page.locator("#group-line_width-warning")
    expect(group.locator("> summary")).to_contain_text("2")
    page.locator(".finding [data-jump]:enabled").nth(1).click()
    expect(page.locator("[data-page-of]")).to_have_text("2 / 2")
    page.locator("[data-view]").select_option(label="版：Black")
    expect(page.locator("[data-picture]")).to_have_attribute("src", re.compile("plate-2"))
    look(page, "check-errors")
    at_top = page.locator("[data-zoom-of]").inner_text()
    page.locator("[data-pane]").press("+")
    expect(page.locator("[data-zoom-of]")).not_to_have_text(at_top)
    page.locator("[data-pane]").press("0")
    expect(page.locator("[data-zoom-of]")).to_have_text("100%")
    english = at_desk(house.jiang, width, lang="en")
    english.goto(f"/artwork/{it.pk}/check/")
    expect(english.get_by_role("heading", name=re.compile("Before release"))).to_be_visible()
    look(english, "check-errors-en")


def test_the_wheel_enlarges_about_the_pointer_once_the_page_was_clicked(
    house: SimpleNamespace, sheet: Any, at_desk: Any
) -> None:
    it, page = added(house, sheet, layered(), "261119开盘报纸.pdf"), at_desk(house.jiang)
    page.goto(f"/artwork/{it.pk}/check/")
    pane = page.locator("[data-pane]")
    pane.scroll_into_view_if_needed()
    room = pane.bounding_box()
    assert room is not None
    x, y = room["x"] + room["width"] / 2 + 60, room["y"] + room["height"] / 2 + 40
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    share = "(sheet, [x, y]) => { const r = sheet.getBoundingClientRect(); return [(x - r.left) / r.width, (y - r.top) / r.height]; }"
    before = page.locator("[data-sheet]").evaluate(share, [x, y])
    page.mouse.wheel(0, -600)
    expect(page.locator("[data-zoom-of]")).not_to_have_text("100%")
    after = page.locator("[data-sheet]").evaluate(share, [x, y])
    assert after == pytest.approx(before, abs=0.02)


def test_two_fingers_enlarge_a_page_and_numbers_of_close_boxes_lie_beside_each_other(
    house: SimpleNamespace, sheet: Any, at_desk: Any, look: Any
) -> None:
    """On a page as wide as a banner, whose plates are an estimate."""
    made, strokes = Sheet(900, 120), "0 0 0 1 K " + line(40, 60, 3, 0.1) + DARK + text("tiny", 41, 60.5, 3)
    made.page(FILLED + "1 0 0 rg " + rect(50, 20, 4, 60) + strokes, fonts=HELVETICA)
    it, page = added(house, sheet, made, "261119围挡.pdf"), at_desk(house.jiang, 390)
    page.goto(f"/artwork/{it.pk}/check/")
    pane, zoom = page.locator("[data-pane]"), page.locator("[data-zoom-of]")
    pane.scroll_into_view_if_needed()
    room = pane.bounding_box()
    assert room is not None and room["height"] < 300
    x, y = room["x"] + room["width"] / 2, room["y"] + room["height"] / 2
    fingers = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 120)):
        points = [{"x": x - apart / 2, "y": y}, {"x": x + apart / 2, "y": y}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(zoom).to_have_text("300%")
    pane.press("0")
    labels = page.locator(".viewer-box > span")
    rooms = labels.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")  # of one moment
    assert len(rooms) > 2
    assert not any(over(a, b) for n, a in enumerate(rooms) for b in rooms[n + 1 :])
    expect(page.locator("[data-estimate]")).to_be_hidden()
    page.locator("[data-view]").select_option(label="墨量")
    expect(page.locator("[data-estimate]")).to_contain_text("估算")
    look(page, "check-banner")


def over(a: Any, b: Any) -> bool:
    """Whether two places of the window lie on each other."""
    apart = a["x"] + a["width"] <= b["x"] + 0.5 or b["x"] + b["width"] <= a["x"] + 0.5
    return not apart and a["y"] + a["height"] > b["y"] + 0.5 and b["y"] + b["height"] > a["y"] + 0.5


def test_answers_and_a_waiver_are_given_in_place_and_nothing_jumps(
    house: SimpleNamespace, sheet: Any, at_desk: Any, look: Any, width: int
) -> None:
    it, page = added(house, sheet, layered(), "261119开盘报纸.pdf"), at_desk(house.jiang, width)
    signed(house, it)
    page.goto(f"/artwork/{it.pk}/check/")
    assert stops(page) == ["items", "warnings", "review"]
    page.get_by_role("button", name=re.compile("采用机器通过的")).click()
    expect(page.locator("[data-open-items] .item")).to_have_count(7)
    page.evaluate("window.same = true")
    first = page.locator("#item-typos")
    first.scroll_into_view_if_needed()
    place = top(page, "#item-typos")
    first.get_by_role("button", name="通过").click()
    expect(page.locator("[data-open-items] .item")).to_have_count(6)
    expect(page.locator("[data-open-items] .item").first.get_by_role("button", name="通过")).to_be_focused()
    assert abs(top(page, "[data-open-items] .item") - place) < 60  # a row at most, where the page ends
    page.locator("#waive-" + mark(it)).locator("summary").click()
    page.get_by_label("为什么可以").fill("旧价格层印厂不输出")
    page.get_by_role("button", name="放行这条").click()
    expect(page.locator(".finding")).to_contain_text("旧价格层印厂不输出")
    for one in CHECKS:
        if page.locator(f"[data-open-items] #item-{one.code}").count():
            do("check.answer", house.jiang, it, passing(one.code))
    assert page.evaluate("window.same") is True  # never loaded anew
    page.reload()
    assert stops(page) == ["review"]
    look(page, "check-answered")


def top(page: Page, selector: str) -> float:
    """How far below the window's upper edge it lies, in px: found and measured in one moment, for parts are read again."""
    return float(page.evaluate("(it) => document.querySelector(it).getBoundingClientRect().top", selector))


def mark(it: Attachment) -> str:
    """The mark of the version's only warning."""
    check = it.checks.get()
    return str(next(one["mark"] for one in check.findings if one["severity"] == "warning"))


def test_released_once_nothing_stands_before_it(
    house: SimpleNamespace, sheet: Any, at_desk: Any, look: Any, width: int
) -> None:
    it = added(house, sheet, layered(hidden=""), "261119开盘报纸.pdf")
    signed(house, it)
    for one in CHECKS:
        do("check.answer", house.jiang, it, passing(one.code))
    director = at_desk(house.xu, width)
    director.goto(f"/artwork/{it.pk}/check/")
    assert stops(director) == ["review"]
    director.get_by_role("button", name="签“内审”").click()
    expect(director.get_by_role("heading", name="可以出品")).to_be_visible()
    page = at_desk(house.lin, width, lang="en")
    page.goto(f"/artwork/{it.pk}/check/")
    look(page, "check-ready-en")
    page.get_by_role("link", name="Release").click()
    page.get_by_label("Or to").fill("临江日报广告部")
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_role("heading", name="Released")).to_be_visible()
    assert Release.objects.get().sha256 == it.file_id


def test_two_versions_move_together_and_a_change_leads_to_its_place(
    house: SimpleNamespace, sheet: Any, at_desk: Any, look: Any, width: int
) -> None:
    old = added(house, sheet, layered(hidden=""), "261118开盘报纸.pdf")
    again = Sheet(350, 490)
    words = DARK + text("Opening day", 60, 300, 40)
    it = added(
        house,
        sheet,
        again.page(FILLED + "0.6 0 0.2 0 k " + rect(60, 80, 100, 60) + words, fonts=HELVETICA),
        "261119开盘报纸.pdf",
    )
    do("version.compare", house.jiang, it, {"before": old.pk})
    assert running.compare_versions() == 1
    page = at_desk(house.jiang, width)
    page.goto(f"/artwork/{it.pk}/compare/?with={old.pk}")
    before, after = page.locator("[data-pane=before]"), page.locator("[data-pane=after]")
    look(page, "compare")
    page.get_by_role("button", name="Opening day").click()
    expect(after.locator(".viewer-box.is-here")).to_be_visible()
    expect(page.locator("[data-zoom-of]")).not_to_have_text("100%")
    at = "(pane) => [pane.scrollLeft, pane.scrollTop].map(Math.round)"
    assert before.evaluate(at) == pytest.approx(after.evaluate(at), abs=3) and max(after.evaluate(at)) > 0
    after.press("b")
    expect(before).to_be_hidden()
    expect(after.locator("[data-side]")).to_have_text("旧版")
    expect(after.locator("[data-side]")).to_have_text("新版")  # it changes by itself
    page.get_by_role("button", name="闪烁").click()
    expect(before).to_be_visible()
