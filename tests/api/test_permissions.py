"""The API keeps the same policy as the pages: act by act and list by list, for every role, on this client and the rival's."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from aedesk.desk.action import ACTIONS, Act, Action, fill
from aedesk.desk.errors import InvalidInput
from aedesk.doors.api.acts import NOT_BY_PROGRAM
from aedesk.doors.reads import READS
from aedesk.kit import clock
from aedesk.rulebook.roles import ROLES
from tests import samples
from tests.house.policy import act_answer, each, knows, rows_for

from .conftest import Call

BROKEN = {401, 404, 405, 429}


@pytest.mark.parametrize("role", each(ROLES, ""))
def test_every_act_answers_as_the_policy_says(rivals: SimpleNamespace, call: Call, settings: Any, role: str) -> None:
    settings.API_RATE = "1000000/m"
    person = rivals.staff[role]
    program, wrong, count = call(person), [], 0
    for spec in ACTIONS.values():
        if spec.code in NOT_BY_PROGRAM or any(one.kind == "file" for one in spec.fields):
            continue
        for row in rows_for(spec.on, rivals.own, rivals.other):
            right, body = answer_of(spec, person, row, rivals), samples.body(spec, rivals.own)
            path = f"/do/{spec.code}" + (f"/{row.pk}" if row is not None else "")
            with transaction.atomic():
                got = program.post(path, body, {"If-Match": '"1"'})
                transaction.set_rollback(True)
            code, count = got.json().get("code", ""), count + 1
            fits = (
                code == right
                if right
                else got.status_code < 500 and got.status_code not in BROKEN and code != "not_allowed"
            )
            if not fits:
                wrong.append(f"{path}: {got.status_code} {code}, not {right or 'done or refused'}")
    assert wrong == []
    assert count > 100


def answer_of(spec: Action, person: Any, row: Any, rivals: SimpleNamespace) -> str:
    """unknown, not_allowed, or "" where the person may try; the same policy as on the web, asked with the values too."""
    status = act_answer(spec, person, row, rivals.own)
    if status:
        return {404: "unknown", 403: "not_allowed"}[min(status)]
    try:
        values = fill(spec, samples.body(spec, rivals.own), person)
    except InvalidInput:
        return "invalid"
    return "" if spec.who(Act(spec, person, row, values, clock.now())) else "not_allowed"


@pytest.mark.parametrize("role", each(ROLES, "ae"))
def test_every_list_shows_what_the_policy_says(rivals: SimpleNamespace, call: Call, settings: Any, role: str) -> None:
    settings.API_RATE = "1000000/m"
    person = rivals.staff[role]
    program = call(person, "read")
    for name, read in READS.items():
        rows = [row for row in rows_for(read.model, rivals.own, rivals.other)]
        if read.is_money and not person.sees_money:
            assert program.get(f"/{name}").status_code == 403
            continue
        seen = {item["id"] for item in program.get(f"/{name}", limit=200).json()["items"]}
        for row in rows:
            known = row.person_id == person.pk if name in ("duties", "notices") else knows(person, row, rivals.own)
            assert (row.pk in seen) is known, (name, row)
            assert program.get(f"/{name}/{row.pk}").status_code == (200 if known else 404), (name, row)
