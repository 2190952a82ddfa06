"""The same agency behind the real server: how soon it answers, how many requests a second, how much memory."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from aedesk.desk.people.models import Person

from .pages import Server

CLIENTS, SECONDS, PATIENCE = 4, 8, 60
PAGES = ("/", "/jobs/", "/search/?q=%E5%BC%80%E7%9B%98")


def run() -> Iterator[str]:
    """Start it, ask from several connections at once, and tell what it took."""
    cookie = Server(Person.objects.filter(role="ae").order_by("pk")[0]).cookie
    with serving() as (port, process, seconds):
        yield f"\n启动 start: {seconds:.1f} s；内存 memory: {memory(process.pid):.0f} MB"
        for path in PAGES:
            many = rate(port, path, cookie)
            told = f"{many:8.0f} 次/秒 requests/s" if many else "  没有答 not answered"
            yield f"{told}  {path}  ({CLIENTS} 个连接 connections)"
        yield f"之后的内存 memory afterwards: {memory(process.pid):.0f} MB"


@contextmanager
def serving() -> Iterator[tuple[int, subprocess.Popen[bytes], float]]:
    """The server on a free port: the port, the process, and the seconds until it answered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(Path(settings.BASE) / "manage.py"), "serve", "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while not answers(port):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        yield port, process, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(10)


def answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/login/")
        return connection.getresponse().status == 200
    except OSError:
        return False


def rate(port: int, path: str, cookie: str) -> float:
    """Answers a second, each connection asking again as soon as it is answered; 0 for a failing page."""
    counts, until = [0] * CLIENTS, time.perf_counter() + SECONDS

    def ask(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < until:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                counts[place] = 0
                return
            counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS if all(counts) else 0


def memory(pid: int) -> float:
    """Megabytes held by a process, where the system tells (Linux)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
