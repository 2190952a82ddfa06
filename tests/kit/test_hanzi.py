"""Chinese made findable: words for the index, surnames read as surnames."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis.strategies import text

from aedesk.kit.hanzi import initials, pinyin, query_tokens, tokens


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("澜庭二期开盘", "澜 庭 二 期 开 盘"),
        ("261119开盘报纸_设计稿_V1", "261119 开 盘 报 纸 设 计 稿 v1"),
        ("\uff2c\uff25\uff24 屏 \uff21\uff11", "led 屏 a1"),  # full-width letters
        ("350×490mm, CMYK", "350 490mm cmyk"),
        ("〇七号楼", "〇 七 号 楼"),
        ("𠮷野家", "𠮷 野 家"),
        ("Café", "café"),
        ("", ""),
        ("，。！%_\"'*", ""),
    ],
)
def test_every_hanzi_is_a_word_and_latin_runs_are_lower_case(said: str, words: str) -> None:
    assert tokens(said) == words


@given(text())
def test_a_query_is_cut_as_the_index_is_and_holds_no_operator(said: str) -> None:
    words = query_tokens(said)
    assert " ".join(words) == tokens(said)
    assert not set("".join(words)) & set(" \t\n\"'*()^:+-,.&|!<>%_")


@given(text(max_size=40), text(max_size=10), text(max_size=40))
def test_a_part_set_off_by_marks_is_found_in_the_whole(before: str, part: str, after: str) -> None:
    assert f" {tokens(part)} ".strip() in tokens(f"{before}，{part}，{after}")


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        ("林晓岚", "linxiaolan", "lxl"), ("邵一川", "shaoyichuan", "syc"), ("方小棠", "fangxiaotang", "fxt"),
        ("贺行", "hexing", "hx"), ("丁澄", "dingcheng", "dc"), ("沈佳禾", "shenjiahe", "sjh"),
        ("单小满", "shanxiaoman", "sxm"), ("曾志", "zengzhi", "zz"), ("仇英", "qiuying", "qy"),
        ("解晓东", "xiexiaodong", "xxd"), ("查良镛", "zhaliangyong", "zly"), ("朴树", "piaoshu", "ps"),
        ("翟天", "zhaitian", "zt"), ("区海", "ouhai", "oh"), ("覃塘", "qintang", "qt"),
        ("尉迟恭", "yuchigong", "yg"), ("欧阳修", "ouyangxiu", "oyx"), ("吕布", "lvbu", "lb"),
    ],
)  # fmt: skip
def test_people_are_found_by_the_sound_of_their_names(name: str, full: str, short: str) -> None:
    assert (pinyin(name), initials(name)) == (full, short)


@pytest.mark.parametrize(
    ("name", "short"),
    [("解放路", "jfl"), ("单元楼", "dyl"), ("曾经", "cj"), ("查看", "ck"), ("区域图", "qyt")],
)
def test_a_word_that_begins_like_a_surname_stays_a_word(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        ("澜庭二期(演示)", "lantingerqiyanshi", "lteqys"), ("C1云栖湾", "c1yunqiwan", "c1yqw"),
        ("Linda Wu", "lindawu", "lindawu"), ("\uff362", "v2", "v2"), ("", "", ""), ("（）", "", ""),
    ],
)  # fmt: skip
def test_projects_keep_their_letters_and_digits_and_lose_their_marks(name: str, full: str, short: str) -> None:
    assert (pinyin(name), initials(name)) == (full, short)


@given(text(max_size=20))
def test_what_comes_out_can_be_typed_on_any_keyboard(name: str) -> None:
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789" for c in pinyin(name) + initials(name))


def test_the_dictionary_is_read_only_when_a_name_is_asked_for() -> None:
    asks = "import sys, aedesk.kit.hanzi as h; h.tokens('澜庭'); print('pypinyin' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
