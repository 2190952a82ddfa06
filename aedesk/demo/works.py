"""The life of a job once its sheet is submitted: signed, worked on, shown, changed, ordered, closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from aedesk.desk.duties.figures import calendar
from aedesk.desk.jobsheets.state import FOR_COPY, FOR_DESIGN
from aedesk.kit import clock

from .clients import TEAMS
from .diary import at
from .jobs import DELIVERED, HANDED, Job, Span


def sign(job: Job) -> None:
    """Finance numbers it, the doers sign, the process is reviewed; some sheets go back first."""
    diary, dice, key = job.diary, job.dice, job.key
    late = dice.between(65, 110) if dice.chance(5) else dice.between(6, 45)
    diary.wait(late).act("郑一诺" if dice.chance(18) else "钱衡", "jobsheet.number", key)
    if "U" in job.marks:
        diary.wait(dice.between(4, 30)).act(job.ae, "urgent.talked", key)
    doers = [doer for doer in (job.copy, job.design) if doer]
    if "B" in job.marks or dice.chance(7):
        send_back(job, dice.one((*doers, "宋时")))
    signs = [(doer, "jobsheet.sign") for doer in doers]
    signs.insert(dice.between(0, 1) if dice.chance(70) else len(signs), ("宋时", "jobsheet.review"))
    for who, code in signs:
        diary.wait(dice.between(200, 300) if dice.chance(4) else dice.between(5, 60))
        if code == "jobsheet.sign" and dice.chance(5):
            negotiate(job, who)
        diary.act(who, code, key)
    job.issued_at = diary.now
    job.spans.append(Span(job.ae, "brief", diary.now, job.due("output")))
    for helper, since in (("方小棠", "2026-11-02"), ("魏听澜", "2026-09-07")):
        if helper in TEAMS[job.client].split() and job.row["on"] >= since and (helper == "方小棠" or dice.chance(45)):
            job.spans.append(Span(helper, "brief", diary.now, job.due("client")))


def negotiate(job: Job, doer: str) -> None:
    """A signer proposes another time; the AE settles it."""
    when = job.due("copy" if job.copy else "design") - timedelta(hours=1)
    why = job.phrase("propose", "reasons")
    job.diary.act(doer, "jobsheet.propose_time", job.key, proposed_at=when, reason=why)
    job.diary.wait(job.dice.between(8, 50)).act(job.ae, "jobsheet.settle", job.key, draft_due_at=when)
    job.diary.wait(job.dice.between(5, 40))


def send_back(job: Job, who: str) -> None:
    """The sheet comes back with a reason and is mended."""
    why = job.phrase("return", "reasons")
    job.diary.wait(job.dice.between(10, 90)).act(who, "jobsheet.return", job.key, reason=why)
    job.diary.wait(job.dice.between(15, 100)).act(job.ae, "jobsheet.edit", job.key, special_notes=f"已补：{why}")
    job.diary.wait(2).act(job.ae, "jobsheet.submit", job.key)


def work(job: Job, dates: dict[str, str]) -> None:
    """Copy, then layout, then the creative director; each hand-over is accepted."""
    if job.copy:
        at_work(job, "copy", job.copy, dates["copy"])
        if job.design:
            hand(job, job.copy, "design", job.design, "copy")
    if job.design:
        at_work(job, "design", job.design, dates["design"])
    hand(job, job.design or job.copy, "internal_review", "许墨", "design")
    job.spans.append(Span("许墨", "internal_review", job.diary.now, job.diary.now))
    job.diary.wait(job.dice.between(5, 25))
    hand(job, "许墨", "client", job.ae, "review")


def at_work(job: Job, sign: str, doer: str, line: str) -> None:
    """A doer's days on a job: a word on how far it is, then the draft, on time or late."""
    diary, dice, since = job.diary, job.dice, job.diary.now
    kind = "video" if job.type == "video" and sign == "design" else {"art": "artwork"}.get(sign, sign)
    due = job.due(sign)
    diary.until(since + (due - since) * 0.5)
    if dice.chance(9):
        diary.act(job.ae, "progress.ask", job.key).wait(dice.between(5, 90))
        for other in sorted({job.copy, job.design, job.art} - {"", doer}):
            diary.act(
                other, "progress.note", job.key, percent=dice.one((0, 10, 40)), note=job.phrase("progress", "waiting")
            ).wait(4)
    diary.wait(dice.between(1, 30)).act(
        doer, "progress.note", job.key, percent=dice.one((30, 40, 50, 60, 70)), note=job.phrase("progress", kind)
    )
    early = -dice.between(5, 80) if dice.chance(13) else dice.between(4, 130)
    if f"{job.key} {sign}" in DELIVERED:
        diary.now = clock.parse(DELIVERED[f"{job.key} {sign}"])
    diary.until(due - timedelta(minutes=early) if f"{job.key} {sign}" not in DELIVERED else diary.now)
    diary.act(doer, "line.deliver", line)
    job.spans.append(Span(doer, "artwork" if sign == "art" else sign, since, diary.now))


def hand(job: Job, giver: str, stage: str, receiver: str, words: str) -> None:
    """Hand the job on; now and then it comes back once."""
    diary, dice = job.diary, job.dice
    name = f"{job.key} to {stage}"
    diary.wait(dice.between(2, 9))
    given = {"to_stage": stage, "receiver": receiver, "note": job.phrase("handover", words)}
    if name in HANDED:
        offered, accepted = map(clock.parse, HANDED[name])
        diary.until(offered).act(giver, "handover.offer", job.key, name=name, **given)
        diary.until(accepted).act(receiver, "handover.accept", name)
        return
    if stage == "design" and dice.chance(6):
        diary.act(giver, "handover.offer", job.key, name=f"{name} first", **given).wait(dice.between(10, 60))
        diary.act(receiver, "handover.return", f"{name} first", reason=job.phrase("return", "handover"))
        diary.wait(dice.between(20, 90))
    diary.act(giver, "handover.offer", job.key, name=name, **given)
    diary.wait(dice.between(245, 300) if dice.chance(4) else dice.between(4, 45)).act(receiver, "handover.accept", name)


def show(job: Job) -> None:
    """It goes to the client, in time or not, and waits there."""
    diary, dice = job.diary, job.dice
    slow = dice.chance(24 if job.ae == "邵一川" else 6)
    diary.until(job.due("client") + timedelta(minutes=dice.between(4, 55) if slow else -dice.between(6, 60)))
    if any(step.code == "promise.make" for step in diary.steps):
        diary.act(job.ae, "promise.keep", f"{job.key} promise")
    diary.wait(3).act(job.ae, "job.court", job.key, court="client", waiting_for=f"{job.contact}确认{job.title}"[:60])
    diary.wait(2)
    plan(job, f"问{job.contact}对{job.title}的意见", next_day(job, 16))


def next_day(job: Job, hour: int) -> datetime:
    return at(calendar().next_workday(clock.shanghai(job.diary.now).date()), hour)


def plan(job: Job, what: str, when: datetime) -> None:
    """The next action, so that the train never stops; put off for as long as it is not done."""
    job.diary.act(job.ae, "job.next", job.key, next_action=what[:80], next_action_at=when)


def change(job: Job) -> None:
    """The client answers; where he wants it otherwise, a change sheet is written and signed."""
    diary, dice = job.diary, job.dice
    shown = diary.now
    diary.wait(dice.between(150, 700))
    wants = "C" in job.marks or dice.chance(11)
    words = job.phrase("feedback", "small" if wants else "good")
    ended, given = diary.now, {"client": job.client, "project": job.project, "contact": job.contact, "sheet": job.key}
    diary.wait(dice.between(2, 13)).act(
        job.ae, "note.log", name=f"{job.key} answer", **given, channel="wecom", is_incoming=True, ended_at=ended,
        subject=f"{job.title}：反馈"[:80], client_words=words, points=[words.rstrip("。")], is_read_back=True, for_team=wants,
    )  # fmt: skip
    if wants:
        diary.wait(dice.between(40, 75) if dice.chance(9) else dice.between(6, 40))
        diary.act(job.ae, "note.relay", f"{job.key} answer", reason=job.phrase("feedback", "why"))
    diary.wait(3).act(job.ae, "job.court", job.key, court="ours")
    plan(
        job, f"{'正稿交印前看一遍' if job.art else '定稿出品'}：{job.title}", max(job.due("output"), next_day(job, 17))
    )
    for _ in range(max(job.marks.count("C"), int(wants))):
        change_sheet(job)
    for doer, stage in ((job.copy, "copy"), (job.design, "design")):
        if doer:
            job.spans.append(Span(doer, stage, shown, diary.now))


def change_sheet(job: Job) -> None:
    """CS-n: one thing changes, for a reason, and those it touches sign again."""
    diary, dice = job.diary, job.dice
    name, number = f"{job.key} change", sum(step.code == "changesheet.write" for step in diary.steps) + 1
    what = ("content", "mandatories", "special_notes")[(number + sum(map(ord, job.title))) % 3]
    given: dict[str, Any] = {
        what: f"{job.content if what == 'content' else ''}{job.phrase('change', what)}（{number}）"
    }
    if number > 1:
        given = {"client_due_at": job.due("client") + timedelta(days=3)}
    diary.wait(dice.between(8, 60))
    since = diary.now
    diary.act(
        job.ae, "changesheet.write", job.key, name=f"{name} {number}", **given, reason=job.phrase("change", "why")
    )
    for who in touched(job, set(given)):
        diary.wait(dice.between(245, 300) if dice.chance(6) else dice.between(5, 70))
        diary.act(who, "changesheet.sign", f"{name} {number}")
    job.unsigned.append((since, diary.now))
    job.spans.append(
        Span(job.design or job.copy, "design" if job.design else "copy", diary.now, diary.now + timedelta(hours=7))
    )


def touched(job: Job, fields: set[str]) -> list[str]:
    """Whom a change asks to sign again."""
    moved = fields & {"client_due_at"}
    doers = [job.copy] if job.copy and (fields & FOR_COPY or moved) else []
    doers += [job.design] if job.design and (fields & FOR_DESIGN or moved) else []
    return doers or ["宋时"]


def finish(job: Job, dates: dict[str, str]) -> None:
    """Orders outside, final artwork, output."""
    diary, dice = job.diary, job.dice
    for number, order in enumerate(filter(None, job.row["orders"].split(";"))):
        supplier, what, amount = order.split("|")
        buyer = "沈佳禾" if supplier.startswith("大牌") else "耿实"
        diary.wait(dice.between(10, 90)).act(
            buyer, "purchase.order", name=f"{job.key} order {number}", sheet=job.key, supplier=supplier, what=what,
            amount=Decimal(amount), due_at=job.due("output") + timedelta(days=dice.between(0, 2)),
        )  # fmt: skip
        job.spans.append(Span(buyer, "output", diary.now, diary.steps[-1].given["due_at"]))
    last = job.art or job.design or job.copy
    if job.art:
        hand(job, job.ae, "artwork", job.art, "artwork")
        at_work(job, "art", job.art, dates["art"])
        diary.act(last, "progress.note", job.key, percent=100, note=job.phrase("progress", "done"))
        hand(job, last, "output", job.ae, "output")
    else:
        diary.act(last, "progress.note", job.key, percent=100, note=job.phrase("progress", "done"))
        hand(job, job.ae, "output", last, "output")


def close(job: Job) -> None:
    """What was ordered comes in, and the card is closed."""
    diary, dice = job.diary, job.dice
    orders = [step for step in diary.steps if step.code == "purchase.order"]
    last = max((step.given["due_at"] for step in orders), default=diary.now)
    ends = at(calendar().add_workdays(clock.shanghai(max(last, diary.now)).date(), 4), 17)
    plan(job, f"{'收齐送货单' if orders else '收好定稿'}，截卡：{job.title}", ends)
    for step in orders if "K" not in job.marks else orders[1:]:
        diary.until(step.given["due_at"] - timedelta(minutes=dice.between(-300, 400)))
        diary.act(step.who, "purchase.receive", step.name)
    if "K" in job.marks:
        return
    diary.wait(dice.between(300, 1700))
    diary.act(job.ae if dice.chance(75) else "郑一诺", "jobsheet.close", job.key)
    job.closed_at = diary.now
