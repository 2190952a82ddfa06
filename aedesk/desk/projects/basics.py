"""Facts with a date, and base material with version and the client's confirmation (FIL-01, BRF-09)."""

from __future__ import annotations

from datetime import date

from aedesk.kit import clock
from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..who import account
from . import inputs, terms
from .models import BaseMaterial, Project, ProjectFact
from .rights import ACCOUNT_SAYS


def _not_ahead(name: str, on: date | None) -> date:
    """The day, or today; InvalidInput for a day to come."""
    if on is not None and on > clock.today():
        raise InvalidInput({name: T("日期不能晚于今天。", "The day cannot lie ahead.")})
    return on or clock.today()


@action(
    "project.set_fact", "记项目资料", "Set a fact", who=account, who_says=ACCOUNT_SAYS, on="Project", fields=inputs.FACT
)
def set_fact(act: Act) -> Project:
    """Write a fact with the day it was true; the one of its kind is replaced."""
    project, given = act.target, act.values
    values = {"value": given["value"], "source": given["source"], "as_of": _not_ahead("as_of", given["as_of"])}
    known = ProjectFact.objects.filter(project=project, kind=given["kind"]).first()
    if known is None:
        act.make(ProjectFact, client_id=project.client_id, project=project, kind=given["kind"], **values)
    else:
        act.set(known, **values)
    word = terms.FACT_KINDS[given["kind"]]
    act.says = T(f"项目资料：{word.zh}", f"Fact set: {word.en.lower()}")
    return project


@action("project.drop_fact", "删项目资料", "Drop a fact", who=account, who_says=ACCOUNT_SAYS, on="ProjectFact")
def drop_fact(act: Act) -> Project:
    it: ProjectFact = act.target
    word, project = terms.FACT_KINDS[it.kind], it.project
    it.delete()
    act.says = T(f"删项目资料：{word.zh}", f"Fact dropped: {word.en.lower()}")
    return project


@action(
    "project.set_base",
    "收基础物料",
    "Set base material",
    who=account,
    who_says=ACCOUNT_SAYS,
    on="Project",
    fields=inputs.BASE,
)
def set_base(act: Act) -> Project:
    """Write one kind of base material; a new content or version awaits the client's confirmation again."""
    project, given = act.target, act.values
    file = given["file"]
    if not (given["value"] or file):
        raise InvalidInput({"value": T("写内容，或选一个文件。", "Give the content, or choose a file.")})
    if file is not None and file.project_id != project.pk:
        raise InvalidInput({"file": T("文件不在这个项目里。", "The file is not of this project.")})
    values = {
        "value": given["value"],
        "edition": given["edition"],
        "file": file,
        "as_of": _not_ahead("as_of", given["as_of"]),
    }
    known = BaseMaterial.objects.filter(project=project, kind=given["kind"]).first()
    if known is None:
        act.make(BaseMaterial, client_id=project.client_id, project=project, kind=given["kind"], **values)
    else:
        if any(getattr(known, name) != values[name] for name in ("value", "edition", "file")):
            values |= {"confirmed_on": None, "confirmed_by": ""}
        act.set(known, **values)
    word = terms.BASE_KINDS[given["kind"]]
    act.says = T(f"基础物料：{word.zh}", f"Base material: {word.en.lower()}")
    return project


@action(
    "project.confirm_base", "客户已确认", "The client confirms", who=account, who_says=ACCOUNT_SAYS,
    on="BaseMaterial", fields=inputs.CONFIRM,
)  # fmt: skip
def confirm_base(act: Act) -> Project:
    """The client confirms a base material as it stands; it is fresh again from that day."""
    it: BaseMaterial = act.target
    on = _not_ahead("confirmed_on", act.values["confirmed_on"])
    if it.confirmed_on == on and it.confirmed_by == act.values["confirmed_by"]:
        raise WrongState(T("已经确认过了。", "It is confirmed already."))
    act.set(it, confirmed_by=act.values["confirmed_by"], confirmed_on=on, as_of=max(it.as_of, on))
    word = terms.BASE_KINDS[it.kind]
    act.says = T(f"客户确认：{word.zh}", f"Confirmed by the client: {word.en.lower()}")
    return it.project
