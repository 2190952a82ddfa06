"""Every refusal has one shape, whatever refuses; a dead token opens nothing."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from aedesk.desk.action import do
from aedesk.desk.models import ApiToken, Request
from aedesk.kit import clock

from .conftest import Call, Program


def problem(answer: Any) -> tuple[int, str]:
    """Status and code of an answer that has the shape of every refusal."""
    body = answer.json()
    assert answer.headers["Content-Type"].startswith("application/json")
    assert body["says"]["zh"] and body["says"]["en"]
    return answer.status_code, body["code"]


def test_each_refusal_looks_alike(house: SimpleNamespace, call: Call) -> None:
    lin = call(house.lin)
    assert problem(call().get("/jobs")) == (401, "unauthorized")
    assert problem(Program("aed_wrong", Client()).get("/jobs")) == (401, "unauthorized")
    assert problem(call(house.lin, "read").post("/do/me.language", {"language": "en"})) == (403, "not_allowed")
    assert problem(call(house.jiang).post("/do/client.add", {"name": "客户"})) == (403, "not_allowed")
    assert problem(lin.get("/jobs/999")) == (404, "unknown")
    assert problem(lin.get("/nothing")) == (404, "unknown")
    assert problem(lin.post("/do/no.such")) == (404, "unknown")
    assert problem(lin.send("DELETE", "/jobs")) == (405, "method_not_allowed")
    assert problem(lin.post("/do/timer.stop", {})) == (409, "wrong_state")
    assert problem(lin.post("/do/request.open", {})) == (422, "invalid")
    assert problem(lin.post("/do/request.open", [1])) == (422, "invalid")


def test_a_method_that_is_not_taken_names_those_that_are(house: SimpleNamespace, call: Call) -> None:
    assert call(house.lin).send("DELETE", "/jobs").headers["Allow"] == "GET"
    assert call(house.lin).get("/do/request.open").headers["Allow"] == "POST"


def test_a_stranger_is_told_how_to_come_in(house: SimpleNamespace, call: Call) -> None:
    assert call().get("/jobs").headers["WWW-Authenticate"] == 'Bearer realm="AE Desk"'


def test_what_is_no_json_is_named(house: SimpleNamespace, call: Call) -> None:
    program = call(house.lin)
    answer = Client().post(
        "/api/v1/do/request.open", "{", "application/json", headers={"Authorization": f"Bearer {program.secret}"}
    )
    assert (problem(answer), set(answer.json()["fields"])) == ((422, "invalid"), {"body"})


def test_a_session_of_the_web_opens_nothing_here(house: SimpleNamespace) -> None:
    browser = Client()
    browser.force_login(house.lin)
    assert browser.get("/api/v1/jobs").status_code == 401
    assert browser.post("/api/v1/do/me.language", {"language": "en"}, "application/json").status_code == 401


def test_a_token_lives_until_the_end_of_its_last_day(house: SimpleNamespace, call: Call, still: clock.Frozen) -> None:
    program = call(house.lin, expires_on=str(date(2026, 11, 16)))
    still.set("2026-11-16 23:59:59")
    assert program.get("/me").status_code == 200
    still.set("2026-11-17 00:00:00")
    assert program.get("/me").status_code == 401


def test_a_token_dies_when_it_is_revoked_and_when_its_person_leaves(house: SimpleNamespace, call: Call) -> None:
    revoked, left = call(house.lin), call(house.shao)
    do("token.revoke", house.lin, ApiToken.objects.get(person=house.lin))
    assert revoked.get("/me").status_code == 401
    do("person.disable", house.ding, house.shao)
    assert left.get("/me").status_code == 401
    assert left.post("/do/request.open", {"project": house.p05.pk, "title": "晚了"}).status_code == 401
    assert Request.objects.count() == 0


def test_a_token_that_comes_back_with_its_person_stays_dead(house: SimpleNamespace, call: Call) -> None:
    program = call(house.shao)
    do("person.disable", house.ding, house.shao)
    do("person.enable", house.ding, house.shao, {"password": "correct horse battery"})
    assert program.get("/me").status_code == 401


def test_a_token_makes_no_other_token(house: SimpleNamespace, call: Call) -> None:
    assert problem(call(house.lin).post("/do/token.make", {"name": "更多"})) == (404, "unknown")


def test_a_program_that_asks_too_often_is_asked_to_wait(house: SimpleNamespace, call: Call, settings: Any) -> None:
    settings.API_RATE = "3/m"
    program, other = call(house.lin), call(house.lin)
    assert [program.get("/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    slow = program.get("/me")
    assert problem(slow) == (429, "too_fast")
    assert 0 < int(slow.headers["Retry-After"]) <= 60
    assert other.get("/me").status_code == 200


@pytest.mark.parametrize("path", ["/jobs/1/../../../etc/passwd", "/jobs/%00", "/jobs/-1", "/do/request.open/1"])
def test_odd_addresses_are_not_there(house: SimpleNamespace, call: Call, path: str) -> None:
    assert call(house.lin).get(path).status_code in (404, 405, 422)
