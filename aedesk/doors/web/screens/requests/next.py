"""What comes next on a request: ask the doers, settle their times, promise the client, write the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aedesk.desk.schedules.facts import moment
from aedesk.kit.text import T

from ..jobs.next import DONE, OTHERS, YOURS, Next, Way


def next_of_request(request: Any, person: Any, found: Mapping[str, Any], sheets: list[Any]) -> Next:
    """The first question that stands open for this person."""
    for line in found["lines"]:
        if line.state == "proposed" and line.doer_id == person.pk:
            ways = (
                Way(T("接受", "Accept"), "line.accept", line.pk, icon="check"),
                Way(T("另提时间", "Another time"), path=f"/do/line.counter/{line.pk}/?next={found['back']}", icon="clock"),
            )  # fmt: skip
            return Next(
                YOURS,
                T(f"约你交“{line.what}”，能接受吗？", f"“{line.what}” is asked of you: can you?"),
                ways,
                at=line.due_at,
            )
    if request.state != "open":
        return _over(request, sheets)
    return _lead(request, found) if found["leads"] else _others(found)


def _over(request: Any, sheets: list[Any]) -> Next:
    if request.state == "dropped":
        return Next(DONE, T("已撤回", "Dropped"), (), T(request.dropped_why, request.dropped_why))
    ways = tuple(
        Way(T("看工作单", "See the job"), path=f"/jobs/{sheet.pk}/", icon="clipboard-list") for sheet in sheets[:1]
    )
    return Next(DONE, T("已开工作单", "The job sheet is written"), ways)


def _lead(request: Any, found: Mapping[str, Any]) -> Next:
    lines = found["lines"]
    ask = Way(T("约时间", "Ask for a time"), dialog="propose-line", icon="plus")
    write = Way(T("开工作单", "Write the job sheet"), path=f"/jobs/new/?request={request.pk}", icon="clipboard-list")
    if not lines:
        return Next(
            YOURS, T("先问做的人要多少时间", "Ask the doers for their time first"), (ask, write), at=request.wanted_at
        )
    for line in lines:
        if line.state == "countered":
            take = Way(
                T("同意", "Agree"), "line.move", line.pk, icon="check", hidden={"due_at": line.countered_at.isoformat()}
            )
            says = T(
                f"{line.doer}能在 {moment(line.countered_at)} 交“{line.what}”",
                f"{line.doer.in_english} can deliver “{line.what}” {moment(line.countered_at)}",
            )
            move = Way(T("改时间", "Move"), path=f"/do/line.move/{line.pk}/?next={found['back']}")
            return Next(YOURS, says, (take, move), T(line.answer_note, line.answer_note) if line.answer_note else None)
    if waiting := [line for line in lines if line.state == "proposed"]:
        names = "、".join(dict.fromkeys(str(line.doer) for line in waiting))
        return Next(OTHERS, T(f"等{names}接受时间", f"Waiting for {names} to accept"), (write,), at=waiting[0].due_at)
    if not any(one.state == "open" for one in found["promises"]):
        promise = Way(T("承诺客户时间", "Promise the client a time"), dialog="make-promise", icon="flag")
        return Next(YOURS, T("时间都已接受，可以答复客户", "All times are accepted: tell the client"), (promise, write))
    return Next(YOURS, T("时间说定了，开工作单", "The times are settled: write the job sheet"), (write,))


def _others(found: Mapping[str, Any]) -> Next:
    return Next(
        OTHERS,
        T(
            f"{found['project'].ae}在约时间、开工作单",
            f"{found['project'].ae.in_english} settles the times and writes the sheet",
        ),
    )
