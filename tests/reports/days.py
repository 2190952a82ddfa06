"""What the tests of Today ask of a day."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from aedesk.desk.action import do
from aedesk.desk.models import JobSheet
from aedesk.reports.today import today
from aedesk.reports.today.lines import Line, Today
from tests.cast import sheet_facts
from tests.desk.work import a_request


def mine(person: Any) -> list[Line]:
    """Every line of one's own, whichever part of the page it stands in."""
    it = today(person)
    return [*it.lines, *it.new, *it.coming]


def titles(lines: list[Line]) -> list[str]:
    return [line.title for line in lines]


def line_of(person: Any, key: str) -> Line | None:
    """The line whose key begins so, or None."""
    return next((line for line in mine(person) if line.key.startswith(key)), None)


def of_rule(lines: list[Line], rule: str) -> list[Line]:
    return [line for line in lines if line.rule == rule]


def groups(person: Any) -> dict[str, list[str]]:
    it: Today = today(person)
    return {code: titles(rows) for code, _, rows in it.groups}


def asked_for(house: SimpleNamespace, what: str, doer: Any, due_at: str, request: Any = None, **more: Any) -> Any:
    """A schedule line proposed to a doer on a request of P02."""
    request = request or a_request(house, number=more.pop("number", 21))
    body = {
        "request": request.pk,
        "what": what,
        "step": more.pop("step", "copy"),
        "doer": doer.pk,
        "due_at": due_at,
    } | more
    return do("line.propose", house.lin, None, body).result


def promised(house: SimpleNamespace, due_at: str, inside: str, number: int = 21) -> Any:
    """开盘报纸初稿, promised to 王主管 once the copywriter has accepted."""
    line = asked_for(house, "开盘报纸文案", house.he, inside, number=number)
    do("line.accept", house.he, line)
    body = {"request": line.request_id, "to": house.wang.pk, "what": "开盘报纸初稿", "due_at": due_at}
    return do("promise.make", house.lin, None, body).result


def a_draft(house: SimpleNamespace, request: Any = None, **more: Any) -> JobSheet:
    """A whole sheet of P02, not submitted yet."""
    body = {
        "project": house.p02.pk,
        "request": request.pk if request else "",
        "title": "开盘报纸",
        "job_type": "newspaper",
    }
    sheet = do("jobsheet.open", house.lin, None, body).result
    note = a_note(house)
    facts = sheet_facts(copywriter=house.he.pk, designer=house.tang.pk, alignment=note.pk) | more
    do("jobsheet.edit", house.lin, sheet, facts)
    return sheet


def a_note(house: SimpleNamespace, **more: Any) -> Any:
    body = {
        "client": house.c1.pk, "project": house.p02.pk, "contact": house.wang.pk, "subject": "开盘报纸",
        "client_words": "要一张开盘报纸", "real_need": "把到访推起来", "our_view": "先讲理由",
    } | more  # fmt: skip
    return do("note.log", house.lin, None, body).result
