"""A backup holds everything, is checked when it is put back, and never overwrites what is there."""

from __future__ import annotations

import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

KEYS = {"seal.key": "the seal's key", "secret.key": "the secret"}


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    """A data folder with a file, keys and seals; the database is the test's."""
    return into(settings, tmp_path / "data", KEYS | {"seals.log": "seal 2026-11-16 1 4 abc\n", "files/ab/abcd": "稿件"})


def into(settings: Any, folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    settings.DATA, settings.FILES, settings.SEALS = folder, folder / "files", folder / "seals.log"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_was_backed_up_is_put_back(house: SimpleNamespace, data: Path, settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "monday.zip"
    call_command("backup", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    new = into(settings, tmp_path / "new", {"seal.key": "made at the start", "secret.key": "made at the start"})
    call_command("restore", str(file))
    for name in (*KEYS, "seals.log", "files/ab/abcd"):
        assert (new / name).read_bytes() == (data / name).read_bytes()
    assert (new / "seal.key.replaced").read_text() == "made at the start"
    assert [path.name for path in new.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_exists_is_not_overwritten(data: Path, tmp_path: Path, db: None) -> None:
    (tmp_path / "monday.zip").write_text("dear")
    with pytest.raises(CommandError, match="不覆盖"):
        call_command("backup", str(tmp_path / "monday.zip"))
    assert (tmp_path / "monday.zip").read_text() == "dear"


@pytest.mark.parametrize("name", ["aedesk.sqlite3", "seals.log", "files/one"])
def test_a_folder_in_use_is_not_overwritten(data: Path, settings: Any, tmp_path: Path, db: None, name: str) -> None:
    call_command("backup", str(tmp_path / "monday.zip"))
    new = into(settings, tmp_path / "new", {name: "dear"})
    with pytest.raises(CommandError, match="不覆盖"):
        call_command("restore", str(tmp_path / "monday.zip"))
    assert [path.read_text() for path in new.rglob("*") if path.is_file()] == ["dear"]


@pytest.mark.parametrize("name", ["files/ab/abcd", "seal.key", "seals.log"])
def test_a_changed_part_is_found_and_nothing_restored(
    data: Path, settings: Any, tmp_path: Path, db: None, name: str
) -> None:
    call_command("backup", str(tmp_path / "monday.zip"))
    repack(tmp_path / "monday.zip", tmp_path / "bad.zip", {name: b"other"})
    refused(settings, tmp_path)


def test_an_added_part_and_a_way_out_of_the_folder_are_refused(
    data: Path, settings: Any, tmp_path: Path, db: None
) -> None:
    call_command("backup", str(tmp_path / "monday.zip"))
    repack(tmp_path / "monday.zip", tmp_path / "bad.zip", {"files/../../out": b"other"})
    refused(settings, tmp_path)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"not a zip at all"])
def test_what_is_no_backup_is_refused(data: Path, settings: Any, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.zip").write_bytes(content)
    refused(settings, tmp_path)


def test_a_backup_cut_short_is_refused(data: Path, settings: Any, tmp_path: Path, db: None) -> None:
    call_command("backup", str(tmp_path / "monday.zip"))
    (tmp_path / "bad.zip").write_bytes((tmp_path / "monday.zip").read_bytes()[:-100])
    refused(settings, tmp_path)


def test_a_missing_backup_is_named(data: Path, settings: Any, tmp_path: Path) -> None:
    into(settings, tmp_path / "new", {})
    with pytest.raises(CommandError, match=r"没有文件 .*nowhere\.zip"):
        call_command("restore", str(tmp_path / "nowhere.zip"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has pg_dump")
@pytest.mark.django_db
def test_the_database_in_it_is_whole_and_of_this_version(data: Path, settings: Any, tmp_path: Path) -> None:
    call_command("backup", str(tmp_path / "monday.zip"))
    new = into(settings, tmp_path / "new", {})
    call_command("restore", str(tmp_path / "monday.zip"))
    with closing(sqlite3.connect(new / "aedesk.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        applied = {row[0] for row in copy.execute("SELECT name FROM django_migrations WHERE app = 'desk'")}
        triggers = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert "0002_journal_and_search" in applied
    assert {"desk_event_no_update", "desk_event_no_delete"} <= triggers


def repack(file: Path, bad: Path, changed: dict[str, bytes]) -> None:
    """The same zip with parts changed or added."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)


def refused(settings: Any, tmp_path: Path) -> None:
    new = into(settings, tmp_path / "new", {})
    with pytest.raises(CommandError, match="已损坏"):
        call_command("restore", str(tmp_path / "bad.zip"))
    assert list(new.iterdir()) == []
