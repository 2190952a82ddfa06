"""Writing a job sheet: opened from a request, a template or the last one; autosaved; its spec rows; the index."""

from __future__ import annotations

from typing import Any

from aedesk.kit import hanzi
from aedesk.kit.text import T
from aedesk.rulebook.papers import BLANK

from .. import who
from ..action import Act, action
from ..duties.rows import cancel_job, give_job
from ..errors import WrongState
from ..fields import Field
from ..finding import Words, findable, index
from ..projects.models import BaseMaterial
from . import inputs, templates, terms
from .models import JobSheet, Request, SpecRow

COPIED = (
    "copywriter_id", "designer_id", "finished_artist_id", "billing", "contract", "our_task", "background",
    "purpose", "effect", "benefits", "tone", "mandatories", "content", "special_notes", "strategy",
)  # fmt: skip


@action(
    "jobsheet.open", "开工作单", "Open a job sheet", who=who.window,
    fields=(
        inputs.PROJECT, inputs.REQUEST, inputs.TITLE, inputs.JOB_TYPE,
        Field("copy_from", T("复制自", "Copy from"), "ref", model="JobSheet"),
        Field("is_urgent", T("急件", "Urgent"), "bool"),
    ),
)  # fmt: skip
def open_sheet(act: Act) -> JobSheet:
    """Make a draft filled with all that is already known: the note, the dossier, the client's taboos, the template."""
    request, source = act.values["request"], act.values["copy_from"]
    asked = templates.from_request(request) if request is not None else {}
    values = known_already(act.values, _strategy_of(act.values["project"]), asked)
    sheet: JobSheet = act.make(JobSheet, **values, last_event_at=act.now)
    write_rows(sheet, first_rows(sheet, source))
    _adopt(act, sheet, request)
    act.says = T(f"开工作单草稿《{sheet.title}》", f"Draft job sheet “{sheet.title}” opened")
    index(sheet)
    return sheet


def known_already(given: dict[str, Any], strategy: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What a new sheet says before anybody writes: from its type, the project, the last sheet and what was asked."""
    project, source = given["project"], given["copy_from"]
    values: dict[str, Any] = {"job_type": given["job_type"], "mandatories": _mandatories(project)}
    values |= templates.of_type(given["job_type"]) | templates.from_dossier(project)
    values["strategy"] = strategy
    if source is not None:
        values |= {name: getattr(source, name) for name in ("job_type", *COPIED)}
    values |= {name: value for name, value in asked.items() if value}
    values["special_notes"] = values.get("special_notes") or project.client.taboos
    named = {name: given[name] for name in ("request", "title", "is_urgent")}
    return values | named | {"client": project.client, "project": project, "ae": project.ae}


def _strategy_of(project: Any) -> str:
    """The strategy the project's last sheets followed."""
    rows = JobSheet.objects.filter(project=project).exclude(strategy="").order_by("-id")
    return rows.values_list("strategy", flat=True).first() or ""


def _mandatories(project: Any) -> str:
    """The base material that every ad must carry, a line each."""
    rows = BaseMaterial.objects.filter(project=project, kind__in=["permit", "phone", "developer", "agent", "address"])
    return "\n".join(row.value for row in rows if row.value)


def first_rows(sheet: JobSheet, source: JobSheet | None) -> list[dict[str, Any]]:
    """The spec rows a new sheet starts with: those of the sheet copied, else of the template."""
    if source is None:
        return templates.ROWS.get(sheet.job_type, [])
    return [{f.name: getattr(row, f.name) for f in inputs.SPEC_COLUMNS} for row in source.rows]


def _adopt(act: Act, sheet: JobSheet, request: Request | None) -> None:
    """The request now has its sheet; its schedule lines and promises go with it."""
    if request is None:
        return
    act.set(request, state="sheet")
    for rows in (request.schedule_lines, request.promises, request.extensions):
        moved = list(rows.filter(sheet=None))
        rows.filter(sheet=None).update(sheet=sheet)
        give_job(moved, sheet)


def write_rows(sheet: JobSheet, rows: list[dict[str, Any]]) -> None:
    """Replace the spec rows."""
    sheet.spec_rows.all().delete()
    SpecRow.objects.bulk_create(spec_rows(sheet, rows))


def spec_rows(sheet: JobSheet, rows: list[dict[str, Any]]) -> list[SpecRow]:
    """Rows as given, in their order; not stored yet."""
    return [
        SpecRow(sheet=sheet, position=place, **{k: v for k, v in row.items() if v not in (None, "")})
        for place, row in enumerate(rows)
    ]


def plain_rows(sheet: JobSheet) -> list[dict[str, str]]:
    """The spec rows as plain text, to compare and to keep in the journal."""
    return [row.plain for row in sheet.rows]


@action(
    "jobsheet.edit", "填写工作单", "Write the job sheet", on="JobSheet", who=who.window, fields=inputs.SHEET,
    partial=True, versioned=True,
)  # fmt: skip
def edit_sheet(act: Act) -> JobSheet:
    """Save what was typed. Finished sheets change only by change sheet: the gate says so."""
    values = {name: value for name, value in act.values.items() if name != "reason"}
    rows = values.pop("spec_rows", None)
    for name in ("job_type", "billing"):
        if not values.get(name, "x"):
            values.pop(name)
    before = plain_rows(act.target) if rows is not None else None
    act.facts["filled"] = words_of(values.get("alignment"), act.target)
    sheet: JobSheet = act.set(act.target, **act.facts["filled"] | values)
    if rows is not None:
        write_rows(sheet, rows)
        vars(sheet)["_prefetched_objects_cache"] = {}
        if (after := plain_rows(sheet)) != before:
            act.changed["spec_rows"] = [before, after]
            if len(act.changed) == 1:
                _raise_version(act, sheet)
    act.says = T(f"填写工作单《{sheet.title}》", f"Job sheet “{sheet.title}” written")
    if act.changed.keys() & {"title", "content", "copywriter", "designer", "spec_rows"}:
        index(sheet)
    return sheet


def words_of(note: Any, sheet: JobSheet) -> dict[str, str]:
    """What a contact note that is linked now says where the sheet says nothing yet."""
    if note is None or note == sheet.alignment:
        return {}
    return {
        name: getattr(note, name)
        for name in ("client_words", "real_need")
        if not getattr(sheet, name) and getattr(note, name)
    }


def _raise_version(act: Act, sheet: JobSheet) -> None:
    """Rows alone changed: the sheet is another one all the same, and whoever read the last is told."""
    sheet.version, sheet.changed_at = sheet.version + 1, act.now
    sheet.save(update_fields=["version", "changed_at"])


@action(
    "jobsheet.fill_from", "从另一张补空白", "Fill blanks from another", on="JobSheet", who=who.window,
    fields=(Field("copy_from", T("取自", "Take from"), "ref", True, model="JobSheet"),),
)  # fmt: skip
def fill_from(act: Act) -> JobSheet:
    """Take from another sheet what this one does not say yet; nothing written is overwritten."""
    sheet, source = act.target, act.values["copy_from"]
    taken = {name: getattr(source, name) for name in COPIED if is_blank(getattr(sheet, name))}
    act.set(sheet, **{name: value for name, value in taken.items() if not is_blank(value)})
    if not any(row.width_mm for row in sheet.rows):
        write_rows(sheet, first_rows(sheet, source))
        act.changed["spec_rows"] = [[], [row.plain for row in source.rows]]
        _raise_version(act, sheet)
    act.says = T(f"从 {source} 补空白", f"Blanks filled from {source}")
    return sheet


def is_blank(value: Any) -> bool:
    """Nothing there, or a template's blank still to fill."""
    return value in (None, "") or BLANK in str(value)


@action(
    "jobsheet.cancel", "取消工作单", "Cancel the job sheet", on="JobSheet", who=who.window, fields=(inputs.REASON,),
    confirm=T("取消后不能恢复，编号也不会再用。继续吗？", "A cancelled sheet stays cancelled and its number is not used again. Go on?"),
)  # fmt: skip
def cancel_sheet(act: Act) -> JobSheet:
    sheet: JobSheet = act.target
    move(act, sheet, "cancelled")
    cancel_job(sheet, act.person, act.reason)
    act.says = T(f"取消工作单 {sheet}：{act.reason}", f"Job sheet {sheet} cancelled: {act.reason}")
    return sheet


def move(act: Act, sheet: JobSheet, state: str, **more: Any) -> None:
    """Change the state along the allowed transitions. Raises WrongState elsewhere."""
    if state not in terms.TRANSITIONS[sheet.state]:
        now, then = terms.STATES[sheet.state], terms.STATES[state]
        raise WrongState(
            T(
                f"工作单“{now.zh}”，不能变为“{then.zh}”。",
                f"The sheet is {now.en.lower()} and cannot become {then.en.lower()}.",
            )
        )
    act.set(sheet, state=state, **more)


@findable("JobSheet", "project__client", "ae", "copywriter", "designer", "finished_artist", gathered=("spec_rows",))
def found_by(sheet: JobSheet) -> Words:
    """A sheet by number and its last part (J-014), title and its sound, project, client, doers, content and how it is made."""
    last = sheet.number.rsplit("-", 1)[-1] if sheet.number else ""
    people = (sheet.ae, sheet.copywriter, sheet.designer, sheet.finished_artist)
    doers = {f"{one.name} {one.initials}": None for one in people if one is not None}
    made = [f"{row.kind} {row.process} {row.plates} {row.paper}" for row in sheet.spec_rows.all()]
    words = " ".join([str(sheet.project.client), *doers, sheet.content[:300], *made])
    names = f"{f'J-{last}' if last else ''} {hanzi.sounds(sheet.title)}"
    return Words(str(sheet), str(sheet.project), names, words, sheet.created_at)
