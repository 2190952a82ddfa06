"""Fetches the stylesheet, icons and fonts that assets.toml lists, and nothing that is already there."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tools.download import NO_NETWORK, checked, fetch  # noqa: E402
from tools.say import Stop  # noqa: E402

MANIFEST = ROOT / "assets.toml"
STAMP = ROOT / "aedesk" / "doors" / "web" / "static" / "vendor" / ".fetched.json"
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=[^*]*\*/\s*")
HEADING = re.compile(r"^\s*<svg\b[^>]*>", re.S)
# A symbol used from another file takes nothing from its own root, so each carries its own strokes.
SYMBOL = (
    '<symbol id="i-{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-linecap="round" stroke-linejoin="round">{body}</symbol>'
)
SPRITE = '<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def missing() -> bool:
    """Whether anything on the manifest has still to be fetched."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return True
    return stamp["manifest"] != _manifest_digest() or any(
        not (ROOT / path).is_file() or (ROOT / path).stat().st_size != size for path, size in stamp["files"].items()
    )


def fetch_all() -> None:
    """Bring every file on the manifest to its place; raises Stop when one cannot be had or differs."""
    packages = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["package"]
    registry = _registry()
    with ThreadPoolExecutor(len(packages)) as pool:
        tarballs = list(pool.map(lambda package: _tarball(package, registry), packages))
    files: dict[str, bytes] = {}
    for package, tarball in zip(packages, tarballs, strict=True):
        files |= _wanted(package, tarball)
    for path, content in files.items():
        _write(ROOT / path, content)
    stamp = {"manifest": _manifest_digest(), "files": {path: len(body) for path, body in files.items()}}
    _write(STAMP, json.dumps(stamp, indent=1).encode())


def _manifest_digest() -> str:
    with Path(__file__).open("rb") as own:
        return hashlib.sha256(MANIFEST.read_bytes() + own.read()).hexdigest()


def _registry() -> str:
    """The npm registry this machine was set up with, or else the public one."""
    if npm := shutil.which("npm"):
        asked = subprocess.run(
            [npm, "config", "get", "registry"], capture_output=True, text=True, check=False, cwd=ROOT
        )
        if asked.stdout.strip().startswith("http"):
            return asked.stdout.strip().rstrip("/")
    named = os.environ.get("NPM_CONFIG_REGISTRY")
    return named.rstrip("/") if named else "https://" + ".".join(("registry", "npmjs", "org"))


def _tarball(package: dict[str, Any], registry: str) -> bytes:
    name, version = package["name"], package["version"]
    url = f"{registry}/{name}/-/{name.rpartition('/')[2]}-{version}.tgz"
    try:
        content = fetch(url, name)
    except OSError:
        content = _through_npm(f"{name}@{version}")
    return checked(content, package["integrity"], f"{name} {version}")


def _through_npm(package: str) -> bytes:
    """A registry that wants a sign-in or a proxy of its own is npm's to reach, where npm is installed."""
    npm = shutil.which("npm")
    if not npm:
        raise NO_NETWORK
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", package, "--pack-destination", folder, "--fetch-retries=0", "--silent"]
        subprocess.run(command, capture_output=True, check=False, cwd=folder)
        packed = list(Path(folder).glob("*.tgz"))
        if not packed:
            raise NO_NETWORK
        return packed[0].read_bytes()


def _wanted(package: dict[str, Any], tarball: bytes) -> dict[str, bytes]:
    """Target path → content of the files and the sprite this package gives; nothing else is unpacked."""
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
        members = {member.name.partition("/")[2]: member for member in archive if member.isfile()}

        def content(path: str) -> bytes:
            if path not in members:
                raise Stop(f"{package['name']} 里没有 {path}。", f"{package['name']} holds no {path}.")
            return archive.extractfile(members[path]).read()  # type: ignore[union-attr]

        found = {target: _tidy(target, content(path)) for path, target in package.get("files", {}).items()}
        if sprite := package.get("sprite"):
            drawings = {name: content(f"{sprite['from']}/{name}.svg").decode() for name in sprite["icons"]}
            found[sprite["to"]] = _sprite(drawings)
    return found


def _tidy(target: str, content: bytes) -> bytes:
    # The source map is not shipped, and a build that hashes static files would look for it.
    return SOURCE_MAP.sub(b"", content) if target.endswith(".css") else content


def _sprite(drawings: dict[str, str]) -> bytes:
    symbols = (SYMBOL.format(name=name, body=re.sub(r"\s*\n\s*", "", _body(text))) for name, text in drawings.items())
    return SPRITE.format(symbols="\n".join(symbols)).encode()


def _body(drawing: str) -> str:
    inner = HEADING.sub("", re.sub(r"<!--.*?-->", "", drawing, flags=re.S)).strip().removesuffix("</svg>")
    # The invisible 24 × 24 square every drawing carries adds nothing inside a symbol.
    return re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", inner)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(content)
    draft.replace(path)


def main() -> int:
    """Fetch what is missing and say so."""
    if missing():
        fetch_all()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(str(stop))
