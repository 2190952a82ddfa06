"""Minutes of a decision: sent within 24 hours, signed by the client, read-only afterwards (TEL-10, MIN-08)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from .facts import speaks_for_us
from .models import Decision


def content_hash(decision: Decision, signed_by: str, signed_at: datetime) -> str:
    """SHA-256 (hex) of what the client signed, with name and moment."""
    said = [
        decision.pk,
        decision.text,
        decision.decided_by,
        decision.minutes_text,
        signed_by,
        int(signed_at.timestamp()),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@action(
    "minutes.send", "发会议记录", "Send the minutes", who=speaks_for_us, on="Decision",
    fields=(Field("text", T("会议记录", "Minutes"), "long", True),),
    who_says=T("会议记录由项目的 AE 发给客户。", "The project's AE sends minutes to the client."),
)  # fmt: skip
def send_minutes(act: Act) -> Decision:
    decision: Decision = act.target
    if decision.minutes_sent_at:
        raise WrongState(T("已经发出了。", "They are sent already."))
    act.facts["decisions"] = [decision]
    act.set(decision, minutes_text=act.values["text"], minutes_sent_at=act.now, minutes_sent_by=act.person)
    act.says = T(f"发出会议记录：{decision.text}", f"Minutes sent: {decision.text}")
    return decision


@action(
    "minutes.sign", "客户已签字", "The client signed", who=speaks_for_us, on="Decision",
    fields=(
        Field("signed_by", T("客户谁签的", "Signed by"), required=True, longest=60),
        Field("signed_at", T("什么时候", "When"), "datetime"),
    ),
)  # fmt: skip
def sign_minutes(act: Act) -> Decision:
    decision: Decision = act.target
    if not decision.minutes_sent_at:
        raise WrongState(T("会议记录还没有发出。", "The minutes are not sent yet."))
    if decision.client_signed_at:
        raise WrongState(T("客户已经签过了。", "The client signed already."))
    at, by = act.values["signed_at"] or act.now, act.values["signed_by"]
    if not decision.minutes_sent_at <= at <= act.now:
        raise InvalidInput({"signed_at": T("要在发出之后、现在之前。", "It lies between sending and now.")})
    act.set(decision, client_signed_at=at, client_signed_by=by, minutes_hash=content_hash(decision, by, at))
    act.says = T(f"{by}签字确认：{decision.text}", f"{by} signed: {decision.text}")
    return decision
