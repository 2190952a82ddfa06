"""aedesk today: the day's lines in words, each with the command that does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from aedesk.desk.action import do
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.reports.today import today
from aedesk.reports.today.lines import Line, Sent, Today
from aedesk.rulebook.hearing import UNANSWERED


def confirm(person: Any) -> Any:
    """Confirm the day's list in the order in which it stands."""
    items = [{"key": line.key, "at": line.at} for line in (*today(person).lines, *today(person).new)]
    return do("today.confirm", person, None, {"items": items}, via="cli").says


def told(it: Today) -> Iterator[str]:
    """The day of a person, line by line."""
    yield f"{it.person} · {moment(it.now)}"
    if it.counted:
        yield str(T(f"准时 {it.kept}/{it.counted}", f"kept {it.kept} of {it.counted}"))
    if it.list_.is_wanted and it.lines:
        yield str(
            T("今日清单还没有确认：aedesk today --confirm", "The day's list is not confirmed: aedesk today --confirm")
        )
    for name, lines in _parts(it):
        if lines:
            yield f"\n{name} {len(lines)}"
            yield from (one(line, it) for line in lines)
    if it.unanswered:
        yield f"\n{UNANSWERED.name} {len(it.unanswered)}"
        yield from (waits(sent) for sent in it.unanswered)
    if it.is_calm:
        yield str(T("手头没有要做的事。", "Nothing is waiting for you."))


def _parts(it: Today) -> Iterable[tuple[T, list[Line]]]:
    if it.list_.confirmed_at is None:
        yield from ((name, lines) for _, name, lines in it.groups)
    else:
        yield (
            T(
                f"今日清单（{clock.shanghai(it.list_.confirmed_at):%H:%M} 确认）",
                f"The day's list (confirmed {clock.shanghai(it.list_.confirmed_at):%H:%M})",
            ),
            it.lines,
        )
        yield T("清单之外的", "Not on the list"), it.new
    yield T("我在等", "I wait for"), it.waiting
    yield T("大家迟了的", "Late in the team"), it.team
    yield T("后三天", "The next three days"), it.coming


def one(line: Line, it: Today) -> str:
    """! marks what is late; the command stands at the end where one is enough."""
    mark = "!" if line.is_late(it.now) else " "
    when = f"{line.at:<11}" if line.at else moment(line.due_at) if line.due_at else " " * 11
    who = f" {line.owner}" if line.owner else ""
    place = " · ".join(line.where)
    return f"{mark} {when}  {line.verb} {line.title}{who}" + (f"  {place}" if place else "") + _command(line)


def _command(line: Line) -> str:
    tap = line.tap
    if tap is None or tap.kind == "page":
        return ""
    more = "".join(f' --{name} "{value}"' for name, value in tap.data.items()) + (" …" if tap.kind == "form" else "")
    return f"  → aedesk do {tap.code}" + (f" {tap.pk}" if tap.pk else "") + more


def waits(sent: Sent) -> str:
    hours = T(f"等了 {sent.hours} 小时", f"waits {sent.hours} h")
    return f"  {moment(sent.sent_at)}  {sent.number} {sent.subject}  {sent.place.client}  {hours}  → aedesk do feedback.log --delivery {sent.pk} …"


def moment(at: datetime) -> str:
    return f"{clock.shanghai(at):%m-%d %H:%M}"
