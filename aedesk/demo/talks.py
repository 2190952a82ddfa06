"""What is said besides the jobs: talks with decisions and promises, message slips, forecasts, requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from aedesk.desk.duties.figures import calendar
from aedesk.kit import clock

from .diary import Diary, Dice, at
from .jobs import AE_OF, CLIENT_OF
from .steps import Step
from .tables import table

SENIOR = {"李总": "周以恒", "娄总": "周以恒", "蒋总": "周以恒"}


def steps() -> Iterator[Step]:
    """Every step of the tables of talks, slips, milestones and requests."""
    for number, row in enumerate(table("talks"), 1):
        yield from talk(row, f"talk {number:02d}")
    for number, row in enumerate(table("slips"), 1):
        yield from slip(row, f"slip {number:02d}")
    for row in table("milestones"):
        yield from milestone(row)
    for number, row in enumerate(table("requests"), 1):
        yield from request(row, f"wish {number}")
    for who, contact, day in (("邵一川", "小何", date(2026, 9, 29)), ("邵一川", "聂经理", date(2026, 10, 22))):
        yield Step(at(day, 9, 25), who, "birthday.greeted", contact)


def talk(row: dict[str, str], name: str) -> list[Step]:
    """A talk beside the jobs, with what comes of it."""
    dice = Dice(f"{row['on']} {row['subject']}")
    diary = Diary(at(date.fromisoformat(row["on"]), 9)).wait(dice.between(6, 76) * 5)
    ae, ended = AE_OF[row["project"]], diary.now
    diary.wait(dice.between(16, 40) if ae == "邵一川" and dice.chance(20) else dice.between(2, 12))
    diary.act(ae, "note.log", name=name, **said(row, ended, dice.between(5, 40), read_back=dice.chance(85)))
    if not diary.steps[0].given["is_read_back"] and row["on"] < "2026-11-13":
        confirmed = Diary(diary.now + timedelta(minutes=dice.between(20, 500)))
        diary.steps += confirmed.act(ae, "note.confirm", name).steps
    if row["decision"]:
        passed_on(diary, row, name, dice)
    if row["ask"]:
        asked(diary, row, name, ae)
    if row["promise"]:
        kept(diary, row, name, dice)
    if row["decision"]:
        minutes(diary, row, name, dice, ended)
    return diary.steps


def said(row: dict[str, str], ended: datetime, length: int, *, read_back: bool) -> dict[str, Any]:
    given: dict[str, Any] = {
        "client": CLIENT_OF[row["project"]], "project": row["project"], "contact": row["contact"], "channel": row["channel"],
        "started_at": ended - timedelta(minutes=length), "ended_at": ended, "subject": row["subject"],
        "points": row["points"].split(";"), "client_words": row["words"], "real_need": row["need"], "our_view": row["view"],
        "is_read_back": read_back, "director": SENIOR.get(row["contact"]),
    }  # fmt: skip
    if row["decision"]:
        given["decisions"] = [{"text": row["decision"], "decided_by": row["contact"]}]
    if row["promise"]:
        what, _, days = row["promise"].partition("@")
        due = at(calendar().add_workdays(clock.shanghai(ended).date(), int(days)), 17 if days == "0" else 15)
        given["client_promises"] = [{"what": what, "due_at": due}]
    if row["ask"]:
        given |= {"escalation": row["ask"], "escalate_to": "周以恒"}
    return given


def passed_on(diary: Diary, row: dict[str, str], name: str, dice: Dice) -> None:
    """The team hears of a decision within the hour, mostly."""
    ae = AE_OF[row["project"]]
    diary.later(dice.between(45, 70) if dice.chance(12) else dice.between(4, 30)).act(
        ae, "note.relay", name, says=row["decision"], reason=row["need"].rstrip("。")
    )


def asked(diary: Diary, row: dict[str, str], name: str, ae: str) -> None:
    """What the AE may not settle is settled above, and the client hears of it."""
    diary.wait(35).act("周以恒", "escalation.decide", f"{name}/escalation", decision=row["answer"])
    diary.later(20).act(ae, "escalation.tell_client", f"{name}/escalation")


def minutes(diary: Diary, row: dict[str, str], name: str, dice: Dice, ended: datetime) -> None:
    """The minutes of a decision go out within 24 hours, mostly, and come back signed."""
    late = dice.chance(15)
    due = ended + timedelta(hours=24)
    sent = Diary(
        due + timedelta(minutes=dice.between(5, 80)) if late else diary.now + timedelta(minutes=dice.between(20, 400))
    )
    if not late and sent.now > due:
        sent = Diary(diary.now + timedelta(minutes=8))
    ae, decided = AE_OF[row["project"]], f"{name}/decision"
    text = f"{row['on']} {row['subject']}：{row['decision']}。要点：{row['points'].replace(';', '；')}。"
    sent.act(ae, "minutes.send", decided, text=text)
    sent.wait(dice.between(60, 900)).act(ae, "minutes.sign", decided, signed_by=row["contact"])
    diary.steps += sent.steps


def kept(diary: Diary, row: dict[str, str], name: str, dice: Dice) -> None:
    """The client keeps his word, early, late or not at all."""
    due = diary.steps[0].given["client_promises"][0]["due_at"]
    diary_of = Diary(diary.now).until(
        due + timedelta(minutes=dice.between(20, 900) if dice.chance(30) else -dice.between(5, 300))
    )
    code = "clientpromise.drop" if dice.chance(8) else "clientpromise.keep"
    more = {"reason": "客户改由我们整理"} if code.endswith("drop") else {}
    diary_of.act(AE_OF[row["project"]], code, f"{name}/promised", **more)
    diary.steps += diary_of.steps


def slip(row: dict[str, str], name: str) -> list[Step]:
    """A message for somebody who is out, and the call back."""
    dice, taken = Dice(row["matter"]), clock.parse(row["on"])
    back = calendar().next_working_start(taken + timedelta(minutes=dice.between(30, 95)))
    diary = Diary(taken)
    diary.act(
        row["taker"], "slip.take", name=name, for_person=row["for"], caller=row["caller"], client=row["client"] or None,
        phone=f"+86 100 0000 {dice.between(200, 999):04d}", matter=row["matter"], back_at=back,
    )  # fmt: skip
    diary.until(back).later(dice.between(32, 75) if dice.chance(16) else dice.between(3, 28))
    answer = dice.one(("已说清", "约了下午再看", "已转给同事", "当场定了", "发了邮件确认"))
    return diary.act(row["for"], "slip.answer", name, answer=answer).steps


def milestone(row: dict[str, str]) -> list[Step]:
    """A forecast answered three days ahead; those to come wait."""
    if not row["answer"]:
        return []
    day = calendar().add_workdays(date.fromisoformat(row["on"]), -3)
    code = "milestone.confirm" if row["answer"] == "confirmed" else "milestone.dismiss"
    return Diary(at(day, 9, 35)).act(AE_OF[row["project"]], code, f"{row['project']} {row['name']}").steps


def request(row: dict[str, str], name: str) -> list[Step]:
    """A wish noted down; most such come to nothing, some still wait for a sheet."""
    dice = Dice(row["title"])
    diary = Diary(at(date.fromisoformat(row["on"]), 10)).wait(dice.between(1, 300))
    wanted = at(date.fromisoformat(row["wanted"]), 12)
    diary.act(
        AE_OF[row["project"]], "request.open", name=name, project=row["project"], title=row["title"], wanted_at=wanted
    )
    if row["fate"]:
        diary.wait(dice.between(400, 1500)).act(AE_OF[row["project"]], "request.drop", name, reason=row["fate"])
    return diary.steps
