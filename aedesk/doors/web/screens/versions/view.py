"""A version of a file: who has signed which stage, where it was released to, what turned out wrong; and all errors."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.artwork import faults, stages, terms
from aedesk.desk.artwork.models import Attachment
from aedesk.desk.artwork.queries import readable
from aedesk.desk.artwork.releasing import releases
from aedesk.desk.deliveries import queries as deliveries
from aedesk.desk.deliveries import terms as delivery_terms
from aedesk.desk.errors import Unknown
from aedesk.desk.people.models import Person
from aedesk.kit import clock
from aedesk.rulebook.engine import judge

from ...screen import screen, show

PER_PAGE = 50


@screen("artwork/<int:pk>/", "version", about="Attachment")
def version_page(request: HttpRequest, it: Attachment) -> HttpResponse:
    me, found = cast(Person, request.user), faults.version(request.user, it.pk)
    if found is None:
        raise Unknown
    places = stages.places(found) if found.sheet else []
    return show(
        request, "versions/page.html", nav="jobs", it=found, places=places, mine=mine(found, places, me), terms=terms,
        readable=readable, faults=faults.faults(me).filter(attachment=it), may_release=may_release(found, me),
        stops=judge("artwork.release", act_on(found, me)) if may_release(found, me) else (),
        may_send=me.discipline in ("account", "management"), sent=deliveries.of_file(me, found), sent_terms=delivery_terms,
        account=me.discipline in ("account", "management"),
    )  # fmt: skip


def mine(it: Attachment, places: list[stages.Place], me: Person) -> set[str]:
    """The stages that wait for this person."""
    now = clock.now()
    found = {p.stage for p in places if p.state != "signed" and stages.may_sign(it, me, p.stage, now)}
    return found if me.role == stages.head_of(it) else found - {"review"}


def may_release(it: Attachment, me: Person) -> bool:
    return it.sheet is not None and bool(releases(act_on(it, me)))


def act_on(it: Attachment, me: Person) -> Act:
    return Act(ACTIONS["artwork.release"], me, it, {}, clock.now())


@screen("faults/", "faults")
def fault_list(request: HttpRequest) -> HttpResponse:
    asked: Any = request.GET
    rows = faults.faults(request.user, **{name: asked.get(name, "") for name in ("stage", "month", "q")})
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    return show(
        request,
        "versions/faults.html",
        nav="settings",
        page=page,
        asked=asked,
        terms=terms,
        stages=faults.by_stage(rows),
    )
