"""Has pictures made of files, each in a process of its own with limits; what is hostile ends there, never here."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q

from aedesk.kit import clock
from aedesk.previews.making import make

from .. import vault
from ..writing import writing
from .models import Attachment, StoredFile
from .photos import dated_by_camera

LEASE = timedelta(minutes=3)
TRIES = 2
AT_ONCE = 20  # files in one go
NOTED = ("pages", "width", "height", "latitude", "longitude", "camera")


def make_pictures() -> int:
    """The worker's chore: pictures of what has none yet, the newest first; how many files were looked at."""
    done = 0
    while done < AT_ONCE and (it := claim()) is not None:
        note(it, picture(it))
        done += 1
    return done


def claim() -> StoredFile | None:
    """The next file, held for three minutes against other workers; one that killed its worker twice is given up."""
    now = clock.now()
    waiting = StoredFile.objects.filter(picture__in=["", "making"]).filter(Q(until=None) | Q(until__lt=now))
    for it in waiting.order_by("-stored_at")[:AT_ONCE]:
        if it.tries >= TRIES:
            note(it, {"state": "none", "reason": "crashed"})
            continue
        mine = StoredFile.objects.filter(pk=it.pk, tries=it.tries, picture=it.picture)
        with writing():
            taken = mine.update(picture="making", until=now + LEASE, tries=it.tries + 1)
        if taken:
            return it
    return None


def picture(it: StoredFile) -> dict[str, Any]:
    """Look at one file in its own process; what came of it."""
    folder = place(it.sha256)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.PREVIEWS, prefix=".making-") as made:
        told = make(vault.path_of(it.sha256), ending(it), Path(made))
        shown = sorted(Path(made).glob("*.webp"))
        if told.get("state") != "made" or not shown:
            return told | {"state": "none"}
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for path in shown:
            os.replace(path, folder / path.name)
        return told | {"shown": len(shown) - 1}


def ending(it: StoredFile) -> str:
    """How the file's latest name ends."""
    name = Attachment.objects.filter(file=it).order_by("-pk").values_list("name", flat=True).first() or ""
    return name.rpartition(".")[2].lower()[:8] if "." in name else ""


def note(it: StoredFile, told: dict[str, Any]) -> None:
    """Write down what came of it."""
    made = told.get("state") == "made"
    it.picture, it.why, it.until = (
        ("made", "", None) if made else ("none", str(told.get("reason", "crashed"))[:12], None)
    )
    it.shown = int(told.get("shown", 0))
    for name in NOTED:
        if told.get(name) not in (None, ""):
            setattr(it, name, told[name])
    if taken := told.get("taken_at"):
        it.taken_at = clock.shanghai(datetime.fromisoformat(taken))
    with writing():
        it.save(update_fields=["picture", "why", "until", "shown", "taken_at", *NOTED])
        dated_by_camera(it.sha256, it.taken_at)


def place(sha256: str) -> Path:
    """The folder of a file's pictures: small.webp, 1.webp, 2.webp …"""
    return Path(settings.PREVIEWS) / sha256[:2] / sha256


def readings() -> Path:
    """The folder of what the artwork check has read, each file's pieces under its digest."""
    return Path(settings.PREVIEWS) / "readings"


def make_missing_anew() -> None:
    """Pictures that are gone (a backup holds none) wait to be made again."""
    for pk in StoredFile.objects.filter(picture="made").values_list("pk", flat=True).iterator():
        if not place(pk).is_dir():
            with writing():
                StoredFile.objects.filter(pk=pk).update(picture="", tries=0)
