"""What nobody comes back for is swept: uploads given up, bytes that no row names."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk import vault
from aedesk.desk.artwork import receiving, sweeping
from aedesk.desk.artwork.uploads import Upload
from aedesk.desk.models import Attachment
from aedesk.kit import clock
from tests.desk.work import a_sheet

from .sending import NAME, Sender, on_job, take, upload_of


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES  # type: ignore[no-any-return]


def test_an_upload_nobody_goes_on_with_is_swept_after_three_days(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = receiving.begin(house.tang, NAME, 9)
    receiving.receive(it, 0, 3, take(b"123"))
    still.move(days=3)
    assert sweeping.expire() == 0
    still.move(seconds=1)
    assert (sweeping.expire(), it.place.exists(), Upload.objects.exists()) == (1, False, False)


def test_bytes_without_a_row_are_swept_after_a_day_and_no_others(house: SimpleNamespace, files: Path) -> None:
    orphan, young = (vault.land(upload_of(content)) for content in (b"orphan", b"young"))
    kept = Sender(house.tang).announce(9, **on_job(a_sheet(house))).headers["Location"]
    Sender(house.tang).piece(kept, 0, b"123456789")
    for digest in (orphan.sha256, Attachment.objects.get().file_id):
        path = vault.path_of(digest)
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - sweeping.A_DAY - 60))
    assert sweeping.drop_orphans() == [orphan.sha256]
    assert vault.has(young.sha256) and vault.has(Attachment.objects.get().file_id)
