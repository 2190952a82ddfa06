"""Search: one box over everything a person may know of; numbers and names first, then the most recent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from aedesk.kit import hanzi
from aedesk.kit.text import T

from ..people.models import Person
from .models import SearchEntry

KINDS: dict[str, T] = {
    "client": T("客户", "Clients"),
    "project": T("项目", "Projects"),
    "jobsheet": T("工作单", "Job sheets"),
    "delivery": T("发给客户", "Sent to clients"),
    "person": T("同事", "People"),
    "contact": T("联系人", "Contacts"),
    "request": T("需求", "Requests"),
    "contactnote": T("沟通记录", "Contact log"),
    "feedback": T("客户反馈", "Feedback"),
    "schedule": T("时间表", "Schedules"),
    "receipt": T("签收单", "Receipts"),
    "material": T("物料尺寸", "Materials"),
    "supplier": T("供应商", "Suppliers"),
    "attachment": T("文件", "Files"),
    "librarynote": T("资料", "Library"),
}
LONGEST, MOST_TERMS, MOST_WORDS, LONGEST_WORD = 200, 8, 40, 64
COUNTED = 100  # more than this is shown as 100+
LISTED = 500  # how deep one kind can be paged
WEIGHED = 40  # of each kind, so many of the latest are weighed against each other by how well the name fits
PHONE = re.compile(r"[\d\s+()-]{7,}")
SCRIPTS = re.compile(f"[{hanzi.HANZI}]+|[^{hanzi.HANZI}]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    noun: str
    pk: int
    title: str
    subtitle: T
    at: datetime | None
    rank: int


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the best first, and how many there are (`more` than counted)."""

    noun: str
    hits: list[Hit]
    count: int
    more: bool

    @property
    def name(self) -> T:
        return KINDS[self.noun]


@dataclass(frozen=True, slots=True)
class Term:
    """A run of one script: its words stand side by side; the last of a latin run may be cut short."""

    words: tuple[str, ...]
    is_prefix: bool


Asked = list[list[Term]]  # one of these ways, each with all its terms


def asked_for(text: str) -> Asked:
    """Cut a query into terms; empty where there is nothing to look for. A long number is read as a telephone too."""
    ways = [_terms(text[:LONGEST])]
    if PHONE.fullmatch(text.strip()):
        digits = re.sub(r"\D", "", text)[-11:]
        ways.append([Term((digits,), True)] if digits else [])
    return [way for way in ways if way]


def words_of(text: str) -> list[str]:
    """The words of a query as they were typed, to be marked where they stand in what was found."""
    return [run for word in text[:LONGEST].split() for run in SCRIPTS.findall(word) if hanzi.query_tokens(run)]


def _terms(text: str) -> list[Term]:
    terms: list[Term] = []
    left = MOST_WORDS
    for run in (run for word in text.split() for run in SCRIPTS.findall(word)):
        words = tuple(word[:LONGEST_WORD] for word in hanzi.query_tokens(run)[:left])
        if words and len(terms) < MOST_TERMS:
            terms.append(Term(words, not hanzi.WORD_OF_HANZI.match(words[-1])))
            left -= len(words)
    return terms


def search(person: Any, text: str, *, each: int = 5) -> list[Group]:
    """What a person finds, by kind, the kind with the best hit first; four statements at most."""
    asked = asked_for(text)
    if not asked or person is None or not person.is_active:
        return []
    found = _candidates(asked, person, list(KINDS), COUNTED + 1)
    weighed = [pk for near, far in found.values() for pk in [*near[:WEIGHED], *far[:each]]]
    entries = _entries(person, asked, weighed, {pk for near, _ in found.values() for pk in near})
    groups = []
    for noun, (near, far) in found.items():
        count = len({*near, *far})
        best = [entry for entry in entries if entry.noun == noun][:each]
        if best:
            groups.append((best[0].rank, Group(noun, best, min(count, COUNTED), count > COUNTED)))
    groups.sort(key=lambda pair: pair[0])  # kinds that fit alike stay in their order
    return with_people([group for _, group in groups])


def listing(person: Any, text: str, kind: str) -> list[Hit]:
    """Everything found of one kind, best first, up to 500."""
    asked = asked_for(text)
    if not asked or kind not in KINDS or person is None or not person.is_active:
        return []
    near, far = _candidates(asked, person, [kind], LISTED)[kind]
    hits = _entries(person, asked, {*near, *far}, set(near))[:LISTED]
    return with_people([Group(kind, hits, len(hits), False)])[0].hits


def _candidates(asked: Asked, person: Any, nouns: list[str], most: int) -> dict[str, tuple[list[int], list[int]]]:
    """Ids of entries by kind, the latest first: those whose names fit, and those that fit anywhere."""
    wall = [] if person.sees_every_client else ["free", *(f"c{pk}" for pk in person.client_ids)]
    far = _fitting(asked, wall, nouns, most, is_name=False)
    near = _fitting(asked, wall, [noun for noun in nouns if far[noun]], most, is_name=True)
    return {noun: (near.get(noun, []), far[noun]) for noun in nouns}


def _fitting(asked: Asked, wall: list[str], nouns: list[str], most: int, *, is_name: bool) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {noun: [] for noun in nouns}
    if not nouns:
        return found
    one, match = DATABASES[connection.vendor]
    sql = " UNION ALL ".join(one.format(place=place, most=most) for place in range(len(nouns)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [match(asked, is_name, noun, wall) for noun in nouns])
        for pk, place in cursor.fetchall():
            found[nouns[place]].append(pk)
    return found


def _fts5(asked: Asked, is_name: bool, noun: str, wall: list[str]) -> str:
    columns = "names" if is_name else "{names words}"
    ways = [
        " AND ".join(f'{columns} : "{" ".join(term.words)}"{"*" if term.is_prefix else ""}' for term in way)
        for way in asked
    ]
    # Kind and client are one word of the index: with two, it would walk through every entry of the kind.
    within = f"({' OR '.join(noun + one for one in wall)})" if wall else noun
    return f"(({') OR ('.join(ways)})) AND place : {within}"


def _tsquery(asked: Asked, is_name: bool, noun: str, wall: list[str]) -> str:
    weight = "A" if is_name else "AB"

    def phrase(term: Term) -> str:
        flags = [weight] * (len(term.words) - 1) + [f"{'*' if term.is_prefix else ''}{weight}"]
        return " <-> ".join(f"'{word}':{flag}" for word, flag in zip(term.words, flags, strict=True))

    ways = [" & ".join(f"({phrase(term)})" for term in way) for way in asked]
    within = f" & ({' | '.join(f'{one}:C' for one in wall)})" if wall else ""
    return f"(({') | ('.join(ways)})) & {noun}:C{within}"


DATABASES: dict[str, tuple[str, Callable[[Asked, bool, str, list[str]], str]]] = {
    "sqlite": (
        "SELECT * FROM (SELECT rowid, {place} FROM desk_search_fts WHERE desk_search_fts MATCH %s "
        "ORDER BY rowid DESC LIMIT {most})",
        _fts5,
    ),
    "postgresql": (
        "(SELECT id, {place} FROM desk_searchentry WHERE vector @@ to_tsquery('simple', %s) "
        "ORDER BY id DESC LIMIT {most})",
        _tsquery,
    ),
}


def _entries(person: Any, asked: Asked, pks: Iterable[int], named: set[int]) -> list[Hit]:
    """The entries themselves, read through the client walls once more, best first."""
    rows = SearchEntry.objects.visible_to(person).filter(pk__in=set(pks))
    hits = [
        (_rank(asked, names, pk in named), -pk, noun, it, title, subtitle, at)
        for pk, noun, it, title, subtitle, at, names in rows.values_list(
            "pk", "noun", "object_id", "title", "subtitle", "at", "names"
        )
    ]
    return [Hit(noun, it, title, T(sub, sub), at, rank) for rank, _, noun, it, title, sub, at in sorted(hits)]


def _rank(asked: Asked, names: str, is_named: bool) -> int:
    """How well names fit: 0 they begin with the whole words, 1 hold them, 2 begin so, 3 elsewhere in them, 4 not."""
    if not is_named:
        return 4
    wanted = [" ".join(word for term in way for word in term.words) for way in asked]
    if any(f"{names} ".startswith(f"{words} ") for words in wanted):
        return 0
    if any(f" {words} " in f" {names} " for words in wanted):
        return 1
    return 2 if any(names.startswith(words) for words in wanted) else 3


def with_people(groups: list[Group]) -> list[Group]:
    """The same with colleagues shown by role, what to ask them for and who stands in (ROL-07)."""
    people = Person.objects.select_related("backup").in_bulk(
        [h.pk for g in groups for h in g.hits if h.noun == "person"]
    )
    return [replace(group, hits=[_with_role(hit, people) for hit in group.hits]) for group in groups]


def _with_role(hit: Hit, people: dict[int, Person]) -> Hit:
    it = people.get(hit.pk) if hit.noun == "person" else None
    if it is None:
        return hit
    backup = T(f"替补 {it.backup}", f"backup {it.backup.name_en or it.backup}") if it.backup else None
    parts = [
        it.role_of.name,
        *([T(it.duties_text, it.duties_text)] if it.duties_text else []),
        *([backup] if backup else []),
    ]
    return replace(hit, subtitle=T(" · ".join(p.zh for p in parts), " · ".join(p.en for p in parts)))
