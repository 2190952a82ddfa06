"""How far a job is: progress notes, the AE's question, whose court it is in and what comes next."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import WrongState
from ..facts import fact
from ..fields import Field
from ..jobsheets.models import JobSheet
from ..jobsheets.terms import COURTS
from .models import ProgressNote


def doers_of(sheet: JobSheet) -> list[Any]:
    """Copywriter, designer and finished artist, each once."""
    people = [sheet.copywriter, sheet.designer, sheet.finished_artist]
    return list({person.pk: person for person in people if person is not None}.values())


def on_the_job(act: Act) -> bool:
    """The window, traffic, or one of those who do the job."""
    sheet = act.target
    if sheet is None or who.window(act) or act.person.role == "traffic":
        return True
    return act.person.pk in {sheet.ae_id, sheet.copywriter_id, sheet.designer_id, sheet.finished_artist_id}


@action(
    "progress.note", "写进度", "Note the progress", on="JobSheet", who=who.anyone,
    fields=(
        Field("percent", T("完成 %", "Percent done"), "integer", True, least=0, most=100),
        Field("note", T("一句话", "A line"), longest=300),
    ),
)  # fmt: skip
def note(act: Act) -> ProgressNote:
    sheet, given = act.target, act.values
    made: ProgressNote = act.make(
        ProgressNote, client_id=sheet.client_id, sheet=sheet, person=act.person, percent=given["percent"],
        note=given["note"], at=act.now,
    )  # fmt: skip
    said = f"：{made.note}" if made.note else ""
    act.says = T(f"进度 {made.percent}%{said}", f"Progress {made.percent}%{said.replace('：', ': ')}")
    return made


@fact("asked")
def asked(act: Act) -> list[Any]:
    """Whom the AE asks: the doers of the job."""
    return doers_of(act.target) if act.target is not None else []


@action("progress.ask", "问进度", "Ask how far", on="JobSheet", who=who.window)
def ask(act: Act) -> JobSheet:
    """Nudge the doers for a line on how far they are (RHY-04)."""
    sheet: JobSheet = act.target
    if not sheet.is_issued:
        raise WrongState(T("工作单下达之后才有进度。", "There is progress once the sheet is issued."))
    people = asked(act)
    if not people:
        raise WrongState(T("这张工作单还没有写明由谁来做。", "The sheet names nobody who does it."))
    act.facts["asked"] = people
    names = "、".join(person.name for person in people)
    act.says = T(
        f"询问{names}进度",
        f"Asked {', '.join(person.name_en or person.name for person in people)} how far they are",
    )
    return sheet


@action(
    "job.court", "球在谁那里", "Whose court", on="JobSheet", who=on_the_job,
    fields=(
        Field("court", T("在谁那里", "Whose court"), "choice", True, choices=COURTS),
        Field("waiting_for", T("在等什么", "Waiting for"), longest=120),
    ),
)  # fmt: skip
def court(act: Act) -> JobSheet:
    sheet: JobSheet = act.target
    _still_open(sheet)
    act.set(sheet, court=act.values["court"], waiting_for=act.values["waiting_for"])
    where, what = COURTS[sheet.court], sheet.waiting_for
    act.says = T(where.zh + (f"，等{what}" if what else ""), where.en + (f", waiting for {what}" if what else ""))
    return sheet


@action(
    "job.next", "下一步", "Next action", on="JobSheet", who=on_the_job,
    fields=(
        Field("next_action", T("下一步做什么", "Next action"), required=True, longest=160),
        Field("next_action_at", T("什么时候", "When"), "datetime"),
    ),
)  # fmt: skip
def next_action(act: Act) -> JobSheet:
    """Name the job's next step and its time (ROL-04)."""
    sheet: JobSheet = act.target
    _still_open(sheet)
    act.set(sheet, next_action=act.values["next_action"], next_action_at=act.values["next_action_at"])
    act.says = T(f"下一步：{sheet.next_action}", f"Next: {sheet.next_action}")
    return sheet


def _still_open(sheet: JobSheet) -> None:
    if sheet.is_closed:
        raise WrongState(T(f"{sheet.label} 已了结。", f"{sheet.label} is over."))
