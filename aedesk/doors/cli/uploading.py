"""`aedesk upload FILE… --job NUMBER`: sends files here or to another desk, and goes on where a cut left off."""

from __future__ import annotations

import argparse
import base64
import hashlib
import http.client
import json
import os
import ssl
import sys
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from aedesk.desk.artwork import receiving
from aedesk.desk.artwork.uploads import Upload
from aedesk.desk.errors import DeskError, InvalidInput
from aedesk.kit.text import T

from . import targets

PIECE = 8 << 20
PATIENCE = 60  # seconds
NO_TOKEN = T("用 --token 或 AEDESK_TOKEN 给出令牌。", "Give a token with --token or AEDESK_TOKEN.")


class Far(DeskError):
    """What the other desk answered, in its own words."""

    status, code = 502, "far"


class Place(Protocol):
    """Where files are sent to."""

    def job(self, number: str) -> int: ...
    def begin(self, path: Path, sha256: str, values: dict[str, Any]) -> tuple[Any, int]: ...
    def piece(self, it: Any, offset: int, body: bytes) -> int: ...
    def file(self, it: Any, values: dict[str, Any]) -> tuple[str, int]: ...


class Here:
    """This desk's own data, without a server in between."""

    def __init__(self, person: Any) -> None:
        self.person = person

    def job(self, number: str) -> int:
        return targets.job(number, self.person)

    def begin(self, path: Path, sha256: str, values: dict[str, Any]) -> tuple[Any, int]:
        size = path.stat().st_size
        rows = Upload.objects.visible_to(self.person).filter(filed_at=None, told=sha256, size=size)
        it = rows.first() or receiving.begin(
            self.person, path.name, size, told=sha256, act="attachment.add", values=values, hold=True
        )
        return it, it.offset

    def piece(self, it: Any, offset: int, body: bytes) -> int:
        left = bytearray(body)

        def take(length: int) -> bytes:
            found = bytes(left[:length])
            del left[:length]
            return found

        return receiving.receive(it, offset, len(body), take)

    def file(self, it: Any, values: dict[str, Any]) -> tuple[str, int]:
        done = receiving.file_away(it, "attachment.add", values, via="cli")
        return str(done.says), done.result.pk


class There:
    """Another desk over HTTP: tus 1.0 with a token."""

    def __init__(self, address: str, token: str) -> None:
        if not token:
            raise InvalidInput({"token": NO_TOKEN})
        self.parts, self.token = urlsplit(address), token
        if self.parts.scheme not in ("http", "https") or not self.parts.hostname:
            raise InvalidInput({"to": T("地址写作 https://desk.example。", "Write it like https://desk.example.")})

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> http.client.HTTPResponse:
        secure = self.parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        more: dict[str, Any] = {"context": ssl.create_default_context()} if secure else {}
        line = kind(str(self.parts.hostname), self.parts.port, timeout=PATIENCE, **more)
        told = {"Authorization": f"Bearer {self.token}", "Tus-Resumable": "1.0.0"}
        try:
            line.request(method, path, body, told | {name.replace("_", "-"): value for name, value in headers.items()})
            answer = line.getresponse()
            answer.told = json.loads(answer.read() or b"{}") if method != "HEAD" else {}  # type: ignore[attr-defined]
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise ConnectionError(str(error)) from error
        finally:
            line.close()
        if answer.status >= 400:
            says = answer.told.get("says", {})  # type: ignore[attr-defined]
            raise Far(T(says.get("zh", f"HTTP {answer.status}"), says.get("en", f"HTTP {answer.status}")))
        return answer

    def told(self, path: str) -> Any:
        return self.ask("GET", path).told  # type: ignore[attr-defined]

    def job(self, number: str) -> int:
        for row in self.told(f"/api/v1/jobs?number={number}").get("items", []):
            return int(row["id"])
        raise InvalidInput({"job": T(f"没有工作单 {number}。", f"There is no job {number}.")})

    def begin(self, path: Path, sha256: str, values: dict[str, Any]) -> tuple[Any, int]:
        size = path.stat().st_size
        for one in self.told("/api/v1/uploads/")["uploads"]:
            if (one["sha256"], one["size"]) == (sha256, size):
                return one["url"], one["offset"]
        words = {
            "filename": path.name,
            "sha256": sha256,
            "act": "attachment.add",
            "fields": json.dumps(values),
            "hold": "1",
        }
        named = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in words.items())
        answer = self.ask("POST", "/api/v1/uploads/", Upload_Length=str(size), Upload_Metadata=named)
        return answer.headers["Location"], 0

    def piece(self, it: Any, offset: int, body: bytes) -> int:
        kind = "application/offset+octet-stream"
        return int(self.ask("PATCH", it, body, Upload_Offset=str(offset), Content_Type=kind).headers["Upload-Offset"])

    def file(self, it: Any, values: dict[str, Any]) -> tuple[str, int]:
        told = self.ask("POST", it, json.dumps({"act": "attachment.add"} | values).encode()).told  # type: ignore[attr-defined]
        return str(T(told["says_zh"], told["says_en"])), told["id"]


def add_to(words: Any) -> None:
    """The word and its arguments."""
    asked = words.add_parser(
        "upload", help="上传文件，断了再运行一次就接着传 · send files; run again to go on after a cut"
    )
    asked.add_argument("files", nargs="+", type=Path, help="文件 · files")
    asked.add_argument("--job", required=True, help="工作单号 · number of the job")
    asked.add_argument("--name", default="", help="文件名（只传一个时） · the name, for a single file")
    asked.add_argument("--state", choices=("draft", "confirmed"), default="draft", help="设计稿、出品确认稿 · kind")
    asked.add_argument("--to", default=os.environ.get("AEDESK_TO", ""), help="另一台服务器 · another desk (AEDESK_TO)")
    asked.add_argument("--token", default=os.environ.get("AEDESK_TOKEN", ""), help="令牌 · token (AEDESK_TOKEN)")


def send(place: Place, path: Path, values: dict[str, Any]) -> tuple[str, int]:
    """One file to its end: what it says, and the attachment's id. Raises DeskError or ConnectionError."""
    if not path.is_file():
        raise InvalidInput({"files": T(f"没有文件 {path}。", f"There is no file {path}.")})
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        it, offset = place.begin(path, digest, {"sheet": values["sheet"]})
        size = path.stat().st_size
        while offset < size:
            source.seek(offset)
            offset = place.piece(it, offset, source.read(PIECE))
            _tell(path.name, offset, size)
    return place.file(it, values)


def _tell(name: str, offset: int, size: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{name} {100 * offset // size:3d} %" + ("\n" if offset == size else ""))
        sys.stderr.flush()


def upload(options: argparse.Namespace, person: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """Send the files: what came of each as data and as lines. Raises DeskError."""
    place: Place = There(options.to, options.token) if options.to else Here(person())
    try:
        values: dict[str, Any] = {"sheet": place.job(options.job), "state": options.state}
        if options.name and len(options.files) == 1:
            values["name"] = options.name
        done = [(path, *send(place, path, values)) for path in options.files]
    except ConnectionError as error:
        says = T(f"线断了（{error}）；再运行一次就接着传。", f"The line was cut ({error}); run it again to go on.")
        raise Far(says) from error
    return [{"file": str(path), "id": pk, "says": says} for path, says, pk in done], [says for _, says, _ in done]
