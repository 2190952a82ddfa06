"""Call preparation (F20): seven questions answered before a talk, and the questions to ask, tagged by kind."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput
from ..projects.speaking import contacts_of, nobody_decides, uninvited_deciders
from ..who import anyone
from . import inputs
from .models import CallPrep
from .terms import SEVEN


def closed_hint(questions: list[dict[str, Any]]) -> T | None:
    """A hint where more than half of the questions are closed (CRM-07); at exactly half none."""
    closed = sum(question.get("kind") == "closed" for question in questions)
    if closed * 2 <= len(questions):
        return None
    return T(
        f"{len(questions)} 个问题里有 {closed} 个是封闭式，改几个成开放式。",
        f"{closed} of {len(questions)} questions are closed; turn some into open ones.",
    )


def uninvited_hint(prep: CallPrep, person: Any) -> T | None:
    """A meeting about a project to which nobody is invited who decides (CRM-02)."""
    if prep.channel != "meeting" or prep.project is None:
        return None
    names = uninvited_deciders(person, prep.project, prep.contact)
    if names:
        return T(f"没有邀请决定者：{'、'.join(names)}。", f"Who decides is not invited: {', '.join(names)}.")
    if nobody_decides(contacts_of(person, prep.project)):
        return T("这个项目还没有决定者，先问清谁拍板。", "Nobody decides on this project yet; find out who does.")
    return None


def tagged(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Questions with their kind; one without is open."""
    return [question | {"kind": question["kind"] or "open"} for question in questions]


def unanswered(prep: CallPrep) -> list[str]:
    """Which of the seven questions are still empty (CRM-05)."""
    return [name for name in SEVEN if not getattr(prep, name)]


def belongs(client: Any, values: dict[str, Any]) -> dict[str, T]:
    """What does not belong to the client: a project, sheet, contact or preparation of another."""
    return {
        name: T("不属于这个客户。", "It belongs to another client.")
        for name in ("project", "contact", "sheet", "prep", "note", "milestone")
        if (thing := values.get(name)) is not None and thing.client_id != client.pk
    }


@action("prep.write", "写准备单", "Prepare a talk", who=anyone, fields=(inputs.CLIENT, *inputs.PREP))
def write_prep(act: Act) -> CallPrep:
    values = {name: value for name, value in act.values.items() if name != "reason"}
    if wrong := belongs(values["client"], values):
        raise InvalidInput(wrong)
    values["questions"] = tagged(values["questions"])
    prep: CallPrep = act.make(CallPrep, **values, person=act.person)
    act.says = T(f"写了与{prep.client}沟通的准备单", f"Prepared a talk with {prep.client}")
    return prep


@action(
    "prep.edit", "改准备单", "Edit the preparation", who=lambda act: act.target is None or act.target.person_id == act.person.pk,
    on="CallPrep", fields=inputs.PREP, partial=True, versioned=True,
    who_says=T("准备单由写的人修改。", "A preparation is edited by its writer."),
)  # fmt: skip
def edit_prep(act: Act) -> CallPrep:
    prep: CallPrep = act.target
    values = {name: value for name, value in act.values.items() if name != "reason"}
    if wrong := belongs(prep.client, values):
        raise InvalidInput(wrong)
    if "questions" in values:
        values["questions"] = tagged(values["questions"])
    act.set(prep, **values)
    act.says = T(f"修改与{prep.client}沟通的准备单", f"Preparation for {prep.client} edited")
    return prep
