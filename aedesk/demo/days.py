"""The days of the house: morning lists, Monday calls with their preparation, and the hours worked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from aedesk.desk.duties.figures import calendar
from aedesk.kit import clock

from .diary import Dice, at
from .jobs import CONTACTS, Job, Span, phrases
from .steps import Step

FIRST, LAST = date(2026, 9, 7), date(2026, 11, 17)
MAIN_WEEK = date(2026, 11, 16)
# Calls made at another time than one after the other: E001, and the example of RHY-11.
CALLED = {(date(2026, 10, 8), "C1"): (9, 5), (date(2026, 10, 8), "C5"): (10, 30), (MAIN_WEEK, "C2"): (10, 40)}
# Whom each AE phones on Mondays, in order, and on which project's behalf.
CALLS = {
    "林晓岚": (("C1", "P02"), ("C4", "P06"), ("C6", "P10")),
    "邵一川": (("C5", "P08"), ("C2", "P03"), ("C3", "P05"), ("C8", "P12"), ("C7", "P11")),
}
KINDS = {"夏木": "video", "魏听澜": "strategy", "沈佳禾": "media", "耿实": "production", "许墨": "review"}
# Who posts hours, and on how many jobs of a day at most.
WORKERS = {
    "何一苇": 5, "叶初晴": 6, "唐予": 5, "蒋小满": 5, "白川": 5, "陆画": 5, "段可": 5, "夏木": 4, "林晓岚": 6, "邵一川": 6,
    "许墨": 5, "方小棠": 4, "魏听澜": 3, "耿实": 3, "沈佳禾": 3,
}  # fmt: skip


def workdays(first: date = FIRST, last: date = LAST) -> Iterator[date]:
    """The working days of the story, make-up weekends among them."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    yield from (day for day in days if calendar().is_workday(day))


def profile() -> Iterator[Step]:
    """The account people read what the house sells; the new assistant does in her first week (ROL-08)."""
    for minute, who in enumerate(("周以恒", "秦若谷", "林晓岚", "邵一川")):
        yield Step(at(FIRST, 8, 40) + timedelta(minutes=2 * minute), who, "profile.read")
    yield Step(at(date(2026, 11, 5), 16, 20), "方小棠", "profile.read")


def lists() -> Iterator[Step]:
    """Who confirms the morning list, and how late."""
    for day in workdays(last=date(2026, 11, 18)):
        for who, late, missed in (("林晓岚", 8, 0), ("邵一川", 33, 4), ("秦若谷", 12, 8)):
            dice = Dice(f"{day} {who}")
            if not dice.chance(missed) and (who != "林晓岚" or day < MAIN_WEEK):
                minute = dice.between(31, 64) if dice.chance(late) else dice.between(-18, 28)
                yield Step(at(day, 9) + timedelta(minutes=minute), who, "today.confirm")


def monday_calls(jobs: list[Job]) -> Iterator[Step]:
    """The calls of every week, prepared before nine."""
    for day in workdays(last=MAIN_WEEK):
        if calendar().first_workday_of_week(day) == day:
            for who, clients in CALLS.items():
                yield from calls_of(who, clients, day, jobs)


def calls_of(who: str, clients: tuple[tuple[str, str], ...], day: date, jobs: list[Job]) -> Iterator[Step]:
    """One AE's calls of a Monday, one after the other; the script itself makes that of C1 in the main week."""
    begins, prepared = at(day, 9), at(day, 8, 34)
    for client, project in sorted(clients, key=lambda one: CALLED.get((day, one[0]), (0, 0))):
        dice = Dice(f"{day} {client}")
        begins = at(day, *CALLED.get((day, client), (begins.hour, begins.minute)))
        name, length = f"call {day} {client}", dice.between(4, 9) if who == "林晓岚" else dice.between(3, 7)
        ends = begins + timedelta(minutes=length if day < MAIN_WEEK or client != "C1" else 16)
        if day < MAIN_WEEK or client != "C1":
            yield Step(
                prepared, who, "prep.write", given=prep(client, project, begins, day, jobs, dice), name=f"{name} prep"
            )
            said = call(client, project, day, jobs, dice) | {
                "prep": f"{name} prep",
                "started_at": begins,
                "ended_at": ends,
            }
            yield Step(ends + timedelta(minutes=dice.between(1, 3)), who, "note.log", given=said, name=name)
            if not said["is_read_back"] and day < MAIN_WEEK:
                yield Step(at(day, dice.between(10, 18), 5), who, "note.confirm", name)
        prepared += timedelta(minutes=dice.between(3, 5))
        begins = ends + timedelta(minutes=dice.between(1, 3))


def due_this_week(client: str, day: date, jobs: list[Job]) -> list[tuple[datetime, str]]:
    """What goes to the client in the week of a day: when and what."""
    friday = day + timedelta(days=6 - day.weekday())
    found = [(job.due("client"), job.title) for job in jobs if job.client == client and job.row["on"] <= f"{day}"]
    return sorted((due, title) for due, title in found if day <= clock.shanghai(due).date() <= friday)


def prep(client: str, project: str, begins: datetime, day: date, jobs: list[Job], dice: Dice) -> dict[str, Any]:
    book, due = phrases()["monday"][client], due_this_week(client, day, jobs)
    title = due[0][1] if due else "本周安排"
    return {
        "client": client, "project": project, "contact": CONTACTS[project], "planned_at": begins, "is_monday_call": True,
        "aim": f"定本周计划，敲定{title}的时间", "learn": f"上周{book[0].split('|')[0]}和变化的原因",
        "tell": "、".join(title for _, title in due) + "的进度" if due else "上周交付的反馈收集情况",
        "discuss": dice.one(("下周要不要提前开口", "哪一项可以往后放", "谁来定稿")), "wanted_action": dice.one(("今天把资料发来", "周三前给意见", "定一个拍板的人")),
        "their_aim": dice.one(("看到进度，好向上汇报", "少改几轮", "把费用说清楚", "别误节点")),
        "questions": [
            {"text": f"上周{book[0].split('|')[0]}多少？和哪一波有关？", "kind": "open"},
            {"text": f"{title}谁来拍板？", "kind": "open"}, {"text": "今天几点能给答复？", "kind": "probing"},
        ][: dice.between(2, 3)],
    }  # fmt: skip


def figures(client: str, day: date) -> str:
    """Last week's figures against those of the week before, each with the reason."""
    said = []
    for row in phrases()["monday"][client]:
        name, unit, least, most = row.split("|")
        now, before = (
            Dice(f"{client} {name} {d.isocalendar()[:2]}").between(int(least), int(most))
            for d in (day, day - timedelta(days=7))
        )
        said.append(f"{name} {before}→{now} {unit}（{(now - before) / before:+.1%}）")
    return "，".join(said)


def call(client: str, project: str, day: date, jobs: list[Job], dice: Dice) -> dict[str, Any]:
    """What was said on the phone on a Monday."""
    due = due_this_week(client, day, jobs)
    plan = (
        "；".join(f"周{'一二三四五六日'[clock.shanghai(d).weekday()]}交{title}" for d, title in due)
        or "收上周反馈，排下周"
    )
    shown, why = figures(client, day), dice.one(phrases()["monday"]["why"])
    words = dice.one(("数字发你了，", "这周就这样，", "领导在问，", "没别的，", "先说好，")) + dice.one(
        ("别误了时间。", "稿子早点给。", "有变化我再打。", "周三前定下来。", "其他照旧。")
    )
    return {
        "client": client, "project": project, "contact": CONTACTS[project], "is_monday_call": True, "subject": f"周一电话 {day:%m-%d}",
        "points": [shown.split("，")[0], *plan.split("；")[:2]], "client_words": words, "real_need": f"本周{plan.split('；')[0]}",
        "our_view": f"数字变化多半因为{why}，下周接着看", "effect_feedback": f"{shown}；{why}。", "week_plan": plan, "is_read_back": dice.chance(92),
    }  # fmt: skip


def hours(jobs: list[Job]) -> Iterator[Step]:
    """The hours worked, posted at the end of each day: who, on which jobs, how long."""
    told = notes_of(jobs)
    for day in workdays():
        for who, most in WORKERS.items():
            busy = [(job, span) for job in jobs for span in job.spans if span.person == who and on(job, span, day)]
            yield from posted(who, day, busy, most, told[who, day])


def notes_of(jobs: list[Job]) -> dict[tuple[str, date], dict[str, datetime]]:
    """The jobs on which somebody noted progress on a day, and when: such a day has time posted (JOB-16)."""
    found: dict[tuple[str, date], dict[str, datetime]] = defaultdict(dict)
    for job in jobs:
        for step in job.diary.steps:
            if step.code == "progress.note":
                found[step.who, clock.shanghai(step.at).date()][job.key] = step.at
    return found


def on(job: Job, span: Span, day: date) -> bool:
    """Whether a span lies on a day, the sheet issued and not closed when the day ends."""
    posted_at = at(day, 17, 40)
    first, last = clock.shanghai(span.since).date(), clock.shanghai(span.until).date()
    open_ = (
        job.issued_at is not None and job.issued_at < posted_at and (job.closed_at is None or posted_at < job.closed_at)
    )
    signed = not any(since <= posted_at + timedelta(minutes=20) and posted_at <= until for since, until in job.unsigned)
    return open_ and signed and first <= day <= last


def posted(who: str, day: date, busy: list[tuple[Job, Span]], most: int, told: dict[str, datetime]) -> Iterator[Step]:
    """The day's hours on the jobs at hand, two entries on a job where the morning differed from the afternoon."""
    dice = Dice(f"{day} {who} hours")
    dice.shuffle(busy)
    busy.sort(key=lambda pair: pair[0].key not in told)
    strays = {key: noted for key, noted in told.items() if key not in {job.key for job, _ in busy}}
    for key, noted in strays.items():
        given = {"sheet": key, "on": day, "minutes": 20, "stage": "output", "note": "收尾"}
        yield Step(noted + timedelta(minutes=1), who, "time.post", given=given)
    jobs = list({job.key: (job, span) for job, span in busy}.values())[: max(most, len(told))]
    once = day >= MAIN_WEEK or most < 5 or (jobs and jobs[0][1].stage in ("brief", "internal_review", "output"))
    entries = [pair for pair in jobs for _ in range(1 if once else 3 if len(jobs) == 1 else 2)]
    weights = [dice.between(2, 6) if span.stage == "brief" else dice.between(3, 9) for _, span in entries]
    whole = min(dice.between(390, 475), sum(weights) * 15) - 20 * len(strays)  # minutes of a day on jobs
    moment = at(day, 17, 40)
    for (job, span), weight in zip(entries, weights, strict=True):
        minutes = max(10, whole * weight // sum(weights) // 5 * 5)
        given = {"sheet": job.key, "on": day, "minutes": minutes, "stage": span.stage}
        moment += timedelta(seconds=dice.between(40, 150))
        note = dice.one(phrases()["notes"][KINDS.get(who, span.stage)])
        yield Step(moment, who, "time.post", given=given | {"note": note})
