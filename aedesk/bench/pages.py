"""Measures the pages of the big agency as a server meets them: a whole request through every middleware."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.people.models import ApiToken, Person

from .receipts import SIGNED, to_sign
from .sendings import to_send

WARM = 5
SIGNINGS = 220
TOKEN = "bench-token"  # nosec B105: of a database made to be measured and thrown away
HEAD = "  median      p95      CPU  aim        SQL      KB   (milliseconds, one worker)"
SEARCHED = ("开盘", "样板房", "澜庭", "lxl", "品牌 正稿", "261118")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: POST where it has a form."""

    path: str
    form: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured: who asks for what, and the most milliseconds the median may take (None: no aim)."""

    name: str
    person: Person
    asks: Callable[[int], Ask]
    aim: float | None = None
    wanted: int = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds on the wall and of the processor, statements, and how large the answer was."""

    case: Case
    median: float
    p95: float
    processor: float
    statements: int
    kilobytes: float

    @property
    def line(self) -> str:
        """The figure as a row under HEAD."""
        aim = "" if self.case.aim is None else f"< {self.case.aim:.0f} {'✓' if self.median < self.case.aim else '✗'}"
        figures = f"{self.median:8.1f} {self.p95:8.1f} {self.processor:8.1f}  {aim:<8} {self.statements:5} {self.kilobytes:7.0f}"
        return f"{figures}   {self.case.name}"


class Server:
    """The WSGI application, called without a network between."""

    def __init__(self, person: Person) -> None:
        browser = Browser()
        browser.force_login(person)
        self.cookie = f"sessionid={browser.cookies['sessionid'].value}; csrftoken={'c' * 32}"
        self.application = import_string("aedesk.wsgi.pages")

    def answer(self, ask: Ask) -> bytes:
        """Ask once. Raises RuntimeError for anything but a page or a redirect."""
        body = urlencode(ask.form or {}).encode()
        path, _, query = ask.path.partition("?")
        started: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET" if ask.form is None else "POST", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "HTTP_COOKIE": self.cookie, "HTTP_X_CSRFTOKEN": "c" * 32, "HTTP_AUTHORIZATION": f"Bearer {TOKEN}",
        }  # fmt: skip
        response = self.application(environ, lambda status, headers: started.append(status))
        try:
            content = b"".join(response)
        finally:
            response.close()
        if not started[0].startswith(("200", "302")):
            raise RuntimeError(f"{ask.path}: {started[0]} {content[:300].decode(errors='replace')}")
        return content


def cases() -> Iterator[Case]:
    """What the desk is measured by, each with its aim."""
    busy = Person.objects.filter(role="ae").order_by("pk")[0]
    give_token(busy)
    director = Person.objects.get(username="account_director1")
    traffic, mine = Person.objects.get(role="traffic"), JobSheet.objects.filter(ae=busy)
    jobs = list(mine.filter(state="issued").order_by("-pk").values_list("pk", flat=True)[:50])
    projects = list(busy.projects_led.filter(state="running").values_list("pk", flat=True))
    waiting = list(JobSheet.objects.filter(state="submitted").order_by("pk").values_list("pk", flat=True))
    new = {"title": "开盘报纸", "job_type": "newspaper"}
    yield Case("今日 Today, a busy AE", busy, lambda n: Ask("/"), 20)
    yield Case("工作单列表 Job list, 80 rows, AE", busy, lambda n: Ask("/jobs/"), 12)
    yield Case("工作单列表 Job list, 80 rows, director", director, lambda n: Ask("/jobs/"), 12)
    yield Case("工作单 One job", busy, lambda n: Ask(f"/jobs/{jobs[n % len(jobs)]}/"), 12)
    yield Case(
        "开工作单 Creating a sheet",
        busy,
        lambda n: Ask("/do/jobsheet.open/", new | {"project": projects[n % len(projects)]}),
        12,
    )
    yield Case(
        "下达 Issuing a sheet",
        traffic,
        lambda n: Ask(f"/do/jobsheet.review/{waiting[n]}/", {}),
        12,
        len(waiting) - WARM - 1,
    )
    yield Case(
        "搜索 Chinese search", busy, lambda n: Ask(f"/search/?{urlencode({'q': SEARCHED[n % len(SEARCHED)]})}"), 10
    )
    yield Case("接口 API, 50 jobs", busy, lambda n: Ask("/api/v1/jobs?limit=50"), 5)
    yield Case("客户列表 Clients", director, lambda n: Ask("/clients/"))
    yield Case("项目列表 Projects", director, lambda n: Ask("/projects/"))
    yield Case("项目 One project", busy, lambda n: Ask(f"/projects/{projects[n % len(projects)]}/"))
    yield Case("沟通记录 Contact log", busy, lambda n: Ask("/log/"))
    yield from leaving(busy)
    yield from plans(busy, projects)
    yield Case("打印 Job sheet as a PDF", busy, lambda n: Ask(f"/jobs/{jobs[n % len(jobs)]}/print/"), None, 40)


def leaving(busy: Person) -> Iterator[Case]:
    """Four files sent to the client, and signed for."""
    drafts, receipts = to_send(busy, SIGNINGS), to_sign(busy, SIGNINGS)
    yield Case("发送 Sending 4 files", busy, lambda n: Ask(f"/do/delivery.send/{drafts[n]}/", {}))
    yield Case("签收 Signing a receipt of 4 files", busy, lambda n: Ask(f"/receipts/{receipts[n]}/sign/", SIGNED))


def plans(busy: Person, projects: list[int]) -> Iterator[Case]:
    """The month schedule: everything a busy AE sees, and one project's bars."""
    yield Case("月度排期 Month schedule, AE", busy, lambda n: Ask("/plan/?view=month"))
    yield Case("排期甘特图 Bars, one project", busy, lambda n: Ask(f"/plan/?project={projects[n % len(projects)]}"))


def give_token(person: Person) -> None:
    """A person's key to the API."""
    digest = hashlib.sha256(TOKEN.encode()).hexdigest()
    ApiToken.objects.get_or_create(digest=digest, defaults={"person": person, "name": "bench", "scope": "write"})


def measure(case: Case, requests: int) -> Figure:
    """Ask so many times, one after the other, after a few to warm up. Raises RuntimeError for a failing page."""
    server, wall, processor = Server(case.person), list[float](), list[float]()
    for n in range(WARM):
        content = server.answer(case.asks(n))
    for n in range(WARM, WARM + min(requests, case.wanted)):
        ask, began, used = case.asks(n), time.perf_counter(), time.thread_time()
        server.answer(ask)
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.thread_time() - used) * 1000)
    with CaptureQueriesContext(connection) as asked:
        content = server.answer(case.asks(WARM + min(requests, case.wanted)))
    p95 = statistics.quantiles(wall, n=20)[-1]
    return Figure(case, statistics.median(wall), p95, statistics.median(processor), len(asked), len(content) / 1024)
