"""Schedules as filed: the list, one with its signatures and links, and the client's copy as he sees it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.clients.models import Contact
from aedesk.desk.journal.queries import timeline
from aedesk.desk.schedules import terms
from aedesk.desk.schedules.agreed import since_agreed
from aedesk.desk.schedules.filing import lines_of, live_signs, on_paper, standing
from aedesk.desk.schedules.forclient import client_rows
from aedesk.desk.schedules.models import Schedule
from aedesk.desk.schedules.planned import SORTS, schedules, states_of
from aedesk.desk.schedules.signing import SIGNERS
from aedesk.desk.sharing import ink
from aedesk.desk.sharing.terms import WAYS
from aedesk.desk.who import is_window
from aedesk.kit import clock
from aedesk.kit.text import T

from ...screen import screen, show
from ...shares import shares

PER_PAGE = 50
LEADS = frozenset({"account_manager", "account_director", "general_manager"})
NAMES = {
    "new": T("最新", "Newest"),
    "project": T("项目", "Project"),
    "client": T("客户", "Client"),
    "month": T("月份", "Month"),
}


@screen("schedules/", "schedules")
def schedule_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    rows = schedules(request.user, **{name: asked.get(name, "") for name in ("q", "state", "kind", "project", "sort")})
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    return show(
        request, "schedules/list.html", nav="plan", page=page, asked=asked, terms=terms, sorts=[(key, NAMES[key]) for key in SORTS],
        states=states_of(list(page.object_list)), filtered=any(asked.get(name) for name in ("q", "state", "kind", "project")),
    )  # fmt: skip


@screen("schedules/<int:pk>/", "schedule", about="Schedule")
def schedule_page(request: HttpRequest, it: Schedule) -> HttpResponse:
    me: Any = request.user
    lines = lines_of(it)
    since = since_agreed(it, lines)
    window = is_window(me, it.project, clock.now()) or me.role in LEADS
    return show(
        request, "schedules/paper.html", nav="plan", it=it, terms=terms, state=standing(it, lines), signs=live_signs(it, lines),
        all_signs=it.signs.select_related("person").order_by("-at"), rows=client_rows(it, lines, since), since=since, hidden=len(lines) - len(on_paper(lines)),
        window=window, signer=me.role in SIGNERS, shares=shares(it) if window else [], ways=WAYS, drawn=ink.path,
        contact_choices=[(one.pk, one.name) for one in Contact.objects.filter(client_id=it.client_id, is_active=True).order_by("pk")],
        events=[as_event(one) for one in timeline(thing=it, most=20)],
    )  # fmt: skip


def as_event(one: Any) -> dict[str, Any]:
    return {"at": one.at, "who": one.who, "what": one.what, "seq": one.seq, "corrected": one.is_corrected}
