"""Acts: strict bodies, each done once, refused by name of the rule, never overwriting another's work."""

from __future__ import annotations

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aedesk.desk.deliveries.terms import TOLD_HOW
from aedesk.desk.models import Attachment, DoneOnce, Event, Material, Request, TimeEntry
from aedesk.kit import clock
from tests.desk.work import a_sheet

from .conftest import Call


def test_an_act_answers_what_it_made(house: SimpleNamespace, call: Call) -> None:
    answer = call(house.lin).post("/do/request.open", {"project": house.p02.pk, "title": "开盘海报"})
    made = Request.objects.get()
    assert answer.status_code == 200
    assert answer.json() == {
        "action": "request.open", "noun": "request", "id": made.pk, "version": 1, "says_zh": answer.json()["says_zh"],
        "says_en": answer.json()["says_en"],
    }  # fmt: skip
    assert Event.objects.get(action="request.open").via == "api"


def test_the_same_key_does_it_once_and_another_body_is_refused(house: SimpleNamespace, call: Call) -> None:
    program, body = call(house.lin), {"project": house.p02.pk, "title": "开盘海报"}
    first, again = (program.post("/do/request.open", body, {"Idempotency-Key": "k-1"}).json() for _ in range(2))
    assert (first["id"], Request.objects.count(), DoneOnce.objects.count()) == (again["id"], 1, 1)
    other = program.post("/do/request.open", body | {"title": "另一张"}, {"Idempotency-Key": "k-1"})
    assert (other.status_code, set(other.json()["fields"])) == (422, {"key"})
    too_long = program.post("/do/request.open", body, {"Idempotency-Key": "k" * 65})
    assert (too_long.status_code, set(too_long.json()["fields"])) == (422, {"Idempotency-Key"})


def test_a_rule_that_refuses_says_which_why_and_the_way_out(house: SimpleNamespace, call: Call) -> None:
    sheet = a_sheet(house, state="draft", signs="")
    answer = call(house.tang).post("/do/timer.start", {"sheet": sheet.pk})
    assert (answer.status_code, answer.json()["code"]) == (403, "refused")
    rule = answer.json()["rules"][0]
    assert (rule["rule"], rule["clause"]) == ("no_job_sheet_no_work", "P3§3-4")
    assert rule["says"] == {"zh": "没有工作单，没有工作", "en": "No job sheet, no work"}
    assert "草稿" in rule["reasons"][0]["zh"]
    assert rule["mend"]["code"] == "jobsheet.open"


def test_what_has_a_usual_answer_may_be_left_out_but_not_given_empty(house: SimpleNamespace, call: Call) -> None:
    schemas = call(house.lin).get("/openapi.json").json()["components"]["schemas"]
    it = schemas["delivery_tell_client"]
    assert "how" not in it.get("required", [])
    assert it["properties"]["how"]["default"] == "phone"
    assert it["properties"]["how"]["enum"] == list(TOLD_HOW), "an empty answer is none"


def test_types_are_strict_and_unknown_fields_refused(house: SimpleNamespace, call: Call) -> None:
    program = call(house.lin)
    wrong = program.post("/do/request.open", {"project": f"{house.p02.pk}", "title": True, "client_id": 3})
    assert wrong.status_code == 422
    assert wrong.json()["fields"] == {
        "project": {"zh": "请给出整数。", "en": "Give a whole number."},
        "title": {"zh": "请给出文字（字符串）。", "en": "Give text (a string)."},
        "client_id": {"zh": "没有这一项。", "en": "There is no such field."},
    }
    missing = program.post("/do/request.open", {})
    assert missing.json()["fields"]["title"] == {"zh": "此项必填。", "en": "This field is required."}
    assert Request.objects.count() == 0


def test_an_edit_names_the_version_it_read(house: SimpleNamespace, call: Call) -> None:
    it = Material.objects.create(client=house.c1, project=house.p02, name="围墙", width_mm=6000, height_mm=3000)
    program = call(house.lin)
    without = program.post(f"/do/material.edit/{it.pk}", {"name": "围墙 A 段"})
    assert (without.status_code, set(without.json()["fields"])) == (422, {"version"})
    done = program.post(f"/do/material.edit/{it.pk}", {"name": "围墙 A 段"}, {"If-Match": '"1"'})
    assert (done.status_code, done.json()["version"]) == (200, 2)
    late = program.post(f"/do/material.edit/{it.pk}", {"name": "围墙 B 段", "version": 1})
    assert (late.status_code, late.json()["code"], late.json()["version"]) == (409, "conflict", 2)
    assert (late.json()["yours"], late.json()["theirs"]) == ({"name": "围墙 B 段"}, {"name": "围墙 A 段"})
    it.refresh_from_db()
    assert it.name == "围墙 A 段"


def test_a_file_goes_with_its_fields(house: SimpleNamespace, call: Call) -> None:
    sheet, program = a_sheet(house), call(house.lin)
    upload = {"file": SimpleUploadedFile("261116开盘报纸.pdf", b"%PDF-1.7 body"), "body": f'{{"sheet": {sheet.pk}}}'}
    answer = Client().post("/api/v1/do/attachment.add", upload, headers={"Authorization": f"Bearer {program.secret}"})
    assert answer.status_code == 200, answer.content
    assert Attachment.objects.get().name == "261116开盘报纸.pdf"
    bad = {"file": SimpleUploadedFile("261116开盘报纸.pdf", b"x"), "body": "{"}
    refused = Client().post("/api/v1/do/attachment.add", bad, headers={"Authorization": f"Bearer {program.secret}"})
    assert (refused.status_code, set(refused.json()["fields"])) == (422, {"body"})


def test_a_table_of_lines_is_a_list_of_objects(house: SimpleNamespace, call: Call) -> None:
    program = call(house.qian)
    done = program.post(
        "/do/supplier.import", {"rows": [{"name": "印务(演示)"}, {"name": "光影(演示)", "phone": "0571"}]}
    )
    assert done.status_code == 200, done.content
    wrong = program.post("/do/supplier.import", {"rows": [{"name": "三维(演示)", "rating": 5}]})
    assert set(wrong.json()["fields"]) == {"rows.0.rating"}


def test_time_is_posted_and_stands_in_the_list(house: SimpleNamespace, call: Call, still: clock.Frozen) -> None:
    sheet, program = a_sheet(house), call(house.tang)
    answer = program.post("/do/time.post", {"sheet": sheet.pk, "on": "2026-11-16", "minutes": 90, "note": "版面"})
    assert answer.status_code == 200, answer.content
    assert TimeEntry.objects.get().minutes == 90
    assert [row["minutes"] for row in program.get("/time", sheet=sheet.pk).json()["items"]] == [90]
