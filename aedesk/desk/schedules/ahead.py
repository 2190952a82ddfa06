"""What the rules ask about planned dates: the first draft's share, whose schedule it is, who has still to sign."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.schedule_rules import FIRST_DRAFT_FIRST

from ..duties.figures import calendar, figures_of
from ..facts import fact
from . import terms
from .dates import first_draft_share
from .models import Schedule
from .planning import shifted_dates


@fact("dates_ahead")
def dates_ahead(act: Any) -> dict[str, Any]:
    """The dates of the line as they would stand after the act."""
    line, values = act.target, act.values
    if "days" in values:
        return shifted_dates(line, values["days"] or 0, values["edge"] or "all")
    given = {name: values[name] for name in terms.DATES if name in values}
    return {**(line.dates if line is not None else {}), **given}


@fact("first_draft_share")
def share_ahead(act: Any) -> int | None:
    """Percent of the working time that the first draft would get (SCH-03)."""
    dates = {name: at for name, at in act.dates_ahead.items() if at is not None}
    return first_draft_share(dates, calendar())


@fact("first_draft_least")
def least_share(act: Any) -> int:
    """The least it should get, as the agency has set it."""
    return int(figures_of(FIRST_DRAFT_FIRST, clock.shanghai(act.now).date())["share"])


@fact("schedule_wanted_for")
def wanted_for(act: Any) -> Any:
    """The project whose whole schedule is wanted, or filed."""
    paper = act.result if isinstance(act.result, Schedule) else None
    return None if paper is not None and paper.kind != "total" else act.project


@fact("schedule_waits_for")
def waits_for(act: Any) -> list[T]:
    """Whose signature a schedule still lacks."""
    from .filing import live_signs

    if not act.target.client.needs_both_signatures:
        return []
    signed = live_signs(act.target)
    words = {
        "ours": T("我方还没有签。", "We have not signed."),
        "client": T("客户还没有签。", "The client has not signed."),
    }
    return [text for side, text in words.items() if side not in signed]


@fact("schedule_lines_accepted")
def lines_accepted(act: Any) -> bool:
    """Whether anything stands on the client's copy."""
    from .filing import lines_of, on_paper

    return bool(on_paper(lines_of(act.target)))
