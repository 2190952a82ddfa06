"""run.py as a person meets it: it starts, stops, and says in one sentence of each language why it cannot."""

from __future__ import annotations

import ast
import hashlib
import http.server
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from urllib.request import urlopen

import pytest

from tools import fetch_assets, locks
from tools.say import Stop

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def run(*words: str, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """run.py with these words, to its end."""
    return subprocess.run(
        [sys.executable, "run.py", *words],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def run_as_nobody(*words: str) -> subprocess.CompletedProcess[str]:
    """The same by a user who owns nothing, whoever runs the tests."""
    lowered = (
        "import os, sys; from tools.start import main\n"
        f"os.geteuid() or os.setuid({NOBODY})\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    return subprocess.run(
        [sys.executable, "-c", lowered, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def is_one_sentence_each(outcome: subprocess.CompletedProcess[str]) -> bool:
    """Whether it failed with two lines, the first Chinese, and no traceback."""
    lines = outcome.stderr.strip().splitlines()
    return outcome.returncode == 1 and len(lines) == 2 and lines[0].endswith("。") and lines[1].endswith(".")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def something_listening() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_port_in_use_is_named_with_the_way_out(tmp_path: Path) -> None:
    with something_listening() as port:
        outcome = run("--port", str(port), "--data", str(tmp_path))
    assert is_one_sentence_each(outcome), outcome.stderr
    assert str(port) in outcome.stderr
    assert f"--port {port + 1}" in outcome.stderr


def test_a_port_that_cannot_exist_is_refused_the_same_way(tmp_path: Path) -> None:
    outcome = run("--port", "70000", "--data", str(tmp_path))
    assert is_one_sentence_each(outcome), outcome.stderr
    assert "--port 8000" in outcome.stderr


def test_a_second_desk_on_the_same_data_is_sent_to_the_first(tmp_path: Path) -> None:
    first = locks.hold(tmp_path / "running.lock")
    assert first is not None
    with first:
        locks.write(first, "http://127.0.0.1:8055/ 4242\n")
        outcome = run("--port", str(free_port()), "--data", str(tmp_path))
    assert is_one_sentence_each(outcome), outcome.stderr
    assert "http://127.0.0.1:8055/" in outcome.stderr
    assert "4242" in outcome.stderr


def test_the_claim_on_the_data_goes_with_the_process(tmp_path: Path) -> None:
    holding = f"from tools import locks; from pathlib import Path; locks.hold(Path({str(tmp_path / 'l')!r}))"
    subprocess.run([sys.executable, "-c", f"{holding}; import os; os._exit(9)"], cwd=ROOT, check=False)
    freed = locks.hold(tmp_path / "l")
    assert freed is not None
    freed.close()


def test_no_permission_to_write_names_the_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    outcome = run_as_nobody("--port", str(free_port()), "--data", str(closed / "desk"))
    assert is_one_sentence_each(outcome), outcome.stderr
    assert str(closed / "desk") in outcome.stderr
    assert "--data" in outcome.stderr


def test_a_file_where_the_data_folder_should_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("not a folder")
    outcome = run("--port", str(free_port()), "--data", str(tmp_path / "desk"))
    assert is_one_sentence_each(outcome), outcome.stderr


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_is_told_which_it_needs(version: tuple[int, int]) -> None:
    pretending = (
        f"import sys, runpy; sys.version_info = {(*version, 0, 'final', 0)}\n"
        "sys.argv = ['run.py']; runpy.run_path('run.py', run_name='__main__')"
    )
    outcome = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", pretending], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert is_one_sentence_each(outcome), outcome.stderr
    assert "3.11" in outcome.stderr and f"{version[0]}.{version[1]}" in outcome.stderr


def test_an_old_python_can_read_run_py_at_all() -> None:
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 4))
    for newer_than_python_2 in (": int", "-> ", 'f"', "print("):
        assert newer_than_python_2 not in source
    assert source.startswith("# -*- coding: utf-8 -*-")


@pytest.mark.slow
def test_without_a_network_the_sentence_says_so(tmp_path: Path) -> None:
    for name in ("run.py", "tools", "requirements.lock", "requirements-dev.lock", "assets.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    nowhere = f"http://127.0.0.1:{free_port()}/simple"
    outcome = run(
        "manage",
        "check",
        root=tmp_path,
        PIP_INDEX_URL=nowhere,
        PIP_EXTRA_INDEX_URL="",
        PIP_FIND_LINKS="",
        PIP_CONFIG_FILE=os.devnull,
    )
    assert is_one_sentence_each(outcome), outcome.stderr
    assert "HTTPS_PROXY" in outcome.stderr


def test_a_package_that_is_not_as_written_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "thing" / "-").mkdir(parents=True)
    (tmp_path / "thing" / "-" / "thing-1.0.0.tgz").write_bytes(b"tampered")
    honest = "sha512-" + b64encode(hashlib.sha512(b"as published").digest()).decode()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(tmp_path))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as registry:
        threading.Thread(target=registry.serve_forever, daemon=True).start()
        with pytest.raises(Stop, match="thing"):
            fetch_assets._tarball(
                {"name": "thing", "version": "1.0.0", "integrity": honest},
                f"http://127.0.0.1:{registry.server_port}",
            )
        registry.shutdown()


def test_no_registry_is_named_in_the_pins() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "assets.toml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text and "index-url" not in text, name


def test_every_pin_has_a_digest() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        assert len(pins) > 30
        assert all("--hash=sha256:" in pin for pin in pins), name


@pytest.mark.slow
def test_it_starts_answers_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    words = [sys.executable, "run.py", "--empty", "--port", str(port), "--data", str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    desk = subprocess.Popen(
        words,
        cwd=ROOT,
        env={**environment, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert desk.stdout is not None
    told = [*takewhile(lambda line: "Ctrl-C" not in line, desk.stdout)]
    with urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
        assert page.status == 200
    os.killpg(desk.pid, signal.SIGINT)
    assert desk.wait(30) == 0
    assert f"http://127.0.0.1:{port}/" in "".join(told)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
