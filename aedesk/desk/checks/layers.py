"""The layers of a checked file: which there are, and a page with some of them on, made when somebody looks."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from threading import BoundedSemaphore

from aedesk.kit.apart import Fence
from aedesk.preflight import runner
from aedesk.preflight.keeping import kept

from .. import vault
from ..artwork.picturing import readings
from .models import ArtworkCheck

FENCE = Fence(seconds=20, memory=1_500_000_000)
MOST = 60  # layers a person can switch; a file with more is no layout and is shown as it prints
_in_turn = BoundedSemaphore(
    1
)  # a page's layers at a time in this process: looking shall not slow down everybody's work


def layers_of(check: ArtworkCheck | None) -> dict[str, bool]:
    """The file's layers by name, and whether each is seen in print; none where they are too many to switch."""
    found: dict[str, bool] = ((check.verdict.get("facts") if check else None) or {}).get("layers") or {}
    return dict(found) if len(found) <= MOST else {}


def picture(check: ArtworkCheck, page: int, shown: str) -> Path | None:
    """The PNG of a page with the layers whose place in `shown` is "1"; kept under the file's sha256, page and layers.

    None where the file has no such page or layers, or the picture could not be made within the fence.
    """
    names = list(layers_of(check))
    pages = {row["page"] for row in check.pictures if row["kind"] == "page"}
    if not names or page not in pages or len(shown) != len(names) or set(shown) - {"0", "1"}:
        return None
    folder = kept(readings(), check.sha256).folder
    assert folder is not None
    made = folder / f"layers-{page}-{int('1' + shown, 2):x}.png"
    if not made.is_file():
        with _in_turn:
            _draw(check, page, [name for name, on in zip(names, shown, strict=True) if on == "1"], made)
    return made if made.is_file() else None


def _draw(check: ArtworkCheck, page: int, shown: list[str], made: Path) -> None:
    """Have it drawn apart, whole or not at all; another who asked for the same may have been before."""
    path = vault.path_of(check.sha256)
    if made.is_file() or not path.is_file():
        return
    with tempfile.TemporaryDirectory(dir=made.parent, prefix=".making-") as folder:
        coming = Path(folder) / made.name
        if runner.layers(path, page, shown, coming, fence=FENCE, cache=readings(), sha256=check.sha256):
            os.replace(coming, made)
