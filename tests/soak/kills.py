"""Kills a sender's server in the middle of its work, again and again: what was told as stored is there, whole.

    python -m tests.soak.kills --cycles 1000

Each cycle forks a server that receives and files uploads as fast as it can, and kills it (SIGKILL) at a random moment.
Then every row must have its file with the right bytes, and every acknowledged file its row. With --mutant the server
is broken in one way on purpose: the trial must notice.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MUTANTS = ("row_first", "early_ack", "in_place")


@dataclass
class Found:
    """What the cycles came to."""

    cycles: int = 0
    acknowledged: int = 0
    inside: int = 0  # kills that hit a server at work on a file
    lost: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.lost and not self.bad

    def __str__(self) -> str:
        return (
            f"{self.cycles} kills, {self.inside} inside a write, {self.acknowledged} acknowledged, "
            f"{len(self.lost)} lost, {len(self.bad)} rows without their file"
        )


def content(number: int) -> bytes:
    """The bytes of a file by its number: 1 KB to 600 KB."""
    chance = random.Random(number)  # nosec B311
    return chance.randbytes(chance.choice((1_000, 60_000, 300_000, 600_000)))


def serve(out: int, sheet: int, person: int, first: int, mutant: str) -> None:
    """In the child: go on with what is unfinished, then send new files, until killed."""
    from aedesk.desk.artwork import receiving
    from aedesk.desk.artwork.uploads import Upload
    from aedesk.desk.models import Person

    break_it(mutant)
    receiving.SYNC_EVERY = 64 << 10
    me = Person.objects.get(pk=person)
    waiting = [(it, int(it.name[6:-4])) for it in Upload.objects.visible_to(me).filter(filed_at=None).order_by("pk")]
    number = first
    while True:
        if waiting:
            it, which = waiting.pop()
        else:
            which, number = number, number + 1
            it = receiving.begin(me, f"261116{which}.bin", len(content(which)))
        say(out, "began", which)
        send(it, which)
        if mutant == "early_ack":
            say(out, "acked", which)
        receiving.file_away(it, "attachment.add", {"sheet": sheet})
        say(out, "acked", which)


def send(it: Any, which: int) -> None:
    from aedesk.desk.artwork import receiving

    body = content(which)
    if it.whole_at is None:
        try:
            receiving.receive(it, it.offset, it.size - it.offset, taking(body[it.offset :]))
        except receiving.WrongOffset as wrong:
            receiving.receive(it, wrong.offset, it.size - wrong.offset, taking(body[wrong.offset :]))


def taking(body: bytes) -> Callable[[int], bytes]:
    left = bytearray(body)

    def take(length: int) -> bytes:
        found = bytes(left[: min(length, 32 << 10)])
        del left[: len(found)]
        return found

    return take


def say(out: int, what: str, number: int) -> None:
    os.write(out, f"{what} {number}\n".encode())


def break_it(mutant: str) -> None:
    """Make the server wrong in one way."""
    from aedesk.desk import vault
    from aedesk.desk.artwork import receiving

    if mutant == "row_first":
        away, settle = receiving.file_away, vault.settle
        later: list[Any] = []
        vault.settle = lambda *given: later.append(given)  # type: ignore[assignment]

        def file_away(*given: Any, **named: Any) -> Any:
            done = away(*given, **named)
            while later:
                settle(*later.pop())
            return done

        receiving.file_away = file_away
    if mutant == "in_place":

        def settle_in_place(temporary: Path, sha256: str) -> None:
            final = vault.path_of(sha256)
            final.parent.mkdir(exist_ok=True)
            if not final.exists():
                with temporary.open("rb") as source, final.open("wb", buffering=0) as out:
                    while chunk := source.read(8 << 10):
                        out.write(chunk)
                        os.fsync(out.fileno())
            temporary.unlink()

        vault.settle = settle_in_place


def check(acknowledged: set[int]) -> dict[str, Any]:
    """In a child: every row against the disk, every acknowledgement against the rows."""
    from aedesk.desk import vault
    from aedesk.desk.models import Attachment, StoredFile

    bad = []
    for digest in StoredFile.objects.values_list("pk", flat=True):
        path = vault.path_of(digest)
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            bad.append(digest)
    kept = {int(name[6:-4]): digest for name, digest in Attachment.objects.values_list("name", "file_id")}
    lost = [n for n in acknowledged if kept.get(n) != hashlib.sha256(content(n)).hexdigest()]
    return {"bad": bad, "lost": lost, "next": max(kept, default=0) + 1}


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """A child with a pipe to us: its id and our end."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            work(theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    return child, ours


def heard(pipe: int) -> str:
    with os.fdopen(pipe, "rb") as told:
        return told.read().decode()


def trial(
    cycles: int, sheet: int, person: int, mutant: str = "", each: Callable[[Found], None] = lambda _: None
) -> Found:
    """So many kills; stops at the first damage."""
    found, acknowledged, first = Found(), set[int](), 1
    chance, pace = random.Random(7), 0.1  # nosec B311
    while found.cycles < cycles and found.is_whole:
        child, pipe = forked(lambda out, first=first: serve(out, sheet, person, first, mutant))  # type: ignore[misc]
        began = os.read(pipe, 1 << 16)
        time.sleep(chance.choice((0.2, 1, 2)) * chance.random() * pace)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (began.decode() + heard(pipe)).split("\n")[:-1]
        found.cycles += 1
        found.inside += bool(lines) and lines[-1].startswith("began")
        acked = {int(line.split()[1]) for line in lines if line.startswith("acked")}
        acknowledged |= acked
        # About every second kill comes after an acknowledgement, however fast or loaded the machine is.
        pace *= 0.8 if acked else 1.25
        first = max([first, *(int(line.split()[1]) + 1 for line in lines)])
        checker, pipe = forked(
            lambda out, known=acknowledged: os.write(out, json.dumps(check(known)).encode()) and None
        )
        told = json.loads(heard(pipe))
        os.waitpid(checker, 0)
        found.lost, found.bad, found.acknowledged = told["lost"], told["bad"], len(acknowledged)
        each(found)
    return found


def prepared(data: Path) -> tuple[int, int]:
    """A desk of its own in a folder, in a child so that no connection is shared with the forks: job and person."""
    os.environ["AEDESK_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "aedesk.settings"
    import django

    django.setup()
    import aedesk.desk.artwork.receiving  # noqa: F401  so that no fork spends its life importing

    def make(out: int) -> None:
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        from tests.cast import cast
        from tests.desk.work import a_sheet

        house = cast()
        os.write(out, json.dumps([a_sheet(house).pk, house.tang.pk]).encode())

    child, pipe = forked(make)
    told = json.loads(heard(pipe))
    os.waitpid(child, 0)
    return told[0], told[1]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cycles", type=int, default=1000)
    asked.add_argument("--mutant", choices=("", *MUTANTS), default="")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sheet, person = prepared(Path(folder))

        def each(found: Found) -> None:
            if found.cycles % 50 == 0:
                print(found, flush=True)

        found = trial(options.cycles, sheet, person, options.mutant, each)
    print(found)
    return 0 if found.is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
