"""The command line as a program and as a person meet it: the real words, run whole."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.models import JobSheet
from aedesk.doors.cli.main import run
from tests.desk.work import a_sheet
from tests.reports.days import promised


@pytest.fixture
def type_in(capsys: pytest.CaptureFixture[str]) -> Any:
    """`type_in("--as", "linxiaolan", "today")` runs the words; what came back: code, output, complaint."""

    def typed(*words: str) -> SimpleNamespace:
        capsys.readouterr()
        try:
            code = run(words)
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return typed


def test_whoami_says_who_acts_and_what_they_see(house: SimpleNamespace, type_in: Any) -> None:
    assert "林晓岚（linxiaolan）· 客户执行 · 看得到金额" in type_in("--as", "linxiaolan", "whoami").out
    me = json.loads(type_in("--as", "tangyu", "--json", "whoami").out)
    assert (me["username"], me["sees_money"]) == ("tangyu", False)


def test_nobody_known_acts_for_nobody(house: SimpleNamespace, type_in: Any) -> None:
    got = type_in("--as", "nobody", "today")
    assert (got.code, got.out) == (1, "") and "--as" in got.err


def test_a_duty_of_the_day_is_told_and_as_json_with_its_time(house: SimpleNamespace, type_in: Any) -> None:
    assert "手头没有要做的事" in type_in("--as", "linxiaolan", "today").out
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    promised(house, "2026-11-16 11:30", "2026-11-16 11:00", number=22)
    rows = json.loads(type_in("--as", "linxiaolan", "--json", "today").out)["items"]
    assert [row["rule"] for row in rows].count("keep_promise") == 2
    times = [row["due_at"] for row in rows if row["rule"] == "keep_promise"]
    assert times == sorted(times)
    for row in rows:
        assert set(row) >= {"rule", "says", "due_at", "tone", "acts"}


def test_a_rule_is_found_by_its_requirement_in_both_languages(house: SimpleNamespace, type_in: Any) -> None:
    assert "没有工作单，没有工作" in type_in("rules", "JOB-01").out
    assert "No job sheet, no work" in type_in("--lang", "en", "rules", "JOB-01").out
    assert all("JOB-01" in one["answers"] for one in json.loads(type_in("--json", "rules", "JOB-01").out))
    assert type_in("rules", "XXX-99").code == 1


def test_a_job_is_named_by_its_number(house: SimpleNamespace, type_in: Any) -> None:
    sheet = a_sheet(house)
    done = type_in(
        "--as",
        "linxiaolan",
        "do",
        "job.next",
        sheet.number,
        "--next_action",
        "给客户看标题",
        "--next_action_at",
        "2026-11-17 10:00",
    )
    assert done.code == 0, done.err
    assert JobSheet.objects.get(pk=sheet.pk).next_action == "给客户看标题"
    again = type_in("--as", "linxiaolan", "--json", "do", "job.next", str(sheet.pk), "--next_action", "再问客户")
    assert json.loads(again.out)["action"] == "job.next" and json.loads(again.out)["id"] == sheet.pk
    missing = type_in("--as", "linxiaolan", "do", "job.next", "261116-P99-001")
    assert missing.code == 1 and "没有工作单 261116-P99-001" in missing.err


def test_behind_the_wall_a_number_names_nothing(house: SimpleNamespace, type_in: Any) -> None:
    sheet = a_sheet(house)
    assert f"没有工作单 {sheet.number}" in type_in("--as", "shaoyichuan", "do", "job.next", sheet.number).err


def test_a_refusal_leaves_with_3_and_tells_rule_and_clause(house: SimpleNamespace, type_in: Any) -> None:
    made = do(
        "jobsheet.open", house.lin, None, {"project": house.p02.pk, "title": "空", "job_type": "newspaper"}
    ).result
    got = type_in("--as", "linxiaolan", "do", "jobsheet.submit", str(made.pk))
    assert got.code == 3 and "✗" in got.err and got.out == ""
    told = json.loads(type_in("--as", "linxiaolan", "--json", "do", "jobsheet.submit", str(made.pk)).err)
    assert told["code"] == "refused" and told["rules"][0]["clause"] and told["rules"][0]["reasons"]


@pytest.mark.parametrize("words", [
    ("do", "no.such"), ("do", "jobsheet.submit"), ("do", "jobsheet.submit", "zwölf"), ("do", "jobsheet.submit", "9" * 40),
    ("do", "jobsheet.open", "1"), ("do", "jobsheet.open", "--"), ("print", "job", "0"), ("find", "绝无此词"),
])  # fmt: skip
def test_what_cannot_be_done_says_so_in_a_sentence(
    house: SimpleNamespace, type_in: Any, words: tuple[str, ...]
) -> None:
    got = type_in("--as", "linxiaolan", *words)
    assert got.code == 1 and (got.err or got.out).strip()


def test_wrong_usage_leaves_with_2_and_help_tells_both_languages_and_the_exit_codes(type_in: Any) -> None:
    assert type_in("dance").code == 2
    help_text = type_in("--help").out
    assert all(word in help_text for word in ("我的今日", "my day", "退出码", "Exit codes"))


def test_every_act_is_listed_with_its_fields(house: SimpleNamespace, type_in: Any) -> None:
    listed = {one["code"]: one for one in json.loads(type_in("--json", "actions").out)}
    assert listed["jobsheet.sign"]["on"] == "JobSheet"
    assert "jobsheet.sign <id>" in type_in("actions").out


def test_the_search_finds_the_same_as_on_the_web(house: SimpleNamespace, type_in: Any) -> None:
    do(
        "material.add",
        house.lin,
        None,
        {"project": house.p02.pk, "name": "围墙 A段", "width_mm": 62400, "height_mm": 3000},
    )
    assert "围墙 A段" in type_in("--as", "linxiaolan", "find", "围墙").out
    assert json.loads(type_in("--as", "linxiaolan", "--json", "find", "围墙").out)[0]["noun"] == "material"
    assert type_in("--as", "shaoyichuan", "find", "围墙").code == 1


def test_the_journal_is_verified(house: SimpleNamespace, type_in: Any) -> None:
    assert type_in("verify-journal").out.strip() == "日志完整。"
    assert json.loads(type_in("--json", "verify-journal").out) == []


def test_a_list_is_read_with_the_filters_of_the_api_and_behind_the_walls(house: SimpleNamespace, type_in: Any) -> None:
    do("contact.add", house.lin, None, {
        "client": house.c1.pk, "name": "陈经理", "role": "influencer", "phone": "13800000033", "source": "名片",
    })  # fmt: skip
    got = type_in("--as", "linxiaolan", "list", "contacts", "--q", "cjl")
    assert got.code == 0 and "陈经理" in got.out and "李总" not in got.out
    rows = json.loads(type_in("--as", "linxiaolan", "--json", "list", "contacts", "--is_senior", "true").out)["items"]
    assert [row["name"] for row in rows] == ["李总"]
    assert type_in("--as", "shaoyichuan", "list", "contacts").code == 1, "the rival's AE finds nobody"
    wrong = type_in("--as", "linxiaolan", "list", "contacts", "--colour", "red")
    assert wrong.code == 1 and "--colour" in wrong.err
    assert "contacts" in type_in("--as", "linxiaolan", "list", "friends").err
