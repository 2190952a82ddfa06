"""An import by file in two steps, whatever is imported: choose a file, then see what would come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS, fill
from aedesk.desk.errors import InvalidInput
from aedesk.desk.intake.table import IGNORE, Judged, Table
from aedesk.desk.intake.taking import Intake
from aedesk.kit.text import T

from ...choices import wants_search
from ...screen import show
from ..act.view import gather

SHOWN_WRONG, SHOWN_RIGHT = 300, 100
Judge = Callable[[Mapping[str, Any], Table, list[str], str], list[Judged]]


@dataclass(frozen=True, slots=True)
class Steps:
    """One import on the web: its act and addresses, what is asked with the file, and how its rows are judged."""

    code: str
    address: str
    nav: str
    intake: Intake
    judge: Judge
    accept: str
    file_help: T
    back: tuple[str, T]
    repeats_say: T
    asked: tuple[str, ...] = ()  # asked beside the file and carried along
    common: tuple[str, ...] = ()  # said once for every row
    about: str = ""  # the asked field whose page follows
    then: str = ""
    unit: str = "位"  # the Chinese measure word of what is imported

    @property
    def title(self) -> T:
        return ACTIONS[self.code].name

    @property
    def fields(self) -> dict[str, Any]:
        return {one.name: one for one in ACTIONS[self.code].fields}

    def next(self, values: Mapping[str, Any]) -> str:
        return self.then.format(getattr(values.get(self.about), "pk", ""))


def run(request: HttpRequest, steps: Steps) -> HttpResponse:
    """Both steps. Nothing is written here: only /do/<code>/ does."""
    if request.method == "GET":
        return ask(request, steps, request.GET.dict(), {})
    spec = ACTIONS[steps.code]
    data = gather(spec, request.POST) | request.FILES.dict()
    if wants_search(request.POST):
        return ask(request, steps, data, {})
    try:
        values = fill(spec, data, request.user)
        table, meaning, name = steps.intake.open(values)
    except InvalidInput as wrong:
        return ask(request, steps, data, wrong.fields, 422)
    says = steps.intake.misread(table, meaning)
    rows = [] if says else steps.judge(values, table, meaning, name)
    return preview(request, steps, values, (table, meaning), rows, {"column-1": says} if says else {})


def ask(
    request: HttpRequest, steps: Steps, values: Mapping[str, Any], errors: Mapping[str, T], status: int = 200
) -> HttpResponse:
    return show(request, "intake/ask.html", status, nav=steps.nav, steps=steps, values=values, errors=errors)


def preview(
    request: HttpRequest, steps: Steps, values: dict[str, Any], read: tuple[Table, list[str]],
    rows: list[Judged], errors: dict[str, T],
) -> HttpResponse:  # fmt: skip
    table, meaning = read
    columns = steps.intake.columns
    if "source" in steps.common and not values["source"] and values["file"]:
        values["source"] = f"{T('导入', 'Import')}：{values['file'].name}"[:120]
    asked_again = {(row.number, name) for row in rows for name in row.wrong}
    return show(
        request, "intake/preview.html", nav=steps.nav, steps=steps, values=values, table=table, columns=meaning,
        meanings=[(IGNORE, T("不导入", "Leave out")), *((n, f.label) for n, f in columns.items())], labels=columns,
        used=[name for name in meaning if name in columns], samples=table.samples(), errors=errors,
        kept_fixes=[fix for fix in values["fix"] if (fix["row"], fix["column"]) not in asked_again],
        **sorted_out(rows, is_first_look=not values["table"]),
    )  # fmt: skip


def sorted_out(rows: list[Judged], *, is_first_look: bool) -> dict[str, Any]:
    """The rows to look at and the right ones, as many as a page can show; repeats start as left out."""
    for row in rows:
        row.is_skipped = row.is_skipped or (is_first_look and bool(row.repeats))
    doubtful = [row for row in rows if row.wrong or row.repeats or row.is_skipped]
    right = [row for row in rows if not (row.wrong or row.repeats or row.is_skipped)]
    chosen = [row for row in rows if not row.is_skipped]
    return {
        "doubtful": doubtful[:SHOWN_WRONG],
        "right": right[:SHOWN_RIGHT],
        "hidden_skips": [row.number for row in doubtful[SHOWN_WRONG:] if row.is_skipped],
        "rest": len(right) - SHOWN_RIGHT,
        "unshown": len(doubtful) - SHOWN_WRONG,
        "chosen": len(chosen),
        "wrong": sum(bool(row.wrong) for row in chosen),
        "repeats": sum(bool(row.repeats) for row in rows),
    }
