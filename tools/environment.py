"""Makes .venv and keeps it at the pinned packages, also where ensurepip is missing."""

from __future__ import annotations

import configparser
import hashlib
import json
import os
import re
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urljoin

from tools.download import NO_NETWORK, checked, fetch
from tools.locks import waiting_turn
from tools.say import Stop, erase, rewrite, say, step

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}

PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_DIGEST = "sha256-f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
OLDEST_PIP_FOR_ANOTHER_PYTHON = (22, 3)
NETWORK_TROUBLE = re.compile(
    r"NewConnectionError|NameResolution|ConnectTimeout|ReadTimeout|ConnectionReset|ProxyError|SSLError|MaxRetry"
    r"|connection broken|No matching distribution|could not find a version",
    re.I,
)


def ready(kind: str) -> Path:
    """The environment's interpreter, with the packages of lock `kind` ("run" or "dev") installed."""
    if not _up_to_date(kind):
        VENV.mkdir(exist_ok=True)
        with waiting_turn(VENV / "setup.lock"):
            if not _up_to_date(kind):
                _make(kind)
    return PYTHON


def _up_to_date(kind: str) -> bool:
    stamp = _stamp()
    return stamp.get(kind) == _digest(kind) and stamp.get("python") == _minor_version()


def _minor_version() -> str:
    """Such as 3.11; empty when the environment has no interpreter or the system took it away."""
    if not PYTHON.exists():
        return ""
    ask = [str(PYTHON), "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()


def _stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def _digest(kind: str) -> str:
    return hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()


def _make(kind: str) -> None:
    if not _minor_version() or _stamp().get("python") != _minor_version():
        with step("建立 Python 环境 .venv", "making the Python environment .venv"):
            STAMP.unlink(missing_ok=True)
            venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(VENV)
            STAMP.write_text(json.dumps({"python": _minor_version()}))
    pinned = len(re.findall(r"^\S+==", LOCKS[kind].read_text(encoding="utf-8"), re.M))
    with step(f"安装 {pinned} 个锁定版本的软件包", f"installing {pinned} pinned packages"):
        _install(_pip(), LOCKS[kind])
    installed = {kind: _digest(kind)} if kind == "run" else {each: _digest(each) for each in LOCKS}
    kept = {name: value for name, value in _stamp().items() if name in LOCKS}
    STAMP.write_text(json.dumps({**kept, **installed, "python": _minor_version()}))


def _pip() -> list[str]:
    """A pip that installs into .venv: its own, the bundled one, the caller's, or one we fetch."""
    own = [str(PYTHON), "-m", "pip"]
    if _works(own) or (find_spec("ensurepip") and _works([str(PYTHON), "-m", "ensurepip"]) and _works(own)):
        return own
    if _version([sys.executable, "-m", "pip"]) >= OLDEST_PIP_FOR_ANOTHER_PYTHON:
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    say("这台机器没有 pip，先取一个", "this machine has no pip, fetching one")
    wheel = VENV / PIP_WHEEL
    wheel.write_bytes(_fetched_pip())
    return [str(PYTHON), str(wheel / "pip")]


def _works(command: list[str]) -> bool:
    flag = [] if command[-1] == "ensurepip" else ["--version"]
    return subprocess.run([*command, *flag], capture_output=True, check=False).returncode == 0


def _version(command: list[str]) -> tuple[int, ...]:
    asked = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"pip (\d+)\.(\d+)", asked.stdout)
    return tuple(map(int, found.groups())) if found else (0, 0)


def _fetched_pip() -> bytes:
    """The pip wheel by its digest, from the index this machine was set up with."""
    index = _index()
    try:
        page = fetch(f"{index}/pip/", "pip").decode()
        link = re.search(rf'href="([^"#]*{re.escape(PIP_WHEEL)})', page)
        if not link:
            raise Stop(f"软件包源里没有 {PIP_WHEEL}。", f"The package index has no {PIP_WHEEL}.")
        return checked(fetch(urljoin(f"{index}/pip/", link[1]), "pip"), PIP_DIGEST, PIP_WHEEL)
    except OSError:
        raise NO_NETWORK from None


def _index() -> str:
    named = os.environ.get("PIP_INDEX_URL") or _index_in_settings()
    return (named or "https://" + ".".join(("pypi", "org")) + "/simple").rstrip("/")


def _index_in_settings() -> str | None:
    """The index-url of pip's own settings files; without pip there is no `pip config` to ask."""
    folders = [Path("/etc"), Path.home() / ".pip", Path.home() / ".config" / "pip", Path.home() / "pip"]
    folders += [Path(os.environ[name]) / "pip" for name in ("PROGRAMDATA", "APPDATA") if name in os.environ]
    name = "pip.ini" if os.name == "nt" else "pip.conf"
    places = [folder / name for folder in [*folders, Path(sys.prefix)]]
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read([*places, os.environ.get("PIP_CONFIG_FILE", os.devnull)], encoding="utf-8")
    except configparser.Error:
        return None
    return parser.get("global", "index-url", fallback=None)


def _install(pip: list[str], lock: Path) -> None:
    command = [*pip, "install", "--require-hashes", "--no-deps", "--no-input", "--disable-pip-version-check"]
    command += ["--retries", "2", "--timeout", "30", "--progress-bar", "off", "-r", str(lock)]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore", "PYTHONUTF8": "1"}
    lines: list[str] = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
        cwd=ROOT,
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            rewrite(line.strip())
    erase()
    if process.returncode:
        _explain("".join(lines))


def _explain(output: str) -> None:
    if NETWORK_TROUBLE.search(output):
        raise NO_NETWORK
    if "DO NOT MATCH THE HASHES" in output:
        raise Stop("有软件包与锁定的指纹不符，已停止。", "A package does not match its pin; stopped.")
    last = "\n".join(output.strip().splitlines()[-8:])
    raise Stop(f"{last}\n软件包没装上，原因见上。", "The packages were not installed; the reason is above.")
