"""Resumable uploads (tus 1.0): cut and gone on with, whole or not at all, refused before the first byte."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client as Browser

from aedesk.desk import vault
from aedesk.desk.action import do
from aedesk.desk.artwork import receiving
from aedesk.desk.artwork.uploads import Upload
from aedesk.desk.models import Attachment, Event, StoredFile
from aedesk.kit import clock
from tests.desk.work import a_sheet

from .sending import BYTES, NAME, Sender, metadata, on_job, take, upload_of


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES  # type: ignore[no-any-return]


def stored() -> Attachment:
    return Attachment.objects.get()


def test_a_file_sent_in_pieces_stands_on_the_job_byte_for_byte(house: SimpleNamespace) -> None:
    tang, sheet = Sender(house.tang), a_sheet(house)
    made = tang.announce(len(BYTES), **on_job(sheet))
    assert (made.status_code, made.headers["Tus-Resumable"]) == (201, "1.0.0")
    path = made.headers["Location"]
    assert tang.piece(path, 0, BYTES[:5000]).headers["Upload-Offset"] == "5000"
    assert not Attachment.objects.exists()
    assert tang.offset(path) == 5000
    assert tang.piece(path, 5000, BYTES[5000:]).status_code == 204
    assert (stored().sheet, stored().name, stored().created_by) == (sheet, NAME, house.tang)
    assert vault.path_of(stored().file_id).read_bytes() == BYTES
    assert stored().file_id == hashlib.sha256(BYTES).hexdigest()
    told = tang.ask("GET", path).json()
    assert (told["filed"], told["object_id"]) == (True, stored().pk)


def test_no_job_sheet_no_upload_and_not_a_byte_is_taken(house: SimpleNamespace, files: Path) -> None:
    draft = a_sheet(house, state="draft", number="", signs="")
    answer = Sender(house.tang).announce(len(BYTES), **on_job(draft))
    assert (answer.status_code, answer.json()["rules"]) == (403, ["no_job_sheet_no_work"])
    assert not Upload.objects.exists()


def test_a_rival_s_job_is_like_none(house: SimpleNamespace) -> None:
    answer = Sender(house.shao).announce(len(BYTES), **on_job(a_sheet(house)))
    assert (answer.status_code, set(answer.json()["fields"])) == (422, {"sheet"})


def test_an_upload_is_its_sender_s_alone(house: SimpleNamespace) -> None:
    path = Sender(house.tang).announce(9, filename=NAME).headers["Location"]
    other = Sender(house.lin)
    assert [other.ask(how, path).status_code for how in ("GET", "HEAD", "DELETE")] == [404] * 3
    assert other.piece(path, 0, b"x").status_code == 404
    assert other.ask("GET", "/uploads/").json() == {"uploads": []}
    assert Browser().get(path).status_code == 302


@pytest.mark.parametrize(
    ("size", "name", "field"),
    [("0", NAME, "file"), (str((2 << 30) + 1), NAME, "file"), ("9", "", "file"), ("many", NAME, "Upload-Length"), ("", NAME, "Upload-Length")],
)  # fmt: skip
def test_an_empty_a_huge_and_a_nameless_file_are_told_so_before_they_come(
    house: SimpleNamespace, size: str, name: str, field: str
) -> None:
    tang = Sender(house.tang)
    answer = tang.ask("POST", "/uploads/", Upload_Length=size, Upload_Metadata=metadata(filename=name))
    assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})


@pytest.mark.parametrize("bad", ["filename %%%", "filename", "filename 5bCP!", "filename /w=="])
def test_metadata_that_cannot_be_read_is_told_so(house: SimpleNamespace, bad: str) -> None:
    answer = Sender(house.tang).ask("POST", "/uploads/", Upload_Length="9", Upload_Metadata=bad)
    assert answer.status_code == 422


def test_a_piece_from_another_place_is_told_where_to_go_on(house: SimpleNamespace) -> None:
    tang = Sender(house.tang)
    path = tang.announce(len(BYTES), filename=NAME).headers["Location"]
    tang.piece(path, 0, BYTES[:100])
    answer = tang.piece(path, 50, BYTES[50:200])
    assert (answer.status_code, "100" in answer.json()["says"], tang.offset(path)) == (409, True, 100)


def test_more_than_was_announced_is_refused(house: SimpleNamespace) -> None:
    tang = Sender(house.tang)
    path = tang.announce(10, filename=NAME).headers["Location"]
    assert (tang.piece(path, 0, b"x" * 11).status_code, tang.offset(path)) == (422, 0)


def test_what_came_before_a_cut_is_kept_and_gone_on_with(house: SimpleNamespace) -> None:
    it = receiving.begin(house.tang, NAME, len(BYTES))
    source = iter([BYTES[:3000], BYTES[3000:7000]])

    def cut(length: int) -> bytes:
        for chunk in source:
            return chunk
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        receiving.receive(it, 0, len(BYTES), cut)
    assert Upload.objects.get().offset == 7000
    tang = Sender(house.tang)
    assert tang.piece(f"/uploads/{it.pk}/", 7000, BYTES[7000:]).status_code == 204
    assert receiving.complete(receiving.one_of(house.tang, it.pk)).sha256 == hashlib.sha256(BYTES).hexdigest()


def test_bytes_after_the_acknowledged_offset_never_count(house: SimpleNamespace) -> None:
    """A server killed while writing leaves more on disk than its row says."""
    it = receiving.begin(house.tang, NAME, len(BYTES))
    receiving.receive(it, 0, 100, take(BYTES[:100]))
    with it.place.open("ab") as file:
        file.write(b"\0" * 999)
    receiving.receive(it, 100, len(BYTES) - 100, take(BYTES[100:]))
    assert receiving.complete(it).sha256 == hashlib.sha256(BYTES).hexdigest()


def test_bytes_lost_with_their_disk_are_asked_for_again(house: SimpleNamespace) -> None:
    it = receiving.begin(house.tang, NAME, len(BYTES))
    receiving.receive(it, 0, 100, take(BYTES[:100]))
    it.place.unlink()
    answer = Sender(house.tang).piece(f"/uploads/{it.pk}/", 100, BYTES[100:])
    assert (answer.status_code, Upload.objects.get().offset) == (409, 0)


def test_killed_between_the_rename_and_the_row_the_file_is_still_filed(house: SimpleNamespace) -> None:
    it, sheet = receiving.begin(house.tang, NAME, len(BYTES)), a_sheet(house)
    receiving.receive(it, 0, len(BYTES), take(BYTES))
    digest = hashlib.sha256(BYTES).hexdigest()
    Upload.objects.update(sha256=digest)
    vault.settle(it.place, digest)  # and here the power goes
    answer = Sender(house.tang).file(f"/uploads/{it.pk}/", act="attachment.add", sheet=sheet.pk)
    assert answer.status_code == 200
    assert vault.path_of(stored().file_id).read_bytes() == BYTES


def test_filing_twice_files_once(house: SimpleNamespace) -> None:
    tang, sheet = Sender(house.tang), a_sheet(house)
    path = tang.announce(9, filename=NAME, hold="1").headers["Location"]
    assert tang.piece(path, 0, b"123456789").status_code == 204
    answers = [tang.file(path, act="attachment.add", sheet=sheet.pk).json()["id"] for _ in range(2)]
    assert answers == [stored().pk] * 2
    assert Event.objects.filter(action="attachment.add").count() == 1


def test_what_is_missing_is_not_filed(house: SimpleNamespace) -> None:
    tang = Sender(house.tang)
    path = tang.announce(9, filename=NAME).headers["Location"]
    tang.piece(path, 0, b"1234")
    assert tang.file(path, act="attachment.add", sheet=a_sheet(house).pk).status_code == 409
    assert not StoredFile.objects.exists()


def test_a_refused_name_is_mended_without_sending_the_file_again(house: SimpleNamespace) -> None:
    tang, sheet = Sender(house.tang), a_sheet(house)
    path = tang.announce(9, filename="开盘报纸终稿.pdf", hold="1").headers["Location"]
    tang.piece(path, 0, b"123456789")
    refused = tang.file(path, act="attachment.add", sheet=sheet.pk)
    assert (refused.status_code, refused.json()["rules"]) == (403, ["dated_name"])
    assert tang.file(path, act="attachment.add", sheet=sheet.pk, name="261116开盘报纸").status_code == 200
    assert stored().name == "261116开盘报纸.pdf"


def test_a_piece_damaged_on_its_way_does_not_count(house: SimpleNamespace) -> None:
    tang = Sender(house.tang)
    path = tang.announce(9, filename=NAME).headers["Location"]
    right = "sha256 " + base64.b64encode(hashlib.sha256(b"123456789").digest()).decode()
    assert (tang.piece(path, 0, b"12345678X", Upload_Checksum=right).status_code, tang.offset(path)) == (460, 0)
    assert (tang.piece(path, 0, b"123456789", Upload_Checksum=right).status_code, tang.offset(path)) == (204, 9)
    other = tang.announce(9, filename=NAME).headers["Location"]
    assert tang.piece(other, 0, b"123", Upload_Checksum="md5 x").status_code == 422


def test_a_whole_that_is_not_what_was_told_starts_anew(house: SimpleNamespace) -> None:
    tang, sheet = Sender(house.tang), a_sheet(house)
    path = tang.announce(9, **on_job(sheet, sha256=hashlib.sha256(b"123456789").hexdigest())).headers["Location"]
    assert tang.piece(path, 0, b"12345678X").status_code == 422
    assert (tang.offset(path), StoredFile.objects.count()) == (0, 0)
    assert tang.piece(path, 0, b"123456789").status_code == 204
    assert stored().file.size == 9


def test_an_upload_somebody_is_writing_is_busy(house: SimpleNamespace) -> None:
    it = receiving.begin(house.tang, NAME, 9)
    with vault.held(it.place):
        assert Sender(house.tang).piece(f"/uploads/{it.pk}/", 0, b"123").status_code == 423
    assert Sender(house.tang).piece(f"/uploads/{it.pk}/", 0, b"123").status_code == 204


@pytest.mark.parametrize("headers", [{"Tus_Resumable": "0.2.2"}, {"Content_Type": "text/plain"}])
def test_another_protocol_is_not_spoken(house: SimpleNamespace, headers: dict[str, str]) -> None:
    it = receiving.begin(house.tang, NAME, 9)
    kind = headers.pop("Content_Type", "application/offset+octet-stream")
    answer = Sender(house.tang).ask("PATCH", f"/uploads/{it.pk}/", b"123", kind, Upload_Offset="0", **headers)
    assert answer.status_code in (412, 415)


def test_a_full_disk_is_507_at_every_door_and_nothing_is_half_stored(
    house: SimpleNamespace, settings: Any, files: Path
) -> None:
    tang, sheet = Sender(house.tang), a_sheet(house)
    path = tang.announce(len(BYTES), **on_job(sheet)).headers["Location"]
    settings.FILES_RESERVE = 1 << 60
    full = tang.announce(len(BYTES), **on_job(sheet, filename="261119另一张.pdf"))
    assert (full.status_code, "磁盘" in full.json()["says"]) == (507, True)
    form = tang.browser.post("/do/attachment.add/", {"sheet": sheet.pk, "file": upload_of(BYTES)})
    big = tang.browser.post("/do/attachment.add/", {"sheet": sheet.pk, "file": upload_of(BYTES * 40)})
    assert (form.status_code, big.status_code) == (507, 507)
    assert "磁盘" in form.content.decode()
    assert (StoredFile.objects.count(), list(files.glob("[!.]*"))) == (0, [])
    settings.FILES_RESERVE = 0
    assert tang.piece(path, 0, BYTES).status_code == 204
    assert stored().file.size == len(BYTES)


def test_a_given_up_upload_is_gone_at_once(house: SimpleNamespace) -> None:
    tang = Sender(house.tang)
    path = tang.announce(9, filename=NAME).headers["Location"]
    tang.piece(path, 0, b"123")
    place = Upload.objects.get().place
    assert (tang.ask("DELETE", path).status_code, place.exists(), tang.ask("HEAD", path).status_code) == (
        204,
        False,
        404,
    )


def test_the_same_bytes_sent_again_heal_a_damaged_file(house: SimpleNamespace) -> None:
    landed = vault.land(upload_of(BYTES))
    vault.path_of(landed.sha256).write_bytes(BYTES[:10])
    vault.land(upload_of(BYTES))
    assert vault.path_of(landed.sha256).read_bytes() == BYTES


def test_a_name_with_path_and_control_characters_is_only_a_name(house: SimpleNamespace, files: Path) -> None:
    tang, sheet = Sender(house.tang), a_sheet(house)
    told = on_job(sheet, filename="../../etc/\x00261119开盘\u202egpj.\r\nexe.pdf")
    path = tang.announce(9, **told).headers["Location"]
    assert tang.piece(path, 0, b"123456789").status_code == 204
    assert stored().name == "261119开盘gpj.exe.pdf"
    assert [p.name for p in files.parent.rglob("*etc*")] == []


def test_a_program_sends_with_its_token_and_a_reading_one_may_not(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    tokens = {
        scope: do("token.make", house.tang, None, {"name": "程序", "scope": scope}).facts["secret"]
        for scope in ("read", "write")
    }
    home = "/api/v1/uploads/"
    reading = Sender(house.tang, home, Authorization=f"Bearer {tokens['read']}")
    assert reading.announce(9, **on_job(sheet)).status_code == 403
    program = Sender(house.tang, home, Authorization=f"Bearer {tokens['write']}")
    path = program.announce(9, **on_job(sheet)).headers["Location"]
    assert path.startswith(home)
    assert (program.piece(path, 0, b"12345").status_code, program.offset(path)) == (204, 5)
    assert [one["offset"] for one in program.ask("GET", home).json()["uploads"]] == [5]
    assert program.piece(path, 5, b"6789").status_code == 204
    assert stored().file.size == 9
    assert Sender(house.tang, home, Authorization="Bearer none").ask("HEAD", path).status_code == 401


def test_no_page_of_somebody_else_sends_files(house: SimpleNamespace) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(house.tang)
    it = receiving.begin(house.tang, NAME, 9)
    for method, path in (("POST", "/uploads/"), ("PATCH", f"/uploads/{it.pk}/"), ("DELETE", f"/uploads/{it.pk}/")):
        assert browser.generic(method, path, b"123").status_code == 403


def test_the_expiry_is_told(house: SimpleNamespace, still: clock.Frozen) -> None:
    answer = Sender(house.tang).announce(9, filename=NAME)
    assert answer.headers["Upload-Expires"] == "Thu, 19 Nov 2026 01:00:00 GMT"
    assert Upload.objects.get().expires_at == clock.now() + timedelta(days=3)
