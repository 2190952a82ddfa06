"""The library's pages as one sees them: notes, photos, quick filing by one press, the archive."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from aedesk.desk.action import do
from aedesk.desk.artwork import picturing
from aedesk.desk.models import Attachment, JobSheet, LibraryCategory
from tests.desk.artwork import hostile
from tests.desk.artwork.test_add import upload
from tests.desk.work import a_sheet


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES, settings.PREVIEWS = tmp_path / "files", tmp_path / "previews"
    return settings.FILES  # type: ignore[no-any-return]


def test_the_shelves_can_be_read_by_everybody(house: SimpleNamespace, at_desk: Any, look: Any, width: int) -> None:
    shelf = LibraryCategory.objects.get(name="印刷").pk
    note = do("library.add", house.lin, None, {"category": shelf, "title": "烫金最小线宽", "body": "0.2 mm"}).result
    given = {"project": house.p02.pk, "category": "site", "place": "北门"}
    do("photo.add", house.lin, None, {"file": upload("IMG_1.jpg", hostile.photo())} | given)
    picturing.make_pictures()
    sheet = a_sheet(house)
    JobSheet.objects.filter(pk=sheet.pk).update(state="closed")
    do("archive.place", house.lin, sheet, {"box": "B-17"})
    page = at_desk(house.lin, width)
    shot = Attachment.objects.get().pk
    for path, name in (
        ("/library/", "library"), (f"/library/{note.pk}/", "library-note"), ("/photos/", "photos"), ("/file/", "quick-file"),
        ("/archive/", "archive"), (f"/artwork/{shot}/", "photo"),
    ):  # fmt: skip
        page.goto(path)
        look(page, name)


def test_a_file_dropped_anywhere_is_in_its_place_after_one_press(
    house: SimpleNamespace, at_desk: Any, tmp_path: Path
) -> None:
    sheet, page = a_sheet(house), at_desk(house.tang)
    (tmp_path / "开盘报纸终稿.pdf").write_bytes(hostile.pdf())
    page.goto("/file/")
    expect(page.locator("#quick-drop")).to_be_visible()
    page.locator("#quick-drop input[multiple]").set_input_files(tmp_path / "开盘报纸终稿.pdf")
    row = page.locator(".drop-row")
    expect(row.get_by_label("文件名")).to_have_value(re.compile(r"^\d{6}开盘报纸\.pdf$"))
    expect(row.get_by_label("放到哪张工作单")).to_have_value(str(sheet.pk))
    expect(row).to_contain_text("传完了")
    row.get_by_role("button", name="存入").click()
    expect(page.get_by_text("从拖进来到存好，中位数")).to_be_visible()
    assert Attachment.objects.get().sheet == sheet
