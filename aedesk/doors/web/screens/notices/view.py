"""The inbox: what the desk told me, unread first; opening a line leads to the thing and marks it read."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from aedesk.desk.action import do
from aedesk.desk.errors import Unknown
from aedesk.desk.notices.models import Notice
from aedesk.desk.notices.queries import inbox, unread_count
from aedesk.kit import clock
from aedesk.kit.text import T

from ...links import address, link_to
from ...screen import screen, see, show

PER_PAGE = 30


@screen("notices/", "notices")
def notices(request: HttpRequest) -> HttpResponse:
    unread_only = request.GET.get("show") == "unread"
    page = Paginator(inbox(request.user, unread_only=unread_only), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request, "notices/page.html", page=page, unread_only=unread_only, unread=unread_count(request.user.pk or 0),
        read_at=_moment(request.GET.get("read", "")),
    )  # fmt: skip


def _moment(text: str) -> datetime | None:
    try:
        return clock.parse(text) if text else None
    except ValueError:
        return None


@screen("notices/read/", "notices_read", methods=("POST",))
def read_all(request: HttpRequest) -> HttpResponse:
    act = do("notice.read_all", request.user)
    return HttpResponseRedirect(
        f"/notices/?read={act.now:%Y-%m-%dT%H:%M:%S.%fZ}" if act.facts["count"] else "/notices/"
    )


@screen("notices/<int:pk>/", "notice", about="Notice")
def notice(request: HttpRequest, it: Notice) -> HttpResponse:
    """On to the thing the notice is about."""
    if it.read_at is None:
        do("notice.read", request.user, it)
    try:
        return HttpResponseRedirect(_place(request, it))
    except (Unknown, LookupError):
        messages.warning(
            request,
            str(
                T(
                    "这条通知说的事已经没有了，或不再归你看。",
                    "What this notice is about is gone, or not yours to see any more.",
                )
            ),
        )
        return HttpResponseRedirect("/notices/")


def _place(request: HttpRequest, it: Notice) -> str:
    if not it.noun:
        return "/notices/"
    thing = see(request, apps.get_model("desk", it.noun).__name__, it.object_id)
    return address(it.noun, it.object_id) or link_to(thing)
