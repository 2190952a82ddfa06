"""The schedule 工作时间表 on paper (F3): the client's copy in A4 landscape, bars by the day, two signature boxes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from aedesk.desk.duties.figures import calendar
from aedesk.desk.errors import Unknown
from aedesk.desk.schedules import terms
from aedesk.desk.schedules.agreed import since_agreed
from aedesk.desk.schedules.filing import lines_of, live_signs, standing
from aedesk.desk.schedules.forclient import ClientRow, client_rows
from aedesk.desk.schedules.models import Schedule
from aedesk.desk.sharing import ink
from aedesk.kit import clock
from aedesk.kit.text import T

from .press import press
from .words import Printed, Tongue, file_name, furniture, tongue

COLUMNS = ("start_at", "client_at", "feedback_at", "revision_at", "final_at", "output_at")
MOST_DAYS = 62
WEEK = timedelta(days=7)
FOR_CLIENT = {**terms.DATES, "client_at": T("提交", "To you"), "feedback_at": T("请您反馈", "Your feedback")}


def schedule(person: Any, pk: int, lang: str = "both") -> Printed:
    """The client's copy of a schedule as a PDF. Raises Unknown where there is none or it is not this person's."""
    it = Schedule.objects.visible_to(person).filter(pk=pk).select_related("client", "project__ae").first()
    if it is None:
        raise Unknown
    return printed(it, person, lang)


def printed(it: Schedule, person: Any, lang: str = "both") -> Printed:
    """The same for whoever has been let in already; `person` is named as who printed it."""
    name = file_name(it.project.name, it.name, lang)
    return Printed(name, press("schedule", content(it, person, tongue(lang)), clock.now()))


def content(it: Schedule, person: Any, speech: Tongue) -> dict[str, Any]:
    """Everything the template sets, as plain data."""
    lines = lines_of(it)
    since = since_agreed(it, lines)
    rows, state = client_rows(it, lines, since), standing(it, lines)
    days = span_of(rows, it.month)
    head = [("", T("工作内容", "Item")), *((name, FOR_CLIENT[name]) for name in COLUMNS), ("", T("进度", "Progress"))]
    return furniture(speech, f"/schedules/{it.pk}/", person, it.name) | {
        "number": it.project.code, "heading": it.project.name, "client": it.client.name, "ae": it.project.ae.name,
        "edition": speech.line(T(f"第 {it.edition} 版", f"Edition {it.edition}")), "filed": speech.stamp(it.filed_at),
        "state": speech.say(terms.SCHEDULE_STATES[state]), "in_force": state == "in_force",
        "contact": speech.say(T("联系人", "Contact")), "head": [speech.say(text) for _, text in head],
        "rows": [row(one, days, speech) for one in rows], "days": [day(one) for one in days],
        "nothing": speech.say(T("还没有确定的时间。", "No time is settled yet.")),
        "signs": signs(it, lines, speech) if it.client.needs_both_signatures else [],
    }  # fmt: skip


def span_of(rows: list[ClientRow], month: date | None) -> list[date]:
    """The days the bars stand on: those of the month, or from the first line to the last, two months at most."""
    if month is not None:
        first, last = month, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif rows:
        first = min(on(one.start_at or one.client_at) for one in rows)
        last = max(on(one.ends_at) for one in rows)
        first = max(first, min(on(clock.now()) - WEEK, last - timedelta(days=MOST_DAYS - 1)))
    else:
        return []
    return [first + timedelta(days=n) for n in range(min((last - first).days + 1, MOST_DAYS))]


def on(at: datetime) -> date:
    return clock.shanghai(at).date()


def day(one: date) -> dict[str, Any]:
    return {"n": str(one.day), "month": str(one.month) if one.day == 1 else "", "off": not calendar().is_workday(one)}


def row(one: ClientRow, days: list[date], speech: Tongue) -> dict[str, Any]:
    """A line's words, its dates, and where its bar and marks lie among the days."""
    place = {day: n for n, day in enumerate(days)}
    last = len(days) - 1
    begins, ends = on(one.start_at or one.client_at), on(one.ends_at)
    touches = bool(days) and begins <= days[-1] and ends >= days[0]
    needs = speech.line(T("请提供：", "Please give: ")) + one.needs if one.needs else ""
    return {
        "what": f"{speech.line(one.change_name)}：{one.what}" if one.change_name else one.what, "needs": needs, "progress": speech.say(one.progress.says), "since": f"{clock.shanghai(one.progress.since_at):%m-%d %H:%M}",
        "dates": [f"{clock.shanghai(at):%m-%d %H:%M}" if (at := getattr(one, name)) else "" for name in COLUMNS],
        "bar": [place.get(begins, 0), place.get(ends, last)] if touches else [],
        "marks": [{"at": place[on(at)], "kind": name} for name in COLUMNS[1:] if (at := getattr(one, name)) and on(at) in place],
    }  # fmt: skip


def signs(it: Schedule, lines: Any, speech: Tongue) -> list[dict[str, Any]]:
    """The two boxes."""
    live = live_signs(it, lines)
    words = {True: T("已签", "Signed"), False: T("待签", "Awaiting signature")}
    return [
        {
            "role": speech.say(name), "signed": side in live, "state": speech.say(words[side in live]),
            "name": live[side].name if side in live else "", "at": speech.stamp(live[side].at) if side in live else "",
            "ink": ink.svg(live[side].ink) if side in live and live[side].ink else "",
        }
        for side, name in terms.SIDES.items()
    ]  # fmt: skip
