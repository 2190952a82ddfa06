"""What the rules ask about a file's name."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock, filename
from aedesk.kit.text import T

from ..facts import fact


def wanted_name(act: Any) -> str:
    """The name asked for, with the file's own ending where the name leaves it out."""
    upload, asked = act.values.get("file"), str(act.values.get("name") or "").strip()
    given = upload.name if upload is not None else getattr(act.target, "name", "")
    if not asked:
        return filename.safe(given)
    ending = given.rpartition(".")[2] if "." in given else ""
    if ending and not asked.lower().endswith(f".{ending.lower()}"):
        asked = f"{asked}.{ending}"
    return filename.safe(asked)


@fact("name_problems")
def name_problems(act: Any) -> list[T]:
    """What is wrong with the file's name (FIL-04); empty where it is right."""
    return filename.check(wanted_name(act))


@fact("name_offer")
def name_offer(act: Any) -> str:
    """The right name for this file today."""
    return filename.offer(wanted_name(act), clock.shanghai(act.now).date(), getattr(act.job, "title", ""))
