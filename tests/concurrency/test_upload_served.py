"""Uploads to a real server: a line cut in the middle of 40 MB, memory that stays flat, the command line from afar."""

from __future__ import annotations

import hashlib
import http.client
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from aedesk.bench.server import memory
from aedesk.desk import vault
from aedesk.desk.action import do
from aedesk.desk.artwork.uploads import Upload
from aedesk.desk.models import Attachment
from aedesk.doors.cli import uploading
from aedesk.doors.cli.main import run
from tests.browser.desk import serving
from tests.desk.artwork.sending import PIECE, metadata
from tests.desk.work import a_sheet

MB = 1 << 20
HOME = "/api/v1/uploads/"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES = tmp_path / "files"
    settings.API_RATE = "100000/m"
    return settings.FILES  # type: ignore[no-any-return]


@pytest.fixture
def served(house: SimpleNamespace) -> Iterator[SimpleNamespace]:
    secret = do("token.make", house.tang, None, {"name": "程序", "scope": "write"}).facts["secret"]
    with serving() as address:
        yield SimpleNamespace(house=house, sheet=a_sheet(house), address=address, secret=secret)
    connection.close()


def ask(served: SimpleNamespace, method: str, path: str, body: Any = None, **headers: str) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=30)
    line.request(method, path, body, told(served, **headers))
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer


def told(served: SimpleNamespace, **headers: str) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"Authorization": f"Bearer {served.secret}", "Tus-Resumable": "1.0.0"} | named


def a_file(folder: Path, size: int) -> Path:
    path = folder / "261116开盘报纸.pdf"
    with path.open("wb") as out:
        for _ in range(size // MB):
            out.write(os.urandom(MB))
    return path


def cut(served: SimpleNamespace, path: str, content: bytes, announced: int) -> None:
    """Begin a piece and break the line before its end."""
    host = urlsplit(served.address)
    with socket.create_connection((host.hostname, host.port)) as line:
        headers = told(served, Upload_Offset="0", Content_Type=PIECE, Content_Length=str(announced), Host=host.netloc)
        words = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        line.sendall(f"PATCH {path} HTTP/1.1\r\n{words}\r\n".encode() + content)


def settled(pk: int) -> int:
    """The offset once the server has noticed the cut: the place is free to write again."""
    import time

    for _ in range(200):
        it = Upload.objects.get(pk=pk)
        with vault.held(it.place) as file:
            if file is not None and it.offset:
                return it.offset
        time.sleep(0.05)
    raise AssertionError("the cut was never noticed")


def test_a_line_cut_in_the_middle_keeps_what_came_and_memory_stays_flat(
    served: SimpleNamespace, tmp_path: Path
) -> None:
    path = a_file(tmp_path, 40 * MB)
    words = metadata(filename=path.name, act="attachment.add", fields={"sheet": served.sheet.pk})
    made = ask(served, "POST", HOME, Upload_Length=str(40 * MB), Upload_Metadata=words)
    at, before = made.headers["Location"], memory(os.getpid())
    cut(served, at, path.read_bytes()[: 25 * MB], 40 * MB)
    offset = settled(Upload.objects.get().pk)
    assert 16 * MB <= offset <= 25 * MB
    with path.open("rb") as rest:
        rest.seek(offset)
        more = {"Upload_Offset": str(offset), "Content_Type": PIECE, "Content_Length": str(40 * MB - offset)}
        assert ask(served, "PATCH", at, rest, **more).status == 204
    found = Attachment.objects.get()
    assert found.file_id == hashlib.sha256(path.read_bytes()).hexdigest()
    assert vault.digest_of(vault.path_of(found.file_id)) == found.file_id
    assert memory(os.getpid()) - before < 64


def test_the_command_line_goes_on_where_it_was_cut(
    served: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(uploading, "PIECE", MB)
    path, sent = a_file(tmp_path, 5 * MB), []
    piece = uploading.There.piece

    def three(self: Any, it: Any, offset: int, body: bytes) -> int:
        sent.append(offset)
        if len(sent) == 4:
            raise ConnectionError("no route")
        return piece(self, it, offset, body)

    monkeypatch.setattr(uploading.There, "piece", three)
    words = ["upload", str(path), "--job", served.sheet.number, "--to", served.address, "--token", served.secret]
    assert run(words) == 1
    assert "再运行一次就接着传" in capsys.readouterr().err
    assert run(words) == 0
    assert [offset // MB for offset in sent] == [0, 1, 2, 3, 3, 4]
    assert Attachment.objects.get().file.size == 5 * MB
    assert "上传 261116开盘报纸.pdf" in capsys.readouterr().out
