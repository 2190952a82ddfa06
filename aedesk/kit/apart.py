"""Runs a module of ours in a process of its own, fenced in time, memory and disk: what is hostile ends there, never here.

Whoever asks calls `run("aedesk.previews", order, fence)`; the module ends with `serve(work)`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

ROOT = Path(__file__).parents[2]
ORDER, ANSWER = "order.json", "answer.json"
NO_MEMORY, BROKEN = 77, 78  # exit codes
OPEN_FILES = 128
CLOCK = 2
LONGEST_ANSWER = 256 << 20  # bytes that the asking process is ready to read


@dataclass(frozen=True, slots=True)
class Fence:
    """What one run may cost: seconds of the processor, twice as many of the clock, bytes of address space (0: any),
    bytes of a file. It is the processor that counts: a busy machine shall not make a file unreadable."""

    seconds: float = 120.0
    memory: int = 3_000_000_000
    written: int = 512 << 20


class Ended(StrEnum):
    """How a run ended; only a run that is done has an answer."""

    DONE = "done"
    SLOW = "slow"
    MEMORY = "memory"
    BROKE = "broke"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run; `why` names the error or exit code of one that broke."""

    ended: Ended
    data: dict[str, Any]
    why: str = ""


def run(module: str, order: dict[str, Any], fence: Fence, *, told: Callable[[str], None] | None = None) -> Answer:
    """Run a module to its end, or stop it and all it started; `told` hears each line it prints."""
    with tempfile.TemporaryDirectory(prefix="aedesk-apart-") as folder:
        Path(folder, ORDER).write_text(json.dumps(order), encoding="utf-8")
        words = [
            sys.executable,
            "-P",
            "-s",
            "-m",
            module,
            folder,
            str(fence.memory),
            str(fence.seconds),
            str(fence.written),
        ]
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder,
            env=_environment(folder), text=True, encoding="utf-8", errors="replace", start_new_session=True,
        )  # fmt: skip
        code = _watched(process, fence.seconds * CLOCK, told)
        return _answer(code, Path(folder, ANSWER))


def _environment(folder: str) -> dict[str, str]:
    """Nothing of ours reaches the process but what Python needs: no settings, no secrets, no home."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    places = dict.fromkeys(("HOME", "TMPDIR", "TEMP"), folder)
    return {**kept, **threads, **places, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}


def _watched(process: subprocess.Popen[str], seconds: float, told: Callable[[str], None] | None) -> int | None:
    """Its exit code; None where it was stopped by the clock. Nothing it started outlives it."""
    reader = Thread(target=_hear, args=(process, told), daemon=True)
    reader.start()
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)
        reader.join(5)
        if process.stdout:
            process.stdout.close()


def _hear(process: subprocess.Popen[str], told: Callable[[str], None] | None) -> None:
    with suppress(ValueError, OSError):  # closed under the reader's hands
        for line in process.stdout or ():
            with suppress(ValueError):  # not a line meant for us; an unread pipe would hold the process up
                if told:
                    told(line)


def _end(process: subprocess.Popen[str]) -> None:
    """Stop it and whatever it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):  # all of them are gone
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _answer(code: int | None, written: Path) -> Answer:
    if code is None or (sys.platform != "win32" and code == -signal.SIGXCPU):
        return Answer(Ended.SLOW, {})
    # Native code aborts where memory runs out, and a system short of memory kills.
    if code in (NO_MEMORY, -signal.SIGABRT) or (sys.platform != "win32" and code == -signal.SIGKILL):
        return Answer(Ended.MEMORY, {})
    if code not in (0, BROKEN) or not written.exists() or written.stat().st_size > LONGEST_ANSWER:
        return Answer(Ended.BROKE, {}, str(code))
    try:
        data = dict(json.loads(written.read_text(encoding="utf-8")))
    except ValueError:
        return Answer(Ended.BROKE, {}, str(code))
    return Answer(Ended.DONE, data) if code == 0 else Answer(Ended.BROKE, {}, str(data.get("error", code)))


# In the process itself


def serve(work: Callable[[dict[str, Any]], dict[str, Any]]) -> NoReturn:
    """Fence this process in, do the work ordered, write the answer, end."""
    folder, memory, seconds, written = sys.argv[1:5]
    hold(int(memory), float(seconds), int(written))
    code = 0
    try:
        made = work(json.loads(Path(folder, ORDER).read_text(encoding="utf-8")))
        Path(folder, ANSWER).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    except (MemoryError, RecursionError):
        code = NO_MEMORY
    except Exception as error:  # whatever a broken file makes a library raise
        told = {"error": f"{type(error).__name__}: {error}"[:200]}
        Path(folder, ANSWER).write_text(json.dumps(told), encoding="utf-8")
        code = BROKEN
    os._exit(code)  # native libraries may hang while they are taken down


def hold(memory: int, seconds: float, written: int) -> None:
    """Hold this process to its limits; Windows knows none but the clock of whoever asked."""
    if sys.platform == "win32":
        return
    import resource

    cpu = int(seconds) + 1
    # Asked to stop a little before it is made to: at the hard limit nothing tells time from memory.
    for what, soft, hard in (
        (resource.RLIMIT_AS, memory, memory), (resource.RLIMIT_CPU, cpu, cpu + 5), (resource.RLIMIT_FSIZE, written, written),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
    ):  # fmt: skip
        _, most = resource.getrlimit(what)
        if soft and (most == resource.RLIM_INFINITY or hard <= most):
            resource.setrlimit(what, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
