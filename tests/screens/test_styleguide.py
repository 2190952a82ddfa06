"""The style guide shows every part, in both languages, without inline script or style."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import RequestFactory
from jinja2 import Environment, FileSystemLoader

from aedesk.doors.web.current import answering
from aedesk.doors.web.environment import environment
from aedesk.doors.web.screens.styleguide.view import samples
from aedesk.kit.text import speaking

WEB = Path(__file__).resolve().parents[2] / "aedesk/doors/web"
PARTS = WEB / "parts"
STYLE = WEB / "static/aedesk"


@pytest.fixture(scope="module")
def pages() -> Environment:
    return environment(loader=FileSystemLoader([str(WEB / "screens"), str(WEB)]))


def shown(pages: Environment, lang: str = "zh") -> str:
    request = RequestFactory().get("/styleguide/?state=open")
    request._messages = []  # type: ignore[attr-defined]
    me = {"pk": 1, "name": "林晓岚", "name_en": "Lin Xiaolan"}
    with speaking(lang), answering(request):
        page = pages.get_template("parts/styleguide.html")
        return page.render(request=request, me=me, csrf_input="", csrf_token="t", unread=3, **samples())


def test_every_macro_is_shown_in_the_style_guide(pages: Environment) -> None:
    module = pages.get_template("parts/ui.html").make_module()
    offered = {name for name in vars(module) if not name.startswith("_")}
    guide = (PARTS / "styleguide.html").read_text()
    assert offered - set(re.findall(r"ui\.(\w+)", guide)) <= {"icon", "lines"}  # drawn by other macros


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_part_needs_inline_script_or_style(pages: Environment, lang: str) -> None:
    html = shown(pages, lang)
    assert not re.search(r"\sstyle=|\son\w+=|<style|hx-on|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_english_pages_speak_no_chinese_in_the_shell_after_a_chinese_one(pages: Environment) -> None:
    assert "工作单" in shown(pages, "zh")
    menu = re.search(r'<nav class="side-nav".*?</nav>', shown(pages, "en"), re.S)
    assert menu and not re.search(r"[\u4e00-\u9fff]", menu.group())


def test_every_icon_named_in_the_parts_is_on_the_list_of_fetched_icons() -> None:
    listed = (WEB.parents[2] / "assets.toml").read_text()
    named = {
        name for path in WEB.rglob("*.html")
        for name in re.findall(r"(?:icon\(|icon=|'icon': )'([a-z0-9-]+)'", path.read_text())
    }  # fmt: skip
    assert named and {name for name in named if f'"{name}"' not in listed} == set()


def test_the_house_style_sheets_stay_small_and_fetch_nothing_from_outside() -> None:
    sheets = {path.name: path.read_text() for path in STYLE.glob("*.css")}
    everywhere = [sheets.pop("tokens.css"), sheets.pop("desk.css")]
    assert sum(len(sheet.splitlines()) for sheet in everywhere) < 600
    assert all(len(sheet.splitlines()) < 200 for sheet in sheets.values())
    assert not any(re.search(r"https?://", sheet) for sheet in (*everywhere, *sheets.values()))
    assert all(len(path.read_text().splitlines()) < 300 for path in STYLE.glob("*.js"))
