"""What the job page gathers from every noun that hangs on a job."""

from __future__ import annotations

from typing import Any

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.clients.queries import red_notes
from aedesk.desk.jobsheets import queries, terms
from aedesk.desk.jobsheets.briefs import CreativeBrief
from aedesk.desk.jobsheets.inputs import SPEC_COLUMNS
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.jobsheets.signing import is_reviewer
from aedesk.desk.jobsheets.writing import plain_rows
from aedesk.desk.journal.queries import timeline
from aedesk.desk.people.models import Person
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.engine import judge
from aedesk.rulebook.papers import JOB_SHEET

from ..worklog.around import job_around
from .changed import differences
from .next import more_for, next_for

COPY_ROLES, DESIGN_ROLES = ("copy_head", "copywriter"), ("art_director", "designer", "videographer")
TEXTS = {
    "client_words", "real_need", "our_task", "background", "purpose", "effect", "benefits", "tone", "mandatories",
    "content", "special_notes",
}  # fmt: skip
ICONS = {
    "timer": "clock", "time": "clock", "progress": "refresh", "handover": "transfer", "attachment": "upload",
    "purchase": "scale", "delivery": "send", "line": "calendar", "promise": "flag", "changesheet": "pencil", "brief": "file-text",
    "feedback": "messages", "changeitem": "messages",
}  # fmt: skip
STEPS = {
    "jobsheet.sign": "signature", "jobsheet.review": "signature", "jobsheet.number": "id", "jobsheet.submit": "send",
    "jobsheet.return": "arrow-left", "jobsheet.issue": "circle-check", "jobsheet.close": "lock",
}  # fmt: skip


def job_context(job: JobSheet, person: Any) -> dict[str, Any]:
    """Everything the job page shows, in a fixed number of statements."""
    around = job_around(job, person)
    found = around | {
        "places": queries.places(job), "pending": [c for c in job.changes.all() if not c.is_settled],
        "returns": sorted((s for s in job.signatures.all() if s.decision == "returned"), key=lambda s: s.at, reverse=True),
        "reviews": is_reviewer(_look("jobsheet.review", person, job)),
        "closes": around["leads"] or person.discipline == "finance",
        "missing": job.missing if job.is_editable else [],
        "issue_refusals": judge("jobsheet.issue", _look("jobsheet.issue", person, job)) if job.state == "submitted" else [],
        **look(job, person),
    }  # fmt: skip
    shows, waits = shown(job, person, found), queries.waits(job)
    return found | {
        "shows": shows, "jumps": jumps(shows, found), "job": job, "terms": terms, "stages": stages(job), "rows": plain_rows(job), "waits": waits, "taps": taps(job, person, waits),
        "next_step": next_for(job, person, found), "more": more_for(job, leads=found["leads"], closes=found["closes"]),
        "texts": [(item.label, getattr(job, item.field)) for item in JOB_SHEET.items if item.field in TEXTS],
        "brief": CreativeBrief.objects.visible_to(person).filter(sheet=job).prefetch_related("signatures").first(),
        "settled": [c for c in job.changes.all() if c.is_settled], "trail": trail(job), "columns": {c.name: c.label for c in SPEC_COLUMNS}, "differences": differences,
        "red_notes": red_notes(job.client),
    }  # fmt: skip


def shown(job: JobSheet, person: Any, found: dict[str, Any]) -> dict[str, bool]:
    """Which of the page's parts have something to say as the job stands."""
    return {
        "waits_for_issue": job.is_editable or job.state == "submitted",
        "work": bool(job.is_issued or found["work"].minutes or found["notes"]),
        "hand_overs": bool(job.is_issued or found["hand_overs"]), "feedback": bool(job.is_issued or found["feedback"]),
        "orders": bool(person.sees_money or found["orders"]), "entries": bool(found["entries"]),
    }  # fmt: skip


def jumps(shows: dict[str, bool], found: dict[str, Any]) -> list[tuple[str, T, int]]:
    """The parts of the page one jumps to, with how many there are of each."""
    places = (
        ("work", T("工时", "Time"), 0, shows["work"] or shows["waits_for_issue"]),
        ("lines", T("时间表", "Schedule"), len(found["lines"]), True),
        ("promises", T("承诺", "Promises"), len(found["promises"]), True),
        ("sheet", T("内容", "The sheet"), 0, True),
        ("files", T("文件", "Files"), len(found["files"]), True),
        ("sent", T("发送", "Sent"), len(found["sent"]), bool(found["sent"])),
        ("feedback", T("反馈", "Feedback"), len(found["feedback"]), shows["feedback"]),
        ("receipts", T("签收", "Receipts"), len(found["standing"]), bool(found["standing"])),
        ("handovers", T("交接", "Hand-overs"), len(found["hand_overs"]), shows["hand_overs"]),
        ("orders", T("采购", "Orders"), len(found["orders"]), shows["orders"]),
        ("signatures", T("签字", "Signatures"), 0, True),
        ("timeline", T("时间线", "Timeline"), 0, True),
    )
    return [(place, name, count) for place, name, count, there in places if there]


def taps(job: JobSheet, person: Any, waits: list[Any]) -> dict[int, str]:
    """Where one's own duties of the job are done, by duty."""
    found = {}
    for row in waits:
        spec = ACTIONS.get(row.does)
        if row.person_id == person.pk and spec is not None and spec.on.lower() == row.noun:
            found[row.pk] = (
                f"/jobs/{job.pk}/sheet/"
                if spec.code == "jobsheet.edit"
                else f"/do/{spec.code}/{row.object_id}/?next=/jobs/{job.pk}/"
            )
    return found


def _look(code: str, person: Any, job: JobSheet) -> Act:
    return Act(ACTIONS[code], person, job, {}, clock.now())


def stages(job: JobSheet) -> list[tuple[str, str]]:
    """The stages as the page's steps: done, now, next."""
    order = list(terms.STAGES)
    here = order.index(job.stage)
    marks = [
        "done" if n < here or job.is_closed else "now" if n == here and job.is_issued else "next"
        for n in range(len(order))
    ]
    return [(str(terms.STAGES[code]), mark) for code, mark in zip(order, marks, strict=True)]


def trail(job: JobSheet) -> list[dict[str, Any]]:
    """The timeline's lines, each with the icon of what was done."""
    return [
        {"at": one.at, "who": one.who, "what": one.what, "icon": STEPS.get(one.action) or ICONS.get(one.action.split(".")[0], ""), "seq": one.seq, "corrected": one.is_corrected}
        for one in timeline(job=job)
    ]  # fmt: skip


def look(job: JobSheet, person: Any) -> dict[str, Any]:
    """What would refuse submitting now, so that the page says it before the button is pressed."""
    if not job.is_editable:
        return {"refusals": []}
    return {"refusals": judge("jobsheet.submit", _look("jobsheet.submit", person, job))}


def doers(job: JobSheet) -> dict[str, list[tuple[int, str]]]:
    """Who can be named as copywriter, designer and finished artist: the client's team first."""
    rows = Person.objects.filter(is_active=True).order_by("id")
    team = set(job.client.members.filter(ended_on=None).values_list("person_id", flat=True))
    named = sorted(rows, key=lambda p: p.pk not in team)

    def of(*roles: str) -> list[tuple[int, str]]:
        return [
            (p.pk, f"{p.called} · {p.role_of.name}")
            for p in named
            if (p.role in roles and p.pk in team) or (p.role in roles and p.sees_every_client)
        ]

    return {"copywriter": of(*COPY_ROLES), "designer": of(*DESIGN_ROLES), "finished_artist": of("finished_artist")}
