"""The one thing that comes next on a job for the person who looks: in words, with its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aedesk.desk.artwork.archiving import ArchivePlace
from aedesk.desk.jobsheets import state, terms
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.jobsheets.signing import sign_of
from aedesk.desk.schedules.facts import moment
from aedesk.kit.text import T

YOURS, OTHERS, DONE = T("轮到你", "Your turn"), T("等别人", "Waiting for others"), T("已了结", "Over")
CLIENT = T("等客户", "Waiting for the client")


@dataclass(frozen=True, slots=True)
class Way:
    """A button: an action to post on `pk`, a path to open, or a dialog of the page."""

    label: T
    code: str = ""
    pk: int | None = None
    path: str = ""
    dialog: str = ""
    icon: str = ""
    hidden: Mapping[str, Any] = field(default_factory=dict)
    confirm: T | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, `at` when, and the ways to do it; the first way is the wanted one."""

    whose: T
    says: T
    ways: tuple[Way, ...] = ()
    note: T | None = None
    at: datetime | None = None

    @property
    def is_mine(self) -> bool:
        return self.whose is YOURS


def next_for(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next:
    """The first question that stands open for this person, else whom the job waits for."""
    for ask in (_change, _hand_over, _line, _sign, _number, _review, _lead, _doer):
        if (answer := ask(job, person, found)) is not None:
            return answer
    return _others(job, found)


def more_for(job: JobSheet, *, leads: bool, closes: bool) -> list[Way]:
    """What else those who lead the job may do; none of it is urgent."""
    ways = []
    if leads and job.state in ("submitted", "issued"):
        ways.append(Way(T("写修改单", "Change sheet"), path=f"/jobs/{job.pk}/change/", icon="pencil"))
    if closes and job.is_issued:
        ways.append(_close(job))
    if leads:
        ways.append(
            Way(T("复制成新单", "Copy"), path=f"/jobs/new/?copy_from={job.pk}&project={job.project_id}", icon="copy")
        )
    if leads and not job.is_closed:
        ways.append(Way(T("取消", "Cancel"), path=f"/do/jobsheet.cancel/{job.pk}/?next=/jobs/{job.pk}/", icon="x"))
    if leads and job.is_closed and not ArchivePlace.objects.filter(sheet=job).exists():
        ways.append(
            Way(T("归档", "Archive"), path=f"/do/archive.place/{job.pk}/?next=/jobs/{job.pk}/", icon="briefcase")
        )
    return ways


def _close(job: JobSheet) -> Way:
    sure = T("截卡后不能再记工时和费用。继续吗？", "After closing no time or cost can be posted. Go on?")
    return Way(T("截卡", "Close the card"), "jobsheet.close", job.pk, icon="lock", confirm=sure)


def _change(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next | None:
    mine = {sign_of(job, person)} | ({"review"} if found["reviews"] else set())
    for change in found["pending"]:
        if mine & set(change.missing_signs()):
            return Next(
                YOURS, T(f"修改单 CS-{change.number} 等你重签", f"Change sheet CS-{change.number} waits for your signature"),
                (Way(T("重签", "Sign again"), "changesheet.sign", change.pk, icon="signature"),), T(change.reason, change.reason),
            )  # fmt: skip
    return None


def _hand_over(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next | None:
    for one in found["hand_overs"]:
        if one.is_open_for(person):
            stage = terms.STAGES[one.to_stage]
            return Next(
                YOURS, T(f"{one.giver}把“{stage.zh}”交给你", f"{one.giver.in_english} hands you the {stage.en.lower()} stage"),
                (
                    Way(T("确认接手", "Accept"), "handover.accept", one.pk, icon="check"),
                    Way(T("退回", "Return"), path=f"/do/handover.return/{one.pk}/?next={found['back']}", icon="arrow-left"),
                ),
                T(one.note, one.note) if one.note else None,
            )  # fmt: skip
    return None


def _line(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next | None:
    for line in found["lines"]:
        if line.state == "proposed" and line.doer_id == person.pk:
            return Next(
                YOURS, T(f"约你交“{line.what}”，能接受吗？", f"“{line.what}” is asked of you: can you?"),
                (
                    Way(T("接受", "Accept"), "line.accept", line.pk, icon="check"),
                    Way(T("另提时间", "Another time"), path=f"/do/line.counter/{line.pk}/?next={found['back']}", icon="clock"),
                ),
                at=line.due_at,
            )  # fmt: skip
    return None


def _sign(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next | None:
    mine, live = sign_of(job, person), state.live_signatures(job)
    if job.state not in ("submitted", "issued") or mine not in state.wanted_signs(job) or mine in live:
        return None
    if any(p.sign == mine and p.state == "negotiating" for p in found["places"]):
        return Next(
            OTHERS, T(f"你另提了时间，等{job.ae}定", f"You proposed another time; {job.ae.in_english} settles it")
        )
    ways = [Way(T("签字接受", "Sign and accept"), "jobsheet.sign", job.pk, icon="signature")]
    if job.state == "submitted":
        ways.append(Way(T("另提时间", "Another time"), path=_do("jobsheet.propose_time", job), icon="clock"))
        ways.append(Way(T("退回", "Return"), path=_do("jobsheet.return", job), icon="arrow-left"))
    return Next(YOURS, T("工作单等你签字", "The sheet waits for your signature"), tuple(ways), at=job.draft_due_at)


def _number(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next | None:
    if job.state != "submitted" or person.discipline != "finance" or job.has_number:
        return None
    give = Way(T("给财务编号", "Give the number"), "jobsheet.number", job.pk, icon="check")
    back = Way(T("退回", "Return"), path=_do("jobsheet.return", job), icon="arrow-left")
    return Next(YOURS, T("等你给财务编号", "The sheet waits for its finance number"), (give, back))


def _review(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next | None:
    if job.state != "submitted" or not found["reviews"] or "review" in state.live_signatures(job):
        return None
    passes = Way(T("审评通过", "Pass the review"), "jobsheet.review", job.pk, icon="check")
    back = Way(T("退回", "Return"), path=_do("jobsheet.return", job), icon="arrow-left")
    others = [p for p in _waiting(found) if p.sign != "review"]
    note = T("还等：", "Also waiting: ") + _names(others) if others else None
    return Next(YOURS, T("等你做流程审评", "The process review waits for you"), (passes, back), note)


def _lead(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next | None:
    if not found["leads"] or job.is_closed:
        return None
    if job.is_editable:
        return _unfinished(job, found)
    if job.state == "submitted":
        return _submitted(job, found)
    return _running(job, found)


def _unfinished(job: JobSheet, found: Mapping[str, Any]) -> Next:
    write = Way(T("填写工作单", "Write the sheet"), path=f"/jobs/{job.pk}/sheet/", icon="pencil")
    back = next((s for s in found["returns"]), None) if job.state == "returned" else None
    note = (
        T(f"{back.person}退回：{back.reason}", f"Returned by {back.person.in_english}: {back.reason}") if back else None
    )
    if found["refusals"]:
        n = len(found["missing"])
        says = (
            T(f"还差 {n} 项就能提交", f"{n} items to go before it is submitted") if n else found["refusals"][0].sentence
        )
        return Next(YOURS, says, (write,), note)
    submit = Way(T("提交", "Submit"), "jobsheet.submit", job.pk, icon="send")
    return Next(YOURS, T("已填齐，可以提交", "Complete: ready to submit"), (submit, write), note)


def _submitted(job: JobSheet, found: Mapping[str, Any]) -> Next:
    for place in found["places"]:
        if place.state == "negotiating":
            when = moment(place.proposed_at)
            return Next(
                YOURS, T(f"{place.person}能在 {when} 交稿，定吗？", f"{place.person.in_english} can deliver {when}: settle it?"),
                (Way(T("定下时间", "Settle the time"), path=_do("jobsheet.settle", job) + f"&draft_due_at={_local(place.proposed_at)}", icon="check"),),
                T(place.note, place.note) if place.note else None,
            )  # fmt: skip
    if found["issue_refusals"]:
        waits = _waiting(found)
        says = T("等", "Waiting for ") + _names(waits) if waits else found["issue_refusals"][0].sentence
        brief = job.is_pitch and not job.brief_approved
        ways = (Way(T("去看简报", "Open the brief"), path=f"/jobs/{job.pk}/brief/", icon="file-text"),) if brief else ()
        return Next(OTHERS, says, ways, T("签齐后自动下达。", "It is issued by itself once all have signed."))
    return Next(
        YOURS,
        T("都签齐了，可以下达", "All have signed: issue it"),
        (Way(T("下达", "Issue"), "jobsheet.issue", job.pk, icon="check"),),
    )


def _running(job: JobSheet, found: Mapping[str, Any]) -> Next:
    step = Way(T("定下一步", "Set the next step"), dialog="next-dialog", icon="arrow-right")
    for line in found["lines"]:
        if line.state == "countered":
            take = Way(
                T("同意", "Agree"), "line.move", line.pk, icon="check", hidden={"due_at": line.countered_at.isoformat()}
            )
            says = T(
                f"{line.doer}能在 {moment(line.countered_at)} 交“{line.what}”",
                f"{line.doer.in_english} can deliver “{line.what}” {moment(line.countered_at)}",
            )
            return Next(YOURS, says, (take, Way(T("改时间", "Move"), path=f"/do/line.move/{line.pk}/?next={found['back']}")), T(line.answer_note, line.answer_note))  # fmt: skip
    if job.next_action:
        done = Way(T("做完了，定下一步", "Done: set the next"), dialog="next-dialog", icon="check")
        whose = CLIENT if job.court == "client" else YOURS
        return Next(whose, T(job.next_action, job.next_action), (done,), at=job.next_action_at)
    for promise in found["promises"]:
        if promise.state == "open":
            keep = Way(T("已交给客户", "Delivered to the client"), "promise.keep", promise.pk, icon="check")
            return Next(
                YOURS,
                T(f"按约定交“{promise.what}”", f"Deliver “{promise.what}” as promised"),
                (step, keep),
                at=promise.due_at,
            )
    if found["promises"] and found["closes"] and not job.open_ends:
        return Next(YOURS, T("承诺都已兑现，可以截卡", "All promises are kept: close the card"), (_close(job), step))
    return Next(
        YOURS,
        T("还没有定下一步", "No next step is set"),
        (step,),
        T("每件事都要有下一步和时间。", "Every open job has a next step and its time."),
    )


def _doer(job: JobSheet, person: Any, found: Mapping[str, Any]) -> Next | None:
    if not job.is_issued or not found["does"]:
        return None
    work = found["work"]
    if work.is_mine:
        return Next(
            YOURS,
            T("正在计时", "Your timer is running"),
            (Way(T("停止计时", "Stop the timer"), "timer.stop", icon="player-stop"),),
        )
    if work.refusals:
        return Next(
            OTHERS, work.refusals[0].sentence, (), work.refusals[0].reasons[0] if work.refusals[0].reasons else None
        )
    mine = [line for line in found["lines"] if line.doer_id == person.pk and line.state == "accepted"]
    start = Way(T("开始计时", "Start the timer"), "timer.start", icon="player-play", hidden={"sheet": job.pk})
    ways = (start, *(Way(T("已交稿", "Delivered"), "line.deliver", line.pk, icon="check") for line in mine[:1]))
    stage = terms.STAGES[job.stage]
    says = (
        T(f"交“{mine[0].what}”", f"Deliver “{mine[0].what}”")
        if mine
        else T(f"现在是“{stage.zh}”", f"Stage: {stage.en}")
    )
    return Next(YOURS, says, ways, at=mine[0].due_at if mine else job.draft_due_at)


def _others(job: JobSheet, found: Mapping[str, Any]) -> Next:
    if job.is_closed:
        name = terms.STATES[job.state]
        when = moment(job.closed_at)
        by = f"{job.closed_by} {when}" if job.closed_by else ""
        return Next(DONE, name, (), T(by, by) if by else None)
    if job.is_issued:
        whose = CLIENT if job.court == "client" else OTHERS
        says = T(job.next_action, job.next_action) if job.next_action else terms.STAGES[job.stage]
        return Next(whose, says, at=job.next_action_at)
    if job.state == "submitted":
        return Next(OTHERS, T("等", "Waiting for ") + _names(_waiting(found)))
    return Next(OTHERS, T(f"{job.ae}在写工作单", f"{job.ae.in_english} is writing the sheet"))


def _waiting(found: Mapping[str, Any]) -> list[Any]:
    return [place for place in found["places"] if place.state == "waiting"]


def _names(places: list[Any]) -> T:
    zh = "、".join(f"{p.person}签字" if p.person else p.role.zh for p in places)
    en = ", ".join(f"{p.person.in_english}'s signature" if p.person else p.role.en.lower() for p in places)
    return T(zh, en)


def _do(code: str, job: JobSheet) -> str:
    return f"/do/{code}/{job.pk}/?next=/jobs/{job.pk}/"


def _local(at: datetime | None) -> str:
    from aedesk.kit import clock

    return f"{clock.shanghai(at):%Y-%m-%dT%H:%M}" if at else ""
