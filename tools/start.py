"""What run.py does: environment, assets, database, server; every step said aloud, nothing done twice."""

from __future__ import annotations

import argparse
import errno
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools import environment, fetch_assets, launch
from tools.say import Stop, plain_streams, step

ROOT = environment.ROOT
INTERRUPTED = 130


def main(words: list[str]) -> int:
    """Do what the words ask; the exit code. A Stop becomes its one sentence."""
    began = time.perf_counter()
    plain_streams()
    try:
        return _act(words, began)
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
    except OSError as trouble:
        print(f"\n{_in_a_sentence(trouble)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\n已停止。· Stopped.", file=sys.stderr)
        return INTERRUPTED
    return 1


def _in_a_sentence(trouble: OSError) -> Stop:
    if trouble.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Stop(
            f"没有写入 {trouble.filename} 的权限：把它交给当前用户，或换到自己的文件夹里。",
            f"No permission to write {trouble.filename}: give it to this user, or use a folder of your own.",
        )
    if trouble.errno == errno.ENOSPC:
        return Stop("磁盘满了：腾出 500 MB 再运行一次。", "The disk is full: free 500 MB and run again.")
    raise trouble


def _act(words: list[str], began: float) -> int:
    match words:
        case ["test", *rest]:
            return _test(rest)
        case ["manage", *rest]:
            return _manage(rest)
        case ["aedesk", *rest]:
            return _call([str(_prepared("run")), "-m", "aedesk", *rest], {})
        case _:
            return _serve(_options(words), began)


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="启动 AE Desk · start AE Desk",
        epilog="run.py test [pytest …] · run.py aedesk today|rules|do … · run.py manage <command> …",
    )
    add = parser.add_argument
    add("--empty", action="store_true", help="自己的公司，不装示例 · an agency of one's own, no demo")
    add("--port", type=int, default=8000, help="端口 · port (8000)")
    add("--host", default="127.0.0.1", help="监听地址 · address to listen on (127.0.0.1)")
    add("--data", type=Path, help="数据目录 · where everything is kept (./data, or AEDESK_DATA)")
    add("--browser", action=argparse.BooleanOptionalAction, default=False, help="打开浏览器 · open a browser")
    return parser.parse_args(words)


def _serve(options: argparse.Namespace, began: float) -> int:
    folder = options.data or Path(os.environ.get("AEDESK_DATA") or ROOT / "data")
    desk = launch.Desk(folder.expanduser().resolve(), options.host, options.port)
    with desk.claimed():
        desk.require_free_port()
        python = _prepared("run")
        desk.prepare(python, empty=options.empty)
        return desk.run(python, began, browser=options.browser)


def _prepared(kind: str) -> Path:
    python = environment.ready(kind)
    if fetch_assets.missing():
        with step("取样式、图标和字体（约 60 MB）", "fetching styles, icons and fonts (about 60 MB)"):
            fetch_assets.fetch_all()
    return python


def _test(rest: list[str]) -> int:
    python = _prepared("dev")
    # Tests never touch the data of the desk that is kept here.
    with tempfile.TemporaryDirectory(prefix="aedesk-test-") as folder:
        return _call([str(python), "-m", "pytest", *rest], {"AEDESK_DATA": folder})


def _manage(rest: list[str]) -> int:
    return _call([str(_prepared("run")), "manage.py", *rest], {})


def _call(command: list[str], more: dict[str, str]) -> int:
    return subprocess.run(command, env={**os.environ, **more}, check=False, cwd=ROOT).returncode
