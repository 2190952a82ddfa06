"""The life of a job until its sheet is submitted: talked over, dated with the doers, promised, written."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from .jobs import Job, phrases
from .steps import Step
from .works import change, close, finish, show, sign, work

STRATEGIES = {"2026-09": "九月策略", "2026-10": "十月策略", "2026-11": "十一月策略"}


def live(job: Job) -> list[Step]:
    """Every step of a job, to its end; whoever plays them stops where the story stands."""
    talk(job)
    if "R" not in job.marks:
        open_sheet(job)
    if "D" in job.marks:
        return job.diary.steps
    dates = {sign: ask(job, sign) for sign in ("copy", "design", "art") if getattr(job, sign)}
    promise(job)
    if "R" in job.marks:
        open_sheet(job)
    if not write(job):
        return job.diary.steps
    sign(job)
    work(job, dates)
    show(job)
    change(job)
    finish(job, dates)
    close(job)
    return job.diary.steps


def talk(job: Job) -> None:
    """The client says what is wanted; the AE writes it down."""
    diary, dice = job.diary, job.dice
    ended = diary.now
    late = job.ae == "邵一川" and dice.chance(22)
    diary.wait(dice.between(16, 48) if late else dice.between(2, 13))
    points = [job.content.split("；")[0].split("：")[0][:40], f"{job.due('client'):%m-%d} 给初稿", f"{job.contact}确认"]
    given: dict[str, Any] = {
        "client": job.client, "project": job.project, "contact": job.contact, "channel": dice.one(("phone", "wecom", "phone", "meeting")),
        "is_incoming": dice.chance(60), "started_at": ended - timedelta(minutes=dice.between(4, 14)), "ended_at": ended,
        "subject": f"{job.title}", "points": points, "client_words": job.words, "real_need": job.need,
        "our_view": job.phrase("view", job.type), "is_read_back": dice.chance(86),
    }  # fmt: skip
    if "R" in job.marks:
        given |= {"opens_request": True, "request_title": job.title, "request_wanted_at": job.due("client")}
    diary.act(job.ae, "note.log", name=f"{job.key} talk", **given)
    if not given["is_read_back"]:
        diary.wait(dice.between(20, 120)).act(job.ae, "note.confirm", f"{job.key} talk")


def about(job: Job) -> dict[str, str]:
    """What a line or promise belongs to: the request, or the sheet in draft."""
    return {"request": f"{job.key} talk/request"} if "R" in job.marks else {"sheet": job.key}


def ask(job: Job, sign: str) -> str:
    """Ask a doer for a time; he accepts, or proposes another."""
    diary, dice, name = job.diary, job.dice, f"{job.key} {sign} line"
    doer, word = getattr(job, sign), {"copy": "文案", "design": "版面", "art": "正稿"}[sign]
    step = {"copy": "copy", "design": "video" if job.type == "video" else "design", "art": "artwork"}[sign]
    client_at = job.due("output") if sign == "art" else job.due("client")
    diary.wait(dice.between(3, 12)).act(
        job.ae, "line.propose", name=name, **about(job), what=f"{job.title}{word}", step=step, doer=doer,
        due_at=job.due(sign), client_at=client_at,
    )  # fmt: skip
    diary.wait(dice.between(300, 420) if dice.chance(6) else dice.between(6, 70))
    if dice.chance(9) and job.due(sign) + timedelta(hours=1) <= client_at and f"{job.due(sign):%H}" == "12":
        other = job.due(sign) + timedelta(hours=3)
        diary.act(doer, "line.counter", name, countered_at=other, answer_note=job.phrase("propose", "answer"))
        diary.wait(dice.between(5, 60)).act(job.ae, "line.move", name, due_at=other)
    else:
        diary.act(doer, "line.accept", name)
    return name


def promise(job: Job) -> None:
    """The time the doers have accepted is given to the client; now and then a day is won for them."""
    if not job.dice.chance(86):
        return
    more: dict[str, Any] = {}
    if job.dice.chance(14):
        more = {"extends_from": job.due("client") - timedelta(days=1), "reason": "先看打样，多一天更稳"}
    job.diary.wait(job.dice.between(3, 20)).act(
        job.ae, "promise.make", name=f"{job.key} promise", **about(job), to=job.contact, what=f"{job.title}初稿",
        due_at=job.due("client"), **more,
    )  # fmt: skip


def open_sheet(job: Job) -> None:
    """A draft, with what is known already."""
    request = {"request": f"{job.key} talk/request"} if "R" in job.marks else {}
    urgent = {"is_urgent": True} if "U" in job.marks else {}
    given: dict[str, Any] = {"project": job.project, "title": job.title, "job_type": job.type} | request | urgent
    job.diary.wait(job.dice.between(4, 40)).act(job.ae, "jobsheet.open", name=job.key, **given)


def write(job: Job) -> bool:
    """The sheet is written and submitted; False where it goes no further."""
    diary, dice, key = job.diary, job.dice, job.key
    diary.wait(dice.between(12, 32)).act(job.ae, "jobsheet.edit", key, **facts(job))
    if "X" in job.marks:
        diary.wait(400).act(job.ae, "jobsheet.cancel", key, reason="客户决定不做团购，项目调性不合")
        return False
    if "E" in job.marks:
        return False
    diary.wait(dice.between(2, 9)).act(job.ae, "jobsheet.submit", key)
    return True


def facts(job: Job) -> dict[str, Any]:
    """What the AE writes on the sheet."""
    book, client = phrases(), job.client
    given: dict[str, Any] = {
        "copywriter": job.copy, "designer": job.design, "finished_artist": job.art, "alignment": f"{job.key} talk",
        "client_words": job.words, "real_need": job.need, "our_task": job.phrase("task", job.type),
        "background": job.phrase("background", job.project), "purpose": job.need.rstrip("。"), "effect": job.phrase("effect", client),
        "benefits": job.phrase("benefits", client).replace("|", "\n"), "content": job.content,
        "special_notes": "客户提供文字，不改字" if client == "C3" else job.dice.one(("无", "电话以基础物料为准", "打样送客户看")),
        "strategy": STRATEGIES[job.row["on"][:7]],
        "draft_due_at": job.due("copy" if job.copy else "design"), "review_due_at": job.due("review"),
        "client_due_at": job.due("client"), "output_due_at": job.due("output"), "estimated_hours": Decimal(job.dice.between(6, 30)),
        "spec_rows": job.spec_rows(),
    }  # fmt: skip
    if client in book["mandatories"]:
        given["mandatories"] = book["mandatories"][client]
    elif client != "X1":
        given["mandatories"] = "标志、项目电话、许可证号、开发商全称"
    if "U" in job.marks:
        given |= {"urgent_reason": "client", "urgent_note": "客户节点提前"}
    return given
