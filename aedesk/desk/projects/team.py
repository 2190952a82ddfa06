"""Who works on a project: named functions, dated deputies, and the client's wall around them."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.roles import FUNCTIONS

from ..action import Act, action
from ..clients.models import ClientMember
from ..errors import InvalidInput, WrongState
from ..people.models import Person
from . import inputs
from .models import Deputy, Project, ProjectMember
from .rights import AE_SAYS, leads_project, may_lead

OPEN_SHEETS = ("draft", "submitted", "returned", "issued")


def put_on(project: Project, person: Person, function: str) -> bool:
    """Name a person for a function and let them through the client's wall; whether that is new."""
    _, is_new = ProjectMember.objects.get_or_create(project=project, person=person, function=function)
    let_in(project, person)
    return is_new


def let_in(project: Project, person: Person) -> None:
    """Make a person a member of the project's client, again where that had ended."""
    ClientMember.objects.update_or_create(
        client_id=project.client_id, person=person, defaults={"ended_on": None},
        create_defaults={"since_on": clock.today(), "ended_on": None},
    )  # fmt: skip
    person.__dict__.pop("client_ids", None)


def let_go(project: Project, person: Person) -> None:
    """End a membership of the client that no project, deputyship or open sheet asks for any more."""
    if _is_needed(project, person):
        return
    ClientMember.objects.filter(client_id=project.client_id, person=person, ended_on=None).update(
        ended_on=clock.today()
    )
    person.__dict__.pop("client_ids", None)


def _is_needed(project: Project, person: Person) -> bool:
    here = {"project__client_id": project.client_id, "person": person}
    if (
        ProjectMember.objects.filter(**here).exists()
        or Deputy.objects.filter(**here, until_at__gte=clock.now()).exists()
    ):
        return True
    if Project.objects.filter(client_id=project.client_id, ae=person).exists():
        return True
    sheets = apps.get_model("desk", "JobSheet")._default_manager.filter(
        client_id=project.client_id, state__in=OPEN_SHEETS
    )
    return sheets.filter(Q(ae=person) | Q(copywriter=person) | Q(designer=person) | Q(finished_artist=person)).exists()


def _must_work_here(person: Person) -> None:
    if not person.is_active:
        raise InvalidInput({"person": T("这位同事已停用。", "This colleague is disabled.")})


@action(
    "project.set_member", "指定负责人", "Name a person", who=leads_project, who_says=AE_SAYS, on="Project",
    fields=(inputs.FUNCTION, inputs.PERSON),
)  # fmt: skip
def set_member(act: Act) -> Project:
    project, person, function = act.target, act.values["person"], act.values["function"]
    _must_work_here(person)
    if not put_on(project, person, function):
        raise WrongState(
            T(f"{person}已经负责{FUNCTIONS[function].zh}。", f"{person.in_english} has this function already.")
        )
    word = FUNCTIONS[function]
    act.says = T(f"{word.zh}：指定{person}", f"{word.en}: {person.in_english} named")
    return project


@action(
    "project.drop_member", "移出团队", "Take off the team", who=leads_project, who_says=AE_SAYS, on="Project",
    fields=(inputs.FUNCTION, inputs.PERSON),
)  # fmt: skip
def drop_member(act: Act) -> Project:
    project, person, function = act.target, act.values["person"], act.values["function"]
    if function == "ae" and person.pk == project.ae_id:
        raise WrongState(T("AE 只能通过移交更换。", "The AE changes by hand-over only."))
    gone, _ = ProjectMember.objects.filter(project=project, person=person, function=function).delete()
    if not gone:
        raise WrongState(
            T(f"{person}不负责{FUNCTIONS[function].zh}。", f"{person.in_english} does not have this function.")
        )
    let_go(project, person)
    word = FUNCTIONS[function]
    act.says = T(f"{word.zh}：移出{person}", f"{word.en}: {person.in_english} taken off")
    return project


@action(
    "project.deputize",
    "指定代理",
    "Name a deputy",
    who=leads_project,
    who_says=AE_SAYS,
    on="Project",
    fields=inputs.DEPUTY,
)
def deputize(act: Act) -> Project:
    """Let somebody act for the AE from one moment to another; every act then says for whom (ROL-01)."""
    project, person = act.target, act.values["person"]
    starts, ends = act.values["from_at"] or act.now, act.values["until_at"]
    wrong: dict[str, T] = {}
    if person.pk == project.ae_id or not may_lead(person):
        wrong["person"] = T("代理人应是客户部的另一位同事。", "A deputy is another account person.")
    if ends <= max(starts, act.now):
        wrong["until_at"] = T("结束时间要晚于开始时间和现在。", "It ends after it starts, and after now.")
    if wrong:
        raise InvalidInput(wrong)
    Deputy.objects.create(project=project, person=person, acts_for=project.ae, from_at=starts, until_at=ends)
    let_in(project, person)
    until = f"{clock.shanghai(ends):%m-%d %H:%M}"
    act.says = T(
        f"{person} 代 {project.ae}，到 {until}", f"{person.in_english} acts for {project.ae.in_english} until {until}"
    )
    return project


@action(
    "project.undeputize", "收回代理", "End the deputyship", who=leads_project, who_says=AE_SAYS, on="Project",
    fields=(inputs.PERSON,),
)  # fmt: skip
def undeputize(act: Act) -> Project:
    """End a deputyship now; what was done under it stays as it was."""
    project, person = act.target, act.values["person"]
    if not end_deputies(project, act, person=person):
        raise WrongState(T(f"{person}没有在代理这个项目。", f"{person.in_english} is no deputy here."))
    act.says = T(f"收回代理：{person}", f"{person.in_english} is no deputy any more")
    return project


def end_deputies(project: Project, act: Act, **only: object) -> int:
    """End the deputyships that still run and drop those to come; how many."""
    live = Deputy.objects.filter(project=project, until_at__gte=act.now, **only)
    people = [one.person for one in live.select_related("person")]
    ended = live.filter(from_at__gt=act.now).delete()[0]
    ended += live.update(until_at=act.now - timedelta(seconds=1))  # `until_at` itself still acts
    for person in people:
        let_go(project, person)
    return ended
