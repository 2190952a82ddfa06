"""Milestone mode with its roster (TEL-09, RHY-23), and the client's milestones from which work may come (RHY-06)."""

from __future__ import annotations

from aedesk.kit import clock
from aedesk.kit.text import T

from ..action import Act, action, do
from ..errors import InvalidInput, WrongState
from ..who import account, window
from . import inputs
from .models import Project, SalesMilestone
from .rights import ACCOUNT_SAYS, AE_SAYS, leads_project


@action(
    "project.milestone_mode", "开节点值班", "Set milestone mode", who=leads_project, who_says=AE_SAYS, on="Project",
    fields=inputs.MODE,
)  # fmt: skip
def milestone_mode(act: Act) -> Project:
    """Round-the-clock readiness, never without an end and a named roster (RHY-23)."""
    it: Project = act.target
    values = {name: act.values[name] for name in ("milestone_from", "milestone_until", "milestone_on_call")}
    if values["milestone_until"] <= values["milestone_from"]:
        raise InvalidInput({"milestone_until": T("结束要晚于开始。", "It ends after it starts.")})
    act.set(it, **values)
    until = f"{clock.shanghai(values['milestone_until']):%m-%d %H:%M}"
    act.says = T(f"节点值班到 {until}", f"Milestone mode until {until}")
    return it


@action("project.milestone_off", "关节点值班", "End milestone mode", who=leads_project, who_says=AE_SAYS, on="Project")
def milestone_off(act: Act) -> Project:
    it: Project = act.target
    if it.milestone_from is None:
        raise WrongState(T("没有开节点值班。", "Milestone mode is not on."))
    act.set(it, milestone_from=None, milestone_until=None, milestone_on_call="")
    act.says = T("关节点值班", "Milestone mode ended")
    return it


@action(
    "milestone.add",
    "加节点",
    "Add a milestone",
    who=account,
    who_says=ACCOUNT_SAYS,
    on="Project",
    fields=inputs.MILESTONE,
)
def add(act: Act) -> SalesMilestone:
    values = {name: act.values[name] for name in ("on", "name", "may_need")}
    made: SalesMilestone = act.make(SalesMilestone, client_id=act.target.client_id, project=act.target, **values)
    act.says = T(f"加节点：{made.name} {made.on:%m-%d}", f"Milestone added: {made.name} {made.on:%m-%d}")
    return made


def _unanswered(act: Act) -> SalesMilestone:
    it: SalesMilestone = act.target
    if it.answer:
        raise WrongState(T("这个预测已经答复过了。", "This forecast is answered already."))
    return it


@action(
    "milestone.confirm", "有工作，开需求", "Work comes: open a request", who=window, who_says=AE_SAYS,
    on="SalesMilestone", fields=(inputs.Field("title", T("内容", "What"), longest=120),),
)  # fmt: skip
def confirm(act: Act) -> SalesMilestone:
    """The forecast becomes a request of the project (RHY-06)."""
    it = _unanswered(act)
    asked = act.values["title"] or f"{it.name}：{it.may_need.rstrip('?？')}".rstrip("：")
    request = do("request.open", act.person, None, {"project": it.project_id, "title": asked[:120]}, via=act.via)
    act.set(it, answer="confirmed")
    act.says = T(f"节点“{it.name}”有工作：{request.result}", f"Milestone “{it.name}” brings {request.result}")
    return it


@action("milestone.dismiss", "没有工作", "No work comes", who=window, who_says=AE_SAYS, on="SalesMilestone")
def dismiss(act: Act) -> SalesMilestone:
    it = _unanswered(act)
    act.set(it, answer="dismissed")
    act.says = T(f"节点“{it.name}”没有工作", f"Milestone “{it.name}” brings no work")
    return it


@action("milestone.reopen", "重新预测", "Forecast again", who=window, who_says=AE_SAYS, on="SalesMilestone")
def reopen(act: Act) -> SalesMilestone:
    """A correction: it was answered "no work" by mistake."""
    it: SalesMilestone = act.target
    if it.answer != "dismissed":
        raise WrongState(T("只有答复为没有工作的可以重新预测。", "Only one answered “no work” can be forecast again."))
    act.set(it, answer="")
    act.says = T(f"更正：节点“{it.name}”重新预测", f"Correction: milestone “{it.name}” is forecast again")
    return it


@action("milestone.drop", "删节点", "Drop a milestone", who=account, who_says=ACCOUNT_SAYS, on="SalesMilestone")
def drop(act: Act) -> Project:
    it: SalesMilestone = act.target
    project = it.project
    act.says = T(f"删节点：{it.name}", f"Milestone dropped: {it.name}")
    it.delete()
    return project
