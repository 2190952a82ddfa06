"""What can be asked of projects: the list with its three lights, one project's page, choices for pickers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, Sum

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.roles import COMPULSORY_FUNCTIONS, FUNCTIONS

from ..duties.models import DutyRow
from . import terms
from .models import BaseMaterial, Project, ProjectMember, SalesMilestone

FOUND = 12
RECENT = timedelta(days=30)
AMBER_SHARE, RED_SHARE = 90, 100  # percent of the budget
SORTS = {"code": ("code",), "name": ("initials", "name"), "new": ("-pk",), "client": ("client__code", "code")}
TABS = {"running": ("running",), "setup": ("setup",), "ended": ("ended",), "all": ("setup", "running", "ended")}


@dataclass(frozen=True, slots=True)
class Light:
    """One of the three lights (ROL-03): `tone` is ok, warn, late or neutral where nothing can be said."""

    name: T
    tone: str
    says: T


@dataclass(slots=True)
class Counts:
    """What the lights of one project are made of; amounts CNY net, `share` in percent, None without a budget."""

    spent: Decimal = Decimal(0)  # received orders
    ordered: Decimal = Decimal(0)  # committed, not received
    budget: Decimal | None = None
    late: int = 0
    soon: int = 0
    standing: int = 0
    returned: int = 0
    share: int | None = None


def projects(
    person: Any, *, q: str = "", tab: str = "running", tier: str = "", mine: bool = False, sort: str = "code"
) -> Any:
    """The project list a person may see."""
    rows = Project.objects.visible_to(person).filter(state__in=TABS.get(tab, TABS["running"]))
    if tier in terms.CITY_TIERS and tier:
        rows = rows.filter(city_tier=tier)
    if mine:
        rows = rows.filter(Q(ae=person) | Q(members__person=person)).distinct()
    if q.strip():
        rows = rows.filter(named(q))
    rows = rows.select_related("client", "ae").prefetch_related("members__person")
    return rows.order_by(*SORTS.get(sort, SORTS["code"]))


def named(q: str) -> Q:
    """Projects by name, code, initials, city or client."""
    word = q.strip()
    return (
        Q(name__icontains=word) | Q(code__iexact=word) | Q(initials__istartswith=word) | Q(city__icontains=word)
        | Q(client__name__icontains=word) | Q(client__short_name__icontains=word)
    )  # fmt: skip


def choices(person: Any, *, ended: bool = False) -> list[tuple[int, str]]:
    """Every project a person may choose: id, and code with name."""
    rows = Project.objects.visible_to(person) if ended else Project.objects.visible_to(person).exclude(state="ended")
    return [(pk, f"{code} {name}") for pk, code, name in rows.order_by("code").values_list("pk", "code", "name")]


def find_projects(person: Any, q: str, client: str = "") -> list[tuple[int, str, str]]:
    """Choices for a picker: id, code with name, client."""
    rows = Project.objects.visible_to(person).exclude(state="ended").select_related("client")
    if client.isdigit() and len(client) < 19:
        rows = rows.filter(client_id=int(client))
    rows = rows.filter(named(q)) if q.strip() else rows
    return [(one.pk, str(one), str(one.client)) for one in rows.order_by("code")[:FOUND]]


def counts(rows: Iterable[Project]) -> dict[int, Counts]:
    """What the lights are made of, for many projects in four statements."""
    budgets = {one.pk: one.budget for one in rows}
    found = {pk: Counts() for pk in budgets}
    now = clock.now()
    duties: Any = DutyRow.objects.filter(project_id__in=budgets, state=DutyRow.OPEN, warn_at__lte=now).values(
        "project_id"
    )
    late = Count("pk", filter=Q(due_at__lt=now))
    for row in duties.annotate(late=late, soon=Count("pk")).order_by():
        found[row["project_id"]].late, found[row["project_id"]].soon = row["late"], row["soon"]
    _returns(found)
    _money(found, budgets)
    return found


def _returns(found: dict[int, Counts]) -> None:
    sheets: Any = apps.get_model("desk", "JobSheet")._default_manager.filter(project_id__in=found, state="returned")
    for row in sheets.values("project_id").annotate(n=Count("pk")).order_by():
        found[row["project_id"]].standing = row["n"]
    signed: Any = apps.get_model("desk", "Signature")._default_manager.filter(
        sheet__project_id__in=found, decision="returned", at__gte=clock.now() - RECENT
    )
    for row in signed.values("sheet__project_id").annotate(n=Count("pk")).order_by():
        found[row["sheet__project_id"]].returned = row["n"]


def _money(found: dict[int, Counts], budgets: dict[int, Decimal | None]) -> None:
    orders = apps.get_model("desk", "PurchaseOrder")._default_manager.filter(
        sheet__project_id__in=[pk for pk, budget in budgets.items() if budget], cancelled_at=None
    )
    sums = {"spent": Q(received_at__isnull=False), "ordered": Q(received_at=None)}
    rows: Any = orders.values("sheet__project_id")
    for row in rows.annotate(**{name: Sum("amount", filter=q) for name, q in sums.items()}).order_by():
        one = found[row["sheet__project_id"]]
        one.spent, one.ordered = row["spent"] or Decimal(0), row["ordered"] or Decimal(0)
    for pk, budget in budgets.items():
        if budget:
            found[pk].budget = budget
            # Rounded up: a hair over the budget is over it.
            found[pk].share = -int(-(found[pk].spent + found[pk].ordered) * 100 // budget)


def lights(known: Counts, *, money: bool) -> list[Light]:
    """Time, quality and money; how far the budget is used only for those who see money."""
    return [_time(known), _quality(known), _budget(known, money)]


def _time(known: Counts) -> Light:
    name = T("时间", "Time")
    if known.late:
        return Light(name, "late", T(f"{known.late} 项已超时", f"{known.late} late"))
    if known.soon:
        return Light(name, "warn", T(f"{known.soon} 项快到时间", f"{known.soon} due soon"))
    return Light(name, "ok", T("没有超时", "Nothing late"))


def _quality(known: Counts) -> Light:
    name = T("质量", "Quality")
    if known.standing:
        return Light(name, "late", T(f"{known.standing} 张被退回待改", f"{known.standing} returned, not mended"))
    if known.returned:
        return Light(name, "warn", T(f"30 天内退回 {known.returned} 次", f"{known.returned} returned within 30 days"))
    return Light(name, "ok", T("没有退回", "Nothing returned"))


def _budget(known: Counts, money: bool) -> Light:
    name = T("预算", "Budget")
    if known.share is None:
        return Light(name, "neutral", T("没有预算", "No budget"))
    tone = "late" if known.share > RED_SHARE else "warn" if known.share >= AMBER_SHARE else "ok"
    plain = {
        "late": T("超预算", "Over budget"),
        "warn": T("接近预算", "Near the budget"),
        "ok": T("预算之内", "Within budget"),
    }
    return Light(name, tone, _used(known) if money else plain[tone])


def _used(known: Counts) -> T:
    """103% of the budget, and what it is made of."""
    spent, ordered, budget = (f"{amount:,.0f}" for amount in (known.spent, known.ordered, known.budget or 0))
    return T(
        f"已用 {known.share}%：已发生 {spent}，已下单 {ordered}，预算 {budget}",
        f"{known.share}% used: {spent} spent, {ordered} ordered, budget {budget}",
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A function of the team with the persons named for it; `is_gap` where there are none."""

    code: str
    name: T
    people: list[Any]
    is_compulsory: bool

    @property
    def is_gap(self) -> bool:
        return not self.people


def team(project: Project) -> list[Place]:
    """Every function of the house and who has it here; the AE first among the AEs."""
    rows = list(ProjectMember.objects.filter(project=project).select_related("person__backup").order_by("pk"))
    places = []
    for code, name in FUNCTIONS.items():
        people = [row.person for row in rows if row.function == code and row.person.is_active]
        if code == "ae":
            people = [project.ae, *(one for one in people if one.pk != project.ae_id)]
        places.append(Place(code, name, people, code in COMPULSORY_FUNCTIONS))
    return places


@dataclass(frozen=True, slots=True)
class Basic:
    """One kind of base material: what there is of it, or None; `is_basic` for the manual's seven (BRF-09)."""

    kind: str
    name: T
    row: BaseMaterial | None
    is_basic: bool


def basics(project: Project) -> list[Basic]:
    """The checklist of base material in its order."""
    rows = {row.kind: row for row in BaseMaterial.objects.filter(project=project).select_related("file")}
    return [Basic(code, name, rows.get(code), code in terms.SEVEN_BASICS) for code, name in terms.BASE_KINDS.items()]


def milestones_ahead(person: Any, days: int = 3) -> Any:
    """Unanswered forecasts of the next days on projects a person may see (RHY-06)."""
    today = clock.today()
    rows = SalesMilestone.objects.visible_to(person).filter(on__range=(today, today + timedelta(days=days)), answer="")
    return rows.select_related("project__client", "project__ae").order_by("on", "pk")
