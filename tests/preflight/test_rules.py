"""Every rule finds its fault in a bad file and stays silent on a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from aedesk.preflight import check
from aedesk.preflight.checking import Verdict
from aedesk.preflight.look import RULES
from aedesk.preflight.pdf import digest
from aedesk.preflight.spec import from_table

from .samples import SAMPLES, Build, Order

UNSAMPLED = {"heavy"}  # 400 MB: tested by its figure below


def judged(folder: Path, build: Build, order: Order, name: str) -> Verdict:
    path = build(folder / name)
    return check(path, from_table(order))


def codes(verdict: Verdict) -> set[str]:
    assert verdict.failed == []
    return {one.rule for one in verdict.findings}


def test_every_rule_has_a_good_and_a_bad_sample() -> None:
    assert set(RULES) - set(SAMPLES) == UNSAMPLED
    assert set(SAMPLES) - set(RULES) == set()


@pytest.mark.parametrize("code", SAMPLES)
def test_a_rule_finds_its_fault_and_is_silent_without_it(tmp_path: Path, code: str) -> None:
    sample = SAMPLES[code]
    bad = judged(tmp_path, sample.bad, sample.order, sample.name)
    assert code in codes(bad)
    good_path = sample.good(tmp_path / (sample.good_name or sample.name))
    order = {**sample.order, **({"approved_sha256": digest(good_path)} if code == "approved_version" else {})}
    if code == "white_edge":
        order = {"profile": "penhui"}
    good = check(good_path, from_table(order))
    assert code not in codes(good)


@pytest.mark.parametrize("code", SAMPLES)
def test_a_finding_says_where_how_much_and_what_to_do_in_both_languages(tmp_path: Path, code: str) -> None:
    sample = SAMPLES[code]
    found = [one for one in judged(tmp_path, sample.bad, sample.order, sample.name).findings if one.rule == code]
    for one in found:
        assert one.says.zh.endswith("。") and one.says.en.endswith(".")
        assert one.todo.zh.endswith("。") and one.todo.en.endswith(".")
        assert not any("\u4e00" <= char <= "\u9fff" for char in one.todo.en)
