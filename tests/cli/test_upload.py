"""`aedesk upload`: onto a job by its number, with the same rules and refusals as the page."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.artwork.uploads import Upload
from aedesk.desk.models import Attachment
from aedesk.doors.cli.main import run
from tests.desk.work import a_sheet


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES  # type: ignore[no-any-return]


def send(tmp_path: Path, *more: str, name: str = "261116开盘报纸.pdf", job: str = "261116-P02-014") -> int:
    (tmp_path / name).write_bytes(b"%PDF-1.7 x")
    return run(["--as", "tangyu", "upload", str(tmp_path / name), "--job", job, *more])


def test_a_file_goes_onto_the_job_of_the_number(house: SimpleNamespace, tmp_path: Path) -> None:
    sheet = a_sheet(house)
    assert send(tmp_path, "--state", "confirmed") == 0
    made = Attachment.objects.get()
    assert (made.sheet, made.name, made.state, made.created_by) == (
        sheet,
        "261116开盘报纸.pdf",
        "confirmed",
        house.tang,
    )


def test_a_wrong_name_is_refused_and_the_bytes_need_not_come_again(
    house: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_sheet(house)
    assert send(tmp_path, name="开盘报纸终稿.pdf") == 3
    assert "建议用：261116开盘报纸.pdf" in capsys.readouterr().err
    assert send(tmp_path, "--name", "261116开盘报纸", name="开盘报纸终稿.pdf") == 0
    assert (Attachment.objects.get().name, Upload.objects.count()) == ("261116开盘报纸.pdf", 1)


def test_no_job_sheet_no_upload(house: SimpleNamespace, tmp_path: Path) -> None:
    a_sheet(house, state="submitted", signs="copy")
    assert send(tmp_path) == 3
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [(("--to", "ftp://x", "--token", "t"), "https"), (("--to", "http://127.0.0.1:1"), "令牌"), (("--to", "http://127.0.0.1:1", "--token", "t"), "线断了")],
)  # fmt: skip
def test_a_desk_that_cannot_be_reached_is_said_in_a_sentence(
    house: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], says: str
) -> None:
    assert send(tmp_path, *more) == 1
    assert says in capsys.readouterr().err


def test_an_unknown_job_and_a_missing_file_are_told(house: SimpleNamespace, tmp_path: Path) -> None:
    a_sheet(house)
    assert send(tmp_path, job="261116-P02-999") == 1
    assert run(["--as", "tangyu", "upload", str(tmp_path / "none.pdf"), "--job", "261116-P02-014"]) == 1
