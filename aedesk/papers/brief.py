"""The creative brief 创意简报 on paper (F2): questions left, answers right, one page, at most two."""

from __future__ import annotations

from typing import Any

from aedesk.desk.errors import Unknown
from aedesk.desk.jobsheets import terms
from aedesk.desk.jobsheets.briefs import CreativeBrief
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.papers import CREATIVE_BRIEF

from .jobsheet import DATES, LABELS, SIGN_STATES, pair
from .press import press
from .words import Printed, Tongue, file_name, furniture, tongue

BUDGETS = {
    "budget_creative": T("创意", "Creative"),
    "budget_production": T("制作", "Production"),
    "budget_media": T("媒介", "Media"),
}


def creative_brief(person: Any, job_pk: int, lang: str = "both") -> Printed:
    """The brief of a job as a PDF. Raises Unknown where there is none or it is not this person's yet (JOB-14)."""
    rows = CreativeBrief.objects.visible_to(person).filter(sheet_id=job_pk)
    brief = rows.select_related("sheet__client", "sheet__project").prefetch_related("signatures__person").first()
    if brief is None:
        raise Unknown
    speech = tongue(lang)
    name = file_name(brief.sheet.title, CREATIVE_BRIEF.name, lang)
    return Printed(name, press("brief", content(brief, person, speech), clock.now()))


def content(brief: CreativeBrief, person: Any, speech: Tongue) -> dict[str, Any]:
    """Everything the template sets, as plain data."""
    job, state = brief.sheet, "approved" if brief.is_approved else "waiting"
    return furniture(speech, f"/jobs/{job.pk}/brief/", person, CREATIVE_BRIEF.name) | {
        "number": job.label, "heading": job.title, "state": speech.say(STATES[state]), "approved": brief.is_approved,
        "identity": [
            pair(T("客户", "Client"), job.client.name, speech), pair(T("项目", "Project"), job.project, speech),
            pair(T("版本", "Version"), f"V{brief.version} · {speech.stamp(brief.changed_at)}", speech),
        ],
        "answers": answers(brief, person, speech), "signs": signs(brief, speech),
        "dates": [pair(LABELS[name], speech.moment(getattr(job, name)), speech) for name in DATES],
    }  # fmt: skip


STATES = {"approved": T("已会签", "Approved"), "waiting": T("待会签", "Awaiting signatures")}


def answers(brief: CreativeBrief, person: Any, speech: Tongue) -> list[dict[str, Any]]:
    """The questions of the paper in its order, each with its answer; budgets only for those who see money."""
    rows = []
    for item in CREATIVE_BRIEF.items:
        said = support(brief) if item.field == "support" else getattr(brief, item.field)
        rows.append(pair(item.label, said, speech) | {"loud": item.field == "single_message"})
    if person.sees_money:
        rows.append(pair(T("预算", "Budget"), budget(brief, speech), speech))
    met = f"{speech.moment(brief.discussed_on)} · {brief.discussed_with}" if brief.discussed_on else ""
    rows.append(pair(T("讨论记录", "Discussed"), met, speech))
    return rows


def support(brief: CreativeBrief) -> str:
    """The reasons to believe, numbered, each with its source."""
    rows = enumerate(brief.support, 1)
    return "\n".join(f"{n}. {row['claim']}" + (f"（{row['source']}）" if row["source"] else "") for n, row in rows)


def budget(brief: CreativeBrief, speech: Tongue) -> str:
    given = [(text, getattr(brief, name)) for name, text in BUDGETS.items()]
    return " · ".join(f"{speech.line(text)} ¥{amount:,.2f}" for text, amount in given if amount is not None)


def signs(brief: CreativeBrief, speech: Tongue) -> list[dict[str, Any]]:
    """The three directors' places."""
    given = {s.sign: s for s in brief.signatures.all() if s.void_at is None and s.decision == "accepted"}
    return [
        {
            "role": speech.say(terms.SIGNS[sign]), "signed": sign in given,
            "state": speech.say(SIGN_STATES["signed" if sign in given else "waiting"]),
            "name": given[sign].person.name if sign in given else "", "at": speech.stamp(given[sign].at) if sign in given else "",
        }
        for sign in CREATIVE_BRIEF.signs
    ]  # fmt: skip
