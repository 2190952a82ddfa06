"""The house is small: short functions, short files, every room with its name on the door."""

from __future__ import annotations

import ast
import re

from . import source

SHORT, LONGEST, FILE, TEMPLATE = 20, 40, 300, 120
VAGUE = re.compile(r"(Manager|Service|Helper|Util|Utils|Processor|Data|Handler|Impl)$")
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def length(function: source.Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_nine_functions_of_ten_have_twenty_lines_at_most() -> None:
    lengths = [length(function) for _, function in source.functions()]
    assert len(lengths) > 1000
    assert sum(one <= SHORT for one in lengths) / len(lengths) >= 0.9


def test_no_function_has_more_than_forty_lines() -> None:
    assert [
        f"{source.name(path)} {function.name}: {length(function)}"
        for path, function in source.functions()
        if length(function) > LONGEST
    ] == []


def test_no_python_file_has_more_than_three_hundred_lines() -> None:
    sizes = {source.name(path): source.text(path).count("\n") for path in source.ours()}
    assert {name: size for name, size in sizes.items() if size > FILE} == {}


def test_no_template_has_more_than_a_hundred_and_twenty_lines() -> None:
    sizes = {source.name(path): source.text(path).count("\n") for path in source.templates()}
    assert {name: size for name, size in sizes.items() if size > TEMPLATE} == {}


def test_every_module_opens_with_a_line_that_says_what_it_holds() -> None:
    silent = [source.name(path) for path in source.ours() if source.text(path) and not first_line(path)]
    assert silent == []


def first_line(path: source.Path) -> str:
    return (ast.get_docstring(source.tree(path)) or "").split("\n")[0]


def test_every_template_opens_with_a_comment_or_is_a_page() -> None:
    opening = re.compile(r"^(\{#|\{%|<!doctype|\{\{|<)", re.IGNORECASE)
    assert [source.name(p) for p in source.templates() if not opening.match(source.text(p).lstrip())] == []


def test_classes_are_named_for_what_they_are() -> None:
    vague = [
        f"{source.name(path)} {node.name}"
        for path in source.ours()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ClassDef) and VAGUE.search(node.name)
    ]
    assert vague == []


def test_nothing_is_put_off_in_a_comment() -> None:
    rooms = [*source.pythons("aedesk", "tools"), *source.templates(), *source.statics()]
    assert [source.name(path) for path in rooms if LATER.search(source.text(path))] == []
