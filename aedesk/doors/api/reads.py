"""What else can be read: who one is, the day, the rules, the search and what happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from pydantic import BaseModel

from aedesk.desk.errors import Unknown
from aedesk.desk.journal.queries import timeline
from aedesk.desk.library.searching import search
from aedesk.desk.people.models import Person
from aedesk.rulebook import engine
from aedesk.rulebook.kinds import Rule as HouseRule

from .. import reading
from ..reads import READS
from . import day
from .lists import answer, parameters
from .problems import words
from .shapes import PROBLEMS, Problem, Words

MOST = 200
FIND = (reading.Q_,)


class Me(BaseModel):
    """Whose token it is, and what it may do."""

    id: int
    name: str
    role: str
    language: str
    scope: str
    sees_money: bool
    sees_every_client: bool


class Figure(BaseModel):
    """A number of a rule. `unit` is minutes, hours, working_hours, days, working_days, percent, count, clock or characters."""

    key: str
    value: int | str
    unit: str
    label: Words


class RuleOfHouse(BaseModel):
    """A rule with its clause, its figures as they stand in the book, and the requirements it answers."""

    code: str
    kind: str
    says: Words
    clause: str
    answers: list[str]
    figures: list[Figure]


class Rules(BaseModel):
    """Every rule of the house."""

    items: list[RuleOfHouse]


class Hit(BaseModel):
    """One thing found."""

    noun: str
    id: int
    title: str
    subtitle: Words


class Found(BaseModel):
    """What was found, the best of each kind first."""

    items: list[Hit]


class Happened(BaseModel):
    """One event: who did what and when."""

    at: datetime
    person_id: int | None
    on_behalf_of_id: int | None
    action: str
    noun: str
    object_id: int | None
    says: Words


class Timeline(BaseModel):
    """The newest events, the latest first."""

    items: list[Happened]


def add_to(api: NinjaAPI) -> None:
    """Add what is neither a list nor one thing."""
    for path, view, kind, zh, en in (
        ("/me", me, Me, "我是谁", "Who I am"), ("/today", day.today, day.Today, "我的今日", "My day"), ("/rules", rules, Rules, "规矩", "The rules"),
    ):  # fmt: skip
        api.get(path, operation_id=path[1:], tags=["desk"], summary=f"{zh} / {en}", response={200: kind, **PROBLEMS})(
            view
        )
    api.get(
        "/search", operation_id="search", tags=["desk"], summary="搜索 / Search", response={200: Found, **PROBLEMS},
        openapi_extra={"parameters": parameters(FIND)},
    )(find)  # fmt: skip
    for name, about in (("jobs", "job"), ("projects", "project"), ("clients", "client")):
        api.get(
            f"/{name}/{{pk}}/timeline", operation_id=f"timeline_of_{about}", tags=[name], summary="经过 / What happened",
            response={200: Timeline, **PROBLEMS, 404: Problem},
        )(_timeline(name, about))  # fmt: skip


def me(request: HttpRequest) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    return answer({
        "id": person.pk, "name": person.name, "role": person.role, "language": person.language, "scope": request.auth.scope,  # type: ignore[attr-defined]
        "sees_money": person.sees_money, "sees_every_client": person.sees_every_client,
    })  # fmt: skip


def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of the house with its clause and figures."""
    return answer({"items": [told(rule) for rule in engine.rules().values()]})


def told(rule: HouseRule) -> dict[str, Any]:
    figures = [{"key": f.key, "value": f.value, "unit": f.unit, "label": words(f.label)} for f in rule.figures]
    return {
        "code": rule.code, "kind": rule.kind, "says": words(rule.name), "clause": rule.clause, "answers": list(rule.answers),
        "figures": figures,
    }  # fmt: skip


def find(request: HttpRequest) -> HttpResponse:
    """Clients, projects, jobs, people and notes by Chinese words, pinyin initials or numbers."""
    asked = reading.understood(FIND, request.GET.dict(), request.person)  # type: ignore[attr-defined]
    groups = search(request.person, asked["q"], each=10)  # type: ignore[attr-defined]
    hits = [hit for group in groups for hit in group.hits]
    return answer({"items": [
        {"noun": hit.noun, "id": hit.pk, "title": hit.title, "subtitle": words(hit.subtitle)} for hit in hits
    ]})  # fmt: skip


def _timeline(name: str, about: str) -> Any:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        thing = reading.visible(READS[name], request.person).filter(pk=pk).first()  # type: ignore[attr-defined]
        if thing is None:
            raise Unknown
        return answer({"items": [
            {
                "at": line.at, "person_id": getattr(line.who, "pk", None), "on_behalf_of_id": getattr(line.on_behalf_of, "pk", None),
                "action": line.action, "noun": line.noun, "object_id": line.object_id, "says": words(line.says),
            }
            for line in timeline(**{about: thing}, most=MOST)
        ]})  # fmt: skip

    return view
