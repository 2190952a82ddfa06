"""Marked texts planted in every field: no money for those who see none, nothing of a rival's for anybody outside its wall.

Every page, paper and table a role may open is read to the last word, and everything the API and the search answer.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from aedesk.desk.action import ACTIONS, do
from aedesk.doors.reads import READS
from aedesk.rulebook.roles import ROLES
from tests.papers import paper
from tests.planting import SHOWN_MONEY
from tests.rivals import OWN, RIVAL

from .policy import act_answer, each, rows_for, screen_cells
from .test_permissions import ask, signed_in

QUICK = "designer"
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")  # a random one may hold any mark of four letters
BLIND = [code for code, role in ROLES.items() if not role.money]
WALLED = [code for code, role in ROLES.items() if not role.agency_wide]


def words_of(response: Any) -> str:
    """Everything a reader of the answer could see, the source of a page and the text of a PDF or workbook alike."""
    kind = response.headers.get("Content-Type", "")
    if response.status_code != 200 or response.streaming or kind.startswith("image/"):
        return ""
    if kind == "application/pdf":
        return paper.words(response.content)
    if "spreadsheetml" in kind:
        book = load_workbook(io.BytesIO(response.content))
        return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)
    if kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            return "\n".join(archive.read(one).decode(errors="replace") for one in archive.namelist())
    return TOKEN.sub("", response.content.decode(errors="replace"))


def web(person: Any, rivals: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """Every page and form as the person sees it."""
    browser = signed_in(person)
    for cell in screen_cells(person, rivals.own, rivals.other):
        if cell.method == "GET" and cell.what != "logout":
            yield cell.path, words_of(ask(browser, cell))
    yield "/search/?q", words_of(browser.get("/search/", {"q": OWN}))
    for code, spec in ACTIONS.items():
        for row in rows_for(spec.on, rivals.own, rivals.other):
            if not act_answer(spec, person, row, rivals.own):
                path = f"/do/{code}/" + (f"{row.pk}/" if row is not None else "")
                yield path, words_of(browser.get(path))


def api(person: Any, rivals: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """Every list, thing and timeline the API answers, and what its search finds."""
    secret = do("token.make", person, None, {"name": "程序", "scope": "read"}).facts["secret"]
    browser = Client(headers={"Authorization": f"Bearer {secret}"})
    for name, read in READS.items():
        yield name, words_of(browser.get(f"/api/v1/{name}", {"limit": 200}))
        for row in rows_for(read.model, rivals.own, rivals.other):
            yield f"{name}/{row.pk}", words_of(browser.get(f"/api/v1/{name}/{row.pk}"))
            if name in ("jobs", "projects", "clients"):
                yield f"{name}/{row.pk}/timeline", words_of(browser.get(f"/api/v1/{name}/{row.pk}/timeline"))
    for word in (OWN, RIVAL, "918273"):
        yield f"search {word}", words_of(browser.get("/api/v1/search", {"q": word}))
    yield "today", words_of(browser.get("/api/v1/today"))


def leaks(door: Any, person: Any, rivals: SimpleNamespace, marks: tuple[str, ...]) -> tuple[list[str], str]:
    found, read = [], []
    for path, text in door(person, rivals):
        read.append(text)
        found += [
            f"{path}: …{text[max(0, text.index(mark) - 60) : text.index(mark) + 30]}…" for mark in marks if mark in text
        ]
    return found, "".join(read)


@paper.poppler
@pytest.mark.parametrize("door", [web, api])
@pytest.mark.parametrize("role", each(WALLED, QUICK))
def test_nothing_of_a_rival_is_shown_and_no_money_to_those_who_see_none(
    rivals: SimpleNamespace, settings: Any, role: str, door: Any
) -> None:
    settings.API_RATE = "1000000/m"
    marks = (RIVAL, *(SHOWN_MONEY if role in BLIND else ()))
    found, read = leaks(door, rivals.staff[role], rivals, marks)
    assert found == []
    assert read.count(OWN) > 50


@pytest.mark.slow
@pytest.mark.parametrize("door", [web, api])
def test_the_marks_are_seen_by_those_who_may(rivals: SimpleNamespace, settings: Any, door: Any) -> None:
    settings.API_RATE = "1000000/m"
    _, read = leaks(door, rivals.staff["general_manager"], rivals, ())
    assert RIVAL in read
    assert any(mark in read for mark in SHOWN_MONEY)
