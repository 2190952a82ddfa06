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
    """10 mm too low, with two lines too thin, and live text."""
    content = (
        FILLED + "0 0 0 1 K " + line(40, 60, 80, 0.1) + line(40, 80, 80, 0.1) + DARK + text("Opening day", 40, 300, 30)
    )
    return Sheet(350, 480).page(content, fonts=HELVETICA)


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
