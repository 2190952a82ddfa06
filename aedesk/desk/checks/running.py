"""The worker's part: each waiting version is checked in a process of its own, its pictures kept, its verdict written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from aedesk.kit import clock
from aedesk.kit.apart import Fence
from aedesk.preflight import runner as runner
from aedesk.preflight.spec import Spec

from .. import vault
from ..artwork.models import Attachment
from ..artwork.picturing import readings
from ..jobsheets.models import SpecRow
from ..notices.models import Notice
from ..writing import writing
from .facts import readable
from .models import ArtworkCheck, Comparison
from .ordering import as_data, spec_of

LEASE = timedelta(minutes=6)
FRESH = timedelta(days=2)
TRIES = 2
FENCE = Fence(seconds=150, memory=3_000_000_000)


def check_artwork() -> int:
    """The worker's chore: what is new is put in the queue, what waits is checked, oldest first; how many were."""
    enlist()
    done = 0
    while (it := claim()) is not None:
        write_down(it, *judge(it))
        done += 1
    return done


def enlist() -> None:
    """Every readable version put on a job of late comes before the machine by itself."""
    fresh = Attachment.objects.filter(sheet__isnull=False, removed_at=None, created_at__gte=clock.now() - FRESH)
    unseen = fresh.exclude(Exists(ArtworkCheck.objects.filter(attachment=OuterRef("pk"), sha256=OuterRef("file_id"))))
    made = [
        ArtworkCheck(client_id=it.client_id, attachment=it, sha256=it.file_id)
        for it in unseen.order_by("pk")[:50]
        if readable(it)
    ]
    if made:
        with writing():
            ArtworkCheck.objects.bulk_create(made)


def claim() -> ArtworkCheck | None:
    """The next version to be checked; one that killed its worker twice is given up."""
    rows = ArtworkCheck.objects.select_related("attachment__sheet", "attachment__file")
    return taken(rows, lambda it: write_down(it, Spec(), given_up(it.attachment.name)))


def given_up(name: str) -> dict[str, Any]:
    return runner.unreadable(Path(name), runner.BROKE.format(why="2"), "stopped")


def taken(rows: Any, give_up: Callable[[Any], None]) -> Any:
    """The next row that waits, held for six minutes against other workers; None where nothing does."""
    now = clock.now()
    waiting = rows.filter(state__in=["waiting", "running"]).filter(Q(until=None) | Q(until__lt=now))
    for it in waiting.order_by("pk")[:20]:
        if it.tries >= TRIES:
            give_up(it)
            continue
        with writing():
            mine = type(it).objects.filter(pk=it.pk, tries=it.tries, state=it.state)
            held = mine.update(state="running", until=now + LEASE, tries=it.tries + 1)
        if held:
            it.tries += 1
            return it
    return None


def compare_versions() -> int:
    """The worker's chore: comparisons asked for; how many were made."""
    done = 0
    rows = Comparison.objects.select_related("before", "after")
    while (it := taken(rows, lambda it: compared(it, given_up(it.after.name)))) is not None:
        compared(it, runner.compare(vault.path_of(it.before_sha256), vault.path_of(it.after_sha256), fence=FENCE))
        done += 1
    return done


def compared(it: Comparison, result: dict[str, Any]) -> None:
    """Write a comparison down."""
    it.result, it.until = result, None
    it.state = "unreadable" if result.get("says") else "done"
    with writing():
        it.save(update_fields=["result", "until", "state"])


def judge(it: ArtworkCheck) -> tuple[Spec, dict[str, Any]]:
    """Check the bytes by the spec row named, else by the one whose size fits, else by the first."""
    rows, folder = rows_of(it), place(it)
    specs = [spec_of(it.attachment, row) for row in rows]
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as made:
        verdict = runner.check(
            vault.path_of(it.sha256), specs, fence=FENCE, name=it.attachment.name, pictures=Path(made), cache=readings(),
            sha256=it.sha256,
        )  # fmt: skip
        shutil.copytree(made, folder)
    it.row = rows[verdict["order"]]
    return specs[verdict["order"]], verdict


def rows_of(it: ArtworkCheck) -> list[SpecRow | None]:
    """The spec rows to try: the one chosen, or all of the sheet's."""
    if it.row_id or it.attachment.sheet is None:
        return [it.row]
    return list(it.attachment.sheet.spec_rows.all()[:6]) or [None]


def place(it: ArtworkCheck) -> Path:
    """The folder of a check's pictures; they can be made again and belong to no backup."""
    return Path(settings.PREVIEWS) / "checks" / str(it.pk)


def write_down(it: ArtworkCheck, spec: Spec, verdict: dict[str, Any]) -> None:
    """The verdict, and word of it to whoever uploaded."""
    counts = verdict.get("counts", {})
    it.verdict, it.order = {**verdict, "pictures": None}, as_data(spec)
    it.pictures = verdict.get("pictures", [])
    it.errors, it.warnings = counts.get("error", 0), counts.get("warning", 0)
    it.state, it.until, it.checked_at = "unreadable" if verdict["says"] else "done", None, clock.now()
    with writing():
        it.save(
            update_fields=["verdict", "order", "pictures", "errors", "warnings", "state", "until", "checked_at", "row"]
        )
        if it.errors or it.state == "unreadable":
            _tell(it)


def _tell(it: ArtworkCheck) -> None:
    if it.attachment.created_by_id is None:
        return
    name = it.attachment.name
    zh = f"{name} 读不了" if it.state == "unreadable" else f"{name} 查出 {it.errors} 个错误"
    en = f"{name} cannot be read" if it.state == "unreadable" else f"{name}: {it.errors} errors found"
    Notice.objects.create(
        person_id=it.attachment.created_by_id, at=clock.now(), rule="no_errors", noun="attachment", object_id=it.attachment_id,
        says_zh=zh[:240], says_en=en[:240],
    )  # fmt: skip
