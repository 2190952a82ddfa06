"""Feedback logged at once and word for word, from a delivery, a contact note or a job (SUB-06, SUB-11, SUB-18)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..contactlog.models import Relay
from ..deliveries.following import answered
from ..duties import rows as duties
from ..errors import InvalidInput
from ..finding import Words, findable, index
from ..who import account
from . import inputs, terms
from .marking import spans
from .models import ChangeItem, Feedback, Wording
from .pictures import keep
from .rounds import recount

SAYS = T("反馈由客户部的同事记录。", "Account people log feedback.")
NOT_OURS = T("不属于这个客户。", "It belongs to another client.")


@action("feedback.log", "记反馈", "Log feedback", who=account, who_says=SAYS, fields=inputs.FEEDBACK)
def log(act: Act) -> Feedback:
    """Keep what the client said; its delivery is answered, and the team is to hear of it."""
    values = stored(act)
    it: Feedback = act.make(Feedback, **values, picture=keep(act.values["picture"]))
    act.make(Wording, client=it.client, feedback=it, number=1, words=it.words, marks=it.marks)
    items = [item_of(act, it, line, place) for place, line in enumerate(act.values["items"])]
    act.facts |= {"heard": [it], "said_at": owed_since(act, it), "questions": [one for one in items if one.must_ask]}
    if it.delivery is not None:
        answered(act, it.delivery, it.received_at)
    recount(it.sheet)
    index(it)
    act.says = T(f"{it.who}的反馈：{it.subject}", f"Feedback from {it.who}: {it.subject}")
    return it


def stored(act: Act) -> dict[str, Any]:
    """The feedback's own fields as they are kept. Raises InvalidInput where they do not fit together."""
    given = act.values
    names = ("delivery", "note", "contact", "said_by", "channel", "words", "good", "bad", "behind", "our_view")
    values = {name: given[name] for name in names} | place_of(given)
    at = given["received_at"] or (given["note"].ended_at if given["note"] else act.now)
    wrong = misplaced(given, values["project"]) | mistimed(at, given["delivery"], act.now)
    if wrong:
        raise InvalidInput(wrong)
    contact = given["contact"] or (given["note"].contact if given["note"] and not given["said_by"] else None)
    return values | {
        "client": values["project"].client, "contact": contact, "received_at": at,
        "marks": spans(given["marks"], given["words"]),
    }  # fmt: skip


def place_of(given: dict[str, Any]) -> dict[str, Any]:
    """The job and project that feedback is about, as near as it says."""
    about = [given[name] for name in ("sheet", "delivery", "note") if given[name] is not None]
    sheet = given["sheet"] or next((one.sheet for one in about if getattr(one, "sheet", None)), None)
    project = given["project"] or (sheet or next((one for one in about if one.project), None) or _Nowhere).project
    if project is None:
        says = T("选一次发送、一张工作单或一个项目。", "Choose a delivery, a job sheet or a project.")
        raise InvalidInput({"project": says})
    return {"sheet": sheet, "project": project}


class _Nowhere:
    project = None


def misplaced(given: dict[str, Any], project: Any) -> dict[str, T]:
    """What belongs to another client, or to another project than the rest."""
    wrong = {}
    for name in ("delivery", "sheet", "note", "contact", "project"):
        thing = given[name]
        if thing is not None and thing.client_id != project.client_id:
            wrong[name] = NOT_OURS
        elif name in ("delivery", "sheet") and thing is not None and thing.project_id != project.pk:
            wrong[name] = T("不属于这个项目。", "It belongs to another project.")
    return wrong


def mistimed(at: datetime, delivery: Any, now: datetime) -> dict[str, T]:
    """Feedback comes neither out of the future nor before what it answers."""
    if at > now + timedelta(minutes=1):
        return {"received_at": T("还没有到这个时间。", "That time has not come yet.")}
    if delivery is None:
        return {}
    if delivery.sent_at is None:
        return {"delivery": T("这次发送还没有发出。", "This delivery has not been sent yet.")}
    if at < delivery.sent_at:
        return {"received_at": T("早于发送的时间。", "It is earlier than the delivery.")}
    return {}


def item_of(act: Act, it: Feedback, line: dict[str, Any], place: int) -> ChangeItem:
    """One change; a reason given answers the question."""
    values = {"what": line["what"], "why": line["why"], "cause": line["cause"] or next(iter(terms.CAUSES))}
    values["must_ask"] = bool(line["must_ask"] and not line["why"])
    made: ChangeItem = act.make(
        ChangeItem, client=it.client, project=it.project, sheet=it.sheet, feedback=it, position=place, **values
    )
    return made


def owed_since(act: Act, it: Feedback) -> datetime | None:
    """From when the team is to hear it; None where its contact note was passed on already.

    The note's own duty goes over into the feedback's, with the same time: nobody passes the same word on twice.
    """
    if it.note is None:
        return it.received_at
    if Relay.objects.filter(note=it.note).exists():
        return None
    duties.cancel(it.note, act.person, ["relay"], reason=str(T("已记成反馈", "Logged as feedback")))
    return min(it.received_at, it.note.ended_at)


@findable("Feedback", "client", "project", "sheet", "contact", "delivery")
def found_by(it: Feedback) -> Words:
    """Feedback by the client's words, both sides, what lies behind, its job, delivery and who said it."""
    about = [str(one) for one in (it.sheet, it.delivery, it.project) if one is not None]
    words = " ".join([*about, it.who, it.words, it.good, it.bad, it.behind, it.our_view])
    return Words(it.subject, f"{it.client} · {it.who}", "", words, it.received_at)
