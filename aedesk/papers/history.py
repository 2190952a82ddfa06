"""The change history at the foot of a job sheet: every change sheet with old and new values and who signed again."""

from __future__ import annotations

from typing import Any

from aedesk.desk.jobsheets import inputs, terms
from aedesk.desk.jobsheets.changes import ChangeSheet
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.kit.text import T

from .words import Tongue

FIELDS = {f.name: f for f in inputs.SHEET}
COLUMNS = {f.name: f for f in inputs.SPEC_COLUMNS}
STATES = {
    "in_force": T("已生效", "In force"),
    "waiting": T("待重签", "To re-sign"),
    "withdrawn": T("已撤回", "Withdrawn"),
}


def changes(job: JobSheet, person: Any, speech: Tongue) -> list[dict[str, Any]]:
    """The change sheets in their order; money only for those who see money."""
    return [change(one, person, speech) for one in job.changes.all()]


def change(it: ChangeSheet, person: Any, speech: Tongue) -> dict[str, Any]:
    state = "withdrawn" if it.withdrawn_at else "in_force" if it.in_force_at else "waiting"
    shown = [line for line in it.lines if person.sees_money or not FIELDS[line["field"]].restricted]
    return {
        "number": f"CS-{it.number}", "at": speech.stamp(it.created_at), "reason": it.reason, "state": speech.say(STATES[state]),
        "in_force": state == "in_force", "lines": [row for line in shown for row in differences(line, speech)],
        "signs": signs(it, speech),
    }  # fmt: skip


def differences(line: dict[str, Any], speech: Tongue) -> list[dict[str, Any]]:
    """A changed field as old and new; of the specification only the cells that differ."""
    if line["field"] != "spec_rows":
        field = FIELDS[line["field"]]
        old, new = (read(field, line[name], speech) for name in ("old", "new"))
        return [{"label": speech.say(field.label), "old": old, "new": new}]
    found = []
    for place in range(max(len(line["old"]), len(line["new"]))):
        old, new = (line[name][place] if place < len(line[name]) else {} for name in ("old", "new"))
        for name, field in COLUMNS.items():
            if old.get(name, "") != new.get(name, ""):
                label = T(f"规格 {place + 1} · {field.label.zh}", f"Spec {place + 1} · {field.label.en}")
                cells = (read(field, one.get(name, ""), speech) for one in (old, new))
                found.append({"label": speech.say(label), **dict(zip(("old", "new"), cells, strict=True))})
    return found


def read(field: Any, value: str, speech: Tongue) -> str:
    """A stored value in words: a code by its term."""
    return speech.line(field.choices[value]) if field.choices and value in field.choices else str(value)


def signs(it: ChangeSheet, speech: Tongue) -> list[dict[str, Any]]:
    """Who signed the change again and when; an empty time where it still waits."""
    given = {s.sign: s for s in it.signatures.all() if s.void_at is None and s.decision == "accepted"}
    return [
        {
            "role": speech.say(terms.SIGNS[sign]),
            "name": given[sign].person.name if sign in given else "",
            "at": speech.stamp(given[sign].at) if sign in given else "",
        }
        for sign in it.touches
    ]
