"""The manual beside the desk: every requirement once, each with an honest answer."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from aedesk.rulebook import engine, manual

SPEC = Path(__file__).resolve().parents[2].parent / "shared/spec/requirements.csv"
HANZI = re.compile(r"[\u4e00-\u9fff]")
ALL = list(manual.requirements().values())


def rows() -> list[dict[str, str]]:
    with manual.TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_requirement_stands_once_and_in_an_area_of_the_manual() -> None:
    ids = [row["id"] for row in rows()]
    assert len(ids) == len(set(ids)) == 290
    assert {one.area for one in ALL} == set(manual.AREAS)


@pytest.mark.skipif(not SPEC.exists(), reason="the requirements lie beside the checkout only where it is built")
def test_the_ids_and_clauses_are_those_of_the_requirements() -> None:
    with SPEC.open(encoding="utf-8", newline="") as file:
        wanted = {row["id"]: row["clause"] for row in csv.DictReader(file)}
    assert {one.id: one.clause for one in ALL} == wanted


def test_every_rule_answers_requirements_that_exist() -> None:
    known = manual.requirements()
    for rule in engine.rules().values():
        assert rule.answers and set(rule.answers) <= set(known), rule.code
        assert all(rule.code in known[one].rules for one in rule.answers)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_every_answer_says_what_it_must(one: manual.Requirement) -> None:
    if one.state == manual.ANSWERED:
        assert one.how and not one.waits, "answered: by what, and nothing awaited"
    elif one.state == manual.PART:
        assert (one.how or one.rules) and one.waits, "in part: by what, and what is awaited"
    elif one.state == manual.PEOPLE:
        assert one.how, "left to people: why"
    else:
        assert one.waits and not one.how and not one.rules, "not yet: what it awaits"


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_every_answer_speaks_both_languages(one: manual.Requirement) -> None:
    for text in (one.words, *([one.how] if one.how else []), *one.waits):
        assert HANZI.search(text.zh) and text.en, text
        assert not HANZI.search(text.en), text


def test_a_rule_that_came_since_takes_a_requirement_out_of_not_yet() -> None:
    row = next(row for row in rows() if row["state"] == manual.NOT_YET)
    assert manual._read(row, ()).state == manual.NOT_YET
    assert manual._read(row, ("some_rule",)).state == manual.PART


def test_an_unknown_state_is_no_state() -> None:
    with pytest.raises(KeyError):
        manual._read(rows()[0] | {"state": "done"}, ())


def test_the_counts_are_those_of_the_list() -> None:
    counts = manual.counts()
    assert sum(counts.values()) == 290
    assert sum(sum(manual.counts(area).values()) for area in manual.AREAS) == 290
    for state in manual.STATES:
        assert counts[state] == len(manual.find(state=state)) > 0


def test_a_requirement_is_found_by_id_words_answer_and_rule() -> None:
    for words in ("job-01", "NO JOB SHEET", "没有工作单，没有工作", "no_job_sheet_no_work"):
        assert "JOB-01" in [one.id for one in manual.find(words=words)], words
    assert {one.area for one in manual.find(area="TEL")} == {"TEL"}
    assert manual.find(words="no such words") == []
