"""Feedback put right: what the team has heard keeps its old wording beside the new (SUB-11)."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput
from ..finding import index
from ..who import account
from . import inputs
from .logging import NOT_OURS, SAYS
from .marking import spans
from .models import Feedback, Wording
from .pictures import keep


@action(
    "feedback.edit", "改反馈", "Edit the feedback", who=account, who_says=SAYS, on="Feedback",
    fields=(*inputs.WHO, *inputs.WORDS, *inputs.SIDES, inputs.PICTURE), partial=True, versioned=True,
)  # fmt: skip
def edit(act: Act) -> Feedback:
    it: Feedback = act.target
    values = {name: value for name, value in act.values.items() if name not in ("reason", "marks", "picture")}
    if (contact := values.get("contact")) is not None and contact.client_id != it.client_id:
        raise InvalidInput({"contact": NOT_OURS})
    values |= worded(act, it)
    if act.values.get("picture") is not None:
        values["picture"] = keep(act.values["picture"])
    is_new = it.relayed_wording == it.wording and values["words"] != it.words
    if is_new:
        values["wording"] = it.wording + 1
    act.set(it, **values)
    keep_wording(act, it)
    act.facts |= {"heard": [it], "said_at": act.now if is_new else None, "questions": []}
    index(it)
    act.says = T(f"修改反馈：{it.subject}", f"Feedback edited: {it.subject}")
    if is_new:
        act.says = T(f"反馈原话有了第 {it.wording} 版：{it.subject}", f"Wording {it.wording}: {it.subject}")
    return it


def worded(act: Act, it: Feedback) -> dict[str, Any]:
    """The words and their marks; old marks go with the words they were made in."""
    words = act.values.get("words", it.words)
    if "marks" in act.values:
        return {"words": words, "marks": spans(act.values["marks"], words)}
    return {"words": words, "marks": it.marks if words == it.words else []}


def keep_wording(act: Act, it: Feedback) -> None:
    """The current wording as it stands; one that the team heard is never written over."""
    kept = Wording.objects.filter(feedback=it, number=it.wording).first()
    if kept is None:
        act.make(Wording, client=it.client, feedback=it, number=it.wording, words=it.words, marks=it.marks)
    elif it.relayed_wording != it.wording:
        act.set(kept, words=it.words, marks=it.marks)
    else:
        act.set(kept, marks=it.marks)
