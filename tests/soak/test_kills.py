"""A short piece of the long trial, and that it notices each way of doing it wrong (T22)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .kills import MUTANTS

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The trial in a process of its own, with a desk of its own on SQLite."""
    plain = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "tests.soak.kills", *words]
    return subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, text=True, timeout=300)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_no_acknowledged_file_is_lost_and_no_row_is_without_its_file() -> None:
    done = run("--cycles", "20")
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split("\n")[-2].split(" inside")[0].split()[-1]) >= 10


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_trial_notices(mutant: str) -> None:
    done = run("--cycles", "300", "--mutant", mutant)
    assert done.returncode == 1, done.stdout + done.stderr
