"""The journal shows what was done to it behind the desk's back: altered, missing, added and cut-off rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from aedesk.desk.action import do
from aedesk.desk.journal.models import DaySeal, Event
from aedesk.desk.journal.sealing import keep_sealed, written
from aedesk.desk.journal.verifying import Finding, verify
from aedesk.desk.journal.writing import FIELDS, digest
from aedesk.doors.cli.main import run as command
from aedesk.kit import clock
from aedesk.kit.text import speaking

from .journal import run, three_days, unguard

OTHER: dict[str, Any] = {
    "at": "2026-11-17 01:00:00.000001+00:00", "person_id": 999, "on_behalf_of_id": 999, "action": "client.edit",
    "noun": "client", "object_id": 999, "client_id": 999, "project_id": 999, "job_id": 999, "via": "api",
    "payload": '{"zh": "没有的事"}', "hash": "0" * 64,
}  # fmt: skip
ROWS = ("seq", *OTHER)


@pytest.fixture(autouse=True)
def seals(settings: Any, tmp_path: Path) -> Path:
    settings.SEALS = tmp_path / "seals.log"
    return tmp_path / "seals.log"


@pytest.fixture
def days(house: SimpleNamespace, still: clock.Frozen) -> SimpleNamespace:
    three_days(house, still)
    assert verify() == []
    return house


@pytest.fixture
def open_to_all(days: SimpleNamespace) -> SimpleNamespace:
    unguard()
    return days


def kinds(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(one.kind, one.first, one.last) for one in findings if one.first]


@contextmanager
def taken_back() -> Iterator[None]:
    """What is done inside is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def change(seq: int, name: str, value: Any) -> None:
    run(f"UPDATE desk_event SET {name} = %s WHERE seq = %s", value, seq)


def insert(seq: int, **more: Any) -> None:
    """A row beside the desk, a copy of the last one but for its number and `more`."""
    row = dict(zip(ROWS, Event.objects.order_by("-seq").values_list(*ROWS)[0], strict=True)) | {"seq": seq} | more
    marks = ", ".join(["%s"] * len(row))
    run(f"INSERT INTO desk_event ({', '.join(row)}) VALUES ({marks})", *row.values())


def test_past_days_are_sealed_and_noted_outside_the_database(days: SimpleNamespace) -> None:
    assert [(f"{s.day}", s.first_seq, s.last_seq) for s in DaySeal.objects.order_by("day")] == [
        ("2026-11-16", 1, 4),
        ("2026-11-17", 5, 8),
    ]
    assert [line[:2] for line in written()[:2]] == [["seal", "2026-11-16"], ["seal", "2026-11-17"]]
    assert written()[2][0] == "mark" and written()[2][2] == "12"


def test_sealing_again_changes_nothing(days: SimpleNamespace) -> None:
    before = (written(), list(DaySeal.objects.values_list()))
    keep_sealed()
    assert (written(), list(DaySeal.objects.values_list())) == before


def test_the_day_is_sealed_when_it_is_over_and_not_before(days: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-18 23:59:59")
    keep_sealed()
    assert DaySeal.objects.count() == 2
    still.set("2026-11-19 00:00:00")
    keep_sealed()
    assert DaySeal.objects.order_by("-day")[0].last_seq == 12
    assert verify() == []


def test_a_day_without_events_needs_no_seal(days: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-23 09:00")
    do("project.edit", days.lin, days.p02, {"city": "临江"})
    still.set("2026-11-24 09:00")
    keep_sealed()
    assert [s.day.day for s in DaySeal.objects.order_by("day")] == [16, 17, 18, 23]
    assert verify() == []


def test_the_line_of_a_seal_made_before_a_crash_is_written_later(days: SimpleNamespace, seals: Path) -> None:
    lines = seals.read_text().splitlines(keepends=True)
    seals.write_text(lines[0])
    keep_sealed()
    assert [line[0] for line in written()] == ["seal", "seal", "mark"]
    assert verify() == []


@pytest.mark.parametrize("sql", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["desk_event", "desk_dayseal"])
def test_the_database_itself_refuses(days: SimpleNamespace, table: str, sql: str) -> None:
    if sql.startswith("TRUNCATE") and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match=r"append-only|never"), transaction.atomic():
        run(sql.format(table))
    assert verify() == []


def test_every_altered_value_is_found_in_its_row(open_to_all: SimpleNamespace) -> None:
    for seq in (1, 6, 8, 12):
        for name, value in OTHER.items():
            with taken_back():
                change(seq, name, value)
                assert kinds(verify()) == [("altered", seq, seq)], name
    assert verify() == []


def test_one_microsecond_is_found(open_to_all: SimpleNamespace) -> None:
    change(6, "at", "2026-11-17 02:00:00.000001+00:00")
    assert kinds(verify()) == [("altered", 6, 6)]


def test_several_altered_rows_are_told_apart(open_to_all: SimpleNamespace) -> None:
    for seq in (2, 3, 7):
        change(seq, "payload", "{}")
    assert kinds(verify()) == [("altered", 2, 3), ("altered", 7, 7)]


def test_missing_rows_are_named(open_to_all: SimpleNamespace) -> None:
    for first, last in ((1, 1), (5, 5), (6, 7), (5, 8), (1, 8), (11, 11)):
        with taken_back():
            run("DELETE FROM desk_event WHERE seq BETWEEN %s AND %s", first, last)
            assert kinds(verify()) == [("missing", first, last)]


def test_rows_cut_off_the_end_are_named(open_to_all: SimpleNamespace) -> None:
    for first in (12, 9, 6, 1):
        with taken_back():
            run("DELETE FROM desk_event WHERE seq >= %s", first)
            assert kinds(verify()) == [("cut", first, 12)]


def test_a_cut_is_found_where_the_registered_end_was_set_back_too(open_to_all: SimpleNamespace) -> None:
    run("DELETE FROM desk_event WHERE seq > 10")
    hash_of_10 = Event.objects.get(seq=10).hash
    run("UPDATE desk_journalhead SET seq = 10, hash = %s", hash_of_10)
    assert kinds(verify()) == [("cut", 11, 12)]


def test_a_cut_is_found_where_other_events_followed_in_the_same_numbers(open_to_all: SimpleNamespace) -> None:
    run("DELETE FROM desk_event WHERE seq > 11")
    run("UPDATE desk_journalhead SET seq = 11, hash = %s", Event.objects.get(seq=11).hash)
    do("project.edit", open_to_all.lin, open_to_all.p02, {"city": "别处"})
    assert [(one.kind, one.where) for one in verify()] == [("line", "seals.log 3")]


def test_the_whole_journal_gone_is_found(open_to_all: SimpleNamespace) -> None:
    for table in ("desk_event", "desk_dayseal", "desk_journalhead"):
        run(f"DELETE FROM {table}")
    assert kinds(verify()) == [("cut", 1, 12)]


def test_a_row_added_at_the_end_is_found(open_to_all: SimpleNamespace) -> None:
    for seq in (13, 20):
        with taken_back():
            insert(seq)
            assert kinds(verify()) == [("added", seq, seq)]


def test_a_row_added_before_the_first_is_found(open_to_all: SimpleNamespace) -> None:
    for seq in (0, -3):
        with taken_back():
            insert(seq)
            assert [(one.kind, one.where) for one in verify()] == [("added", f"seq {seq}")]


def test_two_rows_changed_for_each_other_are_found(open_to_all: SimpleNamespace) -> None:
    for old, new in ((6, 99), (7, 6), (99, 7)):
        run("UPDATE desk_event SET seq = %s WHERE seq = %s", new, old)
    assert kinds(verify()) == [("altered", 6, 8)]  # 8 too: the hash it followed stands before it no more


def test_who_chains_anew_without_the_key_is_found(open_to_all: SimpleNamespace, settings: Any) -> None:
    own_key, settings.SEAL_KEY = settings.SEAL_KEY, "a guess"
    before = Event.objects.get(seq=5).hash
    for seq in range(6, 13):
        values = list(Event.objects.values_list(*FIELDS).get(seq=seq))
        before = digest(values, before)
        change(seq, "hash", before)
    run("UPDATE desk_journalhead SET hash = %s", before)
    settings.SEAL_KEY = own_key
    assert kinds(verify())[0] == ("altered", 6, 12)


def test_an_altered_seal_is_found(open_to_all: SimpleNamespace) -> None:
    later = "2026-11-18 04:00:00+00:00"
    for name, value in {"first_seq": 4, "last_seq": 7, "hash": "0" * 64, "sealed_at": later}.items():
        with taken_back():
            run(f"UPDATE desk_dayseal SET {name} = %s WHERE day = '2026-11-17'", value)
            assert ("seal", "2026-11-17") in [(one.kind, one.where) for one in verify()], name


def test_a_missing_seal_is_found(open_to_all: SimpleNamespace) -> None:
    for day in ("2026-11-16", "2026-11-17"):
        with taken_back():
            run("DELETE FROM desk_dayseal WHERE day = %s", day)
            assert ("seal", day) in [(one.kind, one.where) for one in verify()]


def test_an_altered_line_outside_is_found(days: SimpleNamespace, seals: Path) -> None:
    line = f"{' '.join(written()[1][:4])} {'0' * 64}\n"
    seals.write_text(seals.read_text().splitlines(keepends=True)[0] + line)
    assert [(one.kind, one.where) for one in verify()] == [("line", "2026-11-17")]


def test_a_line_taken_away_is_found(days: SimpleNamespace, seals: Path, still: clock.Frozen) -> None:
    seals.write_text("".join(seals.read_text().splitlines(keepends=True)[1:]))
    still.set("2026-11-18 13:11")
    assert [(one.kind, one.where) for one in verify()] == [("line", "2026-11-16")]


def test_the_command_names_what_it_finds_in_both_languages(open_to_all: SimpleNamespace, capsys: Any) -> None:
    assert command(["verify-journal"]) == 0
    assert "日志完整" in capsys.readouterr().out
    change(6, "payload", "{}")
    assert command(["verify-journal"]) == 1
    assert capsys.readouterr().out == "第 6 条：被改动。\n"
    assert command(["--lang", "en", "verify-journal"]) == 1
    assert capsys.readouterr().out == "Event 6: altered.\n"
    with speaking("zh"):
        assert str(Finding("missing", 3, 5)) == "第 3–5 条：缺失。"
