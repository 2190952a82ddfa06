"""Previews: made beside the web, for what designers send; a hostile file gets a reason and hurts nobody (T6)."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from aedesk.desk.action import do
from aedesk.desk.artwork import picturing, terms
from aedesk.desk.models import Attachment, StoredFile
from aedesk.kit import clock
from aedesk.previews.limits import REASONS
from tests.desk.work import a_sheet

from . import hostile
from .sending import Sender
from .test_add import upload


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES, settings.PREVIEWS = tmp_path / "files", tmp_path / "previews"
    return settings.FILES  # type: ignore[no-any-return]


def pictured(house: SimpleNamespace, name: str, content: bytes) -> Attachment:
    """A file on a job after the worker has looked at it."""
    sheet = a_sheet(house)
    made: Attachment = do(
        "attachment.add", house.tang, None, {"file": upload(f"261116{name}", content), "sheet": sheet.pk}
    ).result
    assert picturing.make_pictures() == 1
    made.file.refresh_from_db()
    return made


def seen(house: SimpleNamespace, made: Attachment, what: str = "small") -> Any:
    return Sender(house.tang).ask("GET", f"/files/{made.pk}/{what}/")


KINDS: dict[str, Callable[[], bytes]] = {
    "a.jpg": lambda: hostile.image("JPEG"), "b.png": lambda: hostile.image("PNG", mode="RGBA"),
    "c.tif": lambda: hostile.image("TIFF", mode="CMYK"), "d.psd": hostile.psd, "e.pdf": lambda: hostile.pdf(3),
    "f.webp": lambda: hostile.image("WEBP"), "g.ai": hostile.pdf, "h.png": lambda: hostile.image("PNG", mode="I;16"),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_what_designers_send_gets_a_picture(house: SimpleNamespace, name: str) -> None:
    made = pictured(house, name, KINDS[name]())
    assert (made.file.picture, made.file.why) == ("made", "")
    answer = seen(house, made)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert max(Image.open(io.BytesIO(answer.content)).size) <= 320


def test_a_pdf_shows_its_pages_and_how_many_there_are(house: SimpleNamespace) -> None:
    made = pictured(house, "brochure.pdf", hostile.pdf(15))
    assert (made.file.pages, made.file.shown) == (15, 12)
    assert max(Image.open(io.BytesIO(seen(house, made, "page/2").content)).size) == 1600
    assert seen(house, made, "page/13").status_code == 204


def test_behind_the_wall_there_is_no_picture(house: SimpleNamespace) -> None:
    made = pictured(house, "a.jpg", hostile.image("JPEG"))
    assert Sender(house.shao).ask("GET", f"/files/{made.pk}/small/").status_code == 404


def test_a_photo_s_camera_says_when_and_where(house: SimpleNamespace) -> None:
    found = pictured(house, "site.jpg", hostile.photo()).file
    assert clock.shanghai(found.taken_at).isoformat() == "2026-11-17T09:30:00+08:00"
    assert (found.latitude, found.longitude, found.camera) == (30.5, 114.25, "Phone 15")


def test_a_photo_taken_upright_is_shown_upright(house: SimpleNamespace) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = pictured(house, "a.jpg", hostile.image("JPEG", (640, 400), exif=exif))
    wide, high = Image.open(io.BytesIO(seen(house, made).content)).size
    assert high > wide


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zip named pdf.pdf": (hostile.zip_bomb, {"damaged"}),
    "100000 pages.pdf": (lambda: hostile.pdf(100_000), {"pages"}),
    "30000 x 30000.png": (lambda: hostile.png_of(30_000, 30_000), {"large"}),
    "cut off.jpg": (lambda: hostile.image("JPEG", (900, 900))[:700], {"damaged"}),
    "cut off.pdf": (lambda: hostile.pdf()[:60], {"damaged"}),
    "flate bomb.pdf": (hostile.flate_bomb, {"memory", "slow", "damaged", "crashed"}),
    "script.svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", {"unknown"}),
    "page.html": (lambda: b"<script>alert(1)</script>", {"unknown"}),
    "words.docx": (lambda: hostile.zip_bomb()[:2000], {"office", "damaged"}),
    "noise.psd": (lambda: b"8BPS" + b"\xff" * 300, {"damaged", "large"}),
    "noise.tif": (lambda: b"II*\0" + b"\xff" * 300, {"damaged"}),
    "no page.pdf": (lambda: hostile.pdf(0), {"damaged"}),
    "flat page.pdf": (lambda: hostile.pdf(size="0 0 0 0"), {"made", "damaged"}),
    "endless page.pdf": (lambda: hostile.pdf(size="0 0 99999999 1"), {"made", "damaged", "memory"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_reason_in_time_and_the_worker_lives(house: SimpleNamespace, name: str) -> None:
    content, right = HOSTILE[name]
    began = time.monotonic()
    made = pictured(house, name, content())
    assert time.monotonic() - began < 25
    assert (made.file.why or made.file.picture) in right
    assert picturing.make_pictures() == 0
    assert seen(house, made).status_code in (200, 204)


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(terms.NO_PICTURE)


def test_a_worker_that_dies_is_followed_and_a_file_that_kills_two_is_given_up(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    do("attachment.add", house.tang, None, {"file": upload("261116a.jpg"), "sheet": a_sheet(house).pk})
    assert picturing.claim() is not None
    assert picturing.claim() is None
    still.move(minutes=3, seconds=1)
    assert picturing.claim() is not None
    still.move(minutes=3, seconds=1)
    assert picturing.claim() is None
    assert StoredFile.objects.get().why == "crashed"


def test_pictures_that_are_gone_are_made_again(house: SimpleNamespace) -> None:
    made = pictured(house, "a.jpg", hostile.image("JPEG"))
    for path in picturing.place(made.file_id).iterdir():
        path.unlink()
    picturing.place(made.file_id).rmdir()
    picturing.make_missing_anew()
    assert picturing.make_pictures() == 1
    assert seen(house, made).status_code == 200
