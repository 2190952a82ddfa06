"""Files dropped on a job: sent piece by piece, cut and gone on with, taken up again after a reload, stored by one press."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from aedesk.desk import vault
from aedesk.desk.models import Attachment
from tests.desk.work import a_sheet

MB = 1 << 20


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES  # type: ignore[no-any-return]


def a_file(folder: Path, name: str, size: int) -> Path:
    path = folder / name
    path.write_bytes(b"%PDF-1.7 " + bytes(range(251)) * (size // 251))
    return path


def choose(page: Page, path: Path) -> Any:
    expect(page.locator("#job-files")).to_be_visible()  # the script has taken over
    page.locator("#job-files input[type=file][multiple]").set_input_files(path)
    return page.locator(".drop-row").last


def test_a_dropped_file_gets_its_right_name_and_is_stored_by_one_press(
    house: SimpleNamespace, at_desk: Any, look: Any, tmp_path: Path, width: int
) -> None:
    sheet, page = a_sheet(house), at_desk(house.tang, width)
    page.goto(f"/jobs/{sheet.pk}/#files")
    row = choose(page, a_file(tmp_path, "开盘报纸终稿.pdf", 3000))
    expect(row.get_by_label("文件名")).to_have_value(re.compile(r"^\d{6}开盘报纸\.pdf$"))
    expect(row).to_contain_text("传完了")
    look(page, "upload-row")
    row.get_by_role("button", name="存入").click()
    expect(page.locator("#files .file")).to_contain_text("开盘报纸.pdf")
    assert vault.has(Attachment.objects.get().file_id)


def test_a_cut_line_and_a_reload_lose_nothing(house: SimpleNamespace, at_desk: Any, tmp_path: Path) -> None:
    sheet, page = a_sheet(house), at_desk(house.tang)
    path = a_file(tmp_path, "261116大图.pdf", 18 * MB)
    pieces: list[int] = []

    def cut(route: Any) -> None:
        """Three pieces go through; the fourth is cut, and so is everything after it."""
        if route.request.method == "PATCH":
            pieces.append(int(route.request.headers["upload-offset"]))
            if len(pieces) > 3:
                return route.abort("internetdisconnected")
        return route.continue_()

    page.route("**/uploads/**", cut)
    page.goto(f"/jobs/{sheet.pk}/")
    row = choose(page, path)
    expect(row).to_contain_text("断线了")
    page.unroute("**/uploads/**")
    page.on("dialog", lambda dialog: dialog.accept())  # leaving asks first
    page.reload()
    expect(page.locator("[data-upload-before]")).to_contain_text("261116大图.pdf")
    again: list[str] = []
    page.on(
        "request", lambda one: again.append(one.headers.get("upload-offset", "")) if one.method == "PATCH" else None
    )
    row = choose(page, path)
    expect(row).to_contain_text("传完了")
    assert again[0] == str(12 * MB)
    row.get_by_role("button", name="存入").click()
    expect(page.locator("#files .file")).to_contain_text("261116大图.pdf")
    assert Attachment.objects.get().file_id == hashlib.sha256(path.read_bytes()).hexdigest()


def test_paused_stays_where_it_is_and_goes_on(house: SimpleNamespace, at_desk: Any, tmp_path: Path) -> None:
    sheet, page = a_sheet(house), at_desk(house.tang)
    held: list[Any] = []
    page.route(
        "**/uploads/**", lambda route: held.append(route) if route.request.method == "PATCH" else route.continue_()
    )
    page.goto(f"/jobs/{sheet.pk}/")
    row = choose(page, a_file(tmp_path, "261116大图.pdf", 5 * MB))
    row.get_by_role("button", name="暂停").click()
    expect(row).to_contain_text("已暂停")
    page.unroute("**/uploads/**")
    row.get_by_role("button", name="接着传").click()
    expect(row).to_contain_text("传完了")


def test_a_refused_name_is_told_in_the_row_with_the_rule(house: SimpleNamespace, at_desk: Any, tmp_path: Path) -> None:
    sheet, page = a_sheet(house), at_desk(house.tang)
    page.goto(f"/jobs/{sheet.pk}/")
    row = choose(page, a_file(tmp_path, "261116开盘报纸.pdf", 3000))
    expect(row).to_contain_text("传完了")
    row.get_by_label("文件名").fill("终稿")
    row.get_by_role("button", name="存入").click()
    expect(row).to_contain_text("文件名要以 6 位日期开头")
    row.get_by_label("文件名").fill("261116开盘报纸")
    row.get_by_role("button", name="存入").click()
    expect(page.locator("#files .file")).to_contain_text("261116开盘报纸.pdf")


def test_without_script_a_plain_form_sends_the_file(house: SimpleNamespace) -> None:
    """The button of the card leads to it; script hides it for the zone."""
    from django.test import Client

    from tests.desk.artwork.sending import upload_of

    browser = Client()
    browser.force_login(house.tang)
    sheet = a_sheet(house)
    html = browser.get(f"/jobs/{sheet.pk}/").content.decode()
    found = re.search(r'href="(/do/attachment.add/[^"]*)"', html)
    assert found
    form = browser.get(found[1].replace("&amp;", "&")).content.decode()
    assert 'enctype="multipart/form-data"' in form
    sent = browser.post("/do/attachment.add/", {"sheet": sheet.pk, "file": upload_of(b"123"), "name": "261116开盘"})
    assert (sent.status_code, Attachment.objects.get().name) == (302, "261116开盘.pdf")
