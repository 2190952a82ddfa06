"""How the start-up script speaks: timed steps, and one clear sentence when it must stop."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Stop(Exception):
    """A reason to stop, in one sentence of each language; nothing was half done."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


def plain_streams() -> None:
    """A console that cannot show Chinese shows question marks instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(zh: str, en: str) -> None:
    """One line of news, Chinese first."""
    print(f"  {zh} · {en}", flush=True)


def rewrite(text: str, out: TextIO = sys.stdout) -> None:
    """Show passing detail on the current line of a terminal; say nothing into a file."""
    if out.isatty():
        out.write(f"\r\033[K    {text[:100]}")
        out.flush()


def erase(out: TextIO = sys.stdout) -> None:
    """Take the passing detail away again."""
    if out.isatty():
        out.write("\r\033[K")


@contextmanager
def step(zh: str, en: str) -> Iterator[None]:
    """Say what is being done, and how many seconds it took once it is done."""
    print(f"→ {zh} · {en} …", flush=True)
    began = time.perf_counter()
    yield
    erase()
    print(f"  {time.perf_counter() - began:.1f} s", flush=True)
