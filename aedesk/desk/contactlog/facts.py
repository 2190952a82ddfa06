"""What the rules ask about a note before it is written: Monday calls, senior contacts, decisions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.talk_gates import MONDAY_CALL_PREPARED
from aedesk.rulebook.timing import at_clock

from ..duties.figures import figures_of
from ..facts import FACTS, fact
from ..who import account, account_lead, is_window
from .models import CallPrep, ContactNote, Decision
from .terms import DIRECTORS


def ended(act: Any) -> datetime:
    """When the talk ended: as given, else now."""
    return act.values.get("ended_at") or act.now


def prep_in_time(act: Any) -> CallPrep | None:
    """The person's preparation for this client written before 09:00 of the call's day (TEL-04).

    One written earlier counts where it names this day; last week's does not.
    """
    day = clock.shanghai(act.values.get("started_at") or ended(act)).date()
    limit = at_clock(day, str(figures_of(MONDAY_CALL_PREPARED, day)["before"]))
    rows = CallPrep.objects.filter(client=act.client, person=act.person, created_at__lt=limit).order_by("-created_at")
    for prep in rows[:20]:
        if day in [clock.shanghai(at).date() for at in (prep.created_at, prep.planned_at) if at]:
            return prep
    return None


@fact("is_monday_call")
def is_monday_call(act: Any) -> bool:
    return bool(act.values.get("is_monday_call"))


@fact("monday_missing")
def monday_missing(act: Any) -> list[T]:
    missing = []
    if prep_in_time(act) is None:
        missing.append(T("没有在 09:00 前写好的准备单。", "No preparation written before 09:00."))
    if not act.values.get("effect_feedback"):
        missing.append(T("没写“上周效果反馈”。", "The effect of last week is empty."))
    if not act.values.get("week_plan"):
        missing.append(T("没写“本周计划”。", "The plan of this week is empty."))
    return missing


@fact("monday_ready")
def monday_ready(act: Any) -> bool:
    return not act.monday_missing


@fact("prepared_before")
def prepared_before(act: Any) -> bool:
    """A preparation for this client stood before the call began: the one named, or one of the day (TEL-04)."""
    began = act.values.get("started_at") or ended(act)
    prep = act.values.get("prep")
    if prep is not None:
        return bool(prep.created_at < began)
    day = clock.shanghai(began).date()
    rows = CallPrep.objects.filter(client=act.client, person=act.person, created_at__lt=began).order_by("-created_at")
    return any(day in [clock.shanghai(at).date() for at in (p.created_at, p.planned_at) if at] for p in rows[:20])


@fact("senior_alone")
def senior_alone(act: Any) -> bool:
    contact, director = act.values.get("contact"), act.values.get("director")
    if act.person.role not in ("ae", "ae_assistant") or contact is None or not contact.is_senior:
        return False
    return director is None or director.role not in DIRECTORS


@fact("talk")
def talk(act: Any) -> ContactNote | None:
    """The contact note an act is about: the one just written, or the one it works on."""
    return next((one for one in (act.result, act.target) if isinstance(one, ContactNote)), None)


@fact("heard")
def heard(act: Any) -> list[Any]:
    """What the team is told of: the note; feedback says so itself."""
    return [act.talk] if act.talk else []


@fact("said_at")
def said_at(act: Any) -> datetime | None:
    """When the client said what the team must hear; None where a note holds nothing for it (SUB-07)."""
    note = act.talk
    return note.ended_at if note and note.project and (note.for_team or act.decisions) else None


@fact("questions")
def questions(act: Any) -> list[Any]:
    """What was passed on although its reason is still to be asked (SUB-12)."""
    return [act.result] if getattr(act.result, "must_ask", False) else []


@fact("unreasoned")
def unreasoned(act: Any) -> list[T]:
    """What would be passed on without a reason: changes know it themselves, a note is given one (SUB-12)."""
    own: list[T] | None = getattr(act.target, "unreasoned", None)
    if own is not None:
        return own
    if act.reason or act.values.get("must_ask"):
        return []
    return [
        T(
            "理由为空：写客户为什么要这样，或勾选“理由待问”。",
            "The reason is empty: say why the client wants it, or tick “to be asked”.",
        )
    ]


@fact("decisions")
def decisions(act: Any) -> list[Any]:
    return []


def speaks_for_us(act: Any) -> bool:
    """The project's window (ROL-01): a decision's project is its note's; without one, any account person."""
    note = getattr(act.target, "note", None)
    project = act.project or getattr(note, "project", None)
    if project is None:
        return bool(account(act))
    return is_window(act.person, project, act.now) or bool(account_lead(act))


if "is_window" not in FACTS:  # promises ask it too, and whoever is read first registers it
    fact("is_window")(speaks_for_us)


@fact("unwritten_decisions")
def unwritten_decisions(act: Any) -> list[str]:
    """Decisions of the project that are older than 24 hours and still without minutes (MIN-08)."""
    rows = Decision.objects.filter(
        note__project=act.project, minutes_sent_at=None, decided_at__lt=act.now - timedelta(hours=24)
    )
    return list(rows.order_by("decided_at").values_list("text", flat=True))
