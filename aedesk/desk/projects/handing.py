"""A project goes from one AE to another: every open item listed, each accepted, then the AE changes (ROL-14)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q

from aedesk.kit.text import T

from ..action import Act, action
from ..duties.models import DutyRow
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..finding import index, refresh
from ..who import account_lead
from . import inputs
from .models import OwnerChange, Project, ProjectMember
from .rights import AE_SAYS, leads_project, may_lead
from .team import OPEN_SHEETS, end_deputies, let_go, let_in, put_on

TAKES = T("由接手的 AE 来做。", "The AE who takes over does this.")
WITHDRAWS = T("由移交人或客户主管撤回。", "The giver or the account leads withdraw it.")
NOTED = ("ClientPromise", "Decision")


def rows_of(model: str, project: Project, **only: Any) -> Any:
    """Rows of a noun above projects, by its name: this one must not import it."""
    return apps.get_model("desk", model)._default_manager.filter(project=project, **only)


def open_duties(project: Project) -> Any:
    """The AE's open duties on a project, those about its job sheets included."""
    about = Q(project_id=project.pk) | Q(job_id__in=rows_of("JobSheet", project).values("pk"))
    for model in NOTED:  # these know their project only through the note
        rows = apps.get_model("desk", model)._default_manager.filter(note__project=project)
        about |= Q(noun=model.lower(), object_id__in=rows.values("pk"))
    return DutyRow.objects.filter(about, person_id=project.ae_id, state=DutyRow.OPEN)


def open_items(project: Project) -> list[dict[str, Any]]:
    """Everything still open: sheets, requests, promises, and the AE's duties about anything else."""
    sheets = list(rows_of("JobSheet", project, state__in=OPEN_SHEETS).order_by("id"))
    requests = list(rows_of("Request", project, state="open").order_by("id"))
    promises = list(rows_of("Promise", project, state="open").order_by("due_at"))
    items = [_item("jobsheet", one.pk, T(f"工作单 {one}", f"Job sheet {one}")) for one in sheets]
    items += [_item("request", one.pk, T(f"需求 {one}", f"Request {one}")) for one in requests]
    items += [
        _item("promise", one.pk, T(f"对客户的承诺：{one.what}", f"Promise to the client: {one.what}"))
        for one in promises
    ]
    told = {(item["noun"], item["id"]) for item in items}
    duties = [row for row in open_duties(project).order_by("due_at") if (row.noun, row.object_id) not in told]
    return items + [_item("duty", row.pk, row.says) for row in duties]


def _item(noun: str, pk: int, says: T) -> dict[str, Any]:
    return {"noun": noun, "id": pk, "what": says.zh, "what_en": says.en, "accepted_at": None}


@action(
    "project.hand_over", "移交项目", "Hand the project over", who=leads_project, who_says=AE_SAYS, on="Project",
    fields=inputs.HANDING,
)  # fmt: skip
def hand_over(act: Act) -> OwnerChange:
    """List what is open for the taker to accept; the AE stays who it is until then."""
    project, taker = act.target, act.values["taker"]
    if taker.pk == project.ae_id or not may_lead(taker):
        raise InvalidInput({"taker": T("移交给客户部的另一位同事。", "It goes to another account person.")})
    if standing(project) is not None:
        raise WrongState(T("这个项目正在移交。", "This project is being handed over already."))
    let_in(project, taker)
    made: OwnerChange = act.make(
        OwnerChange, client_id=project.client_id, project=project, giver=project.ae, taker=taker,
        items=open_items(project), note=act.values["note"],
    )  # fmt: skip
    count = len(made.items)
    act.says = T(f"移交给{taker}：{count} 项", f"Handed over to {taker}: {count} items")
    return made


def standing(project: Project) -> OwnerChange | None:
    """The hand-over under way, or None."""
    rows = OwnerChange.objects.filter(project=project, taken_at=None, withdrawn_at=None)
    return rows.select_related("giver", "taker").first()


def takes(act: Act) -> bool:
    return act.target is None or act.target.taker_id == act.person.pk


def withdraws(act: Act) -> bool:
    return act.target is None or act.target.giver_id == act.person.pk or bool(account_lead(act))


def _running(act: Act) -> OwnerChange:
    it: OwnerChange = act.target
    if it.taken_at or it.withdrawn_at:
        raise WrongState(T("这次移交已经结束。", "This hand-over is over."))
    return it


@action(
    "project.accept_item", "接收一项", "Accept an item", who=takes, who_says=TAKES, on="OwnerChange",
    fields=(Field("item", T("第几项", "Which item"), "integer", True, least=1),),
)  # fmt: skip
def accept_item(act: Act) -> OwnerChange:
    it, number = _running(act), act.values["item"]
    if number > len(it.items):
        raise InvalidInput({"item": T("没有这一项。", "There is no such item.")})
    items = [dict(item) for item in it.items]
    if items[number - 1]["accepted_at"]:
        raise WrongState(T("这一项已经接收了。", "This item is accepted already."))
    items[number - 1]["accepted_at"] = act.now.isoformat()
    act.set(it, items=items)
    act.changed.clear()
    done = sum(1 for item in items if item["accepted_at"])
    act.says = T(f"接收 {done}/{len(items)} 项", f"Accepted {done} of {len(items)} items")
    return it


@action("project.take_over", "接手项目", "Take the project over", who=takes, who_says=TAKES, on="OwnerChange")
def take_over(act: Act) -> OwnerChange:
    """The AE changes: open duties, requests and sheets of the old AE become the new one's."""
    it = _running(act)
    project, giver, taker = it.project, it.giver, it.taker
    open_duties(project).exclude(rule="take_over_project").update(person=taker)
    rows_of("Request", project, state="open", ae=giver).update(ae=taker)
    rows_of("JobSheet", project, state__in=OPEN_SHEETS, ae=giver).update(ae=taker)
    act.set(project, ae=taker)
    act.set(it, taken_at=act.now)
    end_deputies(project, act)
    ProjectMember.objects.filter(project=project, person=giver, function="ae").delete()
    put_on(project, taker, "ae")
    let_go(project, giver)
    index(project)
    refresh(project=project)
    act.says = T(f"{taker} 从 {giver} 接手 {project}", f"{taker} takes {project} over from {giver}")
    return it


@action("project.keep", "撤回移交", "Withdraw the hand-over", who=withdraws, who_says=WITHDRAWS, on="OwnerChange")
def keep(act: Act) -> OwnerChange:
    it = _running(act)
    act.set(it, withdrawn_at=act.now)
    let_go(it.project, it.taker)
    act.says = T(f"撤回移交，AE 仍是 {it.project.ae}", f"Hand-over withdrawn; {it.project.ae.in_english} stays AE")
    return it
