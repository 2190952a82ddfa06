"""Schedule lines: planned, proposed to a doer, accepted or answered with another time, delivered, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..duties.rows import cancel, reopen
from ..errors import InvalidInput, WrongState
from ..fields import Field
from . import terms
from .dates import in_order, wrong_order
from .facts import moment
from .models import ScheduleLine

PROJECT = Field("project", T("项目", "Project"), "ref", model="Project")
REQUEST = Field("request", T("需求", "Request"), "ref", model="Request")
SHEET = Field("sheet", T("工作单", "Job sheet"), "ref", model="JobSheet")
REASON = Field("reason", T("原因", "Reason"), required=True, longest=300)
LATE_REASON = Field(
    "reason", T("下班后交稿的原因", "Reason for after hours"), longest=300,
    help=T("时间在 18:00 之后或休息日才需要写。", "Only for a time after 18:00 or on a day off."),
)  # fmt: skip
LIVE = ("proposed", "countered", "accepted")
MOVABLE = (*LIVE, "planned")


def settle_place(act: Act) -> dict[str, Any]:
    """Client, project, request and sheet as they belong together. Raises InvalidInput where they do not."""
    sheet, request = act.values["sheet"], act.values["request"]
    near = sheet or request or act.values["project"]
    if near is None:
        raise InvalidInput({"project": T("请选择项目、需求或工作单。", "Choose a project, request or job sheet.")})
    if sheet is not None and sheet.is_closed:
        raise InvalidInput(
            {
                "sheet": T(
                    "这张工作单已经了结，不能再约时间或承诺。", "This job is over: no more times or promises on it."
                )
            }
        )
    project = near.project if near is not act.values["project"] else near
    for name in ("project", "request"):
        other = act.values[name]
        if other is not None and (other.pk if name == "project" else other.project_id) != project.pk:
            raise InvalidInput(
                {
                    name: T(
                        "与所选的工作单或需求不是同一个项目。",
                        "Not the project of the sheet or request chosen.",
                    )
                }
            )
    return {
        "client": project.client,
        "project": project,
        "request": request or (sheet.request if sheet else None),
        "sheet": sheet,
    }


def inside_wall(name: str, person: Any, client_id: int) -> None:
    """Raises InvalidInput where a person named does not work for the client."""
    if not person.may_see_client(client_id):
        raise InvalidInput(
            {name: T(f"{person.name}不在这个客户的团队里。", f"{person.in_english} is not on this client's team.")}
        )


def require_order(dates: Mapping[str, Any]) -> None:
    """Raises InvalidInput at the first two dates that stand the wrong way round."""
    due_at, client_at = dates.get("due_at"), dates.get("client_at")
    if due_at and client_at and due_at > client_at:
        raise InvalidInput(
            {"due_at": T("内部时间不能晚于客户时间。", "The internal time cannot be later than the client's.")}
        )
    if pair := in_order(dates):
        raise InvalidInput({pair[1]: wrong_order(pair)})


def in_house(act: Act) -> bool:
    """The project's window, and traffic who keeps the times."""
    return bool(who.window(act)) or act.person.role == "traffic"


def doer(act: Act) -> bool:
    return act.target is None or act.target.doer_id == act.person.pk


NOT_DOER = T("这条时间由交稿的人回答。", "The one who delivers answers this line.")


WHEN = (
    Field("start_at", terms.DATES["start_at"], "datetime"),
    Field("review_at", terms.DATES["review_at"], "datetime"),
    Field("feedback_at", terms.DATES["feedback_at"], "datetime"),
    Field("revision_at", terms.DATES["revision_at"], "datetime"),
    Field("final_at", terms.DATES["final_at"], "datetime"),
    Field("output_at", terms.DATES["output_at"], "datetime"),
)
ROW = (
    Field("what", T("交什么", "What"), required=True, longest=120),
    Field("step", T("环节", "Step"), "choice", True, choices=terms.STEPS),
    Field("doer", T("谁来做", "Who does it"), "ref", True, model="Person"),
    Field("due_at", T("内部交稿时间", "Due inside"), "datetime", True),
    Field("client_at", T("客户的真实时间", "The client's true time"), "datetime",
          help=T("做的人会看到这个时间。", "The doer sees this time.")),
    *WHEN,
    Field("needs", T("需要客户提供", "Needs from the client"), longest=200),
    Field("hours", T("初稿工时", "Hours to the first draft"), "decimal", least=Decimal("0.5"), most=500),
    Field("buffer_hours", T("留出的缓冲（工作小时）", "Buffer to keep (working hours)"), "integer", least=0, most=80),
    LATE_REASON,
)  # fmt: skip


def make_line(act: Act, state: str) -> ScheduleLine:
    """A line as the form gives it. Raises InvalidInput for a doer outside the wall, or dates the wrong way round."""
    given, place = act.values, settle_place(act)
    inside_wall("doer", given["doer"], place["client"].pk)
    require_order({name: given[name] for name in terms.DATES})
    values = {one.name: given[one.name] for one in ROW if one.name != "reason"}
    line: ScheduleLine = act.make(ScheduleLine, **place, **values, state=state)
    return line


@action("line.propose", "约时间", "Propose a time", who=in_house, fields=(PROJECT, REQUEST, SHEET, *ROW))
def propose(act: Act) -> ScheduleLine:
    """Ask a doer for a time; the client's true time stands beside it (SCH-01, SCH-09)."""
    line = make_line(act, "proposed")
    act.says = T(
        f"向{line.doer.name}约“{line.what}”{moment(line.due_at)} 交稿",
        f"Asked {line.doer.in_english} for “{line.what}” by {moment(line.due_at)}",
    )
    return line


@action("line.accept", "接受时间", "Accept the time", on="ScheduleLine", who=doer, who_says=NOT_DOER)
def accept(act: Act) -> ScheduleLine:
    line = in_state(act, "proposed")
    first = line.first_due_at or line.due_at
    act.set(line, state="accepted", answered_at=act.now, answer_note="", first_due_at=first)
    act.says = T(f"接受“{line.what}”{moment(line.due_at)} 交稿", f"“{line.what}” accepted for {moment(line.due_at)}")
    return line


@action(
    "line.counter", "另提时间", "Propose another time", on="ScheduleLine", who=doer, who_says=NOT_DOER,
    fields=(
        Field("countered_at", T("我能交稿的时间", "When I can deliver"), "datetime", True),
        Field("answer_note", T("说明", "Note"), longest=200),
    ),
)  # fmt: skip
def counter(act: Act) -> ScheduleLine:
    line, when = in_state(act, "proposed", "accepted"), act.values["countered_at"]
    if when <= act.now:
        raise InvalidInput({"countered_at": T("时间要在现在之后。", "The time lies in the past.")})
    cancel(line, act.person, ("deliver_line",))
    act.set(line, state="countered", countered_at=when, answer_note=act.values["answer_note"], answered_at=act.now)
    act.says = T(f"“{line.what}”另提 {moment(when)}", f"“{line.what}”: {moment(when)} proposed instead")
    return line


@action("line.deliver", "已交稿", "Delivered", on="ScheduleLine", who=doer, who_says=NOT_DOER)
def deliver(act: Act) -> ScheduleLine:
    line = in_state(act, "accepted")
    act.set(line, state="delivered")
    act.says = T(f"“{line.what}”已交稿", f"“{line.what}” delivered")
    return line


@action("line.reopen", "还没有交稿", "Not delivered after all", on="ScheduleLine", who=doer, who_says=NOT_DOER)
def undeliver(act: Act) -> ScheduleLine:
    """A correction: it was marked delivered by mistake; the old clock runs on."""
    line = in_state(act, "delivered")
    act.set(line, state="accepted")
    reopen(line, "deliver_line")
    act.says = T(f"更正：“{line.what}”还没有交稿", f"Correction: “{line.what}” is not delivered yet")
    return line


@action("line.withdraw", "撤回", "Withdraw", on="ScheduleLine", who=in_house, fields=(REASON,))
def withdraw(act: Act) -> ScheduleLine:
    line = in_state(act, *MOVABLE)
    cancel(line, act.person, reason=act.reason)
    act.set(line, state="withdrawn")
    act.says = T(f"撤回“{line.what}”：{act.reason}", f"“{line.what}” withdrawn: {act.reason}")
    return line


def in_state(act: Act, *states: str) -> ScheduleLine:
    """The line, if it stands in one of these states. Raises WrongState."""
    line: ScheduleLine = act.target
    if line.state not in states:
        now = terms.LINE_STATES[line.state]
        raise WrongState(T(f"这条时间现在是“{now.zh}”。", f"This line is now: {now.en.lower()}."))
    return line
