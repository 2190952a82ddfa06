"""Files: dated names, stored once and whole; safe downloads inside the wall (FIL-04, FIL-05, FIL-09)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from aedesk.desk.action import do
from aedesk.desk.artwork.storing import path_of
from aedesk.desk.errors import InvalidInput, Refused, Unknown, WrongState
from aedesk.desk.models import Attachment, JobSheet, StoredFile
from aedesk.kit import clock
from tests.desk.work import a_sheet, refusing

BYTES = b"%PDF-1.7 " + bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES  # type: ignore[no-any-return]


def upload(name: str = "261119开盘报纸.pdf", content: bytes = BYTES) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(
    person: Any, sheet: JobSheet, called: str = "261119开盘报纸.pdf", content: bytes = BYTES, **more: Any
) -> Attachment:
    return do("attachment.add", person, None, {"file": upload(called, content), "sheet": sheet.pk, **more}).result


def test_a_name_without_date_is_refused_and_the_right_one_offered(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-19 09:00")
    with pytest.raises(Refused) as refused:
        add(house.tang, a_sheet(house), "开盘报纸终稿.pdf")
    assert refusing(refused) == {"dated_name"}
    assert refused.value.refusals[0].reasons[-1].zh == "建议用：261119开盘报纸.pdf"
    assert not StoredFile.objects.exists()


def test_a_date_that_does_not_exist_is_refused(house: SimpleNamespace) -> None:
    with pytest.raises(Refused) as refused:
        add(house.tang, a_sheet(house), "261332x.pdf")
    assert "261332" in refused.value.refusals[0].reasons[0].zh


def test_the_offered_name_is_taken_with_the_files_own_ending(house: SimpleNamespace) -> None:
    made = add(house.tang, a_sheet(house), "开盘报纸终稿.pdf", name="261119开盘报纸")
    assert (made.name, made.state) == ("261119开盘报纸.pdf", "draft")


def test_bytes_stand_once_under_their_digest_and_nothing_half_written_is_left(
    house: SimpleNamespace, files: Path
) -> None:
    sheet = a_sheet(house)
    one, two = add(house.tang, sheet), add(house.tang, sheet, "261119开盘报纸-2.pdf")
    digest = hashlib.sha256(BYTES).hexdigest()
    assert one.file_id == two.file_id == digest
    assert path_of(digest).read_bytes() == BYTES
    assert [path.name for path in files.rglob("*") if path.is_file()] == [digest]
    assert StoredFile.objects.get().size == len(BYTES)


def test_two_files_of_one_job_never_share_a_name(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    add(house.tang, sheet)
    with pytest.raises(InvalidInput):
        add(house.tang, sheet, content=b"other")


def test_no_job_sheet_no_upload_but_base_material_of_the_project_is_kept(house: SimpleNamespace) -> None:
    draft = a_sheet(house, state="draft", number="", signs="")
    with pytest.raises(Refused) as refused:
        add(house.lin, draft)
    assert "no_job_sheet_no_work" in refusing(refused)
    with pytest.raises(Refused):
        do("attachment.add", house.lin, None, {"file": upload()})
    made = do("attachment.keep", house.lin, None, {"file": upload("261116区位图.pdf"), "project": house.p02.pk}).result
    assert (made.project, made.sheet) == (house.p02, None)


def test_a_draft_is_confirmed_for_output_once(house: SimpleNamespace) -> None:
    made = add(house.tang, a_sheet(house))
    do("attachment.confirm", house.lin, made)
    made.refresh_from_db()
    assert made.state == "confirmed"
    with pytest.raises(WrongState):
        do("attachment.confirm", house.lin, made)


def test_a_removed_file_comes_back_with_its_bytes(house: SimpleNamespace) -> None:
    made = add(house.tang, a_sheet(house))
    do("attachment.remove", house.tang, made)
    assert get(house.tang, made).status_code == 404
    do("attachment.restore", house.tang, made)
    assert body(get(house.tang, made)) == BYTES


def test_renaming_keeps_to_the_same_rule(house: SimpleNamespace) -> None:
    made = add(house.tang, a_sheet(house))
    with pytest.raises(Refused):
        do("attachment.rename", house.tang, made, {"name": "最终版"})
    do("attachment.rename", house.tang, made, {"name": "261120开盘报纸"})
    made.refresh_from_db()
    assert made.name == "261120开盘报纸.pdf"


def get(person: Any, made: Attachment, **headers: str) -> Any:
    browser = Browser()
    browser.force_login(person)
    return browser.get(f"/files/{made.pk}/", headers=headers)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_download_is_saved_never_run_and_keeps_its_chinese_name(house: SimpleNamespace) -> None:
    response = get(house.lin, add(house.tang, a_sheet(house)))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''261119%E5%BC%80%E7%9B%98%E6%8A%A5%E7%BA%B8.pdf" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert body(response) == BYTES


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=10000-", 10000, len(BYTES) - 1),
        ("bytes=-5", len(BYTES) - 5, len(BYTES) - 1),
        ("bytes=5-999999", 5, len(BYTES) - 1),
    ],
)
def test_a_part_is_served_as_asked(house: SimpleNamespace, asked: str, first: int, last: int) -> None:
    response = get(house.lin, add(house.tang, a_sheet(house)), Range=asked)
    assert (response.status_code, response.headers["Content-Range"]) == (
        206,
        f"bytes {first}-{last}/{len(BYTES)}",
    )
    assert body(response) == BYTES[first : last + 1]


def test_a_part_beyond_the_end_is_416(house: SimpleNamespace) -> None:
    response = get(house.lin, add(house.tang, a_sheet(house)), Range=f"bytes={len(BYTES)}-")
    assert (response.status_code, response.headers["Content-Range"]) == (416, f"bytes */{len(BYTES)}")


def test_behind_the_wall_a_file_does_not_exist(house: SimpleNamespace) -> None:
    made = add(house.tang, a_sheet(house))
    assert get(house.shao, made).status_code == 404
    with pytest.raises(Unknown):
        do("attachment.rename", house.shao, made, {"name": "261120看看"})
