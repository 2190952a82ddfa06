"""Sends a large file to a real server, cuts the line halfway, goes on, and weighs the server meanwhile.

python -m tests.soak.large --megabytes 500
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from .kills import forked, heard, prepared

MB = 1 << 20
LIMIT = 100  # megabytes the server may grow


def token(person: int) -> str:
    """A program's token, made in a child so that the desk's database stays closed here."""

    def make(out: int) -> None:
        from aedesk.desk.action import do
        from aedesk.desk.models import Person

        me = Person.objects.get(pk=person)
        os.write(out, do("token.make", me, None, {"name": "soak", "scope": "write"}).facts["secret"].encode())

    child, pipe = forked(make)
    told = heard(pipe)
    os.waitpid(child, 0)
    return told


class Weight(threading.Thread):
    """The most memory a process held, looked at again and again."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.is_over = pid, 0.0, False

    def run(self) -> None:
        from aedesk.bench.server import memory

        while not self.is_over:
            self.most = max(self.most, memory(self.pid))
            time.sleep(0.02)


class Line:
    """Requests of one program."""

    def __init__(self, port: int, secret: str) -> None:
        self.port = port
        self.plain = {"Authorization": f"Bearer {secret}", "Tus-Resumable": "1.0.0"}

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        line.request(method, path, body, self.plain | {k.replace("_", "-"): v for k, v in headers.items()})
        answer = line.getresponse()
        answer.text = answer.read() if method != "GET" or "files" not in path else b""  # type: ignore[attr-defined]
        line.close()
        assert answer.status < 300, (method, path, answer.status, answer.text[:300])  # type: ignore[attr-defined]
        return answer

    def cut(self, path: str, source: Path, until: int, size: int) -> None:
        """Send so many bytes of an announced piece, then break the line."""
        kind = "application/offset+octet-stream"
        headers = self.plain | {"Upload-Offset": "0", "Content-Type": kind, "Content-Length": str(size), "Host": "x"}
        with socket.create_connection(("127.0.0.1", self.port)) as line, source.open("rb") as file:
            words = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            line.sendall(f"PATCH {path} HTTP/1.1\r\n{words}\r\n".encode())
            for _ in range(until // MB):
                line.sendall(file.read(MB))


def made(folder: Path, megabytes: int) -> tuple[Path, str]:
    path, digest = folder / "261116大文件.bin", hashlib.sha256()
    with path.open("wb") as out:
        for _ in range(megabytes):
            chunk = os.urandom(MB)
            out.write(chunk)
            digest.update(chunk)
    return path, digest.hexdigest()


def sent(line: Line, path: Path, digest: str, sheet: int) -> str:
    """The whole way: announced, cut in the middle, gone on with, filed."""
    from tests.desk.artwork.sending import metadata

    size, kind = path.stat().st_size, "application/offset+octet-stream"
    told = metadata(filename=path.name, act="attachment.add", fields={"sheet": sheet}, sha256=digest)
    at = line.ask("POST", "/api/v1/uploads/", Upload_Length=str(size), Upload_Metadata=told).headers["Location"]
    line.cut(at, path, size // 2, size)
    offset, before = -1, -2
    while offset != before or offset <= 0:  # until the server has noticed
        time.sleep(0.5)
        before, offset = offset, int(line.ask("HEAD", at).headers["Upload-Offset"])
    print(f"cut at {size // 2 // MB} MB, gone on with from {offset / MB:.1f} MB", flush=True)
    with path.open("rb") as rest:
        rest.seek(offset)
        line.ask("PATCH", at, rest, Upload_Offset=str(offset), Content_Type=kind, Content_Length=str(size - offset))
    return str(json.loads(line.ask("GET", at).text)["object_id"])


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--megabytes", type=int, default=500)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheet, person = prepared(folder / "data")
        secret = token(person)
        from aedesk.bench.server import memory, serving

        path, digest = made(folder, options.megabytes)
        with serving() as (port, process, _):
            before = memory(process.pid)
            weight = Weight(process.pid)
            weight.start()
            began = time.perf_counter()
            sent(Line(port, secret), path, digest, sheet)
            seconds = time.perf_counter() - began
            weight.is_over = True
        whole = folder / "data" / "files" / digest[:2] / digest
        with whole.open("rb") as file:
            is_same = hashlib.file_digest(file, "sha256").hexdigest() == digest
        grown = weight.most - before
        print(
            f"{options.megabytes} MB in {seconds:.1f} s; server {before:.0f} MB, at most {grown:+.0f} MB; same bytes: {is_same}"
        )
    return 0 if is_same and grown < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
