"""Projects on the web: the list with its lights, one project's page, its forms."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS
from aedesk.desk.artwork.models import Attachment
from aedesk.desk.clients.rights import reads_preferences
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.jobsheets.queries import OPEN
from aedesk.desk.journal.queries import timeline
from aedesk.desk.library.shelves import materials
from aedesk.desk.people.models import Person
from aedesk.desk.projects import dossier, handing, inputs, queries, speaking, terms
from aedesk.desk.projects.models import Project
from aedesk.desk.projects.rights import LEADING
from aedesk.desk.who import is_window
from aedesk.kit import clock
from aedesk.rulebook.roles import FUNCTIONS, ROLES

from ...screen import screen, show
from ..clients.view import choices

PER_PAGE = 50
ACCOUNT = frozenset({"ae", "ae_assistant", "account_manager", "account_director", "general_manager"})
LEADS = ACCOUNT - {"ae", "ae_assistant"}
STARTERS = ACCOUNT - {"ae_assistant"}
EVENTS = 30


def person_of(request: HttpRequest) -> Person:
    """Who asks; the screen has let nobody in who is not signed in."""
    return cast(Person, request.user)


@screen("projects/", "projects")
def project_list(request: HttpRequest) -> HttpResponse:
    me, asked = person_of(request), request.GET
    tab = asked.get("tab", "running")
    rows = queries.projects(
        me, q=asked.get("q", ""), tab=tab, tier=asked.get("tier", ""), mine=asked.get("mine") == "1",
        sort=asked.get("sort", "code"),
    )  # fmt: skip
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    known = queries.counts(page.object_list)
    lights = {pk: queries.lights(one, money=me.sees_money) for pk, one in known.items()}
    return show(
        request, "projects/list.html", nav="projects", page=page, lights=lights, asked=asked, terms=terms,
        tiers=inputs.TIERS, tab=tab, starts=me.role in STARTERS,
    )  # fmt: skip


@screen("projects/find/", "projects_find")
def project_find(request: HttpRequest) -> HttpResponse:
    items = queries.find_projects(request.user, request.GET.get("q", ""), request.GET.get("client", ""))
    return choices(request, items)


@screen("projects/new/", "project_new", roles=STARTERS)
def project_new(request: HttpRequest) -> HttpResponse:
    values = {"ae": request.user.pk} | request.GET.dict()
    return form(request, "project.add", None, values)


@screen("projects/<int:pk>/edit/", "project_edit", roles=STARTERS, about="Project")
def project_edit(request: HttpRequest, it: Project) -> HttpResponse:
    return form(request, "project.edit", it, {f.name: getattr(it, f.name) for f in inputs.PROJECT})


def form(request: HttpRequest, code: str, it: Project | None, values: dict[str, Any]) -> HttpResponse:
    fields = [f for f in ACTIONS[code].fields if not f.restricted or person_of(request).sees_money]
    return show(
        request, "projects/form.html", nav="projects", it=it, code=code, fields=fields, values=values,
        windows=account_people(),
    )  # fmt: skip


def account_people() -> list[tuple[int, str]]:
    """Those who can be a client's window, for a picker."""
    roles = [role.code for role in ROLES.values() if role.discipline in LEADING]
    people = Person.objects.filter(is_active=True, role__in=roles).order_by("pk")
    return [(one.pk, f"{one.called} · {one.role_of.name}") for one in people]


@screen("projects/<int:pk>/dossier/", "project_dossier", roles=ACCOUNT, about="Project")
def project_dossier(request: HttpRequest, it: Project) -> HttpResponse:
    fields = {f.name: f for f in inputs.DOSSIER}
    return show(request, "projects/dossier.html", nav="projects", it=it, fields=fields, terms=terms)


@screen("projects/<int:pk>/", "project", about="Project")
def project_page(request: HttpRequest, it: Project) -> HttpResponse:
    me = person_of(request)
    known = queries.counts([it])[it.pk]
    jobs = JobSheet.objects.visible_to(me).filter(project=it, state__in=OPEN)
    change = handing.standing(it)
    spoken = speaking.contacts_of(me, it, everyone=True)
    return show(
        request, "projects/page.html", nav="projects", it=it, terms=terms, inputs=inputs, functions=FUNCTIONS,
        may=rights_of(me, it), lights=queries.lights(known, money=me.sees_money), team=queries.team(it),
        blocks=dossier.blocks(it), personas=dossier.personas(it), rivals=dossier.rivals(it),
        facts=it.facts.order_by("kind"), basics=queries.basics(it), milestones=it.milestones.order_by("on", "pk"),
        deputies=it.deputies.filter(until_at__gte=clock.now()).select_related("person", "acts_for"),
        change=change, materials=materials(me, project=str(it.pk))[:20], job_count=jobs.count(), jobs=jobs.order_by("-id")[:8],
        spoken=spoken, undecided=speaking.nobody_decides(spoken), reads_preferences=reads_preferences(me),
        files=[(f.pk, f.name) for f in Attachment.objects.visible_to(me).filter(project=it, removed_at=None)[:100]],
        people=[(p.pk, f"{p.called} · {p.role_of.name}") for p in Person.objects.filter(is_active=True).order_by("pk")],
        windows=account_people(), events=[as_event(line) for line in timeline(project=it, most=EVENTS)],
    )  # fmt: skip


def rights_of(me: Person, it: Project) -> SimpleNamespace:
    """What the page offers this person: the doorway decides again."""
    return SimpleNamespace(
        lead=it.ae_id == me.pk or me.role in LEADS,
        account=me.role in ACCOUNT,
        window=is_window(me, it, clock.now()) or me.role in LEADS,
    )


def as_event(line: Any) -> dict[str, Any]:
    """A line of the journal as the timeline macro draws it; a wrong one is corrected from there (ROL-12)."""
    return {"at": line.at, "who": line.who, "what": line.what, "seq": line.seq, "corrected": line.is_corrected}
