"""What is known of a job before it begins: its row, its people, its dates, and the words that are said about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from aedesk.desk.duties.figures import calendar
from aedesk.kit import clock

from .clients import PROJECTS, TEAMS
from .diary import Diary, Dice, at
from .tables import table, tree

# Working days from the first talk to the draft, to the client and to the output.
DAYS = {
    "newspaper": (2, 3, 5), "outdoor": (3, 4, 7), "flyer": (2, 3, 6), "unit_flyer": (2, 3, 6), "brochure": (5, 7, 13),
    "packaging": (4, 6, 11), "h5": (3, 5, 8), "video": (5, 8, 12), "event": (3, 4, 7), "strategy": (4, 5, 6),
    "finished_artwork": (1, 2, 4),
}  # fmt: skip
CONTACTS = {
    "P01": "王主管", "P02": "王主管", "P03": "赵专员", "P04": "周部长", "P05": "孙总监", "P06": "吴老师", "P07": "吴老师",
    "P08": "郑经理", "P09": "小何", "P10": "冯女士", "P11": "褚主任", "P12": "卫工", "P13": "卫工", "P14": "章经理",
}  # fmt: skip
# Moments that the script or the spec names.
FIRST_TALK = {"P10-06": time(9, 10)}
DELIVERED = {"P08-13 copy": "2026-11-13 16:40"}
HANDED = {"P08-13 to design": ("2026-11-13 17:00", "2026-11-16 10:20")}
DESIGNERS = {"P08-13": "蒋小满", "P10-06": "白川"}
COPY, DESIGN, ART = ("何一苇", "叶初晴"), ("唐予", "蒋小满", "白川", "陆画"), ("段可",)
PRINTED = frozenset({"newspaper", "outdoor", "brochure", "flyer", "unit_flyer", "packaging", "finished_artwork"})
CLIENT_OF = {code: client for code, client, *_ in PROJECTS}
AE_OF = {code: ae for code, _, _, ae, _ in PROJECTS}


@cache
def phrases() -> dict[str, Any]:
    """The book of phrases."""
    return tree("phrases")


@dataclass(slots=True)
class Span:
    """Somebody at work on a job from one moment to another."""

    person: str
    stage: str
    since: datetime
    until: datetime


@dataclass(slots=True)
class Job:
    """One job of the table, with its dice, its diary and its people by name ("" where there is nobody)."""

    key: str
    row: dict[str, str]
    dice: Dice
    diary: Diary
    spans: list[Span] = field(default_factory=list)
    unsigned: list[tuple[datetime, datetime]] = field(default_factory=list)
    closed_at: datetime | None = None
    issued_at: datetime | None = None

    def __getattr__(self, name: str) -> str:
        if name in ("title", "type", "item", "words", "need", "content", "marks", "project"):
            return self.row[name]
        raise AttributeError(name)

    @property
    def client(self) -> str:
        return CLIENT_OF[self.project]

    @property
    def ae(self) -> str:
        return AE_OF[self.project]

    @property
    def contact(self) -> str:
        return CONTACTS[self.project]

    @property
    def copy(self) -> str:
        return "" if self.type in ("finished_artwork", "video") and "稿" in self.title else self._of(COPY)

    @property
    def design(self) -> str:
        if self.type == "strategy" or self.key in DESIGNERS:
            return DESIGNERS.get(self.key, "")
        return "夏木" if self.type == "video" and "夏木" in TEAMS[self.client] else self._of(DESIGN)

    @property
    def art(self) -> str:
        return self._of(ART) if self.type in PRINTED and self.design else ""

    def _of(self, group: tuple[str, ...]) -> str:
        team = [name for name in TEAMS[self.client].split() if name in group]
        return team[sum(map(ord, self.title)) % len(team)] if team else ""

    def day(self, working_days: int) -> date:
        """A day so many working days after the first talk."""
        return calendar().add_workdays(date.fromisoformat(self.row["on"]), working_days)

    def due(self, what: str) -> datetime:
        """The moments agreed: copy, design, review, client, art and output."""
        draft, client, output = (self.day(n) for n in DAYS[self.type])
        before_client = calendar().previous_workday(client)
        return {
            "copy": at(draft, 12) if self.design else at(before_client, 18),
            "design": at(before_client, 18) if before_client >= draft else at(client, 11),
            "review": at(before_client, 18), "client": at(client, 12), "art": at(calendar().previous_workday(output), 17),
            "output": at(output, 17),
        }[what]  # fmt: skip

    def phrase(self, *path: str) -> str:
        """One of a group of phrases, the next of its kind each time."""
        found: Any = phrases()
        for name in path:
            found = found[name]
        return str(self.dice.one(found)) if isinstance(found, list) else str(found)

    def spec_rows(self) -> list[dict[str, Any]]:
        """The size asked for; nothing for what has none."""
        if not self.item:
            return []
        kind, _, place = self.item.partition("@")
        width, _, height = self.row["size"].partition("×")
        row = {"kind": kind, "width_mm": Decimal(width), "height_mm": Decimal(height), "colour": "CMYK"}
        row["scale"] = 20 if Decimal(width) > 5000 else 1  # no page is longer than 5 m
        row |= {"quantity": int(self.row["quantity"] or 1), "usage": self.title, "bleed_mm": Decimal(3)}
        if place:
            row |= {"publication": place, "placement": "outdoor", "obstacles": "无", "bleed_mm": Decimal(0)}
        return [row]


def all_jobs() -> list[Job]:
    """The jobs of the table by day; each is called after its project and its place in it: P02-03."""
    counted: dict[str, int] = {}
    jobs = []
    for row in table("jobs"):
        counted[row["project"]] = counted.get(row["project"], 0) + 1
        dice = Dice(f"{row['project']} {row['title']}")
        key = f"{row['project']}-{counted[row['project']]:02d}"
        diary = Diary(at(date.fromisoformat(row["on"]), 9)).wait(dice.between(1, 75) * 5)
        if key in FIRST_TALK:
            diary = Diary(datetime.combine(date.fromisoformat(row["on"]), FIRST_TALK[key], clock.SHANGHAI))
        jobs.append(Job(key, row, dice, diary))
    return sorted(jobs, key=lambda job: job.diary.now)
