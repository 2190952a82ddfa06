"""How a page is declared: its address, who may open it and what it is about; the matrix test reads this list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path as django_path
from django.views.decorators.cache import never_cache

from aedesk.desk.errors import NotAllowed, Unknown
from aedesk.kit.text import T

View = Callable[..., HttpResponse]
Read = Callable[[Any, int], Any]  # one object as a person may see it, with what its page needs, or None
SCREENS: list[Screen] = []


@dataclass(frozen=True, slots=True)
class Screen:
    """One page. `roles` None: all staff; `public`: nobody need sign in; `about`: the model its `pk` names.

    `part_of` is the address of the page whose part this is: only the page's own script reads it, anybody else is led there.
    """

    path: str
    name: str
    view: View
    roles: frozenset[str] | None
    about: str
    public: bool
    methods: tuple[str, ...]
    part_of: str = ""

    @property
    def url(self) -> Any:
        return django_path(self.path, self.view, name=self.name)


def screen(
    path: str, name: str, *, roles: frozenset[str] | None = None, about: str = "",
    public: bool = False, methods: tuple[str, ...] = ("GET",), read: Read | None = None, part_of: str = "",
) -> Callable[[View], View]:  # fmt: skip
    """Declare a page. With `about`, the view gets the object itself, read through its client wall, by `read` where given."""

    def register(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, pk: int | None = None, **rest: Any) -> HttpResponse:
            if request.method not in (*methods, "HEAD", "OPTIONS"):
                return HttpResponse(status=405, headers={"Allow": ", ".join(methods)})
            if not public:
                if not request.user.is_authenticated:
                    return to_login(request)
                if roles is not None and request.user.role not in roles:
                    raise NotAllowed(T("你的角色看不到这一页。", "Your role does not see this page."))
            things = (see(request, about, pk, read),) if about else ()
            if part_of and request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
                return to_whole(request, part_of.format(pk=pk))
            return view(request, *things, **rest)

        SCREENS.append(Screen(path, name, never_cache(door), roles, about, public, methods, part_of))
        return door

    return register


def see(request: HttpRequest, model: str, pk: Any, read: Read | None = None) -> Any:
    """One object through its wall. Raises Unknown where there is none or it is not for this person."""
    found = read(request.user, pk) if read else plain(request.user, model, pk)
    if found is None:
        raise Unknown
    return found


def plain(person: Any, model: str, pk: Any) -> Any:
    """The object without what hangs on it, or None."""
    rows: Any = apps.get_model("desk", model)._default_manager.all()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(person)
    return next(iter(rows.filter(pk=pk)), None)


def to_login(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page and back here afterwards."""
    address = "/login/?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def to_whole(request: HttpRequest, address: str) -> HttpResponse:
    """Send who opened a part of a page by hand to the page, with what was asked of the part."""
    asked = request.GET.urlencode()
    return HttpResponseRedirect(f"{address}?{asked}" if asked else address)


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page for the person who asks."""
    return render(request, template, context, status=status)
