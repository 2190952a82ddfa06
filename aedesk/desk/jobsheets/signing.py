"""From a finished sheet to issued work: submit, number, signatures, review, issue, close."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import engine

from .. import who
from ..action import Act, action
from ..duties.figures import agency, calendar
from ..duties.rows import cancel, cancel_job
from ..errors import InvalidInput, WrongState
from ..facts import fact
from ..fields import Field
from ..finding import index
from ..people.models import Counter
from . import inputs, state, terms
from .models import JobSheet, Signature
from .writing import move

REASON = inputs.REASON


def signer(act: Act) -> bool:
    """Somebody whose signature the sheet has a place for."""
    return act.target is None or sign_of(act.target, act.person) != ""


def sign_of(sheet: JobSheet, person: Any) -> str:
    """The sign a person gives on a sheet: copy, design, or a director's; "" for none."""
    for sign in ("copy", "design"):
        doer = sheet.doer_of(sign)
        if doer is not None and doer.pk == person.pk:
            return sign
    return person.role if person.role in ("creative_director", "account_director") else ""


@fact("signers")
def signers(act: Act) -> list[Any]:
    """The doers a sheet waits for."""
    job = act.job
    live = state.live_signatures(job)
    return [job.doer_of(sign) for sign in state.wanted_signs(job) if sign not in live]


@fact("finance_person")
def finance_person(act: Act) -> Any:
    return None if act.job.has_number else state.finance_of(act.job)


@fact("reviewer")
def reviewer(act: Act) -> Any:
    return state.reviewer_of(act.job)


@action("jobsheet.submit", "提交工作单", "Submit the job sheet", on="JobSheet", who=who.window)
def submit(act: Act) -> JobSheet:
    """Send a complete sheet to finance, the doers and the process review."""
    sheet: JobSheet = act.target
    move(act, sheet, "submitted", submitted_at=act.now)
    act.says = T(f"提交工作单《{sheet.title}》", f"Job sheet “{sheet.title}” submitted")
    if number_by_rule(act.now) and not sheet.has_number:
        give_number(act, sheet)
    return sheet


def number_by_rule(now: Any) -> bool:
    """Finance's own rule may number sheets outside working hours (manual-in-2026 no. 16)."""
    us = agency()
    return us is not None and us.auto_number_out_of_hours and not calendar().is_working_time(now)


def give_number(act: Act, sheet: JobSheet) -> None:
    """YYMMDD-Pxx-nnn: nnn runs on within the project without gaps and is never used again (JOB-07)."""
    nnn = Counter.take(f"job:{sheet.project.code}")
    act.set(sheet, number=f"{clock.shanghai(act.now):%y%m%d}-{sheet.project.code}-{nnn:03d}")
    index(sheet)


@action("jobsheet.number", "给财务编号", "Give the finance number", on="JobSheet", who=who.finance)
def number(act: Act) -> JobSheet:
    sheet: JobSheet = act.target
    if sheet.has_number:
        raise WrongState(T(f"已有编号 {sheet.number}。", f"It has number {sheet.number}."))
    if sheet.state != "submitted":
        raise WrongState(T("提交之后才给编号。", "A number is given once the sheet is submitted."))
    give_number(act, sheet)
    act.says = T(f"财务编号 {sheet.number}", f"Finance number {sheet.number}")
    put_sign(act, sheet, "finance")
    issue_if_ready(act, sheet)
    return sheet


def put_sign(act: Act, sheet: JobSheet, sign: str, **more: Any) -> Signature:
    """Add a signature with the hash of what stands on the sheet."""
    return Signature.objects.create(
        sheet=sheet, sign=sign, person=act.person, at=act.now, content_hash=state.content_hash(sheet), **more
    )


@action(
    "jobsheet.sign", "签字接受", "Sign and accept", on="JobSheet", who=signer,
    who_says=T("这张工作单没有你的签字栏。", "The sheet has no place for your signature."),
)  # fmt: skip
def sign(act: Act) -> JobSheet:
    """The copywriter or designer accepts the task and its times; directors may sign too."""
    sheet: JobSheet = act.target
    mine = sign_of(sheet, act.person)
    if sheet.state not in ("submitted", "issued"):
        raise WrongState(T("工作单提交后才能签字。", "A sheet is signed once it is submitted."))
    if mine in state.live_signatures(sheet):
        raise WrongState(T("你已经签过了。", "You have signed already."))
    put_sign(act, sheet, mine)
    sheet.signatures.filter(sign=mine, decision="proposed", void_at=None).update(void_at=act.now)
    act.says = T(f"{terms.SIGNS[mine].zh}签字", f"Signed as {terms.SIGNS[mine].en.lower()}")
    issue_if_ready(act, sheet)
    return sheet


@action(
    "jobsheet.propose_time", "另提时间", "Propose another time", on="JobSheet", who=signer,
    fields=(Field("proposed_at", T("我能交稿的时间", "When I can deliver"), "datetime", True), REASON),
)  # fmt: skip
def propose_time(act: Act) -> JobSheet:
    """Negotiate: the sheet goes back to the AE with the proposed time (JOB-06)."""
    sheet: JobSheet = act.target
    mine = sign_of(sheet, act.person)
    if sheet.state != "submitted":
        raise WrongState(T("只有待签的工作单可以另提时间。", "Only a sheet awaiting signatures can be negotiated."))
    put_sign(act, sheet, mine, decision="proposed", proposed_at=act.values["proposed_at"], reason=act.reason)
    when = f"{clock.shanghai(act.values['proposed_at']):%m-%d %H:%M}"
    act.says = T(
        f"{terms.SIGNS[mine].zh}提出 {when} 交稿：{act.reason}", f"{terms.SIGNS[mine].en} proposes {when}: {act.reason}"
    )
    return sheet


@action(
    "jobsheet.settle", "定下时间", "Settle the time", on="JobSheet", who=who.window,
    fields=(Field("draft_due_at", T("定下的初稿时间", "Draft time settled"), "datetime", True),),
)  # fmt: skip
def settle(act: Act) -> JobSheet:
    """Answer a proposal: the new draft time stands and whoever proposed is asked to sign."""
    sheet: JobSheet = act.target
    open_proposals = sheet.signatures.filter(decision="proposed", void_at=None)
    if not open_proposals.update(void_at=act.now):
        raise WrongState(T("没有待定的时间。", "No proposal is open."))
    when = act.values["draft_due_at"]
    if sheet.client_due_at and when > sheet.client_due_at:
        raise InvalidInput(
            {"draft_due_at": T("晚于给客户的时间，先与客户改期。", "Later than the client's time; move that first.")}
        )
    act.set(sheet, draft_due_at=when)
    act.says = T(
        f"初稿时间定为 {clock.shanghai(when):%m-%d %H:%M}", f"Draft time settled: {clock.shanghai(when):%m-%d %H:%M}"
    )
    return sheet


def may_return(act: Act) -> bool:
    """Signers, finance and whoever reviews may send a sheet back."""
    return signer(act) or bool(who.finance(act)) or is_reviewer(act)


def is_reviewer(act: Act) -> bool:
    us = agency()
    roles = {"traffic"} if us is None or us.has_traffic else set()
    return act.person.role in roles | {"account_director"}


@action("jobsheet.return", "退回工作单", "Return the job sheet", on="JobSheet", who=may_return, fields=(REASON,))
def send_back(act: Act) -> JobSheet:
    """Back to the AE with a reason; signatures given so far are void, the number stays with the sheet."""
    sheet: JobSheet = act.target
    move(act, sheet, "returned")
    sheet.signatures.filter(void_at=None, brief=None).exclude(sign="finance").update(void_at=act.now)
    mine = sign_of(sheet, act.person) or ("finance" if who.finance(act) else "review")
    put_sign(act, sheet, mine, decision="returned", reason=act.reason, void_at=act.now)
    cancel(sheet, act.person, ("sign_sheet", "review_sheet", "give_number", "settle_time"), act.reason)
    act.says = T(f"退回工作单：{act.reason}", f"Job sheet returned: {act.reason}")
    return sheet


@action("jobsheet.review", "流程审评通过", "Pass the process review", on="JobSheet", who=is_reviewer)
def review(act: Act) -> JobSheet:
    """Traffic (or the account director) lets the work begin; the sheet is issued if nothing else is open."""
    sheet: JobSheet = act.target
    if sheet.state != "submitted":
        raise WrongState(T("只有待签的工作单可以审评。", "Only a submitted sheet is reviewed."))
    put_sign(act, sheet, "review")
    act.says = T("流程审评通过", "Process review passed")
    issue_if_ready(act, sheet)
    return sheet


def issue_if_ready(act: Act, sheet: JobSheet) -> None:
    """Issue as soon as the last condition is met, so that nobody waits for a button."""
    vars(sheet)["_prefetched_objects_cache"] = {}
    if sheet.state == "submitted" and "review" in state.live_signatures(sheet):
        look = Act(act.action, act.person, sheet, {}, act.now)
        if not engine.judge("jobsheet.issue", look):
            _issue(act, sheet)


def _issue(act: Act, sheet: JobSheet) -> None:
    move(act, sheet, "issued", issued_at=act.now, stage="copy" if sheet.copywriter_id else "design")
    said = act.says or act.action.name
    act.says = T(f"{said.zh}，工作单已下达", f"{said.en}; the sheet is issued")


@action("jobsheet.issue", "下达工作单", "Issue the job sheet", on="JobSheet", who=who.either(who.window, is_reviewer))
def issue(act: Act) -> JobSheet:
    act.says = act.action.name
    _issue(act, act.target)
    return act.target


@action(
    "jobsheet.close", "截卡", "Close the card", on="JobSheet", who=who.either(who.window, who.finance),
    confirm=T("截卡后不能再记工时和费用。继续吗？", "After closing no time or cost can be posted. Go on?"),
)  # fmt: skip
def close(act: Act) -> JobSheet:
    sheet: JobSheet = act.target
    move(act, sheet, "closed", closed_at=act.now, closed_by=act.person)
    cancel_job(sheet, act.person)
    act.says = T(f"{sheet.label} 截卡", f"{sheet.label} closed")
    return sheet


@action("urgent.talked", "已与客户沟通时间", "Talked with the client about the time", on="JobSheet", who=who.window)
def urgent_talked(act: Act) -> JobSheet:
    act.says = T("急件：已与客户沟通时间", "Urgent: the time was talked over with the client")
    return act.target


@fact("job_sign")
def job_sign(act: Act) -> Any:
    """A function sign → "signed", "waits" or "not needed", for the person acting on this job."""
    job, person = act.job, act.person
    live = state.live_signatures(job)
    open_change = [c for c in job.changes.all() if c.in_force_at is None and c.withdrawn_at is None]

    def ask(sign: str) -> str:
        if sign == "review":
            return "signed" if sign in live else "waits"
        if person.discipline != sign:
            return "not needed"
        doer = job.doer_of(sign)
        again = doer is not None and doer.pk == person.pk and any(sign in c.missing_signs() for c in open_change)
        return "signed" if sign in live and not again else "waits"

    return ask
