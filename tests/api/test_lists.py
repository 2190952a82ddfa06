"""Lists: pages, filters, orders, and nothing from behind a wall."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from aedesk.desk.models import JobSheet, PurchaseOrder
from aedesk.doors.reads import READS
from aedesk.kit import clock
from tests.desk.work import a_request, a_sheet

from .conftest import Call


def numbers(response: object) -> list[str]:
    return [row["number"] for row in response.json()["items"]]  # type: ignore[attr-defined]


def test_a_list_comes_in_pages_that_name_the_next(house: SimpleNamespace, call: Call) -> None:
    for n in range(5):
        a_sheet(house, number=f"261116-P02-{n:03d}", signs="")
    first = call(house.lin).get("/jobs", limit=2)
    assert numbers(first) == ["261116-P02-004", "261116-P02-003"]
    assert (first.json()["next_offset"], first.json()["total"]) == (2, None)
    assert first.headers["Link"] == '</api/v1/jobs?limit=2&offset=2>; rel="next"'
    last = call(house.lin).get("/jobs", limit=2, offset=4, total="true")
    assert (numbers(last), last.json()["next_offset"], last.json()["total"]) == (["261116-P02-000"], None, 5)
    assert last.headers["Link"] == '</api/v1/jobs?limit=2&offset=2&total=true>; rel="prev"'


def test_jobs_are_found_by_state_project_client_number_and_what_changed(
    house: SimpleNamespace, call: Call, still: clock.Frozen
) -> None:
    a_sheet(house, number="261116-P02-001")
    still.set("2026-11-17 09:00")
    a_sheet(house, number="261117-P02-002", state="submitted")
    program = call(house.lin)
    assert numbers(program.get("/jobs", state="submitted")) == ["261117-P02-002"]
    assert numbers(program.get("/jobs", project_code="p02", state="issued")) == ["261116-P02-001"]
    assert numbers(program.get("/jobs", client=house.c3.pk)) == []
    assert numbers(program.get("/jobs", number="261116-p02-001")) == ["261116-P02-001"]
    assert numbers(program.get("/jobs", q="P02-002")) == ["261117-P02-002"]
    assert numbers(program.get("/jobs", changed_since="2026-11-17 09:00")) == ["261117-P02-002"]
    assert numbers(program.get("/jobs", changed_since="2026-11-17 09:00:01")) == []
    assert numbers(program.get("/jobs", sort="id")) == ["261116-P02-001", "261117-P02-002"]


def test_a_parameter_that_is_unknown_or_unreadable_is_named(house: SimpleNamespace, call: Call) -> None:
    answer = call(house.lin).get(
        "/jobs", states="issued", limit="0", sort="title", changed_since="gestern", total="perhaps"
    )
    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"states", "limit", "sort", "changed_since", "total"}
    assert answer.json()["fields"]["states"] == {"zh": "没有这个参数。", "en": "There is no such parameter."}


def test_one_job_is_read_with_its_specification_and_signatures(house: SimpleNamespace, call: Call) -> None:
    sheet = a_sheet(house, client_words="要一张开盘报纸", estimated_cost=Decimal("1200.50"))
    sheet.spec_rows.create(kind="报纸半版", width_mm=350, height_mm=490)
    answer = call(house.lin).get(f"/jobs/{sheet.pk}")
    job = answer.json()
    assert (job["client_words"], job["estimated_cost"], job["ae_id"]) == ("要一张开盘报纸", "1200.50", house.lin.pk)
    assert [(row["kind"], row["width_mm"]) for row in job["spec_rows"]] == [("报纸半版", "350.00")]
    assert [row["sign"] for row in job["signatures"]] == ["copy", "design", "review"]


def test_what_was_read_is_not_sent_again(house: SimpleNamespace, call: Call) -> None:
    sheet = a_sheet(house)
    program = call(house.lin)
    tag = program.get(f"/jobs/{sheet.pk}").headers["ETag"]
    assert tag == '"1"'
    again = program.get(f"/jobs/{sheet.pk}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


def test_a_rival_s_job_is_not_there(house: SimpleNamespace, call: Call) -> None:
    sheet = a_sheet(house)
    for path in (
        f"/jobs/{sheet.pk}",
        f"/jobs/{sheet.pk}/timeline",
        f"/clients/{house.c1.pk}",
        f"/projects/{house.p02.pk}",
    ):
        answer = call(house.shao).get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown")
    assert call(house.shao).get("/jobs", total="true").json()["total"] == 0


def test_money_is_null_for_those_who_see_none_and_orders_are_refused_to_them(
    house: SimpleNamespace, call: Call
) -> None:
    sheet = a_sheet(house, estimated_cost=Decimal("1200.50"))
    PurchaseOrder.objects.create(client=house.c1, sheet=sheet, what="打样", amount=Decimal("880.00"))
    assert call(house.jiang).get(f"/jobs/{sheet.pk}").json()["estimated_cost"] is None
    assert call(house.jiang).get("/orders").status_code == 403
    assert [row["amount"] for row in call(house.lin).get("/orders").json()["items"]] == ["880.00"]


@pytest.mark.parametrize("name", READS)
def test_every_list_can_be_read_empty_and_full_to_the_edge(house: SimpleNamespace, call: Call, name: str) -> None:
    program = call(house.gu)
    assert program.get(f"/{name}", limit=200, offset=1_000_000, total="true").status_code == 200
    assert program.get(f"/{name}/999999999999999999999").status_code == 404


def test_the_day_the_search_and_what_happened(house: SimpleNamespace, call: Call) -> None:
    from aedesk.desk.action import do

    made = do("request.open", house.lin, None, {"project": house.p02.pk, "title": "开盘海报"}).result
    program = call(house.lin)
    assert program.get("/me").json() == {
        "id": house.lin.pk, "name": "林晓岚", "role": "ae", "language": "zh", "scope": "write", "sees_money": True,
        "sees_every_client": False,
    }  # fmt: skip
    assert program.get("/today").status_code == 200
    assert ("request", made.pk) in {
        (hit["noun"], hit["id"]) for hit in program.get("/search", q="开盘海报").json()["items"]
    }
    happened = program.get(f"/projects/{house.p02.pk}/timeline").json()["items"]
    assert [(one["action"], one["person_id"]) for one in happened] == [("request.open", house.lin.pk)]
    codes = [rule["code"] for rule in program.get("/rules").json()["items"]]
    assert "no_job_sheet_no_work" in codes


def test_requests_are_read_too(house: SimpleNamespace, call: Call) -> None:
    made = a_request(house)
    assert call(house.lin).get(f"/requests/{made.pk}").json()["number"] == 21


def test_fifty_jobs_take_as_many_statements_as_one(
    house: SimpleNamespace, call: Call, django_assert_num_queries: object
) -> None:
    program = call(house.lin)
    program.get("/me")
    for wanted in (1, 50):
        JobSheet.objects.bulk_create(
            JobSheet(client=house.c1, project=house.p02, ae=house.lin, title=f"单 {n}") for n in range(wanted)
        )
        with django_assert_num_queries(3):  # type: ignore[operator]
            program.get("/jobs", limit=50)
