"""How a page of the client's door is declared and opened: by the link alone, never kept, never passed on (T12).

A link needs no cookie and no session: who holds no token can send nothing, so there is nothing to forge from another site.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path as django_path
from django.views.decorators.csrf import csrf_exempt

from aedesk.desk.duties.figures import agency
from aedesk.desk.errors import DeskError, Unknown
from aedesk.desk.sharing.links import opened, thing_of, token_of
from aedesk.desk.sharing.models import ShareLink
from aedesk.kit import clock, text
from aedesk.kit.text import LANGUAGES, T

View = Callable[..., HttpResponse]  # of a request, the link and its thing
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
FORM = "application/x-www-form-urlencoded"
DOORS: list[Door] = []
SHOWN: dict[str, View] = {}  # the page of each noun that a link may open


@dataclass(frozen=True, slots=True)
class Door:
    """One address of the client's door. A GET or HEAD changes nothing, whoever or whatever asks."""

    path: str
    name: str
    view: Any
    methods: tuple[str, ...]

    @property
    def url(self) -> Any:
        return django_path(self.path, self.view, name=self.name)


def shown(noun: str) -> Callable[[View], View]:
    """Register the page that a link to this noun opens: `view(request, link, thing)`."""

    def register(view: View) -> View:
        SHOWN[noun] = view
        return view

    return register


def door(path: str, name: str, *, methods: tuple[str, ...]) -> Callable[[View], Any]:
    """Declare an address with <str:token>; the view gets the link and what it is about, or the client a plain page."""

    def register(view: View) -> Any:
        @csrf_exempt
        @wraps(view)
        def open_door(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
            if request.method not in (*methods, *(("HEAD",) if "GET" in methods else ())):
                return sealed(request, HttpResponse(status=405, headers={"Allow": ", ".join(methods)}))
            if request.method == "POST" and request.content_type not in ("", FORM):  # no file comes in by this door
                return sealed(request, HttpResponse(status=415))
            with text.speaking(asked(request) or "zh"):
                return sealed(request, _answer(request, token, view, rest))

        DOORS.append(Door(path, name, open_door, methods))
        return open_door

    return register


def _answer(request: HttpRequest, token: str, view: View, rest: Mapping[str, Any]) -> HttpResponse:
    try:
        link = opened(token, clock.now())
        if not asked(request):
            text.set_language(link.contact.language)
        return view(request, link, thing_of(link), **rest)
    except Unknown:
        return show(request, "gone.html", status=404)
    except DeskError as error:
        return show(request, "problem.html", status=error.status, error=error, back=f"/s/{token}/")


def sealed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page with the headers of this door; no cookie leaves through it, Django's own for forms included."""
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.cookies.clear()
    return response


def asked(request: HttpRequest) -> str:
    """The language asked for in the address; "" where it is left to the contact's card."""
    found = request.GET.get("lang", "")
    return found if found in LANGUAGES else ""


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this door, with the agency's name."""
    us = agency()
    name = T(us.name, us.name_en or us.name) if us else T("AE 工作台", "AE Desk")
    return render(request, f"portal/pages/{template}", {"agency": name, **context}, status=status)


@door("s/<str:token>/", "portal", methods=("GET",))
def portal(request: HttpRequest, link: ShareLink, thing: Any) -> HttpResponse:
    """What the link opens."""
    if link.noun not in SHOWN:
        raise Unknown
    return SHOWN[link.noun](request, link, thing)


def here(link: ShareLink, request: HttpRequest, rest: str = "") -> str:
    """An address behind this link, in the language asked for."""
    return f"/s/{token_of(link)}/{rest}" + (f"?lang={chosen}" if (chosen := asked(request)) else "")
