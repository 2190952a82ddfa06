"""Hand-overs between stages: offered, accepted, returned with a reason, withdrawn (ROL-05)."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..facts import fact
from ..fields import Field
from . import terms
from .changes import HandOver
from .models import JobSheet

REASON = Field("reason", T("退回原因", "Why it goes back"), required=True, longest=300)


@fact("hand_over_waits")
def hand_over_waits(act: Any) -> bool:
    """A hand-over of this job waits for the person acting."""
    job = act.job
    return job is not None and HandOver.objects.filter(sheet=job, receiver=act.person, state="offered").exists()


def hands_over(act: Act) -> bool:
    """Whoever works on the job: its AE and leads, its doers, traffic, or who holds the stage now."""
    sheet = act.target
    if sheet is None or who.window(act) or act.person.role == "traffic":
        return True
    if act.person.pk in {sheet.ae_id, sheet.copywriter_id, sheet.designer_id, sheet.finished_artist_id}:
        return True
    return bool(sheet.hand_overs.filter(receiver=act.person, state="accepted").exists())


def receiver(act: Act) -> bool:
    return act.target is None or act.target.receiver_id == act.person.pk


def giver(act: Act) -> bool:
    return act.target is None or act.target.giver_id == act.person.pk or bool(who.window(act))


NOT_RECEIVER = T("交接由接手的人确认。", "The receiver answers a hand-over.")


@action(
    "handover.offer", "交接", "Hand over", on="JobSheet", who=hands_over,
    fields=(
        Field("to_stage", T("交到哪个环节", "To stage"), "choice", True, choices=terms.STAGES),
        Field("receiver", T("交给谁", "To whom"), "ref", True, model="Person"),
        Field("note", T("交代", "What to know"), longest=300),
    ),
)  # fmt: skip
def offer(act: Act) -> HandOver:
    """Hand the job to the next stage; it stays where it is until the receiver accepts."""
    sheet, given = act.target, act.values
    if given["to_stage"] == sheet.stage:
        raise InvalidInput({"to_stage": T("工作单已经在这个环节。", "The job is at this stage already.")})
    if not given["receiver"].may_see_client(sheet.client_id):
        raise InvalidInput({"receiver": T("这个人不在该客户的团队里。", "This person is not on the client's team.")})
    if sheet.hand_overs.filter(state="offered").exists():
        raise WrongState(T("还有一项交接没有确认。", "A hand-over is still unanswered."))
    made: HandOver = act.make(
        HandOver, client_id=sheet.client_id, sheet=sheet, from_stage=sheet.stage, to_stage=given["to_stage"],
        giver=act.person, receiver=given["receiver"], note=given["note"], offered_at=act.now,
    )  # fmt: skip
    stage = terms.STAGES[made.to_stage]
    act.says = T(
        f"交接到{stage.zh}：{made.receiver.name}", f"Handed over to {stage.en.lower()}: {made.receiver.in_english}"
    )
    return made


@action("handover.accept", "确认接手", "Accept the hand-over", on="HandOver", who=receiver, who_says=NOT_RECEIVER)
def accept(act: Act) -> HandOver:
    made, sheet = _offered(act), _held(act)
    act.set(made, state="accepted", answered_at=act.now)
    act.set(sheet, stage=made.to_stage)
    act.says = T(f"接手{terms.STAGES[made.to_stage].zh}", f"{terms.STAGES[made.to_stage].en} taken over")
    return made


@action(
    "handover.return",
    "退回交接",
    "Return the hand-over",
    on="HandOver",
    who=receiver,
    who_says=NOT_RECEIVER,
    fields=(REASON,),
)
def give_back(act: Act) -> HandOver:
    made = _offered(act)
    act.set(made, state="returned", answered_at=act.now, reason=act.reason)
    act.says = T(f"退回交接：{act.reason}", f"Hand-over returned: {act.reason}")
    return made


@action("handover.withdraw", "撤回交接", "Withdraw the hand-over", on="HandOver", who=giver)
def withdraw(act: Act) -> HandOver:
    made = _offered(act)
    act.set(made, state="withdrawn", answered_at=act.now)
    act.says = T("撤回交接", "Hand-over withdrawn")
    return made


def _offered(act: Act) -> HandOver:
    made: HandOver = act.target
    if made.state != "offered":
        raise WrongState(T("这项交接已经有了答复。", "This hand-over is answered already."))
    return made


def _held(act: Act) -> JobSheet:
    """The job, held until the stage has moved. Raises WrongState where it is closed meanwhile."""
    sheet: JobSheet = JobSheet.objects.select_for_update().get(pk=act.target.sheet_id)
    if not sheet.is_issued:
        raise WrongState(T(f"{sheet.label} 不在进行中。", f"{sheet.label} is not in work."))
    return sheet


def hand_overs_of(sheet: JobSheet) -> list[HandOver]:
    """The job's hand-overs, newest first."""
    return list(HandOver.objects.filter(sheet=sheet).order_by("-id")[:20])
