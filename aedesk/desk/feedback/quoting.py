"""A round beyond the contract is offered as a quotation: a request marked so, until there are quotations (SUB-17)."""

from __future__ import annotations

from aedesk.kit.text import T

from ..action import Act, action, do
from ..errors import WrongState
from ..who import window
from .models import Feedback


@action(
    "feedback.quote", "开需求：超轮报价", "Open a request for a quotation", who=window, on="Feedback",
    who_says=T("需求由项目的 AE 开。", "The project's AE opens requests."),
)  # fmt: skip
def quote(act: Act) -> Feedback:
    """A request that names the round and the contract's figure; whoever quotes works from it."""
    it: Feedback = act.target
    if not it.is_beyond:
        raise WrongState(T("没有超出合同轮次。", "It is within the contract's rounds."))
    if it.quotation is not None:
        raise WrongState(T(f"已经开了需求 {it.quotation}。", f"Request {it.quotation} is open already."))
    about = it.sheet.title if it.sheet else it.project.name
    title = T(
        f"超轮报价：{about}，第 {it.round} 轮（合同含 {it.included_rounds} 轮）",
        f"Quotation for a further round: {about}, round {it.round} ({it.included_rounds} included)",
    )
    opened = do(
        "request.open", act.person, None, {"project": it.project, "title": str(title)[:120]}, via=act.via
    ).result
    act.set(it, quotation=opened)
    act.says = T(f"超出合同轮次，开需求 {opened}", f"Beyond the contract's rounds: request {opened} opened")
    return it
