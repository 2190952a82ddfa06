"""The search: suggestions while one types, and the page of everything found."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.jobsheets import terms
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.library.searching import KINDS, Group, Hit, listing, search, words_of
from aedesk.kit.text import T

from ...links import address
from ...screen import screen, show

PER_PAGE, SHOWN, SUGGESTED = 20, 5, 3
ICONS = {
    "client": "building", "project": "briefcase", "jobsheet": "clipboard-list", "person": "user", "contact": "id",
    "request": "message", "delivery": "send", "contactnote": "phone", "material": "ruler-2", "supplier": "users-group",
    "attachment": "file-text", "librarynote": "list-check",
}  # fmt: skip
LISTS = ("supplier", "material")  # things without a page of their own stand in a list
TRIES = (
    (
        T("开盘", "开盘"),
        T("两个字就够：项目、工作单、沟通记录里的词", "Two characters are enough: projects, jobs, words of the log"),
    ),
    ("lxl", T("姓名首字母，或全拼 linxiaolan", "Initials of a name, or its full pinyin: linxiaolan")),
    ("P02-014", T("编号或编号的一部分：261116、J-014、R-21", "A number or a part of it: 261116, J-014, R-21")),
    ("0032", T("电话，或后四位", "A telephone number, or its last four digits")),
    (T("印刷", "印刷"), T("要办的事：找谁、替补是谁", "A matter (here: printing): whom to ask, and who stands in")),
)
DATED = ("jobsheet", "request", "contactnote", "delivery", "attachment")


@screen("search/", "search")
def results(request: HttpRequest) -> HttpResponse:
    """Groups of hits; one kind paged; for the search box only the best few."""
    q, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    if request.headers.get("HX-Request"):
        groups = search(request.user, q, each=SUGGESTED)
        return show(request, "parts/hits.html", q=q, groups=[_suggested(group) for group in groups], more=_more(q))
    groups = search(request.user, q, each=SHOWN)
    hits = listing(request.user, q, kind) if kind in KINDS else [hit for group in groups for hit in group.hits]
    page = Paginator(hits, PER_PAGE).get_page(request.GET.get("page")) if kind in KINDS else None
    return show(
        request, "search/page.html", q=q, sought=q, kind=kind if page else "", groups=groups, page=page, kinds=KINDS,
        icons=ICONS, dated=DATED, words=words_of(q), href=href, states=_states(page.object_list if page else hits),
        terms=terms, tries=TRIES,
    )  # fmt: skip


def href(hit: Hit) -> str:
    """Where a thing found is shown."""
    place = address(hit.noun, hit.pk)
    return f"{place}?{urlencode({'q': hit.title})}" if hit.noun in LISTS else place


def _more(q: str) -> str:
    return "/search/?" + urlencode({"q": q})


def _suggested(group: Group) -> tuple[Any, list[dict[str, Any]]]:
    hits = [
        {"href": href(hit), "title": hit.title, "note": hit.subtitle, "icon": ICONS[hit.noun]} for hit in group.hits
    ]
    return group.name, hits


def _states(hits: Any) -> dict[int, Any]:
    """The state of the job sheets among the hits."""
    jobs = [hit.pk for hit in hits if hit.noun == "jobsheet"]
    return {row["id"]: row for row in JobSheet.objects.filter(pk__in=jobs).values("id", "state", "stage", "is_urgent")}
