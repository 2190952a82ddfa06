"""Bilingual text: it speaks the language of its context, and never mixes two."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import FrozenInstanceError

import pytest

from aedesk.kit.text import T, both, language, set_language, speaking

SHEET = T("工作单", "Job sheet")


def test_chinese_is_spoken_unless_somebody_says_otherwise() -> None:
    assert (str(SHEET), language()) == ("工作单", "zh")


def test_a_block_speaks_its_language_and_the_one_before_comes_back() -> None:
    with speaking("en"):
        assert str(SHEET) == "Job sheet"
        with speaking("zh"):
            assert str(SHEET) == "工作单"
        assert language() == "en"
    assert language() == "zh"


def test_the_language_comes_back_after_an_error() -> None:
    with pytest.raises(RuntimeError), speaking("en"):
        raise RuntimeError
    assert language() == "zh"


def test_an_unknown_language_is_chinese() -> None:
    with speaking("fr"):
        assert str(SHEET) == "工作单"


def test_one_visitors_language_does_not_reach_another() -> None:
    def visit(lang: str) -> str:
        set_language(lang)
        return str(SHEET)

    with ThreadPoolExecutor(2) as pool:
        said = [pool.submit(copy_context().run, visit, lang).result() for lang in ("en", "zh", "en")]
    assert said == ["Job sheet", "工作单", "Job sheet"]
    assert language() == "zh"


def test_a_text_can_be_had_in_a_named_language_or_in_both() -> None:
    with speaking("en"):
        assert (SHEET.in_("zh"), SHEET.in_("en"), both(SHEET)) == ("工作单", "Job sheet", "工作单 Job sheet")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_text_filled_into_a_text_speaks_each_language_in_its_place(lang: str) -> None:
    with speaking(lang):
        filled = T("{what}还缺{n}项", "{what} lacks {n} items").format(what=SHEET, n=2)
    assert filled == T("工作单还缺2项", "Job sheet lacks 2 items")


def test_texts_and_plain_marks_join() -> None:
    assert SHEET + ": " + T("急件", "urgent") == T("工作单: 急件", "Job sheet: urgent")
    with pytest.raises(TypeError):
        SHEET + 3  # type: ignore[operator]


def test_a_text_is_a_value() -> None:
    assert {SHEET: 1}[T("工作单", "Job sheet")] == 1
    assert not hasattr(SHEET, "__dict__")
    with pytest.raises(FrozenInstanceError):
        SHEET.zh = "别的"  # type: ignore[misc]
