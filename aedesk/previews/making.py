"""Has the pictures of one file made in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aedesk.kit import apart
from aedesk.kit.apart import Ended

from .kinds import kind_of
from .limits import FENCE, OFFICE

STOPPED = {Ended.SLOW: "slow", Ended.MEMORY: "memory", Ended.BROKE: "crashed"}


def make(path: Path, ending: str, folder: Path) -> dict[str, Any]:
    """Write 1.webp, 2.webp … and small.webp into a folder; `state` is made, or none with a `reason` out of REASONS."""
    order = {"path": str(path.absolute()), "ending": ending, "folder": str(folder.absolute())}
    came = apart.run("aedesk.previews", order, OFFICE if kind_of_file(path, ending) == "office" else FENCE)
    return came.data if came.ended == Ended.DONE else {"state": "none", "reason": STOPPED[came.ended]}


def kind_of_file(path: Path, ending: str) -> str:
    """A file's kind by its first bytes and ending, as `kind_of` tells it."""
    with path.open("rb") as file:
        return kind_of(file.read(1024), ending)
