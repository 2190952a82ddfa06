"""One running desk: its data folder claimed, its database ready, its server watched until it stops."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import locks
from tools.environment import ROOT
from tools.say import Stop, say, step

SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 10
NEW_DATABASE = 3
# One Django start does both: bring the tables up to date, and tell whether anybody is in them yet.
PREPARE = f"""
import sys, django
django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
sys.exit(0 if get_user_model().objects.exists() else {NEW_DATABASE})
"""

NO_DATABASE = Stop("数据库没能准备好，原因见上。", "The database could not be prepared; the reason is above.")
NO_DEMO = Stop("示例公司没能装入，原因见上。", "The demo agency could not be loaded; the reason is above.")


def no_permission(path: object) -> Stop:
    """The sentence for a place this user may not write."""
    return Stop(
        f"没有写入 {path} 的权限：换一个数据目录（--data 目录）或把它交给当前用户。",
        f"No permission to write {path}: name another folder with --data DIR, or give it to this user.",
    )


class Desk:
    """A data folder and the address its server answers on."""

    def __init__(self, data: Path, host: str, port: int) -> None:
        self.data, self.host, self.port = data, host, port
        shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # nosec B104
        self.reach = (shown, port)
        self.address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
        self.environment = {
            "AEDESK_URL": self.address.rstrip("/"),
            **os.environ,
            "AEDESK_DATA": str(data),
            "AEDESK_HOST": host,
            "DJANGO_SETTINGS_MODULE": "aedesk.settings",
            "PYTHONUTF8": "1",
        }

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Hold the data folder; Stop when it cannot be written or another desk runs on it."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            held = locks.hold(self.data / "running.lock")
        except OSError:
            raise no_permission(self.data) from None
        if held is None:
            raise self._another()
        with held:
            locks.write(held, f"{self.address} {os.getpid()}\n")
            yield

    def _another(self) -> Stop:
        try:
            address, pid = (self.data / "running.lock").read_text(encoding="utf-8").split()
        except (OSError, ValueError):
            address, pid = "?", "?"
        return Stop(
            f"这个数据目录上已有一个 AE Desk 在运行：{address}（进程 {pid}）；要另开，请用 --data 目录。",
            f"Another AE Desk already runs on this data folder: {address} (process {pid}); "
            "for a second one use --data DIR.",
        )

    def require_free_port(self) -> None:
        """Stop when something else listens on our port or the address is not ours to listen on."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            if os.name != "nt":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.host, self.port))
            except (OSError, OverflowError):
                raise Stop(
                    f"{self.host} 的端口 {self.port} 用不了，多半已被别的程序占用："
                    f"换一个，例如 --port {self.next_port()}。",
                    f"Port {self.port} on {self.host} cannot be used, most likely another program has it: "
                    f"choose another, such as --port {self.next_port()}.",
                ) from None

    def next_port(self) -> int:
        """A port to propose instead."""
        return self.port + 1 if 1024 <= self.port < 65535 else 8000

    def prepare(self, python: Path, *, empty: bool) -> None:
        """Migrate when the schema or the database is new; a new one gets the demo unless `empty`."""
        kind = self._kind(empty=empty)
        if self._migrated():
            return
        with step("准备数据库", "preparing the database"):
            done = self._python([str(python), "-c", PREPARE], NO_DATABASE, NEW_DATABASE)
        if done == NEW_DATABASE and kind == "demo":
            with step("装入示例公司（25 人，三个月）", "loading the demo agency (25 people, three months)"):
                self._python([str(python), "manage.py", "load_demo"], NO_DEMO)
        (self.data / "migrated").write_text(self._schema())

    def _kind(self, *, empty: bool) -> str:
        """Whether this folder keeps the demo or one's own agency: decided at its first use."""
        note = self.data / "agency"
        if not note.exists():
            note.write_text("empty" if empty else "demo")
        kind = note.read_text().strip()
        if empty and kind == "demo":
            raise Stop(
                f"{self.data} 里已经是示例公司：自己的公司请另用一个目录，--empty --data 目录。",
                f"{self.data} already holds the demo agency: keep your own elsewhere, --empty --data DIR.",
            )
        return kind

    def _migrated(self) -> bool:
        if os.environ.get("DATABASE_URL"):
            return False
        stamp = self.data / "migrated"
        return any(self.data.glob("*.sqlite3")) and stamp.exists() and stamp.read_text() == self._schema()

    def _schema(self) -> str:
        digest = hashlib.sha256()
        for path in sorted([*ROOT.glob("aedesk/**/migrations/*.py"), ROOT / "requirements.lock"]):
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()

    def _python(self, command: list[str], otherwise: Stop, *fine: int) -> int:
        done = subprocess.run(command, env=self.environment, cwd=ROOT, check=False).returncode
        if done not in (0, *fine):
            raise otherwise
        return done

    def run(self, python: Path, began: float, *, browser: bool) -> int:
        """Serve until stopped; the server tells the address and the sign-ins. Returns its exit code."""
        words = ["manage.py", "serve", "--host", self.host, "--port", str(self.port)]
        with _terminated_like_interrupted():
            server = subprocess.Popen([str(python), *words], env=self.environment, cwd=ROOT)
            try:
                self._wait_for_answer(server)
                seconds = time.perf_counter() - began
                say(f"用时 {seconds:.1f} 秒；Ctrl-C 停止", f"took {seconds:.1f} s; Ctrl-C stops it")
                if browser:
                    webbrowser.open(self.address)
                return server.wait()
            except KeyboardInterrupt:
                say("正在停止", "stopping")
                return _stop(server)
            finally:
                _stop(server)

    def _wait_for_answer(self, server: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + SECONDS_TO_ANSWER
        while time.monotonic() < until:
            if self._answers():
                return
            try:
                server.wait(0.05)
                break
            except subprocess.TimeoutExpired:
                continue
        raise Stop("服务器没有启动成功，原因见上。", "The server did not start; the reason is above.")

    def _answers(self) -> bool:
        try:
            socket.create_connection(self.reach, timeout=1).close()
        except OSError:
            return False
        return True


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """While serving, a polite kill stops the server too instead of leaving it behind."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(server: subprocess.Popen[bytes]) -> int:
    """Let the server finish (a terminal's Ctrl-C reached it too), then insist; 0."""
    for seconds, insist in ((1.5, server.terminate), (SECONDS_TO_STOP, server.kill)):
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            insist()
    server.wait()
    return 0
