"""What the client sees of a schedule: accepted lines, no cost, nobody's name but the AE's; and word of a delay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aedesk.kit import clock
from aedesk.kit.text import T

from . import terms
from .agreed import Since
from .facts import moment
from .filing import lines_of, on_paper
from .hush import Hush
from .models import Schedule, ScheduleLine
from .progress import Progress, for_client, progress_of


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A line as the client reads it (SCH-05)."""

    what: str
    start_at: datetime | None
    client_at: datetime
    feedback_at: datetime | None
    revision_at: datetime | None
    final_at: datetime | None
    output_at: datetime | None
    needs: str
    progress: Progress
    change: str = ""  # new or changed since both signed

    @property
    def change_name(self) -> T | None:
        return terms.CHANGES.get(self.change)

    @property
    def ends_at(self) -> datetime:
        return max(
            at for at in (self.client_at, self.feedback_at, self.revision_at, self.final_at, self.output_at) if at
        )


def client_rows(
    schedule: Schedule, lines: list[ScheduleLine] | None = None, since: Since | None = None
) -> list[ClientRow]:
    """The rows of the client's copy, by the client's date, with what changed since both signed."""
    shown = on_paper(lines_of(schedule) if lines is None else lines)
    how_far, hush = progress_of(shown), Hush(schedule.project.ae)
    marks = since.marks if since else {}
    return [_row(line, for_client(line, how_far[line.pk]), hush, marks.get(line.pk, "")) for line in shown]


def _row(line: ScheduleLine, progress: Progress, hush: Hush, change: str) -> ClientRow:
    return ClientRow(
        change=change,
        what=hush(line.what), needs=hush(line.needs), progress=progress, start_at=line.start_at,
        client_at=line.client_at or line.due_at, feedback_at=line.feedback_at, revision_at=line.revision_at,
        final_at=line.final_at, output_at=line.output_at,
    )  # fmt: skip


def delay_notice(line: ScheduleLine, new_at: datetime, why: str = "", to: str = "") -> T:
    """What to write to the client when a time cannot be kept: we, a new firm time, nobody to blame (SCH-10)."""
    hush, first, ae = Hush(line.project.ae), line.client_at or line.due_at, line.project.ae
    what, why = hush(line.what), hush(why).strip().rstrip("。.")
    dear = T(f"{to}您好：" if to else "您好：", f"Dear {to}," if to else "Hello,")
    because = T(
        f"{why}。" if why else "我们想把它再做扎实一点，不让问题留到出街之后。",
        f"{why}. " if why else "We want to make sure it is right before it goes out. ",
    )
    return T(
        f"{dear.zh}\n“{what}”原定 {moment(first)} 给您，现在定在 {moment(new_at)}。{because.zh}给您添麻烦了，{moment(new_at)} 我准时发出；期间有任何变化，我第一时间告诉您。\n{ae.name} {clock.shanghai(clock.now()):%m-%d %H:%M}",
        f"{dear.en}\n“{what}” was due {moment(first)}; it will be with you on {moment(new_at)}. {because.en}I am sorry for the trouble. You have it at that time, and I will tell you at once should anything change.\n{ae.in_english} {clock.shanghai(clock.now()):%m-%d %H:%M}",
    )
