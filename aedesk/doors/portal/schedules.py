"""The client's copy of a schedule behind its link: accepted times and how far the work is; a brand client signs there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from aedesk.desk.errors import DeskError
from aedesk.desk.schedules import terms
from aedesk.desk.schedules.agreed import since_agreed
from aedesk.desk.schedules.filing import content_hash, lines_of, live_signs, standing
from aedesk.desk.schedules.forclient import client_rows
from aedesk.desk.sharing import ink
from aedesk.desk.sharing.models import ShareLink
from aedesk.desk.sharing.terms import BY_HAND

from .door import here, show, shown
from .signing import SIGNED, Signing


@shown("schedule")
def schedule(request: HttpRequest, link: ShareLink, it: Any) -> HttpResponse:
    return page(request, link, it)


def page(
    request: HttpRequest, link: ShareLink, it: Any, *, status: int = 200, error: DeskError | None = None,
    values: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The client's copy, and the board to sign on where his name is what is wanted."""
    lines = lines_of(it)
    since = since_agreed(it, lines)
    state, both = standing(it, lines), it.client.needs_both_signatures
    return show(
        request, "schedule.html", status, it=it, rows=client_rows(it, lines, since), since=since, terms=terms, state=terms.SCHEDULE_STATES[state], in_force=state == "in_force",
        sides=[(name, live_signs(it, lines).get(side)) for side, name in terms.SIDES.items()] if both else [],
        signs=link.may == "sign" and waits(it, lines), contact=link.contact, seen=content_hash(lines), values=values or {},
        by_hand=BY_HAND, error=error, asked="asked" in request.GET, post=here(link, request, "sign/"), ask=here(link, request, "code/"),
        drawn=ink.path,
    )  # fmt: skip


def waits(it: Any, lines: Any = None) -> bool:
    return it.state == "sign_client" and standing(it, lines) == "sign_client"


def body(form: QueryDict) -> dict[str, Any]:
    """The form as the act wants it; whatever else was sent is left out."""
    return {name: form.get(name, "") for name in ("seen", "how", "ink", "code")}


SIGNED["schedule"] = Signing("schedule.link_sign", waits, body, page, lambda it: it.name, lambda it: it.project.ae)
