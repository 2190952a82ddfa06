"""The page that shows every macro of parts/ui.html with sample words."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.errors import Conflict
from aedesk.desk.fields import Field
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.kinds import Gate, Mend, Refusal, Strength

from ...screen import screen, show

CHOICES = {"newspaper": T("报纸", "Newspaper"), "outdoor": T("户外", "Outdoor")}
LINES = (
    Field("kind", T("物料", "Item"), "choice", required=True, choices=CHOICES),
    Field("width", T("宽 mm", "Width mm"), "decimal", required=True),
    Field("height", T("高 mm", "Height mm"), "decimal", required=True),
    Field("paper", T("纸张", "Paper")),
    Field("outdoor", T("室外", "Outdoor"), "bool"),
)
FIELDS = (
    Field("purpose", T("本广告目的", "Purpose of this ad"), "long"),
    Field("specs", T("规格", "Specs"), "lines", lines=LINES),
)
MINUTES = {"late": -65, "soon": 12, "later": 210, "far": 4 * 1440, "warned": -5, "long_ago": -3000}
NAMES = (("林晓岚", "Lin Xiaolan"), ("叶初晴", "Ye Chuqing"), ("蒋小满", "Jiang Xiaoman"), ("许墨", "Xu Mo"))
JOBS = ("澜庭二期 开盘报纸整版", "白鹭新品短视频 分镜", "知更秋季目录 完稿")


def gate(code: str, strength: Strength, name: T, *why: T) -> Refusal:
    """A refusal as a real gate would give it."""
    made = Gate(
        code, ("JOB-01",), name, "三、2", blocks=(), unless=lambda it: False, strength=strength,
        mend=Mend("jobsheet.open", T("开工作单", "Open a job sheet")),
    )  # fmt: skip
    return Refusal(made, why, made.mend)


def refusals() -> list[Refusal]:
    no_sheet = T("澜庭二期开盘报纸广告还没有工作单。", "The opening ad of Lanting II has no job sheet yet.")
    unsigned = T("设计还没有签字。", "The designer has not signed.")
    no_work = T("没有工作单，没有工作", "No job sheet, no work")
    late = T("周五十八点后不发稿", "Nothing is sent after 18:00 on Fridays")
    return [
        gate("sample.stop", Strength.STOP, no_work, no_sheet, unsigned),
        gate("sample.warn", Strength.WARN, late),
    ]


def conflict() -> Conflict:
    rows = [{"kind": "newspaper", "width": "350", "height": "480"}]
    more = [*rows, {"kind": "outdoor", "width": "6000", "height": "3000"}]
    yours = {"purpose": "让看过的人周六到现场。", "specs": rows}
    return Conflict(yours, {"purpose": "开盘当天来 300 组。", "specs": more}, 8, "秦若谷")


@screen("styleguide/", "styleguide", roles=None)
def styleguide(request: HttpRequest) -> HttpResponse:
    return show(request, "parts/styleguide.html", **samples())


def samples() -> dict[str, Any]:
    """What the page shows: persons, moments around now, an errand of each kind."""
    now = clock.now()
    around = SimpleNamespace(**{name: now + timedelta(minutes=by) for name, by in MINUTES.items()})
    return {
        "nav": "today",
        "nav_counts": {"today": 7, "requests": 2},
        "around": around,
        "now": now,
        "running_timer": SimpleNamespace(started_at=around.late, job="261120-P02-003", pk=1),
        "refusals": refusals(),
        "clash": conflict(),
        "fields": FIELDS,
        "jobs": [SimpleNamespace(pk=n, title=title) for n, title in enumerate(JOBS, 1)],
        "act": SimpleNamespace(job=None, request=None, project=None, client=None),
        "page": Paginator(range(240), 80).page(2),
        "people": [SimpleNamespace(name=zh, name_en=en) for zh, en in NAMES],
    }
