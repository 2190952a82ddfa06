"""The one address of every act: GET shows the form made from its declaration, POST does it."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from aedesk.desk.action import ACTIONS, Act, Action, do
from aedesk.desk.errors import DeskError, InvalidInput, NotAllowed, Refused, Unknown
from aedesk.desk.fields import Field
from aedesk.kit import clock

from ...choices import wants_search
from ...links import link_to
from ...problems import answer, wants_json
from ...screen import screen, see, show

LINE = re.compile(r"^(\w+)-(\d+)-(\w+)$")
CONTROL = {"csrfmiddlewaretoken", "next", "version", "key", "find"}


@screen("do/<str:code>/", "do", methods=("GET", "POST"))
def do_new(request: HttpRequest, code: str) -> HttpResponse:
    return door(request, code, None)


@screen("do/<str:code>/<int:target>/", "do_on", methods=("GET", "POST"))
def do_on(request: HttpRequest, code: str, target: int) -> HttpResponse:
    return door(request, code, target)


def door(request: HttpRequest, code: str, target: int | None) -> HttpResponse:
    spec = ACTIONS.get(code)
    if spec is None or bool(spec.on) != (target is not None):
        raise Unknown
    if request.method == "POST":
        return post(request, spec, target)
    thing = see(request, spec.on, target) if spec.on else None
    if not spec.who(Act(spec, request.user, thing, {}, clock.now())):
        raise NotAllowed(spec.who_says)
    values = {f.name: held(thing, f) for f in spec.fields} | request.GET.dict()
    act = Act(spec, request.user, thing, referred(spec, values, request.user), clock.now())
    return show(request, "act/page.html", spec=spec, thing=thing, act=act, values=values, errors={}, next=back(request))


def held(thing: Any, field: Field) -> Any:
    """What a thing holds in a field; a table of its own rows as lines, several references as ids."""
    if field.kind == "refs":
        return thing.given(field.name) if hasattr(thing, "given") else []
    value: Any = getattr(thing, field.name, None)
    if not hasattr(value, "all"):
        return value
    return [{column.name: getattr(row, column.name, None) for column in field.lines} for row in value.all()]


def post(request: HttpRequest, spec: Action, target: int | None) -> HttpResponse:
    data = gather(spec, request.POST) | request.FILES.dict()
    version = request.POST.get("version", "")
    if wants_search(request.POST):
        return search(request, spec, target, data, version)
    try:
        act = do(
            spec.code, request.user, target, data,
            version=int(version) if version.isdigit() else None, key=request.POST.get("key", "")[:64],
        )  # fmt: skip
    except DeskError as error:
        return problem(request, spec, target, data, error)
    address = back(request).replace("{id}", str(getattr(act.result, "pk", ""))) or link_to(act.result)
    if wants_json(request):
        thing = act.result
        return JsonResponse(
            {
                "next": address,
                "id": getattr(thing, "pk", None),
                "version": getattr(thing, "version", None),
                "filled": act.facts.get("filled", {}),
                "says": str(act.says or spec.name),
            }
        )
    return HttpResponseRedirect(address)


def search(request: HttpRequest, spec: Action, target: int | None, data: dict[str, Any], version: str) -> HttpResponse:
    """The form again, the choices of one field narrowed, and all that was typed; for pages without script."""
    thing = see(request, spec.on, target) if spec.on else None
    act = Act(spec, request.user, thing, referred(spec, data, request.user), clock.now())
    if not spec.who(Act(spec, request.user, thing, {}, clock.now())):
        raise NotAllowed(spec.who_says)
    return show(
        request, "act/page.html", spec=spec, thing=thing, act=act, values=data, errors={}, next=back(request),
        read_version=version,
    )  # fmt: skip


def problem(
    request: HttpRequest, spec: Action, target: int | None, data: dict[str, Any], error: DeskError
) -> HttpResponse:
    """The form again with what was typed and what is wrong beside it; nothing is lost."""
    thing = see(request, spec.on, target) if spec.on else None
    act = Act(spec, request.user, thing, referred(spec, data, request.user), clock.now())
    if wants_json(request) or isinstance(error, Unknown | NotAllowed):
        return answer(request, error, act)
    errors = error.fields if isinstance(error, InvalidInput) else {}
    refused = error if isinstance(error, Refused) else None
    return show(
        request, "act/page.html", error.status, spec=spec, thing=thing, values=data, errors=errors,
        error=error, refused=refused, act=act, next=back(request),
    )  # fmt: skip


def referred(spec: Action, data: dict[str, Any], person: Any) -> dict[str, Any]:
    """The things that the input points to, so that a refusal's button knows the way."""
    found = {}
    for one in spec.fields:
        if one.kind == "ref" and data.get(one.name):
            try:
                found[one.name] = one.read(data[one.name], person)
            except ValueError:
                continue
    return found


def gather(spec: Action, form: QueryDict) -> dict[str, Any]:
    """Form text as the declaration wants it: tables of lines as lists, check boxes as yes or no."""
    data: dict[str, Any] = {}
    tables: dict[str, dict[int, dict[str, str]]] = {}
    for name in form:
        if name in CONTROL or name.startswith("find-"):
            continue
        if found := LINE.match(name):
            table, row, column = found.groups()
            tables.setdefault(table, {}).setdefault(int(row), {})[column] = str(form[name])
        else:
            data[name] = str(form[name])
    for one in spec.fields:
        if one.kind == "lines" and one.name in tables:
            data[one.name] = [tables[one.name][row] for row in sorted(tables[one.name])]
        elif one.kind == "list" and one.name in form:
            data[one.name] = [line for text in form.getlist(one.name) for line in text.splitlines()]
        elif one.kind == "refs" and one.name in form:
            data[one.name] = [pk for pk in form.getlist(one.name) if pk]
        elif one.kind == "bool" and not spec.partial:
            data.setdefault(one.name, False)
    data.update({table: list(rows.values()) for table, rows in tables.items() if table not in data})
    return data


def back(request: HttpRequest) -> str:
    """Where to go afterwards, if the form says so and it is our own house (T14)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else ""
