"""Settings: one's own, the agency's, its calendar, the limits of printing, and the keys to the API."""

from __future__ import annotations

from typing import cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import do
from aedesk.desk.checks import limits
from aedesk.desk.duties.figures import agency
from aedesk.desk.errors import InvalidInput
from aedesk.desk.people import inputs, queries
from aedesk.desk.people.models import Agency, ApiToken, Person
from aedesk.kit import clock
from aedesk.preflight.limits import GROUPS, MEASURES
from aedesk.preflight.profiles import PROFILES

from ...screen import screen, show

ADMINS = frozenset({"admin", "general_manager"})
FIRST_YEAR, LAST_YEAR = 2004, 2100


@screen("settings/", "settings")
def settings_page(request: HttpRequest) -> HttpResponse:
    me = cast(Person, request.user)
    return show(
        request, "settings/page.html", nav="settings", agency=agency(), keeps=me.role in ADMINS, inputs=inputs,
        read_at=queries.profile_read_at(me) if me.discipline == "account" else None, at=clock.now(),
        year=clock.today().year, token_count=ApiToken.objects.filter(person=me, revoked_at=None).count(),
    )  # fmt: skip


@screen("settings/agency/", "settings_agency", roles=ADMINS)
def agency_form(request: HttpRequest) -> HttpResponse:
    it = Agency.objects.first()
    return show(request, "settings/agency.html", nav="settings", it=it, inputs=inputs)


@screen("settings/calendar/", "settings_calendar")
def calendar_page(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else clock.today().year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    return show(
        request, "settings/calendar.html", nav="settings", year=year, months=queries.year(year), today=clock.today(),
        days=queries.special_days(year), is_provisional=queries.is_provisional(year), inputs=inputs,
        keeps=cast(Person, request.user).role in ADMINS,
    )  # fmt: skip


@screen("settings/limits/", "settings_limits")
def limits_page(request: HttpRequest) -> HttpResponse:
    """Every limit of one kind of printing; the others behind tabs."""
    asked = request.GET.get("press", "")
    press = asked if asked in PROFILES else "sheetfed"
    standing = limits.standing(press)
    figure = request.GET.get("figure", "")
    groups = [(group, [standing[name] for name in names if name in standing]) for group, names in GROUPS.items()]
    return show(
        request, "settings/limits.html", nav="settings", press=press, standing=standing, today=clock.today(),
        presses=[(code, one.name, f"/settings/limits/?press={code}") for code, one in PROFILES.items()],
        groups=[(group, rows) for group, rows in groups if rows],
        chosen=figure if figure in standing else next(iter(standing)), history=limits.history(press), measures=MEASURES,
        keeps=cast(Person, request.user).role in ADMINS,
    )  # fmt: skip


@screen("settings/tokens/", "settings_tokens", methods=("GET", "POST"))
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new one is shown this once, which is why this page makes it and not the generic form."""
    if request.method != "POST":
        return tokens_page(request)
    given = {name: request.POST.get(name, "") for name in ("name", "scope", "expires_on")}
    try:
        act = do("token.make", request.user, None, given)
    except InvalidInput as wrong:
        return tokens_page(request, 422, values=given, errors=wrong.fields)
    return tokens_page(request, secret=act.facts["secret"], made=act.result)


def tokens_page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    live = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    rows = ApiToken.objects.filter(live, person=cast(Person, request.user), revoked_at=None).order_by("-pk")
    context = {"values": {}, "errors": {}, "secret": "", "made": None} | more
    return show(request, "settings/tokens.html", status, nav="settings", rows=rows, inputs=inputs, **context)
