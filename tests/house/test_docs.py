"""The reference pages of docs/ say what the code says, and the README's links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

import aedesk.doors.urls  # noqa: F401  declares every act
from aedesk.desk.handbook import NOUNS, pages
from aedesk.rulebook import engine, manual

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["rulebook.md", "glossary.md", "artwork.md"])
def test_the_written_page_is_what_the_code_says_now(name: str) -> None:
    """After a rule or term changed: make docs."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages()[name], f"docs/{name} is old: make docs"


def test_the_rulebook_holds_every_rule_and_every_requirement() -> None:
    text = pages()["rulebook.md"]
    assert all(f"\n`{code}` · " in text for code in engine.rules())
    assert all(f"\n| {one} | " in text for one in manual.requirements())


def test_the_nouns_stand_once_and_are_those_of_the_desk() -> None:
    codes = [code for code, _, _ in NOUNS]
    assert len(set(codes)) == len(codes)
    assert all(apps.get_model("desk", code) for code in codes if code != "window")


def test_what_the_readme_says_of_docs_is_there() -> None:
    linked = re.findall(
        r"\]\((docs/(?:rulebook|glossary|artwork|tour)\.md)\)", (ROOT / "README.md").read_text(encoding="utf-8")
    )
    assert {"docs/rulebook.md", "docs/glossary.md", "docs/artwork.md"} <= set(linked)
    assert all((ROOT / one).is_file() for one in linked)
