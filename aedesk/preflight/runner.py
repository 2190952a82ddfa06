"""Runs a check in a process of its own with limits of time and memory: a hostile file ends in a verdict, never in a crash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aedesk.kit import apart
from aedesk.kit.apart import Ended, Fence
from aedesk.kit.text import T

from .spec import Spec
from .verdicts import ERRORS, UNREADABLE, Progress

TOO_SLOW = T(
    "检查超过 {seconds:.0f} 秒，停了。文件太复杂，请简化后再传。",
    "The check took more than {seconds:.0f} s and was stopped. Simplify the file.",
)
TOO_LARGE = T(
    "检查这个文件要的内存太多，停了。请简化后再传。",
    "The check needed too much memory and was stopped. Simplify the file.",
)
BROKE = T("检查时出错停了（{why}）。请把文件重新导出再传。", "The check broke off ({why}). Export the file again.")


def check(
    path: Path, specs: Spec | Sequence[Spec], *, fence: Fence | None = None, with_plates: bool = True, name: str = "",
    pictures: Path | None = None, progress: Progress | None = None, cache: Path | None = None, sha256: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A verdict as plain data (see `telling.told`). Raises nothing about the file: what ends it early is a verdict too.

    With a folder for `pictures` they are written there and listed in the answer (see `picturing.draw`). For several
    specs, `cache` and `sha256` see `checking.check`; `order` of the answer says which spec was taken.
    """
    order = {
        "specs": [asdict(one) for one in ([specs] if isinstance(specs, Spec) else specs)], "with_plates": with_plates,
        "name": name or path.name, "folder": str(pictures.absolute()) if pictures else "",
        "cache": str(cache.absolute()) if cache else "", "sha256": sha256,
    }  # fmt: skip
    return _asked(path, order, fence or Fence(), progress)


def compare(before: Path, after: Path, *, fence: Fence | None = None) -> dict[str, Any]:
    """What changed between two versions, as plain data (see `telling.compared`), or an unreadable verdict."""
    return _asked(after, {"before": str(before.absolute())}, fence or Fence(), None)


def layers(
    path: Path, page: int, shown: Sequence[str], target: Path, *, fence: Fence, cache: Path, sha256: str
) -> bool:
    """Whether a page with only these layers was drawn into the file `target` (see `layering.draw`)."""
    order = {
        "page": page, "shown": list(shown), "target": str(target.absolute()), "cache": str(cache.absolute()), "sha256": sha256,
    }  # fmt: skip
    return _asked(path, order, fence, None)["says"] is None and target.is_file()


def _asked(path: Path, order: dict[str, Any], fence: Fence, progress: Progress | None) -> dict[str, Any]:
    def told(line: str) -> None:
        code, done, all_ = line.split()
        if progress:
            progress(code, int(done), int(all_))

    came = apart.run("aedesk.preflight.child", {"path": str(path.absolute()), **order}, fence, told=told)
    if came.ended == Ended.DONE:
        return came.data
    says = {Ended.SLOW: TOO_SLOW.format(seconds=fence.seconds), Ended.MEMORY: TOO_LARGE}
    return unreadable(path, says.get(came.ended, BROKE.format(why=came.why)), "stopped")


def unreadable(path: Path, says: T, code: str) -> dict[str, Any]:
    """The verdict of a file that could not be judged."""
    return {
        "file": path.name, "order": 0, "verdict": "unreadable", "exit_code": UNREADABLE, "code": code, "says": {"zh": says.zh, "en": says.en},
        "counts": {}, "findings": [], "failed": [], "facts": None,
    }  # fmt: skip


def worst(verdicts: list[dict[str, Any]]) -> int:
    """The exit code of several files: 3 where one is unreadable, else the highest."""
    return max((int(one["exit_code"]) for one in verdicts), default=ERRORS)
