"""规矩: the rules of the house, how each is kept, their figures, and which requirement each answers."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS
from aedesk.desk.duties.figures import figures_of
from aedesk.desk.duties.keeping import DAYS, Kept, kept
from aedesk.desk.duties.models import RuleFigure
from aedesk.desk.errors import Unknown
from aedesk.desk.people.models import Person
from aedesk.kit import clock
from aedesk.rulebook import engine, manual, reading
from aedesk.rulebook.kinds import Figure, Rule

from ...screen import screen, show

ADMINS = frozenset({"admin", "general_manager"})


@screen("rules/", "rules")
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule, by kind, found by words, code or requirement, with how it was kept."""
    asked, today = request.GET, clock.today()
    found = reading.find(asked.get("q", ""))
    kind = asked.get("kind", "") if asked.get("kind", "") in reading.KINDS else ""
    rows = [(rule, figures_of(rule, today)) for rule in found if not kind or rule.kind == kind]
    counts = {code: sum(rule.kind == code for rule in found) for code in reading.KINDS}
    return show(
        request, "rules/list.html", nav="rules", rows=rows, kind=kind, asked=asked, counts=counts, reading=reading,
        total=len(engine.rules()), kept=kept(request.user, clock.now()), nothing=Kept(), days=DAYS, manual=manual,
    )  # fmt: skip


@screen("rules/manual/", "rules_manual")
def manual_page(request: HttpRequest) -> HttpResponse:
    """Every requirement of the manual and what answers it; the counts stand above."""
    asked = request.GET
    state = asked.get("state", "") if asked.get("state", "") in manual.STATES else ""
    area = asked.get("area", "") if asked.get("area", "") in manual.AREAS else ""
    rows = manual.find(state=state, area=area, words=asked.get("q", ""))
    areas = {code: [one for one in rows if one.area == code] for code in manual.AREAS}
    return show(
        request, "rules/manual.html", nav="rules", areas=areas, count=len(rows), state=state, area=area, asked=asked,
        manual=manual, rules=engine.rules(),
    )  # fmt: skip


@screen("rules/<str:code>/", "rule")
def rule_page(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: its words, examples, figures with their history, and how it was kept month by month."""
    rule = engine.rules().get(code)
    if rule is None:
        raise Unknown
    history = _history(rule)
    return show(
        request, "rules/page.html", nav="rules", rule=rule, reading=reading, manual=manual, days=DAYS,
        figures=_figures(rule, history), history=history, keeps=cast(Person, request.user).role in ADMINS,
        kept=kept(request.user, clock.now(), code).get(code, Kept()), today=clock.today(),
        begins=_names(reading.acts(rule)), ends=_names(reading.ends(rule)),
    )  # fmt: skip


def _names(codes: tuple[str, ...]) -> list[Any]:
    """The names of the actions a rule stands before, starts from or ends with."""
    return [ACTIONS[code].name for code in codes if code in ACTIONS]


def _history(rule: Rule) -> list[tuple[RuleFigure, Figure]]:
    """What the agency set, the newest first, with the figure it belongs to."""
    figures = {figure.key: figure for figure in rule.figures}
    rows = RuleFigure.objects.filter(rule=rule.code, key__in=figures).select_related("set_by")
    return [(row, figures[row.key]) for row in rows.order_by("-from_on", "-id")]


def _figures(rule: Rule, history: list[tuple[RuleFigure, Figure]]) -> list[dict[str, Any]]:
    """Each figure as it stands today, since when, and what is set for a day to come."""
    today = clock.today()
    now = figures_of(rule, today)
    since = {row.key: row.from_on for row, _ in reversed(history) if row.from_on <= today}
    coming = {row.key: row for row, _ in history if row.from_on > today}  # the nearest day comes last and stays
    return [
        {"spec": one, "now": now[one.key], "since": since.get(one.key), "coming": coming.get(one.key)}
        for one in rule.figures
    ]
