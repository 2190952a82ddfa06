"""Schedule lines in the making: planned, asked, moved by hand or along working days; time won is logged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..duties.figures import calendar
from ..duties.rows import cancel
from ..errors import InvalidInput, WrongState
from ..fields import Field
from . import terms
from .dates import shifted
from .facts import moment
from .lines import (
    LATE_REASON,
    MOVABLE,
    PROJECT,
    REQUEST,
    ROW,
    SHEET,
    WHEN,
    in_house,
    in_state,
    inside_wall,
    make_line,
    require_order,
)
from .models import Extension, ScheduleLine

FIELDS = {one.name: one for one in (*ROW, *WHEN)}
AGREED = Field(
    "agreed", T("客户同意延后，记为争取到的时间", "The client agreed to the later time: log it as won"), "bool",
)  # fmt: skip


@action("line.plan", "排一条", "Plan a line", who=in_house, fields=(PROJECT, REQUEST, SHEET, *ROW))
def plan(act: Act) -> ScheduleLine:
    """Put a line on the schedule without asking anybody yet (F3)."""
    line = make_line(act, "planned")
    act.says = T(
        f"排“{line.what}”{moment(line.due_at)} 初稿", f"“{line.what}” planned, first draft {moment(line.due_at)}"
    )
    return line


@action("line.ask", "去问时间", "Ask the doer", on="ScheduleLine", who=in_house)
def ask(act: Act) -> ScheduleLine:
    """A planned line is proposed to its doer, who accepts or names another time (SCH-01)."""
    line = in_state(act, "planned")
    if line.due_at <= act.now:
        raise WrongState(T("初稿时间已经过了，先改时间。", "The first draft's time is past; move it first."))
    act.set(line, state="proposed")
    act.says = T(
        f"向{line.doer.name}约“{line.what}”{moment(line.due_at)} 交稿",
        f"Asked {line.doer.in_english} for “{line.what}” by {moment(line.due_at)}",
    )
    return line


@action(
    "line.edit", "改这一条", "Edit the line", on="ScheduleLine", who=in_house, partial=True, versioned=True,
    fields=tuple(FIELDS[name] for name in ("what", "step", "doer", "feedback_at", "needs", "hours", "buffer_hours")),
)  # fmt: skip
def edit(act: Act) -> ScheduleLine:
    """What is not the doer's time: words, effort, buffer and the client's own date."""
    line = in_state(act, *MOVABLE, "delivered")
    given = {name: value for name, value in act.values.items() if name != "reason"}
    if given.get("doer", line.doer) != line.doer:
        if line.is_asked:
            raise InvalidInput({"doer": T("已经问过了；先撤回，再排给别人。", "Asked already; withdraw it first.")})
        inside_wall("doer", given["doer"], line.client_id)
    require_order({**line.dates, **given})
    act.set(line, **given)
    act.says = T(f"改“{line.what}”", f"“{line.what}” edited")
    return line


@action(
    "line.move", "定时间", "Settle or move the time", on="ScheduleLine", who=in_house, partial=True, versioned=True,
    fields=(*(FIELDS[name] for name in terms.DATES), AGREED, LATE_REASON),
)  # fmt: skip
def move(act: Act) -> ScheduleLine:
    """Take the doer's own proposal, which is then accepted; any other time asks the doer again."""
    line = in_state(act, *MOVABLE)
    given = {name: act.values[name] for name in terms.DATES if name in act.values}
    if given.keys() == {"feedback_at"}:
        raise InvalidInput(
            {
                "feedback_at": T(
                    "只改客户反馈的日期，用“改内容”：不用再问做的人。",
                    "The client's feedback date alone is edited, not moved: nobody is asked again.",
                )
            }
        )
    return reschedule(act, line, given)


@action(
    "line.shift", "挪几个工作日", "Move by working days", on="ScheduleLine", who=in_house, versioned=True,
    fields=(
        Field("days", T("几个工作日（负数往前）", "Working days (less than 0: earlier)"), "integer", True, least=-250, most=250),
        Field("edge", T("挪哪一头", "Which end"), "choice", choices=terms.EDGES, default="all"),
        AGREED, LATE_REASON,
    ),
)  # fmt: skip
def shift(act: Act) -> ScheduleLine:
    """Move the whole bar, its start or its end along working days; clock times stay."""
    line = in_state(act, *MOVABLE)
    if not act.values["days"]:
        raise InvalidInput({"days": T("至少挪一个工作日。", "Move it by one working day at least.")})
    return reschedule(act, line, shifted_dates(line, act.values["days"], act.values["edge"] or "all"))


def shifted_dates(line: ScheduleLine, days: int, edge: str) -> dict[str, datetime]:
    """The line's dates after a shift; where no start is set, the bar's beginning is moved in its stead."""
    begins = {} if edge == "end" else {"start_at": line.begins_at}
    return shifted({**begins, **line.dates}, days, edge, calendar())


def reschedule(act: Act, line: ScheduleLine, given: dict[str, Any]) -> ScheduleLine:
    """Give a line new dates: the doer is asked again unless it is his own proposal, or was never asked."""
    require_order({**line.dates, **given})
    before, due_at = line.client_at, given.get("due_at", line.due_at)
    taken = line.state == "countered" and due_at == line.countered_at
    state = "planned" if line.state == "planned" else "accepted" if taken else "proposed"
    cancel(line, act.person, ("deliver_line", "answer_line"))
    act.set(
        line, **given, state=state, countered_at=None, answered_at=act.now if taken else None, answer_note="",
        first_due_at=line.first_due_at or (due_at if taken else None),
    )  # fmt: skip
    if act.values.get("agreed") and before and line.client_at and line.client_at > before:
        _log_won(act, line, before)
    act.says = _moved(line, state, due_at)
    return line


def _moved(line: ScheduleLine, state: str, due_at: datetime) -> T:
    if state == "accepted":
        return T(f"同意“{line.what}”{moment(due_at)} 交稿", f"“{line.what}” agreed for {moment(due_at)}")
    again = "; the doer is asked again" if state == "proposed" else ""
    return T(f"“{line.what}”改约 {moment(due_at)}", f"“{line.what}” moved to {moment(due_at)}{again}")


def _log_won(act: Act, line: ScheduleLine, before: datetime) -> None:
    """Time won from the client for the creatives (SCH-08)."""
    act.make(
        Extension, client_id=line.client_id, project_id=line.project_id, request_id=line.request_id,
        sheet_id=line.sheet_id, from_at=before, to_at=line.client_at, reason=act.reason[:200],
    )  # fmt: skip
