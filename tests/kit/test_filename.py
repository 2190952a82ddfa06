"""The house's file names (FIL-04): refused where undated, offered right, safe on every system."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from email.message import Message
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from, text

from aedesk.kit.filename import check, content_disposition, offer, safe

DAY = date(2026, 11, 19)
WORDS = sampled_from(["终稿", "最终", "最终版", "final", "副本", "(1)", "2026-11-18", "261118", "开盘", ".", "/", " "])


@pytest.mark.parametrize(
    "name",
    [
        "060502开盘报纸", "261119开盘报纸.pdf", "261112澜庭二期户外大牌_设计稿_V2", "261120开盘报纸_出品确认稿.ai",
        "261119copywriting.docx", "261119制定稿件要求.docx", "261119 Finale.mp4",
    ],
)  # fmt: skip
def test_a_dated_name_is_taken(name: str) -> None:
    assert check(name) == []


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("开盘报纸终稿.pdf", "6 位日期"), ("26111开盘.pdf", "6 位日期"), ("261332x", "261332 不是有效日期"),
        ("260230海报.jpg", "260230 不是有效日期"), ("261119.pdf", "写名字"), ("261119_.pdf", "写名字"),
        ("261119开盘报纸终稿.pdf", "终稿"), ("261119开盘 FINAL.pdf", "终稿"),
        ("261119开盘v-last.pdf", "终稿"),
        ("", "6 位日期"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_refused_and_the_reason_given_in_both_languages(name: str, about: str) -> None:
    problems = check(name)
    assert about in problems[0].zh
    assert all(problem.en for problem in problems)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("开盘报纸终稿.pdf", "261119开盘报纸.pdf"),
        ("开盘报纸最终确认版.PDF", "261119开盘报纸.pdf"),
        ("开盘报纸_final.ai", "261119开盘报纸.ai"),
        ("开盘报纸 v-last (2).ai", "261119开盘报纸.ai"),
        ("20261118开盘报纸最终版.pdf", "261119开盘报纸.pdf"),
        ("2026-11-18 开盘报纸.pdf", "261119开盘报纸.pdf"),
        ("261118开盘报纸.pdf", "261119开盘报纸.pdf"),
        ("261332x.psd", "261119x.psd"),
        ("C:\\稿\\开盘报纸.pdf", "261119开盘报纸.pdf"),
        ("开盘报纸", "261119开盘报纸"),
        ("1楼书.pdf", "2611191楼书.pdf"),
        ("2611191楼书.pdf", "2611191楼书.pdf"),
        ("2611182026年11月18日开盘.pdf", "261119开盘.pdf"),
    ],
)
def test_the_right_name_is_offered(name: str, right: str) -> None:
    assert offer(name, DAY) == right


def test_on_the_seventeenth_the_script_is_offered_that_days_date() -> None:
    assert offer("开盘报纸终稿.pdf", date(2026, 11, 17)) == "261117开盘报纸.pdf"


def test_where_nothing_of_the_name_is_left_the_jobs_title_stands_in() -> None:
    assert offer("终稿.pdf", DAY, "开盘报纸") == "261119开盘报纸.pdf"
    assert offer("final.pdf", DAY, "户外/大牌终稿") == "261119大牌.pdf"
    assert offer("终稿.pdf", DAY) == "261119文件.pdf"


@given(text(max_size=300), text(max_size=60))
def test_any_offer_passes_the_check(name: str, title: str) -> None:
    assert check(offer(name, DAY, title)) == []


@given(WORDS, WORDS, WORDS, WORDS)
def test_an_offer_passes_however_the_words_are_joined(a: str, b: str, c: str, d: str) -> None:
    right = offer(f"{a}{b}{c}{d}.pdf", DAY)
    assert check(right) == []
    assert offer(right, DAY) == right


@given(text(max_size=400))
def test_a_safe_name_has_no_path_no_hidden_mark_and_fits(name: str) -> None:
    made = safe(name)
    assert made
    assert len(made.encode()) <= 255
    assert not set(made) & set('/\\<>:"|?*')
    assert not {unicodedata.category(c) for c in made} & {"Cc", "Cf", "Zl", "Zp"}
    assert made == made.strip(" .")
    assert safe(made) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("../../etc/passwd", "passwd"), ("..", "file"), ("", "file"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("报纸\u202efdp.exe", "报纸fdp.exe"), (".htaccess", "htaccess"), ("CON.pdf", "_CON.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"), ("name. ", "name"), ("\ud800x.pdf", "x.pdf"),
    ],
)  # fmt: skip
def test_dangerous_names_are_made_harmless(name: str, made: str) -> None:
    assert safe(name) == made


def test_a_long_name_keeps_its_ending_and_whole_characters() -> None:
    made = safe("报" * 200 + ".pdf")
    assert made == "报" * 83 + ".pdf"


def test_a_very_long_name_costs_nothing() -> None:
    began = perf_counter()
    assert len(safe("报" * 1_000_000 + ".pdf").encode()) <= 255
    assert perf_counter() - began < 3


def test_the_header_carries_the_true_name_and_a_plain_one() -> None:
    made = content_disposition("261119开盘报纸.pdf")
    assert made.startswith('attachment; filename="261119____.pdf"; ')
    message = Message()
    message["Content-Disposition"] = made.partition("; filename=")[0] + made[made.index("; filename*") :]
    assert message.get_filename() == "261119开盘报纸.pdf"


def test_inline_is_said_and_a_quote_or_line_end_breaks_out_of_nothing() -> None:
    made = content_disposition('a"; x="\r\n1.pdf', inline=True)
    assert re.fullmatch(r"inline; filename=\"[A-Za-z0-9._-]+\"; filename\*=UTF-8''[A-Za-z0-9._~%-]+", made)
