"""The description of the API is valid and true: what schemathesis makes of it is answered as described, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks as openapi

from aedesk.desk.action import ACTIONS, do
from aedesk.doors.api.acts import NOT_BY_PROGRAM
from aedesk.doors.reads import READS
from aedesk.wsgi import pages

EXAMPLES = 12
TRUE = [
    checks.not_a_server_error, openapi.status_code_conformance, openapi.content_type_conformance,
    openapi.response_schema_conformance, openapi.response_headers_conformance,
]  # fmt: skip


@pytest.fixture
def described(rivals: SimpleNamespace) -> Iterator[Any]:
    """The description, read from the program itself; the test's connection outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", pages)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secret(rivals: SimpleNamespace, settings: Any) -> str:
    settings.API_RATE = "1000000/m"
    return str(
        do("token.make", rivals.staff["general_manager"], None, {"name": "程序", "scope": "write"}).facts["secret"]
    )


@pytest.mark.slow
def test_every_operation_answers_as_described(described: Any, rivals: SimpleNamespace, secret: str) -> None:
    wrong, count = [], 0
    for found in described.get_all_operations():
        operation, count = found.ok(), count + 1
        try:
            ask(operation, rivals, secret)
        except (FailureGroup, AssertionError) as failed:
            wrong.append(f"{operation.label}: {failed}"[:600])
    assert count > 180
    assert wrong == []


def ask(operation: Any, rivals: SimpleNamespace, secret: str) -> None:
    """Some cases of one operation; every second names a thing that is there, and what it does is undone."""

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def cases(case: Any) -> None:
        known = target(case, rivals)
        if known is not None and case.path_parameters["pk"] % 2 == 0:
            case.path_parameters["pk"] = known
        with transaction.atomic():
            case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, checks=TRUE)
            transaction.set_rollback(True)

    cases()


def target(case: Any, rivals: SimpleNamespace) -> int | None:
    """The key of a planted thing for the operation's own noun."""
    if "pk" not in (case.path_parameters or {}):
        return None
    words = case.operation.path.split("/")[3:]
    model = ACTIONS[words[1]].on if words[0] == "do" else READS[words[0]].model
    row = rivals.own.rows.get(model.lower()) or rivals.own.common.get(model.lower())
    return getattr(row, "pk", None)


def test_everything_that_can_be_done_and_read_is_described(db: None) -> None:
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    for code, spec in ACTIONS.items():
        assert (f"/api/v1/do/{code}" + ("/{pk}" if spec.on else "") in paths) is (code not in NOT_BY_PROGRAM)
    assert {f"/api/v1/{name}" for name in READS} <= set(paths)


def test_the_description_tells_the_bounds_that_are_kept(db: None) -> None:
    found = Client().get("/api/v1/openapi.json").json()
    body = found["components"]["schemas"]["request_open"]
    assert body["additionalProperties"] is False
    assert body["properties"]["title"]["maxLength"] == 120
    assert set(body["required"]) >= {"project", "title"}
