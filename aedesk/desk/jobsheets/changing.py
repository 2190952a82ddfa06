"""Change sheets 修改单: the only way to change an issued job sheet."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..duties.rows import cancel
from ..errors import InvalidInput, WrongState
from ..finding import index
from . import inputs, state
from .changes import ChangeSheet
from .models import JobSheet, Signature, format_value
from .signing import is_reviewer, sign_of
from .writing import plain_rows, write_rows

LABELS = {f.name: f.label for f in inputs.SHEET}


@action(
    "changesheet.write", "写修改单", "Write a change sheet", on="JobSheet", who=who.window,
    fields=(*inputs.CHANGEABLE, inputs.REASON), partial=True,
)  # fmt: skip
def write_change(act: Act) -> ChangeSheet:
    """CS-n with old and new values; whoever it touches signs again before it is in force (JOB-09)."""
    sheet: JobSheet = act.target
    if sheet.state not in ("submitted", "issued"):
        raise WrongState(T("草稿直接改，不用修改单。", "A draft is changed directly."))
    if sheet.changes.filter(in_force_at=None, withdrawn_at=None).exists():
        raise WrongState(T("上一张修改单还没签完。", "The last change sheet is not signed yet."))
    if not act.values.get("reason"):
        raise InvalidInput({"reason": T("请写修改原因。", "Please give the reason.")})
    lines = changed_lines(sheet, {n: v for n, v in act.values.items() if n != "reason"})
    if not lines:
        raise InvalidInput({"title": T("没有任何改动。", "Nothing was changed.")})
    touches = state.touched_signs(sheet, {line["field"] for line in lines})
    change: ChangeSheet = act.make(
        ChangeSheet, client=sheet.client, sheet=sheet, number=sheet.changes.count() + 1, reason=act.reason,
        lines=lines, touches=touches,
    )  # fmt: skip
    act.facts["signers"] = people_for(sheet, touches)
    act.says = T(f"修改单 CS-{change.number}：{act.reason}", f"Change sheet CS-{change.number}: {act.reason}")
    return change


def people_for(sheet: JobSheet, signs: list[str]) -> list[Any]:
    """The persons who give these signs."""
    people = [sheet.doer_of(sign) if sign != "review" else state.reviewer_of(sheet) for sign in signs]
    return [person for person in people if person is not None]


def changed_lines(sheet: JobSheet, values: dict[str, Any]) -> list[dict[str, Any]]:
    """What differs, with the old value kept beside the new."""
    lines = []
    for name, new in values.items():
        old = plain_rows(sheet) if name == "spec_rows" else _text(getattr(sheet, name))
        fresh = _plain_given(new) if name == "spec_rows" else _text(new)
        if old != fresh:
            label = LABELS[name]
            raw = getattr(new, "pk", None)
            lines.append({"field": name, "zh": label.zh, "en": label.en, "old": old, "new": fresh, "id": raw})
    return lines


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{clock.shanghai(value):%Y-%m-%d %H:%M}" if hasattr(value, "hour") else format_value(value)


def _plain_given(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    named = {"scale": 1}
    return [{k: format_value(v) for k, v in (named | row).items() if v not in (None, "")} for row in rows]


def touched(act: Act) -> bool:
    """Somebody the change sheet waits for."""
    change = act.target
    return change is None or bool(_my_signs(act, change))


def _my_signs(act: Act, change: ChangeSheet) -> list[str]:
    mine = {sign_of(change.sheet, act.person)} | ({"review"} if is_reviewer(act) else set())
    return [sign for sign in change.missing_signs() if sign in mine]


@action("changesheet.sign", "签修改单", "Sign the change sheet", on="ChangeSheet", who=touched)
def sign_change(act: Act) -> ChangeSheet:
    change: ChangeSheet = act.target
    if change.in_force_at or change.withdrawn_at:
        raise WrongState(T("这张修改单已经了结。", "This change sheet is settled."))
    for sign in _my_signs(act, change):
        Signature.objects.create(sheet=change.sheet, change=change, sign=sign, person=act.person, at=act.now)
    change._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    act.says = T(f"签修改单 CS-{change.number}", f"Change sheet CS-{change.number} signed")
    if not change.missing_signs():
        put_in_force(act, change)
    return change


def put_in_force(act: Act, change: ChangeSheet) -> None:
    """Write the new values onto the sheet; the old ones stay on the change sheet."""
    sheet = change.sheet
    values = {line["field"]: _stored(line) for line in change.lines}
    rows = values.pop("spec_rows", None)
    act.set(sheet, **values)
    if rows is not None:
        write_rows(sheet, rows)
    act.set(change, in_force_at=act.now)
    index(sheet)
    act.says = T(f"修改单 CS-{change.number} 生效", f"Change sheet CS-{change.number} is in force")


def _stored(line: dict[str, Any]) -> Any:
    field = next(f for f in inputs.SHEET if f.name == line["field"])
    if field.name == "spec_rows":
        return [field.lines and {c.name: c.read(row.get(c.name), None) for c in field.lines} for row in line["new"]]
    if field.kind == "ref":
        return field.read(line["id"], None) if line["id"] else None
    return field.read(line["new"], None)


@action(
    "changesheet.withdraw",
    "撤回修改单",
    "Withdraw the change sheet",
    on="ChangeSheet",
    who=who.window,
    fields=(inputs.REASON,),
)
def withdraw_change(act: Act) -> ChangeSheet:
    change: ChangeSheet = act.target
    if change.in_force_at or change.withdrawn_at:
        raise WrongState(T("这张修改单已经了结。", "This change sheet is settled."))
    act.set(change, withdrawn_at=act.now)
    cancel(change, act.person, reason=act.reason)
    act.says = T(f"撤回修改单 CS-{change.number}", f"Change sheet CS-{change.number} withdrawn")
    return change
