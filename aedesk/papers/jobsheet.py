"""The job sheet 工作单 on paper (F1): identity, brief, specification, dates, signatures, change history."""

from __future__ import annotations

from typing import Any

from aedesk.desk.clients.queries import red_notes
from aedesk.desk.errors import Unknown
from aedesk.desk.jobsheets import inputs, queries, state, terms
from aedesk.desk.jobsheets.models import JobSheet, SpecRow
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.papers import JOB_SHEET

from .history import changes
from .press import press
from .words import Printed, Tongue, file_name, furniture, text_of, tongue

LABELS = {f.name: f.label for f in inputs.SHEET} | {item.field: item.label for item in JOB_SHEET.items}
VOICES = ("client_words", "real_need", "our_task")
TEN = tuple(item for item in JOB_SHEET.items if item.core)
DATES = ("draft_due_at", "review_due_at", "client_due_at", "output_due_at")
SECTIONS = {
    "identity": T("基本信息", "Identity"),
    "brief": T("任务与简报", "Task and brief"),
    "spec": T("规格表", "Specification"),
    "dates": T("时间", "Dates"),
    "signatures": T("签字", "Signatures"),
    "history": T("修改记录", "Change history"),
}
NOT_WORK = {
    "draft": T("草稿，不能开工", "Draft: no work yet"),
    "returned": T("已退回，不能开工", "Returned: no work yet"),
    "submitted": T("待签，尚未下达", "Awaiting signatures: not issued"),
    "cancelled": T("已取消", "Cancelled"),
}
WATERMARKS = ("draft", "returned", "cancelled")


def job_sheet(person: Any, pk: int, lang: str = "both") -> Printed:
    """The sheet as a PDF for a person who may see it. Raises Unknown elsewhere."""
    job = queries.page(person, pk)
    if job is None:
        raise Unknown
    speech = tongue(lang)
    return Printed(
        file_name(job.title, JOB_SHEET.name, lang), press("jobsheet", content(job, person, speech), clock.now())
    )


def content(job: JobSheet, person: Any, speech: Tongue) -> dict[str, Any]:
    """Everything the template sets, as plain data."""
    state_of = terms.STATES[job.state]
    return furniture(speech, f"/jobs/{job.pk}/", person, JOB_SHEET.name) | {
        "number": job.label, "heading": job.title, "state": speech.say(state_of), "issued": job.is_issued,
        "urgent": speech.say(T("急件", "Urgent")) if job.is_urgent else [],
        "watermark": speech.say(state_of) if job.state in WATERMARKS else [],
        "warning": speech.say(NOT_WORK[job.state]) if job.state in NOT_WORK else [],
        "sections": {name: speech.say(text) for name, text in SECTIONS.items()},
        "identity": identity(job, speech), "voices": [text(job, name, speech) for name in VOICES],
        "items": items(job, speech), "spec": spec(job, speech),
        "dates": dates(job, speech), "effort": effort(job, person, speech), "signs": signs(job, speech),
        "open": still_open(job, speech), "awaiting": speech.say(SIGN_STATES["waiting"]), "changes": changes(job, person, speech),
    }  # fmt: skip


def pair(label: T, value: Any, speech: Tongue) -> dict[str, Any]:
    """A label and what stands beside it."""
    return {"label": speech.say(label), "text": text_of(value)}


def text(job: JobSheet, name: str, speech: Tongue) -> dict[str, Any]:
    return pair(LABELS[name], getattr(job, name), speech)


def identity(job: JobSheet, speech: Tongue) -> list[dict[str, Any]]:
    """Block A: whose job it is and who does it; lines that do not apply are left out."""
    note, billing = job.alignment, speech.line(terms.BILLING[job.billing])
    urgency = speech.line(terms.URGENT_REASONS[job.urgent_reason]) if job.urgent_reason else ""
    lines = (
        (T("客户", "Client"), job.client.name, True),
        (T("项目", "Project"), job.project, True),
        (T("工作类型", "Job type"), speech.line(terms.JOB_TYPES[job.job_type]), True),
        (T("计费", "Billing"), " · ".join(filter(None, (billing, job.contract))), True),
        (T("客户执行", "Account executive"), job.ae, True),
        (T("文案", "Copywriter"), job.copywriter, True),
        (T("设计", "Designer"), job.designer, True),
        (T("完稿", "Finished artist"), job.finished_artist, job.finished_artist_id),
        (T("开单", "Opened"), speech.moment(job.created_at), True),
        (T("下达", "Issued"), speech.moment(job.issued_at), job.issued_at),
        (T("截卡", "Closed"), f"{speech.moment(job.closed_at)} {job.closed_by or ''}", job.closed_at),
        (T("需求", "Request"), job.request, job.request_id),
        (T("沟通记录", "Contact note"), f"{speech.stamp(note.ended_at)} {note.subject}" if note else "", True),
        (T("急件原因", "Why urgent"), " · ".join(filter(None, (urgency, job.urgent_note))), job.is_urgent),
    )
    return [pair(label, value, speech) for label, value, applies in lines if applies]


def items(job: JobSheet, speech: Tongue) -> list[dict[str, Any]]:
    """The manual's ten (JOB-04), numbered; size and time say here in short what blocks C and D say in full."""
    said = {"spec_rows": sizes(job), "client_due_at": speech.moment(job.client_due_at)}
    red = {"special_notes": taboos(job, speech)}
    return [
        pair(item.label, said.get(item.field, getattr(job, item.field, "")), speech)
        | {"number": str(number), "red": red.get(item.field)}
        for number, item in enumerate(TEN, 1)
    ]


def sizes(job: JobSheet) -> str:
    """Each deliverable in a few words: 报纸半版 350 × 490 mm."""
    return "\n".join(f"{row.kind} {size(row)} mm" if row.width_mm else row.kind for row in job.rows)


def size(row: SpecRow) -> str:
    return f"{text_of(row.width_mm) or '—'} × {text_of(row.height_mm) or '—'}"


def taboos(job: JobSheet, speech: Tongue) -> dict[str, Any] | None:
    """What the client's boss does not want to see, in red on every sheet (BRF-08)."""
    notes = [f"{who}：{text}" if who else text for who, text in red_notes(job.client)]
    return pair(T("客户禁忌", "Client's taboos"), "\n".join(notes), speech) if notes else None


SPEC_HEAD = (
    T("物料", "Item"), T("媒体/位置", "Site"), T("尺寸 宽×高 mm", "Size W×H mm"), T("出血 mm", "Bleed mm"), T("页数", "Pages"),
    T("数量", "Qty"), T("用途", "Use"),
)  # fmt: skip
SPEC_MORE = ("paper", "process", "plates", "colour", "placement", "obstacles", "distance_m", "scale")


UNITLESS = {"distance_m": T("视距", "Viewing distance"), "scale": T("比例", "Scale")}  # the unit stands with the value


def spec(job: JobSheet, speech: Tongue) -> dict[str, Any]:
    """Block C: one row per deliverable; paper, process and place stand in a second line beneath it."""
    labels = {f.name: f.label for f in inputs.SPEC_COLUMNS} | UNITLESS
    rows = []
    for row in job.rows:
        cells = (row.kind, row.publication, size(row), row.bleed_mm, row.pages, row.quantity, row.usage)
        more = [(name, more_of(row, name, speech)) for name in SPEC_MORE]
        rows.append(
            {
                "cells": [text_of(cell) for cell in cells],
                "more": [pair(labels[name], value, speech) for name, value in more if value],
            }
        )
    return {"head": [speech.say(text) for text in SPEC_HEAD], "rows": rows}


def more_of(row: SpecRow, name: str, speech: Tongue) -> str:
    if name == "placement":
        return speech.line(terms.PLACEMENTS[row.placement]) if row.placement else ""
    if name == "scale":
        return f"1:{row.scale}" if row.scale != 1 else ""
    if name == "distance_m":
        return f"{text_of(row.distance_m)} m" if row.distance_m else ""
    return text_of(getattr(row, name))


def dates(job: JobSheet, speech: Tongue) -> list[dict[str, Any]]:
    """Block D: the four times in the order of the work."""
    moments = [(name, getattr(job, name)) for name in DATES]
    return [
        {
            "label": speech.say(LABELS[name]),
            "day": speech.day(at) if at else "",
            "time": f"{clock.shanghai(at):%H:%M}" if at else "",
        }
        for name, at in moments
    ]


def effort(job: JobSheet, person: Any, speech: Tongue) -> list[dict[str, Any]]:
    """The strategy it serves and what it will take; the cost only for those who see money."""
    hours = f"{text_of(job.estimated_hours)} h" if job.estimated_hours is not None else ""
    cost = f"¥{job.estimated_cost:,.2f}" if job.estimated_cost is not None and person.sees_money else ""
    lines = (
        (T("所需策略", "Strategy"), job.strategy or job.no_strategy_why),
        (T("预估工时", "Estimated hours"), hours),
        (T("预估外部成本", "Estimated external cost"), cost),
    )
    return [pair(label, value, speech) for label, value in lines if value]


def signs(job: JobSheet, speech: Tongue) -> list[dict[str, Any]]:
    """Block E: each place with its name and time, or the person it waits for."""
    expected = {"review": state.reviewer_of, "finance": state.finance_of}
    found = []
    for place in queries.places(job):
        person = place.person or (expected[place.sign](job) if place.sign in expected else None)
        found.append(
            {
                "role": speech.say(place.role),
                "name": str(person or ""),
                "signed": place.state == "signed",
                "state": speech.say(SIGN_STATES[place.state]),
                "at": speech.stamp(place.at),
            }
        )
    return found


SIGN_STATES = {
    "signed": T("已签", "Signed"),
    "waiting": T("待签", "Awaiting"),
    "negotiating": T("另提时间", "Other time"),
}


def still_open(job: JobSheet, speech: Tongue) -> list[dict[str, Any]]:
    """Whose signature is still wanted, and the times proposed instead of one; nothing once the work is issued."""
    if not job.is_editable and job.state != "submitted":
        return []
    roles = [place.role for place in queries.places(job) if place.state != "signed"]
    lines = [pair(T("还等签字", "Still to sign"), speech.listed(roles), speech)] if roles else []
    for one in job.signatures.all():
        if one.decision == "proposed" and one.void_at is None:
            said = f"{one.person} {speech.moment(one.proposed_at)} · {one.reason}"
            lines.append(pair(T("另提时间", "Proposes another time"), said, speech))
    return lines
