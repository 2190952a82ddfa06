"""Fills a small disk again and again while files are stored on it: nothing by half, nothing lost, well again with room.

    mount -t tmpfs -o size=40m tmpfs /mnt/small
    python -m tests.soak.full --folder /mnt/small --cycles 20

Database and files lie on that disk, and no reserve is kept, so that both run out of room.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
from pathlib import Path
from typing import Any

from .kills import check, content, prepared, send

LEFT = 900_000  # bytes left beside the ballast
SMALL = [n for n in range(1, 4000) if len(content(n)) <= 60_000]


def fill(ballast: Path) -> None:
    """Take all room of the disk but LEFT."""
    with ballast.open("wb") as out:
        left = shutil.disk_usage(ballast.parent).free - LEFT
        while left > 0:
            left -= out.write(b"\0" * min(left, 1 << 16))


def stored(me: Any, sheet: int, number: int) -> bool:
    """Send and file one; False where there was no room."""
    from aedesk.desk.artwork import receiving
    from aedesk.desk.errors import NoRoom

    try:
        it = receiving.begin(me, f"261116{number}.bin", len(content(number)))
        send(it, number)
        receiving.file_away(it, "attachment.add", {"sheet": sheet})
    except NoRoom:
        return False
    return True


def still_reads(me: Any) -> bool:
    """Whether pages and sign-in answer on the full disk."""
    from django.test import Client

    browser = Client()
    return bool(
        browser.get("/login/").status_code == 200 and type(me).objects.get(pk=me.pk).check_password("x") is False
    )


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path, required=True)
    asked.add_argument("--cycles", type=int, default=20)
    options = asked.parse_args()
    os.environ["AEDESK_RESERVE_MB"] = "0"
    sheet, person = prepared(options.folder / "data")
    from aedesk.desk.models import Person

    me, numbers = Person.objects.get(pk=person), iter(random.Random(3).sample(SMALL, len(SMALL)))  # nosec B311
    acknowledged: set[int] = set()
    refused, ballast, reads = 0, options.folder / "ballast", True
    for _ in range(options.cycles):
        fill(ballast)
        while stored(me, sheet, number := next(numbers)):
            acknowledged.add(number)
        refused, reads = refused + 1, reads and still_reads(me)
        ballast.unlink()
        number = next(numbers)
        assert stored(me, sheet, number), "not well again"
        acknowledged.add(number)
    told = check(acknowledged)
    print(
        f"{options.cycles} times full: {len(acknowledged)} acknowledged, {refused} refused, {len(told['lost'])} lost, "
        f"{len(told['bad'])} rows without their file, pages and sign-in answered: {reads}"
    )
    return 1 if told["bad"] or told["lost"] or not reads else 0


if __name__ == "__main__":
    sys.exit(main())
