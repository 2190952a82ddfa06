"""Opened by hand, every address shows a whole page; a part of one leads to the page it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client

from aedesk.doors.web.screen import SCREENS, Screen

from .policy import paths, rows_for

SCRIPT = {"HX-Request": "true"}
NOT_TRIED = {"do", "do_on", "logout"}  # acts have a form each: tests/house/test_forms.py


def opened(rivals: SimpleNamespace, headers: dict[str, str]) -> Iterator[tuple[Screen, str, Any]]:
    """Every page that can be opened, as the general manager opens it."""
    browser = Client(headers=headers)
    browser.force_login(rivals.staff["general_manager"])
    for screen in SCREENS:
        if "GET" in screen.methods and screen.name not in NOT_TRIED:
            path = paths(screen, rows_for(screen.about, rivals.own, rivals.other)[0])[0]
            response = browser.get(path)
            yield screen, path, response
            if response.streaming:  # closing it would close the test's own connection
                request_finished.disconnect(close_old_connections)
                response.close()
                request_finished.connect(close_old_connections)


def is_fragment(response: Any) -> bool:
    if response.streaming or response.status_code != 200 or "text/html" not in response.get("Content-Type", ""):
        return False
    return "<!doctype html" not in response.content[:500].decode(errors="replace").lower()


@pytest.mark.slow
def test_no_address_opened_by_hand_shows_a_page_without_its_frame(rivals: SimpleNamespace) -> None:
    assert [path for _, path, response in opened(rivals, {}) if is_fragment(response)] == []


@pytest.mark.slow
def test_a_part_leads_a_person_to_its_page_and_answers_the_pages_script(rivals: SimpleNamespace) -> None:
    by_hand = {path: response for screen, path, response in opened(rivals, {}) if screen.part_of}
    by_script = {path: response for screen, path, response in opened(rivals, SCRIPT) if screen.part_of}
    assert len(by_hand) > 8
    assert {path: response.status_code for path, response in by_hand.items() if response.status_code != 302} == {}
    assert [path for path, response in by_script.items() if not is_fragment(response)] == []
    declared = {f"/{screen.path}" for screen in SCREENS}
    plain = {response.url for response in by_hand.values() if not any(letter.isdigit() for letter in response.url)}
    assert plain <= declared


def test_what_was_asked_of_the_part_is_asked_of_its_page(house: SimpleNamespace) -> None:
    browser = Client()
    browser.force_login(house.lin)
    assert browser.get("/today/list/?all=on").url == "/?all=on"
    assert browser.get(f"/feedback/around/?client={house.c1.pk}").url == f"/feedback/new/?client={house.c1.pk}"
    assert browser.get("/today/list/").url == "/"
