"""What the ledger does itself for job sheets: written, numbered, signed, returned, changed."""

from __future__ import annotations

from typing import Any

from aedesk.desk.jobsheets import changing, signing, state, templates, terms, writing
from aedesk.desk.jobsheets.changes import ChangeSheet
from aedesk.desk.jobsheets.models import JobSheet, Signature, SpecRow
from aedesk.desk.schedules.models import Promise, ScheduleLine
from aedesk.kit import clock
from aedesk.kit.text import T

from .ledger_acts import own


def _kept(sheet: JobSheet, name: str) -> list[Any]:
    """The sheet's rows of a kind, held in memory where Django looks for prefetched ones."""
    return vars(sheet).setdefault("_prefetched_objects_cache", {}).setdefault(name, [])


def write_rows(act: Any, sheet: JobSheet, rows: list[dict[str, Any]]) -> None:
    """Replace the spec rows."""
    gone, kept = {id(row) for row in _kept(sheet, "spec_rows")}, act.book.made[SpecRow]
    kept[:] = [row for row in kept if id(row) not in gone]
    _kept(sheet, "spec_rows")[:] = [act.book.add(row) for row in writing.spec_rows(sheet, rows)]


def asked(act: Any, request: Any) -> dict[str, Any]:
    """What a request's lines and promises say for its sheet."""
    if request is None:
        return {}
    mine = [row for row in act.book.made[ScheduleLine] if row.request_id == request.pk and row.state in templates.LIVE]
    promised = [row.due_at for row in act.book.made[Promise] if row.request_id == request.pk and row.state == "open"]
    return templates.agreed(request, sorted(mine, key=lambda row: row.due_at), min(promised, default=None))


@own("jobsheet.open")
def open_sheet(act: Any) -> JobSheet:
    request, source = act.values["request"], act.values["copy_from"]
    values = writing.known_already(act.values, act.book.strategy_of(act.values["project"]), asked(act, request))
    sheet: JobSheet = act.make(JobSheet, **values, last_event_at=act.now)
    for name in ("spec_rows", "signatures", "changes"):
        _kept(sheet, name)
    write_rows(act, sheet, writing.first_rows(sheet, source))
    if request is not None:
        act.set(request, state="sheet")
        act.book.adopt(sheet, request)
    act.says = T(f"开工作单草稿《{sheet.title}》", f"Draft job sheet “{sheet.title}” opened")
    return sheet


@own("jobsheet.edit")
def edit_sheet(act: Any) -> JobSheet:
    sheet, values = act.target, {name: value for name, value in act.values.items() if name != "reason"}
    rows, before = values.pop("spec_rows", None), writing.plain_rows(act.target)
    act.facts["filled"] = writing.words_of(values.get("alignment"), sheet)
    given = {name: value for name, value in values.items() if value or name not in ("job_type", "billing")}
    act.set(sheet, **act.facts["filled"] | given)
    if rows is not None:
        write_rows(act, sheet, rows)
        if (after := writing.plain_rows(sheet)) != before:
            act.changed["spec_rows"] = [before, after]
    act.says = T(f"填写工作单《{sheet.title}》", f"Job sheet “{sheet.title}” written")
    return sheet


def put_sign(act: Any, sheet: JobSheet, sign: str, **more: Any) -> Signature:
    made: Signature = act.add(
        Signature(sheet=sheet, sign=sign, person=act.person, at=act.now, content_hash=state.content_hash(sheet), **more)
    )
    _kept(sheet, "signatures").append(made)
    return made


def issue_if_ready(act: Any, sheet: JobSheet) -> None:
    ready = "review" in state.live_signatures(sheet) and sheet.has_number and not sheet.waiting_signs
    if sheet.state == "submitted" and ready:
        signing._issue(act, sheet)


@own("jobsheet.number")
def number(act: Any) -> JobSheet:
    sheet: JobSheet = act.target
    nnn = act.book.count(f"job:{sheet.project.code}")
    act.set(sheet, number=f"{clock.shanghai(act.now):%y%m%d}-{sheet.project.code}-{nnn:03d}")
    act.says = T(f"财务编号 {sheet.number}", f"Finance number {sheet.number}")
    put_sign(act, sheet, "finance")
    issue_if_ready(act, sheet)
    return sheet


def _void_proposals(act: Any, sheet: JobSheet, sign: str = "") -> None:
    for one in _kept(sheet, "signatures"):
        if one.decision == "proposed" and one.void_at is None and sign in ("", one.sign):
            one.void_at = act.now


@own("jobsheet.sign")
def sign(act: Any) -> JobSheet:
    sheet: JobSheet = act.target
    mine = signing.sign_of(sheet, act.person)
    put_sign(act, sheet, mine)
    _void_proposals(act, sheet, mine)
    act.says = T(f"{terms.SIGNS[mine].zh}签字", f"Signed as {terms.SIGNS[mine].en.lower()}")
    issue_if_ready(act, sheet)
    return sheet


@own("jobsheet.propose_time")
def propose_time(act: Any) -> JobSheet:
    sheet, when = act.target, act.values["proposed_at"]
    mine = signing.sign_of(sheet, act.person)
    put_sign(act, sheet, mine, decision="proposed", proposed_at=when, reason=act.reason)
    shown, word = f"{clock.shanghai(when):%m-%d %H:%M}", terms.SIGNS[mine]
    act.says = T(f"{word.zh}提出 {shown} 交稿：{act.reason}", f"{word.en} proposes {shown}: {act.reason}")
    return sheet


@own("jobsheet.settle")
def settle(act: Any) -> JobSheet:
    sheet, when = act.target, act.values["draft_due_at"]
    _void_proposals(act, sheet)
    act.set(sheet, draft_due_at=when)
    shown = f"{clock.shanghai(when):%m-%d %H:%M}"
    act.says = T(f"初稿时间定为 {shown}", f"Draft time settled: {shown}")
    return sheet


@own("jobsheet.return")
def send_back(act: Any) -> JobSheet:
    sheet: JobSheet = act.target
    writing.move(act, sheet, "returned")
    for one in _kept(sheet, "signatures"):
        if one.void_at is None and one.sign != "finance":
            one.void_at = act.now
    mine = signing.sign_of(sheet, act.person) or ("finance" if act.person.discipline == "finance" else "review")
    put_sign(act, sheet, mine, decision="returned", reason=act.reason, void_at=act.now)
    act.says = T(f"退回工作单：{act.reason}", f"Job sheet returned: {act.reason}")
    return sheet


@own("jobsheet.review")
def review(act: Any) -> JobSheet:
    put_sign(act, act.target, "review")
    act.says = T("流程审评通过", "Process review passed")
    issue_if_ready(act, act.target)
    return act.target


@own("changesheet.write")
def write_change(act: Any) -> ChangeSheet:
    sheet: JobSheet = act.target
    lines = changing.changed_lines(sheet, {n: v for n, v in act.values.items() if n != "reason"})
    touches = state.touched_signs(sheet, {line["field"] for line in lines})
    change: ChangeSheet = act.make(
        ChangeSheet, client=sheet.client, sheet=sheet, number=len(_kept(sheet, "changes")) + 1, reason=act.reason,
        lines=lines, touches=touches,
    )  # fmt: skip
    vars(change)["_prefetched_objects_cache"] = {"signatures": []}
    _kept(sheet, "changes").append(change)
    act.facts["signers"] = [sheet.doer_of(one) or act.book.known["宋时"] for one in touches]
    act.says = T(f"修改单 CS-{change.number}：{act.reason}", f"Change sheet CS-{change.number}: {act.reason}")
    return change


@own("changesheet.sign")
def sign_change(act: Any) -> ChangeSheet:
    change: ChangeSheet = act.target
    given = vars(change)["_prefetched_objects_cache"]["signatures"]
    for one in changing._my_signs(act, change):
        made = Signature(sheet=change.sheet, change=change, sign=one, person=act.person, at=act.now)
        given.append(act.add(made))
    act.says = T(f"签修改单 CS-{change.number}", f"Change sheet CS-{change.number} signed")
    if not change.missing_signs():
        put_in_force(act, change)
    return change


def put_in_force(act: Any, change: ChangeSheet) -> None:
    """The new values stand on the sheet."""
    sheet = change.sheet
    values = {line["field"]: changing._stored(line) for line in change.lines}
    rows = values.pop("spec_rows", None)
    act.set(sheet, **values)
    if rows is not None:
        write_rows(act, sheet, rows)
    act.set(change, in_force_at=act.now)
    act.says = T(f"修改单 CS-{change.number} 生效", f"Change sheet CS-{change.number} is in force")
