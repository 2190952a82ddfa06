"""What can be done about duties themselves: chase their owner, waive them; and the morning list of the day."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.rhythms import DAILY_LIST
from aedesk.rulebook.timing import late_seconds

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..notices.models import Notice
from ..people.leading import leads
from . import rows
from .figures import calendar, figures_of
from .models import DayList, DutyRow

NUDGE_AGAIN = timedelta(minutes=10)
MOST_ITEMS = 300
KEY = re.compile(r"[a-z]+:\d{1,18}")


def leads_owner(act: Act) -> bool:
    """The owner's own leads; nobody waives what they must do themselves."""
    return act.target is None or leads(act.person, act.target.person)


def waits_for_it(act: Act) -> bool:
    """Whoever asked for it, the project's window, traffic, and the owner's leads."""
    row = act.target
    if row is None:
        return True
    if row.person_id == act.person.pk:
        return False
    if row.asked_by_id == act.person.pk or act.person.role == "traffic":
        return True
    project = row.project
    return (project is not None and who.is_window(act.person, project, act.now)) or leads(act.person, row.person)


def _still_open(act: Act) -> DutyRow:
    """The duty, its job named so that the act stands on the job's timeline. Raises WrongState."""
    row: DutyRow = act.target
    if row.state != DutyRow.OPEN:
        raise WrongState(T("这一项已经了结。", "This is settled already."))
    act.values["sheet"] = row.job
    return row


@action(
    "duty.waive", "免除", "Waive", on="DutyRow", who=leads_owner,
    who_says=T("只有上级可以免除，并写明原因。", "Only a lead waives a duty, with a reason."),
    fields=(
        Field("reason", T("为什么免除", "Why it is waived"), required=True, longest=400,
              help=T("已经迟到的时间照样记着。", "Lateness so far stays on record.")),
    ),
)  # fmt: skip
def waive(act: Act) -> DutyRow:
    """Release somebody from a duty, with name and reason; the lateness stays (clock rule 10)."""
    row = _still_open(act)
    rows.waive(row, act.person, act.reason)
    act.says = T(
        f"免除{row.person}“{row.says_zh}”：{act.reason}",
        f"“{row.says_en}” of {row.person.in_english} waived: {act.reason}",
    )
    row.refresh_from_db()
    return row


@action(
    "duty.nudge", "催一下", "Chase", on="DutyRow", who=waits_for_it,
    who_says=T("由等着的人来催。", "Whoever waits for it may chase."),
)  # fmt: skip
def nudge(act: Act) -> DutyRow:
    """Remind the owner of what one waits for; not again within ten minutes."""
    row = _still_open(act)
    if row.nudged_at and act.now - row.nudged_at < NUDGE_AGAIN:
        raise WrongState(T("刚刚催过，过十分钟再催。", "Chased just now; wait ten minutes."))
    row.nudged_at = act.now
    row.save(update_fields=["nudged_at"])
    about = f"：{row.subject}" if row.subject else ""
    Notice.objects.create(
        person=row.person, at=act.now, rule=row.rule, noun=row.noun, object_id=row.object_id,
        says_zh=f"{act.person} 催：{row.says_zh}{about}"[:240],
        says_en=f"{act.person.in_english} asks: {row.says_en}{about.replace('：', ': ')}"[:240],
    )  # fmt: skip
    act.says = T(
        f"催{row.person}：{row.says_zh}{about}",
        f"{row.person.in_english} chased: {row.says_en}{about.replace('：', ': ')}",
    )
    return row


ITEMS = Field(
    "items", T("清单", "The list"), "lines",
    lines=(
        Field("key", T("哪一项", "Which line"), required=True, longest=40),
        Field("at", T("几点做", "At"), "time"),
    ),
)  # fmt: skip
ORDER = Field(
    "order",
    T("顺序", "Order"),
    "list",
    help=T("各项的代号，按顺序；留空就按清单的顺序。", "The keys in order; empty: as listed."),
)


@action("today.order", "排今日清单", "Order the day's list", who=who.anyone, fields=(ITEMS, ORDER), quiet=True)
def order(act: Act) -> DayList:
    """Keep order and times; the first confirmation and its time stand."""
    return _kept(act)


@action("today.confirm", "确认今日清单", "Confirm the day's list", who=who.anyone, fields=(ITEMS, ORDER))
def confirm(act: Act) -> DayList:
    """The morning list is confirmed: on time until 09:30, later shown as late (RHY-01). Again, it only reorders."""
    it = _kept(act)
    count = len(it.items)
    if it.confirmed_at is not None:
        act.says = T(f"重排今日清单：{count} 项", f"The day's list is put in another order: {count} lines")
        return it
    due = DAILY_LIST.beat(it.day, calendar(), figures_of(DAILY_LIST, it.day))
    it.confirmed_at, it.late_seconds = act.now, late_seconds(due.at, act.now) if due else 0
    it.save(update_fields=["confirmed_at", "late_seconds"])
    _end_duty(act, it)
    late = -(-it.late_seconds // 60)
    act.says = T(
        f"确认今日清单：{count} 项" + (f"，迟 {late} 分" if late else ""),
        f"The day's list confirmed: {count} lines" + (f", {late} min late" if late else ""),
    )
    return it


def _kept(act: Act) -> DayList:
    day = clock.shanghai(act.now).date()
    it, _ = DayList.objects.select_for_update().get_or_create(person=act.person, day=day)
    it.items = kept_items(act.values["items"], act.values["order"])
    it.save(update_fields=["items"])
    return it


def kept_items(items: list[dict[str, Any]], order: list[str]) -> list[dict[str, str]]:
    """The lines in the order asked for, each once. Raises InvalidInput for what is no key of a line."""
    times = {line["key"]: f"{line['at']:%H:%M}" if line["at"] else "" for line in items}
    keys = list(dict.fromkeys([*(order or times)]))
    if len(keys) > MOST_ITEMS:
        raise InvalidInput({"items": T(f"最多 {MOST_ITEMS} 项。", f"At most {MOST_ITEMS} lines.")})
    if wrong := [key for key in (*keys, *times) if not KEY.fullmatch(key)]:
        raise InvalidInput({"items": T(f"没有“{wrong[0]}”这一项。", f"There is no line “{wrong[0]}”.")})
    return [{"key": key, "at": times.get(key, "")} for key in keys]


def _end_duty(act: Act, it: DayList) -> None:
    """Today's beat is kept; one of an earlier day that nobody confirmed is missed, not made up for."""
    start = clock.parse(f"{it.day}")
    rows.lapse(DAILY_LIST.code, start, act.now, person=act.person)
    mine = DutyRow.objects.filter(rule=DAILY_LIST.code, person=act.person, state=DutyRow.OPEN, due_at__gte=start)
    rows._close(mine, DutyRow.DONE, act.person, act.now)
