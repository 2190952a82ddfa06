"""The way in: sign in and out, the language, and the first run of an agency of one's own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme

from aedesk.demo.signins import PASSWORD as DEMO_PASSWORD
from aedesk.desk.action import ACTIONS, do
from aedesk.desk.duties.figures import agency
from aedesk.desk.errors import DeskError, InvalidInput
from aedesk.desk.people.models import Person
from aedesk.kit.text import T, speaking
from aedesk.rulebook.roles import ROLES

from ...screen import screen, show

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
A_YEAR = 60 * 60 * 24 * 365
TOO_MANY = T(
    "密码试错次数太多，请 15 分钟后再试，或请行政重设密码。",
    "Too many wrong passwords: try again in 15 minutes, or have the office set a new one.",
)
WRONG = T("用户名或密码不对，请再试一次。", "User name or password is wrong; try again.")
EMPTY = T("请填写用户名和密码。", "Give user name and password.")


@screen("favicon.ico", "favicon", public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """A browser that shows a PDF or a stored picture asks for the sign under this name; pages name it themselves."""
    return HttpResponseRedirect(static("aedesk/seal.svg"))


def is_demo() -> bool:
    """Whether the data folder was filled with the sample agency; the demo's clock stands only there."""
    return bool(settings.DEMO and (settings.DATA / "clock").exists())


def cast() -> list[Person]:
    """The demo's people to pick from, in the order of the roles; nobody elsewhere."""
    if not is_demo():
        return []
    order = list(ROLES)
    return sorted(Person.objects.filter(is_active=True), key=lambda one: (order.index(one.role), one.pk))


def onward(request: HttpRequest) -> str:
    """Where the person wanted to go, if it is our own house; else Today."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else "/"


def login_page(request: HttpRequest, error: T | None = None, status: int = 200) -> HttpResponse:
    us = agency()
    return show(
        request,
        "parts/login.html",
        status,
        people=cast(),
        error=error,
        next=onward(request),
        username=request.POST.get("username", ""),
        agency_name=us.name if us else "",
    )


@screen("login/", "login", public=True, methods=("GET", "POST"))
def sign_in(request: HttpRequest) -> HttpResponse:
    if agency() is None:
        return HttpResponseRedirect("/first/")
    if request.method != "POST":
        return HttpResponseRedirect(onward(request)) if request.user.is_authenticated else login_page(request)
    username, password = request.POST.get("username", "").strip().lower(), request.POST.get("password", "")
    if (chosen := request.POST.get("demo")) and is_demo():
        username, password = chosen, DEMO_PASSWORD
    if not (username and password):
        return login_page(request, EMPTY, 422)
    person = authenticate(request, username=username, password=password)
    if person is None:
        return _refused(request)
    login(request, person)
    return HttpResponseRedirect(onward(request))


def _refused(request: HttpRequest) -> HttpResponse:
    locked = bool(getattr(request, "axes_locked_out", False))
    # Taken back, or the middleware would put its own bare page in place of ours.
    request.axes_locked_out = False  # type: ignore[attr-defined]
    return login_page(request, TOO_MANY, 429) if locked else login_page(request, WRONG, 401)


@screen("logout/", "logout", public=True, methods=("POST",))
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/login/")


@screen("language/", "language", public=True, methods=("POST",))
def language(request: HttpRequest) -> HttpResponse:
    """Speak the other language from now on: in the cookie, and in the person where one is signed in."""
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    if request.user.is_authenticated and request.user.language != chosen:
        do("me.language", request.user, None, {"language": chosen})
    response = HttpResponseRedirect(_where_from(request))
    response.set_cookie("lang", chosen, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


def _where_from(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.headers.get("Referer", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else "/"


@screen("first/", "first", public=True, methods=("GET", "POST"))
def first_run(request: HttpRequest) -> HttpResponse:
    """The short first page of an agency of one's own; gone as soon as there is one."""
    if agency() is not None or Person.objects.exists():
        return HttpResponseRedirect("/")
    if request.method != "POST":
        return first_page(request, {}, {})
    given = {field.name: request.POST.get(field.name, "") for field in ACTIONS["agency.first_run"].fields}
    try:
        act = do("agency.first_run", None, None, given)
    except InvalidInput as wrong:
        return first_page(request, given, {name: str(says) for name, says in wrong.fields.items()})
    except DeskError:  # somebody was quicker
        return HttpResponseRedirect("/login/")
    with speaking(act.person.language):
        login(request, act.person, backend=MODEL_BACKEND)
    return HttpResponseRedirect("/")


def first_page(request: HttpRequest, values: dict[str, str], errors: dict[str, Any]) -> HttpResponse:
    roles = [(code, ROLES[code].name) for code in ("general_manager", "admin")]
    kept = {name: value for name, value in values.items() if name != "password"}
    return show(request, "parts/first_run.html", 422 if errors else 200, values=kept, errors=errors, roles=roles)
