"""Who may do what, told once: the answer every address must give to every person.

It is read off three declarations and nothing else: a screen's `roles`, `about` and `public`; an action's `who`; the client
walls. A stranger is sent to sign in; what lies behind a wall is not there (404, never 403); a wrong role is told so (403).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import aedesk.doors.urls  # noqa: F401  declares every screen and act
from aedesk.desk.action import ACTIONS, Act, Action
from aedesk.doors.web.screen import SCREENS, Screen
from aedesk.kit import clock
from aedesk.rulebook.roles import ROLES
from tests.planting import COMMON, Garden
from tests.rivals import STRANGER

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
FINE = frozenset(
    {*range(200, 304), 401, 409, 411, 415, 416, 422, 429}
)  # done, or a page that says what is wrong with the input
DOORS = {"do", "do_on"}  # the two addresses of every act: judged act by act
# Where an address holds more than the key of what it is about, what to put there.
PARTS: dict[str, list[dict[str, Any]]] = {
    "contacts_export": [{"kind": "xlsx"}, {"kind": "vcf"}],
    "guide_card": [{"code": "delay"}],
    "rule": [{"code": "note_at_once"}],
    "file_page": [{"page": "1"}],
    "options": [{"noun": "client"}],
    "check_layers": [{"number": "1", "page": "1", "shown": "10"}],
    "check_picture": [{"number": "1", "name": "page-1.png"}],
}
PERSONAL = {"notice", "daylist", "timer", "upload"}
ADMINS = {"admin", "general_manager"}
# One of each that a query tells apart (sees every client, sees money), and those with a right all of their own.
KINDS = {STRANGER, "general_manager", "ae", "designer", "creative_director", "traffic", "admin"}


def each(roles: Iterable[str], quick: str) -> list[Any]:
    """A test for each role; all but the quick one are slow, and those of a kind another stands for are asked on one database."""
    return [
        pytest.param(
            role,
            marks=[mark for mark, holds in (
                (pytest.mark.slow, role != quick), (pytest.mark.one_database, role not in KINDS),
            ) if holds],
        )
        for role in roles
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One question to the house, and the answers that are right."""

    what: str
    method: str
    path: str
    right: frozenset[int]
    body: dict[str, Any] | None = None


def knows(person: Any, row: Any, own: Garden) -> bool:
    """Whether a person may know of a row: told here again, independently of `visible_to`."""
    name = row._meta.model_name
    if name in COMMON and name != "event":
        return True
    if name == "apitoken":
        return bool(row.person_id == person.pk or person.role in ADMINS)
    if name in PERSONAL:
        return bool(row.person_id == person.pk)
    return bool(ROLES[person.role].agency_wide or own.rows.get(name) == row)


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the house as Django routes it."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one


def screen_cells(person: Any, own: Garden, other: Garden) -> Iterator[Cell]:
    """Every page with every method, on this client's things and on the rival's."""
    for screen in sorted(SCREENS, key=lambda one: one.name == "logout"):  # after which nobody is signed in
        if screen.name in DOORS:
            continue
        for row in rows_for(screen.about, own, other):
            for path in paths(screen, row):
                for method in METHODS:
                    yield Cell(screen.name, method, path, page_answer(screen, person, row, own, method))


def rows_for(model: str, own: Garden, other: Garden) -> list[Any]:
    if not model:
        return [None]
    found = [garden.rows.get(model.lower()) for garden in (own, other)]
    common = own.common.get(model.lower())
    rows = [row for row in (*found, common) if row is not None]
    assert rows, f"nothing is planted of {model}: see planting.py"
    return rows


def paths(screen: Screen, row: Any) -> list[str]:
    """The addresses of a page about a row; parts beside its key come from PARTS."""
    route = "/" + (re.sub(r"<int:pk>", str(row.pk), screen.path) if row is not None else screen.path)
    if "<" not in route:
        return [route]
    assert screen.name in PARTS, f"{screen.name}: say in PARTS what to put into {screen.path}"
    found = []
    for parts in PARTS[screen.name]:
        path = route
        for name, value in parts.items():
            path = re.sub(rf"<\w+:{name}>", str(value), path)
        found.append(path)
    return found


def page_answer(screen: Screen, person: Any, row: Any, own: Garden, method: str) -> frozenset[int]:
    if method not in screen.methods:
        return frozenset({405})
    if screen.public:
        return FINE
    if person is None:
        return frozenset({302})
    if screen.roles is not None and person.role not in screen.roles:
        return frozenset({403})
    if row is not None and not knows(person, row, own):
        return frozenset({404})
    return FINE


def act_cells(person: Any, own: Garden, other: Garden) -> Iterator[Cell]:
    """Every act on the web: its form, and a post with a field that it does not have, so that nothing is done."""
    for code, spec in ACTIONS.items():
        for row in rows_for(spec.on, own, other):
            path = f"/do/{code}/" + (f"{row.pk}/" if row is not None else "")
            right = act_answer(spec, person, row, own)
            yield Cell(code, "GET", path, right or frozenset({200}))
            yield Cell(code, "POST", path, right or frozenset({422}), {"no_such_field": "1"})
        wrong_shape = f"/do/{code}/" + ("" if spec.on else "1/")
        yield Cell(code, "GET", wrong_shape, frozenset({302 if person is None else 404}))


def act_answer(spec: Action, person: Any, row: Any, own: Garden) -> frozenset[int]:
    """302, 404 or 403; empty where the person may do it."""
    if person is None:
        return frozenset({302})
    if row is not None and not knows(person, row, own):
        return frozenset({404})
    if not spec.who(Act(spec, person, row, {}, clock.now())):
        return frozenset({403})
    return frozenset()
