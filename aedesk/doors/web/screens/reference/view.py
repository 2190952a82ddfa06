"""The API told to people who write programs: every list and every act, from the same registry that answers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS, Action
from aedesk.desk.fields import Field
from aedesk.kit.text import T
from aedesk.rulebook import engine
from aedesk.rulebook.kinds import Gate

from ....reading import NOT_BY_PROGRAM, Read
from ....reads import READS
from ...screen import screen, show
from .words import GROUPS

JSON = {
    "bool": "boolean",
    "integer": "integer",
    "decimal": "decimal",
    "ref": "id",
    "refs": "[id]",
    "list": "[text]",
    "lines": "[{…}]",
}
ERRORS = (
    (401, "unauthorized", T("没有令牌，或令牌已作废、到期", "No token, or it is revoked or has expired")),
    (403, "refused", T("规矩不允许；rules 写明哪条规矩、条款、缺什么、怎么办", "A rule refuses; “rules” names it, its clause, what is missing and the way out")),
    (403, "not_allowed", T("令牌的人没有这个权限，或令牌只能读", "Not for this person, or the token only reads")),
    (404, "unknown", T("没有这一条，或在客户墙的另一边", "No such thing, or it stands behind a client wall")),
    (409, "conflict", T("别人改过同一处；yours 与 theirs 是两边的内容", "Somebody changed the same; “yours” and “theirs” hold both")),
    (409, "wrong_state", T("这件事现在做不了；says 写明它处在什么状态", "It cannot be done as things stand; “says” tells how they stand")),
    (422, "invalid", T("fields 逐项写明哪里不对", "“fields” says what is wrong with each")),
    (429, "too_fast", T("请求太密，稍后再试", "Too many requests; wait a moment")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An act as a caller needs it: where to post it, what it takes, which rules may refuse it."""

    spec: Action
    path: str
    gates: tuple[Gate, ...]


@screen("api/v1/docs", "api_docs")
def api_docs(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:60]
    acts = [told(spec) for spec in ACTIONS.values() if spec.code not in NOT_BY_PROGRAM and found(spec, asked)]
    return show(
        request, "reference/page.html", nav="settings", asked=asked, count=len(acts), kind_of=kind_of, errors=ERRORS,
        groups=list(grouped(acts)), named=GROUPS, lists=[one for one in READS.values() if listed(one, asked)],
        host=f"{request.scheme}://{request.get_host()}",
    )  # fmt: skip


def told(spec: Action) -> Told:
    return Told(spec, f"/do/{spec.code}" + ("/{id}" if spec.on else ""), tuple(engine.gates_of(spec.code)))


def found(spec: Action, asked: str) -> bool:
    return has(
        asked,
        spec.code,
        spec.name,
        GROUPS.get(spec.noun, ""),
        *(word for one in spec.fields for word in (one.name, one.label)),
    )


def listed(read: Read, asked: str) -> bool:
    return has(asked, read.name, read.title, *read.fields)


def has(asked: str, *words: str | T) -> bool:
    """Whether any of the words, in either language, holds what was asked."""
    told_of = " ".join(word if isinstance(word, str) else f"{word.zh} {word.en}" for word in words)
    return asked.lower() in told_of.lower()


def grouped(acts: list[Told]) -> Iterator[tuple[str, list[Told]]]:
    for noun, rows in groupby(sorted(acts, key=lambda one: one.spec.noun), key=lambda one: one.spec.noun):
        yield noun, list(rows)


def kind_of(one: Field) -> str:
    """The type of a field as JSON has it; a choice by its codes, a table by its columns."""
    if one.kind == "choice" and one.choices and len(one.choices) <= 12:
        return " | ".join(code for code in one.choices if code)
    if one.kind == "lines":
        return "[{" + ", ".join(column.name for column in one.lines) + "}]"
    return JSON.get(one.kind, "text" if one.kind == "long" else one.kind)
