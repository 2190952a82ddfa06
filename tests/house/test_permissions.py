"""Every address × every role × own and rival client × every method gives the one answer of the policy."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client

from aedesk.doors.portal.door import DOORS
from aedesk.doors.web.screen import SCREENS
from aedesk.rulebook.roles import ROLES
from tests.rivals import STRANGER

from .policy import KINDS, Cell, act_cells, addresses, each, screen_cells


def ask(browser: Client, cell: Cell) -> Any:
    """One question, after which the house stands as before."""
    with transaction.atomic():
        response = browser.generic(cell.method, cell.path) if cell.body is None else browser.post(cell.path, cell.body)
        transaction.set_rollback(True)
    if response.streaming:  # closing it would close the test's own connection
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)
    return response


def mismatches(browser: Client, cells: Iterable[Cell]) -> tuple[list[str], int]:
    browser.raise_request_exception = False
    wrong, count = [], 0
    for cell in cells:
        count += 1
        response = ask(browser, cell)
        if response.status_code not in cell.right:
            why = repr(getattr(response, "exc_info", None) or "")[:200]
            wrong.append(
                f"{cell.method} {cell.path} ({cell.what}): {response.status_code}, not {min(cell.right)} {why}"
            )
    return wrong, count


def signed_in(person: Any) -> Client:
    browser = Client()
    if person is not None:
        browser.force_login(person)
    return browser


@pytest.mark.parametrize("role", each((STRANGER, *ROLES), STRANGER))
def test_every_page_and_act_answers_as_the_policy_says(rivals: SimpleNamespace, role: str) -> None:
    person = rivals.staff.get(role)
    cells = [*act_cells(person, rivals.own, rivals.other), *screen_cells(person, rivals.own, rivals.other)]
    wrong, count = mismatches(signed_in(person), cells)
    assert wrong == []
    assert count > 500


def test_each_kind_of_sight_is_stood_for_on_every_database() -> None:
    def kinds(roles: Iterable[str]) -> set[tuple[bool, bool]]:
        return {(ROLES[code].agency_wide, ROLES[code].money) for code in roles}

    assert kinds(KINDS - {STRANGER}) == kinds(ROLES)


def test_every_address_has_a_policy() -> None:
    declared = {screen.path for screen in SCREENS} | {one.path for one in DOORS}  # tests/portal judges the second
    unknown = [route for route, _ in addresses() if route not in declared and not route.startswith("api/")]
    assert unknown == []


def test_an_address_that_names_a_thing_says_what_it_is_about() -> None:
    assert [one.name for one in SCREENS if "<int:pk>" in one.path and not one.about] == []
