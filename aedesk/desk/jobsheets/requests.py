"""Requests: what a client asked for, before there is a sheet."""

from __future__ import annotations

from typing import Any

from aedesk.kit import hanzi
from aedesk.kit.text import T

from ..action import Act, action
from ..duties import rows as duties
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..finding import Words, findable, index
from ..people.models import Counter
from ..who import account_lead, is_window, window
from .models import Request

SAID = (
    Field("title", T("内容", "What"), required=True, longest=120),
    Field("wanted_at", T("客户要的时间", "Wanted by"), "datetime"),
    Field("note", T("沟通记录", "Contact note"), "ref", model="ContactNote"),
)


def may_open(act: Any) -> bool:
    """Whether the person may open a request on the act's project."""
    return is_window(act.person, act.project, act.now) or bool(account_lead(act))


def _own_note(note: Any, client_id: int) -> None:
    if note is not None and note.client_id != client_id:
        raise InvalidInput({"note": T("不属于这个客户。", "It belongs to another client.")})


@findable("Request", "project__client", "ae")
def found_by(it: Request) -> Words:
    """A request by number (R-21), title and its sound, project and client."""
    words = f"{it.project.client} {it.ae} {it.ae.initials}"
    return Words(str(it), str(it.project), hanzi.sounds(it.title), words, it.created_at)


@action(
    "request.open", "开需求", "Open a request", who=window,
    fields=(Field("project", T("项目", "Project"), "ref", True, model="Project"), *SAID),
    who_says=T("需求由项目的 AE 开。", "The project's AE opens requests."),
)  # fmt: skip
def open_request(act: Act) -> Request:
    project = act.values["project"]
    _own_note(act.values["note"], project.client_id)
    made: Request = act.make(
        Request, client=project.client, project=project, number=Counter.take("request"), title=act.values["title"],
        ae=project.ae, wanted_at=act.values["wanted_at"], note=act.values["note"],
    )  # fmt: skip
    act.says = T(f"开需求 {made}", f"Request {made} opened")
    index(made)
    return made


@action(
    "request.edit", "改需求", "Edit the request", who=window, on="Request", fields=SAID, partial=True, versioned=True
)
def edit_request(act: Act) -> Request:
    it: Request = act.target
    if it.state == "dropped":
        raise WrongState(T("需求已撤回。", "The request was dropped."))
    values = {name: value for name, value in act.values.items() if name != "reason"}
    _own_note(values.get("note"), it.client_id)
    act.set(it, **values)
    index(it)
    act.says = T(f"修改需求 {it}", f"Request {it} edited")
    return it


@action(
    "request.drop", "撤回需求", "Drop the request", who=window, on="Request",
    fields=(Field("reason", T("原因", "Reason"), required=True, longest=200),),
)  # fmt: skip
def drop_request(act: Act) -> Request:
    it: Request = act.target
    if it.state != "open":
        raise WrongState(T("已开单或已撤回的需求不能再撤回。", "It has a sheet or was dropped already."))
    act.set(it, state="dropped", dropped_why=act.reason)
    duties.cancel(it, act.person, reason=act.reason)
    act.says = T(f"撤回需求 {it}", f"Request {it} dropped")
    return it
