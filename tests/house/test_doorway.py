"""The doorway itself: no act without the form's own token, no field that was not declared, no reference across a wall."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.forms.models import model_to_dict
from django.test import Client

from aedesk.desk.action import ACTIONS, Action, fill
from aedesk.desk.errors import InvalidInput
from aedesk.desk.models import Event
from aedesk.doors.web.screen import SCREENS
from tests import samples

from .policy import act_answer

CONTROL = {"csrfmiddlewaretoken", "next", "version", "key", "reason"}


def may(spec: Action, rivals: SimpleNamespace) -> Any:
    """Somebody who may do an act, or None."""
    row = target(spec, rivals)
    return next((p for p in rivals.staff.values() if not act_answer(spec, p, row, rivals.own)), None)


def target(spec: Action, rivals: SimpleNamespace) -> Any:
    return rivals.own.rows.get(spec.on.lower()) or rivals.own.common.get(spec.on.lower()) if spec.on else None


def doable(rivals: SimpleNamespace) -> Iterator[tuple[Action, Any, Any]]:
    """Every act with somebody who may do it, and what it is done to."""
    found = [(spec, may(spec, rivals), target(spec, rivals)) for spec in ACTIONS.values()]
    undone = [spec.code for spec, person, _ in found if person is None]
    assert undone == ["agency.first_run"], undone
    yield from ((spec, person, row) for spec, person, row in found if person is not None)


def address(spec: Action, row: Any) -> str:
    return f"/do/{spec.code}/" + (f"{row.pk}/" if row is not None else "")


def test_nothing_is_done_for_a_page_of_somebody_else(rivals: SimpleNamespace) -> None:
    """Every act and every page that takes a post, without the token that our own forms carry (T14)."""
    paths = [address(spec, target(spec, rivals)) for spec in ACTIONS.values()]
    paths += [f"/{one.path}" for one in SCREENS if "POST" in one.methods and "<" not in one.path]
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rivals.staff["general_manager"])
    before = Event.objects.count()
    assert [path for path in paths if browser.post(path, {}).status_code != 403] == []
    assert (Event.objects.count(), len(paths) > 90) == (before, True)


def test_no_field_goes_in_that_was_not_declared(rivals: SimpleNamespace) -> None:
    """Every column of the thing that the act does not ask for: each is named as wrong and the row stands as it was (T4)."""
    wrong = []
    for spec, person, row in doable(rivals):
        if row is None:
            continue
        declared = {one.name for one in spec.fields} | CONTROL
        columns = {f.name for f in row._meta.fields} | {f.attname for f in row._meta.fields} | {"is_superuser", "wall"}
        protected = columns - declared
        row.refresh_from_db()
        before = model_to_dict(row) | {"version": getattr(row, "version", None)}
        browser = Client()
        browser.force_login(person)
        given = dict.fromkeys(protected, "1")
        answer = browser.post(address(spec, row), given, headers={"X-Act": "1"})
        row.refresh_from_db()
        if answer.status_code != 422 or not protected <= set(answer.json()["fields"]):
            wrong.append((spec.code, answer.status_code))
        assert model_to_dict(row) | {"version": getattr(row, "version", None)} == before, spec.code
    assert wrong == []


def references(spec: Action) -> list[str]:
    return [one.name for one in spec.fields if one.kind in ("ref", "refs")]


def test_a_reference_to_the_rival_s_thing_is_like_one_to_nothing(rivals: SimpleNamespace) -> None:
    """An AE who names the rival's contact, project or sheet hears what he hears for a number that is not there (T1)."""
    ae, seen = rivals.staff["ae"], 0
    for spec in ACTIONS.values():
        for one in (
            one for one in spec.fields if one.kind in ("ref", "refs") and one.model.lower() in rivals.other.rows
        ):
            heard = [said(spec, one.name, pk, ae, rivals) for pk in (rivals.other[one.model].pk, 10**9)]
            assert heard[0] == heard[1] != "", (spec.code, one.name, heard)
            seen += 1
    assert seen > 20


def said(spec: Action, name: str, pk: int, person: Any, rivals: SimpleNamespace) -> str:
    """What is wrong with a reference, or "" where it is taken."""
    try:
        fill(spec, samples.body(spec, rivals.own) | {name: pk}, person)
    except InvalidInput as wrong:
        return str(wrong.fields.get(name, ""))
    return ""


@pytest.mark.slow
def test_every_act_done_in_earnest_by_every_role_never_breaks(rivals: SimpleNamespace) -> None:
    """A body that fits, as every role, to this client's things: done, refused or told what is wrong; never a crash."""
    broken, count = [], 0
    for person in rivals.staff.values():
        browser = Client(raise_request_exception=False)
        browser.force_login(person)
        for spec in ACTIONS.values():
            row, count = target(spec, rivals), count + 1
            given = flat(samples.body(spec, rivals.own))
            with transaction.atomic():
                answer = browser.post(address(spec, row), given, headers={"X-Act": "1"})
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                why = repr(getattr(answer, "exc_info", ""))[:200]
                broken.append(f"{person.role} {spec.code}: {answer.status_code} {why}")
    assert broken == []
    assert count > 2000


def flat(given: dict[str, Any]) -> dict[str, Any]:
    """A body as a form sends it: the lines of a table as `table-row-column`."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, line in enumerate(value):
                found |= {f"{name}-{number}-{column}": "" if cell is None else cell for column, cell in line.items()}
        elif value is not False and value is not None:
            found[name] = value
    return found
