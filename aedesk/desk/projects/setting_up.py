"""Projects are set up, edited, started and ended."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock, hanzi
from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..finding import Words, findable, index, refresh
from ..people.models import Counter
from . import inputs
from .models import Project
from .rights import AE_SAYS, keeps_budget, leads_project, may_lead, starts_projects
from .team import put_on


def adds(act: Act) -> bool:
    return starts_projects(act) and keeps_budget(act)


def edits(act: Act) -> bool:
    return leads_project(act) and keeps_budget(act)


@action(
    "project.add", "建项目", "Add a project", who=adds, fields=(inputs.CLIENT, inputs.CODE, inputs.AE, *inputs.PROJECT)
)
def add(act: Act) -> Project:
    """Save a project in set-up; missing functions show as gaps and keep it from starting (ROL-02)."""
    values = {name: value for name, value in act.values.items() if name != "reason"}
    check(values)
    values["code"] = values["code"].upper() or free_code()
    made: Project = act.make(Project, **values, initials=hanzi.initials(values["name"])[:40], state="setup")
    put_on(made, made.ae, "ae")
    index(made)
    act.says = T(f"建项目 {made}", f"Project {made} added")
    return made


@action(
    "project.edit", "改项目", "Edit the project", who=edits, who_says=AE_SAYS, on="Project",
    fields=inputs.PROJECT, partial=True, versioned=True,
)  # fmt: skip
def edit(act: Act) -> Project:
    it: Project = act.target
    values = {name: value for name, value in act.values.items() if name != "reason"}
    check(values, it)
    if "name" in values:
        values["initials"] = hanzi.initials(values["name"])[:40]
    budget = values.pop("budget", it.budget)
    act.set(it, **values)
    if budget != it.budget:  # amounts stay out of the journal
        it.budget = budget
        it.save(update_fields=["budget"])
    index(it)
    if "name" in act.changed:
        refresh(project=it)
    act.says = T(f"改项目 {it}", f"Project {it} edited")
    return it


@action("project.start", "项目开始", "Start the project", who=leads_project, who_says=AE_SAYS, on="Project")
def start(act: Act) -> Project:
    it: Project = act.target
    if it.state != "setup":
        raise WrongState(T("项目已经开始过了。", "The project has started already."))
    act.set(it, state="running", started_on=it.started_on or clock.today())
    act.says = T(f"项目 {it} 开始", f"Project {it} started")
    return it


@action(
    "project.end", "项目结束", "End the project", who=leads_project, who_says=AE_SAYS, on="Project",
    confirm=T("结束后不再出现在进行中的列表里。结束吗？", "It then leaves the running lists. End it?"),
)  # fmt: skip
def end(act: Act) -> Project:
    it: Project = act.target
    if it.state == "ended":
        raise WrongState(T("项目已经结束了。", "The project has ended already."))
    act.set(it, state="ended", ends_on=clock.today())
    act.says = T(f"项目 {it} 结束", f"Project {it} ended")
    return it


def check(values: dict[str, Any], it: Project | None = None) -> None:
    """Raises InvalidInput for a taken code, an AE who is no account person, dates that cross."""
    wrong: dict[str, T] = {}
    code = values.get("code", "").upper()
    if code and Project.objects.filter(code__iexact=code).exists():
        wrong["code"] = T("这个项目号已在用。", "This code is in use.")
    if "ae" in values and not may_lead(values["ae"]):
        wrong["ae"] = T("AE 必须是客户部在职的同事。", "The AE is an account person who works here.")
    begins, ends = (values.get(name, getattr(it, name, None)) for name in ("started_on", "ends_on"))
    if begins and ends and ends < begins:
        wrong["ends_on"] = T("结束日期早于开始日期。", "It ends before it starts.")
    if wrong:
        raise InvalidInput(wrong)


def free_code() -> str:
    """The next free project code, P15."""
    while True:
        code = f"P{Counter.take('project'):02d}"
        if not Project.objects.filter(code=code).exists():
            return code


@findable("Project", "client", "ae")
def found_by(it: Project) -> Words:
    """A project by code, name and its sound, client, city and AE."""
    return Words(str(it), str(it.client), f"{it.code} {hanzi.sounds(it.name)}", f"{it.city} {it.ae}", it.created_at)
