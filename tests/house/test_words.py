"""Both languages, everywhere, each by its own rules of punctuation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.apps import apps

import aedesk.doors.urls  # noqa: F401  every action and screen is registered with it
from aedesk.desk.action import ACTIONS
from aedesk.desk.fields import Field
from aedesk.desk.models import Person
from aedesk.kit.text import T
from aedesk.rulebook import engine

from . import source

HALF_WIDTH = re.compile(rf"{source.HANZI}[,;:!?()]|[,;:!?()]{source.HANZI}|{source.HANZI}\.(?!\w)")
FULL_WIDTH = re.compile(r"[，。；：！？（）、]")
PAIR = re.compile(r"""_\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*([,)])""")
ENGLISH = re.compile(r"""_\((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"), (?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")
# The seal is the agency's mark; each language names itself; the style guide shows samples of Chinese.
MARKS = ("案", "中文", "'中'")
SAMPLES = {"aedesk/doors/web/parts/styleguide.html"}


def pairs() -> Iterator[tuple[str, str, str]]:
    """Where, Chinese, English: every T(…) of the code whose words are fixed."""
    for path in source.pythons("aedesk"):
        for name, call in source.calls(path):
            if name == "T" and len(call.args) == 2:
                yield f"{source.name(path)}:{call.lineno}", source.literal(call.args[0]), source.literal(call.args[1])


def test_every_text_of_the_code_has_both_languages() -> None:
    half = [
        f"{source.name(path)}:{call.lineno}"
        for path in source.pythons("aedesk")
        for name, call in source.calls(path)
        if name == "T"
        and len(call.args) + len(call.keywords) != 2
        and not any(isinstance(a, ast.Starred) for a in call.args)
    ]
    assert half == []
    assert [where for where, zh, en in pairs() if re.search(source.HANZI, zh) and not en] == []


def test_chinese_is_punctuated_full_width_and_english_half_width() -> None:
    assert [(where, zh) for where, zh, _ in pairs() if HALF_WIDTH.search(zh)] == []
    assert [(where, en) for where, _, en in pairs() if FULL_WIDTH.search(en)] == []


def test_every_text_of_a_template_has_both_languages() -> None:
    one_only, half_width, count = [], [], 0
    for path in source.templates():
        for found in PAIR.finditer(source.text(path)):
            count += 1
            zh = found[1] or found[2] or ""
            one_only += [(source.name(path), found[0])] if found[3] == ")" else []
            half_width += [(source.name(path), zh)] if HALF_WIDTH.search(zh) else []
    assert count > 500
    assert (one_only, half_width) == ([], [])


def test_no_template_says_chinese_to_an_english_reader() -> None:
    assert [(name, line) for name, line in bare_chinese() if name not in SAMPLES] == []


def test_the_english_of_a_template_is_punctuated_half_width() -> None:
    wrong = [
        (source.name(path), found[0]) for path in source.templates() for found in ENGLISH.finditer(source.text(path))
    ]
    assert [(name, words) for name, words in wrong if FULL_WIDTH.search(words.partition(", ")[2])] == []


def test_a_template_calls_colleagues_by_their_name_in_the_language_spoken() -> None:
    fields = {
        field.name for model in apps.get_app_config("desk").get_models() for field in model._meta.get_fields()
        if field.many_to_one and field.related_model is Person
    }  # fmt: skip
    assert "doer" in fields and "created_by" in fields
    chinese = re.compile(rf"\b(?:{'|'.join(fields)})\.name\b")
    assert [
        (source.name(path), found[0]) for path in source.templates() for found in chinese.finditer(source.text(path))
    ] == []


def bare_chinese() -> Iterator[tuple[str, str]]:
    """Lines of templates with Chinese, its punctuation too, outside `_('中文', 'English')`."""
    for path in source.templates():
        words = re.sub(r"_\((?:[^()'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\([^()]*\))*\)", "", source.text(path))
        for line in source.without_comments(words).splitlines():
            plain = line
            for mark in MARKS:
                plain = plain.replace(mark, "")
            if re.search(source.HANZI, plain) or FULL_WIDTH.search(plain):
                yield source.name(path), line.strip()[:120]


def fields_of(fields: tuple[Field, ...]) -> Iterator[Field]:
    for one in fields:
        yield one
        yield from fields_of(one.lines)


def test_every_action_and_field_speaks_both_languages() -> None:
    texts: list[tuple[str, T | None]] = []
    for code, spec in ACTIONS.items():
        texts += [(code, spec.name), (f"{code} who_says", spec.who_says), (f"{code} confirm", spec.confirm)]
        for one in fields_of(spec.fields):
            texts += [(f"{code} {one.name}", one.label), (f"{code} {one.name} help", one.help)]
            texts += [(f"{code} {one.name} {key}", text) for key, text in (one.choices or {}).items()]
    assert len(texts) > 1000
    assert [where for where, text in texts if text is not None and not (text.zh and text.en)] == []


def test_every_action_says_who_may_do_it() -> None:
    assert [code for code, spec in ACTIONS.items() if not callable(spec.who)] == []
    assert [code for code in ACTIONS if not re.fullmatch(r"[a-z]+\.[a-z_]+", code)] == []


def test_every_rule_speaks_both_languages_and_names_its_clause() -> None:
    rules = engine.rules().values()
    assert [r.code for r in rules if not (r.name.zh and r.name.en and r.clause and r.answers)] == []
    assert [r.code for r in rules for f in r.figures if not (f.label.zh and f.label.en)] == []
    assert [r.code for r in rules for e in r.examples if not (e.says.zh and e.says.en)] == []
