"""What no file of ours may do: read another clock, build SQL from text, run script in a page, call outside."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from . import source

CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "timezone.now",
    "datetime.datetime.now", "datetime.date.today", "timezone.localtime", "timezone.localdate",
}  # fmt: skip
KEEPS_THE_CLOCK = {"aedesk/kit/clock.py", "aedesk/demo/load.py"}  # the second sets the demo's clock by the wall's
RAW = {"execute", "executemany", "raw", "extra", "RawSQL"}
ON_ATTRIBUTE = re.compile(r"\son[a-z]{3,}\s*=", re.IGNORECASE)
INLINE = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)|javascript:", re.IGNORECASE),
    "an on… attribute": ON_ATTRIBUTE,
    "a word marked safe": re.compile(r"\|\s*safe\b|autoescape\s+false"),
}
OUTSIDE = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
NAMESPACES = re.compile(r"http://www\.w3\.org/[\w/]+")
MACHINE = re.compile(r"(?<![\w.])/(?:work|tmp|root|home)/\w|[A-Z]:\\\\Users")


def test_the_clock_is_read_in_one_place() -> None:
    found = [
        f"{source.name(path)}:{call.lineno} {name}"
        for path in source.pythons("aedesk")
        for name, call in source.calls(path)
        if name in CLOCKS and source.name(path) not in KEEPS_THE_CLOCK
    ]
    assert found == []


def test_no_statement_is_put_together_from_text() -> None:
    found = [
        f"{source.name(path)}:{call.lineno} {ast.unparse(call)[:80]}"
        for path in source.pythons("aedesk")
        for name, call in source.calls(path)
        if name.split(".")[-1] in RAW and call.args and is_put_together(call.args[0])
    ]
    assert found == []


def is_put_together(statement: ast.expr) -> bool:
    """Whether a statement is more than a fixed text: formatted, added up, or made by a call."""
    if isinstance(statement, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in statement.values)
    if isinstance(statement, ast.BinOp):
        return not all(isinstance(part, ast.Constant | ast.BinOp | ast.operator) for part in ast.walk(statement))
    return isinstance(statement, ast.Call) and ast.unparse(statement.func).endswith((".format", ".join"))


def test_a_formatted_statement_would_be_found() -> None:
    for bad in ('f"SELECT {name}"', '"SELECT %s" % name', '"SELECT {}".format(name)', '"SELECT " + name'):
        assert is_put_together(ast.parse(bad, mode="eval").body), bad
    assert not is_put_together(ast.parse('"SELECT 1 WHERE a = %s"', mode="eval").body)


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what: str) -> None:
    pattern = INLINE[what]
    assert [source.name(p) for p in source.templates() if pattern.search(source.without_comments(source.text(p)))] == []


def test_pages_scripts_and_styles_name_no_address_outside() -> None:
    assert [(source.name(p), found) for p in [*source.templates(), *source.statics()] for found in outside(p)] == []


def outside(path: Path) -> list[str]:
    words = NAMESPACES.sub("", source.without_comments(source.text(path)))
    return OUTSIDE.findall(re.sub(r"^\s*//.*$|\s//\s.*$|/\*.*?\*/", "", words, flags=re.MULTILINE | re.DOTALL))


def test_scripts_write_no_markup_from_text_and_run_none() -> None:
    dangerous = re.compile(r"\b(eval|document\.write|new Function)\s*\(|\.(innerHTML|outerHTML)\s*\+?=\s*[^;\n]*\$\{")
    assert [source.name(p) for p in source.statics() if dangerous.search(source.text(p))] == []


def test_no_path_of_one_machine_stands_in_the_source() -> None:
    texts = [p for p in [*source.pythons("aedesk", "tools"), *source.templates(), *source.statics()]]
    assert [source.name(p) for p in texts if MACHINE.search(source.text(p))] == []
